"""担当・限定: cover by one button, hand over, restrict; by pages and by programs."""

import re
from datetime import timedelta

from events.values import tokyo_date
from services.facts import utc_now
from services.web import dates
from tests.services.api.client import Program
from tests.services.web.house import COLLEAGUE, COUNSELLOR, Browser, House


def staff_of(browser: Browser, name: str) -> str:
    """Read the alias of one of the staff from the form in view."""
    found = re.search(rf'<option value="([^"]+)"[^>]*>{name}<', browser.page)
    assert found is not None
    return found[1]


def opened(house: House, login: str, case: str) -> Browser:
    browser = house.browser(login)
    assert browser.get(f"/cases/{case}/assignment").status_code == 200
    return browser


def test_a_colleague_covers_today_by_one_button_that_is_the_reason(house: House) -> None:
    case, browser = house.take(), house.browser(COLLEAGUE)
    browser.get(f"/cases/{case}")

    sent = browser.post(f"/cases/{case}/assignment/mine", {"reason": "urgent_call"})

    assert sent.headers["location"].startswith(f"/cases/{case}?done=cover")
    page = browser.get(f"/cases/{case}").text
    assert "代わり 鈴木 健（自分）（急ぎの電話）" in page
    assert f"/cases/{case}/assignment/mine" not in page


def test_the_lead_is_not_offered_to_cover_for_themselves(house: House) -> None:
    case = house.take()

    assert "/assignment/mine" not in house.browser(COUNSELLOR).get(f"/cases/{case}").text


def test_a_lead_is_handed_over_from_a_day_that_lies_ahead(house: House) -> None:
    case = house.take()
    browser = opened(house, COUNSELLOR, case)
    day = tokyo_date(utc_now()) + timedelta(days=30)
    typed = {
        "lead": staff_of(browser, "鈴木 健"),
        "since": dates.in_era(day),
        "reason": "transfer",
        "text": "通帳の写しを預かっている。",
    }

    sent = browser.post(f"/cases/{case}/assignment/lead", typed)

    assert sent.headers["location"].startswith(f"/cases/{case}/assignment?done=lead")
    page = browser.get(f"/cases/{case}/assignment").text
    assert "人事異動・退職" in page
    assert "通帳の写しを預かっている。" in page
    assert "担当 佐藤 美咲（自分）" in browser.get(f"/cases/{case}").text


def test_a_form_that_misses_something_keeps_what_was_typed(house: House) -> None:
    case = house.take()
    browser = opened(house, COUNSELLOR, case)

    sent = browser.post(f"/cases/{case}/assignment/lead", {"since": "いつか", "text": "申し送り"})

    assert sent.status_code == 422
    assert "職員を選んでください。" in sent.text
    assert "申し送り" in sent.text


def test_a_restricted_case_is_marked_for_the_named_and_unknown_to_the_others(house: House) -> None:
    case = house.take()
    browser = opened(house, COUNSELLOR, case)
    typed = {"named": [staff_of(browser, "佐藤 美咲")], "reason": "protection", "text": ""}

    sent = browser.post(f"/cases/{case}/assignment/restriction", typed)

    assert sent.headers["location"].startswith(f"/cases/{case}/assignment?done=restricted")
    assert "限定ケース" in browser.get(f"/cases/{case}").text
    assert house.browser(COLLEAGUE).get(f"/cases/{case}").status_code == 404

    browser.get(f"/cases/{case}/assignment")
    lifted = browser.post(f"/cases/{case}/assignment/lifting", {"text": "措置が終わった。"})

    assert lifted.headers["location"].startswith(f"/cases/{case}/assignment?done=lifted")
    assert house.browser(COLLEAGUE).get(f"/cases/{case}").status_code == 200


def test_who_neither_leads_nor_is_a_chief_restricts_nothing(house: House) -> None:
    case = house.take()
    browser = opened(house, COLLEAGUE, case)
    typed = {"named": [staff_of(browser, "鈴木 健")], "reason": "other", "text": ""}

    sent = browser.post(f"/cases/{case}/assignment/restriction", typed)

    assert sent.status_code == 409
    assert "限定を決められるのは、担当か係長・課長です" in sent.text


def test_a_program_covers_hands_over_and_restricts(house: House) -> None:
    case, program = house.take(), Program(house, COUNSELLOR)
    staff = {one["name"]: one["alias"] for one in program.http.get("colleagues").json()}
    today = tokyo_date(utc_now())
    cover = {
        "cover": staff["鈴木 健"],
        "since": today.isoformat(),
        "until": today.isoformat(),
        "reason": "leave",
    }
    lead = {"lead": staff["鈴木 健"], "since": "2099-04-01", "reason": "transfer"}
    named = {"named": [staff["佐藤 美咲"]], "reason": "relative"}

    for path, body in (("covers", cover), ("lead", lead), ("restriction", named)):
        etag = program.http.get(f"cases/{case}/assignment").headers["etag"]
        sent = program.send(f"cases/{case}/{path}", body, If_Match=etag)
        assert sent.status_code == 201, sent.text

    shown = program.http.get(f"cases/{case}/assignment").json()
    assert [one["name"] for one in shown["covers"]] == ["鈴木 健"]
    assert shown["restricted"] is True
