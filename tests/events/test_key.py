"""Key (鍵): content is erased by destroying its key, while the history stands (R70, promise 7)."""

from dataclasses import replace

import pytest

from events.key import (
    ConfirmKeyDestruction,
    DestructionNotOrdered,
    Key,
    KeyAlreadyDestroyed,
    KeyCommand,
    KeyEvent,
    KeyUnknown,
    ReasonNotACode,
    SecondPersonMissing,
    decide,
    evolve,
)
from tests.builders import (
    CHECK_VALUE,
    CHIEF,
    COLLEAGUE,
    KEY,
    OPEN_TENANT,
    ORDER_DESTRUCTION,
)
from tests.events.examples.organisation import TENANT_OPENED
from tests.events.examples.records import KEY_CREATED, KEY_DESTROYED, KEY_DESTRUCTION_ORDERED

pytestmark = pytest.mark.pure

CONFIRM = ConfirmKeyDestruction()


def given(*past: KeyEvent) -> Key:
    state = Key()
    for event in past:
        state = evolve(state, event)
    return state


def test_an_order_records_authority_reason_day_and_who_approved() -> None:
    """R70."""
    state = given(KEY_CREATED)

    events = decide(ORDER_DESTRUCTION, state)

    assert events == (KEY_DESTRUCTION_ORDERED,)


def test_who_approves_an_erasure_is_not_who_orders_it() -> None:
    state = given(KEY_CREATED)

    with pytest.raises(SecondPersonMissing):
        decide(replace(ORDER_DESTRUCTION, approved_by=CHIEF), state)


@pytest.mark.parametrize("words", ["", "本人の希望", "Retention", "a b", "x" * 41])
def test_the_reason_of_an_erasure_is_a_code_and_nobodys_words(words: str) -> None:
    state = given(KEY_CREATED)

    with pytest.raises(ReasonNotACode):
        decide(replace(ORDER_DESTRUCTION, reason_code=words), state)


def test_ordering_twice_adds_nothing() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED)

    events = decide(ORDER_DESTRUCTION, state)

    assert events == ()


def test_a_repeated_order_still_needs_two_persons() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED)

    with pytest.raises(SecondPersonMissing):
        decide(replace(ORDER_DESTRUCTION, ordered_by=COLLEAGUE), state)


def test_a_destroyed_key_cannot_be_ordered_destroyed_again() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED, KEY_DESTROYED)

    with pytest.raises(KeyAlreadyDestroyed):
        decide(ORDER_DESTRUCTION, state)


def test_confirming_records_which_key_it_was() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED)

    events = decide(CONFIRM, state)

    assert events == (KEY_DESTROYED,)


def test_a_key_is_destroyed_only_after_an_order_stands_in_the_log() -> None:
    state = given(KEY_CREATED)

    with pytest.raises(DestructionNotOrdered):
        decide(CONFIRM, state)


def test_confirming_twice_adds_nothing() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED, KEY_DESTROYED)

    events = decide(CONFIRM, state)

    assert events == ()


@pytest.mark.parametrize("command", [ORDER_DESTRUCTION, CONFIRM])
def test_only_a_key_that_was_created_can_be_destroyed(command: KeyCommand) -> None:
    state = given()

    with pytest.raises(KeyUnknown):
        decide(command, state)


def test_a_destroyed_key_stays_known() -> None:
    state = given(KEY_CREATED, KEY_DESTRUCTION_ORDERED, KEY_DESTROYED)

    assert state == Key(key_id=KEY, check_value=CHECK_VALUE, ordered=True, destroyed=True)


def test_only_what_happens_to_keys_is_folded_and_decided() -> None:
    state = given(KEY_CREATED)

    with pytest.raises(AssertionError, match="TenantOpened"):
        evolve(state, TENANT_OPENED)  # pyright: ignore[reportArgumentType]  # the point of the test
    with pytest.raises(AssertionError, match="OpenTenant"):
        decide(OPEN_TENANT, state)  # pyright: ignore[reportArgumentType]  # the point of the test
