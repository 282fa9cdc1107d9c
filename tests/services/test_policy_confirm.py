"""`tsunagi policy confirm` (根拠法令の確認): a basis counts once the city has read it (R1)."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from consent.facts import BasisConfirmed
from events.policy import LegalBasisConfirmed
from services.db import Databases
from services.policies import Policies
from services.policy_file import registry_from
from tests.city import TENANT, City, city
from tests.consent.history import AT_STATUTORY, IN_SUPPORT, START, STATUTORY, ask, note, sitting
from tests.services.policy_line import Ran, Tsunagi, command_line, recorded


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
def confirm(town: City, tsunagi: Tsunagi) -> Tsunagi:
    def run(basis: str, *words: object, by: UUID = town.colleague.staff) -> Ran:
        text = ("--official-text", "官報 令和4年5月25日 号外第110号")
        return tsunagi("confirm", TENANT, basis, *text, "--confirmed-by", by, *words)

    return run


def at_the_womens_conference(town: City) -> tuple[str | None, str | None]:
    """Return the basis that a sitting under KJH-15 rests on, or why it is refused."""
    digests = Policies(town.system.ledgers).standing(TENANT).confirmed
    confirmed = [BasisConfirmed(seq=1, at=START, digest=digest) for digest in sorted(digests)]
    found = ask(IN_SUPPORT, *confirmed, *sitting(STATUTORY, AT_STATUTORY, "KJH-15"), note())
    return found.conference, found.refused


def test_r1_a_decision_cites_an_unverified_basis_once_the_city_has_confirmed_it(
    town: City, confirm: Tsunagi, tsunagi: Tsunagi
) -> None:
    (text,) = registry_from().bases["KJH-15"]
    before = (at_the_womens_conference(town), tsunagi("show", TENANT).out)

    ran = confirm("KJH-15")

    after = (at_the_womens_conference(town), tsunagi("show", TENANT).out)
    line = f"KJH-15  2024-04-01から  {text.act}{text.article}"
    assert (ran.code, ran.err) == (0, "")
    assert (before[0], after[0]) == ((None, "BASIS_UNVERIFIED"), ("KJH-15", None))
    assert before[1].splitlines()[0] == "採用した版はありません"
    assert f"{line}  未確認" in before[1]
    assert f"{line}  確認済み（官報 令和4年5月25日 号外第110号）" in after[1]
    assert recorded(town) == [
        LegalBasisConfirmed(
            basis="KJH-15",
            digest=text.digest,
            registry=registry_from().version,
            official_text="官報 令和4年5月25日 号外第110号",
            confirmed_by=town.colleague.staff,
        )
    ]


def test_a_text_is_confirmed_once_and_each_version_of_a_basis_by_itself(
    town: City, confirm: Tsunagi
) -> None:
    first = confirm("KHH-115-48", "--on", "2027-03-31")
    again = confirm("KHH-115-48", "--on", "2026-04-01")
    next_version = confirm("KHH-115-48", "--on", "2027-04-01")

    assert [ran.code for ran in (first, again, next_version)] == [0, 1, 0]
    assert again.err.startswith("この条文は、もう確認されています / ")
    older, newer = registry_from().bases["KHH-115-48"]
    assert [event.digest for event in recorded(town)] == [older.digest, newer.digest]


def test_what_needs_no_confirmation_or_was_not_in_force_is_not_confirmed(
    town: City, confirm: Tsunagi
) -> None:
    verified, unknown = confirm("SKK-9"), confirm("LSA")
    too_early = confirm("KJH-15", "--on", "2024-03-31")

    for ran, basis in ((verified, "SKK-9"), (unknown, "LSA"), (too_early, "KJH-15")):
        assert (ran.code, ran.out) == (2, "")
        assert f"その日に未確認の条文はありません: {basis}" in ran.err
    assert recorded(town) == []


def test_who_confirms_is_on_the_staff(town: City, confirm: Tsunagi) -> None:
    ran = confirm("KJH-15", by=uuid4())

    assert ran.code == 2
    assert "この自治体の、利用中の職員ではありません" in ran.err
    assert recorded(town) == []
