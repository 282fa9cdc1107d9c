"""窓口の当番: set by a chief, seen by the desk; who is on duty sees what nobody leads."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from events.assignment import LeadReason
from events.restriction import RestrictCase, RestrictionNotTheirs, RestrictionReason
from events.staff import DeactivateStaff
from events.values import Role
from events.window import Weekday
from services.acting import Acting
from services.assignment_views import LeadLine, Move
from services.duties import NewDuty, TeamDay
from services.refusals import NotShown
from services.web import dates
from services.worker import catch_up
from tests.city import TENANT
from tests.databases import TemplateServer
from tests.services.api.client import SLIP, Program
from tests.services.web import samples
from tests.services.web.house import (
    ADMINISTRATOR,
    AUDITOR,
    COUNSELLOR,
    LENDER,
    Browser,
    House,
    open_house,
)

CHIEF = "kakari"
WEDNESDAY = date(2031, 4, 2)
EVERY_DAY = tuple(Weekday)


@pytest.fixture(scope="module")
def led(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    databases = postgres.copy()
    with open_house(databases, tmp_path_factory.mktemp("led")) as opened:
        city = opened.city
        city.staff(TENANT, CHIEF, "神崎 昭夫", city.desk, Role.COUNCIL_CHIEF)
        catch_up(databases)
        yield opened
    postgres.drop(databases)


@pytest.fixture(autouse=True)
def _nobody_on_duty(led: House) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]  used by pytest
    led.city.stay()
    yield
    chief = led.city.log_in(CHIEF)
    for duty in led.system.duties.page(chief).duties:
        led.system.duties.end(chief, uuid4(), duty.alias, date(2020, 1, 1))


def hire(house: House, name: str) -> tuple[str, Acting]:
    login = f"new-{uuid4().hex[:8]}"
    house.city.staff(TENANT, login, name, house.city.desk, Role.WORKER)
    catch_up(house.system.databases)
    return login, house.city.log_in(login)


def put_on_duty(house: House, who: UUID, *, first: date | None = None) -> None:
    chief = house.city.log_in(CHIEF)
    sent = NewDuty(
        staff=house.system.ledgers.of(TENANT).derived.alias(chief.agency, "staff", who),
        weekdays=EVERY_DAY,
        first=first or dates.today(),
        last=None,
    )
    house.system.duties.assign(chief, uuid4(), sent)


def staff_of(browser: Browser, name: str) -> str:
    found = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(name)}<', browser.page)
    assert found is not None
    return found[1]


def test_a_chief_puts_somebody_on_duty_and_takes_them_off_again(led: House) -> None:
    browser = led.browser(CHIEF)
    browser.get("/team")
    typed = {
        "staff": staff_of(browser, "鈴木 健"),
        "weekdays": list(EVERY_DAY),
        "first": dates.in_era(dates.today()),
    }

    sent = browser.post("/team/duties", typed)

    assert sent.headers["location"] == "/team?done=assigned"
    assert "鈴木 健" in led.browser(COUNSELLOR).get("/team").text
    assert "今日の当番 <b>鈴木 健</b>" in led.browser(COUNSELLOR).get("/").text
    browser.get("/team")
    (end,) = re.findall(r'action="(/team/duties/[a-z0-9]+/end)"', browser.page)
    assert browser.post(end).headers["location"] == "/team?done=ended"
    assert "今日の当番 <b>決まっていません</b>" in led.browser(COUNSELLOR).get("/").text


def test_a_duty_without_a_day_of_the_week_keeps_what_was_typed(led: House) -> None:
    browser = led.browser(CHIEF)
    browser.get("/team")

    sent = browser.post("/team/duties", {"staff": staff_of(browser, "鈴木 健"), "first": "いつか"})

    assert sent.status_code == 422
    assert "曜日を1つ以上選んでください。" in sent.text
    assert re.search(r'<option value="[^"]+" selected>鈴木 健<', sent.text)


def test_the_same_form_sent_twice_is_one_duty(led: House) -> None:
    browser = led.browser(CHIEF)
    browser.get("/team")
    form = {
        **browser.hidden("/team/duties"),
        "staff": staff_of(browser, "鈴木 健"),
        "weekdays": ["monday"],
        "first": "令和13年4月1日",
    }

    sent = [browser.client.post("/team/duties", data=form) for _ in range(2)]

    assert [one.status_code for one in sent] == [303, 303]
    assert len(led.system.duties.page(led.city.log_in(CHIEF)).duties) == 1


def test_the_team_of_a_day_is_who_does_casework_here_on_it(led: House) -> None:
    """Who left is on duty no more, whatever the roster says; the days are opening days."""
    _, stays = hire(led, "居残 守")
    _, leaves = hire(led, "三月 去子")
    put_on_duty(led, stays.staff)
    put_on_duty(led, leaves.staff)

    led.system.organisation.change_staff(TENANT, leaves.staff, DeactivateStaff())

    days = led.system.duties.page(led.city.worker, first=WEDNESDAY - timedelta(4)).days
    assert days[:3] == (
        TeamDay(day=date(2031, 3, 31), names=("居残 守",)),
        TeamDay(day=date(2031, 4, 1), names=("居残 守",)),
        TeamDay(day=WEDNESDAY, names=("居残 守",)),
    )


def test_who_is_on_duty_sees_what_nobody_at_the_desk_leads(led: House) -> None:
    """A case belongs to the team of the day and to a lead (desk.md 1.1)."""
    login, gone = hire(led, "三月 去子")
    case = led.take(login)
    led.system.organisation.change_staff(TENANT, gone.staff, DeactivateStaff())

    before = led.system.reading.my_work(led.city.worker).desk
    put_on_duty(led, led.city.worker.staff)
    mine = led.system.reading.my_work(led.city.worker).desk
    others = led.system.reading.my_work(led.city.colleague).desk

    assert before == ()
    assert case in {row.alias for row in mine}
    assert others == ()
    assert "当番が見るケース" in led.browser(COUNSELLOR).get("/").text


@pytest.mark.parametrize("login", [AUDITOR, ADMINISTRATOR])
def test_who_does_no_casework_sees_no_team(led: House, login: str) -> None:
    assert led.browser(login).get("/team").status_code == 404


def test_another_desk_has_a_team_of_its_own(led: House) -> None:
    put_on_duty(led, led.city.worker.staff)

    theirs = led.browser(LENDER).get("/team").text

    assert "佐藤 美咲" not in theirs


def test_nobody_but_a_chief_sets_a_duty_or_ends_one(led: House) -> None:
    put_on_duty(led, led.city.worker.staff)
    (duty,) = led.system.duties.page(led.city.worker).duties
    sent = NewDuty(staff="x", weekdays=EVERY_DAY, first=WEDNESDAY, last=None)

    with pytest.raises(NotShown):
        led.system.duties.assign(led.city.worker, uuid4(), sent)
    with pytest.raises(NotShown):
        led.system.duties.end(led.city.worker, uuid4(), duty.alias, WEDNESDAY)
    with pytest.raises(NotShown):
        led.system.duties.end(led.city.log_in(CHIEF), uuid4(), "a" * 26, WEDNESDAY)
    assert "当番を加える" not in led.browser(COUNSELLOR).get("/team").text


def test_a_program_of_a_chief_sets_and_ends_a_duty(led: House) -> None:
    program = Program(led, CHIEF)
    staff = {one["name"]: one["alias"] for one in program.http.get("colleagues").json()}
    body = {"weekdays": ["wednesday"], "first": "2031-04-01"}

    sent = program.send("team/duties", {"staff": staff["鈴木 健"], **body})
    wrong = program.send("team/duties", {"staff": "nobody", **body})

    assert (sent.status_code, wrong.status_code) == (204, 422)
    page = program.http.get("team", params={"first": "2031-04-02"}).json()
    assert page["days"][0] == {"day": "2031-04-02", "names": ["鈴木 健"]}
    (duty,) = page["duties"]
    ended = program.send(f"team/duties/{duty['alias']}/end", {"last": "2031-04-01"})
    assert ended.status_code == 204
    page = program.http.get("team", params={"first": "2031-04-02"}).json()
    assert page["days"][0]["names"] == []


def test_an_unassigned_new_slip_belongs_to_the_team_of_the_day_until_a_chief_gives_it(
    led: House,
) -> None:
    """Issue: a case belongs to the desk's team of the day and to a lead."""
    _, taker = hire(led, "受付 太郎")
    put_on_duty(led, led.city.worker.staff)
    sent = replace(samples.CONSULTATION, unassigned=True)
    case = led.system.commands.receive_consultation(taker, uuid4(), sent).case

    page = led.system.reading.case_page(taker, case)
    on_duty = led.system.reading.my_work(led.city.worker).desk
    assert (page.lead_name, page.mine) == ("窓口の当番", False)
    assert {row.alias: row.lead_name for row in on_duty}[case] == "窓口の当番"
    assert {row.responsible for row in page.deadlines} == {"窓口の当番"}

    chief = led.city.log_in(CHIEF)
    listed = led.system.assignments.page(chief, on=lambda today: today)
    (team,) = [load for load in listed.loads if load.name == "窓口の当番"]
    (lead,) = [alias for alias, name in listed.leaders if name == "鈴木 健"]
    (row,) = [row for row in listed.rows if row.alias == case]
    assert (team.today > 0, team.there) == (True, True)
    assert row.leads == (LeadLine(name="窓口の当番", since=None, until=None, there=True),)
    move = Move(
        giver=team.alias,
        lead=lead,
        since=dates.today(),
        reason=LeadReason.DUTIES,
        every=False,
        cases=(case,),
    )
    led.system.assignments.move(chief, uuid4(), move)
    assert led.system.reading.case_page(taker, case).lead_name == "鈴木 健"
    assert case not in {row.alias for row in led.system.reading.my_work(led.city.worker).desk}


