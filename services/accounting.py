"""Accounting (開示台帳): who was shown what across programmes, for auditors and the case's own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from consent.gate import Reason, Withheld, admit_inspector
from events.access import MOST_ITEMS, AccountInspected, Surface
from events.values import Purpose
from projections import directory, disclosure_ledger
from projections.disclosure_ledger import Disclosure, Narrowed, Passed
from services import keeping
from services.accounting_views import (
    CaseDisclosures,
    DisclosedItem,
    DisclosurePage,
    DisclosureRow,
)
from services.acting import Acting
from services.candidates import Candidates, CaseLook
from services.db import Databases
from services.facts import Facts, gather, utc_now
from services.inspecting import NOTHING, unrestricted
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusing import refuse
from services.showing import Look, Showing
from services.timeline import person_sheet

PAGE: Final = 50
WHOLE: Final = MOST_ITEMS
"""Looks in one step of the ledger's file, and on the page of a case."""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What an auditor narrows the ledger to, by alias; empty = not."""

    case: str = ""
    person: str = ""
    other: str = ""
    member: str = ""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names that stand in a ledger."""

    staff: Mapping[UUID, str]
    programmes: Mapping[UUID, str]


@dataclass(frozen=True, kw_only=True)
class LedgerLook(Look):
    """A look at what was disclosed of a case."""

    base: CaseLook
    total: int
    found: tuple[Disclosure, ...]
    named: Names


class Accounting:
    """
    Shows the disclosure ledger: codes, never content (R43, R50).

    Both parties have the look in their ledgers; a refusal is the asker's own side's only.
    """

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Auditors read as the audit role, which reaches no part; a case's workers by `showing`."""
        self._databases = databases
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._clock = clock

    def page(self, acting: Acting, to: Narrowing, *, page: int) -> DisclosurePage:
        """
        Return a page (from 1) of what crossed to or from the programme, and of refusals.

        Raises:
            NotShown: when the asker is no auditor, or something to narrow it to is no alias.
        """
        total, found, names, rows = self._looks(acting, to, page=page, size=PAGE)
        derived, agency = self._ledgers.of(acting.tenant).derived, acting.agency
        return DisclosurePage(
            rows=rows,
            total=total,
            page=page,
            pages=max(1, -(-total // PAGE)),
            others=tuple(
                (derived.alias(agency, "programme", one), name)
                for one, name in sorted(names.programmes.items(), key=lambda item: item[1])
                if one != acting.programme
            ),
            members=tuple(
                (derived.alias(agency, "staff", one), names.staff.get(one, ""))
                for one in sorted({look.staff for look in found if look.staff})
            ),
        )

    def rows(self, acting: Acting, to: Narrowing) -> Iterator[DisclosureRow]:
        """
        Return all of it for a file; each 500 have an entry before them.

        Raises:
            NotShown: as `page`.
        """
        page = 1
        while True:
            total, _, _, rows = self._looks(
                acting, to, page=page, size=WHOLE, surface=Surface.DISCLOSURES_EXPORT
            )
            yield from rows
            if page * WHOLE >= total:
                return
            page += 1

    def of_case(
        self, acting: Acting, case: str, *, surface: Surface = Surface.DISCLOSURES
    ) -> CaseDisclosures:
        """
        Return who was shown what of a case: on the page the latest 500 looks, for a file all.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, surface, lambda facts: self._of_case(ledger, facts, case, surface)
        )
        matter = look.base.matter
        return CaseDisclosures(
            case=case,
            name=person_sheet(ledger, matter, shown).name,
            total=look.total,
            rows=tuple(
                _row(ledger, acting, one, look.named, person=matter.person_id) for one in look.found
            ),
        )

    def of_person(self, acting: Acting, case: str) -> tuple[DisclosureRow, ...]:
        """
        Return of the looks at a case what concerns its own person, and nobody else (R45).

        Raises:
            NotShown: as `of_case`.
        """
        found = self.of_case(acting, case, surface=Surface.DISCLOSURES_EXPORT)
        return tuple(row for row in found.rows if any(item.own for item in row.items))

    def _of_case(self, ledger: Ledger, facts: Facts, case: str, surface: Surface) -> LedgerLook:
        base = self._candidates.sheet(ledger, facts, case, surface=surface, kinds=[])
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        to = Narrowed(case_id=base.matter.case_id)
        with self._candidates.viewing(facts) as conn:
            total = disclosure_ledger.count(conn, tenant=tenant, viewer=viewer, to=to)
            latest = WHOLE if surface is Surface.DISCLOSURES else total
            found = disclosure_ledger.page(
                conn, tenant=tenant, viewer=viewer, to=to, limit=latest, offset=0
            )
            programmes = directory.programmes(conn, tenant)
        return LedgerLook(
            surface=surface,
            case_id=base.case_id,
            items=base.items,
            streams=base.streams,
            base=base,
            total=total,
            found=found,
            named=Names(
                staff=base.names, programmes={one: named.name for one, named in programmes.items()}
            ),
        )

    def _looks(
        self,
        acting: Acting,
        to: Narrowing,
        *,
        page: int,
        size: int,
        surface: Surface = Surface.DISCLOSURES,
    ) -> tuple[int, tuple[Disclosure, ...], Names, tuple[DisclosureRow, ...]]:
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_inspector(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=surface, asked="", why=admitted.reason)
        wanted = self._narrowed(ledger, facts, to, surface)
        tenant, viewer = acting.tenant, acting.programme
        with self._databases.within(tenant, viewer=viewer, role="audit") as conn:
            total = disclosure_ledger.count(conn, tenant=tenant, viewer=viewer, to=wanted)
            found = disclosure_ledger.page(
                conn, tenant=tenant, viewer=viewer, to=wanted, limit=size, offset=(page - 1) * size
            )
            names = Names(
                staff=directory.staff_names(conn, tenant),
                programmes={
                    one: named.name for one, named in directory.programmes(conn, tenant).items()
                },
            )
        event_id = uuid4()
        draft = Draft(
            event=AccountInspected(
                register=viewer,
                surface=surface,
                narrowed=wanted.ids,
                page=page,
                seqs=tuple(one.seq for one in found),
            ),
            event_id=event_id,
            stream=event_id,
            version=1,
            signature=facts.signature(command_id=uuid4(), purpose=Purpose.AUDIT),
        )
        ledger.record([draft], facts.expected(until=admitted.until))
        own = [one.case_id for one in found if one.case_id and one.provider == viewer]
        known = unrestricted(ledger, facts, own)
        rows = tuple(_row(ledger, acting, one, names, named=one.case_id in known) for one in found)
        return total, found, names, rows

    def _narrowed(self, ledger: Ledger, facts: Facts, to: Narrowing, surface: Surface) -> Narrowed:
        """Resolve what it is narrowed to; what is restricted is looked for under nobody's id."""
        agency = facts.acting.agency

        def id_of(kind: str, alias: str) -> UUID | None:
            found = ledger.derived.resolve(agency, kind, alias) if alias else None
            if alias and found is None:
                why = Reason.NOT_FOUND
                raise refuse(ledger, facts, surface=surface, asked=alias, why=why)
            return found

        case, person = id_of("case", to.case), id_of("person", to.person)
        if case is not None and case not in unrestricted(ledger, facts, [case]):
            case = NOTHING
        if person is not None and _is_withheld(ledger, facts, person):
            person = NOTHING
        return Narrowed(
            case_id=case,
            person=person,
            other=id_of("programme", to.other),
            staff=id_of("staff", to.member),
        )


def _is_withheld(ledger: Ledger, facts: Facts, person: UUID) -> bool:
    """Say whether restricted cases withhold a person's sheet, or there is none."""
    kept = keeping.of_persons(ledger, facts, [person]).get(person)
    return kept is None or kept.named is not None


def _row(
    ledger: Ledger,
    acting: Acting,
    look: Disclosure,
    names: Names,
    *,
    named: bool = True,
    person: UUID | None = None,
) -> DisclosureRow:
    """Return one look; `named` = its case may be named, `person` = whose case it is."""
    derived, agency = ledger.derived, acting.agency
    ours = named and look.provider == acting.programme
    return DisclosureRow(
        seq=look.seq,
        at=look.at,
        staff_name=names.staff.get(look.staff, "") if look.staff else "",
        role=look.role,
        recipient=names.programmes.get(look.recipient, ""),
        provider=names.programmes.get(look.provider, "") if look.provider else "",
        purpose=look.purpose,
        basis=look.basis,
        policy=look.policy,
        rule=look.rule,
        case=derived.alias(agency, "case", look.case_id) if ours and look.case_id else "",
        items=_items(ledger, acting, look.items, ours=ours, person=person),
    )


def _items(
    ledger: Ledger, acting: Acting, items: Sequence[Passed], *, ours: bool, person: UUID | None
) -> tuple[DisclosedItem, ...]:
    return tuple(
        DisclosedItem(
            kind=one.kind,
            on=one.on,
            category=one.category,
            person=ledger.derived.alias(acting.agency, "person", one.person_id)
            if ours and one.person_id
            else "",
            own=person is not None and one.person_id == person,
        )
        for one in items
    )
