"""設定: what a desk goes by is decided by its own administrator, from a day on (R74, R75)."""

import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from events.setting import (
    HolidayWindowDecided,
    PlaceDecided,
    SettingNotWithdrawable,
    Settings,
    Term,
    TermDecided,
)
from events.values import Role
from events.window import HolidayWindow, Weekday
from services.holidays import calendar
from services.refusals import NotShown
from services.web import dates
from tests.city import TENANT
from tests.services.web import samples
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COUNSELLOR,
    LENDER,
    Browser,
    House,
)

TODAY = dates.today()
TOMORROW = TODAY + timedelta(days=1)
LATER = dates.in_era(TOMORROW)


def decide(browser: Browser, kind: str, **typed: object) -> str:
    """Send the form of a setting as it is filled, with what was typed instead; return the page."""
    page = browser.get(f"/settings/{kind}").text
    filled = dict(re.findall(r'type="text" id="\w+" name="(\w+)" value="([^"]*)"', page))
    return browser.post(f"/settings/{kind}", {**filled, **typed}, follow_redirects=True).text


def refused(house: House, login: str) -> list[int]:
    """Try every door of the settings; return what each answers."""
    browser = house.browser(login)
    paths = ["/settings", "/settings/hours", "/settings/place"]
    answers = [browser.client.get(path).status_code for path in paths]
    sent = {"first": LATER, "place": "別の場所", "line": "x" * 26}
    posts = ["/settings/place", "/settings/terms", "/settings/withdrawal"]
    posted = [browser.client.post(path, data=sent).status_code for path in posts]
    return answers + posted


def test_what_will_hold_stands_beside_what_holds_and_is_taken_back(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)

    before = browser.get("/settings").text
    page = decide(
        browser,
        "hours",
        first=LATER,
        weekdays=["monday", "thursday"],
        opens="9:00",
        closes="19時",
    )
    withdrawn = browser.post("/settings/withdrawal", follow_redirects=True).text

    assert "<b>月・火・水・木・金 8:30～17:00</b>" in before
    assert "設定を保存しました。" in page
    assert "<b>月・火・水・木・金 8:30～17:00</b>" in page
    assert "月・木 9:00～19:00" in page
    assert LATER in page
    assert "森 健" in page
    assert "月・木 9:00～19:00" not in withdrawn


def test_what_held_before_stays_known(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)

    decide(browser, "place", place="本庁舎1階")
    page = decide(browser, "place", place="第二庁舎2階 3番")

    now, before = page.index("第二庁舎2階 3番</div>"), page.index("本庁舎1階</div>")
    assert page.index("いまの設定") < now < page.index("以前") < before
    at_work = fresh_house.browser(COUNSELLOR).get("/").text
    assert "場所 <b>第二庁舎2階 3番</b>" in at_work
    assert "本庁舎1階" not in at_work


def test_a_window_on_holidays_is_kept_and_ended(fresh_house: House) -> None:
    browser = fresh_house.browser(ADMINISTRATOR)
    typed = {"kept": "kept", "weekday": "sunday", "weeks": ["2", "4"]}

    kept = decide(browser, "holiday-window", **typed, opens="9:00", closes="12:00")
    ended = decide(browser, "holiday-window", kept="none", first=LATER)

    assert "毎月第2・第4日曜日 9:00～12:00" in kept
    assert "行わない" in ended


def test_what_is_due_falls_on_an_opening_day_as_the_terms_say(fresh_house: House) -> None:
    """R58: from the slip to the screening; what was received before keeps its day."""
    house, browser = fresh_house, fresh_house.browser(ADMINISTRATOR)
    usual = house.system.settings.proposed(house.city.worker, Term.HANDOVER_CONFIRMATION)
    case = house.take()
    sheet = house.system.reading.case_page(house.city.worker, case)
    (screening,) = sheet.deadlines

    decide(browser, "terms", term="handover_confirmation", days="３０")
    decide(browser, "terms", term="screening", days="0")
    first = TODAY + timedelta(days=30)
    decide(browser, "closing-days", first=dates.in_era(first), last="")

    acting = house.city.worker
    assert usual == screening.due >= TODAY + timedelta(days=14)
    later = house.system.settings.proposed(acting, Term.HANDOVER_CONFIRMATION)
    assert later > first
    form = house.browser(COUNSELLOR).get(f"/cases/{case}/handovers").text
    assert f'value="{dates.in_era(later)}"' in form
    assert house.system.reading.case_page(acting, case).deadlines == (screening,)
    other = house.system.reading.case_page(acting, house.take())
    days = calendar(Settings(), TODAY)
    assert [one.due for one in other.deadlines] == [days.on_or_after(TODAY)]


@pytest.mark.parametrize("login", [COUNSELLOR, AUDITOR, LENDER])
def test_r75_nobody_but_an_administrator_sees_or_changes_a_setting(
    house: House, login: str
) -> None:
    before = house.entries()

    answers = refused(house, login)

    assert answers == [404] * 6
    made = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    assert [one.event.TOPIC for one in made if one.event.TOPIC.startswith("setting.")] == []


def test_the_administrator_of_another_programme_sees_and_changes_their_own_only(
    fresh_house: House,
) -> None:
    house = fresh_house
    house.city.staff(TENANT, "shiro", "城 一", house.city.other, Role.ADMINISTRATOR)
    here, there = house.city.log_in(ADMINISTRATOR), house.city.log_in("shiro")
    settings = house.system.settings
    settings.decide(here, uuid4(), PlaceDecided(first=TOMORROW, place="本庁舎1階"))
    (mine,) = settings.page(here).lines

    seen = settings.page(there)
    with pytest.raises(SettingNotWithdrawable):
        settings.withdraw(there, uuid4(), mine.alias)
    settings.decide(there, uuid4(), PlaceDecided(first=TODAY, place="分庁舎"))

    assert seen.lines == ()
    assert settings.page(here).lines == (mine,)
    assert settings.page(there).place == "分庁舎"


