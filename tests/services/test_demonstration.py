"""The demonstration city: told the same by the same seed, rebuilt alike, sealed like any other."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson
import psycopg
import pytest

from events.provision import Stage
from events.values import Category
from services import consent_texts, policies, questions
from services.acting import Acting
from services.db import Databases
from services.demonstration.loading import Told, load
from services.demonstration.town import MUNICIPALITIES, read
from services.keys.cipher import Place, unseal, unseal_file
from services.keys.ring import Ring
from services.keys.root import FileRootKey
from services.main import System, build
from services.provision_views import ProvidedPage
from services.readmodels import ALL, digest, rebuild
from tests.city import CHEAP, PASSWORD
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census
from tests.promises.canaries import Needles
from tests.promises.test_8_dump import dumps

SHARE: Final = rounds(fast=1, deep=100) / 100
CODES: Final = [read("city")[one]["code"] for one in MUNICIPALITIES]
ONE_OF_EACH: Final = {str(one.STREAM) for one in (consent_texts, policies, questions)}
"""Streams that have the same name in every municipality: its texts, its policy, its questions."""
ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VERSIONS: Final = re.compile(r'(?<={)\\"\\": \d+(?:, \\"\\": \d+)*(?=})')
"""The versions a look rests on, their streams without their ids, by which they were in order."""
PRIVATE: Final = re.compile(
    r"[^\x00-\x7f]{4,}|0\d0-0000-\d{4}|042-000-\d{4}|(?:19|200)\d\d-\d\d-\d\d"
)
"""What of a content is searched for: words that are long enough, numbers, days of birth."""
CONTROL: Final = "瀬名木市こども家庭センター"
"""The name of an agency, which is not covered."""

Streams = dict[str, list[tuple[str, list[dict[str, Any]]]]]


@dataclass(frozen=True)
class Loaded:
    """A demonstration on databases of its own."""

    databases: Databases
    root: FileRootKey

    def streams(self, code: str) -> Streams:
        """Return what each stream tells: the topics and the opened content, in their order."""
        log = census.read(self.databases, code)
        secrets = Ring(self.databases, self.root).secrets_of(
            code, {part["key_id"] for part in log.parts}
        )
        parts: dict[int, list[dict[str, Any]]] = {}
        for part in log.parts:
            seq: int = part["seq"]
            entry, line = log.entries[seq], log.lines[seq]
            number, key = part["part_no"], part["key_id"]
            place = Place(line["log"], entry["event_id"], number, part["category"], key)
            committed = b64decode(line["parts"][number]["cm"])
            sealed = part["sealed"]
            if "form" in line["parts"][number]:
                file = unseal_file(sealed, secrets[key], place, committed=committed)
                parts.setdefault(seq, []).append({"file": file.decode()})
                continue
            opened = unseal(sealed, secrets[key], place, committed=committed)
            parts.setdefault(seq, []).append(orjson.loads(opened))
        told: Streams = {}
        for seq, line in enumerate(log.lines):
            told.setdefault(line["stream"], []).append((line["type"], parts.get(seq, [])))
        return told


def loaded(postgres: TemplateServer, folder: Path) -> Loaded:
    """Load the city on fresh databases."""
    databases, root = postgres.copy(), FileRootKey.create(folder / "root-key")
    load(databases, root, PASSWORD, told=Told(share=SHARE), hasher=CHEAP)
    return Loaded(databases, root)


@pytest.fixture(scope="module")
def city(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    one = loaded(postgres, tmp_path_factory.mktemp("one"))
    yield one
    postgres.drop(one.databases)


@pytest.fixture(scope="module")
def visited(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Another, whose staff look at their pages: what they look at is written down."""
    one = loaded(postgres, tmp_path_factory.mktemp("visited"))
    with build(one.databases, one.root, hasher=CHEAP) as system:
        yield system
    postgres.drop(one.databases)


def acting(system: System, login: str) -> Acting:
    return system.sessions.acting(system.sessions.log_in(login=login, password=PASSWORD))[0]


def without_ids(streams: Streams) -> list[str]:
    """Return what the streams tell, in the order of the log, without what is drawn anew."""
    return [
        VERSIONS.sub(_in_order, ID.sub("", orjson.dumps(told).decode()))
        for told in streams.values()
    ]


def _in_order(versions: re.Match[str]) -> str:
    return ", ".join(sorted(versions[0].split(", ")))


def test_the_same_seed_tells_the_same(
    city: Loaded, postgres: TemplateServer, tmp_path: Path
) -> None:
    """Streams, topics and opened content; ids and times differ, but for what each has once."""
    again = loaded(postgres, tmp_path)

    for code in CODES:
        first, second = city.streams(code), again.streams(code)
        assert without_ids(first) == without_ids(second)
        assert set(first) & set(second) == ONE_OF_EACH & set(first)
    postgres.drop(again.databases)


