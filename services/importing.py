"""
Importing (移行): old cases are taken over row by row, each whole or not at all, each once.

The old times are the valid times, the recorded time is now. The same row again is the same command;
a row that has changed since is refused and named.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from events.base import RuleViolation
from events.values import tokyo_date
from projections import directory, household, people
from services.acting import Acting
from services.carrying import Carrier, Work
from services.colleagues import caseworkers
from services.db import Databases
from services.facts import Facts, gather
from services.import_events import events_of
from services.import_map import ColumnMap
from services.import_rows import Fault, OldCase, understand
from services.keys import normal
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.openings import last_day
from services.refusals import CommandReused, FieldRefused
from services.tables import Line, Table

CHANGED: Final = "前に取り込んだときから、書き換わっています。"
NO_LEAD: Final = "この事業で相談支援をする職員ではありません。"
AFTER_THE_END: Final = "前の一覧の最終日より後です。画面から受け付けてください。"


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    THERE_ALREADY = "there_already"
    WOULD_BE_TAKEN = "would_be_taken"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    What is said of one row. `faults` when it was refused; `alike` are aliases of cases whose person
    has the same name and birth date or telephone number: proposals, never merged.
    """

    line: int
    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    alike: tuple[str, ...] = ()


class Importing:
    """Takes an old list over for one programme."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def run(
        self, acting: Acting, column_map: ColumnMap, table: Table, *, dry: bool
    ) -> Iterator[Told]:
        """
        Take a table over and say of each row what became of it, in their order.

        `dry` = look at everything and write nothing.

        Raises:
            NotShown: when the importer may not do casework.
            StorageUnavailable: when nothing more can be written; running it again goes on.
        """
        keys: dict[str, int] = {}
        ended = last_day(self._ledgers.of(acting.tenant), acting.programme)
        for line in table.lines:
            found = understand(column_map, line, today=tokyo_date(self._clock()))
            if isinstance(found, list):
                yield Told(line=line.number, outcome=Outcome.REFUSED, faults=tuple(found))
            elif (first := keys.setdefault(found.key, line.number)) != line.number:
                yield _refused(line, column_map.columns.key, f"{first}行目と同じ番号です。")
            elif ended is not None and found.opened > ended:
                yield _refused(line, column_map.columns.opened, AFTER_THE_END)
            else:
                yield self._row(acting, column_map, table, line, found, dry=dry)

    def _row(
        self,
        acting: Acting,
        column_map: ColumnMap,
        table: Table,
        line: Line,
        old: OldCase,
        *,
        dry: bool,
    ) -> Told:
        ledger = self._ledgers.of(acting.tenant)
        named = f"{acting.tenant}/{acting.programme}/{column_map.source}/{old.key}"
        # Keyed: the number of a row may be a telephone number, and command ids stand in the clear.
        command_id = UUID(bytes=ledger.derived.mark(b"import-row", named.encode())[:16], version=4)
        work = self._carrier.begin(acting, command_id, old, source=named)
        try:
            if self._carrier.repeated(work) is not None:
                return Told(line=line.number, outcome=Outcome.THERE_ALREADY)
            alike = self._alike(ledger, acting, old)
            ids = uuid4(), uuid4()
            drafts = self._drafts(work, column_map, table, old, ids)
            if dry:
                drafts(gather(ledger, acting, self._clock()))
                return Told(line=line.number, outcome=Outcome.WOULD_BE_TAKEN, alike=alike)
            self._carrier.carry_out(work, drafts)
        except CommandReused:
            return _refused(line, column_map.columns.key, CHANGED)
        except (FieldRefused, RuleViolation) as refused:
            return _refused(line, column_map.columns.key, f"決まりに合いません（{refused!r}）。")
        except _NoSuchLead:
            return _refused(line, column_map.columns.lead, NO_LEAD)
        return Told(line=line.number, outcome=Outcome.TAKEN, alike=alike)

    def _drafts(
        self,
        work: Work,
        column_map: ColumnMap,
        table: Table,
        old: OldCase,
        ids: tuple[UUID, UUID],
    ) -> Callable[[Facts], list[Draft]]:
        def drafts(facts: Facts) -> list[Draft]:
            lead = self._lead(work.ledger, facts, old.lead)
            return events_of(work, facts, column_map, table, old, ids, lead)

        return drafts

    def _lead(self, ledger: Ledger, facts: Facts, login: str) -> UUID:
        """Return who is to lead the case; without a name in the list, who imports it."""
        if not login:
            return facts.acting.staff
        with self._databases.within(ledger.tenant, viewer=facts.acting.programme) as conn:
            accounts = directory.staff_names(conn, ledger.tenant)
        for account, login_of in caseworkers(ledger, facts, list(accounts)).items():
            if login_of == login:
                return account
        raise _NoSuchLead

    def _alike(self, ledger: Ledger, acting: Acting, old: OldCase) -> tuple[str, ...]:
        derived, viewer = ledger.derived, acting.programme
        digests = people.Digests(
            name=None,
            name_and_birth=derived.name_and_birth_digest(viewer, old.name, old.born)
            if old.name and old.born
            else None,
            phone=derived.phone_digest(viewer, old.phone) if normal.phone(old.phone) else None,
        )
        with self._databases.within(acting.tenant, viewer=viewer) as conn:
            found = people.by_digest(conn, tenant=acting.tenant, viewer=viewer, digests=digests)
            cases = household.cases(conn, tenant=acting.tenant, viewer=viewer, persons=list(found))
        return tuple(sorted(derived.alias(acting.agency, "case", one) for _, one in cases))


class _NoSuchLead(Exception):
    """The list names somebody who does no casework here."""


def _refused(line: Line, heading: str, reason: str) -> Told:
    fault = Fault(line.number, heading, reason)
    return Told(line=line.number, outcome=Outcome.REFUSED, faults=(fault,))
