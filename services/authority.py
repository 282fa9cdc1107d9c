"""Authority (権限のもと): in whose name the organisation is changed, and how that is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from events.base import Event, Signature
from events.values import Purpose
from services.facts import Facts, system_signature
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers
from services.sending import Sending


@dataclass(frozen=True, kw_only=True)
class Authority:
    """In whose name something is done, and what that rests on; without one it is the operator's."""

    signature: Signature
    expected: Expected

    @classmethod
    def of(cls, facts: Facts, sending: Sending, *, until: datetime | None) -> "Authority":
        """Act in the name of who asks by what they sent, on these facts and until then."""
        signature = facts.signature(command_id=sending.command_id, purpose=Purpose.OTHER)
        expected = facts.expected(until=until)
        known = replace(expected, command_id=sending.command_id, digest=sending.digest)
        return cls(signature=signature, expected=known)


class Book:
    """Records what changes the organisation."""

    def __init__(self, ledgers: Ledgers, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._ledgers = ledgers
        self._clock = clock

    def record(
        self,
        tenant: str,
        stream: UUID,
        version: int,
        events: Sequence[Event],
        under: Authority | None,
    ) -> None:
        """
        Append events to a stream of that version; with none, nothing is done.

        Raises:
            StreamMoved, ReadStreamMoved, FactEnded, CommandIdReused, StorageUnavailable: as
                `Ledger.record`.
        """
        system = system_signature(command_id=uuid4(), now=self._clock())
        signature = under.signature if under else system
        drafts = [
            Draft(
                event=event,
                event_id=uuid4(),
                stream=stream,
                version=version + n,
                signature=signature,
            )
            for n, event in enumerate(events, 1)
        ]
        if drafts:
            self._ledgers.of(tenant).record(drafts, under.expected if under else Expected())
