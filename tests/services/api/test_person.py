"""本人票・世帯: the same commands and readings for programs."""

from typing import Any, Final

from services import worker
from tests.services.api.client import Program, problem
from tests.services.web.house import COUNSELLOR, LENDER, House

RIGHT: Final = {
    "name": "髙橋 緑",
    "kana": "",
    "born": "1947",
    "address": "",
    "phone": "042-000-1111",
    "reason": "保険証で確かめた",
}
SON: Final = {"name": "髙橋 翔太", "relation": "child", "living": "together", "born": "1985-07"}


def write(program: Program, at: str, read: str, body: dict[str, Any]) -> int:
    """Read a state and write against it; return the status."""
    return program.send(at, body, If_Match=program.get(read).headers["etag"]).status_code


def test_a_program_corrects_a_sheet_and_says_where_somebody_is(house: House) -> None:
    """R57, R71."""
    program = Program(house, COUNSELLOR)
    at = f"cases/{program.take()}/person"

    statuses = [
        write(program, f"{at}/{what}", at, body)
        for what, body in (
            ("correction", RIGHT),
            ("safe-contact", {"means": ["phone"], "sender": "hidden", "never": "自宅"}),
            ("address", {"kind": "mailing", "address": "私書箱", "since": "2026-11-01"}),
            ("moving", {"destination": "隣の市"}),
            ("death", {"known_by": "病院から連絡"}),
        )
    ]
    page = program.get(at).json()
    wrong = {"record": page["whereabouts"]["died"]["alias"], "reason": "別の方"}

    assert statuses == [201] * 5
    assert (page["person"]["name"], page["person"]["born"]) == ("髙橋 緑", "1947")
    assert page["whereabouts"]["safe"]["never"] == "自宅"
    assert [one["since"] for one in page["whereabouts"]["addresses"]] == ["2026-11-01"]
    assert write(program, f"{at}/withdrawal", at, wrong) == 201
    assert program.get(at).json()["whereabouts"]["died"] is None


def test_a_program_writes_a_household(house: House) -> None:
    """R55."""
    program = Program(house, COUNSELLOR)
    at = f"cases/{program.take()}/household"
    assert write(program, f"{at}/member", at, SON) == 201
    (home,) = program.get(at).json()["households"]
    seen = f'"{home["token"]}"'

    daughter = {**SON, "name": "髙橋 葵"}
    added = program.send(f"{at}/member?household={home['alias']}", daughter, If_Match=seen)
    (home,) = program.get(at).json()["households"]
    row = f"{at}/{home['alias']}/{home['members'][1]['record']}"
    right = {"relation": "sibling", "living": "apart", "reason": "聞き違い"}
    corrected = program.send(f"{row}/relation", right, If_Match=f'"{home["token"]}"')
    (home,) = program.get(at).json()["households"]
    row = f"{at}/{home['alias']}/{home['members'][2]['record']}"
    left = program.send(f"{row}/leaving", {"leaving": "other"}, If_Match=f'"{home["token"]}"')
    (home,) = program.get(at).json()["households"]

    assert [answer.status_code for answer in (added, corrected, left)] == [201] * 3
    assert [(one["name"], one["relation"]) for one in home["members"]] == [
        ("髙橋 みどり", "self"),
        ("髙橋 葵", "child"),
    ]
    assert [(one["relation"], one["leaving"]) for one in home["former"]] == [("sibling", "other")]
    assert program.get(f"{at[:-9]}person?of={home['members'][1]['person']}").status_code == 200


def test_a_program_links_two_sheets(fresh_house: House) -> None:
    program = Program(fresh_house, COUNSELLOR)
    here, there = program.take(), program.take()
    worker.catch_up(fresh_house.system.databases)
    at = f"cases/{here}/person/same"
    proposed = program.get(at).json()["proposed"]
    other = next(one for one in proposed if there in [case["alias"] for case in one["cases"]])

    assert write(program, at, at, {"other": other["alias"], "reason": "旧姓"}) == 201
    assert [one["alias"] for one in program.get(at).json()["linked"]] == [other["alias"]]
    gone = {"other": other["alias"], "reason": "別の方", "apart": True}
    assert write(program, at, at, gone) == 201
    assert program.get(at).json()["linked"] == []


def test_another_programme_finds_nothing_there(house: House) -> None:
    """Promise 5."""
    case = Program(house, COUNSELLOR).take()
    program = Program(house, LENDER)

    for page in ("person", "person/same", "household"):
        assert problem(program.get(f"cases/{case}/{page}")) == (404, "not-shown")
