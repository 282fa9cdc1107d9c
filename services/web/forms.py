"""Form (用紙): the desk's first forms, read into values; each later concept reads its own."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final
from uuid import UUID

from events.passage import CorrectPassage
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
from services.case_forms import (
    Closing,
    NewConsultation,
    NewPassage,
    NewProgress,
    ProgressAsSlip,
    ProgressCorrection,
    SlipAsProgress,
    SlipCorrection,
)
from services.desk_note_views import NewBrief, NewInquiry
from services.web import dates
from services.web.posted import Posted
from services.web.reader import Reader

MOST_PASSAGES: Final = 5
"""Others whom one 支援経過 may speak about."""


def consultation(posted: Posted, *, dated: bool = False, known: bool = False) -> NewConsultation:
    """
    Read a 相談受付・連絡票; `dated` = its day must be told, as of one that was on paper.

    `known` = the person has a sheet, so that no name is asked for.

    A topic marked ◎ counts as ticked, and a single tick as ◎, as on the paper form.

    Raises:
        FormRefused: when a choice is missing, the name is neither given nor declared as not
            asked for (or both), the birth date is no date of the past, or day and time of the
            contact cannot be read.
    """
    reader = Reader(posted)
    if not known:
        _name(reader, posted)
    born = _born(reader, posted)
    caller = reader.choice(Caller, "caller", "来談者を選んでください。")
    route = reader.choice(Route, "route", "相談経路を選んでください。")
    topics, main_topic = _topics(reader, posted)
    urgency = reader.choice(Urgency, "urgency", "緊急性を選んでください。")
    sharing = reader.choice(SharingStance, "sharing", "情報共有の意思を選んでください。")
    moment = _moment(reader, posted)
    if dated and not posted.text("happened_on").strip():
        reader.refuse("happened_on", "受けた日を書いてください。")
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
        standing=_standing(posted),
        means=reader.choice_if_any(Means, "means"),
        heard_of=reader.choice_if_any(HeardOf, "heard_of"),
        heard_of_words=posted.text("heard_of_words"),
        urgency_grounds=reader.ticked(UrgencyGround, "urgency_grounds"),
        interpreter=reader.choice_if_any(Language, "interpreter"),
        interpreter_words=posted.text("interpreter_words"),
        teller=posted.text("teller"),
        brief=posted.text("brief"),
        happened_on=moment.day,
        happened_time=moment.at,
        late_reason=posted.text("late_reason"),
        paper_number=posted.text("paper_number").strip(),
        unassigned=posted.text("unassigned") == "yes",
    )


def brief(posted: Posted) -> NewBrief:
    """
    Read a ひとこと受付.

    Raises:
        FormRefused: when route, topic or what was answered is missing, or the time is none.
    """
    reader = Reader(posted)
    route = reader.choice(Route, "route", "相談経路を選んでください。")
    topic = reader.choice(Topic, "topic", "相談内容を選んでください。")
    answer = reader.words("answer", "答えたことを書いてください。")
    moment = _moment(reader, posted)
    reader.done()
    return NewBrief(
        route=route,
        topic=topic,
        answer=answer,
        happened_on=moment.day,
        happened_time=moment.at,
        late_reason=posted.text("late_reason"),
    )


def inquiry(posted: Posted) -> NewInquiry:
    """
    Read a call that tries to learn where somebody is.

    Raises:
        FormRefused: when it is not said what was asked, or the time is none.
    """
    reader = Reader(posted)
    asked = reader.words("asked", "問い合わせの内容を書いてください。")
    moment = _moment(reader, posted)
    reader.done()
    return NewInquiry(
        asked=asked,
        number=posted.text("number"),
        happened_on=moment.day,
        happened_time=moment.at,
        late_reason=posted.text("late_reason"),
    )


def progress(posted: Posted) -> NewProgress:
    """
    Read a 支援経過.

    Raises:
        FormRefused: when the method or the text is missing.
    """
    reader = Reader(posted)
    method = reader.choice(SupportMethod, "method", "支援方法を選んでください。")
    text = reader.words("text", "内容を書いてください。")
    said = _passages(reader, posted)
    moment = _moment(reader, posted)
    reader.done()
    return NewProgress(
        method=method,
        text=text,
        passages=said,
        brief=posted.text("brief"),
        happened_on=moment.day,
        happened_time=moment.at,
        late_reason=posted.text("late_reason"),
    )


def passage_correction(posted: Posted) -> CorrectPassage:
    """
    Read a 訂正 of a 書き分け; which one stands in the address.

    Raises:
        FormRefused: when the text or the reason is missing.
    """
    reader = Reader(posted)
    text = reader.words("text", "正しい内容を書いてください。")
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return CorrectPassage(record=UUID(int=0), text=text, reason=reason)


def progress_correction(posted: Posted) -> ProgressCorrection:
    """
    Read a 訂正 of a 支援経過.

    Raises:
        FormRefused: when the method, the text or the reason is missing.
    """
    reader = Reader(posted)
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
    reader = Reader(posted)
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return SlipCorrection(
        own_words=posted.text("own_words"),
        wishes=posted.text("wishes"),
        heard_of_words=posted.text("heard_of_words"),
        interpreter_words=posted.text("interpreter_words"),
        teller=posted.text("teller"),
        reason=reason,
    )


def slip_as_progress(posted: Posted) -> SlipAsProgress:
    """
    Read which case a 連絡票 belongs to as 支援経過: one that was offered, or a number typed.

    Raises:
        FormRefused: when case, method, text or reason is missing.
    """
    reader = Reader(posted)
    into = posted.text("number").strip() or posted.text("into").strip()
    if not into:
        reader.refuse("into", "どのケースの支援経過かを選ぶか、番号を書いてください。")
    method = reader.choice(SupportMethod, "method", "支援方法を選んでください。")
    text = reader.words("text", "支援経過の内容を書いてください。")
    reason = reader.words("reason", "支援経過にする理由を書いてください。")
    reader.done()
    return SlipAsProgress(into=into, method=method, text=text, reason=reason)


def progress_as_slip(posted: Posted) -> ProgressAsSlip:
    """
    Read a 連絡票 that was written as 支援経過, about a person with a sheet.

    Raises:
        FormRefused: as `consultation`; also when the reason is missing.
    """
    slip = consultation(posted, known=True)
    reader = Reader(posted)
    reason = reader.words("reason", "連絡票にする理由を書いてください。")
    reader.done()
    return ProgressAsSlip(slip=slip, reason=reason)


def closing(posted: Posted) -> Closing:
    """
    Read a 終了.

    Raises:
        FormRefused: when the reason is missing, or the date is none or lies in the future.
    """
    reader = Reader(posted)
    reason = reader.choice(ClosingReason, "reason", "終了の理由を選んでください。")
    closed_on = dates.parse(posted.text("closed_on"))
    if closed_on is None:
        reader.refuse("closed_on", "終了日を、例：令和8年4月1日 のように書いてください。")
    elif closed_on > dates.today():
        reader.refuse("closed_on", "終了日は、今日までの日付にしてください。")
    reader.done()
    return Closing(
        reason=reason,
        closed_on=closed_on or dates.today(),
        summary=posted.text("summary"),
        late_reason=posted.text("late_reason"),
    )


def _passages(reader: Reader, posted: Posted) -> tuple[NewPassage, ...]:
    """Read what is said about others; a place in which nothing was written is none."""
    said: list[NewPassage] = []
    for n in range(1, MOST_PASSAGES + 1):
        person, text = posted.text(f"about-{n}"), posted.text(f"passage-{n}")
        if not person and not text.strip():
            continue
        if not person:
            reader.refuse(f"about-{n}", "だれについてかを選んでください。")
        if not text.strip():
            reader.refuse(
                f"passage-{n}", "その方について書くか、「だれについて」を空にしてください。"
            )
        category = reader.choice(Category, f"category-{n}", "内容の区分を選んでください。")
        said.append(NewPassage(person=person, category=category, text=text))
    return tuple(said)


def _name(reader: Reader, posted: Posted) -> None:
    named, unnamed = bool(posted.text("name").strip()), bool(posted.ticked("unnamed"))
    if not named and not unnamed:
        reader.refuse("name", "氏名を書くか、「名前を聞いていない」を選んでください。")
    if named and unnamed:
        reader.refuse(
            "name", "氏名が書かれています。「名前を聞いていない」を外すか、氏名を消してください。"
        )


def _born(reader: Reader, posted: Posted) -> str:
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


@dataclass(frozen=True)
class _Told:
    """Day and time of a contact as told, of Tokyo; None = not told."""

    day: date | None
    at: time | None


def _moment(reader: Reader, posted: Posted) -> _Told:
    day = reader.day_if_any("happened_on", "受けた日を、例：令和8年4月1日 のように書いてください。")
    typed = posted.text("happened_time")
    at = dates.clock_time(typed)
    if typed.strip() and at is None:
        reader.refuse("happened_time", "時刻を、例：14:30 のように書いてください。")
    if at and not posted.text("happened_on").strip():
        reader.refuse("happened_on", "時刻を書いたときは、受けた日も書いてください。")
    return _Told(day, at)


def _standing(posted: Posted) -> ClientStanding:
    away = posted.ticked("standing") == (ClientStanding.PRE_CLIENT,)
    return ClientStanding.PRE_CLIENT if away else ClientStanding.CLIENT


def _topics(reader: Reader, posted: Posted) -> tuple[tuple[Topic, ...], Topic]:
    main, ticked = posted.text("main_topic"), set(posted.ticked("topics"))
    topics = tuple(topic for topic in Topic if topic in ticked or topic == main)
    if not topics:
        reader.refuse("topics", "相談内容を1つ以上選んでください。")
    elif len(topics) > 1 and main not in set(Topic):
        reader.refuse("main_topic", "一番困っていることを1つ選んでください。")
    chosen = (topic for topic in topics if topic == main or len(topics) == 1)
    return topics, next(chosen, Topic.OTHER)
