"""訪問: planned, started, back safely; the alarm of whoever is out too long (R57)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.visit import StartVisit
from services import worker
from services.web import dates, visit
from tests.services.web.house import COLLEAGUE, COUNSELLOR, LENDER, Browser, House

PLAN = {
    "due": dates.in_era(dates.today()),
    "text": "暮らしの様子を見る。",
    "safety": "犬がいる。",
    "absence_note": "without_office",
}


def planned(house: House, case: str, **typed: Any) -> tuple[Browser, Any]:
    browser = house.browser(COUNSELLOR)
    browser.get(f"/cases/{case}/visits")
    mine = browser.page.split(">佐藤 美咲</option>")[0].rsplit('value="', 1)[1].split('"')[0]
    return browser, browser.post(f"/cases/{case}/visits", {**PLAN, "assignee": mine, **typed})


def address(browser: Browser, case: str) -> str:
    browser.get(f"/cases/{case}/visits")
    start = f'href="/cases/{case}/visits/'
    return f"/cases/{case}/visits/" + browser.page.split(start)[1].split('"')[0]


def start(house: House, browser: Browser, case: str, back_at: datetime) -> str:
    """Set out by the public command, which takes any hour of today; return the alias."""
    record = address(browser, case).rsplit("/", 1)[1]
    reading, commands = house.system.reading, house.system.commands
    acting = house.city.worker
    token = reading.case_page(acting, case).token
    command = StartVisit(back_at=back_at, text="")
    commands.write(acting, uuid4(), case, token, command, record=record)
    worker.catch_up(house.system.databases)
    return address(browser, case).rsplit("/", 1)[1]


def midnight() -> datetime:
    """Return the first instant of today in Tokyo, in UTC: it has passed by now."""
    local = datetime.combine(dates.today(), datetime.min.time(), tzinfo=dates.TOKYO)
    return local.astimezone(UTC)


def test_a_planned_visit_is_in_the_work_and_warns_whoever_goes(fresh_house: House) -> None:
    """R57."""
    case = fresh_house.take()
    browser, answer = planned(fresh_house, case)

    work = browser.get("/").text
    leaving = browser.get(address(browser, case)).text

    assert answer.headers["location"] == f"/cases/{case}/visits?done=planned"
    assert PLAN["text"] in work
    assert "犬がいる。" not in work
    assert "犬がいる。" in leaving


def test_whoever_is_not_back_at_their_hour_is_on_everyones_page(fresh_house: House) -> None:
    """R57: the whole programme is told, another programme is not."""
    case = fresh_house.take()
    browser, _ = planned(fresh_house, case)
    record = start(fresh_house, browser, case, midnight())

    alarmed = [fresh_house.browser(who).get("/").text for who in (COUNSELLOR, COLLEAGUE)]
    elsewhere = fresh_house.browser(LENDER).get("/").text
    browser.get(f"/cases/{case}/visits/{record}")
    back = browser.post(
        f"/cases/{case}/visits/{record}/return",
        {"outcome": "absent", "absence_note": "without_office", "text": "不在。"},
    )
    after = browser.get("/").text

    for page in alarmed:
        assert "戻る予定を過ぎた訪問があります" in page
        assert f"/cases/{case}/visits/{record}" in page
    assert "戻る予定を過ぎた訪問" not in elsewhere
    assert back.headers["location"] == f"/cases/{case}/visits?done=returned"
    assert "戻る予定を過ぎた訪問" not in after


def test_the_alarm_outlives_the_closing_of_the_case(fresh_house: House) -> None:
    case = fresh_house.take()
    browser, _ = planned(fresh_house, case)
    start(fresh_house, browser, case, midnight())
    browser.get(f"/cases/{case}")
    closing = {"reason": "handover", "closed_on": dates.in_era(dates.today()), "summary": ""}
    browser.post(f"/cases/{case}/closing", closing)
    browser.post(f"/cases/{case}/closing", {"step": "close"})

    page = browser.get("/").text

    assert "戻る予定を過ぎた訪問があります" in page


def test_the_closing_of_a_case_ends_what_was_due(fresh_house: House) -> None:
    case = fresh_house.take()
    browser, _ = planned(fresh_house, case)
    browser.get(f"/cases/{case}")
    closing = {"reason": "handover", "closed_on": dates.in_era(dates.today()), "summary": ""}
    browser.post(f"/cases/{case}/closing", closing)
    browser.post(f"/cases/{case}/closing", {"step": "close"})

    assert PLAN["text"] not in browser.get("/").text


def test_an_absence_note_against_the_plans_rule_is_refused(fresh_house: House) -> None:
    """R57."""
    case = fresh_house.take()
    browser, _ = planned(fresh_house, case)
    record = start(fresh_house, browser, case, midnight())
    browser.get(f"/cases/{case}/visits/{record}")

    answer = browser.post(
        f"/cases/{case}/visits/{record}/return",
        {"outcome": "absent", "absence_note": "named", "text": ""},
    )

    assert answer.status_code == 409
    assert "この訪問では、その不在票は置けません" in answer.text


def test_a_visit_is_cancelled_with_a_reason(house: House) -> None:
    case = house.take()
    browser, _ = planned(house, case)
    path = address(browser, case)
    browser.get(path)

    refused = browser.post(f"{path}/leaving", {"leaving": "cancel", "text": ""})
    answer = browser.post(f"{path}/leaving", {"leaving": "cancel", "text": "入院した。"})

    assert refused.status_code == 422
    assert answer.headers["location"] == f"/cases/{case}/visits?done=cancelled"


@pytest.mark.parametrize("typed", ["", "夕方", "25:00", "10:75", "0:00"])
def test_nobody_leaves_without_an_hour_to_come(house: House, typed: str) -> None:
    case = house.take()
    browser, _ = planned(house, case)
    path = address(browser, case)
    browser.get(path)

    answer = browser.post(f"{path}/leaving", {"leaving": "start", "back_at": typed})

    assert answer.status_code == 422
    assert 'id="back_at-wrong"' in answer.text


@pytest.mark.parametrize("typed", ["16:30", "16時30分", "１６：３０", "1630", " 16:30 "])
def test_an_hour_is_read_in_any_usual_form(typed: str) -> None:
    at = visit.hour(typed)

    assert at is not None
    assert at - midnight() == timedelta(hours=16, minutes=30)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"due": "いつか"}, "due"),
        ({"assignee": "nobody"}, "assignee"),
        ({"text": ""}, "text"),
        ({"absence_note": ""}, "absence_note"),
        ({"safety": "番号は123456789018"}, "safety"),
    ],
)
def test_a_refused_plan_says_why(house: House, typed: dict[str, str], field: str) -> None:
    """R77."""
    _, answer = planned(house, house.take(), **typed)

    assert answer.status_code == 422
    assert f'"{field}-wrong"' in answer.text or f'href="#{field}"' in answer.text


def test_a_visit_of_another_programme_is_not_there(house: House) -> None:
    """Promise 5."""
    case = house.take()
    browser, _ = planned(house, case)
    path = address(browser, case)

    outside = [house.browser(LENDER).get(one) for one in (f"/cases/{case}/visits", path)]

    assert [answer.status_code for answer in outside] == [404, 404]