def test_who_took_an_unassigned_slip_down_does_not_restrict_it_and_a_chief_does(
    led: House,
) -> None:
    sent = replace(samples.CONSULTATION, unassigned=True)
    me, chief = led.city.worker, led.city.log_in(CHIEF)
    case = led.system.commands.receive_consultation(me, uuid4(), sent).case

    def restrict(by: Acting, *, as_chief: bool) -> None:
        command = RestrictCase(
            by=by.staff,
            chief=as_chief,
            named=(by.staff,),
            reason=RestrictionReason.RELATIVE,
            text="",
        )
        token = led.system.reading.case_page(by, case).token
        led.system.commands.write(by, uuid4(), case, token, command)

    with pytest.raises(RestrictionNotTheirs):
        restrict(me, as_chief=False)
    restrict(chief, as_chief=True)
    with pytest.raises(NotShown):
        led.system.reading.case_page(me, case)
    assert led.system.reading.case_page(chief, case).restricted


def test_the_slip_has_a_tick_for_it_by_page_and_by_program(led: House) -> None:
    browser, program = led.browser(COUNSELLOR), Program(led, COUNSELLOR)
    browser.get("/intake")

    refused = browser.post("/intake", {**samples.SLIP_FORM, "born": "いつか", "unassigned": "yes"})
    body = {**SLIP, "unassigned": True}
    case = program.send("cases", body).json()["case"]

    assert re.search(r'name="unassigned" value="yes" checked', refused.text)
    assert program.get(f"cases/{case}").json()["lead_name"] == "窓口の当番"
