"""
Passage (書き分け): what a 支援経過 says about other members of the household, under each of them.

A text about several persons is kept as a part for each (architecture §3): erased, corrected and
shown with the person it is about, never with the one whose case it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

# Events


@dataclass(frozen=True, kw_only=True)
class PassageRecorded(Event):
    """支援経過の書き分け: what the 支援経過 `record` says about another person."""

    TOPIC: ClassVar[str] = "passage.recorded"
    record: UUID
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PassageCorrected(Event):
    """書き分けの訂正: the whole corrected text, and why (R71)."""

    TOPIC: ClassVar[str] = "passage.corrected"
    corrects: UUID
    person_id: UUID
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


PassageEvent: TypeAlias = PassageRecorded | PassageCorrected

# State


@dataclass(frozen=True)
class Passages:
    """The passages of a case that stand, and whom each is about."""

    about: Mapping[UUID, UUID] = field(default_factory=dict[UUID, UUID])


def evolve(state: Passages, event: PassageEvent, *, event_id: UUID, valid_at: datetime) -> Passages:
    """Fold one event, known by its entry's id; when it was true plays no part."""
    del valid_at
    match event:
        case PassageRecorded():
            return replace(state, about={**state.about, event_id: event.person_id})
        case PassageCorrected():
            left = {entry: who for entry, who in state.about.items() if entry != event.corrects}
            return replace(state, about={**left, event_id: event.person_id})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What is said about one other person."""

    person_id: UUID
    text: str


@dataclass(frozen=True, kw_only=True)
class RecordPassages:
    """Write down what the 支援経過 `record` says about others."""

    record: UUID
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class CorrectPassage:
    """Correct what is said about another person."""

    record: UUID
    text: str
    reason: str


PassageCommand: TypeAlias = RecordPassages | CorrectPassage


class PassageNotAboutAnother(RuleViolation):
    """A passage is about somebody other than the person of the case."""


class PassageRepeated(RuleViolation):
    """One 支援経過 has one passage about each person."""


class PassageNotCorrectable(RuleViolation):
    """Only a passage of this case that still stands is corrected (R71)."""


def decide(command: PassageCommand, state: Passages, matter: Matter) -> tuple[PassageEvent, ...]:
    """
    Decide about passages.

    Raises:
        CaseNotOpen: when passages would be added to a closed case.
        PassageNotAboutAnother: when one is about the person of the case.
        PassageRepeated: when two are about one person.
        PassageNotCorrectable: when the record is no passage that stands.
        TextMissing: when a passage or the reason of a correction has no words.
    """
    match command:
        case RecordPassages():
            return _record(command, matter)
        case CorrectPassage():
            return (_correct(command, state),)
        case _:
            assert_never(command)


def _record(command: RecordPassages, matter: Matter) -> tuple[PassageEvent, ...]:
    matter.must_be_open()
    need_words(*(passage.text for passage in command.passages))
    about = [passage.person_id for passage in command.passages]
    if matter.person_id in about:
        raise PassageNotAboutAnother
    if len(set(about)) != len(about):
        raise PassageRepeated
    return tuple(
        PassageRecorded(record=command.record, person_id=passage.person_id, text=passage.text)
        for passage in command.passages
    )


def _correct(command: CorrectPassage, state: Passages) -> PassageCorrected:
    need_words(command.text, command.reason)
    if command.record not in state.about:
        raise PassageNotCorrectable
    return PassageCorrected(
        corrects=command.record,
        person_id=state.about[command.record],
        text=command.text,
        reason=command.reason,
    )
