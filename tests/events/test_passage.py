"""Passage (書き分け): a text about several persons is kept as a part for each."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.matter import CaseNotOpen, Matter, TextMissing
from events.passage import (
    CategoryNotOfPassages,
    CorrectPassage,
    Passage,
    PassageEvent,
    PassageNotAboutAnother,
    PassageNotCorrectable,
    PassageRecorded,
    PassageRepeated,
    Passages,
    RecordPassages,
    decide,
    evolve,
)
from events.values import Category
from tests.builders import (
    CASE,
    COLLEAGUE,
    CORRECTED_NOTE,
    DESK,
    LATER_NOTE,
    MOTHER,
    NOON,
    NOTE,
    SON,
    TODAY,
)
from tests.events.examples.intake import PASSAGE_CORRECTED, PASSAGE_RECORDED

pytestmark = pytest.mark.pure

MATTER: Final = Matter(
    case_id=CASE, programme=DESK, person_id=MOTHER, opened_on=TODAY, closed=False, today=TODAY
)
SAID: Final = Passage(
    person_id=SON, category=Category.SCHOOL_WORK, text="三年前に退職してから外に出ていない。"
)
RECORD: Final = RecordPassages(record=NOTE, passages=(SAID,))
CORRECT: Final = CorrectPassage(
    record=LATER_NOTE, text="四年前に退職してから外に出ていない。", reason="聞き違い"
)


def given(*past: tuple[UUID, PassageEvent]) -> Passages:
    state = Passages()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id, valid_at=NOON)
    return state


def test_what_is_said_about_another_is_kept_under_that_person() -> None:
    """Architecture §3, promise 7."""
    daughter = Passage(person_id=COLLEAGUE, category=Category.INCOME, text="仕送りを続けている。")

    events = decide(replace(RECORD, passages=(SAID, daughter)), given(), MATTER)

    assert events == (
        PASSAGE_RECORDED,
        PassageRecorded(
            record=NOTE, person_id=COLLEAGUE, category=Category.INCOME, text="仕送りを続けている。"
        ),
    )


def test_a_passage_is_not_about_the_person_of_the_case() -> None:
    own = replace(RECORD, passages=(replace(SAID, person_id=MOTHER),))

    with pytest.raises(PassageNotAboutAnother):
        decide(own, given(), MATTER)


def test_each_person_has_one_passage_of_a_category_in_a_record() -> None:
    health = replace(SAID, category=Category.HEALTH, text="夜眠れていない。")

    events = decide(replace(RECORD, passages=(SAID, health)), given(), MATTER)

    assert [event.category for event in events] == [Category.SCHOOL_WORK, Category.HEALTH]
    with pytest.raises(PassageRepeated):
        decide(replace(RECORD, passages=(SAID, SAID)), given(), MATTER)


def test_a_passage_is_of_no_category_that_others_decide_on() -> None:
    with pytest.raises(CategoryNotOfPassages):
        decide(
            replace(RECORD, passages=(replace(SAID, category=Category.INFORMANT),)), given(), MATTER
        )


def test_a_closed_case_takes_no_passage() -> None:
    with pytest.raises(CaseNotOpen):
        decide(RECORD, given(), replace(MATTER, closed=True))


def test_a_passage_has_words() -> None:
    with pytest.raises(TextMissing):
        decide(replace(RECORD, passages=(replace(SAID, text=" "),)), given(), MATTER)


def test_a_passage_is_corrected_under_its_own_person_also_after_the_closing() -> None:
    """R71."""
    state = given((LATER_NOTE, PASSAGE_RECORDED))

    events = decide(CORRECT, state, replace(MATTER, closed=True))
    state = evolve(state, events[0], event_id=CORRECTED_NOTE, valid_at=NOON)

    assert events == (PASSAGE_CORRECTED,)
    assert state == Passages(about={CORRECTED_NOTE: (SON, Category.SCHOOL_WORK)})


@pytest.mark.parametrize("record", [NOTE, LATER_NOTE])
def test_only_a_passage_that_stands_is_corrected(record: UUID) -> None:
    """R71."""
    state = given((LATER_NOTE, PASSAGE_RECORDED), (CORRECTED_NOTE, PASSAGE_CORRECTED))

    with pytest.raises(PassageNotCorrectable):
        decide(replace(CORRECT, record=record), state, MATTER)


@pytest.mark.parametrize("blank", [{"text": ""}, {"reason": " "}])
def test_a_correction_has_words_and_says_why(blank: dict[str, str]) -> None:
    """R71."""
    state = given((LATER_NOTE, PASSAGE_RECORDED))

    with pytest.raises(TextMissing):
        decide(replace(CORRECT, **blank), state, MATTER)
