"""Candidates (候補): what read models say there might be to show; nothing is opened here."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypedDict
from uuid import UUID

from consent.gate import Item, Keeping, Reason
from events.access import Surface
from events.values import Category, Pointer
from projections import case_timeline, caseload, deadlines, directory, household
from projections.case_timeline import Record
from projections.caseload import Matter, State
from projections.deadlines import Deadline
from projections.household import Entry, Sheet
from services import keeping, sheets
from services.db import Conn, Databases
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.refusing import refuse
from services.sheets import WARNINGS, entry_items
from services.showing import Look
from services.sights import Sight, own_sight, sight_of
from services.timeline import (
    EVERYTHING,
    PASSAGES,
    Narrowing,
    elsewhere,
    files,
    record_items,
    sheet_items,
    word_items,
)

PAGE: Final = 50
REACHING: Final = frozenset(
    {Surface.TASKS, Surface.VISITS, Surface.HANDOVERS, Surface.REFERRALS, Surface.ANSWERS}
)
"""Where somebody goes to the person or has them reached: how that is safe comes first (R57)."""
ALL_CHANGES: Final = 200


class Place(TypedDict):
    """One case as one programme sees it."""

    tenant: str
    viewer: UUID
    case_id: UUID


Covers: TypeAlias = Mapping[UUID, tuple[caseload.Cover, ...]]
"""Who covers, by case."""


@dataclass(frozen=True, kw_only=True)
class ListLook(Look):
    """A look at a list of cases."""

    matters: tuple[Matter, ...]
    total: int
    names: Mapping[UUID, str]
    covers: Covers


@dataclass(frozen=True, kw_only=True)
class CaseLook(Look):
    """
    A look at one case, or at some of its records; `version` is that of what is shown.

    `known` are the other cases to which the records may lead: those that the asker may know of.
    """

    matter: Matter
    records: tuple[Record, ...]
    names: Mapping[UUID, str]
    covers: Covers
    total: int = 0
    version: int = 0
    deadlines: tuple[Deadline, ...] = ()
    choices: tuple[tuple[str, UUID], ...] = ()
    warned: tuple[Entry, ...] = ()
    mentioned: Mapping[UUID, Sheet] = field(default_factory=dict[UUID, Sheet])
    known: frozenset[UUID] = frozenset()


class Candidates:
    """Finds what might be shown, as the reading role and for one programme (row-level security)."""

    def __init__(self, databases: Databases) -> None:
        """Open no connection yet."""
        self._databases = databases

    def viewing(self, facts: Facts) -> AbstractContextManager[Conn]:
        """Give a connection that sees only the asker's programme's rows."""
        return self._databases.within(facts.acting.tenant, viewer=facts.acting.programme)

    def cases(
        self, ledger: Ledger, facts: Facts, *, surface: Surface, state: State, page: int
    ) -> ListLook:
        """Find a page (from 1) of cases in a state."""
        with self.viewing(facts) as conn:
            names = directory.staff_names(conn, facts.acting.tenant)
            sight = sight_of(conn, ledger, facts, names, team=state == "team")
            total = caseload.count(conn, **sight, state=state)
            matters = caseload.page(
                conn, **sight, state=state, limit=PAGE, offset=(page - 1) * PAGE
            )
            covers = covers_of(conn, sight, matters)
        return ListLook(
            surface=surface,
            items=name_items(ledger, facts, matters),
            streams={},
            matters=matters,
            total=total,
            names=names,
            covers=covers,
        )

    def cases_after(self, ledger: Ledger, facts: Facts, last: Matter | None) -> ListLook:
        """Find the cases that follow one, in the order in which they were opened."""
        with self.viewing(facts) as conn:
            names = directory.staff_names(conn, facts.acting.tenant)
            sight = sight_of(conn, ledger, facts, names)
            matters = caseload.after(conn, **sight, last=last, limit=PAGE)
            covers = covers_of(conn, sight, matters)
        return ListLook(
            surface=Surface.EXPORT,
            items=name_items(ledger, facts, matters),
            streams={},
            matters=matters,
            total=len(matters),
            names=names,
            covers=covers,
        )

    def case(
        self,
        ledger: Ledger,
        facts: Facts,
        alias: str,
        *,
        page: int,
        surface: Surface = Surface.CASE_PAGE,
        narrowed: Narrowing = EVERYTHING,
    ) -> CaseLook:
        """
        Find a case with a page (from 1) of its records.

        Raises:
            NotShown: when the programme has no such case.
        """
        with self.viewing(facts) as conn:
            matter = _matter(conn, ledger, facts, alias, surface)
            keeper, version = _kept(ledger, facts, matter, surface)
            place, (kinds, by) = _place(facts, matter), (narrowed.kinds or None, narrowed.by)
            total, shown = case_timeline.extent(conn, **place, kinds=kinds, by=by)
            records = case_timeline.page(
                conn, **place, limit=PAGE, offset=(page - 1) * PAGE, kinds=kinds, by=by
            )
            due = deadlines.of_case(conn, **place, today=facts.asker.on)
            choices = case_timeline.choices(conn, **place)
            warned = _warnings(conn, facts, matter)
            mentioned = _mentioned(conn, facts, records)
            names = directory.staff_names(conn, facts.acting.tenant)
            covers = covers_of(conn, own_sight(facts), (matter,))
        known = record_items(records, keeper)
        return CaseLook(
            surface=surface,
            case_id=matter.case_id,
            items=(
                *sheet_items(matter, keeper),
                *entry_items(warned, keeper, warning=True),
                *sheets.name_items(mentioned, keeping.of_persons(ledger, facts, list(mentioned))),
                *known,
                *word_items(due, keeper, known),
            ),
            warned=warned,
            mentioned=mentioned,
            known=_known(ledger, facts, records),
            streams={matter.case_id: version},
            matter=matter,
            records=records,
            names=names,
            covers=covers,
            total=total,
            version=shown,
            deadlines=due,
            choices=choices,
        )

    def sheet(
        self,
        ledger: Ledger,
        facts: Facts,
        alias: str,
        *,
        surface: Surface,
        kinds: Sequence[str],
    ) -> CaseLook:
        """
        Find a case with all its records of some kinds.

        Raises:
            NotShown: when the programme has no such case.
        """
        with self.viewing(facts) as conn:
            matter = _matter(conn, ledger, facts, alias, surface)
            keeper, version = _kept(ledger, facts, matter, surface)
            place = _place(facts, matter)
            total, shown = case_timeline.extent(conn, **place)
            records = case_timeline.page(conn, **place, limit=total, offset=0, kinds=kinds)
            warned = _warnings(conn, facts, matter) if surface in REACHING else ()
            due = deadlines.of_case(conn, **place, today=facts.asker.on)
            names = directory.staff_names(conn, facts.acting.tenant)
            covers = covers_of(conn, own_sight(facts), (matter,), ahead=True)
        return CaseLook(
            surface=surface,
            case_id=matter.case_id,
            items=(
                *sheet_items(matter, keeper),
                *entry_items(warned, keeper, warning=True),
                *record_items(records, keeper),
            ),
            warned=warned,
            streams={matter.case_id: version},
            matter=matter,
            records=records,
            names=names,
            covers=covers,
            known=_known(ledger, facts, records),
            total=len(records),
            version=shown,
            deadlines=tuple(one for one in due if one.kind in kinds),
        )

    def record(
        self,
        ledger: Ledger,
        facts: Facts,
        alias: str,
        record: str,
        *,
        surface: Surface = Surface.CORRECTION_FORM,
        file: int | None = None,
    ) -> CaseLook:
        """
        Find one standing record of a case, with one of its files (from 0) if that is wanted.

        Raises:
            NotShown: when the programme has no such case, the case no such record, or that no such
                file.
        """
        event_id = ledger.derived.resolve(facts.acting.agency, "record", record)
        with self.viewing(facts) as conn:
            matter = _matter(conn, ledger, facts, alias, surface)
            found = event_id and case_timeline.one(conn, **_place(facts, matter), event_id=event_id)
            names = directory.staff_names(conn, facts.acting.tenant)
        if not found or (file is not None and file not in range(len(files(found)))):
            raise refuse(ledger, facts, surface=surface, asked=record, why=Reason.NOT_FOUND)
        wanted = () if file is None else (files(found)[file],)
        return _records_look(ledger, facts, surface, matter, (found,), names, wanted)

    def changes(self, ledger: Ledger, facts: Facts, alias: str, *, since: int) -> CaseLook:
        """
        Find the records of a case that came after a version.

        Raises:
            NotShown: when the programme has no such case.
        """
        with self.viewing(facts) as conn:
            matter = _matter(conn, ledger, facts, alias, Surface.STALE_SAVE)
            place = _place(facts, matter)
            records = case_timeline.page(conn, **place, limit=ALL_CHANGES, offset=0, after=since)
            names = directory.staff_names(conn, facts.acting.tenant)
        return _records_look(ledger, facts, Surface.STALE_SAVE, matter, records, names)


def _matter(conn: Conn, ledger: Ledger, facts: Facts, alias: str, surface: Surface) -> Matter:
    case_id = ledger.derived.resolve(facts.acting.agency, "case", alias)
    found = case_id and caseload.one(conn, **own_sight(facts), case_id=case_id)
    if not found:
        raise refuse(ledger, facts, surface=surface, asked=alias, why=Reason.NOT_FOUND)
    return found


def covers_of(
    conn: Conn, sight: Sight, matters: Sequence[Matter], *, ahead: bool = False
) -> Covers:
    """Return who covers in these cases today; `ahead` = or on a later day."""
    cases = [matter.case_id for matter in matters]
    found: dict[UUID, tuple[caseload.Cover, ...]] = {}
    for cover in caseload.covers(conn, **sight, case_ids=cases):
        if cover.since > sight["eyes"].today and not ahead:
            continue
        found[cover.case_id] = (*found.get(cover.case_id, ()), cover)
    return found


def name_items(ledger: Ledger, facts: Facts, matters: Sequence[Matter]) -> tuple[Item, ...]:
    """Return what the gate is to decide on for the names of these cases' persons."""
    kept = keepings_of(ledger, facts, matters)
    return tuple(
        Item(pointer=m.name_at, category=Category.ID, keeping=kept[m.case_id])
        for m in matters
        if m.case_id in kept
    )


