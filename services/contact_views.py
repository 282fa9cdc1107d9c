"""What pages and API get about where a person is: addresses, safe contact, moving, death."""

from dataclasses import dataclass, field
from datetime import date, datetime

from events.contact import AddressKind, ContactMeans, SenderName
from services.protection_views import Protection


@dataclass(frozen=True, kw_only=True)
class SafeContact:
    """安全な連絡方法 (R57), as typed. `erased` = it cannot be opened any more."""

    alias: str
    means: tuple[ContactMeans, ...]
    times: str
    sender: SenderName
    never: str
    note: str
    recorded_at: datetime
    recorder_name: str
    erased: bool


@dataclass(frozen=True, kw_only=True)
class Address:
    """One address with its Tokyo days; no `until` = it is one still."""

    alias: str
    kind: AddressKind
    address: str
    note: str
    since: date | None
    until: date | None
    erased: bool


@dataclass(frozen=True, kw_only=True)
class Notice:
    """転出 or 死亡: on which day if it is known, and where to or how it is known."""

    alias: str
    on: date | None
    text: str
    erased: bool


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """連絡先・消息: what stands about where a person is."""

    safe: SafeContact | None = None
    addresses: tuple[Address, ...] = ()
    moved: Notice | None = None
    died: Notice | None = None
    protection: Protection = field(default_factory=Protection)
