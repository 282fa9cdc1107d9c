"""アセスメント・振り分け: what was found, where it goes, and who leads (R58)."""

import re
from typing import Any

import pytest

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_handover import send

FOUND: dict[str, Any] = {
    "needs": ["poverty", "isolation"],
    "domains": ["welfare"],
    "work": "pension_life",
    "findings": "家賃で年金が消える。",
    "debt": "電気代を2か月滞納。",
}
ASKED = {"text": "課題が重なり、窓口だけでは動かせない。"}


def opened(house: House, case: str) -> Browser:
    browser = house.browser(COUNSELLOR)
    assert browser.get(f"/cases/{case}/assessment").status_code == 200
    return browser


def today() -> str:
    return dates.in_era(dates.today())


def kinds(house: House, case: str) -> list[str]:
    page = house.system.reading.case_page(house.city.worker, case)
    return [item.kind for item in page.items]


def test_an_assessment_is_kept_and_stands_in_the_form_for_the_next(house: House) -> None:
    case = house.take()
    browser = opened(house, case)

    answer = send(browser, f"/cases/{case}/assessment", FOUND)
    page = browser.get(answer.headers["location"]).text

    assert answer.headers["location"] == f"/cases/{case}/assessment?done=assessment"
    assert "アセスメントを保存しました。" in page
    assert "経済的困窮、社会的孤立（ニート・ひきこもり等）" in page
    assert 'value="poverty" checked' in page
    assert 'value="pension_life" selected' in page
    assert "家賃で年金が消える。</textarea>" in page


def test_a_later_assessment_stands_for_the_former_one(house: House) -> None:
    """R71."""
    case = house.take()
    browser = opened(house, case)
    browser.get(send(browser, f"/cases/{case}/assessment", FOUND).headers["location"])

    later = {**FOUND, "needs": ["debt"], "findings": "借入れが見つかった。"}
    page = browser.get(send(browser, f"/cases/{case}/assessment", later).headers["location"]).text

    assert "家賃で年金が消える。" not in page
    assert "借入れが見つかった。" in page
    assert kinds(house, case).count("assessment.recorded") == 1


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"needs": [], "domains": []}, "needs"),
        ({"findings": " "}, "findings"),
        ({"assessed_on": "いつか"}, "assessed_on"),
        ({"debt": "1234-5678-9018"}, "debt"),
    ],
)
def test_an_incomplete_assessment_is_asked_for_again_with_its_ticks(
    house: House, lacking: dict[str, Any], field: str
) -> None:
    """R77 for the last."""
    case = house.take()
    browser = opened(house, case)

    answer = send(browser, f"/cases/{case}/assessment", {**FOUND, **lacking})

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert lacking.get("needs") == [] or 'value="poverty" checked' in answer.text


def test_the_first_result_ends_the_slips_wait_and_a_later_one_says_why(house: House) -> None:
    """R58."""
    case = house.take()
    browser = opened(house, case)
    decide = f"/cases/{case}/screening"
    seeking = {"result": "seeking_consent", "due": today()}
    browser.get(send(browser, decide, seeking).headers["location"])

    silent = send(browser, decide, {"result": "continue"})
    answer = send(browser, decide, {"result": "continue", "text": "同意を得た。"})
    page = browser.get(answer.headers["location"]).text

    items = house.system.reading.case_page(house.city.worker, case).items
    assert silent.status_code == 422
    assert 'id="text-wrong"' in silent.text
    assert page.index("継続支援（プラン策定へ）") < page.index("同意はまだだが、働きかけを続ける")
    assert [item.about for item in items] == [items[1].alias, items[2].alias, ""]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"result": ""}, "result"),
        ({"result": "refer", "due": ""}, "due"),
        ({"result": "continue", "due": "いつか"}, "due"),
        ({"result": "refer", "due": "昭和64年1月7日"}, "due"),
    ],
)
def test_a_result_that_must_be_followed_up_names_its_day(
    house: House, typed: dict[str, Any], field: str
) -> None:
    """R58."""
    case = house.take()

    answer = send(opened(house, case), f"/cases/{case}/screening", typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text


def test_where_the_person_lives_is_checked(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    browser.get(f"/cases/{case}/residence")

    refused = send(browser, f"/cases/{case}/residence", {"text": "保険証で。"})
    answer = send(browser, f"/cases/{case}/residence", {"residence": "lives_here"})
    page = browser.get(answer.headers["location"]).text

    assert refused.status_code == 422
    assert "保険証で。</textarea>" in refused.text
    assert "居住地の確認を保存しました。" in page
    assert "市内に住んでいる（住民登録は市外）" in page


def test_a_hard_case_goes_to_a_promoter_who_answers(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    browser.get(f"/cases/{case}/promoter")

    silent = send(browser, f"/cases/{case}/promoter", {"text": ""})
    browser.get(send(browser, f"/cases/{case}/promoter", ASKED).headers["location"])
    asked = browser.page
    browser.get(f"/cases/{case}/promoter")
    returned = send(browser, f"/cases/{case}/promoter-answer", {"answer": "returned"})
    answer = send(browser, f"/cases/{case}/promoter-answer", {"answer": "leads"})
    page = browser.get(answer.headers["location"]).text

    assert silent.status_code == returned.status_code == 422
    assert "包括化推進員の返事を書く" in asked
    assert "課題が重なり、窓口だけでは動かせない。" in page
    assert "中心になって進める" in page
    assert "包括化推進員に引き渡す</a>" in page


def test_a_closed_case_shows_what_was_found_and_has_no_forms(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    browser.get(send(browser, f"/cases/{case}/assessment", FOUND).headers["location"])
    late = browser.page
    browser.get(f"/cases/{case}")
    closing = {"reason": "information_only", "closed_on": today(), "summary": ""}
    browser.post(f"/cases/{case}/closing", closing)
    browser.post(f"/cases/{case}/closing", {"step": "close"})

    page = browser.get(f"/cases/{case}/assessment").text
    token = re.findall(r'name="token" value="([^"]*)"', late)[0]
    stand = re.findall(r'name="stand" value="([^"]*)"', late)[0]
    form = {"token": token, "stand": stand, "command": "7f20e069-a760-4faa-94a3-c77e5606f625"}
    answer = browser.client.post(
        f"/cases/{case}/assessment", data={**form, **FOUND, "assessed_on": today()}
    )

    assert "家賃で年金が消える。" in page
    assert "このケースは終了しています" in page
    assert "<form" not in page.split("<main")[1]
    assert answer.status_code == 409


@pytest.mark.parametrize("sheet", ["assessment", "residence", "promoter"])
def test_a_colleague_of_another_programme_finds_nothing(house: House, sheet: str) -> None:
    """Promise 5."""
    case, stranger = house.take(), house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/{sheet}")

    assert hidden.status_code == 404
    assert hidden.content == stranger.get(f"/cases/{'a' * 26}/{sheet}").content
