"""見つからない: what one may not see is answered like what is not there (promise 5)."""

from typing import Any

import pytest

from services.web.session import stand_code
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COUNSELLOR,
    LENDER,
    Browser,
    House,
)


def content(answer: Any) -> tuple[int, dict[str, str], bytes]:
    return answer.status_code, dict(answer.headers), answer.content


def record_of(house: House, case: str) -> str:
    return house.system.reading.case_page(house.city.worker, case).items[0].alias


def unknown(browser: Browser) -> tuple[int, dict[str, str], bytes]:
    return content(browser.get("/cases/" + "a" * 26))


@pytest.mark.parametrize("login", [LENDER, AUDITOR, ADMINISTRATOR])
def test_a_case_of_another_programme_is_answered_like_an_unknown_one(
    house: House, login: str
) -> None:
    """The agency is the same, and so is the alias; the programme is not (R50 for the auditor)."""
    case, browser = house.take(), house.browser(login)

    hidden = content(browser.get(f"/cases/{case}"))

    assert hidden == unknown(browser)
    assert hidden[0] == 404


@pytest.mark.parametrize(
    "alias", ["x", "A" * 26, "a" * 64, "a" * 65, "%2e%2e", "%00", "ケース", "a%2Fb"]
)
def test_what_is_no_alias_is_answered_like_an_unknown_one(house: House, alias: str) -> None:
    browser = house.browser(COUNSELLOR)

    assert content(browser.get(f"/cases/{alias}")) == unknown(browser)


def test_an_alias_of_another_kind_opens_nothing(house: House) -> None:
    case, other, browser = house.take(), house.take(), house.browser(COUNSELLOR)
    record = record_of(house, case)

    swapped = [
        browser.get(f"/cases/{record}"),
        browser.get(f"/cases/{case}/records/{case}/correction"),
        browser.get(f"/cases/{other}/records/{record}/correction"),
    ]

    assert {content(answer)[2] for answer in swapped} == {unknown(browser)[2]}
    assert {answer.status_code for answer in swapped} == {404}


@pytest.mark.parametrize("login", [LENDER, AUDITOR])
@pytest.mark.parametrize(
    "path", ["/cases/{case}/progress", "/cases/{case}/records/{record}/slip-correction"]
)
def test_nobody_writes_into_a_case_that_they_may_not_see(
    house: House, login: str, path: str
) -> None:
    case = house.take()
    owner, stranger = house.browser(COUNSELLOR), house.browser(login)
    owner.get(f"/cases/{case}")
    stolen = owner.hidden(f"/cases/{case}/progress")["token"]
    stand = stranger.client.get("/stand").text.split('name="stand" value="')[1].split('"')[0]
    form = {
        "command": "7f20e069-a760-4faa-94a3-c77e5606f625",
        "stand": stand,
        "token": stolen,
        "method": "phone",
        "text": "書けないはず",
        "reason": "書けないはず",
    }

    answer = stranger.client.post(path.format(case=case, record=record_of(house, case)), data=form)

    assert content(answer) == unknown(stranger)
    assert len(house.system.reading.case_page(house.city.worker, case).items) == 1


@pytest.mark.parametrize("login", [COUNSELLOR, LENDER, ADMINISTRATOR])
def test_the_access_ledger_is_there_for_its_auditor_only(house: House, login: str) -> None:
    """R50."""
    browser = house.browser(login)

    assert content(browser.get("/access")) == unknown(browser)


@pytest.mark.parametrize("login", [AUDITOR, ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/cases", "/cases?state=all"])
def test_who_does_no_casework_has_no_cases(house: House, login: str, path: str) -> None:
    house.take()
    browser = house.browser(login)

    assert content(browser.get(path)) == unknown(browser)


def test_who_does_no_casework_finds_nobody(house: House) -> None:
    house.take()
    browser = house.browser(AUDITOR)

    sent = {"words": "髙橋", "reason": "監査", "stand": stand_code(house.city.auditor)}
    answer = browser.client.post("/search", data=sent)

    assert content(answer) == unknown(browser)


def test_another_programmes_lists_counts_and_searches_know_nothing_of_it(
    fresh_house: House,
) -> None:
    """Promise 5: pages, lists, counts, search."""
    fresh_house.take()
    browser = fresh_house.browser(LENDER)

    pages = [browser.get("/").text, browser.get("/cases?state=all").text]
    found = browser.search({"words": "髙橋", "reason": "再相談"}).text

    assert not any("髙橋" in page for page in pages)
    assert "0件" in pages[1]
    assert "結果　0件" in found
