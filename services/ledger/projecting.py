"""Projecting: a read model as the library's projection, fed a batch in one transaction."""

from collections.abc import Callable

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

    def __init__(self, view: LogTracking, conn: Conn, apply: Callable[[Conn, Fact], None]) -> None:
        """`view` keeps the position; `apply` takes one fact in."""
        super().__init__(view)
        self._conn = conn
        self._apply = apply
        self._last: Tracking | None = None

    @singledispatchmethod
    def process_event(self, domain_event: Fact, tracking: Tracking) -> None:
        """Take one fact in."""
        self._apply(self._conn, domain_event)
        self._last = tracking

    def process_batch(self, schema: str, first: int, facts: list[Fact]) -> int:
        """
        Take facts in from position `first` on, and advance the position of `schema`.

        Returns:
            How many there were.

        Raises:
            IntegrityError: when the read model has been there already.
        """
        for position, fact in enumerate(facts, first + 1):
            self.process_event(fact, Tracking(schema, position))
        if self._last is not None:
            self.view.advance(self._conn, schema, self._last.notification_id)
        return len(facts)
