"""Direction (支援方針): each agency's part for a household, who leads, when it is reviewed."""

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest

from events.direction import (
    AnotherAgencyLeads,
    DirectionCommand,
    DirectionNotStanding,
    Directions,
    EndDirection,
    GiveDirection,
    ReviewNotAhead,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.values import AgencyKind
from tests.builders import CASE, DESK, MOTHER, NOON, TODAY, TOMORROW, UNKNOWN
from tests.events.examples.plan import DIRECTION, DIRECTION_ENDED, DIRECTION_GIVEN

pytestmark = pytest.mark.pure

SCHOOL: Final = UUID("1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9")
NEXT: Final = UUID("2c3d4e5f-6071-4829-93a4-b5c6d7e8f90a")
OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=TODAY,
    closed=False,
    today=TODAY,
)
GIVE: Final = GiveDirection(
    agency_kind=AgencyKind.COMMUNITY_SUPPORT_CENTER,
    leads=True,
    due=date(2025, 1, 6),
    agency="鈴懸地域包括支援センター",
    text="母の介護の申請を支え、訪問の窓口になる。",
)
END: Final = EndDirection(
    record=DIRECTION,
    ended_on=TODAY,
    text="介護の申請が済み、ケアマネジャーに引き継いだ。",
)
LED: Final = Directions(frozenset({DIRECTION}), DIRECTION)


def test_an_agencys_direction_is_written() -> None:
    events = decide(GIVE, Directions(), OPEN)

    assert events == (DIRECTION_GIVEN,)
    assert evolve(Directions(), events[0], event_id=DIRECTION, valid_at=NOON) == LED


def test_a_new_version_stands_in_place_of_the_old_and_may_go_on_leading() -> None:
    events = decide(replace(GIVE, record=DIRECTION), LED, OPEN)

    assert events == (replace(DIRECTION_GIVEN, corrects=DIRECTION),)
    assert evolve(LED, events[0], event_id=NEXT, valid_at=NOON) == Directions(
        frozenset({NEXT}), NEXT
    )


def test_one_agency_leads_at_a_time() -> None:
    school = replace(GIVE, agency_kind=AgencyKind.SCHOOL_BOARD, agency="鈴懸小学校")

    with pytest.raises(AnotherAgencyLeads):
        decide(school, LED, OPEN)
    beside = decide(replace(school, leads=False), LED, OPEN)
    assert evolve(LED, beside[0], event_id=SCHOOL, valid_at=NOON) == Directions(
        frozenset({DIRECTION, SCHOOL}), DIRECTION
    )


def test_when_the_leading_agency_hands_over_another_may_lead() -> None:
    handed = decide(replace(GIVE, record=DIRECTION, leads=False), LED, OPEN)
    free = evolve(LED, handed[0], event_id=NEXT, valid_at=NOON)

    assert free == Directions(frozenset({NEXT}))
    assert decide(GIVE, free, OPEN) == (DIRECTION_GIVEN,)


def test_an_agencys_part_ends_and_its_review_is_no_longer_due() -> None:
    events = decide(END, LED, OPEN)

    assert events == (DIRECTION_ENDED,)
    assert evolve(LED, events[0], event_id=NEXT, valid_at=NOON) == Directions()


@pytest.mark.parametrize("command", [replace(GIVE, record=UNKNOWN), replace(END, record=UNKNOWN)])
def test_only_a_direction_that_stands_is_revised_or_ended(command: DirectionCommand) -> None:
    with pytest.raises(DirectionNotStanding):
        decide(command, LED, OPEN)


def test_a_review_is_still_to_come() -> None:
    with pytest.raises(ReviewNotAhead):
        decide(replace(GIVE, due=TODAY), Directions(), OPEN)


@pytest.mark.parametrize(
    "command", [replace(GIVE, agency=" "), replace(GIVE, text=""), replace(END, text="　")]
)
def test_agency_direction_and_end_have_words(command: DirectionCommand) -> None:
    with pytest.raises(TextMissing):
        decide(command, LED, OPEN)


def test_an_end_does_not_lie_after_today() -> None:
    with pytest.raises(NotInTheFuture):
        decide(replace(END, ended_on=TOMORROW), LED, OPEN)


@pytest.mark.parametrize("command", [GIVE, END])
def test_a_closed_case_takes_no_direction(command: DirectionCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, LED, replace(OPEN, closed=True))


def test_only_what_is_about_directions_is_folded_and_decided() -> None:
    stranger: Any = type("Stranger", (), {"record": None})()

    with pytest.raises(AssertionError, match="Stranger"):
        evolve(Directions(), stranger, event_id=UNKNOWN, valid_at=NOON)
    with pytest.raises(AssertionError, match="Stranger"):
        decide(stranger, Directions(), OPEN)
