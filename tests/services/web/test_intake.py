"""受付: the page of the 相談受付・連絡票 (R58)."""

import re
from typing import Any
from uuid import UUID

import pytest

from services.case_views import PersonSheet
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, Browser, House

A_VALID_INDIVIDUAL_NUMBER = "123456789018"


def opened(house: House) -> Browser:
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    return browser


def case_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("/intake/received/").partition("?")[0]


def test_a_slip_becomes_a_case_with_everything_as_typed(house: House) -> None:
    browser = opened(house)

    case = case_of(browser.post("/intake", samples.SLIP_FORM))

    page = house.system.reading.case_page(house.city.worker, case)
    assert page.person == PersonSheet(
        name="髙橋 みどり",
        kana="たかはし みどり",
        born="1947-05-03",
        address="こがね市緑町4丁目15番8号 緑町ハイツ203",
        phone="042-000-0000",
        erased=None,
    )
    assert page.items[0].texts == (
        ("own_words", "昨日から何も食べていない。"),
        ("wishes", "今日、食べるものがほしい。"),
        ("heard_of_words", ""),
        ("interpreter_words", ""),
        ("late_reason", ""),
        ("teller", ""),
    )
    assert (page.topics, page.main_topic, page.urgency) == (
        samples.CONSULTATION.topics,
        samples.CONSULTATION.main_topic,
        samples.CONSULTATION.urgency,
    )


def test_the_page_after_says_so_and_leads_on(house: House) -> None:
    browser = opened(house)

    case = case_of(browser.post("/intake", samples.SLIP_FORM))
    page = browser.get(f"/intake/received/{case}").text
    late = browser.get(f"/intake/received/{case}?late=1").text

    assert "<h1>受け付けました</h1>" in page
    assert f'href="/cases/{case}"' in page
    assert "少し時間がかかっています" not in page
    assert "少し時間がかかっています" in late


def test_a_slip_without_a_name_is_taken(house: House) -> None:
    browser = opened(house)

    answer = browser.post("/intake", {**samples.SLIP_FORM, "name": "", "unnamed": "yes"})

    page = browser.get(f"/cases/{case_of(answer)}").text
    assert "名前を聞いていない方" in page


def test_line_ends_are_kept_as_typed_and_not_as_forms_travel(house: House) -> None:
    browser = opened(house)

    answer = browser.post("/intake", {**samples.SLIP_FORM, "own_words": "一行目\r\n二行目"})

    page = house.system.reading.case_page(house.city.worker, case_of(answer))
    assert page.items[0].texts[0] == ("own_words", "一行目\n二行目")


def test_a_refused_slip_loses_nothing_that_was_typed(house: House) -> None:
    browser = opened(house)
    before = house.cases()

    answer = browser.post("/intake", {**samples.SLIP_FORM, "born": "いつか", "route": ""})

    assert answer.status_code == 422
    assert house.cases() == before
    assert "<title>エラー：受付・連絡票｜つなぎ</title>" in answer.text
    assert 'role="alert"' in answer.text
    assert 'value="髙橋 みどり"' in answer.text
    assert 'value="いつか"' in answer.text
    assert "昨日から何も食べていない。</textarea>" in answer.text
    assert 'value="no_food" checked' in answer.text
    assert answer.text.count(" checked") == 6


def test_a_refused_slip_can_be_mended_and_sent(house: House) -> None:
    browser = opened(house)
    browser.post("/intake", {**samples.SLIP_FORM, "born": "いつか"})

    answer = browser.post("/intake", samples.SLIP_FORM)

    assert answer.status_code == 303


@pytest.mark.parametrize("field", ["name", "address", "phone", "own_words", "wishes"])
def test_an_individual_number_is_refused_at_every_field(house: House, field: str) -> None:
    """R77."""
    browser = opened(house)
    before = house.cases()

    answer = browser.post("/intake", {**samples.SLIP_FORM, field: A_VALID_INDIVIDUAL_NUMBER})

    assert answer.status_code == 422
    assert f'id="{field}-wrong">＊個人番号' in answer.text
    assert house.cases() == before


def test_a_text_that_is_too_long_is_refused_at_its_field(house: House) -> None:
    answer = opened(house).post("/intake", {**samples.SLIP_FORM, "own_words": "あ" * 20_001})

    assert answer.status_code == 422
    assert 'id="own_words-wrong">＊長すぎます' in answer.text


def test_the_same_slip_sent_twice_is_one_case(house: House) -> None:
    """Promise 9: a page that was not answered can be sent again."""
    browser = opened(house)
    form = browser.hidden("/intake")
    before = house.cases()

    sent = [browser.client.post("/intake", data={**form, **samples.SLIP_FORM}) for _ in range(3)]

    assert len({case_of(answer) for answer in sent}) == 1
    assert house.cases() == before + 1


