"""Desk settings (設定): what an administrator decides for their programme's desk, and its days."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from consent.gate import Withheld, admit_administrator
from events.access import Surface
from events.base import Recorded
from events.setting import (
    ClosingDaysDecided,
    DecideSetting,
    Decision,
    SettingCommand,
    Settings,
    Term,
    TermDecided,
    WithdrawSetting,
)
from events.window import HolidayWindow, WindowHours
from projections import directory
from services import terms
from services.acting import Acting
from services.arrangements import Arrangements
from services.authority import Authority
from services.caseload_views import Window
from services.db import Databases
from services.facts import Facts, gather
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusing import refuse
from services.sending import Sending, once


class Holds(StrEnum):
    """いつの設定か: whether a decision held, holds or will hold."""

    AHEAD = "ahead"
    NOW = "now"
    BEFORE = "before"


@dataclass(frozen=True, kw_only=True)
class SettingLine:
    """One decision as it stands; `said_by` is empty when the operator decided."""

    alias: str
    decision: Decision
    holds: Holds
    said_at: datetime
    said_by: str


@dataclass(frozen=True, kw_only=True)
class SettingsPage:
    """The settings of a desk: what holds today, and every decision, the latest beginning first."""

    window: Window
    hours: WindowHours
    holiday_window: HolidayWindow | None
    place: str
    days: tuple[tuple[Term, int], ...]
    lines: tuple[SettingLine, ...]


class DeskSettings:
    """Shows and changes what one programme's desk goes by; no other programme's."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        arrangements: Arrangements,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._arrangements = arrangements
        self._clock = clock

    def page(self, acting: Acting) -> SettingsPage:
        """
        Return the settings of the asker's programme.

        Raises:
            NotShown: when the asker is no administrator of it.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts, _ = self._admitted(ledger, acting)
        with self._databases.within(acting.tenant) as conn:
            names = directory.staff_names(conn, acting.tenant)
        settings, today = facts.settings, facts.asker.on
        return SettingsPage(
            window=terms.window_of(facts),
            hours=settings.hours(today),
            holiday_window=settings.holiday_window(today),
            place=settings.place(today),
            days=tuple((term, settings.days(term, today)) for term in Term),
            lines=_lines(ledger, facts, ledger.load(acting.programme), names),
        )

    def decide(self, acting: Acting, command_id: UUID, decision: Decision) -> None:
        """
        Decide on a setting of the asker's programme.

        Raises:
            NotShown: when the asker is no administrator of it.
            RuleViolation: as `events.setting.decide`.
            FieldRefused: when a place cannot be stored (R77).
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        self._change(acting, command_id, DecideSetting(decision=decision), kind=decision.TOPIC)

    def withdraw(self, acting: Acting, command_id: UUID, line: str) -> None:
        """
        Take a decision back that does not hold yet; `line` is its alias.

        Raises:
            NotShown, CommandReused, StorageUnavailable: as `decide`.
            SettingNotWithdrawable: when it holds, or there is none.
        """
        derived = self._ledgers.of(acting.tenant).derived
        record = derived.resolve(acting.agency, _ALIAS, line) or UUID(int=0)
        self._change(acting, command_id, WithdrawSetting(record=record), kind="withdraw")

    def proposed(self, acting: Acting, term: Term) -> date:
        """Return the last day of a term that begins today: what a form proposes."""
        facts = gather(self._ledgers.of(acting.tenant), acting, self._clock())
        return terms.due(facts, term, facts.asker.on)

    def _change(
        self, acting: Acting, command_id: UUID, command: SettingCommand, *, kind: str
    ) -> None:
        ledger = self._ledgers.of(acting.tenant)
        facts, until = self._admitted(ledger, acting)
        sending = Sending.of(ledger, acting, command_id, kind, asdict(command))

        def work() -> None:
            under = Authority.of(facts, sending, until=until)
            self._arrangements.change(acting.tenant, acting.programme, command, under)

        once(ledger, sending, work)

    def _admitted(self, ledger: Ledger, acting: Acting) -> tuple[Facts, datetime | None]:
        facts = gather(ledger, acting, self._clock())
        admitted = admit_administrator(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.SETTINGS, asked="", why=admitted.reason)
        return facts, admitted.until


_ALIAS: Final = "setting"


def _lines(
    ledger: Ledger, facts: Facts, history: Sequence[Recorded], names: dict[UUID, str]
) -> tuple[SettingLine, ...]:
    agency, today = facts.acting.agency, facts.asker.on
    made = {recorded.event_id: recorded for recorded in history}
    lines = [
        SettingLine(
            alias=ledger.derived.alias(agency, _ALIAS, record),
            decision=decision,
            holds=_holds(record, decision, facts.settings, today),
            said_at=made[record].at,
            said_by=names.get(made[record].signature.actor.staff or record, ""),
        )
        for record, decision in facts.settings.standing
    ]
    return tuple(sorted(lines, key=lambda line: line.decision.first)[::-1])


def _holds(record: UUID, decision: Decision, settings: Settings, today: date) -> Holds:
    if decision.first > today:
        return Holds.AHEAD
    if isinstance(decision, ClosingDaysDecided):
        return Holds.NOW if today <= decision.last else Holds.BEFORE
    last = [
        other
        for other, said in settings.standing
        if _of_one_kind(said, decision) and said.first <= today
    ]
    first = {other: said.first for other, said in settings.standing}
    return Holds.NOW if record == max(reversed(last), key=first.__getitem__) else Holds.BEFORE


def _of_one_kind(one: Decision, other: Decision) -> bool:
    if isinstance(one, TermDecided) and isinstance(other, TermDecided):
        return one.term is other.term
    return type(one) is type(other)
