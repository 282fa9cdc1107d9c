"""Consent terms (同意の内容): the codes of a consent, which its decision reads too (law.md §10)."""

from dataclasses import dataclass
from enum import StrEnum

from events.values import Period


class Capacity(StrEnum):
    """同意した人の立場 (law.md §10.19, R24)."""

    SUBJECT = "subject"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ADULT_GUARDIAN = "adult_guardian"
    DELEGATE = "delegate"


class ConsentMeans(StrEnum):
    """同意の方法 (law.md §10.19)."""

    SIGNATURE = "signature"
    E_SIGNATURE = "e_signature"
    ORAL_RECORDED = "oral_recorded"


class Subjects(StrEnum):
    """個人情報の6区分 of the national consent form (law.md §10.3)."""

    BASIC = "basic"
    HEALTH = "health"
    SCHOOL_WORK = "school_work"
    ECONOMIC = "economic"
    WELFARE_USE = "welfare_use"
    OTHER = "other"


class ConsentPurpose(StrEnum):
    """利用目的 of the national consent form (law.md §10.3)."""

    CONSULT = "consult"
    APPLY = "apply"
    COORDINATE = "coordinate"


class SharedMeeting(StrEnum):
    """同意で開く会議: a meeting that a consent may cover (R26, law.md §10.1)."""

    PLAN_COORDINATION = "plan_coordination_meeting"
    MULTILAYER_SUPPORT = "multilayer_support_meeting"
    CASE_REVIEW = "case_review_meeting"


class Exempt(StrEnum):
    """法定代理人の同意が要らない場合 (R31)."""

    AGE_UNKNOWN = "AGE_UNKNOWN"
    NO_REPRESENTATIVE = "NO_REPRESENTATIVE"


class Unasked(StrEnum):
    """同意を求められない理由: why nobody could be asked (law.md §10.19)."""

    NOT_REACHABLE = "not_reachable"
    UNSAFE_TO_ASK = "unsafe_to_ask"
    INCAPABLE = "incapable"


@dataclass(frozen=True, slots=True)
class Authority:
    """代理権: in which capacity somebody may consent for a person, and when (Tokyo civil dates)."""

    capacity: Capacity
    period: Period
