"""Relief (緊急支援): what was done at once; 生活保護 was explained (R63)."""

from dataclasses import replace
from typing import Final

import pytest

from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.relief import (
    ExplainPublicAssistance,
    GiveRelief,
    InformedBy,
    Relief,
    ReliefCommand,
    ReliefKind,
    decide,
    evolve,
)
from tests.builders import CASE, DESK, MOTHER, NOTE, TODAY, TOMORROW, YESTERDAY
from tests.events.examples.assessment import PUBLIC_ASSISTANCE_EXPLAINED, RELIEF_GIVEN

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
)
GIVE: Final = GiveRelief(
    given_on=TODAY, kind=ReliefKind.FOOD, text="フードバンクの食料3日分を渡した。"
)
EXPLAIN: Final = ExplainPublicAssistance(
    explained_on=TODAY,
    informed_by=InformedBy.LEAFLET,
    text="しおりを渡して説明した。申請は長男と相談したいとのこと。",
)
NOTHING: Final = Relief()


def test_what_was_done_at_once_is_written_down_without_any_plan() -> None:
    assert decide(GIVE, NOTHING, OPEN) == (RELIEF_GIVEN,)


def test_what_was_done_at_once_has_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(GIVE, text=""), NOTHING, OPEN)


def test_the_record_shows_that_public_assistance_was_explained() -> None:
    """R63, 生困法23条."""
    silent = replace(EXPLAIN, text="")

    assert decide(EXPLAIN, NOTHING, OPEN) == (PUBLIC_ASSISTANCE_EXPLAINED,)
    assert decide(silent, NOTHING, OPEN) == (replace(PUBLIC_ASSISTANCE_EXPLAINED, text=""),)


def test_what_was_given_once_may_be_given_again() -> None:
    state = evolve(NOTHING, RELIEF_GIVEN, event_id=NOTE)

    assert decide(GIVE, state, OPEN) == (RELIEF_GIVEN,)


@pytest.mark.parametrize("command", [GIVE, EXPLAIN])
def test_a_closed_case_takes_no_relief(command: ReliefCommand) -> None:
    with pytest.raises(CaseNotOpen):
        decide(command, NOTHING, replace(OPEN, closed=True))


@pytest.mark.parametrize(
    "command", [replace(GIVE, given_on=TOMORROW), replace(EXPLAIN, explained_on=TOMORROW)]
)
def test_nothing_is_given_before_its_day_has_come(command: ReliefCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decide(command, NOTHING, OPEN)
