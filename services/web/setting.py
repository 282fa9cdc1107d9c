"""Settings (設定): what the desk goes by, what held before and what will hold from a day on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.setting import (
    ClosingDaysDecided,
    Decision,
    HolidayWindowDecided,
    PlaceDecided,
    Term,
    TermDecided,
    WindowHoursDecided,
)
from events.window import HolidayWindow, Weekday, WindowHours
from services.acting import Acting
from services.desk_settings import SettingsPage
from services.refusals import NotShown
from services.web import dates, sheets
from services.web.desk import AtDesk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/settings"
WEEKS: Final = tuple((str(week), f"第{week}") for week in range(1, 6))

_FIRST: Final = "いつからかを、例：令和8年4月1日 のように書いてください。"
_AT: Final = "時刻を、例：8:30 のように書いてください。"


@dataclass(frozen=True)
class Kind:
    """One kind of setting: its name, how its form is read, and what it is filled with."""

    title: str
    read: Callable[[Posted], Decision]
    filled: Callable[[SettingsPage], tuple[tuple[str, str], ...]]


@router.get("/settings")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """Show what holds, what will, and what did."""
    page = desk.settings.page(acting)
    return pages.page(
        "settings/settings.html",
        acting,
        here=HERE,
        page=page,
        texts=desk.consent_texts.all(acting.tenant),
        kinds=KINDS,
        done=done in KINDS,
    )


@router.post("/settings/withdrawal")
def withdraw(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Take a decision back that does not hold yet."""
    try:
        check_stand(acting, posted)
        desk.settings.withdraw(acting, command_id(posted), posted.text("line"))
    except REFUSALS as refusal:
        told = problem(refusal)
        return pages.page(
            "settings/settings.html",
            acting,
            status=told.sentence.status,
            here=HERE,
            page=desk.settings.page(acting),
            texts=desk.consent_texts.all(acting.tenant),
            kinds=KINDS,
            done=False,
            problem=told,
            **repeatable(posted, refusal),
        )
    return RedirectResponse(HERE, 303)


@router.get("/settings/{kind}")
def form(pages: Rendered, desk: AtDesk, acting: Current, kind: str) -> Response:
    """Show the form of one setting, with what holds today."""
    page = desk.settings.page(acting)
    filled = Posted((("first", sheets.today()), *_kind(kind).filled(page)))
    return _form(pages, acting, kind, filled)


@router.post("/settings/{kind}")
def decide(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, kind: str) -> Response:
    """Decide what is to hold from a day on."""
    read = _kind(kind).read
    try:
        check_stand(acting, posted)
        desk.settings.decide(acting, command_id(posted), read(posted))
    except REFUSALS as refusal:
        desk.settings.page(acting)
        return _form(pages, acting, kind, posted, refusal)
    return RedirectResponse(f"{HERE}?done={kind}", 303)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotShown
    return KINDS[name]


def _form(
    pages: Pages, acting: Acting, kind: str, posted: Posted, refusal: Exception | None = None
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "settings/form.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        kind=kind,
        title=_kind(kind).title,
        posted=posted,
        problem=told,
        weekdays=Weekday,
        weeks=WEEKS,
        terms=Term,
        **repeatable(posted, refusal),
    )


def _hours(posted: Posted) -> Decision:
    read = Reader(posted)
    first = read.day("first", _FIRST)
    hours = WindowHours(
        weekdays=read.ticked(Weekday, "weekdays"),
        opens=read.clock("opens", _AT),
        closes=read.clock("closes", _AT),
    )
    read.done()
    return WindowHoursDecided(first=first, hours=hours)


def _holiday_window(posted: Posted) -> Decision:
    read = Reader(posted)
    first = read.day("first", _FIRST)
    if posted.text("kept") == "none":
        read.done()
        return HolidayWindowDecided(first=first, window=None)
    window = HolidayWindow(
        weekday=read.choice(Weekday, "weekday", "曜日を選んでください。"),
        weeks=tuple(n for n, (week, _) in enumerate(WEEKS, 1) if week in posted.ticked("weeks")),
        opens=read.clock("opens", _AT),
        closes=read.clock("closes", _AT),
    )
    read.done()
    return HolidayWindowDecided(first=first, window=window)


def _place(posted: Posted) -> Decision:
    read = Reader(posted)
    first = read.day("first", _FIRST)
    place = read.words("place", "場所を書いてください。").strip()
    read.done()
    return PlaceDecided(first=first, place=place)


def _closing_days(posted: Posted) -> Decision:
    read = Reader(posted)
    first = read.day("first", "最初の日を、例：令和8年4月1日 のように書いてください。")
    last = read.day_if_any("last", "最後の日を、例：令和8年4月1日 のように書いてください。")
    read.done()
    return ClosingDaysDecided(first=first, last=last or first)


def _term(posted: Posted) -> Decision:
    read = Reader(posted)
    first = read.day("first", _FIRST)
    term = read.choice(Term, "term", "どの期限かを選んでください。")
    days = read.number("days", "日数を数字で書いてください。")
    read.done()
    return TermDecided(first=first, term=term, days=days)


def _clocks(window: WindowHours | HolidayWindow | None) -> tuple[tuple[str, str], ...]:
    if window is None:
        return ()
    return (("opens", dates.clock(window.opens)), ("closes", dates.clock(window.closes)))


def _filled_hours(page: SettingsPage) -> tuple[tuple[str, str], ...]:
    days = (("weekdays", day.value) for day in page.hours.weekdays)
    return (*days, *_clocks(page.hours))


def _filled_window(page: SettingsPage) -> tuple[tuple[str, str], ...]:
    window = page.holiday_window
    days = (
        (("weekday", window.weekday.value), *(("weeks", str(week)) for week in window.weeks))
        if window
        else ()
    )
    return (("kept", "kept"), *days, *_clocks(window))


KINDS: Final[Mapping[str, Kind]] = {
    "hours": Kind("窓口時間", _hours, _filled_hours),
    "holiday-window": Kind("休日窓口", _holiday_window, _filled_window),
    "place": Kind("窓口の場所", _place, lambda page: (("place", page.place),)),
    "closing-days": Kind("休館日", _closing_days, lambda _page: ()),
    "terms": Kind("期限の長さ", _term, lambda _page: ()),
}
