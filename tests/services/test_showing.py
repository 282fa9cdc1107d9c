"""Showing: gate, entries, keys, in this order; decided afresh when what it rests on moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from consent.gate import Item, Keeping
from events.access import MOST_ITEMS, Surface
from events.person import PersonRegistered
from events.staff import AppointStaff, DeactivateStaff
from events.values import Category, Period, Pointer, Purpose, tokyo_date
from services.db import Databases
from services.facts import Facts, gather, utc_now
from services.files import person_file
from services.keys.opening import Opener
from services.ledger.drafts import Draft, Expected
from services.ledger.recorder import ReadStreamMoved
from services.refusals import NotShown
from services.showing import Look, Showing
from tests.city import TENANT, City, city
from tests.promises import census


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


def showing(town: City) -> Showing:
    return Showing(Opener(town.system.databases, town.system.ring), utc_now)


def register(town: City, count: int) -> tuple[Item, ...]:
    """Register persons with numbered names; return their names as candidates."""
    ledger = town.system.ledgers.of(TENANT)
    facts = gather(ledger, town.worker, utc_now())
    drafts = [_registration(town, facts, number) for number in range(count)]
    items: list[Item] = []
    for start in range(0, count, 100):
        batch = drafts[start : start + 100]
        appended = ledger.record(batch, Expected())
        items += [
            Item(
                pointer=Pointer(draft.event_id, appended.first_seq + n, 0),
                category=Category.ID,
                keeping=Keeping(programme=town.desk),
            )
            for n, draft in enumerate(batch)
        ]
    return tuple(items)


def _registration(town: City, facts: Facts, number: int) -> Draft:
    person_id = uuid4()
    return Draft(
        event=PersonRegistered(
            person_id=person_id,
            programme=town.desk,
            name=f"{number}番の人",
            kana="",
            born="",
            address="",
            phone="",
        ),
        event_id=uuid4(),
        stream=person_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
        file=person_file(UUID(int=1)),
        programme=town.desk,
    )


def look_at(items: tuple[Item, ...], streams: dict[UUID, int] | None = None) -> Look:
    return Look(surface=Surface.CASE_LIST, items=items, streams=streams or {})


def test_a_long_look_is_several_entries_that_name_each_part_once(town: City) -> None:
    items = register(town, 2 * MOST_ITEMS + 1)
    ledger = town.system.ledgers.of(TENANT)
    before = ledger.size()

    _, shown = showing(town).show(ledger, town.worker, Surface.CASE_LIST, lambda _: look_at(items))

    entries = census.read(town.system.databases, TENANT).since(before)
    named = [[item["seq"] for item in entry["data"]["items"]] for entry in entries]
    assert [len(seqs) for seqs in named] == [MOST_ITEMS, MOST_ITEMS, 1]
    assert [seq for seqs in named for seq in seqs] == [item.pointer.seq for item in items]
    names = [one.content and one.content["name"] for one in shown.values()]
    assert names == [f"{number}番の人" for number in range(len(items))]


def test_what_another_programme_keeps_is_left_out_of_the_entry_and_of_what_is_shown(
    town: City,
) -> None:
    own, foreign = register(town, 2)
    foreign = replace(foreign, keeping=Keeping(programme=town.other))
    ledger = town.system.ledgers.of(TENANT)

    _, shown = showing(town).show(
        ledger, town.worker, Surface.CASE_LIST, lambda _: look_at((own, foreign))
    )

    assert shown.keys() == {own.pointer}
    entry = census.read(town.system.databases, TENANT).lines[-1]
    assert [item["seq"] for item in entry["data"]["items"]] == [own.pointer.seq]


def test_a_look_is_decided_afresh_when_a_stream_it_rests_on_has_moved(town: City) -> None:
    items, ledger = register(town, 1), town.system.ledgers.of(TENANT)
    stream = items[0].pointer.event_id
    seen: list[int] = []

    def look(_: Facts) -> Look:
        seen.append(len(seen))
        return look_at(items, {stream: 1 if len(seen) < 3 else 0})

    _, shown = showing(town).show(ledger, town.worker, Surface.CASE_LIST, look)

    assert (seen, len(shown)) == ([0, 1, 2], 1)


def test_a_look_whose_ground_never_rests_is_given_up_and_shows_nothing(town: City) -> None:
    items, ledger = register(town, 1), town.system.ledgers.of(TENANT)
    before = ledger.size()

    with pytest.raises(ReadStreamMoved):
        showing(town).show(
            ledger, town.worker, Surface.CASE_LIST, lambda _: look_at(items, {uuid4(): 1})
        )

    assert ledger.size() == before


def test_an_account_stopped_while_a_look_is_decided_sees_nothing(town: City) -> None:
    """The account's stream is an expectation of the entry (R75)."""
    items, ledger = register(town, 1), town.system.ledgers.of(TENANT)

    def look(_: Facts) -> Look:
        town.system.organisation.change_staff(TENANT, town.worker.staff, DeactivateStaff())
        return look_at(items)

    with pytest.raises(NotShown):
        showing(town).show(ledger, town.worker, Surface.CASE_LIST, look)

    kinds = [line["type"] for line in census.read(town.system.databases, TENANT).lines]
    assert "access.content-read" not in kinds
    assert kinds[-1] == "access.reading-refused"


def test_a_look_that_began_before_the_appointment_ended_shows_nothing_after_it(town: City) -> None:
    """Nothing rests on a fact after its end (architecture §4: not_after)."""
    last = tokyo_date(utc_now()) - timedelta(days=1)
    staff = town.staff(TENANT, "kato", "加藤 実", town.other, town.worker.role)
    items, ledger = register(town, 1), town.system.ledgers.of(TENANT)
    over = Period(last - timedelta(days=30), last)
    acting = replace(town.worker, staff=staff)
    appoint(town, staff, over)
    yesterday = Showing(
        Opener(town.system.databases, town.system.ring), lambda: utc_now() - timedelta(days=1)
    )

    with pytest.raises(NotShown):
        yesterday.show(ledger, acting, Surface.CASE_LIST, lambda _: look_at(items))

    kinds = [line["type"] for line in census.read(town.system.databases, TENANT).lines]
    assert "access.content-read" not in kinds


def appoint(town: City, staff: UUID, period: Period) -> None:
    """Appoint an account to the desk for a time."""
    appointed = AppointStaff(
        appointment_id=uuid4(), programme=town.desk, role=town.worker.role, period=period
    )
    town.system.organisation.change_staff(TENANT, staff, appointed)
