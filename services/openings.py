"""Openings (稼働前の数): monthly totals from before the program, typed or read from a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from consent.gate import Withheld
from events import opening
from events.access import Surface
from events.base import Recorded
from events.opening import EndOldList, MonthTotalled, OldListEnded, Opening, TotalMonth
from events.values import tokyo_date
from projections import directory
from services.acting import Acting, Done
from services.carrying import Work
from services.db import Databases
from services.facts import Facts, gather
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.own_streams import OwnStreams
from services.refusing import refuse

NO_FILE: Final = ""
"""Nothing here is personal, so its entries belong to no file."""


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """
    What stands for one month: figures by name, their source, who wrote them down and when.

    `alias` is the record's; `corrected` = another entry stood before it.
    """

    alias: str
    month: date
    source: opening.TotalSource
    counts: tuple[opening.Count, ...]
    from_file: bool
    corrected: bool
    recorded_at: datetime
    recorder_name: str


@dataclass(frozen=True, kw_only=True)
class OpeningPage:
    """The totals by month, the latest first; `last_day` is the old list's, if it is said."""

    token: str
    months: tuple[MonthRow, ...]
    last_day: date | None


class Openings:
    """Keeps what a programme counted before the program; numbers only, so nothing is opened."""

    def __init__(
        self, *, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._streams = OwnStreams(databases, ledgers, clock)

    def page(self, acting: Acting) -> OpeningPage:
        """
        Return what stands.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        self._admit(ledger, acting)
        stream = stream_of(acting.programme)
        history = ledger.load(stream)
        state = fold(history)
        with self._databases.within(acting.tenant, viewer=acting.programme) as conn:
            names = directory.staff_names(conn, acting.tenant)
        rows = (
            _row(ledger, acting, one, names)
            for one in history
            if isinstance(one.event, MonthTotalled)
            and (held := state.of(one.event.month)) is not None
            and held[0] == one.event_id
        )
        return OpeningPage(
            token=ledger.derived.version_token(acting.agency, stream, len(history)),
            months=tuple(sorted(rows, key=lambda row: row.month, reverse=True)),
            last_day=state.ended[1].last_day if state.ended else None,
        )

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        token: str,
        sent: opening.OpeningCommand,
        *,
        record: str | None = None,
    ) -> Done:
        """
        Write a month's totals down, or the end of the old list.

        `record` is the alias of the totals that are put right.

        Raises:
            RuleViolation: as `events.opening.decide`.
            NotShown, StaleSave, CommandReused, StorageUnavailable: as `OwnStreams.save`.
        """
        ledger, stream = self._ledgers.of(acting.tenant), stream_of(acting.programme)
        if record is not None and isinstance(sent, TotalMonth):
            found = ledger.derived.resolve(acting.agency, "record", record) or UUID(int=0)
            sent = opening.about(sent, found)
        work = self._streams.begin(acting, command_id, sent, alias="opening", token=token)
        target = self._streams.target(work, "", stream, token)
        return self._streams.save(
            work, target, lambda facts, _, seen: _drafts(work, facts, seen, sent)
        )

    def decide(self, acting: Acting, sent: opening.OpeningCommand) -> None:
        """
        Say whether something could be written down, and write nothing.

        Raises:
            RuleViolation: as `events.opening.decide`.
        """
        history = self._ledgers.of(acting.tenant).load(stream_of(acting.programme))
        today = tokyo_date(self._clock())
        opening.decide(sent, fold(history), programme=acting.programme, today=today)

    def _admit(self, ledger: Ledger, acting: Acting) -> None:
        facts = gather(ledger, acting, self._clock())
        admitted = facts.admitted()
        if isinstance(admitted, Withheld):
            raise refuse(
                ledger, facts, surface=Surface.OPENING_TOTALS, asked="", why=admitted.reason
            )


def stream_of(programme: UUID) -> UUID:
    """Return the stream in which a programme's time before the program stands."""
    return uuid5(NAMESPACE_URL, f"tsunagi:opening:{programme}")


def fold(history: Sequence[Recorded]) -> Opening:
    """Return what stands after a history."""
    state = Opening()
    for recorded in history:
        if isinstance(recorded.event, MonthTotalled | OldListEnded):
            state = opening.evolve(state, recorded.event, event_id=recorded.event_id)
    return state


def last_day(ledger: Ledger, programme: UUID) -> date | None:
    """Return the last day that is written in a programme's old list, if one was said."""
    state = fold(ledger.load(stream_of(programme)))
    return state.ended[1].last_day if state.ended else None


def _drafts(work: Work, facts: Facts, seen: int, sent: TotalMonth | EndOldList) -> list[Draft]:
    stream = stream_of(facts.acting.programme)
    told = opening.decide(
        sent,
        fold(work.ledger.load(stream)),
        programme=facts.acting.programme,
        today=tokyo_date(facts.now),
    )
    return [work.draft(facts, event, stream, seen + n, NO_FILE) for n, event in enumerate(told, 1)]


def _row(ledger: Ledger, acting: Acting, recorded: Recorded, names: dict[UUID, str]) -> MonthRow:
    event = recorded.event
    assert isinstance(event, MonthTotalled)
    staff = recorded.signature.actor.staff
    return MonthRow(
        alias=ledger.derived.alias(acting.agency, "record", recorded.event_id),
        month=event.month,
        source=event.source,
        counts=event.counts,
        from_file=bool(event.file_digest),
        corrected=event.corrects is not None,
        recorded_at=recorded.at,
        recorder_name=names.get(staff, "") if staff else "",
    )
