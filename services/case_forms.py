"""What a writer sends into a case: slip, 支援経過, corrections, the closing; texts as typed."""

from dataclasses import dataclass
from datetime import date, time

from events.values import (
    Caller,
    Category,
    ClientStanding,
    ClosingReason,
    HeardOf,
    Language,
    Means,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)


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
