"""
Paper slip (紙の連絡票): the number that a consultation bears on paper, while both are kept.

A number is written once more when it was wrong (R71); which numbers there are on paper is nobody's
record, so a list of them is compared and not kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category


@dataclass(frozen=True, kw_only=True)
class PaperSlipNumbered(Event):
    """紙の番号: what is written on the paper of this consultation, as typed."""

    TOPIC: ClassVar[str] = "paper_slip.numbered"
    corrects: UUID | None
    person_id: UUID
    number: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True)
class PaperSlip:
    """The entry that says the number now."""

    numbered: UUID | None = None


def evolve(
    state: PaperSlip, event: PaperSlipNumbered, *, event_id: UUID, valid_at: datetime
) -> PaperSlip:
    """Fold one event, known by its entry's id."""
    del state, event, valid_at
    return PaperSlip(numbered=event_id)


@dataclass(frozen=True, kw_only=True)
class NumberPaperSlip:
    """Say the number of the paper; takes the place of the one that stood."""

    number: str


class PaperNumberTooLong(RuleViolation):
    """A number on paper is short: what is longer is a text."""


LONGEST = 20


def decide(
    command: NumberPaperSlip, state: PaperSlip, matter: Matter
) -> tuple[PaperSlipNumbered, ...]:
    """
    Decide about the number of a paper slip, of an open case or a closed one.

    Raises:
        TextMissing: when there is none.
        PaperNumberTooLong: when it has more than twenty characters.
    """
    need_words(command.number)
    if len(command.number.strip()) > LONGEST:
        raise PaperNumberTooLong
    return (
        PaperSlipNumbered(
            corrects=state.numbered, person_id=matter.person_id, number=command.number.strip()
        ),
    )
