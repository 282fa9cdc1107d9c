"""Scope (同意の範囲): whether the consent that stands covers this recipient, purpose and item."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from consent.consents import (
    ConsentGiven,
    Excluded,
    ExclusionLifted,
    Receiver,
    instant,
    will_of,
)
from consent.facts import Fact, Standing, View
from events.consent_terms import Subjects
from events.values import Category, Purpose

COVERS: Final[Mapping[Subjects, frozenset[Category]]] = {
    Subjects.BASIC: frozenset({Category.ID, Category.CONTACT, Category.HOUSEHOLD}),
    Subjects.HEALTH: frozenset({Category.HEALTH, Category.DISABILITY}),
    Subjects.SCHOOL_WORK: frozenset({Category.SCHOOL_WORK}),
    Subjects.ECONOMIC: frozenset({Category.INCOME, Category.DEBT, Category.TAX}),
    Subjects.WELFARE_USE: frozenset({Category.WELFARE_USE}),
    Subjects.OTHER: frozenset(
        {Category.NOTE, Category.PLAN, Category.TASK, Category.CRIME, Category.ABUSE}
    ),
}
"""What of the policy's categories each covers; who reported and where one hides, none does."""


class Crossing(StrEnum):
    """支援会議から支援調整会議へ移す扱い (R29)."""

    RECOLLECTED = "recollected"
    PROVIDER_AGREED = "provider_agreed"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed(Fact):
    """How one item may cross from a statutory session to where consent is needed."""

    item: UUID
    how: Crossing


def exclusion(view: View, person: UUID, receiver: Receiver) -> Excluded | None:
    """Return an exclusion of the recipient that stands; it outlives every consent (R25)."""
    said: dict[UUID, Excluded | ExclusionLifted] = {}
    known = (*view.known(Excluded), *view.known(ExclusionLifted))
    for one in sorted(known, key=lambda one: (instant(one.when), one.seq)):
        if one.person == person and instant(one.when) <= view.valid_at:
            said[one.recipient] = one
    standing = (said[one] for one in sorted(receiver.ids & said.keys()))
    return next((one for one in standing if isinstance(one, Excluded)), None)


def consent_scope(
    view: View, person: UUID, receiver: Receiver, *, purpose: Purpose, category: Category
) -> Standing:
    """Return how far the consent reaches (field `consent_scope`)."""
    excluded = exclusion(view, person, receiver)
    if excluded is not None:
        return Standing("EXCLUDED", (excluded,))
    consent = will_of(view, person) or _draft(view, person)
    if not isinstance(consent, ConsentGiven):
        return Standing("NA")
    if not _covers(consent, receiver):
        return Standing("NOT_RCP", (consent,))
    if purpose not in consent.purposes:
        return Standing("NOT_PURP", (consent,))
    covered = frozenset(c for subject in consent.subjects for c in COVERS[subject])
    return Standing("FULL" if category in covered else "NOT_CAT", (consent,))


def _covers(consent: ConsentGiven, receiver: Receiver) -> bool:
    if consent.recipients is None:
        return not receiver.by_name
    return bool(consent.recipients & receiver.ids)


def _draft(view: View, person: UUID) -> ConsentGiven | None:
    drafts = [
        one
        for one in view.known(ConsentGiven)
        if one.person == person and one.draft and one.when <= view.valid_at
    ]
    return drafts[-1] if drafts else None


def names_art9(view: View, person: UUID, item: UUID) -> Standing:
    """
    Say whether the consent names what a statutory session learned, and this item may cross (R29).

    The provider agreed, or the person told it afresh; a consent alone revives nothing.
    """
    consent = will_of(view, person)
    crossed = [one for one in view.known(Crossed) if one.item == item]
    if not isinstance(consent, ConsentGiven) or not consent.names_art9 or not crossed:
        return Standing("NO")
    allowed = crossed[-1].how in (Crossing.RECOLLECTED, Crossing.PROVIDER_AGREED)
    return Standing("YES" if allowed else "NO", (consent, crossed[-1]))
