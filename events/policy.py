"""
Policy (開示方針): which version of the disclosure policy is in force, and which legal bases count.

A version is named by the hash of its text. It is adopted by two people, with the exact list of what
it changes; whatever it widens needs a stated reason, and a broken property stops it. A basis that
the registry leaves unverified counts once the city has confirmed that very text (R1, law.md §1.3).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation

# Events


class ChangeDirection(StrEnum):
    """変更の向き: what a class of inputs gets more of, less of, or only in other words."""

    WIDER = "WIDER"
    NARROWER = "NARROWER"
    RESTATED = "RESTATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """
    One class of inputs that the new version answers differently; `count` of them.

    `witness` is one of them as `field=code`, in code order; `reason` is why, where it is wider.
    """

    name: str
    direction: ChangeDirection
    count: int
    witness: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PolicyAdopted(Event):
    """方針の決定: this version judges from 00:00 (Tokyo) of `valid_from` on."""

    TOPIC: ClassVar[str] = "policy.adopted"
    version: str
    previous: str | None
    valid_from: date
    ground: str
    prepared_by: UUID
    approved_by: UUID
    impact: tuple[PolicyChange, ...]


@dataclass(frozen=True, kw_only=True)
class LegalBasisConfirmed(Event):
    """根拠法令の確認: the city read the official text, and this text of the registry is right."""

    TOPIC: ClassVar[str] = "policy.legal-basis-confirmed"
    basis: str
    digest: str
    registry: str
    official_text: str
    confirmed_by: UUID


PolicyEvent: TypeAlias = PolicyAdopted | LegalBasisConfirmed

# State


@dataclass(frozen=True)
class Policies:
    """
    What a decision about the policy looks at, and what the gate asks of it.

    `adopted` holds (valid from, version) in the order of adoption, `confirmed` the digests of the
    texts of legal bases that may be cited although the registry leaves them unverified.
    """

    adopted: tuple[tuple[date, str], ...] = ()
    confirmed: frozenset[str] = frozenset()

    @property
    def latest(self) -> str | None:
        """The version adopted last, in force already or not."""
        return self.adopted[-1][1] if self.adopted else None

    def in_force(self, on: date) -> str | None:
        """Return the version that judges on that Tokyo civil date; the later adopted wins."""
        return next((name for first, name in reversed(self.adopted) if first <= on), None)


def evolve(state: Policies, event: PolicyEvent) -> Policies:
    """Fold one event."""
    match event:
        case PolicyAdopted():
            return replace(state, adopted=(*state.adopted, (event.valid_from, event.version)))
        case LegalBasisConfirmed():
            return replace(state, confirmed=state.confirmed | {event.digest})
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class AdoptPolicy:
    """
    Adopt a version.

    `impact` is the exact comparison with `previous`, `broken` the properties that the version does
    not hold, `decided_on` the Tokyo civil date of the decision, `ground` its number or occasion.
    """

    version: str
    previous: str | None
    valid_from: date
    decided_on: date
    ground: str
    prepared_by: UUID
    approved_by: UUID
    impact: tuple[PolicyChange, ...]
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConfirmLegalBasis:
    """Confirm one text of the registry; `official_text` says what was read, and where."""

    basis: str
    digest: str
    registry: str
    official_text: str
    confirmed_by: UUID


PolicyCommand: TypeAlias = AdoptPolicy | ConfirmLegalBasis


class PolicyAlreadyAdopted(RuleViolation):
    """The version that was adopted last is not adopted again."""


class PolicyComparedWithAnother(RuleViolation):
    """A version is compared with the one that it replaces."""


class PolicyBreaksProperty(RuleViolation):
    """A version is adopted only when every property is proved of it."""


class PolicyWidensWithoutReason(RuleViolation):
    """Whatever a version widens has a stated reason, class by class."""


class PolicyApprovedByItsAuthor(RuleViolation):
    """Whoever prepared a version does not approve it."""


class PolicyTakesEffectBackwards(RuleViolation):
    """A version takes effect on the day of its decision or later, and not before the last one."""


class PolicyWithoutGround(RuleViolation):
    """A decision on the policy names its ground."""


class LegalBasisAlreadyConfirmed(RuleViolation):
    """A text of the registry is confirmed once."""


class LegalBasisNotRead(RuleViolation):
    """A confirmation says which official text was read."""


def decide(command: PolicyCommand, state: Policies) -> tuple[PolicyEvent, ...]:
    """
    Adopt a version, or confirm the text of a basis.

    Raises:
        PolicyAlreadyAdopted: when it was adopted last.
        PolicyComparedWithAnother: when it was compared with another than the last adopted.
        PolicyBreaksProperty: when a property fails.
        PolicyWidensWithoutReason: when a class is wider and no reason is stated.
        PolicyApprovedByItsAuthor: when one person prepared and approved it.
        PolicyTakesEffectBackwards: when it would have begun before the decision or the last one.
        PolicyWithoutGround: when no ground is named.
        LegalBasisAlreadyConfirmed: when that text was confirmed before.
        LegalBasisNotRead: when no official text is named.
    """
    match command:
        case AdoptPolicy():
            _check_place(command, state)
            _check_content(command)
            return (_adopted(command),)
        case ConfirmLegalBasis():
            return (_confirm(command, state),)
        case _:
            assert_never(command)


def _check_place(command: AdoptPolicy, state: Policies) -> None:
    if command.version == state.latest:
        raise PolicyAlreadyAdopted
    if command.previous != state.latest:
        raise PolicyComparedWithAnother
    last_begins = state.adopted[-1][0] if state.adopted else command.decided_on
    if command.valid_from < max(command.decided_on, last_begins):
        raise PolicyTakesEffectBackwards


def _check_content(command: AdoptPolicy) -> None:
    if command.broken:
        raise PolicyBreaksProperty
    wider = (one for one in command.impact if one.direction is ChangeDirection.WIDER)
    if not all(one.reason.strip() for one in wider):
        raise PolicyWidensWithoutReason
    if command.prepared_by == command.approved_by:
        raise PolicyApprovedByItsAuthor
    if not command.ground.strip():
        raise PolicyWithoutGround


def _adopted(command: AdoptPolicy) -> PolicyAdopted:
    return PolicyAdopted(
        version=command.version,
        previous=command.previous,
        valid_from=command.valid_from,
        ground=command.ground,
        prepared_by=command.prepared_by,
        approved_by=command.approved_by,
        impact=command.impact,
    )


def _confirm(command: ConfirmLegalBasis, state: Policies) -> LegalBasisConfirmed:
    if command.digest in state.confirmed:
        raise LegalBasisAlreadyConfirmed
    if not command.official_text.strip():
        raise LegalBasisNotRead
    return LegalBasisConfirmed(
        basis=command.basis,
        digest=command.digest,
        registry=command.registry,
        official_text=command.official_text,
        confirmed_by=command.confirmed_by,
    )
