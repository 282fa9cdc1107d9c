"""Assignments (担当の一覧, 人事異動): moved at midnight on 1 April, and no case without a lead."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from events.assignment import LeadByAnother, LeadReason, NobodyAfterwards
from events.matter import CaseNotOpen
from events.restriction import RestrictCase, RestrictionReason
from events.staff import Appointment, AppointStaff, EndAppointment, Staff, evolve
from events.values import ClosingReason, Role
from services.acting import Acting
from services.assignment_views import AssignmentsPage, LeadLine, Move, Moved
from services.case_forms import Closing
from services.keys.root import FileRootKey
from services.main import System, build
from services.refusals import CommandReused, FieldRefused, NotShown
from services.worker import catch_up
from tests.city import ALWAYS, CHEAP, TENANT, City, city, consultation
from tests.databases import TemplateServer

EARLY = datetime(2025, 3, 10, 1, 0, tzinfo=UTC)
LAST_SECOND = datetime(2025, 3, 31, 14, 59, 59, tzinfo=UTC)
"""31 March 2025, 23:59:59 in Tokyo."""
MIDNIGHT = datetime(2025, 3, 31, 15, 0, 0, tzinfo=UTC)
"""1 April 2025, 00:00:00 in Tokyo."""
LAST_DAY = date(2025, 3, 31)
FIRST_OF_APRIL = date(2025, 4, 1)


class Clock:
    def __init__(self) -> None:
        self.now = EARLY

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, kw_only=True)
class Town:
    """A city whose services stand at the times of a clock; its people really are logged in."""

    city: City
    system: System
    clock: Clock
    chief: Acting
    administrator: Acting

    def hire(self, name: str, role: Role = Role.WORKER) -> Acting:
        """Hire one more at the desk, and log them in."""
        login = f"new-{uuid4().hex[:8]}"
        self.city.staff(TENANT, login, name, self.city.desk, role)
        catch_up(self.system.databases)
        return self.city.log_in(login)

    def take(self, lead: Acting) -> str:
        """Take a consultation down, which its taker leads."""
        self.city.stay()
        done = self.system.commands.receive_consultation(lead, uuid4(), consultation())
        catch_up(self.system.databases)
        return done.case

    def restrict(self, case: str, lead: Acting, *named: UUID) -> None:
        """Restrict a case to its lead and others."""
        token = self.system.reading.case_page(lead, case).token
        command = RestrictCase(
            by=lead.staff,
            chief=False,
            named=(lead.staff, *named),
            reason=RestrictionReason.RELATIVE,
            text="",
        )
        self.system.commands.write(lead, uuid4(), case, token, command)
        catch_up(self.system.databases)

    def alias(self, who: Acting) -> str:
        """Return what the desk sees instead of somebody's id."""
        return self.system.ledgers.of(TENANT).derived.alias(who.agency, "staff", who.staff)

    def page(self, of: Acting | None = None, *, on: date = FIRST_OF_APRIL) -> AssignmentsPage:
        """Look at the chief's page, at the cases of one of the staff or at all."""
        whose = self.alias(of) if of else ""
        return self.system.assignments.page(self.chief, on=lambda _today: on, of=whose)

    def order(self, giver: Acting, lead: Acting, *cases: str) -> Move:
        """Word a move on 1 April; without cases, of every one."""
        return Move(
            giver=self.alias(giver),
            lead=self.alias(lead),
            since=FIRST_OF_APRIL,
            reason=LeadReason.TRANSFER,
            every=not cases,
            cases=cases,
        )

    def move(self, sent: Move, command_id: UUID | None = None) -> Moved:
        """Move cases as the chief."""
        done = self.system.assignments.move(self.chief, command_id or uuid4(), sent)
        catch_up(self.system.databases)
        return done

    def leave(self, who: Acting) -> None:
        """End somebody's appointment with 31 March, as the administrator."""
        alias = self.alias(who)
        office = self.system.administration.office(self.administrator)
        (held,) = next(one for one in office.members if one.alias == alias).appointments
        self.system.administration.end(
            self.administrator, uuid4(), alias, appointment=held.alias, last_day=LAST_DAY
        )

    def held(self, who: Acting) -> tuple[Appointment, ...]:
        """Return somebody's appointments."""
        state = Staff()
        for recorded in self.system.ledgers.of(TENANT).load(who.staff):
            state = evolve(state, recorded.event)
        return state.appointments

    def mine(self, who: Acting) -> set[str]:
        """Return the cases that somebody's work and list show as their own."""
        work = {row.alias for row in self.system.reading.my_work(who).rows if row.mine}
        listed = self.system.reading.case_list(who, state="open", page=1).rows
        assert {row.alias for row in listed if row.mine} == work
        return work


