"""Peer: the `eventsourcing` library as it comes, with the same payload, on the same server."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import AggregateEvent
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.utils import Environment
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed

from services.facts import Facts
from tests.bench.filling import LONGEST, RECORDS, TEXT

BATCH: Final = 500

MAKE_VIEW = """
CREATE TABLE IF NOT EXISTS timeline_item (
    case_id uuid NOT NULL, version bigint NOT NULL, kind text NOT NULL,
    valid_at timestamptz NOT NULL, staff uuid NOT NULL, role text NOT NULL, method text NOT NULL,
    PRIMARY KEY (case_id, version))
"""
ADD_TO_VIEW = """
INSERT INTO timeline_item (case_id, version, kind, valid_at, staff, role, method)
VALUES (%(case_id)s, %(version)s, %(kind)s, %(valid_at)s, %(staff)s, %(role)s, %(method)s)
"""
FORGET_VIEW = "DROP TABLE IF EXISTS timeline_item, timeline_tracking"


@dataclass(frozen=True)
class Noted(AggregateEvent):
    """What a 支援経過 and its envelope say, in the library's own form, in clear."""

    person_id: UUID
    method: str
    text: str
    programme: UUID
    staff: UUID
    role: str
    context: str
    session: UUID
    assurance: int
    command_id: UUID
    purpose: str
    basis: str
    policy: str


class Cases(Application[UUID]):
    """An application with the library's default recorder and mapper."""


class Log:
    """The library's log as a writer and a reader use it."""

    def __init__(self, conninfo: str) -> None:
        """Connect; the tables are made at first use."""
        self._app = Cases(environment(conninfo))
        assert type(self._app.recorder) is PostgresApplicationRecorder
        self.recorder = self._app.recorder
        self._stream, self._version = uuid4(), 0

    def append(self, facts: Facts, count: int) -> None:
        """Append a batch to the stream in hand; a new stream when it has become long."""
        if self._version >= LONGEST:
            self._stream, self._version = uuid4(), 0
        events = [
            _noted(facts, self._stream, self._version + number) for number in range(1, count + 1)
        ]
        self._version += count
        self.recorder.insert_events([self._app.mapper.to_stored_event(event) for event in events])

    def size(self) -> int:
        """Return the number of events."""
        return self.recorder.max_notification_id() or 0

    def close(self) -> None:
        """Close the connections."""
        self._app.close()


class TimelineView(PostgresTrackingRecorder):
    """A view like our `case_timeline`, kept with its position in one transaction."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """Add the view's table to those that the library makes."""
        super().__init__(*args, **named)
        self.sql_create_statements.append(Composed([SQL(MAKE_VIEW)]))

    def add(self, event: Noted, tracking: Tracking) -> None:
        """Take one event in."""
        given = {
            "case_id": event.originator_id,
            "version": event.originator_version,
            "kind": "case.progress-recorded",
            "valid_at": event.timestamp,
            "staff": event.staff,
            "role": event.role,
            "method": event.method,
        }
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(ADD_TO_VIEW, given, prepare=True)
            self._insert_tracking(cursor, tracking)


class Timeline(Projection[TimelineView]):
    """The projection that the library's runner runs, each event in a transaction of its own."""

    name = "timeline"

    @singledispatchmethod
    def process_event(self, domain_event: Noted, tracking: Tracking) -> None:
        """Take one event in."""
        self.view.add(domain_event, tracking)


def timeline_runner(conninfo: str) -> ProjectionRunner[Cases, TimelineView]:
    """Start the library's runner of the view."""
    return ProjectionRunner(
        application_class=Cases,
        projection_class=Timeline,
        view_class=TimelineView,
        env=environment(conninfo),
    )


def environment(conninfo: str) -> Environment:
    """Say where the database is, as the library wants to be told; all else is its default."""
    place = conninfo_to_dict(conninfo)
    return Environment(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(place["dbname"]),
            "POSTGRES_HOST": str(place["host"]),
            "POSTGRES_USER": str(place["user"]),
            "POSTGRES_PASSWORD": "",
        }
    )


def fill(conninfo: str, facts: Facts, entries: int) -> None:
    """Write events until the library's log has that many."""
    log = Log(conninfo)
    while (missing := entries - log.size()) > 0:
        for _ in range(0, min(missing, 10 * BATCH), RECORDS):
            log.append(facts, RECORDS)
    log.close()


def _noted(facts: Facts, stream: UUID, version: int) -> Noted:
    acting = facts.acting
    return Noted(
        originator_id=stream,
        originator_version=version,
        timestamp=datetime.now(UTC),
        person_id=acting.staff,
        method="interview",
        text=TEXT,
        programme=acting.programme,
        staff=acting.staff,
        role=acting.role.value,
        context=acting.context.value,
        session=acting.session,
        assurance=acting.assurance,
        command_id=uuid4(),
        purpose="SERVICE",
        basis="WITHIN_PURPOSE",
        policy="own-programme/1",
    )
