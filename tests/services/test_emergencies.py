"""Emergencies (緊急開示): opened at once for an hour at most, reviewed by somebody else (R39)."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from events.access import ContentDisclosed
from events.emergency import EmergencyLaw, Finding, Stopping
from events.emergency_steps import (
    EndEmergency,
    ExtendEmergency,
    NotAReviewer,
    NothingDisclosed,
    NotOfTheEmergency,
    NoUseToStop,
    ReviewedByAnother,
    ReviewEmergency,
    ReviewOverdue,
    StopUse,
)
from events.values import TOKYO, Basis, ClosingReason, tokyo_date
from services.case_forms import Closing
from services.caseload_views import DeadlineRow
from services.db import Databases
from services.emergencies import NewEmergency
from services.emergency_views import EmergencyPage, EmergencyRow
from services.facts import utc_now
from services.keys.root import FileRootKey
from services.main import System, build
from services.refusals import NotShown, StaleSave
from services.worker import catch_up
from tests.city import TENANT, city, consultation, progress
from tests.services.sharing_town import TOLD, Sharing, open_sharing

WHY = "電話口で薬を大量に飲んだと話している。救急隊に持病と住所を伝えたい。"
UPHELD = ReviewEmergency(finding=Finding.UPHELD, words="電話の記録を確かめた。")
NOT_UPHELD = ReviewEmergency(finding=Finding.NOT_UPHELD, words="翌日でも足りた。")


@pytest.fixture
def sharing(databases: Databases, tmp_path: Path) -> Iterator[Sharing]:
    with city(databases, tmp_path) as town:
        yield open_sharing(town)


def open_all(sharing: Sharing, system: System | None = None) -> str:
    """Open every record of the case to the lending programme; return its alias for them."""
    system, worker = system or sharing.town.system, sharing.town.worker
    seen = system.emergency_reading.form(worker, sharing.case)
    sent = NewEmergency(
        recipient=sharing.recipient(),
        law=EmergencyLaw.VITAL_INTEREST,
        records=tuple(one.alias for one in seen.records),
        minutes=60,
        words=WHY,
    )
    done = system.emergencies.disclose(worker, uuid4(), sharing.case, seen.token, sent)
    # Both programmes are of one agency, whose aliases are the same.
    return done.case


def received(sharing: Sharing) -> tuple[EmergencyRow, ...]:
    catch_up(sharing.town.system.databases)
    return sharing.town.system.emergency_reading.listed(sharing.town.outsider).received


def ours(sharing: Sharing) -> EmergencyRow:
    catch_up(sharing.town.system.databases)
    found = sharing.town.system.emergency_reading.listed(sharing.town.colleague)
    return (*found.waiting, *found.done)[0]


def look(sharing: Sharing, alias: str) -> EmergencyPage:
    catch_up(sharing.town.system.databases)
    page = sharing.town.system.emergency_reading.received(sharing.town.outsider, alias)
    catch_up(sharing.town.system.databases)
    return page


def review(sharing: Sharing, command: ReviewEmergency) -> None:
    row, colleague = ours(sharing), sharing.town.colleague
    sharing.town.system.emergencies.act(colleague, uuid4(), row.alias, row.token, command)


def texts(page: EmergencyPage) -> str:
    return "\n".join(text for record in page.records for _, text in record.texts)


def test_one_step_opens_the_records_without_any_consent(sharing: Sharing) -> None:
    """R39, G07b."""
    alias = open_all(sharing)

    page = look(sharing, alias)

    assert TOLD in texts(page)
    assert "髙橋 花子" in texts(page)
    assert page.row.open


@pytest.mark.parametrize("said", ["refuse", "exclude"])
def test_it_saves_a_life_even_of_who_said_no(sharing: Sharing, said: str) -> None:
    """consent.md §9.3: an exclusion yields to life alone."""
    getattr(sharing, said)()

    assert TOLD in texts(look(sharing, open_all(sharing)))


def test_a_look_leaves_an_entry_with_its_own_basis_first(sharing: Sharing) -> None:
    """Promise 2, R43: neither consent nor the programme's own purpose."""
    alias = open_all(sharing)
    ledger = sharing.town.system.ledgers.of(TENANT)
    before = ledger.size()

    look(sharing, alias)

    [entry] = [one for one in ledger.entries(before, 10) if isinstance(one.event, ContentDisclosed)]
    assert entry.signature.basis is Basis.VITAL_INTEREST
    assert entry.signature.purpose == "LIFE"
    assert isinstance(entry.event, ContentDisclosed)
    assert entry.event.provider == sharing.town.desk


