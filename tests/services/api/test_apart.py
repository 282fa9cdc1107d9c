"""Apart: who is on file as the other party meets the protected person nowhere (R54)."""

from typing import Any, Final

import pytest

from services.refusals import NotShown
from services.worker import catch_up
from tests.services.api.client import Program, problem
from tests.services.api.test_consent import Will
from tests.services.api.test_guarding import NOBODY, Couple
from tests.services.web.house import COLLEAGUE, House

UNNAMED: Final = {"name": "あの人", "relation": "夫"}
ALIKE: Final = {"name": "鈴木　健", "relation": "元の夫"}


@pytest.fixture
def couple(house: House) -> Couple:
    """Give a couple."""
    return Couple(house)


def choices(couple: Couple) -> dict[str, str]:
    """Return who may be the other party of her, by name."""
    record = next((one["alias"] for one in couple.told()["others"]), "")
    at = f"cases/{couple.hers}/person/protection/other-party/choices?record={record}"
    return {one["name"]: one["choice"] for one in couple.program.get(at).json()}


def link(couple: Couple, body: dict[str, Any], name: str) -> Any:
    """Write the other party down as somebody on file."""
    done = couple.keep("other-party", {**body, "links": [choices(couple)[name]]})
    assert done.status_code == 201, done.text
    catch_up(couple.house.system.databases)
    return done


def test_from_his_case_a_linked_husband_learns_nothing_whatever_he_is_called(
    couple: Couple,
) -> None:
    """R54: no name is compared, and she is in his household no more than anybody."""
    program, at = couple.program, f"cases/{couple.his}/person"
    before = program.get(f"cases/{couple.his}/household").text
    link(couple, UNNAMED, "髙橋 修")

    refused = program.get(f"{at}?of={couple.wife}")
    unknown = program.get(f"{at}?of={NOBODY}")
    after = program.get(f"cases/{couple.his}/household").text

    assert problem(refused) == problem(unknown) == (404, "not-shown")
    assert refused.json() | {"instance": ""} == unknown.json() | {"instance": ""}
    assert "髙橋 みどり" in before
    assert "髙橋 みどり" not in after
    assert "相手方" not in program.get(at).text
    assert couple.told()["others"][0]["linked"] == "髙橋 修"


def test_who_is_linked_is_linked_as_long_as_the_record_stands(couple: Couple) -> None:
    """R54, R71: what was wrong is taken back."""
    program, at = couple.program, f"cases/{couple.his}/person?of={couple.wife}"
    link(couple, UNNAMED, "髙橋 修")
    alias = couple.told()["others"][0]["alias"]
    hidden = program.get(at)

    couple.keep("taking-back", {"record": alias, "reason": "別の方だった。"})
    catch_up(couple.house.system.databases)

    assert (hidden.status_code, program.get(at).status_code) == (404, 200)


def test_nobody_is_linked_whom_the_writer_cannot_find(couple: Couple) -> None:
    """R54: and an id that was made up answers as one that is not to be found."""
    for made_up in ("person-" + "a" * 26, "staff-" + "a" * 26, "nobody", "case-" + couple.his):
        refused = couple.keep("other-party", {**UNNAMED, "links": [made_up]})
        assert problem(refused) == (404, "not-shown")


def test_who_speaks_for_her_under_his_name_speaks_no_more(house: House) -> None:
    """R32, R54: also for what was agreed to before, and as the decision sees it."""
    will = Will(house)
    body = {"name": "髙橋 修", "scope": "財産の管理", "capacity": "adult_guardian"}
    will.send(
        "representative", {**body, "proof": "guardianship_certificate", "first": "2024-04-01"}
    )
    given = will.give(giver=will.read()["representatives"][0]["alias"])
    at = will.at.removesuffix("/consent")
    etag = will.program.get(f"{at}/person").headers["etag"]

    body = {"name": "高橋　修", "relation": "夫"}
    done = will.program.send(f"{at}/person/protection/other-party", body, If_Match=etag)

    after = will.read()
    assert done.status_code == 201
    assert given["lane"] == "active"
    assert (after["lane"], after["standing"]) == ("not_counted", None)
    assert after["representatives"][0]["adverse"]


def test_a_linked_colleague_finds_her_case_nowhere(couple: Couple) -> None:
    """R54: list, count, page, search and export answer as if there were no such case."""
    house = couple.house
    them, other = Program(house, COLLEAGUE), house.city.colleague
    couple.keep("other-party", ALIKE)
    catch_up(house.system.databases)
    before = house.system.reading.case_list(other, state="all", page=1).total
    record = couple.told()["others"][0]["alias"]
    link(couple, {**ALIKE, "record": record}, "鈴木 健")

    refused, unknown = them.get(f"cases/{couple.hers}"), them.get(f"cases/{NOBODY}")

    assert problem(refused) == problem(unknown) == (404, "not-shown")
    assert refused.json() | {"instance": ""} == unknown.json() | {"instance": ""}
    assert house.system.reading.case_list(other, state="all", page=1).total == before - 1
    assert couple.hers not in them.get("cases?state=all").text
    assert couple.hers not in them.get("my-work").text
    with pytest.raises(NotShown):
        house.system.persons.page(other, couple.hers)
    assert couple.program.get(f"cases/{couple.hers}").status_code == 200
