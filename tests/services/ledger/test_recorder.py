"""
The recorder and the tracking pass the test cases that the eventsourcing library ships.

Applied: ApplicationRecorder with its optional subscription test, NonInterleavingNotificationIDs,
TrackingRecorder. Not applied, with reasons: Aggregate (we use no Aggregate classes), Process (the
worker's tracking commits with the view, there is no second recorder), InfrastructureFactory (our
composition root makes recorders), Transcoder (pydantic carries values), DCB (one stream a case).
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import Notification, StoredEvent, TrackingRecorder
from eventsourcing.tests.persistence import (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    TrackingRecorderTestCase,
)

from services.db import Databases
from services.ledger.recorder import LogRecorder
from services.ledger.tracking import LogTracking
from tests.services.ledger.logs import TENANT, bare_line, open_log


class ForeignEvents(LogRecorder):
    """
    Our recorder, fed with the library's events.

    Their state is no line 1, so it travels inside one; some of their streams start at version 0,
    ours start at 1, so every stream is shifted by the version that its first event has.
    """

    def __init__(self, databases: Databases) -> None:
        super().__init__(databases, TENANT)
        self._shift: dict[UUID | str, int] = {}

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Any:
        return super().insert_events([self._wrap(e) for e in stored_events], **kwargs)

    def select_events(self, originator_id: UUID | str, **kwargs: Any) -> Sequence[StoredEvent]:
        return [self._unwrap(e) for e in super().select_events(originator_id, **kwargs)]

    def select_notifications(self, *args: Any, **kwargs: Any) -> Sequence[Notification]:
        return [
            Notification(e.originator_id, e.originator_version, e.topic, _state(e.state), id=e.id)
            for e in super().select_notifications(*args, **kwargs)
        ]

    def _wrap(self, event: StoredEvent) -> StoredEvent:
        assert isinstance(event.originator_id, UUID)
        self._shift.setdefault(event.originator_id, 1 - event.originator_version)
        line = bare_line(
            stream=event.originator_id,
            version=event.originator_version + self._shift[event.originator_id],
            kind=event.topic,
            note=event.state.decode(),
        )
        return StoredEvent(event.originator_id, event.originator_version, event.topic, line)

    def _unwrap(self, event: StoredEvent) -> StoredEvent:
        shift = self._shift[event.originator_id]
        version = event.originator_version - shift
        return StoredEvent(event.originator_id, version, event.topic, _state(event.state))


def _state(entry: bytes) -> bytes:
    return json.loads(entry.split(b"\n")[0])["data"]["note"].encode()


class OnOurs:
    """Gives a library test case the databases of a test."""

    databases: Databases

    @pytest.fixture(autouse=True)
    def _given(self, databases: Databases) -> None:
        open_log(databases)
        self.databases = databases


class TestApplicationRecorder(OnOurs, ApplicationRecorderTestCase[ForeignEvents]):
    """The library's tests of an application recorder."""

    def create_recorder(self) -> ForeignEvents:
        return ForeignEvents(self.databases)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleaving(OnOurs, NonInterleavingNotificationIDsBaseCase):
    """The library's test that two writers' events do not interleave."""

    def create_recorder(self) -> ForeignEvents:
        return ForeignEvents(self.databases)


class TestTracking(OnOurs, TrackingRecorderTestCase):
    """The library's tests of a tracking recorder."""

    def create_recorder(self) -> TrackingRecorder:
        return LogTracking(self.databases, TENANT)
