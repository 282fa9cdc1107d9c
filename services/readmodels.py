"""Read models: which there are, feeding them, their digests, and rebuilding one beside itself."""

import gc
from base64 import b64encode
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import UUID

from psycopg import errors, sql

from events.base import Event
from projections import (
    access_ledger,
    case_timeline,
    caseload,
    consents_due,
    deadlines,
    desk_notes,
    directory,
    disclosure_ledger,
    emergencies,
    household,
    people,
    roster,
    shared_with_us,
)
from services.db import Conn, Databases, storage_errors
from services.ledger import canonical
from services.ledger.entries import Batch, read_batch
from services.ledger.projecting import BatchProjection
from services.ledger.tracking import LogTracking

SQL: Final = Path(__file__).parent.parent / "infra" / "sql" / "projections"
BATCH: Final = 500
REBUILD_BATCH: Final = 2000

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


class Overtaken(Exception):
    """Somebody else rebuilds the same read model."""


@dataclass(frozen=True)
class ReadModel:
    """
    One read model: its name (and schema), how it takes facts in, its rows in key order.

    `reads` = the kinds of events that it is handed facts of; None = all there are.
    """

    name: str
    apply: Callable[..., None]
    rows: dict[str, LiteralString]
    reads: frozenset[type[Event]] | None

    @property
    def topics(self) -> list[str] | None:
        """The stored names of the kinds that it reads; None = all there are."""
        return None if self.reads is None else [kind.TOPIC for kind in self.reads]


ALL: Final[dict[str, ReadModel]] = {
    module.NAME: ReadModel(
        module.NAME, module.apply, dict(module.ROWS), getattr(module, "READS", None)
    )
    for module in (
        directory,
        roster,
        people,
        household,
        consents_due,
        caseload,
        case_timeline,
        deadlines,
        desk_notes,
        access_ledger,
        shared_with_us,
        disclosure_ledger,
        emergencies,
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
        MalformedEvent: when an entry is of a kind that this release does not know, or not what it
            could have written where the read model reads it.
    """
    with storage_errors(), databases.pool("project").connection() as conn:
        first = _position(conn, tenant, schema)
        batch = read_batch(conn, tenant, first, BATCH, model.topics)
        if batch.end > first:
            _take_in(databases, conn, model, batch, schema)
    return batch.end - first


def rebuild(databases: Databases, migrate: Conn, name: str) -> Iterator[int]:
    """
    Build a read model beside itself and swap it in; yields entries taken in, as they are.

    `migrate` is a connection of the owner in autocommit. A rebuild that is cut off leaves the live
    one untouched and is simply done again.

    Raises:
        KeyError: when there is no such read model.
        GapInLog, MalformedEvent: as `feed`.
        Overtaken: when somebody else rebuilds it, who then goes on.
    """
    model, beside, past = ALL[name], f"{name}_next", f"{name}_past"
    with migrate.transaction():
        for left_behind in (beside, past):
            _drop(migrate, left_behind)
        migrate.execute(DROP_POSITIONS, {"name": beside})
        _create(migrate, name, beside)
    with _old_objects_left_alone():
        for tenant in tenants(databases):
            yield from _feed_whole(databases, model, tenant, schema=beside)
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


@contextmanager
def _old_objects_left_alone() -> Generator[None]:
    """Have the garbage collector, busy with a rebuild's rows, not look at all else each time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _feed_whole(
    databases: Databases, model: ReadModel, tenant: str, *, schema: str
) -> Iterator[int]:
    """Take a tenant's whole log in; while the server writes a batch, the next is read."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(_read_ahead, databases, model, tenant, 0)
        while batch := coming.result():
            coming = reader.submit(_read_ahead, databases, model, tenant, batch.end)
            with storage_errors(), databases.pool("project").connection() as conn:
                if _position(conn, tenant, schema) != batch.first:
                    raise Overtaken(schema)
                _take_in(databases, conn, model, batch, schema)
            yield batch.end - batch.first


def _read_ahead(databases: Databases, model: ReadModel, tenant: str, first: int) -> Batch | None:
    with storage_errors(), databases.pool("project").connection() as conn:
        batch = read_batch(conn, tenant, first, REBUILD_BATCH, model.topics)
    return batch if batch.end > first else None


def _position(conn: Conn, tenant: str, schema: str) -> int:
    """Return how far a read model has come, and let nobody else take it on until the commit."""
    given: dict[str, Any] = {"tenant": tenant, "projection": schema}
    conn.execute(CLAIM, given)
    row = conn.execute(POSITION, given).fetchone()
    return row[0] if row else 0


def _take_in(databases: Databases, conn: Conn, model: ReadModel, batch: Batch, schema: str) -> None:
    conn.execute(INTO_SCHEMA, {"schema": schema})
    projection = BatchProjection(LogTracking(databases, batch.tenant), conn, model.apply)
    projection.process_batch(schema, batch.end, batch.facts)


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
