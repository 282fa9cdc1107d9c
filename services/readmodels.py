"""Read models: which there are, feeding them, their digests, and rebuilding one beside itself."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import UUID

from psycopg import errors, sql

from projections import (
    access_ledger,
    case_timeline,
    caseload,
    deadlines,
    desk_notes,
    directory,
    household,
    people,
)
from projections.fact import Fact, PartFact
from services.db import Conn, Databases, storage_errors
from services.ledger import canonical
from services.ledger.mapper import read_with_parts
from services.ledger.projecting import BatchProjection
from services.ledger.tracking import LogTracking

SQL: Final = Path(__file__).parent.parent / "infra" / "sql" / "projections"
BATCH: Final = 500

ENTRIES = """
SELECT seq, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq < %(end)s
ORDER BY seq
"""
DIGESTS = """
SELECT seq, part_no, digests FROM log.part
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq < %(end)s
    AND digests IS NOT NULL
"""
CLAIM = """
INSERT INTO worker.tracking (tenant, projection, position) VALUES (%(tenant)s, %(projection)s, 0)
ON CONFLICT DO NOTHING
"""
POSITION = """
SELECT position FROM worker.tracking
WHERE tenant = %(tenant)s AND projection = %(projection)s FOR UPDATE
"""
INTO_SCHEMA = "SELECT set_config('search_path', %(schema)s, true)"
SCHEMA_EXISTS = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = %(schema)s"
TENANTS = "SELECT tenant FROM log.head ORDER BY tenant"
LOCK_TRACKING = "LOCK TABLE worker.tracking IN EXCLUSIVE MODE"
TAKE_POSITIONS = """
UPDATE worker.tracking SET projection = %(live)s WHERE projection = %(next)s
"""
# Below deadlock_timeout, so that it is never a reader who gives way.
WAIT_BRIEFLY = "SET LOCAL lock_timeout = '300ms'"
DISCARD_TRIES: Final = 5
DROP_POSITIONS = "DELETE FROM worker.tracking WHERE projection = %(name)s"


class GapInLog(Exception):
    """The log skips a position: a read model stops rather than miss an event."""


@dataclass(frozen=True)
class ReadModel:
    """One read model: its name (and schema), how it takes facts in, its rows in key order."""

    name: str
    apply: Callable[..., None]
    rows: dict[str, LiteralString]


ALL: Final[dict[str, ReadModel]] = {
    module.NAME: ReadModel(module.NAME, module.apply, dict(module.ROWS))
    for module in (
        directory,
        people,
        household,
        caseload,
        case_timeline,
        deadlines,
        desk_notes,
        access_ledger,
    )
}


def ensure(conn: Conn) -> list[str]:
    """Make the schema of each read model that has none, as the owner; return their names."""
    missing = [
        name for name in ALL if conn.execute(SCHEMA_EXISTS, {"schema": name}).fetchone() is None
    ]
    for name in missing:
        with conn.transaction():
            _create(conn, name, name)
    return missing


def feed(databases: Databases, model: ReadModel, tenant: str, *, schema: str) -> int:
    """
    Take the next batch of a tenant's log in, view and position in one transaction.

    Returns:
        How many entries were taken in.

    Raises:
        GapInLog: when the log skips a position.
    """
    with storage_errors(), databases.pool("project").connection() as conn:
        given: dict[str, Any] = {"tenant": tenant, "projection": schema}
        conn.execute(CLAIM, given)
        row = conn.execute(POSITION, given).fetchone()
        first = row[0] if row else 0
        facts = list(_facts(conn, tenant, first))
        if not facts:
            return 0
        conn.execute(INTO_SCHEMA, {"schema": schema})
        projection = BatchProjection(LogTracking(databases, tenant), conn, model.apply)
        return projection.process_batch(schema, first, facts)


def rebuild(databases: Databases, migrate: Conn, name: str) -> Iterator[int]:
    """
    Build a read model beside itself and swap it in; yields entries taken in, as they are.

    `migrate` is a connection of the owner in autocommit. A rebuild that is cut off leaves the live
    one untouched and is simply done again.

    Raises:
        KeyError: when there is no such read model.
        GapInLog: when the log skips a position.
    """
    model, beside, past = ALL[name], f"{name}_next", f"{name}_past"
    with migrate.transaction():
        for left_behind in (beside, past):
            _drop(migrate, left_behind)
        migrate.execute(DROP_POSITIONS, {"name": beside})
        _create(migrate, name, beside)
    for tenant in tenants(databases):
        while taken := feed(databases, model, tenant, schema=beside):
            yield taken
    # Renaming locks no table: who is reading goes on with the old ones.
    with migrate.transaction():
        migrate.execute(LOCK_TRACKING)
        _rename(migrate, name, past)
        _rename(migrate, beside, name)
        # A municipality opened meanwhile has no position then, and is taken in from its beginning.
        migrate.execute(DROP_POSITIONS, {"name": name})
        migrate.execute(TAKE_POSITIONS, {"live": name, "next": beside})
    _discard(migrate, past)


def digest(databases: Databases, name: str, *, schema: str | None = None) -> str:
    """Return the SHA-256, in hex, over a read model's rows as canonical JSON in key order."""
    total = sha256()
    with storage_errors(), databases.pool("project").connection() as conn:
        conn.execute(INTO_SCHEMA, {"schema": schema or name})
        for table, query in ALL[name].rows.items():
            total.update(canonical.encode({"table": table}) + b"\n")
            # Not prepared: the same words mean another table under another search_path.
            for row in conn.execute(query, prepare=False):
                line = [_plain(value) for value in row]
                total.update(canonical.encode(line, nfc=False) + b"\n")
    return total.hexdigest()


