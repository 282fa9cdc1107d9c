"""
Inquiry (問い合わせ): a call that tries to learn where somebody is.

What is answered is the same whether the person is known or not, so this touches no case and no
sheet, and its stored name says nothing (architecture §3: delicate topics).
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import need_words
from events.moment import Moment
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class InquiryNoted(Event):
    """
    A call was noted; whom it was about and who called are random persons without a sheet.

    `number` is the number that was shown or told; an empty text = neither.
    """

    TOPIC: ClassVar[str] = "inquiry.noted"
    inquiry_id: UUID
    programme: UUID
    subject_id: UUID
    caller_id: UUID
    untimed: bool
    asked: Annotated[Private[str], Personal(Category.NOTE, of="subject_id")]
    late_reason: Annotated[Private[str], Personal(Category.NOTE, of="subject_id")]
    number: Annotated[Private[str], Personal(Category.CONTACT, of="caller_id")]


# State


@dataclass(frozen=True)
class Inquiry:
    """What a decision about a call looks at."""

    noted: bool = False


def evolve(state: Inquiry, event: Event) -> Inquiry:
    """Fold one event."""
    return Inquiry(noted=True) if isinstance(event, InquiryNoted) else state


# Commands


@dataclass(frozen=True, kw_only=True)
class NoteInquiry:
    """Write down what was said, and the number."""

    inquiry_id: UUID
    programme: UUID
    subject_id: UUID
    caller_id: UUID
    asked: str
    number: str
    moment: Moment


class InquiryAlreadyNoted(RuleViolation):
    """One call is noted once."""


def decide(command: NoteInquiry, state: Inquiry) -> tuple[Event, ...]:
    """
    Decide about a call.

    Raises:
        InquiryAlreadyNoted: when it was noted before.
        TextMissing: when it is not said what the caller wanted.
        NotInTheFuture, BackdatedWithoutReason: as `Moment.must_stand`.
    """
    if state.noted:
        raise InquiryAlreadyNoted
    need_words(command.asked)
    command.moment.must_stand()
    return (
        InquiryNoted(
            inquiry_id=command.inquiry_id,
            programme=command.programme,
            subject_id=command.subject_id,
            caller_id=command.caller_id,
            untimed=command.moment.untimed,
            asked=command.asked,
            late_reason=command.moment.reason,
            number=command.number,
        ),
    )
