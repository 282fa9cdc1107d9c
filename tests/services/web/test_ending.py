"""経過確認・評価・終了・再開: what stands before a closing, and how a case goes on (R61-R63)."""

import re
from typing import Any

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House
from tests.services.web.test_plan import decided

TODAY = dates.in_era(dates.today())
LOOK = {
    "monitored_on": TODAY,
    "text": "滞納は1か月分になった。",
    "result": "as_planned",
    "due": "令和12年4月1日",
}
EVALUATION = {
    "evaluated_on": TODAY,
    "text": "滞納はなくなった。",
    "changes": ["budget", "started_work"],
    "outcome": "closed",
}
CLOSING = {"reason": "self_reliance", "closed_on": TODAY, "summary": "家計が落ち着いた。"}
REOPENING = {"reopened_on": TODAY, "reason": "仕事をやめ、ふたたび相談があった。"}


def send(browser: Browser, path: str, typed: dict[str, Any]) -> Any:
    """Open a form, send it, and return to its sheet."""
    browser.get(path)
    answer = browser.post(path, typed)
    if answer.status_code == 303:
        browser.get(answer.headers["location"])
    return answer


def links(browser: Browser, case: str, name: str) -> list[str]:
    return re.findall(rf'href="(/cases/{case}/[a-z]+/[^/"]+/{name})"', browser.page)


def close(browser: Browser, case: str, closing: dict[str, str] = CLOSING) -> Any:
    browser.get(f"/cases/{case}/ending")
    browser.post(f"/cases/{case}/closing", closing)
    return browser.post(f"/cases/{case}/closing", {**closing, "step": "close"})


def test_a_look_sets_the_next_and_the_page_shows_it(house: House) -> None:
    """R61."""
    browser, case = decided(house)
    browser.get(f"/cases/{case}/monitoring")
    assert "<b>令和12年1月6日</b>" in browser.page

    send(browser, f"/cases/{case}/monitoring/look", LOOK)
    missing = send(browser, f"/cases/{case}/monitoring/look", {**LOOK, "due": ""})

    assert missing.status_code == 409
    assert "次の経過確認の日が決まっていません" in missing.text
    browser.get(f"/cases/{case}/monitoring")
    assert "<b>令和12年4月1日</b>" in browser.page
    assert "滞納は1か月分になった。" in browser.page


