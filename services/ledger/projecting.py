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

    def process_batch(self, schema: str, first: int, facts: Sequence[Fact]) -> int:
        """
        Take facts in from position `first` on, and advance the position of `schema`.

        Returns:
            How many there were.

        Raises:
            IntegrityError: when the read model has been there already.
        """
        if facts:
            self._process(facts, Tracking(schema, first + len(facts)))
        return len(facts)

    def _process(self, facts: Sequence[Fact], tracking: Tracking) -> None:
        self._apply(self._conn, *facts)
        self.view.advance(self._conn, tracking.application_name, tracking.notification_id)
