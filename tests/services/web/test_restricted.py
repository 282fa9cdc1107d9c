"""限定ケース: what is open to a colleague tells nothing of a case that is not there for them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.conversion import SlipConverted
from events.household import Living, Relation
from events.record import RecordKept
from events.values import Category, SupportMethod, tokyo_date
from services.acting import Acting
from services.case_forms import NewPassage, NewProgress, SlipAsProgress
from services.facts import utc_now
from services.person_views import NewMember
from services.refusals import FieldRefused, NotShown
from services.worker import catch_up
from tests.promises.test_5_restricted import restrict
from tests.services.api.client import Program, problem
from tests.services.api.test_guarding import MEASURE, NOBODY, Couple
from tests.services.web.house import COLLEAGUE, House

SOON = (tokyo_date(utc_now()) + timedelta(days=20)).isoformat()


def restricted(house: House, case: str) -> None:
    """Restrict a case; every reader knows of it."""
    restrict(house, case)
    catch_up(house.system.databases)


def reminded(house: House, acting: Acting) -> set[str]:
    """Return in which cases somebody is reminded of a measure that ends soon."""
    work = house.system.reading.my_work(acting)
    rows = (*work.alarms, *work.overdue, *work.today, *work.week, *work.waiting)
    return {row.case for row in rows if row.kind == RecordKept.TOPIC}


def test_what_went_into_it_does_not_say_where(house: House) -> None:
    """The slip stands in a case of its own, which everybody may open."""
    me, them, reading = house.city.worker, house.city.colleague, house.system.reading
    into, mistaken = house.take(), house.take()
    sent = SlipAsProgress(into=into, method=SupportMethod.PHONE, text="電話。", reason="まちがい")
    token = reading.case_page(me, mistaken).token
    house.system.converting.slip(me, uuid4(), mistaken, token, sent)
    before = reading.case_page(them, mistaken).items[0]

    restricted(house, into)

    after, mine = (reading.case_page(one, mistaken).items[0] for one in (them, me))
    assert (before.kind, before.elsewhere, mine.elsewhere) == (SlipConverted.TOPIC, into, into)
    assert after == replace(before, elsewhere="")
    assert into not in house.browser(COLLEAGUE).get(f"/cases/{mistaken}").text
    assert into not in Program(house, COLLEAGUE).get(f"cases/{mistaken}").text
    assert reading.record(them, mistaken, after.alias).elsewhere == ""


def test_nobody_else_is_reminded_of_the_measure_in_it(house: House) -> None:
    couple, me, them = Couple(house), house.city.worker, house.city.colleague
    couple.keep("measure", {**MEASURE, "last": SOON})
    catch_up(house.system.databases)
    before = couple.hers in reminded(house, them)

    restricted(house, couple.hers)

    assert before
    assert couple.hers not in reminded(house, them)
    assert couple.hers in reminded(house, me)


@pytest.mark.parametrize("kept", [None, ("measure", MEASURE), ("other-party", {"name": "髙橋 修"})])
def test_its_person_is_reached_from_the_household_of_another_case_by_nobody_else(
    house: House, kept: tuple[str, dict[str, Any]] | None
) -> None:
    """R55: whether or not anything protects her besides; to look, and to write."""
    couple, them = Couple(house), Program(house, COLLEAGUE)
    if kept:
        couple.keep(*kept)
    persons, me = house.system.persons, house.city.worker
    double = persons.page(me, house.take()).alias
    persons.link(me, uuid4(), couple.hers, persons.page(me, couple.hers).token, double, "同じ方")

    restricted(house, couple.hers)

    at = f"cases/{couple.his}/person"
    asked, unknown = (them.get(f"{at}?of={who}") for who in (couple.wife, NOBODY))
    seen = them.get(at).headers["etag"]
    address = {"kind": "temporary", "address": "別の所"}
    written = them.send(f"{at}/address?of={couple.wife}", address, If_Match=seen)
    assert problem(asked) == problem(unknown) == problem(written) == (404, "not-shown")
    assert asked.json() | {"instance": ""} == unknown.json() | {"instance": ""}
    assert "髙橋 みどり" not in them.get(f"cases/{couple.his}/household").text


def test_a_second_sheet_of_its_person_is_closed_when_what_protects_them_stands_in_it(
    house: House,
) -> None:
    """R54: from whom she is to be kept cannot be asked, so that it may be anybody."""
    couple, system = Couple(house), house.system
    me, them = house.city.worker, house.city.colleague
    double = NewMember(
        known_case="",
        name="髙橋 みどり",
        kana="",
        born="",
        phone="042-333-4444",
        relation=Relation.OTHER_RELATIVE,
        living=Living.TOGETHER,
        since=None,
        note="",
    )
    home = system.households.page(me, couple.his).households[0]
    system.households.add(me, uuid4(), couple.his, home.token, double, household=home.alias)
    (home,) = system.households.page(me, couple.his).households
    second = next(one.person for one in home.members if one.person != couple.wife and not one.own)
    assert system.persons.page(them, couple.his, of=second).person.phone == "042-333-4444"
    couple.keep("measure", MEASURE)
    token = system.persons.page(me, couple.hers).token
    system.persons.link(me, uuid4(), couple.hers, token, second, "同じ方")

    restricted(house, couple.hers)

    with pytest.raises(NotShown):
        system.persons.page(them, couple.his, of=second)
    assert system.persons.page(me, couple.his, of=second).person.phone == ""


def test_a_passage_about_its_person_is_refused_like_one_about_nobody(house: House) -> None:
    couple, commands = Couple(house), house.system.commands
    restricted(house, couple.hers)

    def written(acting: Acting, person: str) -> None:
        token = house.system.reading.case_page(acting, couple.his).token
        about = NewPassage(person=person, category=Category.HEALTH, text="会ったという。")
        sent = NewProgress(method=SupportMethod.PHONE, text="電話。", passages=(about,))
        commands.record_progress(acting, uuid4(), couple.his, token, sent)

    refused: list[tuple[str, str]] = []
    for who in (couple.wife, NOBODY):
        with pytest.raises(FieldRefused) as raised:
            written(house.city.colleague, who)
        refused.append((raised.value.field, raised.value.rule))
    written(house.city.worker, couple.wife)

    assert refused == [("person", "known-person")] * 2
