"""Interpreter (通訳): who heard everything, what they pledged; never the other party (R54)."""

from dataclasses import replace
from datetime import date, time
from typing import Final

import pytest

from events.interpreter import (
    CorrectInterpreter,
    InterpreterArranger,
    InterpreterCommand,
    InterpreterMayBeOtherParty,
    InterpreterNotStanding,
    Interpreters,
    InterpreterStanding,
    Interpreting,
    InterpretingEndsBeforeItBegins,
    NoContactToInterpret,
    PledgeDayUnclear,
    RecordInterpreter,
    SecrecyPledge,
    decide,
    evolve,
)
from events.matter import CaseNotOpen, Matter, NotInTheFuture, TextMissing
from events.values import Language
from tests.builders import (
    CASE,
    DESK,
    INTERPRETED,
    INTERPRETER,
    MOTHER,
    NOTE,
    SLIP,
    TODAY,
    TOMORROW,
    UNKNOWN,
    YESTERDAY,
)
from tests.events.examples.intake import INTERPRETER_RECORDED

pytestmark = pytest.mark.pure

OPEN: Final = Matter(
    case_id=CASE,
    programme=DESK,
    person_id=MOTHER,
    opened_on=YESTERDAY,
    closed=False,
    today=TODAY,
    slip=SLIP,
    notes=frozenset({NOTE}),
)
TOLD: Final = Interpreting(
    language=Language.SIGN_LANGUAGE,
    standing=InterpreterStanding.PROFESSIONAL,
    name="瀬名木市手話通訳者派遣 門馬 さとみ",
    relation="",
    arranged_by=InterpreterArranger.DESK,
    pledge=SecrecyPledge.WRITTEN,
    pledged_on=YESTERDAY,
    began=time(13, 0),
    ended=time(13, 40),
    text="筆談も併せて。次回も同じ方を希望。",
)
RECORD: Final = RecordInterpreter(record=SLIP, interpreter_id=INTERPRETER, told=TOLD)
CORRECT: Final = CorrectInterpreter(
    record=INTERPRETED, told=replace(TOLD, name="門馬 里美"), reason="字を間違えた。"
)
NOBODY: Final = Interpreters()
STANDING: Final = evolve(NOBODY, INTERPRETER_RECORDED, event_id=INTERPRETED)


def with_told(command: InterpreterCommand, told: Interpreting) -> InterpreterCommand:
    return replace(command, told=told)


def test_who_interpreted_is_written_down_for_a_contact() -> None:
    assert decide(RECORD, NOBODY, OPEN) == (INTERPRETER_RECORDED,)


def test_whoever_was_present_throughout_has_no_hours() -> None:
    throughout = replace(TOLD, began=None, ended=None)

    (event,) = decide(replace(RECORD, record=NOTE, told=throughout), NOBODY, OPEN)

    assert event == replace(INTERPRETER_RECORDED, record=NOTE, began=None, ended=None)


def test_a_correction_stands_for_the_same_contact_and_says_why() -> None:
    """R71; also in a closed case."""
    (event,) = decide(CORRECT, STANDING, replace(OPEN, closed=True))

    assert event == replace(
        INTERPRETER_RECORDED, corrects=INTERPRETED, name="門馬 里美", reason="字を間違えた。"
    )


def test_what_was_corrected_is_not_corrected_again() -> None:
    (event,) = decide(CORRECT, STANDING, OPEN)
    state = evolve(STANDING, event, event_id=UNKNOWN)

    with pytest.raises(InterpreterNotStanding):
        decide(CORRECT, state, OPEN)
    assert state == Interpreters({UNKNOWN: (SLIP, INTERPRETER)})


def test_somebody_interprets_at_a_contact_of_this_case() -> None:
    with pytest.raises(NoContactToInterpret):
        decide(replace(RECORD, record=UNKNOWN), NOBODY, OPEN)


@pytest.mark.parametrize("command", [RECORD, CORRECT])
def test_nobody_interprets_for_whom_they_are_a_danger_to(command: InterpreterCommand) -> None:
    """R54."""
    with pytest.raises(InterpreterMayBeOtherParty):
        decide(replace(command, may_be_other_party=True), STANDING, OPEN)


@pytest.mark.parametrize("command", [RECORD, CORRECT])
def test_an_interpreter_has_a_name_or_a_company(command: InterpreterCommand) -> None:
    with pytest.raises(TextMissing):
        decide(with_told(command, replace(TOLD, name="　")), STANDING, OPEN)


def test_a_correction_says_why() -> None:
    """R71."""
    with pytest.raises(TextMissing):
        decide(replace(CORRECT, reason=""), STANDING, OPEN)


@pytest.mark.parametrize(
    ("pledge", "on"),
    [
        (SecrecyPledge.WRITTEN, None),
        (SecrecyPledge.SPOKEN, None),
        (SecrecyPledge.BY_CONTRACT, TODAY),
        (SecrecyPledge.NOT_GIVEN, TODAY),
    ],
)
def test_a_pledge_that_was_given_has_its_day_and_no_other(
    pledge: SecrecyPledge, on: date | None
) -> None:
    with pytest.raises(PledgeDayUnclear):
        decide(with_told(RECORD, replace(TOLD, pledge=pledge, pledged_on=on)), NOBODY, OPEN)


def test_whoever_pledged_nothing_yet_is_written_down_as_such() -> None:
    told = replace(TOLD, pledge=SecrecyPledge.NOT_GIVEN, pledged_on=None)

    (event,) = decide(with_told(RECORD, told), NOBODY, OPEN)

    assert event == replace(INTERPRETER_RECORDED, pledge=SecrecyPledge.NOT_GIVEN, pledged_on=None)


def test_nothing_is_pledged_before_its_day_has_come() -> None:
    with pytest.raises(NotInTheFuture):
        decide(with_told(RECORD, replace(TOLD, pledged_on=TOMORROW)), NOBODY, OPEN)


@pytest.mark.parametrize(
    ("began", "ended"), [(None, time(14)), (time(14), time(13)), (time(14), time(14))]
)
def test_interpreting_begins_before_it_ends(began: time | None, ended: time) -> None:
    with pytest.raises(InterpretingEndsBeforeItBegins):
        decide(with_told(RECORD, replace(TOLD, began=began, ended=ended)), NOBODY, OPEN)


def test_a_closed_case_takes_no_interpreter() -> None:
    with pytest.raises(CaseNotOpen):
        decide(RECORD, NOBODY, replace(OPEN, closed=True))