def test_the_lead_and_whoever_reviews_see_that_it_waits(sharing: Sharing) -> None:
    """R39: due by the end of the next opening day."""
    open_all(sharing)

    row = ours(sharing)

    assert (row.finding, row.overdue, row.mine) == (None, False, False)
    assert row.review_by > row.at.date() - timedelta(days=1)


def test_it_stands_in_everybodys_work_until_it_is_reviewed(sharing: Sharing) -> None:
    """R39, REVIEW_24H: the lead has notice; closing the case does not end the duty."""
    open_all(sharing)
    system, town = sharing.town.system, sharing.town

    row = ours(sharing)
    [due] = [one for one in reminders(sharing) if one.due == row.review_by]
    token = system.reading.case_page(town.worker, sharing.case).token
    ended = Closing(reason=ClosingReason.MOVED, closed_on=tokyo_date(utc_now()), summary="")
    system.commands.close_case(town.worker, uuid4(), sharing.case, token, ended)
    closed = reminders(sharing)
    review(sharing, UPHELD)

    assert (due.case, due.mine) == (sharing.case, True)
    assert closed == [due]
    assert reminders(sharing) == []


def reminders(sharing: Sharing) -> list[DeadlineRow]:
    """Return what the lead's わたしの仕事 says of emergencies."""
    catch_up(sharing.town.system.databases)
    work = sharing.town.system.reading.my_work(sharing.town.worker)
    rows = (*work.overdue, *work.today, *work.week, *work.waiting)
    return [row for row in rows if row.kind == "emergency.disclosed"]


def test_the_auditor_sees_that_it_was_and_about_nobody(sharing: Sharing) -> None:
    """R39, R50, NOTIFY_PRIVACY_OFFICER: also when the case is restricted; nobody else sees it."""
    open_all(sharing)
    catch_up(sharing.town.system.databases)
    overseeing = sharing.town.system.emergency_overseeing

    [row] = overseeing.overseen(sharing.town.auditor)

    assert (row.case, row.finding, row.other) == ("", None, "生活福祉資金貸付")
    assert row.staff == "佐藤 美咲"
    with pytest.raises(NotShown):
        overseeing.overseen(sharing.town.worker)
    with pytest.raises(NotShown):
        sharing.town.system.emergency_reading.listed(sharing.town.auditor)


def test_who_opened_it_does_not_review_it(sharing: Sharing) -> None:
    """R39: another person. A plain worker does not review at all."""
    open_all(sharing)
    row, system = ours(sharing), sharing.town.system

    with pytest.raises(NotAReviewer):
        system.emergencies.act(sharing.town.worker, uuid4(), row.alias, row.token, UPHELD)


def test_who_kept_it_open_does_not_review_it_either(sharing: Sharing) -> None:
    open_all(sharing)
    row, system, colleague = ours(sharing), sharing.town.system, sharing.town.colleague
    longer = ExtendEmergency(minutes=30, words="まだ救急隊が着いていない。")

    system.emergencies.act(colleague, uuid4(), row.alias, row.token, longer)

    with pytest.raises(ReviewedByAnother):
        review(sharing, UPHELD)


def test_what_is_upheld_stays_until_its_time(sharing: Sharing) -> None:
    alias = open_all(sharing)

    review(sharing, UPHELD)

    assert TOLD in texts(look(sharing, alias))
    assert ours(sharing).finding is Finding.UPHELD


def test_what_is_not_upheld_ends_at_once_and_its_use_stops(sharing: Sharing) -> None:
    """R39, STOP_USE: until the recipient says what became of it."""
    alias = open_all(sharing)
    look(sharing, alias)

    review(sharing, NOT_UPHELD)
    page = look(sharing, alias)
    system, them = sharing.town.system, sharing.town.outsider
    stop = StopUse(how=Stopping.DESTROYED)
    system.emergencies.act(them, uuid4(), alias, page.row.token, stop)

    assert (page.records, page.row.open, page.row.to_stop) == ((), False, True)
    assert ours(sharing).stopped is Stopping.DESTROYED
    assert not ours(sharing).to_stop


def test_what_ended_unseen_is_not_there(sharing: Sharing) -> None:
    """Promise 5: who never saw it is not told that there was something."""
    alias = open_all(sharing)

    review(sharing, NOT_UPHELD)

    assert received(sharing) == ()
    with pytest.raises(NotShown):
        look(sharing, alias)


