"""
Ground (同意によらない提供の根拠): a provision that rests on a provision of law, not on a consent.

Who proposes names the provision of law, why, and what each category is needed for, and weighs
whether it would harm anybody (R34). Another person of the provider's side decides (R35). The
recipient accepts the conditions before anything is shown (R36). It ends by a date.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private, Recorded
from events.values import Category

# Code lists


class Ground(StrEnum):
    """同意によらない提供の根拠: those of law.md §10.2 that the policy has a rule for."""

    INTERNAL_REASONABLE = "internal_reasonable"
    OTHER_PUBLIC_BODY = "other_public_body"


class GroundReason(StrEnum):
    """相当の理由: what the recipient's duty by law needs it for."""

    ELIGIBILITY = "eligibility"
    CONTINUITY = "continuity"
    SAFETY = "safety"
    OTHER = "other"


class Necessity(StrEnum):
    """必要な理由: what a category is needed for."""

    IDENTIFY = "identify"
    CONTACT = "contact"
    JUDGE = "judge"
    CARE = "care"


class Condition(StrEnum):
    """提供の条件 (個人情報保護法70条)."""

    PURPOSE_ONLY = "purpose_only"
    NO_ONWARD = "no_onward"
    RETURN_OR_ERASE = "return_or_erase"
    SECURE = "secure"


class Approving(StrEnum):
    """責任者の判断."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Needed:
    """One category, and what it is needed for (R33)."""

    category: Category
    need: Necessity


# Events


@dataclass(frozen=True, kw_only=True)
class GroundStated(Event):
    """
    根拠の申し出: of a provision that was just proposed; good until the end of `until`, Tokyo date.

    `words` are why, `harm` is what was weighed of harm to the person or others.
    """

    TOPIC: ClassVar[str] = "ground.stated"
    provision_id: UUID
    person_id: UUID
    ground: Ground
    why: GroundReason
    needed: tuple[Needed, ...]
    conditions: tuple[Condition, ...]
    until: date
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    harm: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class GroundDecided(Event):
    """責任者の判断: by another person of the provider's side, or that it holds no more (R35)."""

    TOPIC: ClassVar[str] = "ground.decided"
    provision_id: UUID
    person_id: UUID
    decision: Approving
    words: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ConditionsAccepted(Event):
    """条件の承諾: the recipient keeps to the conditions (R36)."""

    TOPIC: ClassVar[str] = "ground.conditions-accepted"
    provision_id: UUID


# State


@dataclass(frozen=True)
class Grounded:
    """What a provision rests on; nothing `stated` = on a consent. `decided` is the last entry."""

    stated: GroundStated | None = None
    by: UUID | None = None
    decision: Approving | None = None
    decided: Recorded | None = None
    accepted: bool = False

    @property
    def opens(self) -> bool:
        """Say whether the conditions were accepted, where there are any."""
        return self.stated is None or self.accepted


def evolve(state: Grounded, recorded: Recorded) -> Grounded:
    """Fold one entry."""
    match recorded.event:
        case GroundStated() as stated:
            return Grounded(stated=stated, by=recorded.signature.actor.staff)
        case GroundDecided(decision=decision):
            return replace(state, decision=decision, decided=recorded)
        case ConditionsAccepted():
            return replace(state, accepted=True)
        case _:
            return state
