"""Assignment rows (担当の一覧): from what was found and opened to what a chief's page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.team import TEAM
from projections.caseload import Matter
from services.acting import Acting
from services.assignment_views import AssignmentsPage, LeadLine, LedCase, Load
from services.candidates import PAGE, ListLook
from services.colleagues import Accounts
from services.ledger.ledger import Ledger
from services.sheets import content_of
from services.stretches import Stretch, unled_from
from services.timeline import Shown, who


@dataclass(frozen=True, kw_only=True)
class LeadsLook(ListLook):
    """A look at who leads what: every case with its stretches, of which `matters` are shown."""

    today: date
    every: Mapping[UUID, tuple[Stretch, ...]]
    accounts: Accounts


def is_unled(found: Sequence[Stretch], today: date, on: date) -> bool:
    """Say whether nobody leads by a day `on`; the stretches begin with today's."""
    first = unled_from(found, today)
    return first is not None and first <= on


def leader_on(found: Sequence[Stretch], on: date) -> UUID:
    """Return who leads on a day that is not before the first of these."""
    return next((one.staff for one in reversed(found) if one.since <= on), found[0].staff)


def page_of(
    ledger: Ledger,
    acting: Acting,
    look: LeadsLook,
    shown: Shown,
    *,
    on: date,
    of: str,
    page: int,
) -> AssignmentsPage:
    """Return the page, as far as the gate has cleared it."""
    rows = tuple(
        _row(ledger, acting, matter, look, shown)
        for matter in look.matters
        if matter.name_at in shown
    )
    at_work = look.accounts.to_come(look.today)
    return AssignmentsPage(
        on=on,
        of=of,
        loads=_loads(ledger, acting, look, on, at_work),
        leaders=tuple(
            (ledger.derived.alias(acting.agency, "staff", one), look.names[one])
            for one in sorted(at_work, key=lambda one: look.names[one])
        ),
        rows=rows,
        total=look.total - (len(look.matters) - len(rows)),
        unled=sum(is_unled(found, look.today, on) for found in look.every.values()),
        team=ledger.derived.alias(acting.agency, "staff", TEAM),
        page=page,
        pages=max(1, -(-look.total // PAGE)),
    )


def _loads(
    ledger: Ledger, acting: Acting, look: LeadsLook, on: date, at_work: frozenset[UUID]
) -> tuple[Load, ...]:
    now = [leader_on(found, look.today) for found in look.every.values()]
    then = [leader_on(found, on) for found in look.every.values()]
    everybody = sorted({*at_work, *now, *then}, key=lambda one: look.names.get(one, ""))
    return tuple(
        Load(
            alias=ledger.derived.alias(acting.agency, "staff", one),
            name=who(look.names, one),
            today=now.count(one),
            then=then.count(one),
            until=None if one == TEAM else look.accounts.last_day(one, look.today),
            there=one == TEAM or one in at_work,
        )
        for one in everybody
    )


def _row(ledger: Ledger, acting: Acting, matter: Matter, look: LeadsLook, shown: Shown) -> LedCase:
    named, found = shown[matter.name_at], look.every[matter.case_id]
    return LedCase(
        alias=ledger.derived.alias(acting.agency, "case", matter.case_id),
        name=content_of(matter.name_at, shown).get("name") or None,
        erased=named.content is None,
        opened_on=matter.opened_on,
        restricted=matter.restricted,
        leads=tuple(
            LeadLine(
                name=who(look.names, one.staff),
                since=one.since if one.since > date.min else None,
                until=None if one.staff == TEAM else one.until,
                there=one.staff == TEAM
                or one.until is None
                or one.until >= max(one.since, look.today),
            )
            for one in found
        ),
        unled_from=unled_from(found, look.today),
    )
