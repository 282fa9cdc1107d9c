"""What pages and API send to the services and get back: small frozen values, no rows, no events."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from events.assignment import CoverReason
from events.factor import FactorKind
from events.task import WaitingFor
from events.values import (
    Caller,
    Category,
    ClientStanding,
    ClosingReason,
    Context,
    HeardOf,
    Language,
    Means,
    Role,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from events.window import Open
from services.contact_views import Whereabouts
from services.provision_views import ProvisionRow, UnansweredRow


@dataclass(frozen=True, kw_only=True)
class Acting:
    """
    Who asks, in exactly one acting context.

    `agency` is the contractor that runs the programme: aliases of ids are made for it.
    `assurance` is the number of factors of the log-in.
    """

    tenant: str
    staff: UUID
    staff_name: str
    programme: UUID
    programme_name: str
    agency: UUID
    role: Role
    context: Context
    session: UUID
    assurance: int


# What a writer sends. Texts are kept as typed.


@dataclass(frozen=True, kw_only=True)
class NewConsultation:
    """
    相談受付・連絡票 as typed; everything that was not told is an empty string or None.

    `teller` is who came about the person: relation, name, how to reach them. `happened_on` and
    `happened_time` are Tokyo's; no day = now (R74). `brief` is the alias of a ひとこと受付,
    `paper_number` what the slip bears on paper. `unassigned` = nobody leads the case yet, and
    the team of the day sees to it; else whoever writes the slip leads.
    """

    name: str
    kana: str
    born: str
    address: str
    phone: str
    route: Route
    caller: Caller
    topics: tuple[Topic, ...]
    main_topic: Topic
    urgency: Urgency
    sharing: SharingStance
    own_words: str
    wishes: str
    standing: ClientStanding = ClientStanding.CLIENT
    means: Means | None = None
    heard_of: HeardOf | None = None
    heard_of_words: str = ""
    urgency_grounds: tuple[UrgencyGround, ...] = ()
    interpreter: Language | None = None
    interpreter_words: str = ""
    teller: str = ""
    brief: str = ""
    happened_on: date | None = None
    happened_time: time | None = None
    late_reason: str = ""
    paper_number: str = ""
    unassigned: bool = False
    answers: tuple["NewAnswer", ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewAnswer:
    """What was said to one of the municipality's own questions (an alias); a day is in ISO."""

    question: str
    said: str


@dataclass(frozen=True, kw_only=True)
class NewProgress:
    """
    支援経過 as typed; day and time are Tokyo's, no day = now (R74).

    `brief` is the alias of a ひとこと受付 that it was noted as before. `passages` is what it says
    about others.
    """

    method: SupportMethod
    text: str
    brief: str = ""
    passages: tuple["NewPassage", ...] = ()
    happened_on: date | None = None
    happened_time: time | None = None
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NewPassage:
    """書き分け as typed: what a 支援経過 says about another `person` (an alias), in a category."""

    person: str
    category: Category
    text: str


@dataclass(frozen=True, kw_only=True)
class NewBrief:
    """ひとこと受付 as typed; day and time are Tokyo's, no day = now (R74)."""

    route: Route
    topic: Topic
    answer: str
    happened_on: date | None = None
    happened_time: time | None = None
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NewInquiry:
    """A call that tries to learn where somebody is, as typed; as `NewBrief` for its time."""

    asked: str
    number: str
    happened_on: date | None = None
    happened_time: time | None = None
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SlipCorrection:
    """訂正 of the slip's words: the whole of them."""

    own_words: str
    wishes: str
    reason: str
    heard_of_words: str = ""
    interpreter_words: str = ""
    teller: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgressCorrection:
    """訂正 of a 支援経過."""

    method: SupportMethod
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SlipAsProgress:
    """連絡票 that is 支援経過 of the case `into` (an alias), in the words that it takes there."""

    into: str
    method: SupportMethod
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgressAsSlip:
    """支援経過 that is a consultation of its own; whose and when are known already."""

    slip: NewConsultation
    reason: str


@dataclass(frozen=True, kw_only=True)
class Closing:
    """終了."""

    reason: ClosingReason
    closed_on: date
    summary: str
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """
    A command was carried out, or had been before.

    `shown` says whether the read models have caught up with it (within a second). `token` is the
    state that it made, for whoever writes on without having looked; `record` is the alias of what
    was recorded last.
    """

    case: str
    shown: bool
    token: str
    record: str


