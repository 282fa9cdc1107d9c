"""検証: whatever a database administrator changes alone, recomputing finds it (R69)."""

from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.checking import Finding, check, tenants
from services.db import Databases
from services.worker import catch_up
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    with city(databases, tmp_path, working=False) as opened:
        yield opened


def tamper(postgres: TemplateServer, databases: Databases, *statements: LiteralString) -> None:
    """Do as an administrator who switches the triggers off first."""
    dbname = str(conninfo_to_dict(databases.log)["dbname"])
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute("SET session_replication_role = replica")
        for statement in statements:
            admin.execute(statement)


def test_an_untouched_log_checks_out(town: City) -> None:
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())

    report = check(town.system.databases, TENANT)

    assert report.findings == []
    assert report.entries == town.system.ledgers.of(TENANT).size()
    assert report.parts == 4


MALFORM = """
UPDATE log.entry SET line1 = coalesce(%(line)s, jsonb_set(
    line1::jsonb, ARRAY[%(field)s::text], %(value)s::jsonb)::text)
WHERE type = 'key.created' RETURNING seq
"""

TAMPERINGS: list[tuple[str, tuple[LiteralString, ...], str]] = [
    (
        "a word of the envelope",
        ("UPDATE log.entry SET line1 = replace(line1, 'immediate', 'normal')",),
        "the leaf is not the hash of the entry",
    ),
    (
        "the recorded time",
        ("UPDATE log.entry SET line2 = replace(line2, '\"at\":\"2', '\"at\":\"1') WHERE seq = 3",),
        "the leaf is not the hash of the entry",
    ),
    (
        "line, leaf and all, but not the head",
        (
            "UPDATE log.entry SET line1 = replace(line1, 'immediate', 'normal')",
            "UPDATE log.entry SET leaf = sha256('\\x00'::bytea ||"
            " convert_to(line1 || E'\\n' || line2 || E'\\n', 'UTF8'))",
        ),
        "the frontier of the head is not that of the leaves",
    ),
    (
        "a line with a space in it",
        (
            "UPDATE log.entry SET line1 = replace(line1, '\",\"', '\", \"') WHERE seq = 2",
            "UPDATE log.entry SET leaf = sha256('\\x00'::bytea ||"
            " convert_to(line1 || E'\\n' || line2 || E'\\n', 'UTF8')) WHERE seq = 2",
        ),
        "a line is malformed: NotCanonical",
    ),
    (
        "a column beside the line",
        ("UPDATE log.entry SET type = 'case.closed' WHERE type = 'case.consultation-received'",),
        "the columns do not say what the lines say",
    ),
    (
        "an entry in the middle",
        ("DELETE FROM log.entry WHERE seq = 4",),
        "a position is missing",
    ),
    (
        "the tail",
        ("DELETE FROM log.entry WHERE seq = (SELECT max(seq) FROM log.entry)",),
        "the head says",
    ),
    (
        "a sealed part",
        ("UPDATE log.part SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)",),
        "part 0: the bytes are not those named",
    ),
    (
        "two parts of one entry, swapped",
        (
            "UPDATE log.part SET part_no = part_no + 10 WHERE part_no IN (0, 1)",
            "UPDATE log.part SET part_no = CASE part_no WHEN 10 THEN 1 ELSE 0 END"
            " WHERE part_no IN (10, 11)",
        ),
        "part 0 is not the one named",
    ),
    (
        "a search digest",
        ("UPDATE log.part SET digests = set_byte(digests, 5, get_byte(digests, 5) # 1)",),
        "part 0: the bytes are not those named",
    ),
    (
        "a part taken away without a destroyed key",
        ("UPDATE log.part SET sealed = NULL, digests = NULL WHERE part_no = 0",),
        "a part is gone, but its key was not destroyed",
    ),
    (
        "a part's whole row",
        ("DELETE FROM log.part WHERE part_no = 0",),
        "the parts are not those that the entry names",
    ),
    (
        "the size of the head",
        ("ALTER TABLE log.head DROP CONSTRAINT head_frontier_fits",
         "UPDATE log.head SET size = size + 1"),
        "the head says",
    ),
    (
        "a command's place",
        ("UPDATE log.command SET n = n + 1000",),
        "points outside the log",
    ),
    (
        "all commands",
        ("DELETE FROM log.command",),
        "has no row",
    ),
    (
        "a command that was never given",
        (
            "INSERT INTO log.command"
            " SELECT tenant, gen_random_uuid(), digest, 0, 1 FROM log.command",
        ),
        "points outside the log, or not at its own entries",
    ),
    (
        "a part beyond the tail",
        (
            "INSERT INTO log.part"
            " SELECT tenant, seq + 1000, part_no, category, key_id FROM log.part",
        ),
        "an entry or a part outside the log",
    ),
    (
        "a part before the first entry",
        (
            "INSERT INTO log.part"
            " SELECT tenant, -1 - seq, part_no, category, key_id FROM log.part",
        ),
        "an entry or a part outside the log",
    ),
    (
        "the place of a read model",
        ("UPDATE worker.tracking SET position = position + 1000",),
        "read model caseload is ahead of the log",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "found"),
    [(statements, found) for _, statements, found in TAMPERINGS],
    ids=[name for name, _, _ in TAMPERINGS],
)
def test_what_an_administrator_changes_is_found(
    town: City,
    postgres: TemplateServer,
    statements: tuple[LiteralString, ...],
    found: str,
) -> None:
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    catch_up(town.system.databases)

    tamper(postgres, town.system.databases, *statements)

    findings = check(town.system.databases, TENANT).findings
    assert [finding for finding in findings if found in finding.what], findings


@pytest.mark.parametrize(
    "line",
    [
        "null",
        "[]",
        "5",
        '"text"',
        "{}",
        '{"type":[]}',
        "not json",
        "DATA null",
        "DATA []",
        "DATA {}",
        "DATA 5",
        "PARTS 5",
        "PARTS [1]",
        "PARTS [{}]",
        "PARTS null",
        "ACTOR null",
    ],
)
def test_an_entry_of_any_shape_is_reported_and_stops_nothing(
    town: City, postgres: TemplateServer, line: str
) -> None:
    """Each stands in place of a key's creation or order; what follows is checked all the same."""
    town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
    databases = town.system.databases
    given = {"line": line, "field": None, "value": None}
    if line.split()[0] in ("DATA", "PARTS", "ACTOR"):
        field, value = line.split(maxsplit=1)
        given = {"line": None, "field": field.lower(), "value": value}

    dbname = str(conninfo_to_dict(databases.log)["dbname"])
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute("SET session_replication_role = replica")
        row = admin.execute(MALFORM, given).fetchall()
    report = check(databases, TENANT)

    assert {seq for (seq,) in row} <= {finding.seq for finding in report.findings}
    assert report.entries == town.system.ledgers.of(TENANT).size()


def test_a_municipality_whose_head_was_taken_away_is_still_checked(
    town: City, postgres: TemplateServer
) -> None:
    tamper(postgres, town.system.databases, "DELETE FROM log.head")

    assert tenants(town.system.databases) == [TENANT]
    assert check(town.system.databases, TENANT).findings == [Finding(None, "no such log")]


def test_a_log_that_was_never_opened_is_said_to_be_missing(town: City) -> None:
    report = check(town.system.databases, "lg-999999")

    assert report.findings == [Finding(None, "no such log")]
