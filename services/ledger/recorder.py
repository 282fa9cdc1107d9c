"""
Recorder: the library's application recorder over `log.append`, bound to one municipality.

`seq` is the leaf index everywhere; only here it becomes the library's notification id (seq + 1).
Every reader asserts that it misses nothing: seq = last + 1 (architecture §4).
"""

from collections.abc import Sequence
from time import sleep
from typing import Any, Final
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
    Subscription,
)

from services.db import Conn, Databases
from services.ledger.arrays import LENGTH, ByteaArray, IntegerArray, TextArray, UuidArray
from services.ledger.drafts import Appended, Expected, SealedEvent, SealedPart

APPEND = """
SELECT replayed, first_seq, n, at, leaves FROM log.append(
    %(tenant)s, %(command_id)s, %(digest)s, %(streams)s, %(versions)s, %(lines)s, %(sealed)s,
    %(digests)s, %(not_after)s)
"""
STREAM = """
SELECT stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND stream = %(stream)s AND sv > %(gt)s AND sv <= %(lte)s
ORDER BY sv LIMIT %(limit)s
"""
STREAMS = """
SELECT stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND stream = ANY(%(streams)s) ORDER BY stream, sv
"""
STREAM_BACKWARDS = """
SELECT stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND stream = %(stream)s AND sv > %(gt)s AND sv <= %(lte)s
ORDER BY sv DESC LIMIT %(limit)s
"""
NOTIFICATIONS = """
SELECT seq, stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq <= %(last)s
ORDER BY seq LIMIT %(limit)s
"""
NOTIFICATIONS_OF_TYPES = """
SELECT seq, stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND seq >= %(first)s AND seq <= %(last)s AND type = ANY(%(topics)s)
ORDER BY seq LIMIT %(limit)s
"""
FIRST_OF_STREAMS = """
SELECT stream, sv, type, line1, line2 FROM log.entry
WHERE tenant = %(tenant)s AND stream = ANY(%(streams)s) AND sv = 1
"""
# The first entry says whose a stream is; these kinds, which have an index of their own, who of them
# may know of it. The version is of the same moment.
KEEPING = """
SELECT e.stream, e.sv, e.type, e.line1, e.line2, (
    SELECT max(n.sv) FROM log.entry n WHERE n.tenant = e.tenant AND n.stream = e.stream)
FROM log.entry e WHERE e.tenant = %(tenant)s AND e.stream = ANY(%(streams)s) AND e.sv = 1
UNION ALL
SELECT stream, sv, type, line1, line2, 0 FROM log.entry
WHERE tenant = %(tenant)s AND stream = ANY(%(streams)s)
    AND type IN ('assignment.lead-handed-over', 'restriction.case-restricted',
        'restriction.lifted', 'withholding.sheet-withheld', 'withholding.sheet-released')
UNION ALL
SELECT stream, sv, type, line1, line2, 0 FROM log.entry
WHERE tenant = %(tenant)s AND stream = ANY(%(streams)s) AND type = 'record.kept'
ORDER BY 1, 2
"""
VERSION = """
SELECT coalesce(max(sv), 0) FROM log.entry WHERE tenant = %(tenant)s AND stream = %(stream)s
"""
SIZE = "SELECT size FROM log.head WHERE tenant = %(tenant)s"
COMMAND = """
SELECT digest, first_seq, n FROM log.command
WHERE tenant = %(tenant)s AND command_id = %(command_id)s
"""

BEYOND: Final = 2**31 - 1
BEYOND_SEQ: Final = 2**63 - 1


class StreamMoved(IntegrityError):
    """A stream that is written to is not at the version that the writer saw."""


class ReadStreamMoved(IntegrityError):
    """A stream that was merely read has moved: decide afresh."""


class FactEnded(IntegrityError):
    """A fact that the append rests on ended before it could be recorded."""


class CommandIdReused(IntegrityError):
    """The command id stands in the log with another body."""


class GapFound(Exception):
    """The log skips a position: it is damaged, and a human must look."""


REFUSALS: Final[dict[str, type[IntegrityError]]] = {
    "TS001": StreamMoved,
    "TS002": ReadStreamMoved,
    "TS003": FactEnded,
    "TS004": CommandIdReused,
}


