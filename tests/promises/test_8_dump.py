"""
Promise 8: a stolen dump reveals no name, address, date of birth, phone number or sentence.

Hundreds of words that stand nowhere else go in by every door, also where something is refused or
fails; then both databases as dumps, the server's files with its write-ahead log, and all logs are
searched for them. Staff names and work log-ins are not covered, and show that the search finds.
"""

import logging
import subprocess
from base64 import b64encode
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random
from typing import Final, LiteralString

import psycopg
import pytest
import structlog
from psycopg import sql
from psycopg.conninfo import make_conninfo

from events.values import Role
from services import logs
from services.binaries import shipped_binaries
from services.embedded import Embedded
from tests.city import TENANT
from tests.databases import template_server
from tests.promises.canaries import Canaries, Needles, encodings
from tests.promises.doors import DOORS, Visitor
from tests.promises.rings import name_of
from tests.services.web.house import open_house

SEED: Final = 20_241_008
AT_LEAST: Final = 500
TOGETHER: Final = 1 << 24
CONTROL: Final = "見本 確認之介"
"""The name of a member of staff, which is not covered."""
IMPATIENT: LiteralString = "ALTER ROLE tsunagi_append IN DATABASE {} SET lock_timeout = '200ms'"


@contextmanager
def logged() -> Generator[StringIO]:
    """Give what our processes log meanwhile."""
    root, stream = logging.getLogger(), StringIO()
    level, handlers = root.level, root.handlers
    logs.configure("web", stream)
    try:
        yield stream
    finally:
        root.handlers = handlers
        root.setLevel(level)
        structlog.reset_defaults()
        logging.getLogger("uvicorn.access").disabled = False


def dumps(admin: str, databases: tuple[str, ...]) -> Generator[bytes]:
    """Dump databases as a thief of a backup finds them: as text, and as an archive."""
    for conninfo in databases:
        for form in (["--format=plain"], ["--format=custom", "--compress=0"]):
            command = [shipped_binaries().program("pg_dump"), *form]
            command.append(make_conninfo(admin, dbname=name_of(conninfo)))
            yield subprocess.run(command, capture_output=True, check=True).stdout


def files(folder: Path) -> Generator[bytes]:
    """Read every file of the server, whatever it is for; many small ones together."""
    several = bytearray()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            several += path.read_bytes() + bytes(8)
        if len(several) > TOGETHER:
            yield bytes(several)
            several.clear()
    yield bytes(several)


def test_no_word_that_went_in_is_found_in_what_a_thief_can_take(
    postgres_server: Callable[..., Embedded], tmp_path: Path
) -> None:
    server, words = postgres_server(), Canaries(Random(SEED))
    server.start()
    with (
        template_server(server.admin_conninfo(), tmp_path / "secrets") as templates,
        logged() as said,
    ):
        pair = replace(templates.copy(), patience=2.0)
        with templates.connect() as admin:
            admin.execute(sql.SQL(IMPATIENT).format(sql.Identifier(name_of(pair.log))))
        with open_house(pair, tmp_path) as house:
            house.city.staff(TENANT, "mihon", CONTROL, house.city.desk, Role.WORKER)
            visitor = Visitor(house, words)
            visit_until(visitor, AT_LEAST)
            visitor.at_the_log_in()
            admin_of_log = make_conninfo(templates.admin, dbname=name_of(pair.log))
            with psycopg.connect(admin_of_log, autocommit=True) as own:
                visitor.where_it_breaks(own)
        needles = Needles({**words.spellings(), CONTROL: "the control"})

        found_in_dumps = needles.found_in_any(dumps(templates.admin, (pair.log, pair.ring)))
        with templates.connect() as admin:
            admin.execute("CHECKPOINT")
        found_in_files = needles.found_in_any(files(server.home))

        assert len(words.planted) >= AT_LEAST
        assert found_in_dumps == {"the control in UTF-8"}
        assert found_in_files == {"the control in UTF-8"}
        assert "BrokenSeal" in said.getvalue()
        assert needles.found_in(said.getvalue().encode()) == set()


def visit_until(visitor: Visitor, planted: int) -> None:
    """Go in by each door, and then with slips until enough words are in."""
    for door in DOORS:
        door(visitor)
    while len(visitor.words.planted) < planted:
        visitor.take("slip")


@pytest.mark.pure
@pytest.mark.parametrize("encoding", encodings("あ"))
def test_the_search_finds_a_word_in_every_encoding_at_every_place(encoding: str) -> None:
    words = Canaries(Random(SEED))
    planted = [words.word("a word"), words.phone("a number"), words.born("a day")]
    needles = Needles(words.spellings())

    for text in planted:
        needle, what = encodings(text)[encoding], words.planted[text]
        for before in range(8):
            haystack = bytes(before) + needle + bytes(3)
            assert f"{what} in {encoding}" in needles.found_in(haystack)


@pytest.mark.pure
@pytest.mark.parametrize("before", range(3))
def test_a_word_inside_a_longer_base64_text_is_found(before: int) -> None:
    words = Canaries(Random(SEED))
    text = words.word("a word")
    haystack = b64encode(b"x" * before + text.encode() + b"more")

    assert f"a word in base64+{before}" in Needles(words.spellings()).found_in(haystack)
