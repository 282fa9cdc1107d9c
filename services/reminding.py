"""Reminding (期限の知らせ): measures that end soon, in わたしの仕事; nothing is stored (R53)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from consent.gate import Item
from events.record import RecordKept
from events.task import WaitingFor
from projections import caseload, household
from projections.caseload import Matter
from projections.household import Entry
from services import keeping
from services.caseload_views import DeadlineRow
from services.db import Conn
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.sheets import Names, Shown, content_of, is_gone, kept_of, term_items
from services.sights import Sight
from services.timeline import who

COMING: Final = "DV等支援措置の期限まで1か月です。続けるかを本人と確かめる。"
OVER: Final = "DV等支援措置の期限を過ぎています。続けるか終えるかを本人と確かめる。"


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What protects one person, and the case of their own in which that is seen to."""

    matter: Matter
    entries: tuple[Entry, ...]


def find(conn: Conn, sight: Sight) -> tuple[Guarded, ...]:
    """Find the records that protect persons of whom the asker may find a case of their own."""
    tenant, viewer = sight["tenant"], sight["viewer"]
    kept: dict[UUID, list[Entry]] = {}
    for person_id, entry in household.kept(conn, tenant=tenant, viewer=viewer):
        kept.setdefault(person_id, []).append(entry)
    pairs = household.cases(conn, tenant=tenant, viewer=viewer, persons=sorted(kept))
    matters = caseload.several(conn, **sight, case_ids=[case_id for _, case_id in pairs])
    # The last one counts: the newest among those that are open, if any is.
    ordered = sorted(matters, key=lambda one: (not one.closed, one.opened_at))
    cases = {matter.person_id: matter for matter in ordered}
    return tuple(
        Guarded(matter=cases[person_id], entries=tuple(entries))
        for person_id, entries in kept.items()
        if person_id in cases
    )


def items(ledger: Ledger, facts: Facts, found: tuple[Guarded, ...]) -> tuple[Item, ...]:
    """Return what the gate is to decide on: of what kind the records are, and their days."""
    kept = keeping.of_persons(ledger, facts, [one.matter.person_id for one in found])
    return tuple(
        item
        for one in found
        if one.matter.person_id in kept
        for item in term_items(one.entries, kept[one.matter.person_id])
    )


def rows(
    names: Names, found: tuple[Guarded, ...], shown: Shown, *, today: date, until: date
) -> tuple[DeadlineRow, ...]:
    """Return whose measure to ask about by a day, until somebody prolongs it or ends masking."""
    told = ((one, _due(names, one, shown, today)) for one in found if one.matter.name_at in shown)
    return tuple(
        _row(names, one, due, shown, today) for one, due in told if due is not None and due <= until
    )


def _due(names: Names, one: Guarded, shown: Shown, today: date) -> date | None:
    """Return by when to ask: from a month before the last day on it is today, and then overdue."""
    kept = kept_of(names, one.entries, shown)
    if kept.last is None or kept.reminded_on is None:
        return None
    return min(max(kept.reminded_on, today), kept.last)


def _row(names: Names, one: Guarded, due: date, shown: Shown, today: date) -> DeadlineRow:
    matter, entry = one.matter, one.entries[0]
    person: Mapping[str, str] = content_of(matter.name_at, shown)
    return DeadlineRow(
        case=names.alias("case", matter.case_id),
        record=names.alias("record", entry.at.event_id),
        name=person.get("name") or None,
        erased=is_gone(matter.name_at, shown),
        kind=RecordKept.TOPIC,
        text=OVER if due < today else COMING,
        due=due,
        back_at=None,
        waiting_for=WaitingFor.DESK,
        responsible=who(names.staff, matter.lead),
        mine=matter.lead == names.acting.staff,
    )
