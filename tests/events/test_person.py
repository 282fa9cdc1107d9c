"""Person (本人・関係者): known to a programme, corrected, linked with another sheet."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.matter import TextMissing
from events.person import (
    AlreadyLinked,
    CorrectSheet,
    LinkPerson,
    NotLinked,
    Person,
    PersonAlreadyRegistered,
    PersonCommand,
    PersonEvent,
    PersonNotRegistered,
    PersonRegistered,
    RegisterPerson,
    UnlinkPerson,
    decide,
    evolve,
)
from tests.builders import CORRECTED_SLIP, DESK, MOTHER, REGISTER_PERSON, SLIP, SON
from tests.events.examples.person import (
    PERSON_LINKED,
    PERSON_REGISTERED,
    PERSON_UNLINKED,
    SHEET_CORRECTED,
)

pytestmark = pytest.mark.pure

CORRECT: Final = CorrectSheet(
    name="髙﨑 ふみ子",
    kana="タカサキ フミコ",
    born="1942",
    address="瀬名木市鈴懸町2丁目4番8号",
    phone="000-0000-0143",
    reason="保険証で確かめた",
)
LINK: Final = LinkPerson(other=SON, reason="旧姓での相談があった")
UNLINK: Final = UnlinkPerson(other=SON, reason="別の方とわかった")


def given(*past: tuple[UUID, PersonEvent]) -> Person:
    state = Person()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id)
    return state


REGISTERED: Final = (SLIP, PERSON_REGISTERED)


def test_registering_a_person_keeps_what_was_told_as_typed() -> None:
    state = given()

    events = decide(REGISTER_PERSON, state)

    assert events == (PERSON_REGISTERED,)


def test_a_person_who_tells_nothing_is_registered_without_a_name() -> None:
    state = given()

    events = decide(RegisterPerson(person_id=MOTHER, programme=DESK), state)

    assert events == (
        PersonRegistered(
            person_id=MOTHER, programme=DESK, name="", kana="", born="", address="", phone=""
        ),
    )


def test_a_person_has_one_sheet() -> None:
    state = given(REGISTERED)

    with pytest.raises(PersonAlreadyRegistered):
        decide(REGISTER_PERSON, state)


def test_a_corrected_sheet_is_whole_and_names_the_one_it_stands_for() -> None:
    """R71."""
    state = given(REGISTERED)

    events = decide(CORRECT, state)

    assert events == (SHEET_CORRECTED,)


def test_a_sheet_corrected_twice_names_its_last_correction() -> None:
    """R71."""
    state = given(REGISTERED, (CORRECTED_SLIP, SHEET_CORRECTED))

    events = decide(CORRECT, state)

    assert events == (replace(SHEET_CORRECTED, corrects=CORRECTED_SLIP),)


@pytest.mark.parametrize("command", [CORRECT, LINK, UNLINK])
def test_who_has_no_sheet_has_none_corrected_or_linked(command: PersonCommand) -> None:
    state = given()

    with pytest.raises(PersonNotRegistered):
        decide(command, state)


@pytest.mark.parametrize("command", [CORRECT, LINK, UNLINK])
def test_a_correction_and_a_link_say_why(command: CorrectSheet | LinkPerson | UnlinkPerson) -> None:
    """R71."""
    state = given(REGISTERED, (CORRECTED_SLIP, PERSON_LINKED))

    with pytest.raises(TextMissing):
        decide(replace(command, reason=" 　"), state)


def test_a_sheet_is_linked_with_another_about_the_same_human_being() -> None:
    state = given(REGISTERED)

    events = decide(LINK, state)

    assert events == (PERSON_LINKED,)


@pytest.mark.parametrize("other", [MOTHER, SON])
def test_a_sheet_is_linked_once_and_never_with_itself(other: UUID) -> None:
    state = given(REGISTERED, (CORRECTED_SLIP, PERSON_LINKED))

    with pytest.raises(AlreadyLinked):
        decide(replace(LINK, other=other), state)


def test_a_link_is_taken_back_and_may_be_made_again() -> None:
    linked = given(REGISTERED, (CORRECTED_SLIP, PERSON_LINKED))

    events = decide(UNLINK, linked)
    unlinked = evolve(linked, PERSON_UNLINKED, event_id=UUID(int=7))

    assert events == (PERSON_UNLINKED,)
    assert decide(LINK, unlinked) == (PERSON_LINKED,)


def test_only_a_link_that_stands_is_taken_back() -> None:
    state = given(REGISTERED)

    with pytest.raises(NotLinked):
        decide(UNLINK, state)


def test_a_correction_keeps_the_links() -> None:
    state = given(REGISTERED, (UUID(int=7), PERSON_LINKED), (CORRECTED_SLIP, SHEET_CORRECTED))

    assert state == Person(
        person_id=MOTHER, programme=DESK, sheet=CORRECTED_SLIP, linked=frozenset({SON})
    )
