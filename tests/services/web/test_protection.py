"""守るための記録の画面: masked until somebody ends it, nothing in the clear (R53, R54)."""

import re
from datetime import timedelta
from typing import Any, Final

import pytest

from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.services.api.client import Program
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

MEASURE: Final = {
    "authority": "瀬名木市",
    "first": "R6.10.1",
    "covered": "長女 葵",
    "note": "郵便注意",
}
MASKED: Final = "住所・連絡先・通う先を、だれにも伝えません。"


def sent(browser: Browser, path: str, typed: dict[str, Any], at: str = "") -> str:
    """Open a form, send it, and return the page that follows."""
    assert browser.get(at or path).status_code == 200
    answer = browser.post(path, typed)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def test_masking_outlives_a_measure_until_somebody_ends_it(house: House) -> None:
    """R53: on expiry the mask stays until a human decides."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/person/protection"

    page = sent(browser, f"{at}/measure", MEASURE)
    on_case = browser.get(f"/cases/{case}").text
    ended = sent(browser, f"{at}/masking-end", {"reason": "本人に確かめた。"})

    assert "DV等支援措置を保存しました。" in page
    assert MASKED in page
    assert "令和6年10月1日から令和7年9月30日まで" in page
    assert "期限を過ぎています" in page
    assert MASKED in on_case
    assert MASKED not in ended
    assert "本人に確かめた。" in ended
    assert MASKED not in browser.get(f"/cases/{case}").text


@pytest.mark.parametrize(
    ("days", "word"), [(20, "期限まで1か月です"), (-20, "期限を過ぎています"), (200, "")]
)
def test_a_measure_reminds_from_a_month_before_its_end_until_somebody_sees_to_it(
    fresh_house: House, days: int, word: str
) -> None:
    """R53: in わたしの仕事; nothing of it is stored."""
    case, browser = fresh_house.take(), fresh_house.browser(COUNSELLOR)
    first = dates.in_era(dates.today() - timedelta(days=300))
    last = dates.in_era(dates.today() + timedelta(days=days))
    at = f"/cases/{case}/person/protection"

    sent(browser, f"{at}/measure", {**MEASURE, "first": first, "last": last})
    reminded = browser.get("/").text
    sent(browser, f"{at}/masking-end", {"reason": "本人に確かめた。"})

    assert ("DV等支援措置の期限" in reminded) is bool(word)
    assert f"DV等支援措置の{word}" in reminded or not word
    assert "DV等支援措置の期限" not in browser.get("/").text


def test_the_other_party_stands_first_on_the_case_and_not_on_the_screen_turned_to_the_person(
    house: House,
) -> None:
    """R54."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    other = {"name": "髙橋 修", "relation": "夫", "reached": "白い軽自動車"}

    sent(browser, f"/cases/{case}/person/protection/other-party", other)

    assert "髙橋 修（夫）" in browser.get(f"/cases/{case}").text
    assert "髙橋 修" not in browser.get(f"/cases/{case}/shown").text


def test_an_other_party_is_linked_to_a_colleague_of_that_name_who_finds_the_case_no_more(
    house: House,
) -> None:
    """R54: the form proposes who has the name that was saved, and keeps who is linked."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at, theirs = f"/cases/{case}/person/protection/other-party", house.browser(COLLEAGUE)
    other = {"name": "鈴木　健", "relation": "元の夫"}
    before = theirs.get(f"/cases/{case}").status_code
    page = sent(browser, at, other)
    record = re.findall(rf"{at}\?record=(\w+)", page)[0]
    form = browser.get(f"{at}?record={record}").text
    (choice,) = re.findall(r'value="(staff-\w+)"', form)

    page = sent(browser, at, {**other, "links": choice}, f"{at}?record={record}")

    record = re.findall(rf"{at}\?record=(\w+)", page)[0]
    assert "鈴木 健（職員）" in form
    assert f'value="{choice}" checked' not in form
    assert f'value="{choice}" checked' in browser.get(f"{at}?record={record}").text
    assert before == 200
    unknown = theirs.get("/cases/aaaaaaaaaaaaaaaaaaaaaaaaaa")
    refused = theirs.get(f"/cases/{case}")
    assert (refused.status_code, refused.text) == (unknown.status_code, unknown.text)


def test_a_refuge_is_put_right_and_taken_back(house: House) -> None:
    """R71."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/person/protection"
    page = sent(browser, f"{at}/refuge", {"address": "栗林町の施設"})
    record = re.findall(rf"{at}/refuge\?record=(\w+)", page)[0]

    form = browser.get(f"{at}/refuge?record={record}").text
    right = {"address": "南町の施設"}
    page = sent(browser, f"{at}/refuge", right, f"{at}/refuge?record={record}")
    record = re.findall(rf"{at}/refuge\?record=(\w+)", page)[0]
    back = f"{at}/taking-back?record={record}"
    gone = sent(browser, f"{at}/taking-back", {"reason": "別の方だった。"}, back)

    assert "栗林町の施設</textarea>" in form
    assert "南町の施設" in page
    assert "栗林町の施設" not in page
    assert "南町の施設" not in gone
    assert browser.get(f"{at}/refuge?record={record}").status_code == 404


