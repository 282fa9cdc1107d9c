"""引継ぎ: its page, open hand-overs first, until somebody there confirms (R58)."""

import re
from typing import Any

import pytest

from services.web import dates
from tests.services.web.house import COUNSELLOR, LENDER, Browser, House

MADE: dict[str, Any] = {
    "receiver": "community_support_center",
    "receiver_name": "さくら北 地域包括支援センター",
    "accompanied": "yes",
    "aim": "要介護認定の申請に付き添う。",
}
CONFIRMED = {"confirmed_by": "北センター 主任 相原さん", "text": "申請書を受け取ってもらえた。"}
NOT_TAKEN_UP = {"because": "person_did_not_go", "text": "約束の時間に来られなかった。"}


def opened(house: House, case: str) -> Browser:
    browser = house.browser(COUNSELLOR)
    assert browser.get(f"/cases/{case}/handovers").status_code == 200
    return browser


def send(browser: Browser, path: str, typed: dict[str, Any]) -> Any:
    """Send a form with the days and hidden fields that it came with."""
    form = re.search(rf'<form[^>]*action="{re.escape(path)}"(.*?)</form>', browser.page, re.S)
    assert form is not None, f"no form to {path}"
    filled = dict(re.findall(r'name="(\w+)" value="([^"]*年[^"]*)"', form[1]))
    return browser.post(path, filled | typed)


def make(house: House, case: str, typed: dict[str, Any] = MADE) -> Browser:
    browser = opened(house, case)
    answer = send(browser, f"/cases/{case}/handovers", typed)
    assert answer.status_code == 303
    browser.get(answer.headers["location"])
    return browser


def endings(browser: Browser, what: str) -> list[str]:
    return re.findall(rf'href="(/cases/[^"]*/{what})"', browser.page)


def end(browser: Browser, what: str, typed: dict[str, Any]) -> Any:
    address = endings(browser, what)[0]
    assert browser.get(address).status_code == 200
    return send(browser, address, typed)


def test_a_hand_over_waits_on_the_page_until_it_is_confirmed(house: House) -> None:
    """R58."""
    case = house.take()
    browser = make(house, case)
    waits = browser.page

    answer = end(browser, "confirmation", CONFIRMED)
    page = browser.get(answer.headers["location"]).text

    assert "確認待ち" in waits
    assert "さくら北 地域包括支援センター" in waits
    assert "<dt>同行</dt><dd>あり</dd>" in waits
    assert answer.headers["location"] == f"/cases/{case}/handovers?done=confirmation"
    assert "引継ぎの確認を保存しました。" in page
    assert "確認待ち" not in page
    assert "確認済み" in page
    assert "北センター 主任 相原さん" in page
    assert endings(browser, "confirmation") == []


def test_open_hand_overs_stand_before_those_that_ended(house: House) -> None:
    """R58: an unconfirmed one stays on the list."""
    case = house.take()
    make(house, case, {**MADE, "receiver_name": "一つ目"})
    browser = make(house, case, {**MADE, "receiver_name": "二つ目", "accompanied": "no"})
    end(browser, "not-taken-up", NOT_TAKEN_UP)

    page = browser.get(f"/cases/{case}/handovers").text

    assert page.index("一つ目") < page.index("二つ目")
    assert "つながらなかった</span>" in page
    assert "本人が行かなかった" in page
    assert "<dt>同行</dt><dd>なし</dd>" in page
    assert len(endings(browser, "confirmation")) == 1


def test_a_referral_without_a_hand_over_is_shown_until_one_follows(house: House) -> None:
    """R58: つなぐ needs a receiving agency."""
    case = house.take()
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/assessment")
    due = dates.in_era(dates.today())
    send(browser, f"/cases/{case}/screening", {"result": "refer", "due": due})

    asked = opened(house, case).page
    followed = make(house, case)
    without = followed.page
    end(followed, "not-taken-up", NOT_TAKEN_UP)
    again = followed.get(f"/cases/{case}/handovers").text

    settled = make(house, case).page

    assert "引継ぎがまだありません" in asked
    assert "引継ぎがまだありません" not in without
    assert "次の手がまだありません" in again
    assert "まだありません" not in settled


