"""わたしの仕事 and the list of cases: cases, what is due in them, today's window."""

from dataclasses import dataclass
from datetime import date, datetime

from events.assignment import CoverReason
from events.task import WaitingFor
from events.values import Topic, Urgency
from events.window import Open
from services.obligation_views import ObligationRow
from services.provision_views import ProvisionRow, UnansweredRow


@dataclass(frozen=True, kw_only=True)
class CoverRow:
    """代わり: who covers for the lead, from which Tokyo civil date to which; `mine` = the asker."""

    record: str
    name: str
    mine: bool
    since: date
    until: date
    reason: CoverReason


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """
    One case in a list. `name` is None when no name was given or it was erased.

    `covers` are those of today; `restricted` = only the staff it names know of it.
    """

    alias: str
    name: str | None
    erased: bool
    urgency: Urgency
    main_topic: Topic
    opened_on: date
    lead_name: str
    mine: bool
    closed: bool
    last_at: datetime
    covers: tuple[CoverRow, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """A page of cases; `total` counts all that the asker may see under these filters."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    """
    One thing that is due, and in which case.

    `name` is the person's: None when none was given or it was erased. `text` says what is to be
    done, empty = the kind of record says it. `back_at` (UTC) is when whoever is out on a visit
    said to be back. `mine` = it is the asker who has to see to it.
    """

    case: str
    record: str
    name: str | None
    erased: bool
    kind: str
    text: str
    due: date
    back_at: datetime | None
    waiting_for: WaitingFor
    responsible: str
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Window:
    """
    本日の窓口: today's hours (None = closed), the next day that it opens, and where it is.

    `place` is empty until somebody said where.
    """

    hours: Open | None
    next_day: date
    next_hours: Open | None
    place: str


@dataclass(frozen=True, kw_only=True)
class StaffOut:
    """One of the staff who is not back at the hour told (UTC), whoever it was that they visit."""

    name: str
    back_at: datetime


@dataclass(frozen=True, kw_only=True)
class InquiryRow:
    """
    所在を探る問い合わせ that may be about the person of `case`, who is protected.

    `valid_at` in UTC, `untimed` = only its day is known; `words` and `number` as noted.
    """

    case: str
    name: str | None
    valid_at: datetime
    untimed: bool
    recorder_name: str
    words: str
    number: str


@dataclass(frozen=True, kw_only=True)
class WorkList(CaseList):
    """
    わたしの仕事: what is due, the asker's own first, and then the open cases.

    `alarms` are visits whose people are not back at the hour that they told; `out` are those people
    where the asker may not know where they went: the whole programme looks for its own. `team`
    names who is on duty at the desk today; for them `desk` are the cases that nobody here leads
    today, or that somebody covers. `overdue`
    was due before today, `today` before the next opening day, `week` within five opening days,
    `waiting` is not overdue and others' turn. `asked` are other programmes' proposals that wait for
    an answer; `unanswered` is what the secretariat was told that nobody answered. `inquiries`
    may be about a protected person whose case the asker leads or covers in. `owed` is what is left
    to do after a withdrawal.
    """

    window: Window
    alarms: tuple[DeadlineRow, ...]
    overdue: tuple[DeadlineRow, ...]
    today: tuple[DeadlineRow, ...]
    week: tuple[DeadlineRow, ...]
    waiting: tuple[DeadlineRow, ...]
    out: tuple[StaffOut, ...] = ()
    team: tuple[str, ...] = ()
    desk: tuple[CaseRow, ...] = ()
    asked: tuple[ProvisionRow, ...] = ()
    unanswered: tuple[UnansweredRow, ...] = ()
    inquiries: tuple[InquiryRow, ...] = ()
    owed: tuple[ObligationRow, ...] = ()
