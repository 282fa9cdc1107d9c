"""Column map (列の対応): how the columns of a desk's own list are read, kept as a TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from events.migration import OldConsent
from events.values import Caller, Route, Topic, Urgency


class CaseState(StrEnum):
    """状態 of a case in the old list."""

    OPEN = "open"
    CLOSED = "closed"


CODES: Final[Mapping[str, type[StrEnum]]] = {
    "state": CaseState,
    "topic": Topic,
    "route": Route,
    "caller": Caller,
    "urgency": Urgency,
    "consent": OldConsent,
}
NEEDED: Final = ("key", "opened")


class MapRefused(Exception):
    """The map is not usable; the text says where and why, in Japanese."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which heading holds what; empty = the list has no such column."""

    key: str
    opened: str
    name: str = ""
    kana: str = ""
    born: str = ""
    address: str = ""
    phone: str = ""
    lead: str = ""
    state: str = ""
    last_contact: str = ""
    topic: str = ""
    route: str = ""
    caller: str = ""
    urgency: str = ""
    consent: str = ""
    consent_on: str = ""
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnMap:
    """
    How one list is read. `source` names the list for ever; with a row's key it says which case.

    `words` says for each coded column which word means which code, `leads` which name is which work
    login.
    """

    source: str
    columns: Columns
    sheet: str = ""
    words: Mapping[str, Mapping[str, StrEnum]] = field(
        default_factory=dict[str, Mapping[str, StrEnum]]
    )
    leads: Mapping[str, str] = field(default_factory=dict[str, str])


def load(path: Path) -> ColumnMap:
    """
    Read a map.

    Raises:
        MapRefused: when it is no TOML, names something unknown, or lacks what must be there.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise MapRefused(f"列の対応を読めません: {problem}") from problem
    _only(told, {"source", "sheet", "columns", "words", "leads"}, "")
    columns = _texts(told.get("columns"), "columns")
    _only(columns, {column.name for column in fields(Columns)}, "columns.")
    for name in NEEDED:
        if not columns.get(name):
            raise MapRefused(f"columns.{name} に見出しを書いてください。")
    source = told.get("source")
    if not isinstance(source, str) or not source.strip():
        raise MapRefused("source に、この表の名前を書いてください。")
    words = told.get("words", {})
    _only(words, set(CODES), "words.")
    return ColumnMap(
        source=source,
        sheet=str(told.get("sheet", "")),
        columns=Columns(**columns),
        words={name: _codes(name, said) for name, said in words.items()},
        leads=_texts(told.get("leads", {}), "leads"),
    )


def missing_headings(column_map: ColumnMap, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headings that the map names and the file lacks."""
    named = (getattr(column_map.columns, column.name) for column in fields(Columns))
    return tuple(heading for heading in named if heading and heading not in headings)


def _only(told: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(told.keys() - known):
        raise MapRefused(f"{where}{unknown[0]} は、知らない項目です。")


def _texts(told: Any, where: str) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  a TOML table, whose values are looked at here
        raise MapRefused(f"{where} は、名前と文字の表にしてください。")
    return told  # pyright: ignore[reportUnknownVariableType]  every value was seen to be text


def _codes(name: str, said: Any) -> dict[str, StrEnum]:
    kind = CODES[name]
    found: dict[str, StrEnum] = {}
    for word, code in _texts(said, f"words.{name}").items():
        if code not in set(kind):
            raise MapRefused(f"words.{name}: 「{word}」の符号 {code} は、一覧にありません。")
        found[word] = kind(code)
    return found
