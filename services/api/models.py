"""What programs send and get (APIの入出力): strict, with nothing beside the fields named here."""

import re
from datetime import date, time
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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
from services import case_forms
from services.acting import Done

_TIME: Final = re.compile(r"\d{2}:\d{2}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _only_iso(value: object) -> object:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    message = "a date is written YYYY-MM-DD"
    raise ValueError(message)


# JSON has no dates and no enumerations: those are read from their text, and from nothing else.
Lax: Final = Field(strict=False)
Day = Annotated[date, Lax, BeforeValidator(_only_iso)]


def _only_minutes(value: object) -> object:
    if isinstance(value, str) and _TIME.fullmatch(value):
        return value
    message = "a time is written HH:MM"
    raise ValueError(message)


ClockTime = Annotated[time, Lax, BeforeValidator(_only_minutes)]


class Sent(BaseModel):
    """Whatever a program sends: exactly the fields named, each of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Dated(Sent):
    """What tells of a day; one long past comes with `late_reason` (R74)."""

    late_reason: str = ""

    def told(self, *without: str) -> dict[str, Any]:
        """Return what is told, without what is named and without why it comes late."""
        return self.model_dump(exclude={"late_reason", *without})


class LogIn(Sent):
    """ログイン. `code`: the second factor's, from a telephone or a printed sheet."""

    login: str
    password: str
    code: str = ""


class Choice(Sent):
    """立場の選択: the code of one of the standings that the session offers."""

    stand: str


class NewAnswer(Sent):
    """
    市の質問への答え: what was said to a `question` (an alias); a day is in ISO.

    A question that is answered by yes or no takes はい or いいえ.
    """

    question: str
    said: str

    def view(self) -> case_forms.NewAnswer:
        """Return what the services take."""
        return case_forms.NewAnswer(question=self.question, said=self.said)


class NewConsultation(Sent):
    """
    相談受付・連絡票. An empty text = not told; `born` is a Tokyo civil date, null = not told.

    `happened_on` and `happened_time` are Tokyo's; no day = now (R74). `brief` is the alias of the
    ひとこと受付 that it completes, `paper_number` what the slip bears on paper.
    `unassigned` = nobody leads the case yet, the team of the day sees to it.
    """

    name: str = ""
    kana: str = ""
    born: Day | None = None
    address: str = ""
    phone: str = ""
    route: Annotated[Route, Lax]
    caller: Annotated[Caller, Lax]
    topics: Annotated[list[Annotated[Topic, Lax]], Field(min_length=1)]
    main_topic: Annotated[Topic, Lax]
    urgency: Annotated[Urgency, Lax]
    sharing: Annotated[SharingStance, Lax]
    own_words: str = ""
    wishes: str = ""
    standing: Annotated[ClientStanding, Lax] = ClientStanding.CLIENT
    means: Annotated[Means, Lax] | None = None
    heard_of: Annotated[HeardOf, Lax] | None = None
    heard_of_words: str = ""
    urgency_grounds: list[Annotated[UrgencyGround, Lax]] = []
    interpreter: Annotated[Language, Lax] | None = None
    interpreter_words: str = ""
    teller: str = ""
    happened_on: Day | None = None
    happened_time: ClockTime | None = None
    late_reason: str = ""
    brief: str = ""
    paper_number: str = ""
    unassigned: bool = False
    answers: list[NewAnswer] = []

    def view(self) -> case_forms.NewConsultation:
        """Return what the services take."""
        return case_forms.NewConsultation(
            name=self.name,
            kana=self.kana,
            born=self.born.isoformat() if self.born else "",
            address=self.address,
            phone=self.phone,
            route=self.route,
            caller=self.caller,
            topics=tuple(self.topics),
            main_topic=self.main_topic,
            urgency=self.urgency,
            sharing=self.sharing,
            own_words=self.own_words,
            wishes=self.wishes,
            standing=self.standing,
            means=self.means,
            heard_of=self.heard_of,
            heard_of_words=self.heard_of_words,
            urgency_grounds=tuple(self.urgency_grounds),
            interpreter=self.interpreter,
            interpreter_words=self.interpreter_words,
            teller=self.teller,
            happened_on=self.happened_on,
            happened_time=self.happened_time,
            late_reason=self.late_reason,
            brief=self.brief,
            paper_number=self.paper_number,
            unassigned=self.unassigned,
            answers=tuple(answer.view() for answer in self.answers),
        )


class NewPassage(Sent):
    """書き分け: what a 支援経過 says about another `person`, by the alias that 世帯 gives (R55)."""

    person: str
    category: Annotated[Category, Lax]
    text: str


class NewProgress(Sent):
    """支援経過. Day and time are Tokyo's; no day = now (R74). `brief` as in `NewConsultation`."""

    method: Annotated[SupportMethod, Lax]
    text: str
    passages: list[NewPassage] = []
    happened_on: Day | None = None
    happened_time: ClockTime | None = None
    late_reason: str = ""
    brief: str = ""

    def view(self) -> case_forms.NewProgress:
        """Return what the services take."""
        return case_forms.NewProgress(
            method=self.method,
            text=self.text,
            passages=tuple(case_forms.NewPassage(**one.model_dump()) for one in self.passages),
            brief=self.brief,
            happened_on=self.happened_on,
            happened_time=self.happened_time,
            late_reason=self.late_reason,
        )


class SlipCorrection(Sent):
    """連絡票の訂正: the whole corrected words, and why."""

    own_words: str
    wishes: str
    heard_of_words: str = ""
    interpreter_words: str = ""
    teller: str = ""
    reason: str

    def view(self) -> case_forms.SlipCorrection:
        """Return what the services take."""
        return case_forms.SlipCorrection(
            own_words=self.own_words,
            wishes=self.wishes,
            heard_of_words=self.heard_of_words,
            interpreter_words=self.interpreter_words,
            teller=self.teller,
            reason=self.reason,
        )


class ProgressCorrection(Sent):
    """支援経過の訂正: the whole corrected text, and why."""

    method: Annotated[SupportMethod, Lax]
    text: str
    reason: str

    def view(self) -> case_forms.ProgressCorrection:
        """Return what the services take."""
        return case_forms.ProgressCorrection(method=self.method, text=self.text, reason=self.reason)


class Closing(Dated):
    """終了. `closed_on` is a Tokyo civil date."""

    reason: Annotated[ClosingReason, Lax]
    closed_on: Day
    summary: str = ""

    def view(self) -> case_forms.Closing:
        """Return what the services take."""
        return case_forms.Closing(**self.told(), late_reason=self.late_reason)


class Search(Sent):
    """氏名の検索, with the reason (R76)."""

    words: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]


class Named(BaseModel):
    """What was made, under its alias."""

    alias: str


class Made(Named):
    """What was written outside a case, as `Done` tells of what was written in one."""

    shown: bool
    token: str
    record: str

    @classmethod
    def of(cls, done: Done) -> "Made":
        """Tell of a command; `done.case` is the alias of what it is about."""
        return cls(alias=done.case, shown=done.shown, token=done.token, record=done.record)


class Standing(BaseModel):
    """立場: one appointment that the session may act in."""

    stand: str
    programme_name: str
    role: Role
    context: Context
    current: bool


class Session(BaseModel):
    """セッション: who is logged in, and the standings to choose from."""

    staff_name: str
    standings: list[Standing]


class OpenedSession(Session):
    """A session just opened. `token` is the bearer token of every other request."""

    token: str
