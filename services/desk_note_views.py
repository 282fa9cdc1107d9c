"""ひとこと受付 and inquiries: what a writer sends, and what their list shows."""

from dataclasses import dataclass
from datetime import date, datetime, time

from events.values import Route, Topic


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
