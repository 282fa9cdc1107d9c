"""Assessment (アセスメント): needs, domains and where somebody lives (law.md §10.8-10.10)."""

from dataclasses import replace
from typing import Any, Final

import pytest

from events.assessment import (
    Assessment,
    AssessmentCommand,
    AssessmentRecorded,
    CheckResidence,
    Domain,
    Need,
    NeedRepeated,
    NothingAssessed,
    RecordAssessment,
    Residence,
    decide,
    evolve,
)
from events.base import clear_fields
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from tests.builders import (
    ASSESSMENT,
    CASE,
    DESK,
    MOTHER,
    RESIDENCE,
    TODAY,
    TOMORROW,
    YESTERDAY,
)
from tests.events.examples.assessment import ASSESSMENT_RECORDED, RESIDENCE_CHECKED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
)
RECORD: Final = RecordAssessment(
    **{
        name: value
        for name, value in vars(ASSESSMENT_RECORDED).items()
        if name not in {"corrects", "person_id", "needs"}
    },
    needs=(Need.POVERTY, Need.ISOLATION, Need.FAMILY),
)
CHECK: Final = CheckResidence(
    checked_on=TODAY,
    residence=Residence.REGISTERED_HERE,
    text="後期高齢者医療の保険証で確かめた。",
)
NOTHING: Final = Assessment()


def test_an_assessment_is_recorded_about_the_person_of_the_case() -> None:
    assert decide(RECORD, NOTHING, OPEN) == (ASSESSMENT_RECORDED,)


def test_a_later_assessment_stands_for_the_former_one() -> None:
    """R71."""
    state = evolve(NOTHING, ASSESSMENT_RECORDED, event_id=ASSESSMENT)

    events = decide(replace(RECORD, needs=(Need.DEBT,)), state, OPEN)

    assert events == (replace(ASSESSMENT_RECORDED, corrects=ASSESSMENT, needs="debt"),)


@pytest.mark.parametrize(
    "twice",
    [{"needs": (Need.DEBT, Need.DEBT)}, {"domains": (Domain.CARE, Domain.WORK, Domain.CARE)}],
)
def test_each_need_and_each_domain_is_ticked_once(twice: dict[str, Any]) -> None:
    with pytest.raises(NeedRepeated):
        decide(replace(RECORD, **twice), NOTHING, OPEN)


def test_an_assessment_names_a_need_or_a_domain() -> None:
    only_domains = replace(RECORD, needs=())

    assert decide(only_domains, NOTHING, OPEN) == (replace(ASSESSMENT_RECORDED, needs=""),)
    with pytest.raises(NothingAssessed):
        decide(replace(only_domains, domains=()), NOTHING, OPEN)


def test_an_assessment_has_findings_and_other_texts_may_stay_empty() -> None:
    nothing = {"health": "", "disability": "", "income": "", "debt": ""}

    events = decide(replace(RECORD, **nothing), NOTHING, OPEN)

    assert events == (replace(ASSESSMENT_RECORDED, **nothing),)
    with pytest.raises(TextMissing):
        decide(replace(RECORD, findings="　"), NOTHING, OPEN)


def test_where_somebody_lives_is_checked_and_checked_again() -> None:
    state = evolve(NOTHING, RESIDENCE_CHECKED, event_id=RESIDENCE)
    moved = replace(CHECK, residence=Residence.ELSEWHERE, text="")

    assert decide(CHECK, NOTHING, OPEN) == (RESIDENCE_CHECKED,)
    assert decide(moved, state, OPEN) == (
        replace(RESIDENCE_CHECKED, corrects=RESIDENCE, residence=Residence.ELSEWHERE, text=""),
    )


def test_an_assessment_and_a_check_stand_for_their_own_kind_only() -> None:
    state = evolve(NOTHING, ASSESSMENT_RECORDED, event_id=ASSESSMENT)

    state = evolve(state, RESIDENCE_CHECKED, event_id=RESIDENCE)

    assert state == Assessment(assessment=ASSESSMENT, residence=RESIDENCE)


@pytest.mark.parametrize("command", [RECORD, CHECK])
def test_a_closed_case_is_not_assessed(command: AssessmentCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, NOTHING, replace(OPEN, closed=True))


@pytest.mark.parametrize(
    "command", [replace(RECORD, assessed_on=TOMORROW), replace(CHECK, checked_on=TOMORROW)]
)
def test_nothing_is_found_before_its_day_has_come(command: AssessmentCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, NOTHING, OPEN)


def test_what_weighs_on_somebody_does_not_stand_in_the_clear() -> None:
    """Decision 0024: abuse, illness and a past in prison are 要配慮, and no list needs them."""
    assert "needs" not in clear_fields(AssessmentRecorded)
