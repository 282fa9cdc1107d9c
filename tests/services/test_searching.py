"""Searching: by any part of a name in any spelling, among one's own programme's persons only."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.acting import Acting
from services.keys import normal
from services.keys.root import FileRootKey
from services.main import build
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer
from tests.depth import rounds
from tests.promises import census

OURS = {
    "髙橋 花子": "タカハシ ハナコ",
    "高橋 花": "たかはし はな",
    "髙﨑 ふみ": "タカサキ フミ",
    "𠮷田 ひろ": "ﾖｼﾀﾞ ﾋﾛ",
    "渡邊 花代": "ワタナベ ハナヨ",
    "スミス アンナ": "スミス アンナ",
    "": "フメイ",
}
THEIRS = {"髙橋 太郎": "タカハシ タロウ", "花田 一": "ハナダ ハジメ"}
REASON = "来所した方の確認"

PARTS = st.sampled_from([*OURS.items(), *THEIRS.items()]).flatmap(
    lambda both: (
        st.sampled_from(both)
        .filter(bool)
        .flatmap(
            lambda text: st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
                lambda cut: text[cut[0] : cut[0] + cut[1]]
            )
        )
    )
)


@pytest.fixture(scope="module")
def town(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city")) as opened:
        for acting, persons in ((opened.worker, OURS), (opened.outsider, THEIRS)):
            for name, kana in persons.items():
                take(opened, acting, name, kana)
        catch_up(pair)
        yield opened
    postgres.drop(pair)


def take(town: City, acting: Acting, name: str, kana: str) -> None:
    sent = consultation(name=name, kana=kana, born="", phone="")
    town.system.commands.receive_consultation(acting, uuid4(), sent)


def found(town: City, acting: Acting, words: str) -> list[str]:
    hits = town.system.reading.search(acting, words=words, reason=REASON).hits
    return sorted(hit.name for hit in hits)


def expected(persons: dict[str, str], words: str) -> list[str]:
    """Return whose name or kana contains the words, whatever the spelling."""
    wanted = normal.name(words)
    return sorted(
        name
        for name, kana in persons.items()
        if wanted and (wanted in normal.name(name) or wanted in normal.name(kana))
    )


@given(words=PARTS.filter(lambda words: bool(words.strip())))
@settings(max_examples=rounds(fast=30, deep=500))
def test_whoever_has_the_part_in_name_or_kana_is_found_in_the_own_programme_and_nobody_else(
    town: City, words: str
) -> None:
    assert found(town, town.worker, words) == expected(OURS, words)
    assert found(town, town.outsider, words) == expected(THEIRS, words)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("高橋", ["高橋 花", "髙橋 花子"]),
        ("ﾖｼﾀﾞ", ["𠮷田 ひろ"]),
        ("吉田", ["𠮷田 ひろ"]),
        ("わたなべ", ["渡邊 花代"]),
        ("はな", ["渡邊 花代", "高橋 花", "髙橋 花子"]),
        ("髙橋　花子", ["髙橋 花子"]),
        ("スミスアンナ", ["スミス アンナ"]),
        ("・", []),
        ("ーー", []),
    ],
)
def test_spellings_that_people_type(town: City, words: str, who: list[str]) -> None:
    assert found(town, town.worker, words) == sorted(who)


def test_names_are_read_in_once_and_then_only_those_that_are_new(town: City) -> None:
    """Under entries of the key service's own, in its memory only (architecture §5)."""
    with build(town.system.databases, FileRootKey(town.root_key)) as started:
        fresh = replace(town, system=started)
        found(fresh, town.outsider, "花")
        before = len(census.read(started.databases, TENANT).lines)

        found(fresh, town.outsider, "花")
        take(fresh, town.outsider, "白鳥 花", "シラトリ ハナ")
        catch_up(started.databases)
        assert found(fresh, town.outsider, "白鳥") == ["白鳥 花"]
        THEIRS["白鳥 花"] = "シラトリ ハナ"

    log = census.read(started.databases, TENANT)
    indexed = [line for line in log.lines if line["type"] == "access.names-indexed"]
    since = [line for line in log.since(before) if line["type"] == "access.names-indexed"]
    assert [len(line["data"]["items"]) for line in since] == [1]
    assert {line["actor"]["staff"] for line in indexed} == {None}


def test_a_search_entry_holds_words_and_reason_sealed_only(town: City) -> None:
    found(town, town.worker, "髙橋 花子")

    entry = census.read(town.system.databases, TENANT).entries[-1]
    assert entry["type"] == "access.search-made"
    for said in ("髙橋", "花子", REASON):
        assert said not in entry["line1"]