def test_a_slip_that_was_sent_is_not_overwritten_by_another_under_its_id(house: House) -> None:
    browser = opened(house)
    form = browser.hidden("/intake")
    browser.client.post("/intake", data={**form, **samples.SLIP_FORM})
    before = house.cases()

    changed = {**samples.SLIP_FORM, "own_words": "ほかの人の話"}
    answer = browser.post("/intake", changed) if not form else _send(browser, form, changed)
    meant_so = browser.post("/intake", changed)

    assert answer.status_code == 409
    assert "もう保存されています" in answer.text
    assert "ほかの人の話" in answer.text
    assert meant_so.status_code == 303
    assert house.cases() == before + 1


def _send(browser: Browser, form: dict[str, str], typed: dict[str, Any]) -> Any:
    answer = browser.client.post("/intake", data={**form, **typed})
    browser.page = answer.text
    return answer


@pytest.mark.parametrize("command", ["", "not-an-id"])
def test_a_form_without_its_command_id_is_given_one_and_not_saved(
    house: House, command: str
) -> None:
    browser = opened(house)
    form = {**browser.hidden("/intake"), "command": command}
    before = house.cases()

    answer = _send(browser, form, samples.SLIP_FORM)

    assert answer.status_code == 422
    assert UUID(browser.hidden("/intake")["command"])
    assert house.cases() == before


def test_each_opened_slip_is_a_command_of_its_own(house: House) -> None:
    browser = house.browser(COUNSELLOR)

    first = browser.get("/intake") and browser.hidden("/intake")["command"]
    second = browser.get("/intake") and browser.hidden("/intake")["command"]

    assert first != second


def test_a_consultation_about_somebody_who_did_not_come_says_so(house: House) -> None:
    """R66: the son is the subject, his mother the source; he is no new client."""
    browser = opened(house)
    told = {
        **samples.SLIP_FORM,
        "caller": "family",
        "standing": "pre_client",
        "teller": "母、木村 和子、042-000-0155",
        "urgency_grounds": ["food", "health_life"],
        "interpreter": "jsl",
    }

    refused = browser.post("/intake", {**told, "caller": "self"})
    case = case_of(browser.post("/intake", told))
    page = browser.get(f"/cases/{case}").text

    assert refused.status_code == 409
    assert "本人は来談していません" in page
    assert "母、木村 和子、042-000-0155" in page
    assert "食べるものがない、健康・生命" in page
    assert "手話" in page
    assert "スクリーニングの期限" in page


def test_what_happened_long_ago_says_why_it_is_written_now(house: House) -> None:
    """R74: event time and recorded time are both shown; the time of day was not told."""
    browser = opened(house)
    long_ago = {**samples.SLIP_FORM, "happened_on": "令和6年10月1日"}

    refused = browser.post("/intake", long_ago)
    ahead = browser.post("/intake", {**samples.SLIP_FORM, "happened_on": "令和90年1月1日"})
    case = case_of(browser.post("/intake", {**long_ago, "late_reason": "停電中の紙の記録"}))
    page = browser.get(f"/cases/{case}").text

    assert (refused.status_code, ahead.status_code) == (422, 422)
    assert "令和6年10月1日（火）</time>" in page
    assert "記録した日時" in page
    assert "停電中の紙の記録" in page


def test_paper_slips_are_typed_in_one_after_another_with_one_reason(house: House) -> None:
    """R74, desk.md §1.1: the day and the reason of the batch are kept for the next slip."""
    browser = opened(house)
    browser.get("/intake/paper")
    batch = {"happened_on": "令和6年10月1日", "late_reason": "停電による停止中の紙記録"}

    undated = browser.post("/intake/paper", samples.SLIP_FORM)
    first = browser.post("/intake/paper", {**samples.SLIP_FORM, **batch})
    second = browser.post("/intake/paper", {**samples.SLIP_FORM, **batch})

    assert (undated.status_code, first.status_code, second.status_code) == (422, 200, 200)
    for page in (first.text, second.text):
        assert 'name="late_reason" value="停電による停止中の紙記録"' in page
        assert 'name="happened_on" value="令和6年10月1日"' in page
        assert 'name="name" value=""' in page
    saved = [re.findall(r'<a href="/cases/([^"]*)">', page.text)[0] for page in (first, second)]
    assert saved[0] != saved[1]


def test_a_time_without_its_day_is_asked_for_again(house: House) -> None:
    answer = opened(house).post("/intake", {**samples.SLIP_FORM, "happened_time": "14:30"})
    wrong = opened(house).post(
        "/intake", {**samples.SLIP_FORM, "happened_on": "R6.10.1", "happened_time": "25:00"}
    )

    assert (answer.status_code, wrong.status_code) == (422, 422)
    assert "受けた日も書いてください。" in answer.text
    assert "14:30 のように書いてください。" in wrong.text