def keepings_of(ledger: Ledger, facts: Facts, matters: Sequence[Matter]) -> dict[UUID, Keeping]:
    """Return whose each case is: from the cases' streams, not from a read model."""
    return keeping.of_cases(ledger, facts, [matter.case_id for matter in matters])


def _warnings(conn: Conn, facts: Facts, matter: Matter) -> tuple[Entry, ...]:
    """Return what whoever opens the case must know first: safe contact, death, moving (R57)."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    found = household.records(conn, tenant=tenant, viewer=viewer, person_id=matter.person_id)
    return tuple(entry for entry in found if entry.kind in WARNINGS)


def _mentioned(conn: Conn, facts: Facts, records: Sequence[Record]) -> dict[UUID, Sheet]:
    """Return the sheets of those whom 書き分け among these records are about."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    about = {UUID(r.marks["person_id"][0]) for r in records if r.kind in PASSAGES}
    if not about:
        return {}
    return household.persons(conn, tenant=tenant, viewer=viewer, persons=sorted(about))


def _known(ledger: Ledger, facts: Facts, records: Sequence[Record]) -> frozenset[UUID]:
    """Return the other cases that records tell of, as far as the asker may know of them."""
    others = {other for record in records if (other := elsewhere(record))}
    kept = keeping.of_cases(ledger, facts, sorted(others))
    return frozenset(case for case, one in kept.items() if keeping.knows(facts, one))


def _kept(ledger: Ledger, facts: Facts, matter: Matter, surface: Surface) -> tuple[Keeping, int]:
    """Return whose a case is, and the version that its stream is at."""
    found = keeping.of_case(ledger, facts, matter.case_id)
    if found is None:
        asked = str(matter.case_id)
        raise refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)
    return found


def _records_look(
    ledger: Ledger,
    facts: Facts,
    surface: Surface,
    matter: Matter,
    records: tuple[Record, ...],
    names: Mapping[UUID, str],
    wanted: Sequence[tuple[Pointer, Category]] = (),
) -> CaseLook:
    keeper, version = _kept(ledger, facts, matter, surface)
    alone = (Item(pointer=at, category=category, keeping=keeper) for at, category in wanted)
    return CaseLook(
        surface=surface,
        case_id=matter.case_id,
        items=(*record_items(records, keeper), *alone),
        streams={matter.case_id: version},
        matter=matter,
        records=records,
        names=names,
        covers={},
        known=_known(ledger, facts, records),
    )


def _place(facts: Facts, matter: Matter) -> Place:
    return Place(tenant=facts.acting.tenant, viewer=facts.acting.programme, case_id=matter.case_id)