def test_what_came_to_nothing_names_the_next_day_unless_the_person_declined(house: House) -> None:
    """R58."""
    case = house.take()
    browser = make(house, case)

    unnamed = end(browser, "not-taken-up", {**NOT_TAKEN_UP, "due": ""})
    browser.get(f"/cases/{case}/handovers")
    declined = {**NOT_TAKEN_UP, "because": "person_declined", "due": ""}
    answer = end(browser, "not-taken-up", declined)

    assert unnamed.status_code == 422
    assert 'id="due-wrong"' in unnamed.text
    assert answer.status_code == 303
    assert "handover.not-taken-up" not in due(house, case)


def test_the_next_step_stays_due_until_another_hand_over_or_the_closing(house: House) -> None:
    """R58; わたしの仕事 has it until then."""
    case, closed = house.take(), house.take()
    mine, theirs = make(house, case), make(house, closed)
    for browser in (mine, theirs):
        end(browser, "not-taken-up", NOT_TAKEN_UP)
    waits = due(house, case), due(house, closed)

    make(house, case)
    house.close(closed)

    slip = "case.consultation-received"
    assert waits == ([slip, "handover.not-taken-up"], [slip, "handover.not-taken-up"])
    assert due(house, case) == [slip, "handover.made"]
    assert due(house, closed) == []


@pytest.mark.parametrize(
    "lacking", ["made_on", "receiver", "receiver_name", "accompanied", "aim", "due"]
)
def test_an_incomplete_hand_over_is_asked_for_again_with_what_was_typed(
    house: House, lacking: str
) -> None:
    case = house.take()
    browser = opened(house, case)

    answer = send(browser, f"/cases/{case}/handovers", {**MADE, lacking: ""})

    assert answer.status_code == 422
    assert f'id="{lacking}-wrong"' in answer.text
    assert lacking == "aim" or f"{MADE['aim']}</textarea>" in answer.text


def test_a_hand_over_ends_once(house: House) -> None:
    case = house.take()
    mine = make(house, case)
    address = endings(mine, "confirmation")[0]
    mine.get(address)
    form = mine.hidden(address)
    send(mine, address, CONFIRMED)

    gone = mine.get(address)
    token = mine.get(f"/cases/{case}/handovers") and mine.hidden(f"/cases/{case}/handovers")
    late = {**form, "command": token["command"], "token": token["token"]}
    today = dates.in_era(dates.today())
    answer = mine.client.post(address, data={**late, "confirmed_on": today, **CONFIRMED})

    assert gone.status_code == 404
    assert answer.status_code == 409
    assert "確認を待っている引継ぎではありません" in answer.text


def test_a_record_of_another_case_or_kind_has_no_ending(house: House) -> None:
    """Promise 5."""
    case, other = house.take(), house.take()
    browser = make(house, case)
    record = endings(browser, "confirmation")[0].split("/")[4]
    slip = house.system.reading.case_page(house.city.worker, case).items[-1].alias

    answers = [
        browser.get(f"/cases/{other}/handovers/{record}/confirmation"),
        browser.get(f"/cases/{case}/handovers/{slip}/not-taken-up"),
        browser.get(f"/cases/{case}/handovers/{'a' * 26}/confirmation"),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_a_colleague_of_another_programme_sees_no_hand_overs(house: House) -> None:
    """Promise 5."""
    case = house.take()
    make(house, case)
    stranger = house.browser(LENDER)

    hidden = stranger.get(f"/cases/{case}/handovers")
    unknown = stranger.get(f"/cases/{'a' * 26}/handovers")

    assert hidden.status_code == 404
    assert hidden.content == unknown.content


@pytest.mark.parametrize("field", ["receiver_name", "aim"])
def test_an_individual_number_is_refused_and_what_was_typed_stays(house: House, field: str) -> None:
    """R77."""
    case = house.take()
    browser = opened(house, case)

    answer = send(browser, f"/cases/{case}/handovers", {**MADE, field: "番号は1234-5678-9018"})

    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    assert opened(house, case).page.count("確認待ち") == 0


def due(house: House, case: str) -> list[str]:
    page = house.system.reading.case_page(house.city.worker, case)
    records = {item.alias: item.kind for item in page.items}
    return sorted(records[row.record] for row in page.deadlines)


def test_what_is_due_goes_from_the_referral_to_the_hand_over_and_ends_there(house: House) -> None:
    """R58."""
    case = house.take()
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/assessment")
    refer = {"result": "refer", "due": dates.in_era(dates.today())}
    send(browser, f"/cases/{case}/screening", refer)

    referred = due(house, case)
    followed = make(house, case)
    handed_over = due(house, case)
    end(followed, "confirmation", CONFIRMED)

    assert referred == ["screening.decided"]
    assert handed_over == ["handover.made"]
    assert due(house, case) == []
