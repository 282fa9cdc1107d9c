"""Code lists and small values that several concepts share (law.md §10, consent.md)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from uuid import UUID


class Category(StrEnum):
    """情報の区分: what a part is about. The closed list of the policy (consent.md)."""

    ID = "ID"
    CONTACT = "CONTACT"
    HOUSEHOLD = "HOUSEHOLD"
    INCOME = "INCOME"
    DEBT = "DEBT"
    TAX = "TAX"
    HEALTH = "HEALTH"
    DISABILITY = "DISABILITY"
    CRIME = "CRIME"
    ABUSE = "ABUSE"
    NOTE = "NOTE"
    SCHOOL_WORK = "SCHOOL_WORK"
    WELFARE_USE = "WELFARE_USE"
    PLAN = "PLAN"
    TASK = "TASK"
    INFORMANT = "INFORMANT"
    SHELTER = "SHELTER"
    RECORD = "RECORD"
    """開示・参照の明細: search words and decision details of access entries; never disclosed."""


class Mask(StrEnum):
    """伏せる部分: what a decision hides inside an item (consent.md §9.2); `BODY` is all of it."""

    BODY = "body"
    SOURCE = "source"
    THIRD_PARTY = "third_party"
    ADDRESS = "address"


class Purpose(StrEnum):
    """目的: why something is done or opened (consent.md)."""

    REACH = "REACH"
    PLAN = "PLAN"
    REVIEW = "REVIEW"
    SERVICE = "SERVICE"
    STATS = "STATS"
    ABUSE_REPORT = "ABUSE_REPORT"
    LIFE = "LIFE"
    SUBJ_ACCESS = "SUBJ_ACCESS"
    AUDIT = "AUDIT"
    OTHER = "OTHER"


class Context(StrEnum):
    """立場: the one acting context of a request (architecture §3)."""

    CASEWORK = "CASEWORK"
    AUDIT = "AUDIT"
    ADMINISTRATION = "ADMINISTRATION"
    """組織の管理: opening tenants, programmes and accounts; sees no case."""
    SYSTEM = "SYSTEM"
    """システム自身: the key service filling its search index, destruction."""


class Basis(StrEnum):
    """根拠: the legal basis of a use (law.md §10.2)."""

    WITHIN_PURPOSE = "within_purpose"
    BY_LAW = "by_law"
    CONSENT = "consent"
    VITAL_INTEREST = "vital_interest"
    INTERNAL_REASONABLE = "internal_reasonable"
    OTHER_PUBLIC_BODY = "other_public_body"
    NONE = "none"
    """A refusal: there was none."""


class Role(StrEnum):
    """役割 (law.md §10.16; romaji codes renamed), held through a dated appointment."""

    CITY_WELFARE_MANAGER = "city_welfare_manager"
    CITY_WELFARE_CHIEF = "city_welfare_chief"
    CITY_SECRETARIAT = "city_secretariat"
    COUNCIL_CHIEF = "council_chief"
    INCLUSIVE_PROMOTER = "inclusive_promoter"
    SENIOR_WORKER = "senior_worker"
    WORKER = "worker"
    EMPLOYMENT_WORKER = "employment_worker"
    BUDGET_WORKER = "budget_worker"
    AGENCY_REPRESENTATIVE = "agency_representative"
    WELFARE_COMMISSIONER = "welfare_commissioner"
    COMMUNITY_SOCIAL_WORKER = "community_social_worker"
    AUDITOR = "auditor"
    PRIVACY_OFFICER = "privacy_officer"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class AgencyKind(StrEnum):
    """機関の種別 (law.md §10.17; romaji codes renamed)."""

    CITY_DIVISION = "city_division"
    WELFARE_COUNCIL = "welfare_council"
    COMMUNITY_SUPPORT_CENTER = "community_support_center"
    DISABILITY_CONSULTATION_CENTER = "disability_consultation_center"
    CHILDREN_AND_FAMILIES_CENTER = "children_and_families_center"
    CHILD_GUIDANCE_CENTER = "child_guidance_center"
    WELFARE_OFFICE = "welfare_office"
    HEALTH_CENTER = "health_center"
    EMPLOYMENT_OFFICE = "employment_office"
    SCHOOL_BOARD = "school_board"
    MEDICAL = "medical"
    NPO = "npo"
    POLICE = "police"
    WOMEN_CENTER = "women_center"
    LIFELINE = "lifeline"
    RESIDENT_ORGANISATION = "resident_organisation"
    LEGAL = "legal"
    GUARDIAN = "guardian"


class Topic(StrEnum):
    """相談内容: the 16 official topics (law.md §10.4)."""

    ILLNESS_DISABILITY = "illness_disability"
    HOUSING = "housing"
    INCOME_LIVING = "income_living"
    RENT_LOAN = "rent_loan"
    TAX_UTILITY = "tax_utility"
    DEBT = "debt"
    JOB_SEARCH = "job_search"
    WORK_TROUBLE = "work_trouble"
    COMMUNITY = "community"
    FAMILY = "family"
    CHILDCARE = "childcare"
    CARE = "care"
    WITHDRAWAL_TRUANCY = "withdrawal_truancy"
    DV_ABUSE = "dv_abuse"
    NO_FOOD = "no_food"
    OTHER = "other"


class Route(StrEnum):
    """相談経路 (law.md §10.6)."""

    SELF_VISIT = "self_visit"
    SELF_PHONE_MAIL = "self_phone_mail"
    FAMILY_VISIT = "family_visit"
    FAMILY_PHONE_MAIL = "family_phone_mail"
    OUTREACH = "outreach"
    REFERRAL = "referral"
    OTHER = "other"


class Caller(StrEnum):
    """来談者 (law.md §10.5)."""

    SELF = "self"
    FAMILY = "family"
    OTHER = "other"


class SharingStance(StrEnum):
    """情報共有の意思: what the person said when asked whether agencies may share."""

    AGREED = "agreed"
    NOT_YET_ASKED = "not_yet_asked"
    REFUSED = "refused"


class Urgency(StrEnum):
    """緊急性 (law.md §10.15)."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    NORMAL = "normal"
    WATCH = "watch"


