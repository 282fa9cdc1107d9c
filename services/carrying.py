"""
Carrying out (実行): one command of one writer, from its texts to the append.

The same command twice is one event; the same id with another body is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from consent.gate import Admitted, Withheld
from events.access import Surface
from events.base import Event
from events.values import Purpose
from services.acting import Acting, Done
from services.arrivals import arrived
from services.db import Databases
from services.facts import Facts, gather
from services.inputs import check_line, check_text
from services.ledger.drafts import Draft, Expected
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import CommandIdReused, FactEnded, ReadStreamMoved
from services.refusals import CommandReused, NotShown
from services.refusing import refuse
from services.sending import Sending

LINES: Final = frozenset({"name", "kana", "born", "address", "phone", "teller", "number"})
"""The fields that are one line."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """
    One command of one writer.

    `alias` says which kind of thing the last entry's stream is, for the answer.
    """

    ledger: Ledger
    acting: Acting
    sending: Sending
    alias: str = "case"

    def draft(
        self,
        facts: Facts,
        event: Event,
        stream: UUID,
        version: int,
        file: str,
        *,
        valid_at: datetime | None = None,
        event_id: UUID | None = None,
    ) -> Draft:
        """
        Make an event ready to be recorded, signed by who acts; it is true now if not earlier.

        `event_id` is given where another event of the same append names it.
        """
        return Draft(
            event=event,
            event_id=event_id or uuid4(),
            stream=stream,
            version=version,
            signature=facts.signature(
                command_id=self.sending.command_id, purpose=Purpose.SERVICE, valid_at=valid_at
            ),
            file=file,
            programme=facts.acting.programme,
        )


class Carrier:
    """Carries commands out for whoever may do casework."""

    def __init__(
        self, *, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock

    def begin(
        self, acting: Acting, command_id: UUID, sent: Any, *, alias: str = "case", **about: Any
    ) -> Work:
        """
        Check the texts of what was sent, a dataclass, and take the digest of all of it.

        Raises:
            FieldRefused: when a text is too long or holds a 個人番号 (R77).
        """
        fields = asdict(sent)
        _check(fields)
        ledger = self._ledgers.of(acting.tenant)
        sending = Sending.of(ledger, acting, command_id, type(sent).__name__, fields, **about)
        return Work(ledger=ledger, acting=acting, sending=sending, alias=alias)

    def carry_out(self, work: Work, drafts: Callable[[Facts], list[Draft]]) -> Done:
        """
        Decide and append; decide afresh when a stream that was merely read has moved.

        Raises:
            NotShown: when the writer may not do casework.
            CommandReused: when the id came before with another body.
            StreamMoved: when a stream that is written to has moved.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        if (repeated := self.repeated(work)) is not None:
            return repeated
        for last in (False, False, True):
            facts = gather(work.ledger, work.acting, self._clock())
            admitted = _admitted(work.ledger, facts)
            expected = Expected(
                command_id=work.sending.command_id,
                digest=work.sending.digest,
                read=facts.read,
                not_after=admitted.until,
            )
            try:
                return self._append(work, drafts(facts), expected)
            except ReadStreamMoved:
                if last:
                    raise
        raise AssertionError

    def repeated(self, work: Work) -> Done | None:
        """
        Return what a command that came before brought about.

        Raises:
            CommandReused: when the id came before with another body.
        """
        before = work.sending.came_before(work.ledger)
        return None if before is None else self._done(work, before)

    def _append(self, work: Work, drafts: Sequence[Draft], expected: Expected) -> Done:
        try:
            appended = work.ledger.record(drafts, expected)
        except FactEnded as ended:
            raise NotShown from ended
        except CommandIdReused as reused:
            raise CommandReused from reused
        return self._done(work, appended.first_seq + appended.n)

    def _done(self, work: Work, position: int) -> Done:
        # Every command's last entry is one of what it is about.
        last = work.ledger.entries(position - 1, 1)[0]
        derived, agency = work.ledger.derived, work.acting.agency
        return Done(
            case=derived.alias(agency, work.alias, last.stream),
            shown=arrived(self._databases, work.acting.tenant, position),
            token=derived.version_token(agency, last.stream, last.version),
            record=derived.alias(agency, "record", last.event_id),
        )


def _admitted(ledger: Ledger, facts: Facts) -> Admitted:
    admitted = facts.admitted()
    if isinstance(admitted, Withheld):
        raise refuse(ledger, facts, surface=Surface.SAVING, asked="", why=admitted.reason)
    return admitted


def _check(fields: Mapping[str, Any]) -> None:
    """Check every text, however deep it stands, under the name of its own field."""
    for field, value in fields.items():
        if isinstance(value, dict):
            _check(value)  # pyright: ignore[reportUnknownArgumentType]  what was sent, as plain values
            continue
        for text in _texts(value):
            (check_line if field in LINES else check_text)(field, text)


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for item in value.values() for text in _texts(item)]  # pyright: ignore[reportUnknownVariableType]  what was sent, as plain values
        case tuple():
            return [text for item in value for text in _texts(item)]  # pyright: ignore[reportUnknownVariableType]  what was sent, as plain values
        case _:
            return []
