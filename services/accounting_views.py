"""Accounting views (開示台帳の表示): what pages and API say of what crossed between programmes."""

from dataclasses import dataclass
from datetime import date, datetime

from events.values import Basis, Category, Purpose, Role


@dataclass(frozen=True, kw_only=True)
class DisclosedItem:
    """One part that was opened: kind and day of its record; empty or None = nobody pinned it."""

    kind: str
    on: date | None
    category: Category | None
    person: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class DisclosureRow:
    """
    One look of a recipient; `rule` = it was refused, and why.

    `case` and the persons are aliases of the asker's agency; empty = not to be named here.
    """

    seq: int
    at: datetime
    staff_name: str
    role: Role
    recipient: str
    provider: str
    purpose: Purpose
    basis: Basis
    policy: str
    rule: str
    case: str
    items: tuple[DisclosedItem, ...]

    @property
    def persons(self) -> tuple[str, ...]:
        """Whom the items are about, each once."""
        return tuple(dict.fromkeys(item.person for item in self.items if item.person))


@dataclass(frozen=True, kw_only=True)
class DisclosurePage:
    """A page of the ledger, newest first, with what it can be narrowed to: (alias, name)."""

    rows: tuple[DisclosureRow, ...]
    total: int
    page: int
    pages: int
    others: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class CaseDisclosures:
    """Who was shown what of a case, for its own programme; the latest first."""

    case: str
    name: str
    total: int
    rows: tuple[DisclosureRow, ...]
