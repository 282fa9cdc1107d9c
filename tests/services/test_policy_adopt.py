"""`tsunagi policy adopt` (開示方針の採用): by two people, nothing wider without a reason."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.policy import ChangeDirection, PolicyAdopted
from events.staff import DeactivateStaff
from services.checking import check
from services.db import Databases
from services.policies import Policies
from services.policy_file import POLICY_FILE, policy_from
from tests.city import TENANT, City, city
from tests.consent.edits import DROP, edit
from tests.services.policy_line import Ran, Tsunagi, command_line, recorded

SHIPPED = policy_from().document.version
SHOWN = json.loads(POLICY_FILE.read_text("utf-8"))["grant"][15]["when"]["category"]
WIDER = ("grant/15/when/category", [*SHOWN, "HEALTH"])
NARROWER = ("grant/15/when/category", SHOWN[1:])
UNPROTECTED = ("forbid/15/when/category", ["TASK"])


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


@pytest.fixture
def tsunagi(
    town: City, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Tsunagi:
    return command_line(town, monkeypatch, capsys)


@pytest.fixture
def adopt(town: City, tsunagi: Tsunagi) -> Tsunagi:
    """Give `policy adopt` for a file, with what two people decided unless a test says otherwise."""

    def run(file: Path, *words: object, **officers: UUID) -> Ran:
        two = {"prepared_by": town.worker.staff, "approved_by": town.colleague.staff} | officers
        return tsunagi(
            "adopt", TENANT, file, "--ground", "福祉部長決裁 令和8年第12号",
            "--prepared-by", two["prepared_by"], "--approved-by", two["approved_by"], *words,
        )  # fmt: skip

    return run


def unexplained(ran: Ran) -> list[str]:
    """Return the classes that a refusal names, in its order."""
    named = [line.partition("理由がありません（") for line in ran.err.splitlines()]
    return [rest.partition("通り）: ")[2] for before, found, rest in named if found and not before]


def because(names: list[str], why: str) -> list[str]:
    return [word for name in names for word in ("--reason", f"{name}={why}")]


def version(folder: Path, *changes: tuple[str, Any]) -> Path:
    """Write the shipped policy with changes to a file of its own."""
    file = folder / f"{uuid4()}.json"
    data = edit(json.loads(POLICY_FILE.read_text("utf-8")), *changes)
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return file


def test_the_first_version_is_adopted_with_its_ground_and_by_two(
    town: City, adopt: Tsunagi
) -> None:
    ran = adopt(POLICY_FILE)

    today = Policies(town.system.ledgers).today
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{SHIPPED}: 採用しました。")
    assert recorded(town) == [
        PolicyAdopted(
            version=SHIPPED,
            previous=None,
            valid_from=today,
            ground="福祉部長決裁 令和8年第12号",
            prepared_by=town.worker.staff,
            approved_by=town.colleague.staff,
            impact=(),
        )
    ]
    assert check(town.system.databases, TENANT).findings == []


def test_the_same_file_twice_is_one_event(town: City, adopt: Tsunagi) -> None:
    adopt(POLICY_FILE)

    again = adopt(POLICY_FILE)

    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("この版は、もう採用されています / ")
    assert len(recorded(town)) == 1


def test_whatever_is_wider_without_a_reason_stops_the_adoption_with_a_witness_each(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    adopt(POLICY_FILE)
    file = version(tmp_path, WIDER)

    refused = adopt(file)
    names = unexplained(refused)
    witnesses = refused.err.splitlines()[1:-1:2]
    one_short = adopt(file, "--reason", f"{names[0]}=要綱の改正")

    assert (refused.code, refused.out, len(names)) == (1, "", 2)
    assert all(name.startswith("REFERRAL: DENY/ABSENT CONSENT_NONE → ") for name in names)
    assert all(w.startswith("  例: ") and " category=HEALTH " in w for w in witnesses)
    assert refused.err.splitlines()[-1].startswith("広がる範囲に、理由のないものがあります / ")
    assert names[0] not in one_short.err
    assert names[1] in one_short.err
    assert len(recorded(town)) == 1


def test_with_a_reason_for_each_class_a_wider_version_is_adopted_and_says_why(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    adopt(POLICY_FILE)
    file = version(tmp_path, WIDER)
    names = unexplained(adopt(file))

    ran = adopt(file, *because(names, "要綱の改正 A=B"))

    assert (ran.code, ran.err) == (0, "")
    assert "広がる 2 区分、狭まる 0 区分、言い方が変わる 0 区分" in ran.out
    adopted = recorded(town)[-1]
    assert adopted.previous == SHIPPED
    assert [(one.name, one.direction, one.reason) for one in adopted.impact] == [
        (name, ChangeDirection.WIDER, "要綱の改正 A=B") for name in names
    ]


def test_a_narrower_version_needs_no_reason_and_begins_on_its_day(
    town: City, adopt: Tsunagi, tsunagi: Tsunagi, tmp_path: Path
) -> None:
    adopt(POLICY_FILE)
    file = version(tmp_path, NARROWER)

    ran = adopt(file, "--valid-from", "2099-04-01")
    listed = tsunagi("show", TENANT).out.splitlines()

    later = policy_from(file).document.version
    assert (ran.code, ran.err) == (0, "")
    assert "広がる 0 区分、狭まる " in ran.out
    assert listed[0].endswith(f"{SHIPPED}  福祉部長決裁 令和8年第12号  いまの版")
    assert listed[1] == f"2099-04-01から  {later}  福祉部長決裁 令和8年第12号"


def test_a_third_version_is_compared_with_the_second_and_with_nothing_else(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    second, third = version(tmp_path, NARROWER), POLICY_FILE
    adopt(POLICY_FILE)
    adopt(second)

    with_the_first = adopt(version(tmp_path, ("about", "第三版")))
    back = adopt(third, "--previous", second)

    assert with_the_first.code == 1
    assert with_the_first.err.startswith("いま使われている版との比較ではありません / ")
    assert back.err.splitlines()[-1].startswith("広がる範囲に、理由のないものがあります / ")
    assert len(recorded(town)) == 2


def test_a_version_that_breaks_a_property_is_refused_with_the_property_named(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    ran = adopt(version(tmp_path, UNPROTECTED))

    assert ran.code == 1
    assert "証明できません: P19 " in ran.err
    assert ran.err.splitlines()[-1].startswith("守るべき性質が証明できない版です / ")
    assert recorded(town) == []


def test_more_changes_than_an_entry_can_state_are_adopted_in_steps(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    without_recusal = version(tmp_path, ("forbid/2", DROP))
    adopt(without_recusal)

    back = (POLICY_FILE, "--previous", without_recusal)
    ran = adopt(*back, *because(unexplained(adopt(*back)), "要綱の改正"))

    assert ran.code == 2
    assert "分けて採用してください" in ran.err
    assert len(recorded(town)) == 1


def test_a_wrong_file_is_refused_by_field_and_rule(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    code = adopt(version(tmp_path, ("forbid/0/when/consent_state", ["MAYBE"])))
    number = adopt(version(tmp_path, ("grant/0/priority", "high")))
    section = adopt(version(tmp_path, ("permit", [])))

    assert [(ran.code, ran.out) for ran in (code, number, section)] == [(2, "")] * 3
    assert "F0a.consent_state: MAYBE は、この方針にないコードです" in code.err
    assert "policy.grant[0].priority: 整数が要ります" in number.err
    assert "policy: 知らない項目があります: permit" in section.err
    assert recorded(town) == []


def test_a_file_that_is_not_there_or_no_text_or_no_json_is_refused(
    town: City, adopt: Tsunagi, tmp_path: Path
) -> None:
    strange, empty = tmp_path / "strange.json", tmp_path / "empty.json"
    strange.write_bytes("方針".encode("cp932"))
    empty.write_text("", "utf-8")

    said = [adopt(file).err for file in (tmp_path / "missing.json", strange, empty)]

    assert "ファイルを開けません" in said[0]
    assert "UTF-8 の文字ではありません" in said[1]
    assert "policy: 読み取れません(Expecting value" in said[2]
    assert recorded(town) == []


def test_one_who_prepared_it_or_who_is_not_on_the_staff_does_not_approve(
    town: City, adopt: Tsunagi
) -> None:
    town.system.organisation.change_staff(TENANT, town.outsider.staff, DeactivateStaff())

    alone = adopt(POLICY_FILE, approved_by=town.worker.staff)
    others = [
        adopt(POLICY_FILE, approved_by=who) for who in (uuid4(), town.desk, town.outsider.staff)
    ]

    assert (alone.code, alone.err.startswith("2人目の承認がありません / ")) == (1, True)
    assert [ran.code for ran in others] == [2, 2, 2]
    assert all("この自治体の、利用中の職員ではありません" in ran.err for ran in others)
    assert recorded(town) == []


def test_a_reason_names_its_class_and_holds_no_individual_number(
    town: City, adopt: Tsunagi
) -> None:
    shapeless = adopt(POLICY_FILE, "--reason", "要綱の改正")
    numbered = adopt(POLICY_FILE, "--reason", "REFERRAL: x=本人 123456789018")

    assert (shapeless.code, numbered.code) == (2, 1)
    assert "「区分=理由」の形で書いてください: 要綱の改正" in shapeless.err
    assert recorded(town) == []


def test_an_unknown_municipality_has_no_policy(tsunagi: Tsunagi) -> None:
    assert tsunagi("show", "lg-999999").code == 1
