"""The page of a case: whose it is, where it stands, and its timeline."""

from dataclasses import dataclass, field
from datetime import date, datetime

from events.values import Caller, ClientStanding, Role, Route, SharingStance, Topic, Urgency
from services.caseload_views import CoverRow, DeadlineRow
from services.contact_views import Whereabouts


@dataclass(frozen=True, kw_only=True)
class Erased:
    """消去済み: why a text cannot be shown any more (R70): codes, never content."""

    authority: str
    reason_code: str
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    """
    One record of a case.

    `kind` is the topic of the event ("case.progress-recorded", …). `marks` are its codes, days and
    names of agencies and staff by field, `texts` its (field, text) pairs, both in the order of the
    form. `corrected` = this is a correction that stands for an older record.
    `correctable` = it still stands and is a slip or a progress record. `about` is the alias of the
    earlier record that it follows or settles, `elsewhere` that of the case to which or from which
    it was converted, as far as the asker may know of it; empty = none. `whose` is whom a 書き分け
    is about, as far as it is shown.
    """

    alias: str
    kind: str
    valid_at: datetime
    recorded_at: datetime
    recorder_name: str
    recorder_role: Role
    marks: tuple[tuple[str, tuple[str, ...]], ...]
    texts: tuple[tuple[str, str], ...]
    corrected: bool
    correctable: bool
    erased: Erased | None
    about: str = ""
    elsewhere: str = ""
    whose: str = ""

    def mark(self, field: str) -> str:
        """Return the first mark of a field; empty = it has none."""
        return next((codes[0] for name, codes in self.marks if name == field), "")

    def text(self, field: str) -> str:
        """Return the text of a field; empty = it has none, or it is not shown."""
        return dict(self.texts).get(field, "")


@dataclass(frozen=True, kw_only=True)
class PersonSheet:
    """The person of a case as typed; empty strings where nothing was told."""

    name: str
    kana: str
    born: str
    address: str
    phone: str
    erased: Erased | None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the timeline of a case can be narrowed to: kinds of records; who wrote (alias, name)."""

    kinds: tuple[str, ...] = ()
    by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """
    A case with its timeline, newest first, 50 a page.

    `token` is the opaque state that the reader saw; every save sends it back. `deadlines` are all
    that are open, the earliest first, `total` counts the records that the timeline is narrowed to.
    `whereabouts` is what must be known first: safe contact, death, moving away; no addresses.
    """

    alias: str
    token: str
    person: PersonSheet
    closed: bool
    lead_name: str
    mine: bool
    opened_at: datetime
    route: Route
    caller: Caller
    topics: tuple[Topic, ...]
    main_topic: Topic
    urgency: Urgency
    sharing: SharingStance
    standing: ClientStanding
    items: tuple[TimelineItem, ...]
    total: int
    page: int
    pages: int
    deadlines: tuple[DeadlineRow, ...] = ()
    choices: Choices = Choices()
    covers: tuple[CoverRow, ...] = ()
    restricted: bool = False
    whereabouts: Whereabouts = field(default_factory=Whereabouts)


@dataclass(frozen=True, kw_only=True)
class CaseSheet:
    """
    Some kinds of records of a case, newest first, with whose case it is and the state seen.

    `deadlines` are the open ones of these records. `whereabouts` is as on a `CasePage` on
    sheets by which somebody reaches the person, on others it is empty.
    """

    alias: str
    token: str
    person: PersonSheet
    closed: bool
    lead_name: str
    items: tuple[TimelineItem, ...]
    deadlines: tuple[DeadlineRow, ...] = ()
    covers: tuple[CoverRow, ...] = ()
    restricted: bool = False
    whereabouts: Whereabouts = field(default_factory=Whereabouts)
