"""ひとこと受付と問い合わせ: a few words at the window, and a call that learns nothing."""

import re
from typing import Any

from tests.services.web import samples
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

BRIEF = {"route": "self_visit", "topic": "tax_utility", "answer": "市民税の窓口を案内した。"}
INQUIRY = {"asked": "妻がそちらに行っていないかと、男性から。", "number": "042-000-0199"}
A_VALID_INDIVIDUAL_NUMBER = "123456789018"


def noted(house: House, answer: str) -> tuple[Browser, str]:
    """Note a ひとこと受付 and return its alias."""
    browser = house.browser(COUNSELLOR)
    browser.get("/brief")
    assert browser.post("/brief", {**BRIEF, "answer": answer}).status_code == 303
    listed = browser.get("/brief").text
    found = re.findall(r'href="/intake\?brief=([^"]*)"', listed.split(answer)[1])
    return browser, found[0]


def test_a_brief_is_noted_without_a_name_and_listed_to_the_desk_alone(house: House) -> None:
    noted(house, "保育課の場所を案内した。")

    colleague = house.browser(COLLEAGUE).get("/brief").text
    other = house.browser(LENDER).get("/brief").text

    assert "保育課の場所を案内した。" in colleague
    assert "保育課の場所を案内した。" not in other


def test_a_brief_becomes_a_full_slip_that_refers_to_it(house: House) -> None:
    """R58: the slip opens the case; the note is done and leaves the list."""
    browser, alias = noted(house, "国保の減免を案内した。")

    form = browser.get(f"/intake?brief={alias}").text
    sent: dict[str, Any] = {**samples.SLIP_FORM, "topics": ["tax_utility"], "main_topic": ""}
    answer = browser.post("/intake", sent)
    listed = browser.get("/brief").text
    again = browser.get(f"/intake?brief={alias}")

    assert "国保の減免を案内した。" in form
    assert 'value="tax_utility" checked' in form
    assert answer.status_code == 303
    assert "国保の減免を案内した。" not in listed
    assert again.status_code == 404


def test_a_brief_ends_as_information_only_and_only_once(house: House) -> None:
    browser, alias = noted(house, "駅への道を案内した。")
    form = browser.hidden(f"/brief/{alias}/end")

    first = browser.client.post(f"/brief/{alias}/end", data=form)
    repeated = browser.client.post(f"/brief/{alias}/end", data=form)
    browser.get("/brief")
    later = browser.client.post(f"/brief/{alias}/end", data=browser.hidden("/brief"))

    assert (first.status_code, repeated.status_code) == (303, 303)
    assert "駅への道を案内した。" not in browser.page
    assert later.status_code == 409
    assert "もう終わっています" in later.text


def test_another_programme_neither_ends_nor_completes_a_brief(house: House) -> None:
    """Promise 5: as if it were not there."""
    _, alias = noted(house, "粗大ごみの出し方を案内した。")
    lender = house.browser(LENDER)
    lender.get("/brief")

    ended = lender.client.post(f"/brief/{alias}/end", data=lender.hidden("/brief"))
    form = lender.get(f"/intake?brief={alias}")
    lender.get("/intake")
    completed = lender.client.post(
        "/intake", data={**lender.hidden("/intake"), **samples.SLIP_FORM, "brief": alias}
    )

    assert (ended.status_code, form.status_code, completed.status_code) == (404, 404, 404)
    assert "粗大ごみの出し方を案内した。" in house.browser(COUNSELLOR).get("/brief").text


def test_a_brief_says_what_is_missing_and_keeps_what_was_typed(house: House) -> None:
    """R77 too."""
    browser = house.browser(COUNSELLOR)
    browser.get("/brief")

    empty = browser.post("/brief", {"answer": "書きかけ"})
    number = browser.post("/brief", {**BRIEF, "answer": A_VALID_INDIVIDUAL_NUMBER})

    assert (empty.status_code, number.status_code) == (422, 422)
    assert "書きかけ</textarea>" in empty.text
    assert "相談経路を選んでください。" in empty.text


def test_a_call_about_somebody_is_answered_alike_whether_they_are_known_or_not(
    house: House,
) -> None:
    """Promise 5, desk.md §1.1: noted without a look at any case."""
    house.take()
    browser = house.browser(COUNSELLOR)
    pages: list[str] = []
    for asked in (f"{samples.CONSULTATION.name}は来ていないか。", "だれもいない人は来ていないか。"):
        browser.get("/inquiry")
        before = house.entries()
        answer = browser.post("/inquiry", {**INQUIRY, "asked": asked})
        said = browser.get(answer.headers["location"]).text
        pages.append(said.split("<form class")[0])
        assert (answer.status_code, asked in said) == (303, True)
        # The note with its three keys at most, and the look at the list.
        assert house.entries() - before <= 4

    assert pages[0] == pages[1]
    assert "お答えしていません" in pages[0]


def test_a_call_is_listed_to_the_desk_alone(house: House) -> None:
    browser = house.browser(COUNSELLOR)
    browser.get("/inquiry")
    browser.post("/inquiry", {**INQUIRY, "asked": "娘の居場所を教えろと、繰り返す。"})

    mine = house.browser(COLLEAGUE).get("/inquiry").text
    other = house.browser(LENDER).get("/inquiry").text

    assert "娘の居場所を教えろと、繰り返す。" in mine
    assert "042-000-0199" in mine
    assert "娘の居場所を教えろと、繰り返す。" not in other


def test_a_note_of_another_day_says_so(house: House) -> None:
    """R74: event time and recorded time are two things; only the day is known."""
    browser = house.browser(COUNSELLOR)
    browser.get("/brief")
    long_ago = {**BRIEF, "answer": "先月の問い合わせ。", "happened_on": "令和6年10月1日"}

    refused = browser.post("/brief", long_ago)
    answer = browser.post("/brief", {**long_ago, "late_reason": "停電中の紙の記録"})

    assert (refused.status_code, answer.status_code) == (422, 303)
    assert "令和6年10月1日（火）</time>" in browser.get("/brief").text
