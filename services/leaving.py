"""
Leaving (任用の終わり): nobody leaves a desk whose open cases would stand without a lead.

Restricted cases decide nothing about it, since whoever is refused would learn of them: they pass
on by themselves, to who is named in them and stays, else to a chief.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias
from uuid import UUID, uuid4

from events import programme, staff
from events.assignment import (
    LeadHandedOver,
    LeadReason,
    NobodyAfterwards,
)
from events.base import Event, Recorded
from events.staff import EndAppointment
from events.values import Role
from projections import caseload, directory, leads
from services import concepts
from services.arrivals import arrived
from services.authority import Authority
from services.colleagues import Accounts, accounts_of
from services.db import Databases
from services.files import case_file
from services.ledger.drafts import Draft
from services.office import Seen
from services.refusals import StorageUnavailable
from services.stretches import gaps, stretches

FIRST_IN_LINE: Final = (Role.COUNCIL_CHIEF, Role.CITY_WELFARE_CHIEF, Role.CITY_WELFARE_MANAGER)
"""To which chief a restricted case passes of which nobody named stays."""

Histories: TypeAlias = Mapping[UUID, Sequence[Recorded]]
"""The events of cases, by case."""


@dataclass(frozen=True, kw_only=True)
class _Left:
    """An open case that nobody would lead, from each of these days on."""

    case_id: UUID
    history: Sequence[Recorded]
    days: tuple[date, ...]


def leave(
    databases: Databases,
    seen: Seen,
    under: Authority,
    staff_id: UUID,
    command: EndAppointment,
) -> None:
    """
    End an appointment, with what that asks of the cases of its programme, in one append.

    Raises:
        RuleViolation: as `events.staff.decide`.
        NobodyAfterwards: when an open case would stand without a lead from the next day on.
        StreamMoved, ReadStreamMoved, FactEnded, StorageUnavailable: as `Ledger.record`.
    """
    before = seen.staff(staff_id)
    events = staff.decide(command, before)
    if not events:
        return
    held = next(a for a in before.appointments if a.appointment_id == command.appointment_id)
    after = before
    for event in events:
        after = staff.evolve(after, event)
    now = _accounts(databases, seen, held.programme)
    accounts = replace(now, held={**now.held, staff_id: after})
    led = _led(databases, seen, held.programme, staff_id)
    first = max(command.last_day + timedelta(1), seen.facts.asker.on)
    passing = [
        draft
        for one in _left(seen, led, (now, accounts), first)
        for draft in _passed_on(seen, under, accounts, one)
    ]
    moved = {draft.stream for draft in passing}
    rests_on = {case: len(history) for case, history in led.items() if case not in moved}
    expected = under.expected
    version = len(seen.accounts[staff_id])
    seen.ledger.record(
        [
            *(_draft(under, event, staff_id, version + n) for n, event in enumerate(events, 1)),
            *passing,
        ],
        replace(expected, read={**expected.read, **rests_on}),
    )


def _accounts(databases: Databases, seen: Seen, programme_id: UUID) -> Accounts:
    keeper = programme.Programme()
    for recorded in seen.ledger.load(programme_id):
        keeper = programme.evolve(keeper, recorded.event)
    with databases.within(seen.facts.acting.tenant) as conn:
        names = directory.staff_names(conn, seen.facts.acting.tenant)
    return accounts_of(seen.ledger, programme_id, keeper, list(names))


def _led(databases: Databases, seen: Seen, programme_id: UUID, staff_id: UUID) -> Histories:
    """Return the open cases of a programme that somebody leads at some time."""
    tenant = seen.facts.acting.tenant
    if not arrived(databases, tenant, seen.ledger.size(), names=[caseload.NAME]):
        # A case that is not listed yet might be one of theirs.
        raise StorageUnavailable
    with databases.within(tenant, viewer=programme_id) as conn:
        known = leads.of_staff(conn, tenant=tenant, viewer=programme_id, staff=staff_id)
    return seen.ledger.load_all(*known) if known else {}


def _left(
    seen: Seen, led: Histories, accounts: tuple[Accounts, Accounts], first: date
) -> list[_Left]:
    """Return what nobody would lead, from a day on, because of what differs in the accounts."""
    found: list[_Left] = []
    for case_id, history in led.items():
        if concepts.matter(history, seen.facts.now).closed:
            continue
        leads_of = concepts.assignments(history).leads
        before, after = (gaps(stretches(leads_of, one, first), first) for one in accounts)
        days = tuple(day for who, day in after if (who, day) not in before)
        if days:
            found.append(_Left(case_id=case_id, history=history, days=days))
    return found


def _passed_on(seen: Seen, under: Authority, accounts: Accounts, left: _Left) -> list[Draft]:
    restriction = concepts.restricted(left.history)
    if restriction is None:
        raise NobodyAfterwards
    person = concepts.matter(left.history, seen.facts.now).person_id
    return [
        _draft(
            under,
            LeadHandedOver(
                person_id=person,
                lead=_heir(accounts, restriction.named, day),
                since=day,
                reason=LeadReason.TRANSFER,
                text="",
            ),
            left.case_id,
            len(left.history) + n,
            file=case_file(left.case_id),
            programme_id=accounts.programme_id,
        )
        for n, day in enumerate(left.days, 1)
    ]


def _heir(accounts: Accounts, named: Sequence[UUID], on: date) -> UUID:
    heir = next((one for one in named if accounts.works(one, on)), None) or _chief(accounts, on)
    if heir is None:
        raise NobodyAfterwards
    return heir


def _chief(accounts: Accounts, on: date) -> UUID | None:
    for role in FIRST_IN_LINE:
        for account, held in sorted(accounts.held.items()):
            if held.appointment(programme=accounts.programme_id, role=role, on=on):
                return account
    return None


def _draft(
    under: Authority,
    event: Event,
    stream: UUID,
    version: int,
    *,
    file: str = "",
    programme_id: UUID | None = None,
) -> Draft:
    return Draft(
        event=event,
        event_id=uuid4(),
        stream=stream,
        version=version,
        signature=under.signature,
        file=file,
        programme=programme_id,
    )
