"""支援計画: from the draft to 実施 on its page, by steps in their order (R59-R61)."""

import re
from typing import Any

import pytest

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House

TODAY = dates.in_era(dates.today())
DRAFT: dict[str, Any] = {
    "intent": "いまの家で暮らし続けたい。",
    "issues": "家賃が2か月遅れている。",
    "goals": "滞納をなくす。",
    "target": "令和12年3月31日",
    "support": "家計改善支援を月2回。",
    "programmes": ["budget_support", "work_support"],
    "work_support": "yes",
    "cautions": "電話は夕方に。",
}
AGREEMENT = {"agreed_on": TODAY, "how": "signature"}
SUBMISSION = {"submitted_on": TODAY}
APPROVAL = {"approved_on": TODAY}
DECISION = {
    "kind": "decision",
    "decided_on": TODAY,
    "document_number": "さ福第12号",
    "post": "地域福祉課長",
    "due": "令和12年1月6日",
}
START = {"started_on": TODAY}


def drafted(house: House, draft: dict[str, Any] = DRAFT) -> tuple[Browser, str]:
    """Draw a plan up in a fresh case, and stay on its page."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/plan/draft")
    answer = browser.post(f"/cases/{case}/plan/draft", draft)
    browser.get(answer.headers["location"])
    return browser, case


def take(browser: Browser, case: str, step: str, typed: dict[str, Any]) -> Any:
    """Take a step on the version that the page shows first, and return to the page."""
    browser.get(f"/cases/{case}/plan")
    path = re.findall(rf'href="(/cases/{case}/plan/[^/"]+/{step})"', browser.page)[0]
    browser.get(path)
    answer = browser.post(path, typed)
    if answer.status_code == 303:
        browser.get(answer.headers["location"])
    return answer


def decided(house: House) -> tuple[Browser, str]:
    browser, case = drafted(house)
    for step, typed in (
        ("agreement", AGREEMENT),
        ("submission", SUBMISSION),
        ("approval", APPROVAL),
        ("decision", DECISION),
    ):
        assert take(browser, case, step, typed).status_code == 303
    return browser, case


def test_a_plan_goes_through_its_steps_and_the_page_shows_them(house: House) -> None:
    """R59, R60."""
    browser, case = decided(house)
    assert take(browser, case, "start", START).status_code == 303

    assert "支援の実施を記録しました。" in browser.page
    assert browser.page.count('class="taken"') == 6
    assert "家計改善支援、自立相談支援機関による就労支援" in browser.page
    assert "さ福第12号　地域福祉課長" in browser.page
    assert "令和12年1月6日" in browser.page
    assert "事後報告" not in browser.page


def test_a_plan_without_a_target_date_is_not_submitted_and_the_page_says_what_lacks(
    house: House,
) -> None:
    """R59."""
    browser, case = drafted(house, {**DRAFT, "target": "", "cautions": " "})
    assert "目標の達成時期、支援を提供する上での留意事項" in browser.page
    take(browser, case, "agreement", AGREEMENT)

    refused = take(browser, case, "submission", {**SUBMISSION, "text": "定例の会議"})

    assert refused.status_code == 409
    assert "「目標の達成時期」が書かれていません" in refused.text
    assert "定例の会議</textarea>" in refused.text


def test_a_step_out_of_its_order_is_refused(house: House) -> None:
    """R60: a stale page, or a made-up address."""
    browser, case = drafted(house)
    path = re.findall(rf'href="(/cases/{case}/plan/[^/"]+)/agreement"', browser.page)[0]

    for step, typed, said in (
        ("submission", SUBMISSION, "本人の同意が記録されていません"),
        ("approval", APPROVAL, "支援調整会議に付議されていません"),
        ("decision", DECISION, "支援調整会議の了承が記録されていません"),
        ("start", START, "本人の同意が記録されていません"),
    ):
        browser.get(f"{path}/{step}")
        answer = browser.post(f"{path}/{step}", typed)

        assert (answer.status_code, said in answer.text) == (409, True)


def test_support_that_started_before_the_meeting_is_an_after_report_with_a_reason(
    house: House,
) -> None:
    """R60."""
    browser, case = drafted(house)
    case_page = house.system.reading.case_page(house.city.worker, case)
    assert case_page.opened_at
    take(browser, case, "agreement", AGREEMENT)
    take(browser, case, "start", START)

    assert "会議の前に開始" in browser.page


def test_a_new_version_replaces_the_draft_and_begins_its_steps_anew(house: House) -> None:
    browser, case = drafted(house)
    take(browser, case, "agreement", AGREEMENT)
    browser.get(f"/cases/{case}/plan")
    path = re.findall(rf'href="(/cases/{case}/plan/[^/"]+/draft)"', browser.page)[0]
    browser.get(path)
    assert "滞納をなくす。</textarea>" in browser.page
    assert 'value="令和12年3月31日"' in browser.page

    answer = browser.post(path, {**DRAFT, "goals": "滞納を半分にする。"})
    page = browser.get(answer.headers["location"]).text

    assert "滞納を半分にする。" in page
    assert "滞納をなくす。" not in page
    assert page.count('class="taken"') == 1


def test_a_replan_stands_beside_the_decided_plan_with_what_changed(house: House) -> None:
    """R61."""
    browser, case = decided(house)
    path = re.findall(rf'href="(/cases/{case}/plan/[^/"]+/replan)"', browser.page)[0]
    browser.get(path)
    assert "滞納をなくす。</textarea>" in browser.page
    draft = f"/cases/{case}/plan/draft"

    refused = browser.post(draft, DRAFT)
    again = browser.post(draft, {**DRAFT, "goals": "転居する。", "reason": "立ち退きの話"})
    page = browser.get(again.headers["location"]).text

    assert refused.status_code == 409
    assert "再プラン（2回目）" not in page
    assert "再プラン（1回目）" in page
    assert "初回プラン" in page
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>.*?(変更|同じ)', page, re.S)
    assert [field for field, differs in rows if differs == "変更"] == ["支援の目標"]


def test_a_plan_is_shown_as_a_sheet_to_sign(house: House) -> None:
    browser, case = decided(house)
    path = re.findall(rf'href="(/cases/{case}/plan/[^/"]+/print)"', browser.page)[0]

    page = browser.get(path).text

    for words in ("支援計画書", "髙橋 みどり", "滞納をなくす。", "本人署名", "さ福第12号"):
        assert words in page


def test_what_is_typed_stays_when_a_form_is_refused(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/plan/draft")

    answer = browser.post(f"/cases/{case}/plan/draft", {**DRAFT, "target": "いつか"})

    assert answer.status_code == 422
    assert 'value="いつか"' in answer.text
    assert "滞納をなくす。</textarea>" in answer.text
    assert 'value="budget_support" checked' in answer.text


@pytest.mark.parametrize("field", ["intent", "issues", "goals", "support", "cautions", "reason"])
def test_no_text_of_a_plan_holds_an_individual_number(house: House, field: str) -> None:
    """R77."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/plan/draft")

    answer = browser.post(f"/cases/{case}/plan/draft", {**DRAFT, field: "番号は 123456789018"})

    assert answer.status_code == 422
    assert "個人番号" in answer.text


