"""Persons (本人票): corrected, reached safely, linked; for the programme that keeps them only."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import uuid4

import pytest

from events.contact import (
    AddressKind,
    ContactMeans,
    ContactNotStanding,
    RecordAddress,
    RecordDeath,
    RecordMovingAway,
    RecordSafeContact,
    SenderName,
    WithdrawContact,
)
from events.person import AlreadyLinked, CorrectSheet, NotLinked
from services.case_views import PersonSheet
from services.contact_views import Whereabouts
from services.refusals import CommandReused, FieldRefused, NotShown, StaleSave
from tests.services.web import samples
from tests.services.web.house import House

RIGHT: Final = CorrectSheet(
    name="高梨 みどり",
    kana="たかなし みどり",
    born="1947-05",
    address="こがね市緑町4丁目15番8号",
    phone="042-000-7788",
    reason="保険証で確かめた",
)
SAFE: Final = RecordSafeContact(
    means=(ContactMeans.PHONE, ContactMeans.LETTER),
    times="平日の午前",
    sender=SenderName.PERSONAL_NAME,
    never="自宅の固定電話",
    note="長男が出たら用件を言わない。",
)
HOSPITAL: Final = RecordAddress(
    kind=AddressKind.TEMPORARY,
    address="こがね市本町1丁目 こがね病院",
    since=date(2026, 11, 1),
    until=None,
    note="",
)
NUMBER: Final = "1234-5678-9018"


def correct(house: House, case: str, sent: CorrectSheet = RIGHT) -> None:
    me, persons = house.city.worker, house.system.persons
    persons.correct(me, uuid4(), case, persons.page(me, case).token, sent)


def test_a_corrected_sheet_stands_on_every_page_and_the_old_one_on_none(house: House) -> None:
    """R71."""
    case, me = house.take(), house.city.worker

    correct(house, case)

    page = house.system.persons.page(me, case)
    told = PersonSheet(
        name=RIGHT.name,
        kana=RIGHT.kana,
        born=RIGHT.born,
        address=RIGHT.address,
        phone=RIGHT.phone,
        erased=None,
    )
    listed = house.system.reading.case_list(me, state="all", page=1)
    assert (page.person, page.corrected, page.own) == (told, True, True)
    assert house.system.reading.case_page(me, case).person == told
    assert [row.name for row in listed.rows if row.alias == case] == [RIGHT.name]


@pytest.mark.parametrize("words", ["谷口 いずみ", "口いず", "たにぐち", "042-000-9090"])
def test_a_search_finds_the_corrected_name_and_no_longer_the_wrong_one(
    fresh_house: House, words: str
) -> None:
    case, me, reading = fresh_house.take(), fresh_house.city.worker, fresh_house.system.reading
    assert [hit.case for hit in reading.search(me, words="髙橋", reason="来所").hits] == [case]

    right = replace(RIGHT, name="谷口 いずみ", kana="たにぐち いずみ", phone="042-000-9090")
    correct(fresh_house, case, right)

    assert [hit.case for hit in reading.search(me, words=words, reason="来所").hits] == [case]
    for wrong in ("髙橋", "髙橋 みどり", "髙橋 みどり 1947-05-03", samples.CONSULTATION.phone):
        assert reading.search(me, words=wrong, reason="来所").hits == ()


def test_a_correction_against_an_older_state_is_refused(house: House) -> None:
    """Promise 9."""
    case, me, persons = house.take(), house.city.worker, house.system.persons
    token = persons.page(me, case).token
    correct(house, case)

    with pytest.raises(StaleSave) as stale:
        persons.correct(me, uuid4(), case, token, RIGHT)

    assert stale.value.token == persons.page(me, case).token


def test_the_same_press_twice_is_one_correction(house: House) -> None:
    """Promise 9."""
    case, me, persons, command_id = house.take(), house.city.worker, house.system.persons, uuid4()
    token = persons.page(me, case).token

    first = persons.correct(me, command_id, case, token, RIGHT)
    before = house.entries()
    again = persons.correct(me, command_id, case, token, RIGHT)

    assert (again, house.entries()) == (first, before)
    with pytest.raises(CommandReused):
        persons.correct(me, command_id, case, token, replace(RIGHT, reason="別の理由"))


@pytest.mark.parametrize("field", ["name", "kana", "born", "address", "phone", "reason"])
def test_no_field_of_a_sheet_takes_an_individual_number(house: House, field: str) -> None:
    """R77."""
    case = house.take()

    with pytest.raises(FieldRefused) as refused:
        correct(house, case, replace(RIGHT, **{field: NUMBER}))

    assert (refused.value.field, refused.value.rule) == (field, "R77")


def test_another_programme_neither_sees_nor_corrects_a_person(house: House) -> None:
    """Promise 3, promise 5."""
    case, me, outsider = house.take(), house.city.worker, house.city.outsider
    persons = house.system.persons
    page = persons.page(me, case)

    for deed in (
        lambda: persons.page(outsider, case),
        lambda: persons.same(outsider, case),
        lambda: persons.correct(outsider, uuid4(), case, page.token, RIGHT),
        lambda: persons.record(outsider, uuid4(), case, page.token, SAFE),
        lambda: persons.link(outsider, uuid4(), case, page.token, page.alias, "同じ方"),
        lambda: persons.page(me, "nothing"),
        lambda: persons.page(me, case, of=page.alias),
        lambda: persons.correct(me, uuid4(), case, "no-token", RIGHT),
    ):
        with pytest.raises(NotShown):
            deed()


def test_what_is_known_of_where_a_person_is_stands_together(house: House) -> None:
    """R57, R71: a new note takes the place of the old, what was wrong is taken back."""
    case, me, persons = house.take(), house.city.worker, house.system.persons

    def say(sent: object, record: str | None = None) -> Whereabouts:
        token = persons.page(me, case).token
        persons.record(me, uuid4(), case, token, sent, record=record)  # pyright: ignore[reportArgumentType]  one of the commands below
        return persons.page(me, case).whereabouts

    say(replace(SAFE, times="夜"))
    told = say(SAFE)
    assert told.safe is not None
    assert (
        told.safe.means,
        told.safe.times,
        told.safe.sender,
        told.safe.never,
        told.safe.note,
    ) == (
        SAFE.means,
        SAFE.times,
        SAFE.sender,
        SAFE.never,
        SAFE.note,
    )
    told = say(HOSPITAL)
    ended = say(replace(HOSPITAL, until=date(2026, 11, 20)), told.addresses[0].alias)
    assert [(a.address, a.until) for a in ended.addresses] == [
        (HOSPITAL.address, date(2026, 11, 20))
    ]
    told = say(RecordMovingAway(moved_on=date(2027, 3, 31), destination="隣の市の長女の家"))
    assert told.moved is not None
    assert (told.moved.on, told.moved.text) == (date(2027, 3, 31), "隣の市の長女の家")
    told = say(RecordDeath(died_on=None, known_by="長男から電話"))
    assert told.died is not None
    wrong = WithdrawContact(record=uuid4(), reason="別の方の記録だった")
    assert say(wrong, told.died.alias) == replace(told, died=None)
    with pytest.raises(ContactNotStanding):
        say(wrong, told.died.alias)


def test_two_sheets_of_one_human_being_are_proposed_linked_and_unlinked(
    fresh_house: House,
) -> None:
    """Nothing is merged: both sheets stay as they are."""
    here, there, me = fresh_house.take(), fresh_house.take(), fresh_house.city.worker
    fresh_house.take(sent=replace(samples.CONSULTATION, name="別の 人", born="", phone=""))
    persons = fresh_house.system.persons
    page = persons.same(me, here)
    (other,) = page.proposed

    persons.link(me, uuid4(), here, page.token, other.alias, "旧姓での相談があった")

    assert (other.same_name_and_birth, other.same_phone) == (True, True)
    assert [case.alias for case in other.cases] == [there]
    linked = persons.same(me, there)
    assert (linked.proposed, [one.reason for one in linked.linked]) == (
        (),
        ["旧姓での相談があった"],
    )
    with pytest.raises(AlreadyLinked):
        persons.link(me, uuid4(), there, linked.token, linked.linked[0].alias, "もう一度")

    back = linked.linked[0].alias
    persons.link(me, uuid4(), there, linked.token, back, "別の方とわかった", apart=True)

    assert persons.page(me, here).linked == ()
    assert persons.page(me, here).person == persons.page(me, there).person
    token = persons.page(me, here).token
    with pytest.raises(NotLinked):
        persons.link(me, uuid4(), here, token, other.alias, "もう一度", apart=True)


def test_what_was_erased_is_told_as_erased(house: House) -> None:
    """R70, promise 7."""
    case, me, persons = house.take(), house.city.worker, house.system.persons
    persons.record(me, uuid4(), case, persons.page(me, case).token, SAFE)
    correct(house, case)
    house.erase(case)

    page = persons.page(me, case)

    assert page.person.erased is not None
    assert page.person.name == ""
    assert page.whereabouts.safe is not None
    assert (page.whereabouts.safe.erased, page.whereabouts.safe.never) == (True, "")
