"""
Access (参照): the entry that stands before every look at content (R76, R37).

Each entry is a stream of its own, so a colleague's look never makes a save stale. The clear part
has pointers, outcome and basis; words searched for and the detail of the decision are sealed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from events.base import Event, Personal, Private
from events.values import Category, Pointer

MOST_ITEMS = 500
"""Items in one entry; a longer reading is several entries before the first byte leaves."""


class Surface(StrEnum):
    """画面: where the content was shown."""

    MY_WORK = "my_work"
    CASE_LIST = "case_list"
    CASE_PAGE = "case_page"
    CORRECTION_FORM = "correction_form"
    STALE_SAVE = "stale_save"
    SAVING = "saving"
    SEARCH = "search"
    DRAFTS = "drafts"
    EXPORT = "export"
    PLAN = "plan"
    PLAN_PRINT = "plan_print"
    MONITORING = "monitoring"
    ENDING = "ending"
    DIRECTIONS = "directions"
    ACCESS_LEDGER = "access_ledger"
    PERSON_SHEET = "person_sheet"
    HOUSEHOLD_PAGE = "household_page"
    SAME_PERSON = "same_person"
    TASKS = "tasks"
    VISITS = "visits"
    CASE_SHOWN = "case_shown"
    ASSESSMENT = "assessment"
    HANDOVERS = "handovers"
    REFERRALS = "referrals"
    RELIEF = "relief"
    INTERPRETERS = "interpreters"
    ANSWERS = "answers"
    ATTACHMENTS = "attachments"
    ATTACHED_FILE = "attached_file"
    BRIEFS = "briefs"
    INQUIRIES = "inquiries"
    OPENING_TOTALS = "opening_totals"
    PAPER_SLIPS = "paper_slips"
    PARTNERS = "partners"
    STAFF = "staff"
    SETTINGS = "settings"
    QUESTIONS = "questions"
    ASSIGNMENT = "assignment"
    ASSIGNMENTS = "assignments"
    TEAM = "team"
    CONSENT = "consent"
    CONSENT_PRINT = "consent_print"
    PROVISIONS = "provisions"
    PROVIDED = "provided"
    EMERGENCIES = "emergencies"
    EMERGENCY = "emergency"
    OBLIGATIONS = "obligations"
    DISCLOSURES = "disclosures"
    DISCLOSURES_EXPORT = "disclosures_export"


@dataclass(frozen=True, kw_only=True)
class ContentRead(Event):
    """
    Parts were opened for someone.

    `register` names the programme's access register, which `detail` belongs to: the inputs,
    reasons and evidence of the decision as JSON.
    """

    TOPIC: ClassVar[str] = "access.content-read"
    register: UUID
    surface: Surface
    case_id: UUID | None
    items: tuple[Pointer, ...]
    detail: Annotated[Private[str], Personal(Category.RECORD, of="register")]


@dataclass(frozen=True, kw_only=True)
class ContentDisclosed(Event):
    """
    Parts of another programme's records were opened for someone of `register`, the recipient (R43).

    `provider` keeps them; they were pinned in `provision`. `basis` of the envelope says on which
    ground, `detail` holds the inputs, reasons and evidence of the decisions as JSON.
    """

    TOPIC: ClassVar[str] = "access.content-disclosed"
    register: UUID
    provider: UUID
    provision: UUID
    surface: Surface
    items: tuple[Pointer, ...]
    detail: Annotated[Private[str], Personal(Category.RECORD, of="register")]


@dataclass(frozen=True, kw_only=True)
class SearchMade(Event):
    """Someone searched for a person, with the words and the reason (R76), and saw these names."""

    TOPIC: ClassVar[str] = "access.search-made"
    register: UUID
    items: tuple[Pointer, ...]
    words: Annotated[Private[str], Personal(Category.RECORD, of="register")]
    reason: Annotated[Private[str], Personal(Category.RECORD, of="register")]


@dataclass(frozen=True, kw_only=True)
class ReadingRefused(Event):
    """A look was refused. `rule` is the failing rule; what was asked for is sealed (R37)."""

    TOPIC: ClassVar[str] = "access.reading-refused"
    register: UUID
    surface: Surface
    rule: str
    detail: Annotated[Private[str], Personal(Category.RECORD, of="register")]


@dataclass(frozen=True, kw_only=True)
class LedgerInspected(Event):
    """
    An auditor looked at a page of who read what: codes, never content (R50).

    `case_id` is the case it was narrowed to, `seqs` are the positions of the looks shown.
    """

    TOPIC: ClassVar[str] = "access.ledger-inspected"
    register: UUID
    case_id: UUID | None
    page: int
    seqs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AccountInspected(Event):
    """
    An auditor looked at an account of what crossed: codes, never content (R43, R50).

    `narrowed` are the ids that it was narrowed to, `seqs` the positions of what was shown; page 0
    is a file of all of it.
    """

    TOPIC: ClassVar[str] = "access.account-inspected"
    register: UUID
    surface: Surface
    narrowed: tuple[UUID, ...]
    page: int
    seqs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DraftOpened(Event):
    """Someone opened a draft of their own, which is no part of the history itself."""

    TOPIC: ClassVar[str] = "access.draft-opened"
    register: UUID
    draft_id: UUID


@dataclass(frozen=True, kw_only=True)
class DraftHandedOn(Event):
    """Someone made a draft of their own a colleague's: sealed anew, for the colleague alone."""

    TOPIC: ClassVar[str] = "access.draft-handed-on"
    register: UUID
    draft_id: UUID
    handed_by: UUID
    handed_to: UUID


@dataclass(frozen=True, kw_only=True)
class NamesIndexed(Event):
    """The key service read names into the search index in its memory."""

    TOPIC: ClassVar[str] = "access.names-indexed"
    items: tuple[Pointer, ...]