def test_another_programme_sees_no_plan_and_no_form(house: House) -> None:
    """Promise 5."""
    _, case = drafted(house)
    lender = house.browser(LENDER)

    for path in ("plan", "plan/draft", "monitoring", "ending", "directions"):
        answer = lender.get(f"/cases/{case}/{path}")

        assert answer.status_code == 404
        assert "滞納" not in answer.text


def test_a_record_of_another_case_is_no_version_of_this_plan(house: House) -> None:
    browser, case = drafted(house)
    mine = re.findall(rf'href="/cases/{case}/plan/([^/"]+)/agreement"', browser.page)[0]
    _, other = drafted(house)

    form = browser.get(f"/cases/{other}/plan/{mine}/agreement")
    paper = browser.get(f"/cases/{other}/plan/{mine}/print")
    browser.get(f"/cases/{other}/plan/draft")
    token = re.findall(r'name="token" value="([^"]*)"', browser.page)[0]
    sent = browser.client.post(
        f"/cases/{other}/plan/{mine}/agreement",
        data={**AGREEMENT, "token": token, **browser.hidden(f"/cases/{other}/plan/draft")},
    )

    assert (form.status_code, paper.status_code) == (404, 404)
    assert sent.status_code == 409
    assert "いまの版ではありません" in sent.text


@pytest.mark.parametrize("path", ["plan/nothing", "plan/agreement", "plan/xyz/nothing"])
def test_there_is_no_form_but_those_of_the_steps(house: House, path: str) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)

    assert browser.get(f"/cases/{case}/{path}").status_code == 404
