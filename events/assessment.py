"""
Assessment (アセスメント): what weighs on somebody and why, and where they live.

A later assessment is a new version that stands for the former one (R71).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias
from uuid import UUID

from events.base import Event, Personal, Private, RuleViolation
from events.matter import Matter, need_words
from events.values import Category

# Code lists


class Need(StrEnum):
    """課題と背景要因 (law.md §10.8)."""

    ILLNESS = "illness"
    INJURY = "injury"
    DISABILITY_CERTIFIED = "disability_certified"
    DISABILITY_SUSPECTED = "disability_suspected"
    SUICIDAL = "suicidal"
    MENTAL_HEALTH = "mental_health"
    UNSTABLE_HOUSING = "unstable_housing"
    HOMELESS = "homeless"
    POVERTY = "poverty"
    DEBT = "debt"
    BUDGETING = "budgeting"
    JOB_SEARCH_DIFFICULTY = "job_search_difficulty"
    JOB_RETENTION_DIFFICULTY = "job_retention_difficulty"
    LIFESTYLE = "lifestyle"
    ISOLATION = "isolation"
    FAMILY = "family"
    TRUANCY = "truancy"
    DELINQUENCY = "delinquency"
    LOW_EDUCATION = "low_education"
    SINGLE_PARENT = "single_parent"
    DV_ABUSE = "dv_abuse"
    FOREIGN_NATIONAL = "foreign_national"
    EX_OFFENDER = "ex_offender"
    COMMUNICATION = "communication"
    LITERACY_COGNITION = "literacy_cognition"
    DISASTER = "disaster"
    OTHER = "other"


class Domain(StrEnum):
    """地域生活課題の分野: the nine of 社会福祉法4条3項 (law.md §10.9)."""

    WELFARE = "welfare"
    CARE = "care"
    PREVENTION = "prevention"
    HEALTH = "health"
    HOUSING = "housing"
    WORK = "work"
    EDUCATION = "education"
    ISOLATION = "isolation"
    PARTICIPATION = "participation"


class WorkSituation(StrEnum):
    """仕事 (law.md §10.10)."""

    REGULAR = "regular"
    NONREGULAR = "nonregular"
    SELF_EMPLOYED = "self_employed"
    PENSION_LIFE = "pension_life"
    UNEMPLOYED_LEAVE = "unemployed_leave"
    OTHER = "other"


class HousingSituation(StrEnum):
    """住居 (law.md §10.10)."""

    OWNED = "owned"
    RENTED = "rented"
    PUBLIC = "public"
    COMPANY = "company"
    ROUGH = "rough"
    OTHER = "other"


class Residence(StrEnum):
    """居住地: where somebody lives, which decides who is in charge."""

    REGISTERED_HERE = "registered_here"
    LIVES_HERE = "lives_here"
    ELSEWHERE = "elsewhere"
    NO_ADDRESS = "no_address"


# Events


@dataclass(frozen=True, kw_only=True)
class AssessmentRecorded(Event):
    """
    What was found on a day; facts of one category stand in a text of their own.

    `needs` are sealed, under the strictest category that one of them can be of (decision 0024).
    """

    TOPIC: ClassVar[str] = "assessment.recorded"
    corrects: UUID | None
    person_id: UUID
    assessed_on: date
    needs: Annotated[Private[str], Personal(Category.ABUSE, of="person_id", codes=Need)]
    domains: tuple[Domain, ...]
    work: WorkSituation | None
    housing: HousingSituation | None
    findings: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]
    health: Annotated[Private[str], Personal(Category.HEALTH, of="person_id")]
    disability: Annotated[Private[str], Personal(Category.DISABILITY, of="person_id")]
    income: Annotated[Private[str], Personal(Category.INCOME, of="person_id")]
    debt: Annotated[Private[str], Personal(Category.DEBT, of="person_id")]


@dataclass(frozen=True, kw_only=True)
class ResidenceChecked(Event):
    """居住地の確認: where the person lives, and how it was seen."""

    TOPIC: ClassVar[str] = "assessment.residence-checked"
    corrects: UUID | None
    person_id: UUID
    checked_on: date
    residence: Residence
    text: Annotated[Private[str], Personal(Category.NOTE, of="person_id")]


AssessmentEvent: TypeAlias = AssessmentRecorded | ResidenceChecked

# State


@dataclass(frozen=True)
class Assessment:
    """The entries that stand now."""

    assessment: UUID | None = None
    residence: UUID | None = None


def evolve(state: Assessment, event: AssessmentEvent, *, event_id: UUID, **_: object) -> Assessment:
    """Fold one event, known by its entry's id."""
    if isinstance(event, AssessmentRecorded):
        return replace(state, assessment=event_id)
    return replace(state, residence=event_id)


# Commands


@dataclass(frozen=True, kw_only=True)
class RecordAssessment:
    """Write down what was found."""

    assessed_on: date
    needs: tuple[Need, ...]
    domains: tuple[Domain, ...]
    work: WorkSituation | None
    housing: HousingSituation | None
    findings: str
    health: str
    disability: str
    income: str
    debt: str


@dataclass(frozen=True, kw_only=True)
class CheckResidence:
    """Check where the person lives."""

    checked_on: date
    residence: Residence
    text: str


AssessmentCommand: TypeAlias = RecordAssessment | CheckResidence


class NeedRepeated(RuleViolation):
    """Each need and each domain is ticked once."""


class NothingAssessed(RuleViolation):
    """An assessment names a need or a domain at least; that is what it is counted by."""


def decide(
    command: AssessmentCommand, state: Assessment, matter: Matter
) -> tuple[AssessmentEvent, ...]:
    """
    Decide about an assessment.

    Raises:
        CaseNotOpen: when the case was closed.
        NotInTheFuture: when its day lies after today.
        NeedRepeated: when a code is ticked twice.
        NothingAssessed: when neither a need nor a domain is ticked.
        TextMissing: when the findings have no words.
    """
    matter.must_be_open()
    if isinstance(command, RecordAssessment):
        return (_record(command, state, matter),)
    matter.must_have_come(command.checked_on)
    return (
        ResidenceChecked(
            corrects=state.residence,
            person_id=matter.person_id,
            checked_on=command.checked_on,
            residence=command.residence,
            text=command.text,
        ),
    )


def _record(command: RecordAssessment, state: Assessment, matter: Matter) -> AssessmentRecorded:
    matter.must_be_of_this_case(command.assessed_on)
    for codes in (command.needs, command.domains):
        if len(set(codes)) != len(codes):
            raise NeedRepeated
    if not command.needs and not command.domains:
        raise NothingAssessed
    need_words(command.findings)
    return AssessmentRecorded(
        corrects=state.assessment,
        person_id=matter.person_id,
        assessed_on=command.assessed_on,
        needs=" ".join(command.needs),
        domains=command.domains,
        work=command.work,
        housing=command.housing,
        findings=command.findings,
        health=command.health,
        disability=command.disability,
        income=command.income,
        debt=command.debt,
    )
