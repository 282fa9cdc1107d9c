"""Households (世帯): members with sheets of their own; being one of them shows nobody anything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import uuid4

import pytest

from events.household import (
    CorrectRelation,
    Leaving,
    Living,
    MemberAlreadyHere,
    MemberUnknown,
    RecordLeaving,
    Relation,
)
from services.person_views import HouseholdPage, HouseholdView, NewMember
from services.refusals import FieldRefused, NotShown, StaleSave
from tests.services.web import samples
from tests.services.web.house import LENDER, House

SON: Final = NewMember(
    known_case="",
    name="髙橋 翔太",
    kana="たかはし しょうた",
    born="1985",
    phone="",
    relation=Relation.CHILD,
    living=Living.TOGETHER,
    since=date(2020, 4, 1),
    note="二階の部屋からほとんど出ない。",
)
RIGHT: Final = CorrectRelation(
    record=uuid4(),
    relation=Relation.GRANDCHILD,
    living=Living.APART,
    since=None,
    note="",
    reason="戸籍で確かめた",
)
LEFT: Final = RecordLeaving(
    record=uuid4(), leaving=Leaving.MOVED_OUT, left_on=None, note="一人暮らしを始めた。"
)


def shown(house: House, case: str) -> HouseholdPage:
    return house.system.households.page(house.city.worker, case)


def add(house: House, case: str, sent: NewMember = SON) -> HouseholdView:
    """Add a member to the household of a case's person, the first one forms it."""
    page = shown(house, case)
    alias, token = "", page.token
    if page.households:
        alias, token = page.households[0].alias, page.households[0].token
    me, households = house.city.worker, house.system.households
    households.add(me, uuid4(), case, token, sent, household=alias)
    return shown(house, case).households[0]


def names(view: HouseholdView) -> list[tuple[str, Relation]]:
    return [(row.name, row.relation) for row in view.members]


def test_the_first_member_forms_the_household_around_the_person_of_the_case(house: House) -> None:
    case = house.take()

    view = add(house, case)

    assert names(view) == [("髙橋 みどり", Relation.SELF), ("髙橋 翔太", Relation.CHILD)]
    son = view.members[1]
    assert (son.born, son.living, son.since, son.note) == ("1985", SON.living, SON.since, SON.note)
    assert (son.own, son.cases) == (False, ())
    assert [case.alias for case in view.members[0].cases] == [case]


def test_a_member_without_a_case_has_a_sheet_of_their_own(house: House) -> None:
    case, me = house.take(), house.city.worker
    son = add(house, case).members[1]

    page = house.system.persons.page(me, case, of=son.person)

    assert (page.person.name, page.own) == ("髙橋 翔太", False)
    assert house.system.persons.page(me, case).alias != page.alias


def test_a_member_known_by_a_case_is_not_registered_twice(house: House) -> None:
    case = house.take()
    theirs = house.take(sent=replace(samples.CONSULTATION, name="髙橋 一郎", born=""))

    view = add(house, case, replace(SON, known_case=f" {theirs} ", name=""))

    assert [(row.name, [c.alias for c in row.cases]) for row in view.members] == [
        ("髙橋 みどり", [case]),
        ("髙橋 一郎", [theirs]),
    ]
    assert names(shown(house, theirs).households[0]) == names(view)


def test_a_case_that_the_writer_may_not_see_is_as_unknown_as_none(house: House) -> None:
    """Promise 5."""
    case, foreign = house.take(), house.take(LENDER)

    for number in (foreign, "nothing"):
        with pytest.raises(FieldRefused) as refused:
            add(house, case, replace(SON, known_case=number))
        assert (refused.value.field, refused.value.rule) == ("known_case", "known-case")


def test_nobody_sees_a_record_because_they_live_together(house: House) -> None:
    """R55: a member's case of another programme stays out of sight."""
    case = house.take()
    house.take(LENDER, sent=replace(samples.CONSULTATION, name=SON.name))

    view = add(house, case)

    assert [row.cases for row in view.members if not row.own] == [()]


def test_a_relation_is_corrected_and_a_leaving_keeps_who_was_there(house: House) -> None:
    """R71."""
    case, me, households = house.take(), house.city.worker, house.system.households
    view = add(house, case)
    record = view.members[1].record

    households.correct(me, uuid4(), case, view.token, RIGHT, household=view.alias, record=record)
    view = shown(house, case).households[0]
    corrected = view.members[1]
    households.leave(
        me, uuid4(), case, view.token, LEFT, household=view.alias, record=corrected.record
    )
    view = shown(house, case).households[0]

    assert (corrected.relation, corrected.living, corrected.since) == (
        Relation.GRANDCHILD,
        Living.APART,
        None,
    )
    assert names(view) == [("髙橋 みどり", Relation.SELF)]
    assert [(row.name, row.leaving, row.left_note) for row in view.former] == [
        ("髙橋 翔太", Leaving.MOVED_OUT, "一人暮らしを始めた。")
    ]
    with pytest.raises(MemberUnknown):
        households.leave(me, uuid4(), case, view.token, LEFT, household=view.alias, record=record)


def test_who_belongs_already_is_not_added_again(house: House) -> None:
    case = house.take()
    theirs = house.take(sent=replace(samples.CONSULTATION, name="髙橋 一郎", born=""))
    add(house, case, replace(SON, known_case=theirs))

    with pytest.raises(MemberAlreadyHere):
        add(house, case, replace(SON, known_case=theirs))


def test_two_who_add_at_once_do_not_overlook_each_other(house: House) -> None:
    """Promise 9."""
    case, me, households = house.take(), house.city.worker, house.system.households
    seen = add(house, case)
    add(house, case, replace(SON, name="髙橋 葵"))

    with pytest.raises(StaleSave):
        households.add(me, uuid4(), case, seen.token, SON, household=seen.alias)


@pytest.mark.parametrize("field", ["name", "kana", "born", "phone", "note", "known_case"])
def test_no_field_of_a_member_takes_an_individual_number(house: House, field: str) -> None:
    """R77."""
    case = house.take()

    with pytest.raises(FieldRefused) as refused:
        add(house, case, replace(SON, **{field: "1234-5678-9018"}))

    assert (refused.value.field, refused.value.rule) == (field, "R77")


def test_another_programme_and_another_case_reach_no_household(house: House) -> None:
    """Promise 3, promise 5."""
    case, other, me = house.take(), house.take(), house.city.worker
    outsider, households = house.city.outsider, house.system.households
    view, token = add(house, case), shown(house, case).token
    record = view.members[1].record
    deeds: list[Callable[[], object]] = [
        lambda: households.page(outsider, case),
        lambda: households.add(outsider, uuid4(), case, token, SON),
        lambda: households.add(outsider, uuid4(), case, view.token, SON, household=view.alias),
        lambda: households.add(me, uuid4(), other, view.token, SON, household=view.alias),
        lambda: households.add(me, uuid4(), case, view.token, SON, household="nothing"),
        lambda: households.leave(
            me, uuid4(), other, view.token, LEFT, household=view.alias, record=record
        ),
        lambda: house.system.persons.page(me, other, of=view.members[1].person),
    ]

    for deed in deeds:
        with pytest.raises(NotShown):
            deed()