@pytest.fixture(scope="module")
def town(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    databases, clock = postgres.copy(), Clock()
    with (
        city(databases, tmp_path_factory.mktemp("city")) as opened,
        build(databases, FileRootKey(opened.root_key), clock=clock, hasher=CHEAP) as system,
    ):
        for login, name, role in (
            ("kakari", "神崎 昭夫", Role.COUNCIL_CHIEF),
            ("kanri", "森下 晶", Role.ADMINISTRATOR),
        ):
            opened.staff(TENANT, login, name, opened.desk, role)
        catch_up(databases)
        yield Town(
            city=opened,
            system=system,
            clock=clock,
            chief=opened.log_in("kakari"),
            administrator=opened.log_in("kanri"),
        )
    postgres.drop(databases)


@pytest.fixture(autouse=True)
def _in_march(town: Town) -> None:  # pyright: ignore[reportUnusedFunction]  used by pytest
    town.clock.now = EARLY
    town.city.stay()


def test_a_batch_takes_effect_at_midnight_on_1_april_and_not_a_second_earlier(town: Town) -> None:
    """desk.md 1.5: the page of the old lead and of the new one, and both lists."""
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    cases = {town.take(old) for _ in range(3)}

    done = town.move(town.order(old, new))

    assert done == Moved(cases=3, shown=True)
    town.clock.now = LAST_SECOND
    assert (town.mine(old), town.mine(new)) == (cases, set())
    assert {town.system.reading.case_page(old, case).lead_name for case in cases} == {"三月 去子"}
    town.clock.now = MIDNIGHT
    assert (town.mine(old), town.mine(new)) == (set(), cases)
    assert {town.system.reading.case_page(new, case).lead_name for case in cases} == {"四月 来太"}


def test_who_left_sees_nothing_from_midnight_on_and_the_cases_are_led(town: Town) -> None:
    """R75: the same moment."""
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    case = town.take(old)
    town.move(town.order(old, new))

    town.leave(old)

    town.clock.now = MIDNIGHT
    assert town.mine(new) == {case}
    with pytest.raises(NotShown):
        town.system.reading.my_work(old)


def test_nobody_leaves_while_an_open_case_would_stand_without_a_lead(town: Town) -> None:
    """Issue: transfers at midnight on 1 April leave no case without a lead."""
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    kept, closed = town.take(old), town.take(old)
    town.system.commands.close_case(
        old,
        uuid4(),
        closed,
        town.system.reading.case_page(old, closed).token,
        Closing(reason=ClosingReason.INFORMATION_ONLY, closed_on=date(2025, 3, 10), summary="済"),
    )
    catch_up(town.system.databases)

    with pytest.raises(NobodyAfterwards):
        town.leave(old)
    assert town.page(old).rows[0].leads == (
        LeadLine(name="三月 去子", since=None, until=None, there=True),
    )
    town.move(town.order(old, new, kept))
    town.leave(old)

    town.clock.now = MIDNIGHT
    assert town.mine(new) == {kept}


def test_a_case_that_comes_back_to_who_leaves_lets_nobody_leave(town: Town) -> None:
    """The case goes to a colleague in April and back in May: then nobody would lead."""
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    case = town.take(old)
    town.move(town.order(old, new, case))
    town.move(replace(town.order(new, old, case), since=date(2025, 5, 1)))

    with pytest.raises(NobodyAfterwards):
        town.leave(old)


def test_what_was_without_a_lead_before_keeps_nobody_from_ending_something_else(town: Town) -> None:
    """Another role's appointment ends; the case that stood without a lead is not theirs to keep."""
    yearly = town.hire("年度 任用")
    town.take(yearly)
    (held,) = town.held(yearly)
    ended = EndAppointment(appointment_id=held.appointment_id, last_day=LAST_DAY)
    town.system.organisation.change_staff(TENANT, yearly.staff, ended)
    also = AppointStaff(
        appointment_id=uuid4(), programme=town.city.desk, role=Role.AUDITOR, period=ALWAYS
    )
    town.system.organisation.change_staff(TENANT, yearly.staff, also)
    alias = town.alias(yearly)
    office = town.system.administration.office(town.administrator)
    member = next(one for one in office.members if one.alias == alias)
    (looking,) = [one for one in member.appointments if one.role is Role.AUDITOR]

    town.system.administration.end(
        town.administrator, uuid4(), alias, appointment=looking.alias, last_day=LAST_DAY
    )

    assert [one.period.last for one in town.held(yearly)] == [LAST_DAY, LAST_DAY]


def test_what_a_restricted_case_is_left_to_is_decided_without_a_word_of_it(town: Town) -> None:
    """Promise 5: neither a refusal nor a count tells of it; who is named and stays leads it."""
    old, named, curious = town.hire("三月 去子"), town.hire("四月 来太"), town.hire("五月 知子")
    case = town.take(old)
    town.restrict(case, old, named.staff)

    assert town.page(old).rows == ()
    town.leave(old)
    catch_up(town.system.databases)

    town.clock.now = MIDNIGHT
    town.city.stay()
    assert town.mine(named) == {case}
    with pytest.raises(NotShown):
        town.system.reading.case_page(curious, case)
    with pytest.raises(NotShown):
        town.system.reading.case_page(town.chief, case)


def test_a_restricted_case_of_which_nobody_named_stays_falls_to_a_chief(town: Town) -> None:
    old = town.hire("三月 去子")
    case = town.take(old)
    town.restrict(case, old)

    town.leave(old)
    catch_up(town.system.databases)

    town.clock.now = MIDNIGHT
    town.city.stay()
    assert town.system.reading.case_page(town.chief, case).lead_name == "神崎 昭夫"


def test_the_same_command_twice_moves_once_and_another_body_is_refused(town: Town) -> None:
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    case, command_id = town.take(old), uuid4()
    sent = town.order(old, new, case)

    first = town.move(sent, command_id)
    size = town.system.ledgers.of(TENANT).size()
    second = town.move(sent, command_id)

    assert (first, second) == (Moved(cases=1, shown=True), Moved(cases=1, shown=True))
    assert town.system.ledgers.of(TENANT).size() == size
    with pytest.raises(CommandReused):
        town.move(replace(sent, since=date(2025, 4, 2)), command_id)


@pytest.mark.parametrize("why", ["closed", "moved on", "not theirs", "unknown"])
def test_one_case_that_cannot_be_moved_leaves_all_of_them_where_they_are(
    town: Town, why: str
) -> None:
    """All or nothing: nothing half-done."""
    old, new, third = town.hire("三月 去子"), town.hire("四月 来太"), town.hire("五月 知子")
    good, bad = town.take(old), town.take(third if why == "not theirs" else old)
    refusal: type[Exception] = LeadByAnother
    if why == "closed":
        token = town.system.reading.case_page(old, bad).token
        ending = Closing(
            reason=ClosingReason.INFORMATION_ONLY, closed_on=date(2025, 3, 10), summary="済"
        )
        town.system.commands.close_case(old, uuid4(), bad, token, ending)
        refusal = CaseNotOpen
    elif why == "moved on":
        town.move(town.order(old, third, bad))
    elif why == "unknown":
        bad, refusal = "a" * 26, NotShown

    with pytest.raises(refusal):
        town.move(town.order(old, new, good, bad))

    assert [row.leads for row in town.page(old).rows if row.alias == good] == [
        (LeadLine(name="三月 去子", since=None, until=None, there=True),)
    ]


@pytest.mark.parametrize("what", ["a lead of another desk", "no lead", "no giver", "no case"])
def test_what_was_not_said_moves_nothing(town: Town, what: str) -> None:
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    town.take(old)
    sent = town.order(old, new)
    wrong = {
        "a lead of another desk": replace(sent, lead=town.alias(town.city.outsider)),
        "no lead": replace(sent, lead="nobody"),
        "no giver": replace(sent, giver="nobody"),
        "no case": replace(sent, every=False, cases=()),
    }

    with pytest.raises(FieldRefused):
        town.move(wrong[what])


@pytest.mark.parametrize("who", ["worker", "outsider", "auditor"])
def test_who_is_no_chief_sees_no_assignments_and_moves_nothing(town: Town, who: str) -> None:
    asker: Acting = getattr(town.city, who)
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    town.take(old)

    with pytest.raises(NotShown):
        town.system.assignments.page(asker, on=lambda today: today)
    with pytest.raises(NotShown):
        town.system.assignments.move(asker, uuid4(), town.order(old, new))


def test_the_page_says_who_leads_from_when_to_when_and_how_many_each(town: Town) -> None:
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    first, second = town.take(old), town.take(old)
    town.move(town.order(old, new, first))

    page = town.page()
    loads = {load.name: load for load in page.loads if load.alias in map(town.alias, (old, new))}
    rows = {row.alias: row.leads for row in page.rows}

    assert [(loads[name].today, loads[name].then) for name in ("三月 去子", "四月 来太")] == [
        (2, 1),
        (0, 1),
    ]
    assert rows[first] == (
        LeadLine(name="三月 去子", since=None, until=LAST_DAY, there=True),
        LeadLine(name="四月 来太", since=FIRST_OF_APRIL, until=None, there=True),
    )
    assert rows[second] == (LeadLine(name="三月 去子", since=None, until=None, there=True),)
    assert {row.alias for row in town.page(new).rows} == {first}
    assert {row.alias for row in town.page(new, on=LAST_DAY).rows} == set()


def test_a_case_without_a_lead_to_come_is_listed_before_it_happens(town: Town) -> None:
    """An appointment may be for a year from the beginning, as 会計年度任用 is."""
    yearly = town.hire("年度 任用")
    case = town.take(yearly)
    (held,) = town.held(yearly)
    ended = EndAppointment(appointment_id=held.appointment_id, last_day=LAST_DAY)
    town.system.organisation.change_staff(TENANT, yearly.staff, ended)

    listed = town.system.assignments.page(town.chief, on=lambda _: FIRST_OF_APRIL, of="unled")

    (row,) = [row for row in listed.rows if row.alias == case]
    assert (row.unled_from, row.leads[0].until) == (FIRST_OF_APRIL, LAST_DAY)
    assert listed.unled == listed.total
    assert case not in {
        row.alias
        for row in town.system.assignments.page(town.chief, on=lambda _: LAST_DAY, of="unled").rows
    }


def test_a_batch_leaves_out_what_is_restricted_even_for_a_chief_who_is_named(town: Town) -> None:
    old, new = town.hire("三月 去子"), town.hire("四月 来太")
    usual, hidden = town.take(old), town.take(old)
    town.restrict(hidden, old, town.chief.staff)

    done = town.move(town.order(old, new))

    assert done.cases == 1
    assert {row.alias for row in town.page(old).rows} == {hidden}
    assert {row.alias for row in town.page(new).rows} == {usual}
