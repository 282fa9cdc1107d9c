"""ケース: its page, 支援経過, 訂正 and 終了."""

import re
from typing import Any

import pytest

from services.web import dates
from tests.services.web.house import COLLEAGUE, COUNSELLOR, Browser, House

NO_REASON = ("late_reason", "")
PROGRESS = {"method": "phone", "text": "電話で食料の受け取りを確かめた。"}
CLOSING = {"reason": "handover", "closed_on": dates.in_era(dates.today()), "summary": "引き継いだ"}


def opened(house: House, case: str, login: str = COUNSELLOR) -> Browser:
    browser = house.browser(login)
    assert browser.get(f"/cases/{case}").status_code == 200
    return browser


def corrections(browser: Browser) -> list[str]:
    return re.findall(r'href="(/cases/[^"]*/correction\?state=[^"]*)"', browser.page)


def texts(house: House, case: str) -> list[tuple[tuple[str, str], ...]]:
    page = house.system.reading.case_page(house.city.worker, case)
    return [item.texts for item in page.items]


def test_the_page_shows_who_the_slip_and_the_timeline(house: House) -> None:
    browser = opened(house, house.take())

    assert "髙橋 みどり" in browser.page
    assert "昭和22年5月3日（1947年、" in browser.page
    assert "こがね市緑町4丁目15番8号" in browser.page
    assert "本人自ら連絡（来所）" in browser.page
    assert "◎食べるものがない" in browser.page
    assert "○収入・生活費" in browser.page
    assert "昨日から何も食べていない。年金は15日に入るが" in browser.page


def test_a_look_leaves_an_entry_each_time(house: House) -> None:
    """Promise 2, R76."""
    case, browser = house.take(), house.browser(COUNSELLOR)
    before = house.entries()

    browser.get(f"/cases/{case}")
    browser.get(f"/cases/{case}")

    assert house.entries() == before + 2


def test_a_progress_record_is_saved_and_shown(house: House) -> None:
    case = house.take()
    browser = opened(house, case)

    answer = browser.post(f"/cases/{case}/progress", PROGRESS)
    page = browser.get(answer.headers["location"]).text

    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{case}?done=progress")
    assert "支援経過を保存しました。" in page
    assert PROGRESS["text"] in page
    assert texts(house, case)[0] == (("text", PROGRESS["text"]), NO_REASON)


def test_a_notice_in_the_address_is_one_of_ours_or_none(house: House) -> None:
    browser = opened(house, house.take())

    page = browser.get(f"{browser.client.base_url}/cases/{house.take()}?done=<b>x</b>").text

    assert "<b>x</b>" not in page
    assert 'class="notice success"' not in page


