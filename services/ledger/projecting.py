"""Projecting: a read model as the library's projection, fed a batch in one transaction."""

from collections.abc import Callable, Sequence

from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from projections.fact import Conn, Fact
from services.ledger.tracking import LogTracking


class BatchProjection(Projection[LogTracking]):
    """
    Takes facts in within the caller's transaction; the position is advanced once, at its end.

    The library's runner commits each event for itself, which is some twenty times slower.
    """

    def __init__(self, view: LogTracking, conn: Conn, apply: Callable[..., None]) -> None:
        """`view` keeps the position; `apply(conn, *facts)` takes facts in."""
        super().__init__(view)
        self._conn = conn
        self._apply = apply

    @singledispatchmethod
    def process_event(self, domain_event: Fact, tracking: Tracking) -> None:
        """Take one fact in, and advance to its position."""
        self._process([domain_event], tracking)

    def process_batch(self, schema: str, end: int, facts: Sequence[Fact]) -> None:
        """
        Take facts in, and advance the position of `schema` to `end`, past what it does not read.

        Raises:
            IntegrityError: when the read model has been there already.
        """
        self._process(facts, Tracking(schema, end))

    def _process(self, facts: Sequence[Fact], tracking: Tracking) -> None:
        if facts:
            self._apply(self._conn, *facts)
        self.view.advance(self._conn, tracking.application_name, tracking.notification_id)
