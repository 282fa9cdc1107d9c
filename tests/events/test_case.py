"""Case (ケース): 相談受付・連絡票 → 支援経過 → 訂正 → 終了 (R58, R71)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from events.case import (
    Case,
    CaseAlreadyOpen,
    CaseCommand,
    CaseEvent,
    ClosedBeforeReceived,
    MainTopicNotAmongTopics,
    PreClientCame,
    ReceiveConsultation,
    RecordNotCorrectable,
    RecordProgress,
    TopicRepeated,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, NotInTheFuture, TextMissing
from events.moment import BackdatedWithoutReason
from events.values import Caller, ClientStanding, Topic
from tests.builders import (
    A_MINUTE_LATER,
    CLOSE,
    CLOSING,
    CORRECT_NOTE,
    CORRECT_SLIP,
    CORRECTED_NOTE,
    CORRECTED_SLIP,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOON,
    NOTE,
    NOW,
    OPEN_TENANT,
    RECEIVE,
    RECORD,
    SLIP,
    SON,
    UNKNOWN,
)
from tests.events.examples.intake import (
    CASE_CLOSED,
    CONSULTATION_CORRECTED,
    CONSULTATION_RECEIVED,
    PROGRESS_CORRECTED,
    PROGRESS_RECORDED,
)
from tests.events.examples.organisation import TENANT_OPENED

pytestmark = pytest.mark.pure


LONG_AGO = datetime(2024, 9, 20, 15, 0, tzinfo=UTC)
OPENING = (SLIP, CONSULTATION_RECEIVED)
WITH_NOTE = (OPENING, (NOTE, PROGRESS_RECORDED))
ENDED = (*WITH_NOTE, (CLOSING, CASE_CLOSED))


def given(*past: tuple[UUID, CaseEvent]) -> Case:
    state = Case()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


# 相談受付・連絡票.


def test_taking_a_consultation_records_the_slip() -> None:
    state = given()

    events = decide(RECEIVE, state)

    assert events == (CONSULTATION_RECEIVED,)


def test_a_received_case_knows_its_programme_person_slip_and_time() -> None:
    state = given(OPENING)

    assert state == Case(
        programme=DESK,
        person_id=MOTHER,
        received_at=NOON,
        received=CONSULTATION_RECEIVED,
        slip=SLIP,
    )


@pytest.mark.parametrize("past", [(OPENING,), ENDED], ids=["open", "closed"])
def test_one_slip_opens_one_case(past: tuple[tuple[UUID, CaseEvent], ...]) -> None:
    """R58."""
    state = given(*past)

    with pytest.raises(CaseAlreadyOpen):
        decide(RECEIVE, state)


def test_each_topic_is_ticked_once() -> None:
    state = given()
    twice = (Topic.INCOME_LIVING, Topic.DEBT, Topic.INCOME_LIVING)

    with pytest.raises(TopicRepeated):
        decide(replace(RECEIVE, topics=twice), state)


@pytest.mark.parametrize("topics", [(), (Topic.DEBT,)], ids=["none ticked", "another ticked"])
def test_the_most_troubling_topic_is_one_of_those_ticked(topics: tuple[Topic, ...]) -> None:
    state = given()

    with pytest.raises(MainTopicNotAmongTopics):
        decide(replace(RECEIVE, topics=topics), state)


def test_a_slip_may_be_taken_from_someone_who_says_nothing() -> None:
    state = given()

    events = decide(replace(RECEIVE, own_words="", wishes=""), state)

    assert events == (replace(CONSULTATION_RECEIVED, own_words="", wishes=""),)


def test_a_consultation_about_somebody_who_does_not_know_is_told_by_another_person() -> None:
    """R66: a mother about her adult son; he is the subject, she is the source."""
    state = given()
    told = replace(
        RECEIVE,
        person_id=SON,
        teller_id=MOTHER,
        caller=Caller.FAMILY,
        standing=ClientStanding.PRE_CLIENT,
        teller="母、髙﨑 ふみ、000-0000-0142",
    )

    events = decide(told, state)

    assert events == (
        replace(
            CONSULTATION_RECEIVED,
            person_id=SON,
            teller_id=MOTHER,
            caller=Caller.FAMILY,
            standing=ClientStanding.PRE_CLIENT,
            teller="母、髙﨑 ふみ、000-0000-0142",
        ),
    )


def test_who_came_themselves_is_a_client() -> None:
    """R66."""
    state = given()

    with pytest.raises(PreClientCame):
        decide(replace(RECEIVE, standing=ClientStanding.PRE_CLIENT), state)


@pytest.mark.parametrize("command", [RECEIVE, RECORD], ids=["slip", "progress"])
def test_nothing_is_written_down_before_it_happens(
    command: ReceiveConsultation | RecordProgress,
) -> None:
    """R74."""
    state = given() if command is RECEIVE else given(OPENING)
    later = replace(NOW, happened_at=A_MINUTE_LATER)

    with pytest.raises(NotInTheFuture):
        decide(replace(command, moment=later), state)


@pytest.mark.parametrize("command", [RECEIVE, RECORD], ids=["slip", "progress"])
def test_what_is_written_down_long_after_says_why(
    command: ReceiveConsultation | RecordProgress,
) -> None:
    """R74: the reason is kept with the record, and whether the time is known."""
    state = given() if command is RECEIVE else given(OPENING)
    event = CONSULTATION_RECEIVED if command is RECEIVE else PROGRESS_RECORDED
    late = replace(NOW, happened_at=LONG_AGO, untimed=True)

    with pytest.raises(BackdatedWithoutReason):
        decide(replace(command, moment=replace(late, reason=" ")), state)
    events = decide(replace(command, moment=replace(late, reason="停電中の紙の記録")), state)

    assert events == (replace(event, untimed=True, late_reason="停電中の紙の記録"),)


def test_a_few_days_back_need_no_reason() -> None:
    """R74: the first day that needs none is the day of the limit itself, in Tokyo."""
    limit = datetime(2024, 9, 23, 15, 0, tzinfo=UTC)

    replace(NOW, happened_at=limit).must_stand()
    with pytest.raises(BackdatedWithoutReason):
        replace(NOW, happened_at=limit - timedelta(microseconds=1)).must_stand()


# 支援経過.


def test_progress_is_recorded_about_the_person_of_the_case() -> None:
    state = given(OPENING)

    events = decide(RECORD, state)

    assert events == (PROGRESS_RECORDED,)


def test_each_progress_record_stands_by_itself() -> None:
    state = given(*WITH_NOTE, (LATER_NOTE, PROGRESS_RECORDED))

    assert state == Case(
        programme=DESK,
        person_id=MOTHER,
        received_at=NOON,
        received=CONSULTATION_RECEIVED,
        slip=SLIP,
        notes=frozenset({NOTE, LATER_NOTE}),
    )


@pytest.mark.parametrize("text", ["", " ", "　\n\t"], ids=["empty", "space", "wide space"])
def test_progress_has_words(text: str) -> None:
    state = given(OPENING)

    with pytest.raises(TextMissing):
        decide(replace(RECORD, text=text), state)


@pytest.mark.parametrize("command", [RECORD, CORRECT_SLIP, CORRECT_NOTE, CLOSE])
def test_a_case_that_never_opened_takes_nothing(command: CaseCommand) -> None:
    state = given()

    with pytest.raises(CaseNotOpen):
        decide(command, state)


@pytest.mark.parametrize("command", [RECORD, CLOSE])
def test_a_closed_case_takes_no_progress_and_no_second_closing(command: CaseCommand) -> None:
    state = given(*ENDED)

    with pytest.raises(CaseNotOpen):
        decide(command, state)


# 訂正 (R71).


def test_correcting_the_slip_records_the_whole_text_and_points_to_the_old() -> None:
    """R71."""
    state = given(*WITH_NOTE)

    events = decide(CORRECT_SLIP, state)

    assert events == (CONSULTATION_CORRECTED,)


def test_a_corrected_slip_is_not_due_for_screening_once_that_was_done() -> None:
    """R58: what was decided stays decided."""
    screened = replace(given(*WITH_NOTE), screened=True)

    assert decide(CORRECT_SLIP, screened) == (replace(CONSULTATION_CORRECTED, due=None),)


def test_correcting_progress_records_the_whole_text_and_points_to_the_old() -> None:
    """R71."""
    state = given(*WITH_NOTE)

    events = decide(CORRECT_NOTE, state)

    assert events == (PROGRESS_CORRECTED,)


def test_a_correction_stands_in_place_of_what_it_corrects() -> None:
    """R71."""
    state = given(
        *WITH_NOTE,
        (LATER_NOTE, PROGRESS_RECORDED),
        (CORRECTED_SLIP, CONSULTATION_CORRECTED),
        (CORRECTED_NOTE, PROGRESS_CORRECTED),
    )

    assert state == Case(
        programme=DESK,
        person_id=MOTHER,
        received_at=NOON,
        received=CONSULTATION_RECEIVED,
        slip=CORRECTED_SLIP,
        notes=frozenset({CORRECTED_NOTE, LATER_NOTE}),
    )


def test_a_correction_of_what_has_only_a_day_has_only_that_day() -> None:
    """R71, R74."""
    slip, note = (
        replace(CONSULTATION_RECEIVED, untimed=True),
        replace(PROGRESS_RECORDED, untimed=True),
    )
    state = given((SLIP, slip), (NOTE, note))

    (retold,) = decide(CORRECT_NOTE, state)
    state = evolve(state, retold, event_id=CORRECTED_NOTE, valid_at=NOON)
    (again,) = decide(replace(CORRECT_NOTE, corrects=CORRECTED_NOTE), state)

    assert decide(CORRECT_SLIP, state) == (replace(CONSULTATION_CORRECTED, untimed=True),)
    assert retold == replace(PROGRESS_CORRECTED, untimed=True)
    assert again == replace(PROGRESS_CORRECTED, corrects=CORRECTED_NOTE, untimed=True)


@pytest.mark.parametrize("command", [CORRECT_SLIP, CORRECT_NOTE])
def test_what_was_corrected_already_is_not_corrected_again(command: CaseCommand) -> None:
    """R71."""
    state = given(
        *WITH_NOTE, (CORRECTED_SLIP, CONSULTATION_CORRECTED), (CORRECTED_NOTE, PROGRESS_CORRECTED)
    )

    with pytest.raises(RecordNotCorrectable):
        decide(command, state)


def test_a_correction_can_itself_be_corrected() -> None:
    """R71."""
    state = given(
        *WITH_NOTE, (CORRECTED_SLIP, CONSULTATION_CORRECTED), (CORRECTED_NOTE, PROGRESS_CORRECTED)
    )

    slip = decide(replace(CORRECT_SLIP, corrects=CORRECTED_SLIP), state)
    note = decide(replace(CORRECT_NOTE, corrects=CORRECTED_NOTE), state)

    assert slip == (replace(CONSULTATION_CORRECTED, corrects=CORRECTED_SLIP),)
    assert note == (replace(PROGRESS_CORRECTED, corrects=CORRECTED_NOTE),)


@pytest.mark.parametrize(
    "command",
    [
        replace(CORRECT_SLIP, corrects=UNKNOWN),
        replace(CORRECT_SLIP, corrects=NOTE),
        replace(CORRECT_NOTE, corrects=UNKNOWN),
        replace(CORRECT_NOTE, corrects=SLIP),
    ],
    ids=["slip of another case", "a note as slip", "note of another case", "the slip as note"],
)
def test_only_a_record_of_this_case_is_corrected_and_only_as_what_it_is(
    command: CaseCommand,
) -> None:
    """R71."""
    state = given(*WITH_NOTE)

    with pytest.raises(RecordNotCorrectable):
        decide(command, state)


@pytest.mark.parametrize(
    "command",
    [
        replace(CORRECT_SLIP, reason=" "),
        replace(CORRECT_NOTE, reason=" "),
        replace(CORRECT_NOTE, text=" "),
    ],
    ids=["slip without a reason", "progress without a reason", "progress without words"],
)
def test_a_correction_has_a_reason_and_progress_keeps_its_words(command: CaseCommand) -> None:
    state = given(*WITH_NOTE)

    with pytest.raises(TextMissing):
        decide(command, state)


def test_a_correction_may_empty_the_words_of_a_slip() -> None:
    state = given(OPENING)

    events = decide(replace(CORRECT_SLIP, own_words="", wishes=""), state)

    assert events == (replace(CONSULTATION_CORRECTED, own_words="", wishes=""),)


def test_a_closed_case_still_takes_corrections() -> None:
    """A wrong record does not become right by the closing (R71)."""
    state = given(*ENDED)

    slip = decide(CORRECT_SLIP, state)
    note = decide(CORRECT_NOTE, state)

    assert (slip, note) == ((CONSULTATION_CORRECTED,), (PROGRESS_CORRECTED,))


# 終了.


def test_closing_records_reason_day_and_summary() -> None:
    state = given(*WITH_NOTE)

    events = decide(CLOSE, state)

    assert events == (CASE_CLOSED,)


def test_a_closed_case_keeps_what_stood() -> None:
    state = given(*ENDED)

    assert state == Case(
        programme=DESK,
        person_id=MOTHER,
        received_at=NOON,
        received=CONSULTATION_RECEIVED,
        slip=SLIP,
        notes=frozenset({NOTE}),
        closed=True,
    )


# What is not about a case.


def test_only_what_happens_to_cases_is_folded_and_decided() -> None:
    state = given(OPENING)

    with pytest.raises(AssertionError, match="TenantOpened"):
        evolve(state, TENANT_OPENED, event_id=SLIP, valid_at=NOON)  # pyright: ignore[reportArgumentType]  # the point of the test
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, state)  # pyright: ignore[reportArgumentType]  # the point of the test


def test_a_case_closes_on_the_day_it_was_received_and_not_before() -> None:
    state = given(OPENING)

    same_day = decide(replace(CLOSE, closed_on=date(2024, 10, 1)), state)

    assert same_day == (replace(CASE_CLOSED, closed_on=date(2024, 10, 1)),)
    with pytest.raises(ClosedBeforeReceived):
        decide(replace(CLOSE, closed_on=date(2024, 9, 30)), state)