def test_an_administrator_whose_appointment_has_ended_decides_nothing(fresh_house: House) -> None:
    """R75: disabled the same day."""
    house = fresh_house
    acting = house.city.log_in(ADMINISTRATOR)
    browser = house.browser(ADMINISTRATOR)
    browser.get("/settings/place")
    house.city.staff(TENANT, "shiro", "城 一", house.city.desk, Role.ADMINISTRATOR)
    office = house.system.administration.office(house.city.log_in("shiro"))
    alias = next(one.alias for one in office.members if one.login == ADMINISTRATOR)
    house.system.administration.stop(house.city.log_in("shiro"), uuid4(), alias)

    answer = browser.post("/settings/place", {"place": "別の場所"})

    assert (answer.status_code, "ログインが必要です" in answer.text) == (403, True)
    with pytest.raises(NotShown):
        house.system.settings.decide(acting, uuid4(), PlaceDecided(first=TODAY, place="別の場所"))


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("place", {"place": "x", "first": "令和6年4月1日"}, "始まりの日が過ぎた日になっています"),
        ("place", {"place": " "}, "場所を書いてください。"),
        ("place", {"place": "1234 5678 9018"}, "個人番号"),
        ("place", {"place": "x", "first": "いつか"}, "いつからかを"),
        ("hours", {"weekdays": []}, "開いている日か時間がありません"),
        ("hours", {"opens": "25:00"}, "時刻を、例"),
        ("hours", {"opens": "17:00", "closes": "8:30"}, "開いている日か時間がありません"),
        ("holiday-window", {"kept": "kept", "opens": "9:00", "closes": "12:00"}, "曜日を選んで"),
        (
            "holiday-window",
            {"kept": "kept", "weekday": "sunday", "opens": "9:00", "closes": "12:00"},
            "開いている日か時間がありません",
        ),
        ("closing-days", {"last": "令和6年4月1日"}, "休館日の期間が正しくありません"),
        ("closing-days", {"last": "いつか"}, "最後の日を、例"),
        ("terms", {"term": "screening", "days": "長め"}, "日数を数字で"),
        ("terms", {"term": "screening", "days": "9999"}, "日数が長すぎるか短すぎます"),
        ("terms", {"term": "for-ever", "days": "3"}, "どの期限かを"),
    ],
)
def test_a_setting_that_is_refused_changes_nothing_and_keeps_what_was_typed(
    house: House, kind: str, typed: dict[str, object], said: str
) -> None:
    browser = house.browser(ADMINISTRATOR)
    before = house.entries()

    page = decide(browser, kind, **typed)

    assert said in page
    lines = [typed[name] for name in ("first", "place", "opens", "last", "days") if name in typed]
    assert [line for line in lines if f'value="{line}"' not in page] == []
    assert house.entries() == before


def test_a_form_of_no_setting_is_not_found(house: House) -> None:
    browser = house.browser(ADMINISTRATOR)

    assert browser.client.get("/settings/nothing").status_code == 404
    assert browser.client.post("/settings/nothing").status_code == 404


def test_a_setting_that_holds_already_is_not_taken_back(fresh_house: House) -> None:
    """R74: a decision that rested on it stays as it was."""
    house = fresh_house
    acting = house.city.log_in(ADMINISTRATOR)
    house.system.settings.decide(acting, uuid4(), PlaceDecided(first=TODAY, place="本庁舎1階"))
    (line,) = house.system.settings.page(acting).lines
    browser = house.browser(ADMINISTRATOR)
    browser.get("/settings/place")
    sent = {**browser.hidden("/settings/place"), "line": line.alias}

    answer = browser.client.post("/settings/withdrawal", data=sent)

    assert (answer.status_code, "この設定は取り消せません" in answer.text) == (409, True)
    assert house.system.settings.page(acting).lines == (line,)


def test_what_an_administrator_decides_is_recorded_in_their_name(fresh_house: House) -> None:
    house, before = fresh_house, fresh_house.entries()
    acting = house.city.log_in(ADMINISTRATOR)
    window = HolidayWindow(Weekday.SUNDAY, (2,), time(9), time(12))
    decision = HolidayWindowDecided(first=TOMORROW, window=window)

    house.system.settings.decide(acting, uuid4(), decision)
    house.system.settings.decide(acting, uuid4(), decision)

    entries = house.system.ledgers.of(TENANT).entries(before, house.entries() - before)
    made = [one for one in entries if one.stream == acting.programme]
    assert [(one.event, one.signature.actor.staff) for one in made] == [(decision, acting.staff)]


def test_r74_how_far_back_needs_no_reason_is_a_setting_too(fresh_house: House) -> None:
    house = fresh_house
    acting = house.city.log_in(ADMINISTRATOR)
    told = {**samples.SLIP_FORM, "happened_on": dates.in_era(TODAY - timedelta(days=10))}
    browser = house.browser(COUNSELLOR)
    browser.get("/intake")
    before = browser.post("/intake", told).status_code

    decided = TermDecided(first=TODAY, term=Term.BACKDATING, days=10)
    house.system.settings.decide(acting, uuid4(), decided)
    browser.get("/intake")

    assert (before, browser.post("/intake", told).status_code) == (422, 303)


def test_the_first_of_january_is_no_day_of_a_desk() -> None:
    days = calendar(Settings(), date(2025, 1, 1))

    assert days.on_or_after(date(2024, 12, 28)) == date(2025, 1, 6)
    assert not days.is_open(date(2025, 2, 24))
    assert days.is_open(date(2025, 2, 25))
