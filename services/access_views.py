"""Access ledger (閲覧記録): what its page is made of (R50)."""

from dataclasses import dataclass
from datetime import datetime

from events.values import Role


@dataclass(frozen=True, kw_only=True)
class AccessRow:
    """One look, or a refused one: who, when, where, on which basis; never content (R50)."""

    seq: int
    at: datetime
    kind: str
    staff_name: str
    programme_name: str
    role: Role
    purpose: str
    basis: str
    surface: str
    case: str | None
    items: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class AccessPage:
    """A page of the access ledger, newest first."""

    rows: tuple[AccessRow, ...]
    total: int
    page: int
    pages: int
