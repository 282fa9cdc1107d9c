"""Brief (ひとこと受付): noted without a name, then completed into a slip or ended (R58, R74)."""

from dataclasses import replace

import pytest

from events.brief import (
    Brief,
    BriefAlreadyNoted,
    BriefEvent,
    BriefNotOpen,
    CompleteBrief,
    EndBrief,
    NoteBrief,
    decide,
    evolve,
)
from events.matter import NotInTheFuture, TextMissing
from events.values import Route, Topic
from tests.builders import A_MINUTE_LATER, CASE, DESK, NOTE, NOW, UNKNOWN
from tests.events.examples.intake import BRIEF_COMPLETED, BRIEF_ENDED, BRIEF_NOTED

pytestmark = pytest.mark.pure

NOTE_BRIEF = NoteBrief(
    brief_id=NOTE,
    programme=DESK,
    subject_id=UNKNOWN,
    route=Route.SELF_VISIT,
    topic=Topic.TAX_UTILITY,
    answer="市民税の窓口を案内した。",
    moment=NOW,
)
COMPLETE = CompleteBrief(brief_id=NOTE, case_id=CASE)
END = EndBrief(brief_id=NOTE)


def given(*past: BriefEvent) -> Brief:
    state = Brief()
    for event in past:
        state = evolve(state, event)
    return state


def test_a_brief_is_noted_with_route_topic_and_answer_and_no_name() -> None:
    state = given()

    events = decide(NOTE_BRIEF, state)

    assert events == (BRIEF_NOTED,)


def test_what_was_answered_has_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(NOTE_BRIEF, answer=" "), given())


def test_a_brief_is_not_noted_before_it_happens() -> None:
    """R74."""
    later = replace(NOW, happened_at=A_MINUTE_LATER)

    with pytest.raises(NotInTheFuture):
        decide(replace(NOTE_BRIEF, moment=later), given())


def test_a_brief_is_noted_once() -> None:
    state = given(BRIEF_NOTED)

    with pytest.raises(BriefAlreadyNoted):
        decide(NOTE_BRIEF, state)


def test_an_open_brief_becomes_a_slip() -> None:
    state = given(BRIEF_NOTED)

    events = decide(COMPLETE, state)

    assert events == (BRIEF_COMPLETED,)


def test_an_open_brief_ends_as_information_only() -> None:
    state = given(BRIEF_NOTED)

    events = decide(END, state)

    assert events == (BRIEF_ENDED,)


@pytest.mark.parametrize("command", [COMPLETE, END], ids=["complete", "end"])
@pytest.mark.parametrize(
    "past",
    [(), (BRIEF_NOTED, BRIEF_COMPLETED), (BRIEF_NOTED, BRIEF_ENDED)],
    ids=["never noted", "completed", "ended"],
)
def test_only_an_open_brief_is_completed_or_ended(
    command: CompleteBrief | EndBrief, past: tuple[BriefEvent, ...]
) -> None:
    state = given(*past)

    with pytest.raises(BriefNotOpen):
        decide(command, state)