def tenants(databases: Databases) -> Sequence[str]:
    """Return the codes of all municipalities with a log here."""
    with storage_errors(), databases.pool("project").connection() as conn:
        return [tenant for (tenant,) in conn.execute(TENANTS)]


def _facts(conn: Conn, tenant: str, first: int) -> Iterator[Fact]:
    given = {"tenant": tenant, "first": first, "end": first + BATCH}
    # Entries first: what is appended between the two statements is then left to the next batch.
    entries = conn.execute(ENTRIES, given).fetchall()
    digests = {(seq, part_no): found for seq, part_no, found in conn.execute(DIGESTS, given)}
    for expected, (seq, line1, line2) in enumerate(entries, first):
        if seq != expected:
            raise GapInLog(tenant)
        recorded, parts = read_with_parts(f"{line1}\n{line2}\n".encode())
        yield Fact(
            tenant=tenant,
            recorded=recorded,
            parts=tuple(
                PartFact(
                    part_no=part.number,
                    category=part.category,
                    key_id=part.key_id,
                    digests=digests.get((seq, part.number)),
                )
                for part in parts
            ),
        )


def _create(conn: Conn, name: str, schema: str) -> None:
    conn.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    conn.execute(
        sql.SQL(
            "GRANT USAGE ON SCHEMA {} TO tsunagi_project, tsunagi_read, tsunagi_audit,"
            " tsunagi_backup"
        ).format(sql.Identifier(schema))
    )
    conn.execute(INTO_SCHEMA, {"schema": schema})
    # Bytes, since the text comes from a file of ours and carries no parameters.
    conn.execute((SQL / f"{name}.sql").read_bytes())


def _rename(conn: Conn, schema: str, to: str) -> None:
    conn.execute(
        sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(schema), sql.Identifier(to))
    )


def _discard(conn: Conn, schema: str) -> None:
    """Drop what was swapped out, or leave it to the next rebuild while somebody still reads it."""
    for _ in range(DISCARD_TRIES):
        try:
            with conn.transaction():
                conn.execute(WAIT_BRIEFLY)
                _drop(conn, schema)
        except errors.LockNotAvailable:
            continue
        return


def _drop(conn: Conn, schema: str) -> None:
    conn.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return canonical.instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return b64encode(value).decode()
        case list():
            return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]  database rows are untyped
        case _:
            return value
