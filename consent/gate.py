"""
Gate: the only door through which facts are cleared for showing or writing (architecture §6).

Invariant: `Cleared` is made here and nowhere else. This first gate knows one rule: a programme's
own records, for its own appointed staff, while the programme's contract runs; a restricted case
(限定ケース) for those of them whom it names. An error is a denial.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar
from uuid import UUID

from consent.classify import Facts, classify
from consent.decision import Decision, Outcome, Visibility
from consent.judge import judge
from consent.policy import Policy
from events.base import Personal
from events.programme import Programme
from events.staff import Staff
from events.values import Category, Context, Mask, Pointer, Role, end_of_day

T_co = TypeVar("T_co", covariant=True)

POLICY: Final = "own-programme/1"
"""What entries name as the policy that decided, until the adopted policy takes its place."""

CASEWORKERS: Final = frozenset(
    {
        Role.CITY_WELFARE_MANAGER,
        Role.CITY_WELFARE_CHIEF,
        Role.COUNCIL_CHIEF,
        Role.INCLUSIVE_PROMOTER,
        Role.SENIOR_WORKER,
        Role.WORKER,
        Role.EMPLOYMENT_WORKER,
        Role.BUDGET_WORKER,
    }
)
"""Roles that read and write cases."""

CHIEFS: Final = frozenset({Role.CITY_WELFARE_MANAGER, Role.CITY_WELFARE_CHIEF, Role.COUNCIL_CHIEF})
"""Roles that lead a programme."""

INSPECTORS: Final = frozenset({Role.AUDITOR, Role.PRIVACY_OFFICER})
"""Roles that see who read, never what (R50)."""


DUTIES: Final = frozenset(
    {
        "RECORD_DISCLOSURE",
        "PROVISION_RECORD",
        "NO_ONWARD",
        "REASON_NOTE",
        "REVIEW_24H",
        "EXPIRE_60MIN",
        "NOTIFY_PRIVACY_OFFICER",
    }
)
"""Obligations that are seen to when something is shown to another programme (consent.md §9.4)."""

DUTY_UNKNOWN: Final = "DUTY_UNKNOWN"
"""Why nothing is shown: an obligation would come with it that nobody here sees to."""


class Reason(StrEnum):
    """Why something is withheld; it never quotes what is withheld."""

    NO_APPOINTMENT = "NO_APPOINTMENT"
    CONTRACT_NOT_IN_FORCE = "CONTRACT_NOT_IN_FORCE"
    NOT_CASEWORK = "NOT_CASEWORK"
    OTHER_PROGRAMME = "OTHER_PROGRAMME"
    NOT_AN_INSPECTOR = "NOT_AN_INSPECTOR"
    NOT_AN_ADMINISTRATOR = "NOT_AN_ADMINISTRATOR"
    NOT_A_CHIEF = "NOT_A_CHIEF"
    NOT_FOUND = "NOT_FOUND"
    NOT_NAMED = "NOT_NAMED"
    """Stays in the sealed detail of an entry: to who is not named, the case is not there."""


@dataclass(frozen=True, kw_only=True)
class Asker:
    """
    Who asks, with the facts folded from their streams up to now.

    `on` is today's Tokyo civil date; `account` is whose, `staff` and `programme` are the folded
    account and programme.
    """

    programme_id: UUID
    account: UUID
    role: Role
    context: Context
    on: date
    staff: Staff
    programme: Programme


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """
    Whose a record is: the programme's, and of its staff only those in `named` (None = all).

    `left` = of those named nobody does casework for the programme any more.
    """

    programme: UUID
    named: frozenset[UUID] | None = None
    left: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """What the gate decides on: one part of one event, and whose record it belongs to."""

    pointer: Pointer
    category: Category
    keeping: Keeping


@dataclass(frozen=True)
class Cleared(Generic[T_co]):
    """Something that the gate has cleared for this request. Only the gate makes one."""

    value: T_co


@dataclass(frozen=True)
class Withheld:
    """Something that the gate has not cleared, and why."""

    reason: Reason


@dataclass(frozen=True)
class Admitted:
    """The asker may act for the programme; nothing may rest on it after `until` (UTC)."""

    until: datetime | None


def admit(asker: Asker) -> Admitted | Withheld:
    """Say whether the asker may do casework for the programme at all (R75)."""
    if asker.context is Context.CASEWORK and asker.role in CASEWORKERS:
        return _in_force(asker)
    return Withheld(Reason.NOT_CASEWORK)


def admit_inspector(asker: Asker) -> Admitted | Withheld:
    """Say whether the asker may see who read what in the programme, without content (R50)."""
    if asker.context is Context.AUDIT and asker.role in INSPECTORS:
        return _in_force(asker)
    return Withheld(Reason.NOT_AN_INSPECTOR)


def admit_administrator(asker: Asker) -> Admitted | Withheld:
    """Say whether the asker may look after the accounts of their agency, without content (R75)."""
    if asker.context is Context.ADMINISTRATION and asker.role is Role.ADMINISTRATOR:
        return _in_force(asker)
    return Withheld(Reason.NOT_AN_ADMINISTRATOR)


def admit_chief(asker: Asker) -> Admitted | Withheld:
    """Say whether the asker may share out the programme's cases among its staff (R75)."""
    if asker.context is Context.CASEWORK and asker.role in CHIEFS:
        return _in_force(asker)
    return Withheld(Reason.NOT_A_CHIEF)