def test_every_read_model_of_the_city_is_rebuilt_to_the_same_bytes(city: Loaded) -> None:
    """Promise 10."""
    live = {name: digest(city.databases, name) for name in ALL}

    with psycopg.connect(city.databases.conninfo("migrate"), autocommit=True) as owner:
        taken = {name: sum(rebuild(city.databases, owner, name)) for name in ALL}

    assert all(taken.values())
    assert {name: digest(city.databases, name) for name in ALL} == live


def test_nothing_that_is_told_of_anybody_stands_in_a_dump(
    city: Loaded, postgres: TemplateServer
) -> None:
    """Promise 8: names, addresses, days of birth, numbers, sentences; staff are not covered."""
    told = orjson.dumps([parts for stream in all_streams(city) for _, parts in stream])
    clear = str(read("city"))
    private = {text for text in PRIVATE.findall(told.decode()) if text not in clear}
    needles = Needles({**{text: text for text in private}, CONTROL: "the control"})

    databases = (city.databases.log, city.databases.ring)

    assert len(private) > 400
    assert needles.found_in_any(dumps(postgres.admin, databases)) == {"the control in UTF-8"}


def all_streams(city: Loaded) -> list[list[tuple[str, list[dict[str, Any]]]]]:
    return [told for code in CODES for told in city.streams(code).values()]


def test_the_people_of_the_city_are_arranged(visited: System) -> None:
    """人事異動, 当番, 代わり, 限定ケース, 関係者 and 職: each through the doors that staff have."""
    chief, worker, named, administrator = (
        acting(visited, login) for login in ("kanzaki", "nagase", "suzuki", "mori")
    )

    led = visited.assignments.page(chief, on=lambda today: today)
    open_to_all = visited.reading.case_list(worker, state="open", page=1)
    open_to_named = visited.reading.case_list(named, state="open", page=1)
    teams = visited.duties.page(chief, first=date(2025, 4, 14)).days[:2]
    partners = {one.title for one in visited.partners.all(chief)}
    posts = {one.title: one.holder for one in visited.posts.page(administrator).posts}

    assert led.unled == 0
    assert {load.name for load in led.loads if not load.there} == set()
    assert "久保田 彩" in {load.name for load in led.loads if load.today}
    assert [row.restricted for row in open_to_all.rows].count(True) == 0
    assert [row.restricted for row in open_to_named.rows].count(True) == 1
    assert [cover.name for row in open_to_all.rows for cover in row.covers] == ["佐藤 美咲"]
    assert [day.names for day in teams] == [("佐藤 美咲", "橘 由紀"), ("永瀬 亮", "久保田 彩")]
    assert partners == {"民生委員・児童委員（欅地区）", "院長"}
    assert posts == {"社会福祉協議会 係長": "神崎 昭夫", "主任相談支援員": "鈴木 健一"}


def test_the_city_shares_what_was_agreed_to_and_nothing_else(visited: System) -> None:
    """R24, R25, R27, R33: three agencies, one silent; a consent in part, and one taken back."""
    east, health, loans, work = (
        _received(visited, login) for login in ("aihara", "hirano", "tanaka", "kuroda")
    )

    [mother] = [page for page in east if "火曜と金曜" in page.row.words]
    [silent] = [page for page in health if "母を通じた" in page.row.words]
    [withdrawn] = [page for page in loans if page.gone]
    [in_part] = [page for page in work if "手話のできる" in page.row.words]
    assert mother.records
    assert "昼夜が逆" not in _texts(mother)
    assert (silent.row.stage, silent.row.reply_by) == (Stage.PROPOSED, silent.row.proposed_on)
    assert silent.records == ()
    assert withdrawn.records == ()
    assert Category.HEALTH not in {record.category for record in in_part.records}
    assert in_part.records


def _received(system: System, login: str) -> list[ProvidedPage]:
    clerk = acting(system, login)
    return [system.receiving.page(clerk, row.alias) for row in system.receiving.inbox(clerk)]


def _texts(page: ProvidedPage) -> str:
    return "\n".join(text for record in page.records for _, text in record.texts)


def test_what_people_say_about_sharing_is_told_in_all_its_ways(city: Loaded) -> None:
    """R23-R28: given, refused, not asked, withdrawn, kept from somebody; a paper comes later."""
    topics = {topic for told in all_streams(city) for topic, _ in told}

    assert topics >= {
        "consent.given",
        "consent.refused",
        "consent.not-asked",
        "consent_changes.withdrawn",
        "consent_changes.paper-arrived",
        "exclusion.recipient-excluded",
        "provision.proposed",
        "provision.accepted",
        "provision.declined",
        "provision.ended",
        "interpreter.recorded",
        "answer.recorded",
    }


def test_the_city_asks_questions_of_its_own(visited: System) -> None:
    versions = visited.questions.versions(acting(visited, "mori"))

    asked = [[one.alias for one in version.questions] for version in versions]
    assert [(version.first, version.now) for version in versions] == [
        (date(2025, 4, 1), True),
        (date(2024, 10, 1), False),
    ]
    assert asked[0][1] == asked[1][1]
