"""Form (用紙): what a page's form sends, read into values; what was typed is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, TypeVar
from uuid import UUID

from fastapi import Depends, Request

from events.values import (
    Caller,
    ClosingReason,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
)
from services.views import (
    Closing,
    NewConsultation,
    NewProgress,
    ProgressCorrection,
    SlipCorrection,
)
from services.web import dates

MOST_FIELDS: Final = 200

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class Posted:
    """
    The fields of a form in the order in which they were sent.

    Line ends are those of Unix: CRLF is how forms travel, not what was typed.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    def text(self, field: str) -> str:
        """Return what was typed into a field, or nothing."""
        return next((value for name, value in self.pairs if name == field), "")

    def ticked(self, field: str) -> tuple[str, ...]:
        """Return every value ticked under a name."""
        return tuple(value for name, value in self.pairs if name == field)

    def identifier(self, field: str) -> UUID | None:
        """Return a field's UUID, or None when it is none."""
        try:
            return UUID(self.text(field))
        except ValueError:
            return None


class FormRefused(Exception):
    """The form cannot be understood or is incomplete: one Japanese sentence a field, in order."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Name the fields and what is wrong with each."""
        super().__init__()
        self.fields = fields


async def _posted(request: Request) -> Posted:
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    pairs = tuple(
        (name, value.replace("\r\n", "\n"))
        for name, value in form.multi_items()
        if isinstance(value, str)
    )
    request.state.posted = Posted(pairs)
    return Posted(pairs)


Form = Annotated[Posted, Depends(_posted)]
"""The form of this request; kept on it, so that an error page can offer to send it again."""


class _Reader:
    """Reads fields one after another and remembers what was wrong with them."""

    def __init__(self, posted: Posted) -> None:
        self._posted = posted
        self._errors: dict[str, str] = {}

    def refuse(self, field: str, sentence: str) -> None:
        self._errors[field] = sentence

    def choice(self, kind: type[Code], field: str, missing: str) -> Code:
        typed = self._posted.text(field)
        if typed in set(kind):
            return kind(typed)
        self.refuse(field, missing)
        return next(iter(kind))

    def words(self, field: str, missing: str) -> str:
        typed = self._posted.text(field)
        if not typed.strip():
            self.refuse(field, missing)
        return typed

    def done(self) -> None:
        if self._errors:
            raise FormRefused(self._errors)


def consultation(posted: Posted) -> NewConsultation:
    """
    Read a 相談受付・連絡票.

    A topic marked ◎ counts as ticked, and a single tick as ◎, as on the paper form.

    Raises:
        FormRefused: when a choice is missing, the name is neither given nor declared as not
            asked for (or both), or the birth date is no date of the past.
    """
    reader = _Reader(posted)
    _name(reader, posted)
    born = _born(reader, posted)
    caller = reader.choice(Caller, "caller", "来談者を選んでください。")
    route = reader.choice(Route, "route", "相談経路を選んでください。")
    topics, main_topic = _topics(reader, posted)
    urgency = reader.choice(Urgency, "urgency", "緊急性を選んでください。")
    sharing = reader.choice(SharingStance, "sharing", "情報共有の意思を選んでください。")
    reader.done()
    return NewConsultation(
        name=posted.text("name"),
        kana=posted.text("kana"),
        born=born,
        address=posted.text("address"),
        phone=posted.text("phone"),
        route=route,
        caller=caller,
        topics=topics,
        main_topic=main_topic,
        urgency=urgency,
        sharing=sharing,
        own_words=posted.text("own_words"),
        wishes=posted.text("wishes"),
    )


def progress(posted: Posted) -> NewProgress:
    """
    Read a 支援経過.

    Raises:
        FormRefused: when the method or the text is missing.
    """
    reader = _Reader(posted)
    method = reader.choice(SupportMethod, "method", "支援方法を選んでください。")
    text = reader.words("text", "内容を書いてください。")
    reader.done()
    return NewProgress(method=method, text=text)


def progress_correction(posted: Posted) -> ProgressCorrection:
    """
    Read a 訂正 of a 支援経過.

    Raises:
        FormRefused: when the method, the text or the reason is missing.
    """
    reader = _Reader(posted)
    method = reader.choice(SupportMethod, "method", "支援方法を選んでください。")
    text = reader.words("text", "正しい内容を書いてください。")
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return ProgressCorrection(method=method, text=text, reason=reason)


def slip_correction(posted: Posted) -> SlipCorrection:
    """
    Read a 訂正 of a slip's words.

    Raises:
        FormRefused: when the reason is missing.
    """
    reader = _Reader(posted)
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return SlipCorrection(
        own_words=posted.text("own_words"), wishes=posted.text("wishes"), reason=reason
    )


def closing(posted: Posted) -> Closing:
    """
    Read a 終了.

    Raises:
        FormRefused: when the reason is missing, or the date is none or lies in the future.
    """
    reader = _Reader(posted)
    reason = reader.choice(ClosingReason, "reason", "終了の理由を選んでください。")
    closed_on = dates.parse(posted.text("closed_on"))
    if closed_on is None:
        reader.refuse("closed_on", "終了日を、例：令和8年4月1日 のように書いてください。")
    elif closed_on > dates.today():
        reader.refuse("closed_on", "終了日は、今日までの日付にしてください。")
    reader.done()
    return Closing(
        reason=reason, closed_on=closed_on or dates.today(), summary=posted.text("summary")
    )


def search(posted: Posted) -> tuple[str, str]:
    """
    Read what is searched for and why (R76).

    Raises:
        FormRefused: when either is missing.
    """
    reader = _Reader(posted)
    words = reader.words("words", "探す言葉を書いてください。")
    reason = reader.words("reason", "探す理由を書いてください。")
    reader.done()
    return words, reason


def _name(reader: _Reader, posted: Posted) -> None:
    named, unnamed = bool(posted.text("name").strip()), bool(posted.ticked("unnamed"))
    if not named and not unnamed:
        reader.refuse("name", "氏名を書くか、「名前を聞いていない」を選んでください。")
    if named and unnamed:
        reader.refuse(
            "name", "氏名が書かれています。「名前を聞いていない」を外すか、氏名を消してください。"
        )


def _born(reader: _Reader, posted: Posted) -> str:
    typed = posted.text("born")
    if not typed.strip():
        return ""
    day = dates.parse(typed)
    if day is None:
        reader.refuse(
            "born",
            "生年月日を、例：昭和22年5月3日 のように書いてください。わからないときは空欄にします。",
        )
        return ""
    if day > dates.today():
        reader.refuse("born", "生年月日は、今日までの日付にしてください。")
    return day.isoformat()


def _topics(reader: _Reader, posted: Posted) -> tuple[tuple[Topic, ...], Topic]:
    main, ticked = posted.text("main_topic"), set(posted.ticked("topics"))
    topics = tuple(topic for topic in Topic if topic in ticked or topic == main)
    if not topics:
        reader.refuse("topics", "相談内容を1つ以上選んでください。")
    elif len(topics) > 1 and main not in set(Topic):
        reader.refuse("main_topic", "一番困っていることを1つ選んでください。")
    chosen = (topic for topic in topics if topic == main or len(topics) == 1)
    return topics, next(chosen, Topic.OTHER)
