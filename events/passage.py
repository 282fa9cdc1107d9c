"""
Passage (書き分け): what a 支援経過 says about other members of the household, under each of them.

A text about several persons is kept as a part for each (architecture §3): erased, corrected and
shown with the person it is about, never with the one whose case it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Chosen, Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

CATEGORIES: Final = (
    Category.NOTE,
    Category.HOUSEHOLD,
    Category.HEALTH,
    Category.DISABILITY,
    Category.SCHOOL_WORK,
    Category.INCOME,
    Category.DEBT,
    Category.WELFARE_USE,
    Category.ABUSE,
    Category.CRIME,
)
"""What a passage may be ticked as: the strictest of what it says (architecture §3)."""

# Events


@dataclass(frozen=True, kw_only=True)
class PassageRecorded(Event):
    """支援経過の書き分け: what the 支援経過 `record` says about another person."""

    TOPIC: ClassVar[str] = "passage.recorded"
    record: UUID
    person_id: UUID
    category: Category
    text: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]


@dataclass(frozen=True, kw_only=True)
class PassageCorrected(Event):
    """書き分けの訂正: the whole corrected text, and why (R71)."""

    TOPIC: ClassVar[str] = "passage.corrected"
    corrects: UUID
    person_id: UUID
    category: Category
    text: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]
    reason: Annotated[Private[str], Personal(Chosen("category"), of="person_id")]


PassageEvent: TypeAlias = PassageRecorded | PassageCorrected

# State


@dataclass(frozen=True)
class Passages:
    """The passages of a case that stand: whom each is about, and in which category."""

    about: Mapping[UUID, tuple[UUID, Category]] = field(
        default_factory=dict[UUID, tuple[UUID, Category]]
    )


def evolve(state: Passages, event: PassageEvent, *, event_id: UUID, valid_at: datetime) -> Passages:
    """Fold one event, known by its entry's id; when it was true plays no part."""
    del valid_at
    match event:
        case PassageRecorded():
            stands = (event.person_id, event.category)
            return replace(state, about={**state.about, event_id: stands})
        case PassageCorrected():
            left = {entry: one for entry, one in state.about.items() if entry != event.corrects}
            return replace(state, about={**left, event_id: (event.person_id, event.category)})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What is said about one other person."""

    person_id: UUID
    category: Category
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
    """One 支援経過 has one passage about each person in each category."""


class CategoryNotOfPassages(RuleViolation):
    """A passage is ticked as one of the categories that a passage may be about."""


class PassageNotCorrectable(RuleViolation):
    """Only a passage of this case that still stands is corrected (R71)."""


def decide(command: PassageCommand, state: Passages, matter: Matter) -> tuple[PassageEvent, ...]:
    """
    Decide about passages.

    Raises:
        CaseNotOpen: when passages would be added to a closed case.
        PassageNotAboutAnother: when one is about the person of the case.
        PassageRepeated: when two are about one person in one category.
        CategoryNotOfPassages: when no passage is about that.
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
    about = [(passage.person_id, passage.category) for passage in command.passages]
    if any(person_id == matter.person_id for person_id, _ in about):
        raise PassageNotAboutAnother
    if not {category for _, category in about} <= set(CATEGORIES):
        raise CategoryNotOfPassages
    if len(set(about)) != len(about):
        raise PassageRepeated
    return tuple(
        PassageRecorded(
            record=command.record,
            person_id=passage.person_id,
            category=passage.category,
            text=passage.text,
        )
        for passage in command.passages
    )


def _correct(command: CorrectPassage, state: Passages) -> PassageCorrected:
    need_words(command.text, command.reason)
    if command.record not in state.about:
        raise PassageNotCorrectable
    person_id, category = state.about[command.record]
    return PassageCorrected(
        corrects=command.record,
        person_id=person_id,
        category=category,
        text=command.text,
        reason=command.reason,
    )
