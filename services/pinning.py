"""Pinning (提供する記録): which parts of a case's records could be provided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events import catalogue
from events.access import Surface
from events.base import Recorded, Sealed, clear_fields, files_field, personal_fields
from events.provided import Provided
from events.values import Category, Pointer, tokyo_date
from projections import directory
from projections.caseload import Matter
from services.candidates import Candidates
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.showing import Look
from services.timeline import Shown

OPENING: Final = 40
"""Letters of a record's first text, by which whoever chooses knows it."""
TOPICS: Final = tuple(sorted(kind.TOPIC for kind in catalogue.OF_A_CASE))
NEVER: Final = frozenset({Category.RECORD, Category.INFORMANT, Category.SHELTER})
"""What no packet holds, whatever a policy says: who reported, where one hides, our registers."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The parts of one record; `sheet` = it is the person's own sheet, which goes with any."""

    alias: str
    kind: str
    on: date
    parts: tuple[Provided, ...]
    sheet: bool = False

    def opening(self, shown: Shown) -> str:
        """Return a name or the first words of the record, as far as the asker may see them."""
        opened = (shown.get(one.at) for one in self.parts)
        contents = [one.content or {} for one in opened if one]
        names = [content.get("name", "") for content in contents]
        # Codes are no words to know a record by.
        coded = {
            name
            for name, mark in personal_fields(catalogue.BY_TOPIC[self.kind]).items()
            if mark.codes
        }
        said = (content.items() for content in contents)
        texts = (*names, *(text for told in said for name, text in told if name not in coded))
        words = (text.strip() for text in texts if isinstance(text, str))
        return next((text[:OPENING] for text in words if text), "")

    def is_shown(self, shown: Shown) -> bool:
        """Say whether the asker may see anything of it."""
        return any(one.at in shown for one in self.parts)


@dataclass(frozen=True, kw_only=True)
class OfferLook(Look):
    """A look at a case of one's own, for choosing what somebody else may see of it."""

    matter: Matter
    version: int
    groups: tuple[Group, ...]
    programmes: Mapping[UUID, str]

    @property
    def parts(self) -> tuple[Provided, ...]:
        """All parts of all records."""
        return tuple(one for group in self.groups for one in group.parts)


def offered(
    candidates: Candidates,
    ledger: Ledger,
    facts: Facts,
    case: str,
    *,
    surface: Surface = Surface.PROVISIONS,
) -> OfferLook:
    """
    Find the records of a case of one's own, the newest first, and the person's sheet.

    Raises:
        NotShown: when the programme has no such case.
    """
    look = candidates.sheet(ledger, facts, case, surface=surface, kinds=TOPICS)
    matter, agency = look.matter, facts.acting.agency
    loaded = ledger.load_all(matter.case_id, matter.person_id)
    by_id = {one.event_id: one for one in loaded[matter.case_id]}
    groups = [
        Group(
            alias=ledger.derived.alias(agency, "record", record.event_id),
            kind=record.kind,
            on=tokyo_date(record.valid_at),
            parts=parts_of(by_id[record.event_id]),
        )
        for record in look.records
        if record.event_id in by_id
    ]
    sheet = next(one for one in loaded[matter.person_id] if one.event_id == matter.name_at.event_id)
    with candidates.viewing(facts) as conn:
        names = directory.programmes(conn, facts.acting.tenant)
    return OfferLook(
        surface=surface,
        case_id=look.case_id,
        items=look.items,
        streams=look.streams,
        matter=matter,
        version=look.version,
        groups=(_sheet(ledger, agency, sheet), *(group for group in groups if group.parts)),
        programmes={one: named.name for one, named in names.items()},
    )


def parts_of(recorded: Recorded) -> tuple[Provided, ...]:
    """Return the parts of a record that a packet may hold: not its files, which go one by one."""
    event, kind = recorded.event, type(recorded.event)
    clear = {name: getattr(event, name) for name in clear_fields(kind)}
    found: dict[int, Provided] = {}
    for name, mark in personal_fields(kind).items():
        value, category = getattr(event, name), mark.category_in(clear)
        if isinstance(value, Sealed) and name != files_field(kind) and category not in NEVER:
            found[value.part] = Provided(
                at=Pointer(recorded.event_id, recorded.seq, value.part),
                person_id=clear[mark.of],
                category=category,
                kind=kind.TOPIC,
                on=tokyo_date(recorded.signature.valid_at),
            )
    return tuple(found[part] for part in sorted(found))


def _sheet(ledger: Ledger, agency: UUID, recorded: Recorded) -> Group:
    return Group(
        alias=ledger.derived.alias(agency, "record", recorded.event_id),
        kind=recorded.event.TOPIC,
        on=tokyo_date(recorded.signature.valid_at),
        parts=parts_of(recorded),
        sheet=True,
    )
