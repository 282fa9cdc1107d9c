"""
Record (守るための記録): DV等支援措置, other party, refuge, remarks, on a person's sheet.

R53, R54: what it is stands sealed with all it says, under categories that say nothing and in parts
of one size; a remark, which anybody may have, is kept under the same name (decision 0027). Masking
outlives a measure, also a replaced or withdrawn one, until somebody ends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import need_words
from events.values import Category, Mask

AGAINST: Final = 8
"""How many ids stand in every record for those from whom it keeps the person away."""


class RecordKind(StrEnum):
    """守るための記録の種類: what a record says (R53, R54); stored sealed."""

    SUPPORT_MEASURE = "support_measure"
    OTHER_PARTY = "other_party"
    REFUGE = "refuge"
    REMARK = "remark"
    MASKING_ENDED = "masking_ended"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class RecordKept(Event):
    """
    A record on the sheet of a person; every kind has the same shape, and what is not said is empty.

    `kind` is a code of `RecordKind`; `first` and `last` are Tokyo civil dates in ISO. `authority`
    is the municipality that decided the measure, `covered` who else it covers. What is said of the
    other party is about them, under `other_id`, a random person without a sheet; `linked` names who
    they are on file. `against` are always as many ids: keyed ones for those on file, drawn ones for
    nobody; who has no key cannot tell them apart (R54). The categories are only what stands in the
    clear: whoever shares takes every part for SHELTER.
    """

    TOPIC: ClassVar[str] = "record.kept"
    EVEN: ClassVar[bool] = True
    corrects: UUID | None
    person_id: UUID
    other_id: UUID
    against: tuple[UUID, ...]
    kind: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    first: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    last: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    authority: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    covered: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    address: Annotated[Private[str], Personal(Category.CONTACT, of="person_id", mask=Mask.ADDRESS)]
    note: Annotated[Private[str], Personal(Category.CONTACT, of="person_id")]
    name: Annotated[Private[str], Personal(Category.NOTE, of="other_id")]
    relation: Annotated[Private[str], Personal(Category.NOTE, of="other_id")]
    reached: Annotated[Private[str], Personal(Category.NOTE, of="other_id")]
    features: Annotated[Private[str], Personal(Category.NOTE, of="other_id")]
    linked: Annotated[Private[str], Personal(Category.NOTE, of="other_id")]


# State


@dataclass(frozen=True)
class Records:
    """The entries that stand, with the ids in them; which kind each is stays sealed."""

    standing: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict[UUID, tuple[UUID, ...]])

    @property
    def against(self) -> frozenset[UUID]:
        """Return the ids of all entries that stand."""
        return frozenset(one for ids in self.standing.values() for one in ids)


def evolve(state: Records, event: RecordKept, *, event_id: UUID) -> Records:
    """Fold one event, known by its entry's id."""
    others = {one: ids for one, ids in state.standing.items() if one != event.corrects}
    return Records(standing={**others, event_id: event.against})


# Commands


@dataclass(frozen=True, kw_only=True)
class RecordMeasure:
    """Write a DV等支援措置 down; without `last` for a year. `record` is what it replaces."""

    authority: str
    first: date
    last: date | None
    covered: str
    note: str
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NameOtherParty:
    """
    Say who must not learn where the person is; `record` is what it replaces.

    `linked` are who they are on file: a person, an account of staff, a representative of the
    person. `called` names these.
    """

    name: str
    relation: str
    reached: str
    features: str
    linked: tuple[UUID, ...] = ()
    called: str = ""
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RecordRefuge:
    """Write a place of refuge down; `record` is what it replaces."""

    address: str
    first: date | None
    note: str
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Note what else to know about anybody; `record` is what it replaces."""

    note: str
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class EndMasking:
    """Say that nothing is to be masked any more, and why."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class TakeRecordBack:
    """Take a record back that was wrong as a whole."""

    record: UUID
    reason: str


RecordCommand: TypeAlias = (
    RecordMeasure | NameOtherParty | RecordRefuge | Remark | EndMasking | TakeRecordBack
)


class RecordNotStanding(RuleViolation):
    """Only a record of this person that still stands is replaced or taken back (R71)."""


class RecordOfAnotherKind(RuleViolation):
    """A record is replaced by one of its own kind; masking ends by saying so (R53, R71)."""


class TooManyLinked(RuleViolation):
    """An other party is at most eight on file (R54)."""


class OwnLink(RuleViolation):
    """Whoever is protected is not their own other party, nor is who writes it down (R54)."""


