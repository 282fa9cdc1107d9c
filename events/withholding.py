"""
Withholding (本人票の限定): a person's sheet follows the restricted case that it belongs to.

It stands in the person's own stream, so that whoever comes to the sheet by another way (a
household, a search, a proposal) meets it. Who is named is said by the case alone.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event


@dataclass(frozen=True, kw_only=True)
class SheetWithheld(Event):
    """The sheet is there only for the staff whom the restricted case `case_id` names."""

    TOPIC: ClassVar[str] = "withholding.sheet-withheld"
    person_id: UUID
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class SheetReleased(Event):
    """The case `case_id` withholds the sheet no longer."""

    TOPIC: ClassVar[str] = "withholding.sheet-released"
    person_id: UUID
    case_id: UUID


WithholdingEvent: TypeAlias = SheetWithheld | SheetReleased


def evolve(state: frozenset[UUID], event: WithholdingEvent) -> frozenset[UUID]:
    """Fold one event; the state is the cases that withhold the sheet."""
    match event:
        case SheetWithheld():
            return state | {event.case_id}
        case SheetReleased():
            return state - {event.case_id}
        case _:
            assert_never(event)
