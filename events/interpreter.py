"""
Interpreter (通訳): the third person who hears everything, and what they pledged.

Recorded for a slip or a 支援経過, present throughout or from one hour to another. The language and
who interpreted are sealed: they tell of a disability, an origin, a relative (decision 0024).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category, Language

# Code lists


class InterpreterStanding(StrEnum):
    """通訳した人の立場."""

    PROFESSIONAL = "professional"
    TELEPHONE_SERVICE = "telephone_service"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    ACQUAINTANCE = "acquaintance"
    FAMILY = "family"


class SecrecyPledge(StrEnum):
    """秘密を守る約束."""

    WRITTEN = "written"
    SPOKEN = "spoken"
    BY_CONTRACT = "by_contract"
    NOT_GIVEN = "not_given"


class InterpreterArranger(StrEnum):
    """通訳を手配した人."""

    DESK = "desk"
    PERSON = "person"
    FAMILY = "family"
    OTHER_BODY = "other_body"


NEAR: frozenset[InterpreterStanding] = frozenset(
    {InterpreterStanding.FAMILY, InterpreterStanding.ACQUAINTANCE}
)
"""Who is near the person, and hears what a stranger would forget."""

# Events


@dataclass(frozen=True, kw_only=True)
class InterpreterRecorded(Event):
    """
    通訳: somebody interpreted at the slip or 支援経過 `record`.

    `corrects` is the record that it replaces, for a `reason` (R71); it is true of the same time.
    `began` and `ended` are times of its day in Tokyo; without them, throughout. `name` is a
    person's or a company's, `relation` how somebody near the person belongs to them; both are about
    `interpreter_id`, who has no sheet.
    """

    TOPIC: ClassVar[str] = "interpreter.recorded"
    corrects: UUID | None
    record: UUID
    person_id: UUID
    interpreter_id: UUID
    began: time | None
    ended: time | None
    arranged_by: InterpreterArranger
    pledge: SecrecyPledge
    pledged_on: date | None
    language: Annotated[Private[str], Personal(Category.DISABILITY, of="person_id", codes=Language)]
    standing: Annotated[
        Private[str],
        Personal(Category.HOUSEHOLD, of="interpreter_id", codes=InterpreterStanding),
    ]
    name: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="interpreter_id")]
    relation: Annotated[Private[str], Personal(Category.HOUSEHOLD, of="interpreter_id")]
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    reason: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


# State


@dataclass(frozen=True)
class Interpreters:
    """The records that stand: of which contact each is, and whom it is about."""

    standing: Mapping[UUID, tuple[UUID, UUID]] = field(
        default_factory=dict[UUID, tuple[UUID, UUID]]
    )


def evolve(
    state: Interpreters, event: InterpreterRecorded, *, event_id: UUID, **_: object
) -> Interpreters:
    """Fold one event, known by its entry's id."""
    kept = {entry: about for entry, about in state.standing.items() if entry != event.corrects}
    return Interpreters({**kept, event_id: (event.record, event.interpreter_id)})


# Commands

_NOT_SAID: Final = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class Interpreting:
    """Who interpreted, in which language, when, and what they pledged, as told."""

    language: Language
    standing: InterpreterStanding
    name: str
    relation: str
    arranged_by: InterpreterArranger
    pledge: SecrecyPledge
    pledged_on: date | None
    began: time | None
    ended: time | None
    text: str


@dataclass(frozen=True, kw_only=True)
class RecordInterpreter:
    """
    Write down who interpreted at the slip or 支援経過 `record`.

    `interpreter_id` is drawn for each command. `may_be_other_party` = what protects the person
    does not rule out that this is whom they are protected from.
    """

    record: UUID = _NOT_SAID
    interpreter_id: UUID = _NOT_SAID
    told: Interpreting
    may_be_other_party: bool = False


@dataclass(frozen=True, kw_only=True)
class CorrectInterpreter:
    """Correct the record `record` of who interpreted."""

    record: UUID = _NOT_SAID
    told: Interpreting
    reason: str
    may_be_other_party: bool = False


InterpreterCommand: TypeAlias = RecordInterpreter | CorrectInterpreter


class NoContactToInterpret(RuleViolation):
    """Somebody interprets at a slip or a 支援経過 of this case that stands."""


class InterpreterMayBeOtherParty(RuleViolation):
    """Nobody from whom a person is protected, or who may be, interprets for them (R54)."""


class PledgeDayUnclear(RuleViolation):
    """A pledge that was written or spoken has its day, and any other has none."""


class InterpretingEndsBeforeItBegins(RuleViolation):
    """Whoever interprets for a part of a contact begins before they end."""


class InterpreterNotStanding(RuleViolation):
    """Only a record of an interpreter of this case that still stands is corrected (R71)."""


def decide(
    command: InterpreterCommand, state: Interpreters, matter: Matter
) -> tuple[InterpreterRecorded, ...]:
    """
    Decide about an interpreter; a wrong record is corrected in a closed case too.

    Raises:
        CaseNotOpen: when an interpreter would be added to a closed case.
        NoContactToInterpret: when there is no such slip or 支援経過, or it was corrected.
        InterpreterMayBeOtherParty: when the person may be protected from them (R54).
        PledgeDayUnclear: when the day of the pledge is missing, or has no pledge.
        InterpretingEndsBeforeItBegins: when the times make no sense.
        InterpreterNotStanding: when there is no such record, or it was corrected.
        NotInTheFuture: when the pledge is to be given after today.
        TextMissing: when name or reason has no words.
    """
    match command:
        case RecordInterpreter():
            matter.must_be_open()
            if command.record not in {matter.slip, *matter.notes}:
                raise NoContactToInterpret
            return (_recorded(command, matter, command.record, command.interpreter_id),)
        case CorrectInterpreter():
            if command.record not in state.standing:
                raise InterpreterNotStanding
            need_words(command.reason)
            return (_recorded(command, matter, *state.standing[command.record]),)
        case _:
            assert_never(command)


def _recorded(
    command: InterpreterCommand, matter: Matter, contact: UUID, interpreter_id: UUID
) -> InterpreterRecorded:
    told = command.told
    if command.may_be_other_party:
        raise InterpreterMayBeOtherParty
    _must_make_sense(told, matter)
    correcting = isinstance(command, CorrectInterpreter)
    return InterpreterRecorded(
        corrects=command.record if correcting else None,
        record=contact,
        person_id=matter.person_id,
        interpreter_id=interpreter_id,
        began=told.began,
        ended=told.ended,
        arranged_by=told.arranged_by,
        pledge=told.pledge,
        pledged_on=told.pledged_on,
        language=told.language,
        standing=told.standing,
        name=told.name,
        relation=told.relation,
        text=told.text,
        reason=command.reason if correcting else "",
    )


def _must_make_sense(told: Interpreting, matter: Matter) -> None:
    need_words(told.name)
    given = told.pledge in {SecrecyPledge.WRITTEN, SecrecyPledge.SPOKEN}
    if given is (told.pledged_on is None):
        raise PledgeDayUnclear
    if told.pledged_on is not None:
        matter.must_have_come(told.pledged_on)
    if told.ended is not None and (told.began is None or told.ended <= told.began):
        raise InterpretingEndsBeforeItBegins