class MeasureEndsBeforeItBegins(RuleViolation):
    """A measure ends no earlier than it begins (R53)."""


def decide(
    command: RecordCommand,
    state: Records,
    *,
    person_id: UUID,
    other_id: UUID,
    writer: UUID,
    against: tuple[UUID, ...],
    replaced: RecordKind | None = None,
) -> tuple[RecordKept, ...]:
    """
    Decide about the records of a person; `other_id` is drawn for each command.

    `against` are the ids that go into the record, `writer` is the account that writes it.

    `replaced` is the kind of the record to replace or take back, opened for this command.

    Raises:
        RecordNotStanding: when the record to replace or take back does not stand.
        RecordOfAnotherKind: when what is to be replaced is of another kind.
        MeasureEndsBeforeItBegins: when the last day of a measure lies before its first.
        TooManyLinked: when the other party is linked with more than go into a record.
        OwnLink: when the other party would be the person, or the writer.
        TextMissing: when the authority, who the other party is, the place, a remark or a reason
            has no words.
    """
    about = getattr(command, "record", None)
    if about is not None:
        _must_fit(command, about, state, replaced)
    nothing = RecordKept(
        corrects=about,
        person_id=person_id,
        other_id=other_id,
        against=against,
        **dict.fromkeys(_TEXTS, ""),
    )
    match command:
        case RecordMeasure():
            return (_measure(command, nothing),)
        case NameOtherParty():
            need_words(command.name + command.relation)
            _must_be_others(command.linked, person_id, writer)
            return (
                replace(
                    nothing,
                    kind=RecordKind.OTHER_PARTY,
                    name=command.name,
                    relation=command.relation,
                    reached=command.reached,
                    features=command.features,
                    linked=command.called,
                ),
            )
        case RecordRefuge():
            need_words(command.address)
            return (
                replace(
                    nothing,
                    kind=RecordKind.REFUGE,
                    address=command.address,
                    first=command.first.isoformat() if command.first else "",
                    note=command.note,
                ),
            )
        case Remark():
            need_words(command.note)
            return (replace(nothing, kind=RecordKind.REMARK, note=command.note),)
        case EndMasking():
            need_words(command.reason)
            return (replace(nothing, kind=RecordKind.MASKING_ENDED, note=command.reason),)
        case TakeRecordBack():
            need_words(command.reason)
            return (replace(nothing, kind=RecordKind.TAKEN_BACK, note=command.reason),)
        case _:
            assert_never(command)


_REPLACED_BY = {
    RecordKind.SUPPORT_MEASURE: RecordMeasure,
    RecordKind.OTHER_PARTY: NameOtherParty,
    RecordKind.REFUGE: RecordRefuge,
    RecordKind.REMARK: Remark,
}

_TEXTS = (
    "kind",
    "first",
    "last",
    "authority",
    "covered",
    "address",
    "note",
    "name",
    "relation",
    "reached",
    "features",
    "linked",
)


def _must_be_others(linked: tuple[UUID, ...], person_id: UUID, writer: UUID) -> None:
    if len(linked) > AGAINST:
        raise TooManyLinked
    if {person_id, writer} & {*linked}:
        raise OwnLink


def _must_fit(
    command: RecordCommand, about: UUID, state: Records, replaced: RecordKind | None
) -> None:
    """Let a record be replaced by its like only, and what was said to be wrong stay so (R71)."""
    if about not in state.standing or replaced in (None, RecordKind.TAKEN_BACK):
        raise RecordNotStanding
    like = (TakeRecordBack, _REPLACED_BY.get(replaced, TakeRecordBack))
    if not isinstance(command, like):
        raise RecordOfAnotherKind


def _measure(command: RecordMeasure, nothing: RecordKept) -> RecordKept:
    need_words(command.authority)
    last = command.last or last_day(command.first)
    if last < command.first:
        raise MeasureEndsBeforeItBegins
    return replace(
        nothing,
        kind=RecordKind.SUPPORT_MEASURE,
        first=command.first.isoformat(),
        last=last.isoformat(),
        authority=command.authority,
        covered=command.covered,
        note=command.note,
    )


def last_day(first: date) -> date:
    """Return the last day of a measure that runs for a year (R53)."""
    return _months_later(first, 12) - timedelta(days=1)


def reminded_on(last: date) -> date:
    """Return the day from which a measure can be extended: one month before its last (R53)."""
    return _months_later(last, -1)


def _months_later(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
