"""Contact (連絡先・消息): addresses, safe contact, moving away, death."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from events.contact import (
    AddressEndsBeforeItBegins,
    AddressKind,
    Contact,
    ContactCommand,
    ContactEvent,
    ContactMeans,
    ContactNotStanding,
    RecordAddress,
    RecordDeath,
    RecordMovingAway,
    RecordSafeContact,
    SafeContactEmpty,
    SenderName,
    WithdrawContact,
    decide,
    evolve,
)
from events.matter import NotInTheFuture, TextMissing
from tests.builders import CORRECTED_NOTE, MOTHER, NOTE, TODAY, TOMORROW, YESTERDAY
from tests.events.examples.person import (
    ADDRESS_RECORDED,
    CONTACT_WITHDRAWN,
    DEATH_RECORDED,
    MOVED_AWAY,
    SAFE_CONTACT_RECORDED,
)

pytestmark = pytest.mark.pure

SAFE: Final = RecordSafeContact(
    means=(ContactMeans.PHONE, ContactMeans.LETTER),
    times="平日の10時から12時",
    sender=SenderName.PERSONAL_NAME,
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
)
UNSAID: Final = RecordSafeContact(
    means=(), times="", sender=SenderName.NOT_ASKED, never=" ", note=""
)
ADDRESS: Final = RecordAddress(
    kind=AddressKind.TEMPORARY,
    address="瀬名木市栗林町1丁目2番3号 瀬名木病院",
    since=YESTERDAY,
    until=None,
    note="退院の見込みは来月",
)
MOVING: Final = RecordMovingAway(moved_on=TOMORROW, destination="隣の市の長女の家")
DEATH: Final = RecordDeath(died_on=YESTERDAY, known_by="長男から電話")
WITHDRAW: Final = WithdrawContact(record=NOTE, reason="別の方の記録だった")
EVENTS: Final[list[tuple[ContactCommand, ContactEvent]]] = [
    (SAFE, SAFE_CONTACT_RECORDED),
    (ADDRESS, ADDRESS_RECORDED),
    (MOVING, MOVED_AWAY),
    (DEATH, DEATH_RECORDED),
]


def given(*past: tuple[UUID, ContactEvent]) -> Contact:
    state = Contact()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id)
    return state


def decided(command: ContactCommand, state: Contact) -> tuple[ContactEvent, ...]:
    return decide(command, state, person_id=MOTHER, today=TODAY)


@pytest.mark.parametrize(("command", "event"), EVENTS)
def test_what_is_known_of_where_a_person_is_is_kept_as_typed(
    command: ContactCommand, event: ContactEvent
) -> None:
    """R57."""
    assert decided(command, given()) == (event,)


@pytest.mark.parametrize(
    ("command", "event"), [(SAFE, SAFE_CONTACT_RECORDED), (MOVING, MOVED_AWAY)]
)
def test_a_new_record_takes_the_place_of_the_one_that_stands(
    command: ContactCommand, event: ContactEvent
) -> None:
    """R71."""
    state = given((NOTE, event))

    assert decided(command, state) == (replace(event, corrects=NOTE),)


def test_a_death_told_again_takes_the_place_of_the_first_telling() -> None:
    """R71."""
    state = given((NOTE, DEATH_RECORDED))

    assert decided(DEATH, state) == (replace(DEATH_RECORDED, corrects=NOTE),)


@pytest.mark.parametrize("days", [(None, None), (YESTERDAY, YESTERDAY), (None, TODAY)])
def test_a_person_has_several_addresses_with_the_days_that_are_known(
    days: tuple[date | None, date | None],
) -> None:
    since, until = days
    state = given((NOTE, ADDRESS_RECORDED))

    events = decided(replace(ADDRESS, since=since, until=until), state)

    assert events == (replace(ADDRESS_RECORDED, since=since, until=until),)


def test_an_address_that_ended_takes_the_place_of_itself() -> None:
    """R71."""
    state = given((NOTE, ADDRESS_RECORDED))

    events = decided(replace(ADDRESS, until=TODAY, record=NOTE), state)
    state = evolve(state, events[0], event_id=CORRECTED_NOTE)

    assert events == (replace(ADDRESS_RECORDED, until=TODAY, corrects=NOTE),)
    assert state == Contact(addresses=frozenset({CORRECTED_NOTE}))


@pytest.mark.parametrize("command", [replace(ADDRESS, record=NOTE), WITHDRAW])
def test_only_what_stands_is_replaced_or_taken_back(command: ContactCommand) -> None:
    """R71."""
    with pytest.raises(ContactNotStanding):
        decided(command, given())


def test_an_address_takes_the_place_of_an_address_only() -> None:
    with pytest.raises(ContactNotStanding):
        decided(replace(ADDRESS, record=NOTE), given((NOTE, MOVED_AWAY)))


def test_an_address_does_not_end_before_it_begins() -> None:
    with pytest.raises(AddressEndsBeforeItBegins):
        decided(replace(ADDRESS, since=TODAY, until=YESTERDAY), given())


@pytest.mark.parametrize(
    "said",
    [
        {"means": (ContactMeans.VISIT,)},
        {"sender": SenderName.HIDDEN},
        {"times": "夜"},
        {"never": "職場"},
        {"note": "留守電に残さない"},
    ],
)
def test_a_note_on_safe_contact_says_at_least_one_thing(said: dict[str, object]) -> None:
    """R57."""
    with pytest.raises(SafeContactEmpty):
        decided(UNSAID, given())

    assert len(decided(replace(UNSAID, **said), given())) == 1  # pyright: ignore[reportArgumentType]  one field of each kind


def test_a_death_is_not_written_down_before_it_comes() -> None:
    with pytest.raises(NotInTheFuture):
        decided(replace(DEATH, died_on=TOMORROW), given())


def test_a_death_may_be_known_without_its_day_but_not_without_how() -> None:
    assert decided(replace(DEATH, died_on=None), given()) == (
        replace(DEATH_RECORDED, died_on=None),
    )
    with pytest.raises(TextMissing):
        decided(replace(DEATH, known_by=""), given())


@pytest.mark.parametrize("command", [replace(ADDRESS, address=" "), replace(WITHDRAW, reason="")])
def test_an_address_and_a_reason_have_words(command: ContactCommand) -> None:
    with pytest.raises(TextMissing):
        decided(command, given((NOTE, ADDRESS_RECORDED)))


@pytest.mark.parametrize(
    "event", [SAFE_CONTACT_RECORDED, ADDRESS_RECORDED, MOVED_AWAY, DEATH_RECORDED]
)
def test_whatever_was_wrong_as_a_whole_is_taken_back(event: ContactEvent) -> None:
    """R71."""
    others = [
        (UUID(int=n), other)
        for n, (_, other) in enumerate(EVENTS)
        if type(other) is not type(event)
    ]
    state = given((NOTE, event), *others)

    events = decided(WITHDRAW, state)
    left = evolve(state, events[0], event_id=CORRECTED_NOTE)

    assert events == (CONTACT_WITHDRAWN,)
    assert left == given(*others)
    assert left.standing() == frozenset(entry for entry, _ in others)