class UrgencyGround(StrEnum):
    """緊急性の理由 (law.md §10.15)."""

    FOOD = "food"
    LOSS_OF_HOUSING = "loss_of_housing"
    HEALTH_LIFE = "health_life"
    ABUSE_DV = "abuse_dv"
    LIFELINE_STOPPED = "lifeline_stopped"
    SUICIDE_RISK = "suicide_risk"


class Means(StrEnum):
    """受付方法: how the contact was made, where the route leaves it open."""

    VISIT = "visit"
    PHONE = "phone"
    MAIL = "mail"
    LETTER = "letter"
    HOME_VISIT = "home_visit"
    OTHER = "other"


class HeardOf(StrEnum):
    """窓口を知ったきっかけ: how the caller came to know of the desk (a local list)."""

    CITY_NEWS = "city_news"
    WEBSITE = "website"
    ACQUAINTANCE = "acquaintance"
    CITY_OFFICE = "city_office"
    OTHER_AGENCY = "other_agency"
    WELFARE_COMMISSIONER = "welfare_commissioner"
    USED_BEFORE = "used_before"
    OTHER = "other"


class Language(StrEnum):
    """通訳の言語: ISO 639 codes; sign language is a language too."""

    ENGLISH = "en"
    CHINESE = "zh"
    KOREAN = "ko"
    VIETNAMESE = "vi"
    TAGALOG = "tl"
    PORTUGUESE = "pt"
    SPANISH = "es"
    NEPALI = "ne"
    SIGN_LANGUAGE = "jsl"
    OTHER = "other"


class ClientStanding(StrEnum):
    """来談の有無: whether the person is a client, or somebody came about them (R66)."""

    CLIENT = "client"
    PRE_CLIENT = "pre_client"


class SupportMethod(StrEnum):
    """支援方法 of a 支援経過 (law.md §10.11)."""

    PHONE = "phone"
    VISIT_ACCOMPANY = "visit_accompany"
    INTERVIEW = "interview"
    INTERNAL_MEETING = "internal_meeting"
    PLAN_MEETING = "plan_meeting"
    EVALUATION_MEETING = "evaluation_meeting"
    OTHER_MEETING = "other_meeting"
    AGENCY_PHONE = "agency_phone"
    AGENCY_MEETING = "agency_meeting"
    OTHER = "other"


class ClosingReason(StrEnum):
    """終了の理由 (law.md §10.14, R62; the evaluation at the meeting comes with conferences)."""

    SELF_RELIANCE = "self_reliance"
    HANDOVER = "handover"
    INFORMATION_ONLY = "information_only"
    INTERRUPTED = "interrupted"
    MOVED = "moved"
    DECEASED = "deceased"
    NO_CONTACT = "no_contact"
    OWN_WISH = "own_wish"
    PUBLIC_ASSISTANCE = "public_assistance"


class StatutoryProgramme(StrEnum):
    """法に基づく事業等 that a plan uses (law.md §10.12)."""

    HOUSING_BENEFIT = "housing_benefit"
    RESIDENCE_SUPPORT = "residence_support"
    BUDGET_SUPPORT = "budget_support"
    WORK_PREPARATION = "work_preparation"
    WORK_TRAINING = "work_training"
    WORK_SUPPORT = "work_support"
    WELFARE_LOAN = "welfare_loan"
    EMPLOYMENT_OFFICE_PROGRAMME = "employment_office_programme"
    CHILD_LEARNING = "child_learning"


class ErasureAuthority(StrEnum):
    """消去の根拠: under which authority content is destroyed (R70)."""

    RETENTION_END = "retention_end"
    STOP_ORDER = "stop_order"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where one part stands: the entry's id, its leaf index, the number of the part."""

    event_id: UUID
    seq: int
    part: int


@dataclass(frozen=True, slots=True)
class Period:
    """A period of Tokyo civil dates that includes its first and last day; no last day = open."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)


TOKYO = timezone(timedelta(hours=9))
"""Asia/Tokyo has had no other offset since 1951, so the core needs no zone database."""


def tokyo_date(instant: datetime) -> date:
    """Return the Tokyo civil date of an instant (architecture §3)."""
    return instant.astimezone(TOKYO).date()


def end_of_day(day: date) -> datetime:
    """Return the last microsecond of a Tokyo civil date, in UTC."""
    return datetime.combine(day, time.max, tzinfo=TOKYO).astimezone(UTC)