def test_a_service_is_in_use_from_its_start_to_its_end(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    used = {"service": "budget_support", "started_on": TODAY}
    send(browser, f"/cases/{case}/monitoring/service", used)
    assert "サービスの利用開始を記録しました。" in browser.page
    end = links(browser, case, "end")

    twice = send(browser, f"/cases/{case}/monitoring/service", used)
    send(browser, end[0], {"ended_on": TODAY})

    assert (twice.status_code, "もう利用中です" in twice.text) == (409, True)
    assert len(end) == 1
    assert links(browser, case, "end") == []
    assert "利用中のサービスはありません。" in browser.page


def test_a_watch_and_work_are_recorded_with_their_days(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)

    watch = {"agreed_on": TODAY, "text": "民生委員が月1回。", "due": "令和12年2月1日"}
    send(browser, f"/cases/{case}/monitoring/watch", watch)
    send(
        browser,
        f"/cases/{case}/monitoring/work",
        {"result": "earns_more", "reached_on": TODAY, "text": "週5日になった。"},
    )

    assert "<b>令和12年2月1日</b>" in browser.page
    assert '<span class="chip">増収</span>' in browser.page


def test_a_case_with_a_plan_closes_after_its_evaluation_was_confirmed(house: House) -> None:
    """R62."""
    browser, case = decided(house)

    early = close(browser, case)
    send(browser, f"/cases/{case}/ending/evaluation", EVALUATION)
    unconfirmed = close(browser, case)
    browser.get(f"/cases/{case}/ending")
    send(browser, links(browser, case, "confirmation")[0], {"confirmed_on": TODAY})
    closed = close(browser, case)

    assert (early.status_code, unconfirmed.status_code, closed.status_code) == (409, 409, 303)
    assert "評価が、支援調整会議で確認されていません" in early.text
    assert "家計が落ち着いた。" in early.text
    browser.get(f"/cases/{case}/ending")
    assert "ケースを再開する" in browser.page


def test_a_case_without_a_plan_closes_as_before(house: House) -> None:
    """R62."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    assert close(browser, case).status_code == 303


def test_a_case_does_not_close_into_public_assistance_untold(house: House) -> None:
    """R63."""
    case, browser = house.take(), house.browser(COUNSELLOR)

    refused = close(browser, case, {**CLOSING, "reason": "public_assistance"})

    assert refused.status_code == 409
    assert "生活保護の案内が記録されていません" in refused.text


def test_a_reopened_case_takes_records_again_and_is_open_in_the_list(house: House) -> None:
    """R62; its plan ended with the closing, so that it may close again without another."""
    browser, case = decided(house)
    send(browser, f"/cases/{case}/ending/evaluation", EVALUATION)
    send(browser, links(browser, case, "confirmation")[0], {"confirmed_on": TODAY})
    close(browser, case)

    reopened = send(browser, f"/cases/{case}/ending/reopening", REOPENING)
    again = send(browser, f"/cases/{case}/ending/reopening", REOPENING)
    browser.get(f"/cases/{case}")
    written = browser.post(f"/cases/{case}/progress", {"method": "phone", "text": "続きの相談。"})
    page = house.system.reading.case_page(house.city.worker, case)

    assert (reopened.status_code, again.status_code) == (303, 409)
    assert "このケースは終了していません" in again.text
    assert written.status_code == 303
    assert not page.closed
    assert close(browser, case).status_code == 303


def test_an_agencys_direction_is_written_revised_and_ended(house: House) -> None:
    """Report 6-2(3)ア."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    path = f"/cases/{case}/directions/direction"
    center = {
        "agency_kind": "community_support_center",
        "agency": "みどり地域包括支援センター",
        "leads": "yes",
        "text": "母の介護の申請を支える。",
        "due": "令和12年1月6日",
    }
    send(browser, path, center)
    second = send(browser, path, {**center, "agency": "みどり小学校"})
    browser.get(f"/cases/{case}/directions")
    revise = links(browser, case, "direction")[0]
    browser.get(revise)
    kept = browser.page
    send(browser, revise, {**center, "text": "通所の見学に同行する。"})
    revised = browser.page
    send(browser, links(browser, case, "end")[0], {"ended_on": TODAY, "text": "通所が始まった。"})

    assert (second.status_code, "もう決まっています" in second.text) == (409, True)
    assert "母の介護の申請を支える。</textarea>" in kept
    assert "通所の見学に同行する。" in revised
    assert "母の介護の申請を支える。" not in revised
    assert "支援方針は、まだありません。" in browser.page
    assert "通所が始まった。" in browser.page


def test_a_closed_case_offers_no_form_and_takes_none(house: House) -> None:
    case, browser = house.take(), house.browser(COUNSELLOR)
    close(browser, case)

    for sheet, name, typed in (
        ("plan", "draft", {"intent": "続けたい。"}),
        ("monitoring", "look", LOOK),
        ("ending", "evaluation", EVALUATION),
        (
            "directions",
            "direction",
            {"agency_kind": "npo", "agency": "つなぐ会", "text": "食料", "due": "令和12年1月6日"},
        ),
    ):
        browser.get(f"/cases/{case}/{sheet}")
        assert f"/{sheet}/{name}" not in browser.page

        refused = send(browser, f"/cases/{case}/{sheet}/{name}", typed)

        assert (refused.status_code, "このケースは終了しています" in refused.text) == (409, True)


def test_another_programme_reopens_nothing(house: House) -> None:
    """Promise 5."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    close(browser, case)

    assert house.browser(LENDER).get(f"/cases/{case}/ending/reopening").status_code == 404