def test_what_is_missing_is_asked_for(house: House) -> None:
    """R77 among them."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    at = f"/cases/{case}/person/protection"

    for what, typed, field in (
        ("measure", {**MEASURE, "authority": ""}, "authority"),
        ("measure", {**MEASURE, "first": "そのうち"}, "first"),
        ("measure", {**MEASURE, "note": "1234-5678-9018"}, "note"),
        ("other-party", {}, "name"),
        ("refuge", {}, "address"),
        ("remark", {}, "note"),
        ("masking-end", {}, "reason"),
        ("taking-back", {}, "reason"),
    ):
        browser.get(f"{at}/{what}")
        answer = browser.post(f"{at}/{what}", typed)
        assert answer.status_code == 422
        assert f'id="{field}-wrong"' in answer.text


def test_another_programme_neither_reads_nor_writes_it(house: House) -> None:
    case = house.take()
    browser = house.browser(LENDER)

    assert browser.get(f"/cases/{case}/person/protection/measure").status_code == 404


def test_the_log_says_that_there_is_a_record_and_not_of_what(fresh_house: House) -> None:
    """Promise 8; architecture §3."""
    case, browser = fresh_house.take(), fresh_house.browser(COUNSELLOR)
    at = f"/cases/{case}/person/protection"
    sent(browser, f"{at}/measure", MEASURE)
    sent(browser, f"{at}/other-party", {"relation": "夫"})
    sent(browser, f"{at}/masking-end", {"reason": "本人に確かめた。"})
    catch_up(fresh_house.system.databases)

    ledger = fresh_house.system.ledgers.of(TENANT)
    kept = [e for e in ledger.entries(0, ledger.size()) if e.event.TOPIC == "record.kept"]

    assert len(kept) == 3
    assert {getattr(one.event, "corrects", "") for one in kept} == {None}


def test_a_program_writes_what_protects_a_person(house: House) -> None:
    program = Program(house, COUNSELLOR)
    at = f"cases/{program.take()}/person"

    def write(what: str, body: dict[str, Any]) -> int:
        seen = program.get(at).headers["etag"]
        return program.send(f"{at}/protection/{what}", body, If_Match=seen).status_code

    statuses = [
        write("measure", {"authority": "瀬名木市", "first": "2024-10-01"}),
        write("other-party", {"relation": "夫"}),
        write("refuge", {"address": "栗林町の施設"}),
        write("remark", {"note": "耳が遠い。"}),
    ]
    told = program.get(at).json()["whereabouts"]["protection"]
    back = {"record": told["refuges"][0]["alias"], "reason": "別の方"}

    assert statuses == [201] * 4
    assert (told["masked"], told["measures"][0]["last"]) == (True, "2025-09-30")
    assert told["others"][0]["relation"] == "夫"
    assert write("taking-back", back) == 201
    assert write("masking-end", {"reason": "本人に確かめた。"}) == 201
    told = program.get(at).json()["whereabouts"]["protection"]
    assert (told["masked"], told["refuges"]) == (False, [])
