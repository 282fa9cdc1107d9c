"""Census: a whole log recounted from its tables, by hashlib and json alone, and what is amiss."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from services.audit.merkle import Frontier, leaf_hash
from services.db import Databases

HEAD = "SELECT size, frontier, last_at FROM log.head WHERE tenant = %(tenant)s"
ENTRIES = "SELECT * FROM log.entry WHERE tenant = %(tenant)s ORDER BY seq"
PARTS = "SELECT * FROM log.part WHERE tenant = %(tenant)s ORDER BY seq, part_no"
COMMANDS = "SELECT * FROM log.command WHERE tenant = %(tenant)s ORDER BY first_seq"


@dataclass(frozen=True)
class Log:
    """The rows of one municipality's log, and line 1 of each entry as it reads."""

    head: dict[str, Any]
    entries: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    commands: list[dict[str, Any]]
    lines: list[dict[str, Any]]

    def of_command(self, command_id: UUID | str) -> list[str]:
        """Return the kinds of the entries that a command brought about, keys left out."""
        return self._kinds.get(str(command_id), [])

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        kinds: dict[str, list[str]] = {}
        for line in self.since(0):
            kinds.setdefault(line.get("cmd", ""), []).append(line["type"])
        return kinds

    def since(self, size: int) -> list[dict[str, Any]]:
        """Return line 1 of what came after the first `size` entries, keys left out."""
        return [line for line in self.lines[size:] if line["type"] != "key.created"]


def read(databases: Databases, tenant: str) -> Log:
    """Read a log in one snapshot, as a backup does."""
    given = {"tenant": tenant}
    with psycopg.Connection[dict[str, Any]].connect(
        databases.conninfo("backup"), row_factory=dict_row
    ) as conn:
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = conn.execute(HEAD, given).fetchone()
        assert head is not None
        entries = conn.execute(ENTRIES, given).fetchall()
        parts = conn.execute(PARTS, given).fetchall()
        commands = conn.execute(COMMANDS, given).fetchall()
    return Log(head, entries, parts, commands, [json.loads(row["line1"]) for row in entries])


def flaws(databases: Databases, tenant: str) -> list[str]:
    """Recount a log: gaps, half batches, missing parts, hashes that do not fit."""
    return flaws_of(read(databases, tenant))


def flaws_of(log: Log) -> list[str]:
    """Recount a log that was read."""
    return [*_order(log), *_tree(log), *_streams(log), *_parts(log), *_commands(log)]


def _order(log: Log) -> Iterator[str]:
    if [row["seq"] for row in log.entries] != list(range(log.head["size"])):
        yield "the positions are not 0, 1, 2, … up to the head's size"
    times = [json.loads(row["line2"])["at"] for row in log.entries]
    if times != sorted(times):
        yield "the clock of the log runs backwards"
    for row, line in zip(log.entries, log.lines, strict=True):
        if json.loads(row["line2"])["seq"] != row["seq"]:
            yield f"entry {row['seq']} says another position"
        columns = (str(row["event_id"]), str(row["stream"]), row["sv"], row["type"])
        if columns != (line["id"], line["stream"], line["sv"], line["type"]):
            yield f"entry {row['seq']}: the columns are not what line 1 says"


def _tree(log: Log) -> Iterator[str]:
    frontier = Frontier()
    for row in log.entries:
        leaf = leaf_hash(f"{row['line1']}\n{row['line2']}\n".encode())
        frontier.add(leaf)
        if leaf != row["leaf"]:
            yield f"entry {row['seq']}: the leaf is another"
    if frontier.hashes != log.head["frontier"]:
        yield "the frontier is another"


def _streams(log: Log) -> Iterator[str]:
    seen: Counter[UUID] = Counter()
    for row in log.entries:
        seen[row["stream"]] += 1
        if row["sv"] != seen[row["stream"]]:
            yield f"entry {row['seq']}: version {row['sv']} where {seen[row['stream']]} is due"


def _parts(log: Log) -> Iterator[str]:
    kept: dict[int, list[dict[str, Any]]] = {}
    for part in log.parts:
        kept.setdefault(part["seq"], []).append(part)
    for row, line in zip(log.entries, log.lines, strict=True):
        if not _fit(line["parts"], kept.pop(row["seq"], [])):
            yield f"entry {row['seq']}: its parts are not those that it names"
    yield from (f"parts at {seq}, where no entry is" for seq in kept)


def _fit(named: Sequence[dict[str, Any]], kept: Sequence[dict[str, Any]]) -> bool:
    return len(named) == len(kept) and all(
        (name["n"], name["cat"], name["key"])
        == (part["part_no"], part["category"], str(part["key_id"]))
        and part["sealed"] is not None
        and name["ct"] == _base64(sha256(name["alg"].encode() + part["sealed"]).digest())
        and name.get("dig") == (part["digests"] and _base64(sha256(part["digests"]).digest()))
        for name, part in zip(named, kept, strict=True)
    )


def _commands(log: Log) -> Iterator[str]:
    lines = Counter(line.get("cmd") for line in log.lines)
    for row in log.commands:
        batch = log.lines[row["first_seq"] : row["first_seq"] + row["n"]]
        whole = len(batch) == row["n"] == lines[str(row["command_id"])]
        if not whole or any(line.get("cmd") != str(row["command_id"]) for line in batch):
            yield f"command {row['command_id']}: not one whole batch"


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