def test_who_opened_it_may_end_it(sharing: Sharing) -> None:
    alias = open_all(sharing)
    row, system = ours(sharing), sharing.town.system

    system.emergencies.act(sharing.town.worker, uuid4(), row.alias, row.token, EndEmergency())

    with pytest.raises(NotShown):
        look(sharing, alias)


def test_the_recipient_neither_extends_nor_ends_nor_reviews(sharing: Sharing) -> None:
    """Only its use is theirs to stop, and only once it was not upheld."""
    alias = open_all(sharing)
    row, system, them = received(sharing)[0], sharing.town.system, sharing.town.outsider

    with pytest.raises(NotShown):
        system.emergency_reading.review(them, alias)
    for command in (UPHELD, EndEmergency(), ExtendEmergency(minutes=60, words="まだ")):
        with pytest.raises(NotOfTheEmergency):
            system.emergencies.act(them, uuid4(), alias, row.token, command)
    stop = StopUse(how=Stopping.RETURNED)
    with pytest.raises(NoUseToStop):
        system.emergencies.act(them, uuid4(), alias, row.token, stop)


def test_without_an_adopted_policy_nothing_opens(databases: Databases, tmp_path: Path) -> None:
    """R33: deny by default, in an emergency too."""
    with city(databases, tmp_path) as town:
        case = town.system.commands.receive_consultation(town.worker, uuid4(), consultation()).case
        sharing = Sharing(town, case, uuid4())

        with pytest.raises(NothingDisclosed):
            open_all(sharing)


def test_after_its_time_nothing_is_there(sharing: Sharing) -> None:
    """consent.md §9.4, EXPIRE_60MIN; who had seen it knows that it was."""
    seen, unseen = open_all(sharing), open_all(sharing)
    look(sharing, seen)

    with later(sharing, hours=1) as system:
        page = system.emergency_reading.received(sharing.town.outsider, seen)
        listed = system.emergency_reading.listed(sharing.town.outsider).received

        assert (page.records, page.row.open) == ((), False)
        assert [row.alias for row in listed] == [seen]
        with pytest.raises(NotShown):
            system.emergency_reading.received(sharing.town.outsider, unseen)


def test_what_opens_on_a_holiday_evening_is_due_on_the_first_opening_day(sharing: Sharing) -> None:
    """R39: 大晦日 at eight; the desk opens again on 4 January, or on the Monday after it."""
    now = utc_now()
    eve = datetime(now.astimezone(TOKYO).year, 12, 31, 20, tzinfo=TOKYO)
    opens = date(eve.year + 1, 1, 4)
    opens += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[opens.weekday()])
    hours = int((eve - now).total_seconds() // 3600)

    with later(sharing, hours=max(hours, 0)) as system:
        open_all(sharing, system)
        catch_up(sharing.town.system.databases)
        [row] = system.emergency_reading.listed(sharing.town.colleague).waiting

        assert (row.review_by, row.overdue) == (opens, False)


def test_an_overdue_review_shows_and_keeps_nothing_open(sharing: Sharing) -> None:
    """R39: unreviewed ones are listed; none of them is extended."""
    open_all(sharing)

    with later(sharing, days=40) as system:
        [row] = system.emergency_reading.listed(sharing.town.colleague).waiting
        longer = ExtendEmergency(minutes=30, words="まだ救急隊が着いていない。")

        assert row.overdue
        with pytest.raises(ReviewOverdue):
            system.emergencies.act(sharing.town.worker, uuid4(), row.alias, row.token, longer)


def test_a_case_that_moved_is_looked_at_again(sharing: Sharing) -> None:
    system, worker = sharing.town.system, sharing.town.worker
    seen = system.emergency_reading.form(worker, sharing.case)
    system.commands.record_progress(worker, uuid4(), sharing.case, seen.token, progress())
    sent = NewEmergency(
        recipient=sharing.recipient(),
        law=EmergencyLaw.VITAL_INTEREST,
        records=(),
        minutes=15,
        words=WHY,
    )

    with pytest.raises(StaleSave):
        system.emergencies.disclose(worker, uuid4(), sharing.case, seen.token, sent)


@contextmanager
def later(sharing: Sharing, **more: int) -> Generator[System]:
    """Give the same city's system at a later time; its sessions are as open as they were."""
    databases, key = sharing.town.system.databases, FileRootKey(sharing.town.root_key)
    with build(databases, key, clock=lambda: utc_now() + timedelta(**more)) as system:
        yield system