class LogRecorder(ApplicationRecorder):
    """Records and reads the entries of one tenant."""

    def __init__(self, databases: Databases, tenant: str) -> None:
        """Open no connection yet."""
        self._databases = databases
        self._tenant = tenant

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """
        Append stored events and return their notification ids.

        Raises:
            IntegrityError: as `append`.
        """
        if not stored_events:
            return []
        expected: Expected = kwargs.get("expected", Expected())
        appended = self.append([_sealed(stored) for stored in stored_events], expected)
        return list(range(appended.first_seq + 1, appended.first_seq + appended.n + 1))

    def append(self, events: Sequence[SealedEvent], expected: Expected) -> Appended:
        """
        Append a batch, or say where the same command already put it.

        Raises:
            StreamMoved: when a stream written to is not at the version before.
            ReadStreamMoved: when a stream in `expected.read` is not at its version.
            FactEnded: when it is past `expected.not_after`.
            CommandIdReused: when the command id stands with another body.
            StorageUnavailable: when the server cannot answer; whether it wrote is then unknown,
                and the same command can safely be sent again.
        """
        given = {
            "tenant": self._tenant,
            "command_id": expected.command_id,
            "digest": expected.digest,
            "streams": UuidArray([stream.bytes for stream in expected.read]),
            "versions": IntegerArray([LENGTH.pack(version) for version in expected.read.values()]),
            "lines": TextArray([event.state for event in events]),
            "sealed": ByteaArray([part.sealed for event in events for part in event.parts]),
            "digests": ByteaArray([part.digests for event in events for part in event.parts]),
            "not_after": expected.not_after,
        }
        with self._databases.single("append") as conn:
            row = _append(conn, given)
        replayed, first_seq, n, at, leaves = row
        return Appended(replayed=replayed, first_seq=first_seq, n=n, at=at, leaves=tuple(leaves))

    def command(self, command_id: UUID) -> tuple[bytes, int, int] | None:
        """Return (digest, first seq, entries) of a command that was carried out, or None."""
        with self._databases.within(self._tenant) as conn:
            given = {"tenant": self._tenant, "command_id": command_id}
            row = conn.execute(COMMAND, given).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return a stream's entries; the state of each is its two lines."""
        given = {
            "tenant": self._tenant,
            "stream": originator_id,
            "gt": gt or 0,
            "lte": BEYOND if lte is None else lte,
            "limit": limit,
        }
        with self._databases.within(self._tenant) as conn:
            rows = conn.execute(STREAM_BACKWARDS if desc else STREAM, given).fetchall()
        return [_stored(*row) for row in rows]

    def select_streams(self, streams: Sequence[UUID]) -> Sequence[StoredEvent]:
        """Return all entries of several streams, each in its order."""
        given = {"tenant": self._tenant, "streams": list(streams)}
        with self._databases.within(self._tenant) as conn:
            rows = conn.execute(STREAMS, given).fetchall()
        return [_stored(*row) for row in rows]

    def first_events(self, streams: Sequence[UUID]) -> Sequence[StoredEvent]:
        """Return the first entry of each stream that there is."""
        given = {"tenant": self._tenant, "streams": list(streams)}
        with self._databases.within(self._tenant) as conn:
            rows = conn.execute(FIRST_OF_STREAMS, given).fetchall()
        return [_stored(*row) for row in rows]

    def keeping_events(self, streams: Sequence[UUID]) -> Sequence[tuple[StoredEvent, int]]:
        """
        Return what says of each stream whose it is, and who of them may know of it.

        With its first entry comes the stream's version, with each other one 0.
        """
        given = {"tenant": self._tenant, "streams": list(streams)}
        with self._databases.within(self._tenant) as conn:
            rows = conn.execute(KEEPING, given).fetchall()
        return [(_stored(*row[:5]), row[5]) for row in rows]

    def version(self, stream: UUID) -> int:
        """Return the version of a stream; 0 = there is none."""
        given = {"tenant": self._tenant, "stream": stream}
        with self._databases.within(self._tenant) as conn:
            row = conn.execute(VERSION, given).fetchone()
        return row[0] if row else 0

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """
        Return entries in the order of the log.

        Raises:
            GapFound: when a position is missing (never with `topics`, which skip).
        """
        first = 0 if start is None else start - 1 + (not inclusive_of_start)
        given = {
            "tenant": self._tenant,
            "first": max(first, 0),
            "last": BEYOND_SEQ if stop is None else stop - 1,
            "limit": limit,
            "topics": list(topics),
        }
        with self._databases.within(self._tenant) as conn:
            query = NOTIFICATIONS_OF_TYPES if topics else NOTIFICATIONS
            rows = conn.execute(query, given).fetchall()
        if not topics and [row[0] for row in rows] != list(
            range(max(first, 0), max(first, 0) + len(rows))
        ):
            raise GapFound(self._tenant)
        return [
            Notification(stream, version, kind, _entry(line1, line2), id=seq + 1)
            for seq, stream, version, kind, line1, line2 in rows
        ]

    def max_notification_id(self) -> int | None:
        """Return the position of the newest entry, or None for an empty log."""
        with self._databases.within(self._tenant) as conn:
            row = conn.execute(SIZE, {"tenant": self._tenant}).fetchone()
        return row[0] if row and row[0] else None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> "PollingSubscription":
        """Return an iterator that waits for entries after position `gt`."""
        return PollingSubscription(self, gt, topics)


class PollingSubscription(Subscription[LogRecorder]):
    """Asks again every tenth of a second; the worker, which listens, does not use it."""

    _batch: Sequence[Notification] = ()

    def __next__(self) -> Notification:
        """Wait for the next entry; stop when the subscription was stopped."""
        while not self._batch:
            if self._has_been_stopped:
                raise StopIteration
            self._batch = self._recorder.select_notifications(
                self._last_notification_id or 0, 500, topics=self._topics, inclusive_of_start=False
            )
            if not self._batch:
                sleep(0.1)
        if self._has_been_stopped:
            raise StopIteration
        found, self._batch = self._batch[0], self._batch[1:]
        self._last_notification_id = found.id
        return found


def _append(conn: Conn, given: dict[str, Any]) -> tuple[Any, ...]:
    try:
        row = conn.execute(APPEND, given, binary=True).fetchone()
    except psycopg.errors.UniqueViolation as error:
        raise StreamMoved(error.diag.constraint_name or "") from None
    except psycopg.Error as error:
        refusal = REFUSALS.get(error.sqlstate or "")
        if refusal is None:
            raise
        raise refusal(error.diag.message_primary or "") from None
    assert row is not None
    return row


def _sealed(stored: StoredEvent) -> SealedEvent:
    if isinstance(stored, SealedEvent):
        return stored
    parts: tuple[SealedPart, ...] = ()
    return SealedEvent(
        stored.originator_id, stored.originator_version, stored.topic, stored.state, parts
    )


def _stored(stream: UUID, version: int, kind: str, line1: str, line2: str) -> StoredEvent:
    return StoredEvent(stream, version, kind, _entry(line1, line2))


def _entry(line1: str, line2: str) -> bytes:
    return f"{line1}\n{line2}\n".encode()