def admit_registrar(asker: Asker) -> Admitted | Withheld:
    """Say whether the asker may register whom the programme works with: its chief, too (R75)."""
    chief = admit_chief(asker)
    return admit_administrator(asker) if chief == Withheld(Reason.NOT_A_CHIEF) else chief


def _in_force(asker: Asker) -> Admitted | Withheld:
    held = asker.staff.appointment(programme=asker.programme_id, role=asker.role, on=asker.on)
    if held is None:
        return Withheld(Reason.NO_APPOINTMENT)
    contract = asker.programme.contract(asker.on)
    if contract is None:
        return Withheld(Reason.CONTRACT_NOT_IN_FORCE)
    ends = [period.last for period in (held.period, contract) if period.last is not None]
    return Admitted(until=end_of_day(min(ends)) if ends else None)


def admit_to(keeping: Keeping, asker: Asker) -> Admitted | Withheld:
    """
    Say whether the asker may know of a record: own programme yes, others no (R33: default deny).

    A restricted one is there for those it names; when none of them is left, for the chiefs, so that
    no case is nobody's.
    """
    admitted = admit(asker)
    if isinstance(admitted, Withheld):
        return admitted
    if keeping.programme != asker.programme_id:
        return Withheld(Reason.OTHER_PROGRAMME)
    if keeping.named is None or asker.account in keeping.named:
        return admitted
    if keeping.left and asker.role in CHIEFS:
        return admitted
    return Withheld(Reason.NOT_NAMED)


def clear(item: Item, asker: Asker) -> Cleared[Item] | Withheld:
    """Decide on one item, as `admit_to` on its record."""
    admitted = admit_to(item.keeping, asker)
    return admitted if isinstance(admitted, Withheld) else Cleared(item)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the policy says of one item for another programme; not cleared = withheld."""

    item: Item
    decision: Decision
    cleared: Cleared[Item] | None


def rule(item: Item, asked: Facts, policy: Policy, *, at: datetime, known_at: int) -> Ruling:
    """
    Decide on an item that another programme keeps, by the adopted policy (R33, R38).

    `at` (UTC) is when, `known_at` up to where the log was read. What the decision hides inside the
    item is for whoever shows it to leave out (`hidden`); an item whose body is hidden is not shown.
    An obligation that nobody here sees to denies (consent.md §9.2).
    """
    decision = judge(policy, classify(asked, at, known_at))
    if decision.shows and not DUTIES.issuperset(decision.obligations):
        decision = Decision(outcome=Outcome.DENY, visibility=Visibility.ABSENT, reason=DUTY_UNKNOWN)
    shown = decision.shows and Mask.BODY not in decision.masked
    return Ruling(item=item, decision=decision, cleared=Cleared(item) if shown else None)


def hidden(decision: Decision, fields: Mapping[str, Personal]) -> frozenset[str]:
    """Return which personal fields of an event a decision hides inside what it shows."""
    return frozenset(name for name, mark in fields.items() if mark.mask in decision.masked)
