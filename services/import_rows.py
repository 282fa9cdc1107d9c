"""Import rows (移行する行): one row of an old list, understood or refused with every fault."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from events.migration import OldConsent
from events.values import Caller, Route, SharingStance, Topic, Urgency
from services.import_map import NEEDED, CaseState, ColumnMap
from services.inputs import check_line, check_text
from services.refusals import FieldRefused
from services.tables import Line
from services.web import dates

Code = TypeVar("Code", bound=StrEnum)

LINES: Final = frozenset({"key", "name", "kana", "address", "phone"})
RULES: Final = {
    "R77": "個人番号（マイナンバー）は取り込めません。",
    "length": "長すぎます。",
    "characters": "使えない文字が入っています。",
}


@dataclass(frozen=True, kw_only=True)
class OldCase:
    """One row, understood; `lead` is a work login or empty, dates are Tokyo civil dates."""

    key: str
    name: str
    kana: str
    born: str
    address: str
    phone: str
    lead: str
    state: CaseState
    opened: date
    last_contact: date | None
    topic: Topic
    route: Route
    caller: Caller
    urgency: Urgency
    sharing: SharingStance
    consent: OldConsent
    consent_on: date | None
    remarks: str


@dataclass(frozen=True)
class Fault:
    """Why a row is not taken: its line in the file, the column's heading, a sentence."""

    line: int
    heading: str
    reason: str


def understand(column_map: ColumnMap, line: Line, *, today: date) -> OldCase | list[Fault]:
    """Read one row; everything that is wrong with it is named, not only the first."""
    row = _Row(column_map, line)
    old = OldCase(
        key=row.needed("key"),
        name=row.text("name"),
        kana=row.text("kana"),
        born=row.birth(today),
        address=row.text("address"),
        phone=row.text("phone"),
        lead=row.lead(),
        state=row.code("state", CaseState, CaseState.OPEN),
        opened=row.day("opened", today) or today,
        last_contact=row.day("last_contact", today),
        topic=row.code("topic", Topic, Topic.OTHER),
        route=row.code("route", Route, Route.OTHER),
        caller=row.code("caller", Caller, Caller.OTHER),
        urgency=row.code("urgency", Urgency, Urgency.NORMAL),
        # An old consent lets nothing out: until a person has read it again, nobody was asked.
        sharing=SharingStance.NOT_YET_ASKED,
        consent=row.code("consent", OldConsent, OldConsent.NOT_STATED),
        consent_on=row.day("consent_on", today),
        remarks=row.text("remarks"),
    )
    row.compare(old)
    return row.faults or old


class _Row:
    """Reads one row and remembers what was wrong with it."""

    def __init__(self, column_map: ColumnMap, line: Line) -> None:
        self.faults: list[Fault] = []
        self._map = column_map
        self._line = line

    def refuse(self, name: str, reason: str) -> None:
        heading = getattr(self._map.columns, name) or name
        self.faults.append(Fault(self._line.number, heading, reason))

    def text(self, name: str) -> str:
        found = self._line.cells.get(getattr(self._map.columns, name), "")
        try:
            (check_line if name in LINES else check_text)(name, found)
        except FieldRefused as refused:
            self.refuse(name, RULES[refused.rule])
        return found

    def needed(self, name: str) -> str:
        found = self.text(name)
        if not found:
            self.refuse(name, "書かれていません。")
        return found

    def day(self, name: str, today: date) -> date | None:
        found = self.needed(name) if name in NEEDED else self.text(name)
        if not found:
            return None
        day = dates.parse(found)
        if day is None:
            self.refuse(name, "日付として読めません。")
        elif day > today:
            self.refuse(name, "先の日付です。")
        return day

    def birth(self, today: date) -> str:
        day = self.day("born", today)
        return "" if day is None else day.isoformat()

    def code(self, name: str, kind: type[Code], otherwise: Code) -> Code:
        found = self.text(name)
        if not found:
            return otherwise
        said = self._map.words.get(name, {})
        if (code := said.get(found)) is not None:
            return kind(code)
        self.refuse(name, "対応表にない言葉です。")
        return otherwise

    def lead(self) -> str:
        found = self.text("lead")
        if found and found not in self._map.leads:
            self.refuse("lead", "対応表にない担当者です。")
        return self._map.leads.get(found, "")

    def compare(self, old: OldCase) -> None:
        if old.last_contact is not None and old.last_contact < old.opened:
            self.refuse("last_contact", "受付の日より前です。")
        if old.consent_on is not None and old.consent is not OldConsent.GIVEN:
            self.refuse("consent_on", "同意がないのに日付があります。")
        if old.state is CaseState.CLOSED and old.last_contact is None:
            self.refuse("last_contact", "終了したケースには、最後の日付が要ります。")
