"""
Checking (検証): recompute everything the log says of itself, from the tables (R69, R70).

Every leaf, position, canonical line, version, frontier, part hash and command. Parts that are gone
must be covered by the life of their key: created, ordered destroyed by two persons, destroyed.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from services.audit.merkle import Frontier, leaf_hash
from services.checking_commands import CommandRows
from services.checking_keys import KeyLives
from services.checking_parts import AT_ONCE, PartRows
from services.db import Conn, Databases, storage_errors
from services.keys.cipher import ciphertext_hash
from services.ledger import canonical

PAGE: Final = 2000

HEAD = "SELECT origin, size, frontier FROM log.head WHERE tenant = %(tenant)s"
ENTRIES = """
SELECT seq, event_id, stream, sv, type, line1, line2, leaf FROM log.entry
WHERE tenant = %(tenant)s AND seq >= %(first)s ORDER BY seq LIMIT %(page)s
"""
PARTS = """
SELECT seq, part_no, category, key_id, sealed, digests FROM log.part
WHERE tenant = %(tenant)s AND seq >= 0 AND seq < %(size)s ORDER BY seq, part_no
"""
BROKEN_STREAMS = """
SELECT stream FROM log.entry WHERE tenant = %(tenant)s
GROUP BY stream HAVING min(sv) <> 1 OR max(sv) <> count(*)
"""
COMMANDS = """
SELECT command_id, first_seq, n FROM log.command WHERE tenant = %(tenant)s ORDER BY first_seq
"""
STRAYS = """
SELECT seq FROM log.part WHERE tenant = %(tenant)s AND (seq < 0 OR seq >= %(size)s)
UNION SELECT seq FROM log.entry WHERE tenant = %(tenant)s AND seq < 0
"""
AHEAD = """
SELECT projection FROM worker.tracking WHERE tenant = %(tenant)s AND position > %(size)s
"""
TENANTS = """
SELECT tenant FROM log.head UNION SELECT tenant FROM log.entry
UNION SELECT tenant FROM log.part UNION SELECT tenant FROM log.command ORDER BY tenant
"""
MALFORMED: Final = (
    canonical.NotCanonical, AttributeError, KeyError, IndexError, TypeError, ValueError,
)  # fmt: skip
"""What reading an entry fails with that this program cannot have written."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and the position where (None = not at one entry)."""

    seq: int | None
    what: str


@dataclass(frozen=True)
class ErasedKey:
    """Content that was erased: by which key, why, under which authority, when (R70)."""

    key_id: UUID
    reason_code: str
    authority: str
    decided_on: date
    parts: int


@dataclass
class Report:
    """What was checked and what was found; `findings` empty = everything is as the log says."""

    tenant: str
    entries: int = 0
    parts: int = 0
    erased: tuple[ErasedKey, ...] = ()
    findings: list[Finding] = field(default_factory=list[Finding])


@dataclass
class _State:
    """What is carried from one entry to the next."""

    frontier: Frontier = field(default_factory=Frontier)
    at: str = ""
    keys: KeyLives = field(default_factory=KeyLives)
    gone: dict[str, list[int]] = field(default_factory=dict[str, list[int]])


def tenants(databases: Databases) -> Sequence[str]:
    """Return the codes of all municipalities of which the log's tables hold anything."""
    with storage_errors(), databases.pool("backup").connection() as conn:
        return [tenant for (tenant,) in conn.execute(TENANTS)]


def check(
    databases: Databases, tenant: str, *, progress: Callable[[int, int], None] = lambda _, __: None
) -> Report:
    """
    Check one municipality's log, as the backup role; `progress` is told (done, total) entries.

    What is wrong is reported, not raised.
    """
    report, state = Report(tenant), _State()
    with storage_errors(), databases.pool("backup").connection() as conn:
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = conn.execute(HEAD, {"tenant": tenant}).fetchone()
        if head is None:
            report.findings.append(Finding(None, "no such log"))
            return report
        origin, size, frontier = head
        with conn.cursor("commands") as of_commands, conn.cursor("parts") as of_parts:
            of_commands.execute(COMMANDS, {"tenant": tenant})
            of_parts.itersize = AT_ONCE
            of_parts.execute(PARTS, {"tenant": tenant, "size": size})
            commands, parts = CommandRows(of_commands), PartRows(of_parts)
            for rows in _pages(conn, tenant):
                for row in rows:
                    strays, own = parts.of(row[0])
                    report.findings += _strays(strays)
                    _entry(report, state, commands, origin, row, own)
                progress(report.entries, size)
            report.findings += [Finding(None, what) for what in commands.end()]
            report.findings += _strays(parts.of(size)[0])
        _whole(report, state, conn, size, frontier)
    return report


def _strays(seqs: Sequence[int]) -> list[Finding]:
    return [Finding(seq, "parts without an entry") for seq in seqs]