# What a reader gets.


@dataclass(frozen=True, kw_only=True)
class Erased:
    """消去済み: why a text cannot be shown any more (R70): codes, never content."""

    authority: str
    reason_code: str
    decided_on: date


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
class WorkList(CaseList):
    """
    わたしの仕事: what is due, the asker's own first, and then the open cases.

    `alarms` are visits whose people are not back at the hour that they told; `out` are those people
    where the asker may not know where they went: the whole programme looks for its own. `team`
    names who is on duty at the desk today; for them `desk` are the cases that nobody here leads
    today, or that somebody covers. `overdue`
    was due before today, `today` before the next opening day, `week` within five opening days,
    `waiting` is not overdue and others' turn. `asked` are other programmes' proposals that wait for
    an answer; `unanswered` is what the secretariat was told that nobody answered.
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
class DeskNote:
    """
    A ひとこと受付 or an inquiry in a list; `valid_at` in UTC, `untimed` = only its day is known.

    An inquiry has no route and no topic, a ひとこと受付 no number.
    """

    alias: str
    valid_at: datetime
    untimed: bool
    recorder_name: str
    route: Route | None
    topic: Topic | None
    words: str
    number: str
    erased: bool


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

    `deadlines` are the open ones of these records.
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


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """下書き in a list: which form, about which case (an alias), saved when (UTC); no content."""

    alias: str
    form: str
    case: str | None
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenedDraft:
    """下書き with what was typed, field by field."""

    line: DraftLine
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who does casework in the same programme, under an alias."""

    alias: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """One person found, with the case to go to."""

    case: str
    name: str
    closed: bool
    opened_on: date


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What a search found among what the asker may read; at most 50."""

    hits: tuple[SearchHit, ...]
    more: bool


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


@dataclass(frozen=True, kw_only=True)
class NewFactor:
    """
    A second factor that is offered: shown once, and in use from its first right code on.

    `secret` and `address` (otpauth) are a telephone's, `codes` a printed sheet's; the others are
    empty.
    """

    kind: FactorKind
    secret: str
    address: str
    codes: tuple[str, ...]


# What can go wrong, besides the rules of `events`.


class NotShown(Exception):
    """見つからないか、見る権限がありません: the same words whether it exists or not."""


class LoginRefused(Exception):
    """ログインできません: one wording for wrong name, wrong password and locked account."""

    def __init__(self, retry_after: int) -> None:
        """`retry_after`: seconds until another try is looked at; 0 = at once."""
        super().__init__()
        self.retry_after = retry_after


class CodeNeeded(Exception):
    """Name and password were right; the second factor's code is wanted for `ticket`."""

    def __init__(self, ticket: str) -> None:
        """Carry what goes with the code."""
        super().__init__()
        self.ticket = ticket


class EnrolmentNeeded(Exception):
    """Name and password were right; a second factor is to be chosen first, for `ticket`."""

    def __init__(self, ticket: str) -> None:
        """Carry what goes with the choice."""
        super().__init__()
        self.ticket = ticket


class StandNeeded(Exception):
    """Several standings (立場) are held and none was chosen, or the chosen one is held no more."""


class CommandReused(Exception):
    """The same command id came with another body: refused, nothing was written."""


class StaleSave(Exception):
    """
    The case moved since the writer saw it.

    `changes` are the records that came since, as far as the writer may see them;
    `token` is the state to save against after having looked.
    """

    def __init__(self, *, changes: tuple[TimelineItem, ...], token: str) -> None:
        """Carry what changed."""
        super().__init__()
        self.changes = changes
        self.token = token


class DraftChanged(Exception):
    """The draft was saved in another window since, or has ended: nothing was kept."""


class FieldRefused(Exception):
    """An input was refused: which field, and by which rule ("R77", "length", "date")."""

    def __init__(self, *, field: str, rule: str) -> None:
        """Name the field and the rule."""
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


class FileErased(Exception):
    """What this file holds was erased; nothing can be added to it (R70)."""


class StorageUnavailable(Exception):
    """The database is unreachable, full, or too slow: nothing was written; `Retry` is safe."""