def test_a_refused_progress_record_keeps_its_words_and_leaves_no_look(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    before = house.entries()

    answer = browser.post(f"/cases/{case}/progress", {"method": "", "text": "書きかけ"})

    assert answer.status_code == 422
    assert "書きかけ</textarea>" in answer.text
    assert 'id="method-wrong">＊支援方法を選んでください。' in answer.text
    assert house.entries() == before


def test_a_stale_save_shows_what_came_meanwhile_and_can_be_sent_again(house: House) -> None:
    """Architecture §4: what changed, as far as the writer may see it."""
    case = house.take()
    mine, hers = opened(house, case), opened(house, case, COLLEAGUE)
    hers.post(f"/cases/{case}/progress", {"method": "interview", "text": "窓口で会った。"})

    stale = mine.post(f"/cases/{case}/progress", PROGRESS)
    again = mine.post(f"/cases/{case}/progress", PROGRESS)

    assert stale.status_code == 409
    assert "このケースに新しい記録が入りました" in stale.text
    assert "窓口で会った。" in stale.text
    assert "鈴木 健" in stale.text
    assert f"{PROGRESS['text']}</textarea>" in stale.text
    assert again.status_code == 303
    assert texts(house, case)[:2] == [
        (("text", PROGRESS["text"]), NO_REASON),
        (("text", "窓口で会った。"), NO_REASON),
    ]


def test_a_colleagues_look_does_not_make_a_save_stale(house: House) -> None:
    case = house.take()
    mine = opened(house, case)
    opened(house, case, COLLEAGUE)

    assert mine.post(f"/cases/{case}/progress", PROGRESS).status_code == 303


def test_the_same_press_twice_is_one_record(house: House) -> None:
    """Promise 9."""
    case = house.take()
    browser = opened(house, case)
    form = browser.hidden(f"/cases/{case}/progress")

    sent = [
        browser.client.post(f"/cases/{case}/progress", data={**form, **PROGRESS}) for _ in range(3)
    ]

    assert {answer.status_code for answer in sent} == {303}
    assert len(texts(house, case)) == 2


def test_going_back_and_sending_other_words_does_not_change_what_was_saved(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    form = browser.hidden(f"/cases/{case}/progress")
    browser.client.post(f"/cases/{case}/progress", data={**form, **PROGRESS})

    answer = browser.client.post(
        f"/cases/{case}/progress", data={**form, **PROGRESS, "text": "別の文"}
    )

    assert answer.status_code == 409
    assert "別の文</textarea>" in answer.text
    assert form["command"] not in answer.text
    assert texts(house, case)[0] == (("text", PROGRESS["text"]), NO_REASON)


def test_a_progress_record_is_corrected_by_a_new_one_that_stands_for_it(house: House) -> None:
    """R71."""
    case = house.take()
    browser = opened(house, case)
    browser.post(f"/cases/{case}/progress", PROGRESS)
    browser.get(f"/cases/{case}")

    form = browser.get(corrections(browser)[0])
    action = re.findall(r'action="([^"]*/progress-correction)"', form.text)[0]
    answer = browser.post(
        action, {"method": "phone", "text": "電話はつながらなかった。", "reason": "書き間違い"}
    )
    page = browser.get(answer.headers["location"]).text

    assert f"{PROGRESS['text']}</textarea>" in form.text
    assert 'value="phone" selected' in form.text
    assert "訂正を保存しました。" in page
    assert "訂正あり" in page
    assert PROGRESS["text"] not in page
    assert texts(house, case)[0] == (
        ("text", "電話はつながらなかった。"),
        ("reason", "書き間違い"),
    )


def test_the_words_of_the_slip_are_corrected_and_its_codes_are_not(house: House) -> None:
    """R71."""
    case = house.take()
    browser = opened(house, case)

    form = browser.get(corrections(browser)[0])
    action = re.findall(r'action="([^"]*/slip-correction)"', form.text)[0]
    refused = browser.post(action, {"own_words": "一昨日から", "wishes": "", "reason": ""})
    answer = browser.post(action, {"own_words": "一昨日から", "wishes": "", "reason": "聞き違い"})

    assert 'name="method"' not in form.text
    assert refused.status_code == 422
    assert "一昨日から</textarea>" in refused.text
    assert answer.status_code == 303
    assert texts(house, case) == [
        (
            ("own_words", "一昨日から"),
            ("wishes", ""),
            ("heard_of_words", ""),
            ("interpreter_words", ""),
            ("reason", "聞き違い"),
            ("teller", ""),
        )
    ]


def test_a_record_is_corrected_once_and_then_its_correction_is(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    first = corrections(browser)[0]
    browser.get(first)
    action = re.findall(r'action="([^"]*/slip-correction)"', browser.page)[0]
    words = {"own_words": "一", "wishes": "", "reason": "聞き違い"}
    browser.post(action, words)

    browser.get(f"/cases/{case}")
    state = corrections(browser)[0].partition("?")[2]
    browser.get(f"{corrections(browser)[0]}")
    again = re.findall(r'action="([^"]*/slip-correction)"', browser.page)[0]
    form = browser.hidden(again)
    refused = browser.client.post(action, data={**form, **words})

    assert state
    assert refused.status_code == 409
    assert "この記録は訂正できません" in refused.text
    assert browser.post(again, words).status_code == 303


def test_a_case_is_closed_after_a_page_that_asks_whether_to(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    address = f"/cases/{case}/closing"

    check = browser.post(address, CLOSING)
    still_open = house.system.reading.case_page(house.city.worker, case).closed
    answer = browser.post(address, {"step": "close"})
    page = browser.get(answer.headers["location"]).text

    assert check.status_code == 200
    assert "終了の確認" in check.text
    assert "他機関への引継ぎ" in check.text
    assert still_open is False
    assert "ケースを終了しました。" in page
    assert "このケースは終了しています" in page
    assert "支援経過を保存する" not in page
    assert texts(house, case)[0] == (("summary", "引き継いだ"),)


def test_a_closing_can_be_written_anew_before_it_is_done(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    address = f"/cases/{case}/closing"
    browser.post(address, CLOSING)

    answer = browser.post(address, {"step": "rewrite"})

    assert answer.status_code == 200
    assert "引き継いだ</textarea>" in answer.text
    assert 'value="handover" selected' in answer.text
    assert house.system.reading.case_page(house.city.worker, case).closed is False


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**CLOSING, "reason": ""}, "reason"),
        ({**CLOSING, "closed_on": "そのうち"}, "closed_on"),
        ({**CLOSING, "closed_on": "2999/1/1"}, "closed_on"),
    ],
)
def test_an_incomplete_closing_is_asked_for_again(
    house: House, typed: dict[str, Any], field: str
) -> None:
    case = house.take()

    answer = opened(house, case).post(f"/cases/{case}/closing", typed)

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert "引き継いだ</textarea>" in answer.text


def test_a_closed_case_takes_corrections_and_nothing_else(house: House) -> None:
    case = house.take()
    browser, late = opened(house, case), opened(house, case)
    browser.post(f"/cases/{case}/closing", CLOSING)
    browser.post(f"/cases/{case}/closing", {"step": "close"})

    browser.get(f"/cases/{case}")
    token = re.findall(r"state=([^\"]*)", corrections(browser)[0])[0]
    form = {**late.hidden(f"/cases/{case}/progress"), "token": token}
    answer = late.client.post(f"/cases/{case}/progress", data={**form, **PROGRESS})

    assert answer.status_code == 409
    assert "このケースは終了しています" in answer.text
    assert f"{PROGRESS['text']}</textarea>" in answer.text
    assert browser.get(corrections(browser)[0]).status_code == 200


def test_fifty_records_stand_on_a_page(house: House) -> None:
    case = house.take()
    browser = opened(house, case)
    for number in range(51):
        answer = browser.post(f"/cases/{case}/progress", {**PROGRESS, "text": f"記録{number}"})
        browser.get(answer.headers["location"])

    first = browser.get(f"/cases/{case}").text
    second = browser.get(f"/cases/{case}?page=2").text

    assert "2ページ中1ページ目" in first
    assert 'rel="next">次のページ' in first
    assert first.count('<article class="record">') == 50
    assert second.count('<article class="record">') == 2
    assert first.index("記録50") < first.index("記録49")


@pytest.mark.parametrize("page", ["0", "-1", "x", "１", "99999999999999999999"])
def test_a_page_that_is_no_number_is_the_first_one_and_none_breaks(house: House, page: str) -> None:
    case = house.take()

    assert house.browser(COUNSELLOR).get(f"/cases/{case}?page={page}").status_code == 200
