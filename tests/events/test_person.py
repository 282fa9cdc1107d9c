"""Person (本人・関係者): a data subject becomes known to a programme."""

import pytest

from events.base import Event
from events.person import (
    Person,
    PersonAlreadyRegistered,
    PersonRegistered,
    RegisterPerson,
    decide,
    evolve,
)
from events.tenant import TenantOpened
from tests.builders import DESK, MOTHER, REGISTER_PERSON, TENANT
from tests.events.examples import PERSON_REGISTERED

pytestmark = pytest.mark.pure


def given(*past: Event) -> Person:
    state = Person()
    for event in past:
        state = evolve(state, event)
    return state


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
    state = given(PERSON_REGISTERED)

    with pytest.raises(PersonAlreadyRegistered):
        decide(REGISTER_PERSON, state)


def test_what_happens_to_others_does_not_open_a_sheet() -> None:
    state = given(TenantOpened(code=TENANT, name="瀬名木市"))

    assert state == Person()
