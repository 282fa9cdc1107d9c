"""Assignment (担当): dated leads, covers with a preset reason, midnight on 1 April."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from events.assignment import (
    FROM_THE_BEGINNING,
    Assignment,
    Cover,
    CoverAlready,
    CoverByLead,
    CoverEnded,
    CoverInThePast,
    CoverNotStanding,
    CoverReason,
    EndCover,
    HandOverLead,
    LeadAlready,
    LeadHandedOver,
    LeadInThePast,
    LeadReason,
    TakeCover,
    decide,
    evolve,
)
from events.base import Event
from events.matter import CaseNotOpen, Matter, NotNamed
from tests.builders import (
    CASE,
    CHIEF,
    COLLEAGUE,
    COUNSELLOR,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOON,
    NOTE,
    TODAY,
    TOMORROW,
    YESTERDAY,
)
from tests.events.examples.intake import CONSULTATION_RECEIVED, PROGRESS_RECORDED
from tests.events.examples.work import COVER_TAKEN

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE, programme=DESK, person_id=MOTHER, opened_on=YESTERDAY, closed=False, today=TODAY
)
NOTHING: Final = Assignment()
LED: Final = Assignment(((FROM_THE_BEGINNING, COUNSELLOR),))
LAST_OF_MARCH, FIRST_OF_APRIL = date(2025, 3, 31), date(2025, 4, 1)
TRANSFER: Final = HandOverLead(
    lead=COLLEAGUE, since=FIRST_OF_APRIL, reason=LeadReason.TRANSFER, text=""
)
COVER: Final = TakeCover(
    cover=COLLEAGUE, since=TODAY, until=TODAY, reason=CoverReason.MEETING, text=""
)


def after(*events: Event, state: Assignment = NOTHING) -> Assignment:
    for event in events:
        state = evolve(state, event, event_id=NOTE, valid_at=NOON)
    return state


def transferred() -> Assignment:
    return after(*decide(TRANSFER, LED, MATTER), state=LED)


# Who leads.


def test_the_slip_says_who_leads_at_first() -> None:
    assert after(CONSULTATION_RECEIVED) == LED


def test_other_events_of_a_case_begin_no_list() -> None:
    assert after(PROGRESS_RECORDED) == Assignment()


def test_a_case_without_a_slip_is_led_by_nobody() -> None:
    assert Assignment().lead_on(TODAY) is None
    assert Assignment().leads_from(TODAY) == frozenset()


def test_a_lead_is_handed_over_from_a_day_on() -> None:
    assert decide(TRANSFER, LED, MATTER) == (
        LeadHandedOver(
            person_id=MOTHER,
            lead=COLLEAGUE,
            since=FIRST_OF_APRIL,
            reason=LeadReason.TRANSFER,
            text="",
        ),
    )


@pytest.mark.parametrize(
    ("day", "lead"), [(LAST_OF_MARCH, COUNSELLOR), (FIRST_OF_APRIL, COLLEAGUE)]
)
def test_a_transfer_of_1_april_takes_effect_at_midnight(day: date, lead: object) -> None:
    """desk.md 1.5: dated end and start at midnight."""
    assert transferred().lead_on(day) == lead


def test_who_leads_from_a_day_on_are_those_of_now_and_those_to_come() -> None:
    assert transferred().leads_from(TODAY) == {COUNSELLOR, COLLEAGUE}
    assert transferred().leads_from(FIRST_OF_APRIL) == {COLLEAGUE}


def test_a_later_word_about_the_same_day_stands_for_the_earlier_one() -> None:
    state = transferred()

    again = after(*decide(replace(TRANSFER, lead=CHIEF), state, MATTER), state=state)

    assert again.leads == ((FROM_THE_BEGINNING, COUNSELLOR), (FIRST_OF_APRIL, CHIEF))


def test_a_handover_of_today_leaves_the_one_of_1_april_in_force() -> None:
    state = transferred()

    now = after(*decide(replace(TRANSFER, lead=CHIEF, since=TODAY), state, MATTER), state=state)

    assert [now.lead_on(day) for day in (YESTERDAY, TODAY, LAST_OF_MARCH, FIRST_OF_APRIL)] == [
        COUNSELLOR,
        CHIEF,
        CHIEF,
        COLLEAGUE,
    ]


def test_who_leads_is_not_said_for_a_day_that_has_passed() -> None:
    with pytest.raises(LeadInThePast):
        decide(replace(TRANSFER, since=YESTERDAY), LED, MATTER)


def test_a_case_is_not_handed_over_to_who_leads_it_that_day() -> None:
    with pytest.raises(LeadAlready):
        decide(replace(TRANSFER, lead=COUNSELLOR), LED, MATTER)


def test_a_closed_case_is_handed_over_to_nobody() -> None:
    with pytest.raises(CaseNotOpen):
        decide(TRANSFER, LED, replace(MATTER, closed=True))


# Who covers.


def test_a_cover_is_taken_for_today_with_a_preset_reason() -> None:
    assert decide(COVER, LED, MATTER) == (COVER_TAKEN,)


def test_who_covers_does_so_from_the_first_day_to_the_last() -> None:
    state = after(
        *decide(replace(COVER, since=TOMORROW, until=LAST_OF_MARCH), LED, MATTER), state=LED
    )

    assert state.covers == {NOTE: Cover(staff=COLLEAGUE, since=TOMORROW, until=LAST_OF_MARCH)}
    assert [state.covers_on(day) for day in (TODAY, TOMORROW, LAST_OF_MARCH, FIRST_OF_APRIL)] == [
        (),
        (COLLEAGUE,),
        (COLLEAGUE,),
        (),
    ]


@pytest.mark.parametrize(
    ("since", "until"), [(YESTERDAY, TODAY), (TOMORROW, TODAY), (YESTERDAY, YESTERDAY)]
)
def test_a_cover_begins_today_or_later_and_does_not_end_before(since: date, until: date) -> None:
    with pytest.raises(CoverInThePast):
        decide(replace(COVER, since=since, until=until), LED, MATTER)


def test_who_leads_does_not_cover_for_themselves() -> None:
    with pytest.raises(CoverByLead):
        decide(replace(COVER, cover=COUNSELLOR), LED, MATTER)


@pytest.mark.parametrize(
    ("since", "until"), [(TODAY, TODAY), (TODAY, TOMORROW), (TOMORROW, LAST_OF_MARCH)]
)
def test_nobody_covers_twice_for_the_same_days(since: date, until: date) -> None:
    state = after(replace(COVER_TAKEN, until=TOMORROW), state=LED)

    with pytest.raises(CoverAlready):
        decide(replace(COVER, since=since, until=until), state, MATTER)


def test_another_one_may_cover_for_the_same_days_and_the_same_one_for_others() -> None:
    state = after(COVER_TAKEN, state=LED)

    other = decide(replace(COVER, cover=CHIEF), state, MATTER)
    later = decide(replace(COVER, since=TOMORROW, until=TOMORROW), state, MATTER)

    assert other == (replace(COVER_TAKEN, cover=CHIEF),)
    assert later == (replace(COVER_TAKEN, since=TOMORROW, until=TOMORROW),)


def test_in_a_restricted_case_only_who_is_named_covers() -> None:
    named = replace(MATTER, named=frozenset({COUNSELLOR, CHIEF}))

    with pytest.raises(NotNamed):
        decide(COVER, LED, named)
    assert decide(replace(COVER, cover=CHIEF), LED, named)


def test_a_cover_is_ended_before_its_last_day() -> None:
    state = after(COVER_TAKEN, state=LED)

    ended = decide(EndCover(record=NOTE, text="戻った。"), state, MATTER)

    assert ended == (CoverEnded(record=NOTE, person_id=MOTHER, text="戻った。"),)
    assert after(*ended, state=state) == LED


def test_a_cover_that_is_none_was_ended_or_is_over_is_not_ended() -> None:
    state = after(COVER_TAKEN, state=LED)

    with pytest.raises(CoverNotStanding):
        decide(EndCover(record=LATER_NOTE, text=""), state, MATTER)
    with pytest.raises(CoverNotStanding):
        decide(EndCover(record=NOTE, text=""), state, replace(MATTER, today=TOMORROW))
