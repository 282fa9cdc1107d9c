"""Household (世帯): who belongs, how they are related, and since when."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from events.household import (
    AddMember,
    CorrectRelation,
    FormHousehold,
    Household,
    HouseholdAlreadyFormed,
    HouseholdCommand,
    HouseholdEvent,
    HouseholdNotFormed,
    Leaving,
    LeftBeforeJoined,
    Living,
    MemberAlreadyHere,
    MemberJoined,
    Membership,
    MemberUnknown,
    RecordLeaving,
    Relation,
    SelfIsOne,
    decide,
    evolve,
)
from events.matter import NotInTheFuture, TextMissing
from tests.builders import CORRECTED_NOTE, DESK, MOTHER, NOTE, SLIP, SON, TODAY, TOMORROW, YESTERDAY
from tests.events.examples.person import (
    HOUSEHOLD_FORMED,
    MEMBER_JOINED,
    MEMBER_LEFT,
    RELATION_CORRECTED,
)

pytestmark = pytest.mark.pure

MOTHER_BELONGS: Final = MemberJoined(
    person_id=MOTHER, relation=Relation.SELF, living=Living.TOGETHER, since=None, note=""
)
FORM: Final = FormHousehold(
    household_id=HOUSEHOLD_FORMED.household_id, programme=DESK, around=MOTHER
)
ADD: Final = AddMember(
    person_id=SON,
    relation=Relation.CHILD,
    living=Living.TOGETHER,
    since=YESTERDAY,
    note="二階の部屋からほとんど出ない。",
)
CORRECT: Final = CorrectRelation(
    record=NOTE,
    relation=Relation.GRANDCHILD,
    living=Living.APART,
    since=YESTERDAY,
    note="週末だけ来る。",
    reason="戸籍で確かめた",
)
LEAVE: Final = RecordLeaving(
    record=NOTE, leaving=Leaving.MOVED_OUT, left_on=TODAY, note="隣の市で一人暮らしを始めた。"
)
FORMED: Final = ((UUID(int=1), HOUSEHOLD_FORMED), (SLIP, MOTHER_BELONGS))
WITH_SON: Final = (*FORMED, (NOTE, MEMBER_JOINED))


def given(*past: tuple[UUID, HouseholdEvent]) -> Household:
    state = Household()
    for event_id, event in past:
        state = evolve(state, event, event_id=event_id)
    return state


def decided(command: HouseholdCommand, state: Household) -> tuple[HouseholdEvent, ...]:
    return decide(command, state, today=TODAY)


def test_a_household_is_written_down_around_one_person_who_belongs_to_it() -> None:
    assert decided(FORM, given()) == (HOUSEHOLD_FORMED, MOTHER_BELONGS)


def test_a_household_is_formed_once() -> None:
    with pytest.raises(HouseholdAlreadyFormed):
        decided(FORM, given(*FORMED))


@pytest.mark.parametrize("command", [ADD, CORRECT, LEAVE])
def test_a_household_that_was_not_formed_has_no_members(command: HouseholdCommand) -> None:
    with pytest.raises(HouseholdNotFormed):
        decided(command, given())


def test_a_member_joins_with_relation_and_day() -> None:
    assert decided(ADD, given(*FORMED)) == (MEMBER_JOINED,)


def test_nobody_belongs_twice() -> None:
    with pytest.raises(MemberAlreadyHere):
        decided(ADD, given(*WITH_SON))


@pytest.mark.parametrize(
    "command",
    [
        replace(ADD, relation=Relation.SELF),
        replace(CORRECT, relation=Relation.SELF),
        replace(CORRECT, record=SLIP),
    ],
)
def test_only_the_one_whom_the_household_is_written_around_is_the_person_themselves(
    command: HouseholdCommand,
) -> None:
    state = given(*FORMED) if isinstance(command, AddMember) else given(*WITH_SON)

    with pytest.raises(SelfIsOne):
        decided(command, state)


def test_a_relation_is_corrected_by_a_new_record_that_says_why() -> None:
    """R71."""
    state = given(*WITH_SON)

    events = decided(CORRECT, state)
    state = evolve(state, events[0], event_id=CORRECTED_NOTE)

    assert events == (RELATION_CORRECTED,)
    assert state == Household(
        programme=DESK,
        around=MOTHER,
        members={
            SLIP: Membership(person_id=MOTHER, since=None),
            CORRECTED_NOTE: Membership(person_id=SON, since=YESTERDAY),
        },
    )
    with pytest.raises(TextMissing):
        decided(replace(CORRECT, reason=""), state)


@pytest.mark.parametrize("command", [CORRECT, LEAVE])
def test_only_who_belongs_now_is_corrected_or_leaves(
    command: CorrectRelation | RecordLeaving,
) -> None:
    state = given(*WITH_SON, (CORRECTED_NOTE, MEMBER_LEFT))

    with pytest.raises(MemberUnknown):
        decided(command, state)


def test_who_left_may_join_again() -> None:
    state = given(*WITH_SON)

    events = decided(LEAVE, state)
    state = evolve(state, events[0], event_id=CORRECTED_NOTE)

    assert events == (MEMBER_LEFT,)
    assert decided(ADD, state) == (MEMBER_JOINED,)


@pytest.mark.parametrize("command", [replace(ADD, since=None), replace(LEAVE, left_on=None)])
def test_a_day_that_nobody_knows_is_left_out(command: HouseholdCommand) -> None:
    state = given(*FORMED) if isinstance(command, AddMember) else given(*WITH_SON)

    assert len(decided(command, state)) == 1


def test_who_joined_on_a_day_nobody_knows_may_leave_on_any() -> None:
    state = given(*FORMED, (NOTE, replace(MEMBER_JOINED, since=None)))

    assert decided(LEAVE, state) == (MEMBER_LEFT,)


def test_nobody_leaves_before_they_joined() -> None:
    state = given(*FORMED, (NOTE, replace(MEMBER_JOINED, since=TODAY)))

    with pytest.raises(LeftBeforeJoined):
        decided(replace(LEAVE, left_on=YESTERDAY), state)


@pytest.mark.parametrize(
    "command",
    [
        replace(ADD, person_id=DESK, since=TOMORROW),
        replace(CORRECT, since=TOMORROW),
        replace(LEAVE, left_on=TOMORROW),
    ],
)
def test_what_has_happened_happened_today_or_before(command: HouseholdCommand) -> None:
    with pytest.raises(NotInTheFuture):
        decided(command, given(*WITH_SON))
