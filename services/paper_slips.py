"""Paper slips (紙の連絡票): numbers on paper against the slips in the system, on either side."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events import paper_slip
from events.access import Surface
from events.matter import Matter
from events.paper_slip import NumberPaperSlip, PaperSlip, PaperSlipNumbered
from events.values import Category, tokyo_date
from projections import case_timeline, caseload, directory
from projections.case_timeline import Record
from projections.caseload import Matter as Row
from services.acting import Acting
from services.candidates import Candidates, Covers, covers_of, keepings_of, name_items
from services.caseload_views import CaseRow
from services.facts import Facts
from services.inputs import check_text
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusals import FieldRefused
from services.showing import Look, Showing
from services.sights import sight_of
from services.timeline import Shown, case_row, pointers, record_items

MOST: int = 500
"""Slips, or numbers, in one comparison; a longer time is compared in several."""


@dataclass(frozen=True)
class NumberedSlip:
    """A slip and the number that it names, as typed."""

    number: str
    row: CaseRow


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """
    What is missing where, for the slips received from one Tokyo day to another.

    `matched` counts numbers that are on paper and in the system. `only_on_paper` are numbers as
    typed; `only_here` are slips with a number that the paper does not have, `unnumbered` those that
    name none. `twice` are numbers that two slips name.
    """

    matched: int
    only_on_paper: tuple[str, ...]
    only_here: tuple[NumberedSlip, ...]
    unnumbered: tuple[CaseRow, ...]
    twice: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SlipsLook(Look):
    """A look at the slips of a time with their paper numbers."""

    matters: tuple[Row, ...]
    records: Mapping[UUID, Record]
    names: Mapping[UUID, str]
    covers: Covers


class PaperSlips:
    """Compares; the numbers on paper are looked at and not kept."""

    def __init__(self, *, ledgers: Ledgers, candidates: Candidates, showing: Showing) -> None:
        """Find by `candidates`, show through `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing

    def compare(
        self, acting: Acting, *, first: date, last: date, numbers: Sequence[str]
    ) -> Comparison:
        """
        Compare the numbers on paper with the slips received in a time.

        Raises:
            FieldRefused: when there are more numbers or slips than are compared at once, or a
                number is a 個人番号 (R77).
            NotShown: when the asker may not do casework.
        """
        if len(numbers) > MOST:
            raise FieldRefused(field="numbers", rule="length")
        for number in numbers:
            check_text("numbers", number)
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.PAPER_SLIPS,
            lambda facts: self._look(ledger, facts, first, last),
        )
        if len(look.matters) > MOST:
            raise FieldRefused(field="last", rule="length")
        return _compared(ledger, acting, look, shown, numbers)

    def _look(self, ledger: Ledger, facts: Facts, first: date, last: date) -> SlipsLook:
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        with self._candidates.viewing(facts) as conn:
            names = directory.staff_names(conn, tenant)
            sight = sight_of(conn, ledger, facts, names)
            matters = caseload.received(conn, **sight, first=first, last=last, limit=MOST + 1)
            covers = covers_of(conn, sight, matters)
            records = case_timeline.of_kind(
                conn,
                tenant=tenant,
                viewer=viewer,
                case_ids=[matter.case_id for matter in matters],
                kind=PaperSlipNumbered.TOPIC,
            )
        keepings = keepings_of(ledger, facts, matters)
        numbered = tuple(
            item
            for case_id, record in records.items()
            if case_id in keepings
            for item in record_items((record,), keepings[case_id])
        )
        return SlipsLook(
            surface=Surface.PAPER_SLIPS,
            items=(*name_items(ledger, facts, matters), *numbered),
            streams={},
            matters=matters,
            records=records,
            names=names,
            covers=covers,
        )


def numbered(
    facts: Facts, case_id: UUID, person_id: UUID, number: str
) -> tuple[PaperSlipNumbered, ...]:
    """
    Say which number a slip that is just taken down bears on paper, if it bears one.

    Raises:
        PaperNumberTooLong: when it is longer than a number.
    """
    if not number:
        return ()
    today = tokyo_date(facts.now)
    matter = Matter(
        case_id=case_id,
        programme=facts.acting.programme,
        person_id=person_id,
        opened_on=today,
        closed=False,
        today=today,
    )
    return paper_slip.decide(NumberPaperSlip(number=number), PaperSlip(), matter)


def _compared(
    ledger: Ledger, acting: Acting, look: SlipsLook, shown: Shown, numbers: Sequence[str]
) -> Comparison:
    on_paper = {_folded(number): number.strip() for number in numbers if number.strip()}
    here: dict[str, list[NumberedSlip]] = {}
    unnumbered: list[CaseRow] = []
    for matter in look.matters:
        named = shown.get(matter.name_at)
        if named is None:
            continue
        row = case_row(ledger, acting, matter, named, look)
        number = _number(look.records.get(matter.case_id), shown)
        if number:
            here.setdefault(_folded(number), []).append(NumberedSlip(number, row))
        else:
            unnumbered.append(row)
    return Comparison(
        matched=len(on_paper.keys() & here.keys()),
        only_on_paper=tuple(text for key, text in on_paper.items() if key not in here),
        only_here=tuple(one for key, slips in here.items() if key not in on_paper for one in slips),
        unnumbered=tuple(unnumbered),
        twice=tuple(slips[0].number for slips in here.values() if len(slips) > 1),
    )


def _number(record: Record | None, shown: Shown) -> str:
    if record is None or Category.NOTE not in record.categories:
        return ""
    part = shown.get(pointers(record)[record.categories.index(Category.NOTE)])
    return str(((part.content if part else None) or {}).get("number", ""))


def _folded(number: str) -> str:
    """Return a number without the differences of width, case, blanks and hyphens."""
    plain = unicodedata.normalize("NFKC", number).upper()
    return "".join(char for char in plain if char.isalnum())
