"""Screening (振り分け): a result for each consultation, and who leads a hard case (R58)."""

from dataclasses import replace
from typing import Final

import pytest

from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.screening import (
    AnswerAsPromoter,
    AskPromoter,
    DecideScreening,
    FollowUpBeforeDecision,
    FollowUpDayMissing,
    PromoterAlreadyAsked,
    PromoterAnswer,
    PromoterNotAsked,
    Screening,
    ScreeningCommand,
    ScreeningNotOfSlip,
    ScreeningResult,
    decide,
    evolve,
)
from tests.builders import (
    ASKED,
    CASE,
    CORRECTED_SLIP,
    DESK,
    MOTHER,
    NOTE,
    SCREENING,
    SLIP,
    TODAY,
    TOMORROW,
    YESTERDAY,
)
from tests.events.examples.assessment import PROMOTER_ANSWERED, PROMOTER_ASKED, SCREENING_DECIDED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
    slip=SLIP,
    slips=frozenset({SLIP}),
)
DECIDE: Final = DecideScreening(
    record=SLIP,
    decided_on=TODAY,
    result=ScreeningResult.REFER,
    due=TOMORROW,
    text="介護の申請が先。地域包括支援センターにつなぐ。",
)
ASK: Final = AskPromoter(
    asked_on=TODAY,
    due=TOMORROW,
    text="介護と就労とひきこもりが重なり、窓口だけでは動かせない。",
)
ANSWER: Final = AnswerAsPromoter(
    answered_on=TODAY,
    answer=PromoterAnswer.LEADS,
    text="世帯全体を見立てる。来週、関係機関に声をかける。",
)
NOTHING: Final = Screening()
ASKED_ONE: Final = Screening(asked=ASKED)


# スクリーニング.


@pytest.mark.parametrize("state", [NOTHING, Screening(decided=SCREENING)])
def test_a_result_names_the_slip_and_no_other_record(state: Screening) -> None:
    """R58: the alias of another record of the case would end that record's deadline."""
    with pytest.raises(ScreeningNotOfSlip):
        decide(replace(DECIDE, record=NOTE), state, OPEN)


def test_the_first_result_settles_the_deadline_of_the_slip() -> None:
    """R58."""
    assert decide(DECIDE, NOTHING, OPEN) == (SCREENING_DECIDED,)


def test_the_deadline_of_the_corrected_slip_ends_whichever_version_is_named() -> None:
    """R58, R71."""
    corrected = replace(OPEN, slip=CORRECTED_SLIP, slips=frozenset({SLIP, CORRECTED_SLIP}))

    (decided,) = decide(DECIDE, NOTHING, corrected)

    assert decided == replace(SCREENING_DECIDED, settles=CORRECTED_SLIP)


def test_a_later_result_settles_the_one_before_it() -> None:
    """R58: asked again, the person agreed; the consultation still has one result."""
    state = evolve(NOTHING, SCREENING_DECIDED, event_id=SCREENING)
    agreed = replace(DECIDE, result=ScreeningResult.CONTINUE, due=None, text="同意を得た。")

    events = decide(agreed, state, OPEN)

    assert events == (
        replace(
            SCREENING_DECIDED,
            settles=SCREENING,
            result=ScreeningResult.CONTINUE,
            due=None,
            text="同意を得た。",
        ),
    )


def test_a_first_result_needs_no_reason_and_a_later_one_does() -> None:
    silent = replace(DECIDE, text="")

    assert decide(silent, NOTHING, OPEN) == (replace(SCREENING_DECIDED, text=""),)
    with pytest.raises(TextMissing):
        decide(silent, Screening(decided=SCREENING), OPEN)


@pytest.mark.parametrize("result", [ScreeningResult.REFER, ScreeningResult.SEEKING_CONSENT])
def test_what_must_be_followed_up_names_its_day(result: ScreeningResult) -> None:
    """R58."""
    with pytest.raises(FollowUpDayMissing):
        decide(replace(DECIDE, result=result, due=None), NOTHING, OPEN)


@pytest.mark.parametrize(
    "result",
    [
        ScreeningResult.INFORMATION_ONLY,
        ScreeningResult.CONTINUE,
        ScreeningResult.INTERRUPTED,
    ],
)
def test_what_ends_or_goes_on_here_needs_no_day(result: ScreeningResult) -> None:
    events = decide(replace(DECIDE, result=result, due=None), NOTHING, OPEN)

    assert events == (replace(SCREENING_DECIDED, result=result, due=None),)


@pytest.mark.parametrize("command", [DECIDE, ASK])
def test_nothing_is_to_follow_before_it_was_decided(command: DecideScreening | AskPromoter) -> None:
    with pytest.raises(FollowUpBeforeDecision):
        decide(replace(command, due=YESTERDAY), NOTHING, OPEN)


# 包括化推進員.


def test_a_hard_case_is_given_to_a_promoter_with_the_reason() -> None:
    assert decide(ASK, NOTHING, OPEN) == (PROMOTER_ASKED,)
    with pytest.raises(TextMissing):
        decide(replace(ASK, text=" "), NOTHING, OPEN)


def test_a_promoter_who_has_not_answered_is_not_asked_again() -> None:
    state = evolve(NOTHING, PROMOTER_ASKED, event_id=ASKED)

    with pytest.raises(PromoterAlreadyAsked):
        decide(ASK, state, OPEN)


def test_the_promoters_answer_settles_what_was_asked_and_lets_ask_again() -> None:
    events = decide(ANSWER, ASKED_ONE, OPEN)

    state = evolve(ASKED_ONE, PROMOTER_ANSWERED, event_id=NOTE)

    assert events == (PROMOTER_ANSWERED,)
    assert decide(ASK, state, OPEN) == (PROMOTER_ASKED,)
    with pytest.raises(PromoterNotAsked):
        decide(ANSWER, state, OPEN)


def test_a_promoter_gives_a_case_back_with_a_reason_only() -> None:
    silent = replace(ANSWER, text="")

    assert decide(silent, ASKED_ONE, OPEN) == (replace(PROMOTER_ANSWERED, text=""),)
    with pytest.raises(TextMissing):
        decide(replace(silent, answer=PromoterAnswer.RETURNED), ASKED_ONE, OPEN)


# Both.


def test_a_result_and_a_promoter_do_not_wait_for_each_other() -> None:
    state = evolve(ASKED_ONE, SCREENING_DECIDED, event_id=SCREENING)

    assert state == Screening(decided=SCREENING, asked=ASKED)


@pytest.mark.parametrize("command", [DECIDE, ASK, ANSWER])
def test_a_closed_case_goes_nowhere(command: ScreeningCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, ASKED_ONE, replace(OPEN, closed=True))


@pytest.mark.parametrize(
    "command",
    [
        replace(DECIDE, decided_on=TOMORROW),
        replace(ASK, asked_on=TOMORROW),
        replace(ANSWER, answered_on=TOMORROW),
    ],
)
def test_nothing_is_decided_before_its_day_has_come(command: ScreeningCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, ASKED_ONE, OPEN)
