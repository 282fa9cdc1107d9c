"""Assigning (担当): midnight on 1 April, covers, restrictions, and the safety of who is out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from events.assignment import CoverReason, EndCover, HandOverLead, LeadReason, TakeCover
from events.restriction import LiftRestriction, RestrictCase, RestrictionReason
from events.staff import DeactivateStaff, EndAppointment, Staff, evolve
from events.values import Role, tokyo_date
from events.visit import AbsenceNote, PlanVisit, StartVisit
from projections import caseload, deadlines
from projections.eyes import Eyes
from services import concepts
from services.acting import Acting
from services.facts import utc_now
from services.readmodels import digest, rebuild
from services.refusals import FieldRefused, NotShown
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer

BEFORE = datetime(2031, 3, 31, 14, 59, tzinfo=UTC)
"""31 March 23:59 in Tokyo."""
AFTER = datetime(2031, 3, 31, 15, 0, tzinfo=UTC)
"""1 April 00:00 in Tokyo."""
FIRST_OF_APRIL = date(2031, 4, 1)


@pytest.fixture(scope="module")
def town(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    databases = postgres.copy()
    with city(databases, tmp_path_factory.mktemp("city")) as opened:
        yield opened
    postgres.drop(databases)


def take(town: City) -> str:
    town.stay()
    return town.system.commands.receive_consultation(town.worker, uuid4(), consultation()).case


def write(town: City, case: str, command: object, *, by: Acting | None = None) -> None:
    acting, system = by or town.worker, town.system
    token = system.reading.case_page(acting, case).token
    system.commands.write(acting, uuid4(), case, token, command)
    catch_up(system.databases)


def id_of(town: City, case: str) -> UUID:
    found = town.system.ledgers.of(TENANT).derived.resolve(town.worker.agency, "case", case)
    assert found is not None
    return found


def led_at(town: City, case: str, now: datetime) -> tuple[UUID | None, UUID | None]:
    """Return who leads a case at an instant: by its stream, and by the read model."""
    case_id = id_of(town, case)
    history = town.system.ledgers.of(TENANT).load(case_id)
    eyes = Eyes(me=town.worker.staff, today=tokyo_date(now))
    with town.system.databases.within(TENANT, viewer=town.desk) as conn:
        row = caseload.one(conn, tenant=TENANT, viewer=town.desk, eyes=eyes, case_id=case_id)
    assert row is not None
    return concepts.matter(history, now).lead, row.lead


def responsible_at(town: City, case: str, now: datetime) -> set[UUID]:
    with town.system.databases.within(TENANT, viewer=town.desk) as conn:
        due = deadlines.of_case(
            conn,
            tenant=TENANT,
            viewer=town.desk,
            case_id=id_of(town, case),
            today=tokyo_date(now),
        )
    return {one.responsible for one in due}


def transfer(town: City, since: date = FIRST_OF_APRIL) -> HandOverLead:
    return HandOverLead(lead=town.colleague.staff, since=since, reason=LeadReason.TRANSFER, text="")


def test_a_transfer_told_before_takes_effect_at_midnight_and_not_a_minute_earlier(
    town: City,
) -> None:
    """desk.md 1.5: 31 March 23:59 and 1 April 00:00 in Tokyo; deadlines go along."""
    old, new = town.worker.staff, town.colleague.staff
    case = take(town)

    write(town, case, transfer(town))

    assert led_at(town, case, BEFORE) == (old, old)
    assert led_at(town, case, AFTER) == (new, new)
    assert responsible_at(town, case, BEFORE) == {old}
    assert responsible_at(town, case, AFTER) == {new}
    assert town.system.reading.case_page(town.worker, case).mine


def test_a_transfer_taken_back_before_its_day_leaves_the_case_where_it_was(town: City) -> None:
    old, new = town.worker.staff, town.colleague.staff
    case = take(town)
    write(town, case, transfer(town))

    back = HandOverLead(lead=old, since=FIRST_OF_APRIL, reason=LeadReason.OTHER, text="取消し")
    write(town, case, back)

    assert led_at(town, case, AFTER) == (old, old)
    assert new not in responsible_at(town, case, AFTER)


def test_the_read_models_keep_dated_leads_and_are_rebuilt_to_the_same_bytes(town: City) -> None:
    """Promise 10: no clock in them."""
    case, databases = take(town), town.system.databases
    today = tokyo_date(utc_now())
    write(town, case, transfer(town))
    write(town, case, transfer(town, since=today))
    write(
        town,
        case,
        TakeCover(
            cover=town.worker.staff,
            since=today,
            until=today,
            reason=CoverReason.LEAVE,
            text="",
        ),
    )
    catch_up(databases)
    before = {name: digest(databases, name) for name in (caseload.NAME, deadlines.NAME)}

    with psycopg.connect(databases.conninfo("migrate"), autocommit=True) as owner:
        for name in before:
            rebuild(databases, owner, name)
    catch_up(databases)

    assert {name: digest(databases, name) for name in before} == before


def _leaving(town: City) -> UUID:
    """Register somebody whose appointment ends with March."""
    organisation = town.system.organisation
    staff_id = town.staff(TENANT, f"leaving-{uuid4().hex[:8]}", "三月 去子", town.desk, Role.WORKER)
    held = Staff()
    for recorded in town.system.ledgers.of(TENANT).load(staff_id):
        held = evolve(held, recorded.event)
    (appointment,) = held.appointments
    end = EndAppointment(appointment_id=appointment.appointment_id, last_day=date(2031, 3, 31))
    organisation.change_staff(TENANT, staff_id, end)
    catch_up(town.system.databases)
    return staff_id


def test_a_case_is_handed_to_nobody_who_does_no_casework_here_on_that_day(town: City) -> None:
    case, leaving = take(town), _leaving(town)
    until, after = date(2031, 3, 31), FIRST_OF_APRIL

    def handed(since: date) -> HandOverLead:
        return HandOverLead(lead=leaving, since=since, reason=LeadReason.DUTIES, text="")

    with pytest.raises(FieldRefused):
        write(town, case, handed(after))
    write(town, case, handed(until))

    assert led_at(town, case, BEFORE) == (leaving, leaving)


def test_one_button_covers_today_and_it_is_seen_on_page_and_list(town: City) -> None:
    case, today, them = take(town), tokyo_date(utc_now()), town.colleague
    cover = TakeCover(
        cover=them.staff, since=today, until=today, reason=CoverReason.MEETING, text=""
    )

    write(town, case, cover, by=them)

    page = town.system.reading.case_page(them, case)
    rows = {row.alias: row for row in town.system.reading.my_work(town.worker).rows}
    assert [(one.name, one.mine, one.reason) for one in page.covers] == [
        ("鈴木 健", True, CoverReason.MEETING)
    ]
    assert [one.name for one in rows[case].covers] == ["鈴木 健"]

    assert case in team_cases(town)

    token = page.token
    town.system.commands.write(
        them, uuid4(), case, token, EndCover(text=""), record=page.covers[0].record
    )
    catch_up(town.system.databases)
    assert town.system.reading.case_page(them, case).covers == ()
    assert case not in team_cases(town)


def test_what_somebody_led_whose_account_is_stopped_is_on_the_list_of_the_desk(town: City) -> None:
    """Stopping an account is never refused; its cases are not lost."""
    leaving, case = _leaving(town), take(town)
    today = tokyo_date(utc_now())
    hand = HandOverLead(lead=leaving, since=today, reason=LeadReason.DUTIES, text="")
    write(town, case, hand)
    assert case not in team_cases(town)

    town.system.organisation.change_staff(TENANT, leaving, DeactivateStaff())

    assert case in team_cases(town)


def team_cases(town: City) -> set[str]:
    """Return the open cases that are covered today, or that nobody at the desk leads."""
    return {r.alias for r in town.system.reading.case_list(town.worker, state="team", page=1).rows}


def test_a_lifted_restriction_gives_the_case_back_to_the_desk(town: City) -> None:
    case, me = take(town), town.worker
    restrict = RestrictCase(
        by=me.staff,
        chief=False,
        named=(me.staff,),
        reason=RestrictionReason.RELATIVE,
        text="",
    )
    write(town, case, restrict)
    with pytest.raises(NotShown):
        town.system.reading.case_page(town.colleague, case)

    write(town, case, LiftRestriction(by=me.staff, chief=False, text="親族ではなかった。"))

    assert town.system.reading.case_page(town.colleague, case).person.name == "髙橋 花子"
    assert town.system.persons.page(town.colleague, case).person.name == "髙橋 花子"


def test_the_desk_looks_for_who_is_not_back_from_a_restricted_case_without_its_name(
    town: City,
) -> None:
    """Safety: the colleague and the hour, no case, no person, no link."""
    case, me, today = take(town), town.worker, tokyo_date(utc_now())
    plan = PlanVisit(
        due=today,
        assignee=me.staff,
        companions=(),
        absence_note=AbsenceNote.NONE,
        text="様子を見る。",
        safety="",
    )
    write(town, case, plan)
    record = town.system.reading.case_page(me, case).items[0].alias
    back_at = datetime.combine(today, datetime.min.time(), UTC) - timedelta(hours=9)
    token = town.system.reading.case_page(me, case).token
    town.system.commands.write(
        me, uuid4(), case, token, StartVisit(back_at=back_at, text=""), record=record
    )
    restrict = RestrictCase(
        by=me.staff,
        chief=False,
        named=(me.staff,),
        reason=RestrictionReason.PROTECTION,
        text="",
    )
    write(town, case, restrict)

    theirs = town.system.reading.my_work(town.colleague)
    mine = town.system.reading.my_work(me)

    assert [(one.name, one.back_at) for one in theirs.out] == [("佐藤 美咲", back_at)]
    assert case not in {row.case for row in theirs.alarms}
    assert (case in {row.case for row in mine.alarms}, mine.out) == (True, ())
