"""Deadlines (期限): what わたしの仕事 and a case say is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from consent.gate import Item, Keeping
from events.access import Surface
from events.task import WaitingFor
from events.values import Category, tokyo_date
from events.window import Calendar
from projections import caseload, deadlines, directory
from projections.caseload import Matter
from projections.deadlines import Deadline
from services import (
    consent_reminding,
    emergency_reminding,
    inquiry_reminding,
    provision_reminding,
    reminding,
)
from services.acting import Acting
from services.candidates import (
    PAGE,
    Candidates,
    CaseLook,
    ListLook,
    covers_of,
    keepings_of,
)
from services.caseload_views import DeadlineRow, StaffOut, Window, WorkList
from services.consent_reminding import Ending
from services.db import Conn
from services.disclosing import Disclosing
from services.duties import on_duty, team_of
from services.emergency_reminding import Waiting
from services.facts import Facts
from services.inquiry_reminding import Calls
from services.ledger.ledger import Ledger
from services.obligation_rows import owed_look, rows_of
from services.obligation_views import ObligationRow
from services.provision_reminding import Answers, Awaited
from services.reminding import Guarded
from services.sheets import Names
from services.sights import accounts, sight_of
from services.terms import window_of
from services.timeline import Shown, case_row, deadline_row, word_items

MOST: Final = 200
AHEAD: Final = 5
"""Opening days that count as this week."""


@dataclass(frozen=True, kw_only=True)
class WorkLook(ListLook):
    """A look at what is due in the programme, and at its open cases; `others` are further ones."""

    now: datetime
    calendar: Calendar
    window: Window
    due: tuple[Deadline, ...]
    others: tuple[Matter, ...]
    guarded: tuple[Guarded, ...]
    ending: tuple[Ending, ...]
    unreviewed: tuple[Waiting, ...]
    waiting: tuple[Awaited, ...]
    calls: Calls
    answers: Answers
    owed: tuple[ObligationRow, ...]
    until: date
    team: tuple[UUID, ...]
    desk: tuple[Matter, ...]


def find_work(
    candidates: Candidates, disclosing: Disclosing, ledger: Ledger, facts: Facts
) -> WorkLook:
    """Find what is due within five opening days, and the first page of open cases."""
    calendar = facts.calendar
    until = calendar.opening_days_later(facts.asker.on, AHEAD)
    with candidates.viewing(facts) as conn:
        names = directory.staff_names(conn, facts.acting.tenant)
        sight = sight_of(conn, ledger, facts, names)
        total = caseload.count(conn, **sight, state="open")
        matters = caseload.page(conn, **sight, state="open", limit=PAGE, offset=0)
        due = deadlines.upcoming(conn, **sight, until=until, now=facts.now, limit=MOST)
        guarded = reminding.find(conn, sight)
        ending = consent_reminding.find(conn, sight, today=facts.asker.on, until=until)
        unreviewed = emergency_reminding.find(conn, ledger, facts, sight)
        waiting = provision_reminding.waiting(conn, sight, until=until)
        calls = inquiry_reminding.find(conn, facts, sight)
        named = (one.matter for one in (*guarded, *ending, *unreviewed, *waiting, *calls.own))
        wanted = {one.case_id for one in (*due, *named)}
        missing = wanted - {matter.case_id for matter in matters}
        others = caseload.several(conn, **sight, case_ids=sorted(missing))
        team = on_duty(
            team_of(ledger, facts.acting.programme),
            accounts(ledger, facts, names),
            facts.asker.on,
        )
        desk = _desk(conn, ledger, facts, names) if facts.acting.staff in team else ()
        known = {matter.case_id for matter in (*matters, *others)}
        others = (*others, *(matter for matter in desk if matter.case_id not in known))
        covers = covers_of(conn, sight, (*matters, *others))
    answers = provision_reminding.answers(candidates, disclosing, ledger, facts)
    owed = owed_look(candidates, disclosing, ledger, facts)
    return WorkLook(
        surface=Surface.MY_WORK,
        # A record that reminds and is compared with calls is opened once.
        items=tuple(
            dict.fromkeys(
                (
                    *_items(ledger, facts, (*matters, *others), due),
                    *reminding.items(ledger, facts, guarded),
                    *inquiry_reminding.items(ledger, facts, calls),
                )
            )
        ),
        streams={**answers.read, **owed.streams},
        matters=matters,
        total=total,
        names=names,
        covers=covers,
        now=facts.now,
        calendar=calendar,
        window=window_of(facts),
        due=due,
        others=others,
        guarded=guarded,
        ending=ending,
        unreviewed=unreviewed,
        waiting=waiting,
        calls=calls,
        answers=answers,
        owed=rows_of(ledger, facts, owed),
        until=until,
        team=team,
        desk=desk,
    )


def _desk(
    conn: Conn, ledger: Ledger, facts: Facts, names: Mapping[UUID, str]
) -> tuple[Matter, ...]:
    """Find the cases that the team of the day sees to."""
    sight = sight_of(conn, ledger, facts, names, team=True)
    return caseload.page(conn, **sight, state="team", limit=PAGE, offset=0)


def work_list(ledger: Ledger, acting: Acting, look: WorkLook, shown: Shown) -> WorkList:
    """Return what is due, grouped by day, and the open cases; only what the gate has cleared."""
    matters = {matter.case_id: matter for matter in (*look.matters, *look.others)}
    today, names = tokyo_date(look.now), Names(ledger, acting, look.names)
    rows = (
        *reminding.rows(names, look.guarded, shown, today=today, until=look.until),
        *consent_reminding.rows(names, look.ending, shown, today=today),
        *emergency_reminding.rows(names, look.unreviewed, shown),
        *provision_reminding.rows(names, look.waiting, shown, today=today),
        *_rows(ledger, acting, look.due, matters, shown, look.names),
    )
    known = {row.record for row in rows}
    groups: dict[str, list[DeadlineRow]] = {group: [] for group in _GROUPS}
    for row in rows:
        groups[_group(row, look.now, today, look.calendar)].append(row)
    cases = tuple(
        case_row(ledger, acting, matter, shown[matter.name_at], look)
        for matter in look.matters
        if matter.name_at in shown
    )
    return WorkList(
        rows=cases,
        total=look.total - (len(look.matters) - len(cases)),
        page=1,
        pages=max(1, -(-look.total // PAGE)),
        window=look.window,
        team=tuple(look.names.get(one, "") for one in look.team),
        desk=tuple(
            case_row(ledger, acting, matter, shown[matter.name_at], look)
            for matter in look.desk
            if matter.name_at in shown
        ),
        out=tuple(
            StaffOut(name=look.names.get(one.responsible, ""), back_at=one.back_at)
            for one in look.due
            if one.back_at is not None
            and one.back_at < look.now
            and ledger.derived.alias(acting.agency, "record", one.event_id) not in known
        ),
        asked=provision_reminding.asked(ledger, acting, look.answers),
        unanswered=provision_reminding.unanswered(ledger, look.answers),
        inquiries=inquiry_reminding.rows(names, look.calls, shown),
        owed=look.owed,
        **{group: tuple(found) for group, found in groups.items()},
    )


def due_in_case(
    ledger: Ledger, acting: Acting, look: CaseLook, shown: Shown
) -> tuple[DeadlineRow, ...]:
    """Return what is due in a case, as far as the gate has cleared it."""
    matters = {look.matter.case_id: look.matter}
    return _rows(ledger, acting, look.deadlines, matters, shown, look.names)


def _items(
    ledger: Ledger, facts: Facts, matters: Sequence[Matter], due: Sequence[Deadline]
) -> tuple[Item, ...]:
    """Return what the gate is to decide on: the persons' names, and what is to be done."""
    keepings = keepings_of(ledger, facts, matters)
    kept = [matter for matter in matters if matter.case_id in keepings]
    names = (
        Item(pointer=matter.name_at, category=Category.ID, keeping=keepings[matter.case_id])
        for matter in kept
    )
    words = (item for one in due if one.case_id in keepings for item in _words(one, keepings))
    return (*names, *words)


def _words(due: Deadline, keepings: Mapping[UUID, Keeping]) -> tuple[Item, ...]:
    return word_items([due], keepings[due.case_id], ())


_GROUPS: Final = ("alarms", "overdue", "today", "week", "waiting")


def _group(row: DeadlineRow, now: datetime, today: date, calendar: Calendar) -> str:
    """What falls on closed days is to be done on the last opening day before them."""
    if row.back_at is not None and row.back_at < now:
        return "alarms"
    if row.due < today:
        return "overdue"
    if row.waiting_for is not WaitingFor.DESK:
        return "waiting"
    return "today" if calendar.on_or_before(row.due) <= today else "week"


def _rows(
    ledger: Ledger,
    acting: Acting,
    due: Sequence[Deadline],
    matters: Mapping[UUID, Matter],
    shown: Shown,
    names: Mapping[UUID, str],
) -> tuple[DeadlineRow, ...]:
    """Leave out whatever stands in a case whose name the gate has not cleared."""
    return tuple(
        deadline_row(ledger, acting, one, named, shown, names)
        for one in due
        if (matter := matters.get(one.case_id)) and (named := shown.get(matter.name_at))
    )
