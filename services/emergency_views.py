"""Emergency views (緊急開示の表示): what pages and API say of emergencies."""

from dataclasses import dataclass
from datetime import date, datetime

from events.emergency import EmergencyLaw, Finding, Stopping
from services.provision_views import ProvidedRecord


@dataclass(frozen=True, kw_only=True)
class EmergencyRow:
    """
    One emergency as one of its parties sees it; `other` is the other party.

    `at` and `until` are UTC, `review_by` is a Tokyo civil date; `open` = it shows something now.
    `ours` = the asker's programme opened it, `mine` = the asker did or kept it open. `records` and
    `seen` count records, `staff` opened it. `case` is empty for the recipient.
    """

    alias: str
    token: str
    other: str
    case: str
    law: EmergencyLaw
    staff: str
    at: datetime
    until: datetime
    open: bool
    review_by: date
    overdue: bool
    finding: Finding | None
    stopped: Stopping | None
    ours: bool
    mine: bool
    records: int
    seen: int

    @property
    def to_stop(self) -> bool:
        """Say whether the recipient has yet to say that its use was stopped."""
        return self.finding is Finding.NOT_UPHELD and self.seen > 0 and self.stopped is None

    @property
    def waits(self) -> bool:
        """Say whether a duty is open: the review, or that the recipient stops its use."""
        return self.finding is None or self.to_stop


@dataclass(frozen=True, kw_only=True)
class EmergencyRecord:
    """One record that may be opened: what it is, when, and its first words."""

    alias: str
    kind: str
    on: date
    opening: str
    sheet: bool


@dataclass(frozen=True, kw_only=True)
class EmergencyForm:
    """What can be opened of a case, to whom, and what was opened before; the latest first."""

    case: str
    token: str
    name: str
    recipients: tuple[tuple[str, str], ...]
    records: tuple[EmergencyRecord, ...]
    rows: tuple[EmergencyRow, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencyPage:
    """
    What the recipient of an emergency sees now.

    Nothing of the records when it is over; `on` is when it was read (UTC).
    """

    row: EmergencyRow
    records: tuple[ProvidedRecord, ...]
    on: datetime


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What somebody wrote about an emergency: `kind` is the topic of the entry, `at` when (UTC)."""

    kind: str
    at: datetime
    staff: str
    words: str


@dataclass(frozen=True, kw_only=True)
class EmergencyReview:
    """
    An emergency as its reviewer sees it: whom it was about, what was opened, on what grounds.

    `may` = the asker may review it.
    """

    row: EmergencyRow
    name: str
    kinds: tuple[tuple[str, date], ...]
    grounds: tuple[Grounds, ...]
    may: bool


@dataclass(frozen=True, kw_only=True)
class Emergencies:
    """Those of one's own of which a duty is open, those received, and those that are done."""

    waiting: tuple[EmergencyRow, ...]
    received: tuple[EmergencyRow, ...]
    done: tuple[EmergencyRow, ...]
