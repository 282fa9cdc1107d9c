"""
Facts (事実): what the log says that a decision depends on, one frozen dataclass a kind.

Each fact carries when it was recorded: its position in the log and the instant. Periods are Tokyo
civil dates and include both ends; instants are UTC. The folds from streams into these come with
each concept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from events.values import Category, Period, Purpose

TOKYO: Final = timezone(timedelta(hours=9))
"""Japan has had no daylight saving time since 1951; no log is older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Recorded at position `seq` of the log (0-based), at the instant `at`."""

    seq: int
    at: datetime


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class View:
    """The facts to judge by: true at `valid_at` (UTC), known at log position `known_at`."""

    facts: Sequence[Fact]
    valid_at: datetime
    known_at: int

    @property
    def today(self) -> date:
        """The Tokyo civil date of the decision."""
        return self.valid_at.astimezone(TOKYO).date()

    def known(self, kind: type[F]) -> tuple[F, ...]:
        """Return the facts of a kind that were recorded by then, in the order of the log."""
        found = (one for one in self.facts if isinstance(one, kind) and one.seq <= self.known_at)
        return tuple(sorted(found, key=lambda one: one.seq))

    def ties(self, person: UUID) -> tuple["Related", ...]:
        """Return how whoever is related to a person is; of one kind of tie the last recorded."""
        of_person = (one for one in self.known(Related) if one.person == person)
        return tuple({(one.who, one.tie): one for one in of_person}.values())


class Keeper(StrEnum):
    """記録を保有する者の別: what kind of body a programme belongs to."""

    CITY = "CITY"
    CONTRACTOR = "CONTRACTOR"
    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    VOLUNTEER = "VOLUNTEER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Fact):
    """事業 of an agency: who keeps its records; an entrusted one only while its contract lasts."""

    programme: UUID
    agency: UUID
    keeper: Keeper
    contract: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed(Fact):
    """任用: someone may act for a programme during a period."""

    staff: UUID
    programme: UUID
    period: Period
    may_approve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandated(Fact):
    """監査の任命."""

    staff: UUID
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Fact):
    """担当: someone is in charge of a person's matter in a programme."""

    staff: UUID
    programme: UUID
    person: UUID
    period: Period


class Tie(StrEnum):
    """本人との関係."""

    SELF = "SUBJECT"
    REPRESENTATIVE = "REP"
    FAMILY = "FAMILY"
    ADVERSE = "ADVERSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related(Fact):
    """
    How someone, staff or not, is related to a person during a period (R54).

    Of the same tie the last recorded counts, which is how one ends or comes under suspicion. A
    representative in conflict with the person stands against them (R32). `legal`: by law
    (法定代理人・成年後見人), not by the person's own mandate.
    """

    who: UUID
    person: UUID
    tie: Tie
    period: Period
    conflicted: bool = False
    legal: bool = False


class ToldBy(StrEnum):
    """情報源: the person, someone else, or someone who reported in confidence."""

    PERSON = "PERSON"
    OTHERS = "OTHERS"
    INFORMANT = "INFORMANT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Fact):
    """
    An item: the programme that recorded it, the persons and categories it is about, who told.

    `learned_in` is the sitting that it was learned in; `derived_from` are the items it was made of.
    """

    item: UUID
    programme: UUID
    persons: frozenset[UUID]
    categories: frozenset[Category]
    told_by: ToldBy = ToldBy.OTHERS
    learned_in: UUID | None = None
    derived_from: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed(Fact):
    """提供: an item went to a programme (or to a person), at a sitting or otherwise, at a time."""

    item: UUID
    to: UUID
    sitting: UUID | None
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected(Fact):
    """支援措置 of a person; after its last day the mask stays until someone lifts it (R53)."""

    person: UUID
    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionLifted(Fact):
    """Someone decided that a person's protection ends, from a day on."""

    person: UUID
    first: date


class Approves(StrEnum):
    """責任者の判断の種類: what an approver decided; one does not stand for another."""

    TAX = "TAX"
    EXCLUDED_AT_CONFERENCE = "EXCLUDED_AT_CONFERENCE"
    REPORT_FROM_CONFERENCE = "REPORT_FROM_CONFERENCE"
    INFORMANT = "INFORMANT"
    REASONABLE_GROUND = "REASONABLE_GROUND"
    CLEAR_BENEFIT = "CLEAR_BENEFIT"
    DISCLOSURE = "DISCLOSURE"
    EMERGENCY = "EMERGENCY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Fact):
    """
    責任者の判断: about one item of one person for one recipient, during a period.

    `harm`: it would unduly harm someone, so nothing rests on it (R34).
    """

    what: Approves
    item: UUID
    person: UUID
    recipient: UUID
    approver: UUID
    period: Period
    harm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyDeclared(Fact):
    """緊急の宣言 by the one who needs to read, about a person, for 60 minutes from `when`."""

    by: UUID
    person: UUID
    when: datetime


class Place(StrEnum):
    """立場: where someone acts; of a sitting, the kind of meeting follows from the sitting."""

    SITTING = "SITTING"
    CASEWORK = "CASEWORK"
    REFERRAL = "REFERRAL"
    SUBJECT = "SUBJECT"
    AUDIT = "AUDIT"
    EMERGENCY = "EMERGENCY"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisConfirmed(Fact):
    """The city confirmed a text of the registry of legal bases, named by its digest."""

    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """
    A request: someone (`who`), acting for a programme or for themselves, in exactly one place.

    `agenda` is the agenda item, at a sitting and nowhere else; `provider` the programme whose
    record it is, which at one's own desk is one's own.
    """

    who: UUID
    programme: UUID | None
    place: Place
    item: UUID
    provider: UUID
    purpose: Purpose
    agenda: UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A code of one field, and the facts that made it so."""

    code: str
    because: tuple[Fact, ...] = field(default=())