def _pages(conn: Conn, tenant: str) -> Iterator[list[tuple[Any, ...]]]:
    first = 0
    while rows := conn.execute(
        ENTRIES, {"tenant": tenant, "first": first, "page": PAGE}
    ).fetchall():
        yield rows
        first = rows[-1][0] + 1


def _entry(
    report: Report,
    state: _State,
    commands: CommandRows,
    origin: str,
    row: tuple[Any, ...],
    parts: list[tuple[Any, ...]],
) -> None:
    seq, _, _, _, _, line1, line2, leaf = row
    if seq != report.entries:
        report.findings.append(Finding(report.entries, "a position is missing"))
        report.entries = seq
    report.entries += 1
    if leaf != leaf_hash(f"{line1}\n{line2}\n".encode()):
        report.findings.append(Finding(seq, "the leaf is not the hash of the entry"))
    state.frontier.add(leaf)
    try:
        clear, placed = canonical.decode(line1), canonical.decode(line2)
        _columns(report, state, origin, row, clear, placed)
        report.findings += [Finding(seq, what) for what in commands.entry(seq, clear)]
        wrong = state.keys.note(row[3], clear)
        report.findings += [] if wrong is None else [Finding(seq, wrong)]
        _parts(report, state, seq, clear["parts"], parts)
    except MALFORMED as problem:
        report.findings.append(Finding(seq, f"a line is malformed: {type(problem).__name__}"))


def _columns(
    report: Report,
    state: _State,
    origin: str,
    row: tuple[Any, ...],
    clear: dict[str, Any],
    placed: dict[str, Any],
) -> None:
    seq, event_id, stream, version, kind, _, _, _ = row
    at = placed["at"]
    canonical.parse_instant(at)
    columns = (str(event_id), str(stream), version, kind, origin)
    lines = tuple(clear[name] for name in ("id", "stream", "sv", "type", "log"))
    if columns != lines or placed != {"at": at, "seq": seq} or at < state.at:
        report.findings.append(Finding(seq, "the columns do not say what the lines say"))
    state.at = at


def _parts(
    report: Report,
    state: _State,
    seq: int,
    named: list[dict[str, Any]],
    parts: list[tuple[Any, ...]],
) -> None:
    if len(named) != len(parts):
        report.findings.append(Finding(seq, "the parts are not those that the entry names"))
    for name, (_, part_no, category, key_id, sealed, digests) in zip(named, parts, strict=False):
        report.parts += 1
        if (name["n"], name["cat"], name["key"]) != (part_no, category, str(key_id)):
            report.findings.append(Finding(seq, f"part {part_no} is not the one named"))
        if name["key"] not in state.keys.created:
            report.findings.append(Finding(seq, f"part {part_no}: its key was not created before"))
        if name["key"] in state.keys.orders:
            report.findings.append(Finding(seq, f"part {part_no}: its key was ordered destroyed"))
        if sealed is None:
            state.gone.setdefault(name["key"], []).append(seq)
        elif not _fits(name, sealed, digests):
            report.findings.append(Finding(seq, f"part {part_no}: the bytes are not those named"))


def _fits(name: dict[str, Any], sealed: bytes, digests: bytes | None) -> bool:
    stored = None if digests is None else _base64(sha256(digests).digest())
    return name["ct"] == _base64(ciphertext_hash(name["alg"], sealed)) and name.get("dig") == stored


def _whole(report: Report, state: _State, conn: Conn, size: int, frontier: bytes) -> None:
    given = {"tenant": report.tenant, "size": size}
    if report.entries != size:
        report.findings.append(Finding(None, f"the head says {size} entries"))
    if state.frontier.hashes != frontier:
        report.findings.append(Finding(None, "the frontier of the head is not that of the leaves"))
    for (stream,) in conn.execute(BROKEN_STREAMS, given):
        report.findings.append(Finding(None, f"stream {stream} skips a version"))
    for (seq,) in conn.execute(STRAYS, given):
        report.findings.append(Finding(seq, "an entry or a part outside the log"))
    for (projection,) in conn.execute(AHEAD, given):
        report.findings.append(Finding(None, f"read model {projection} is ahead of the log"))
    for key_id, seqs in state.gone.items():
        if key_id not in state.keys.destroyed:
            report.findings.append(
                Finding(seqs[0], "a part is gone, but its key was not destroyed")
            )
    report.erased = tuple(_erased(state, key_id) for key_id in sorted(state.keys.destroyed))


def _erased(state: _State, key_id: str) -> ErasedKey:
    ordered = state.keys.orders[key_id]
    return ErasedKey(
        key_id=UUID(key_id),
        reason_code=ordered.reason_code,
        authority=ordered.authority,
        decided_on=ordered.decided_on,
        parts=len(state.gone.get(key_id, [])),
    )


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
