"""Settings (設定): what an administrator decides for their programme's desk; for programs (R74)."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

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
from services.api.addresses import Alias
from services.api.conditions import CommandId
from services.api.models import ClockTime, Day, Lax, Sent
from services.api.session import Current
from services.desk_settings import SettingsPage
from services.web.desk import AtDesk, Desk

router = APIRouter(tags=["settings"])


class Hours(Sent):
    """窓口時間, from `first` on. Times are Tokyo's."""

    first: Day
    weekdays: list[Annotated[Weekday, Lax]]
    opens: ClockTime
    closes: ClockTime


class Kept(Sent):
    """休日窓口: on the first, second, … (`weeks`, 1 to 5) such day of each month."""

    weekday: Annotated[Weekday, Lax]
    weeks: list[Annotated[int, Field(ge=1, le=5)]]
    opens: ClockTime
    closes: ClockTime


class OnHolidays(Sent):
    """休日窓口, from `first` on; null = it is not kept any more."""

    first: Day
    window: Kept | None


class Place(Sent):
    """窓口の場所, from `first` on."""

    first: Day
    place: Annotated[str, Field(min_length=1)]


class ClosingDays(Sent):
    """休館日: from the first to the last of these days."""

    first: Day
    last: Day


class TermDays(Sent):
    """期限の長さ in days, for what begins on `first` or later."""

    first: Day
    term: Annotated[Term, Lax]
    days: int


@router.get("/settings")
def show(desk: AtDesk, acting: Current) -> SettingsPage:
    """設定: what holds today, and every decision, the latest beginning first."""
    return desk.settings.page(acting)


@router.post("/settings/hours", status_code=204)
def hours(desk: AtDesk, acting: Current, command_id: CommandId, sent: Hours) -> Response:
    """窓口時間の決定."""
    told = WindowHours(tuple(sent.weekdays), sent.opens, sent.closes)
    decision = WindowHoursDecided(first=sent.first, hours=told)
    return _decide(desk, acting, command_id, decision)


@router.post("/settings/holiday-window", status_code=204)
def holiday_window(
    desk: AtDesk, acting: Current, command_id: CommandId, sent: OnHolidays
) -> Response:
    """休日窓口の決定."""
    kept = sent.window
    window = kept and HolidayWindow(kept.weekday, tuple(kept.weeks), kept.opens, kept.closes)
    decision = HolidayWindowDecided(first=sent.first, window=window)
    return _decide(desk, acting, command_id, decision)


@router.post("/settings/place", status_code=204)
def place(desk: AtDesk, acting: Current, command_id: CommandId, sent: Place) -> Response:
    """窓口の場所の決定."""
    decision = PlaceDecided(first=sent.first, place=sent.place.strip())
    return _decide(desk, acting, command_id, decision)


@router.post("/settings/closing-days", status_code=204)
def closing_days(
    desk: AtDesk, acting: Current, command_id: CommandId, sent: ClosingDays
) -> Response:
    """休館日の決定."""
    decision = ClosingDaysDecided(first=sent.first, last=sent.last)
    return _decide(desk, acting, command_id, decision)


@router.post("/settings/terms", status_code=204)
def terms(desk: AtDesk, acting: Current, command_id: CommandId, sent: TermDays) -> Response:
    """期限の長さの決定."""
    decision = TermDecided(first=sent.first, term=sent.term, days=sent.days)
    return _decide(desk, acting, command_id, decision)


@router.post("/settings/{line}/withdrawal", status_code=204)
def withdraw(desk: AtDesk, acting: Current, command_id: CommandId, line: Alias) -> Response:
    """設定の取消し: a decision that does not hold yet."""
    desk.settings.withdraw(acting, command_id, line)
    return Response(status_code=204)


def _decide(desk: Desk, acting: Acting, command_id: CommandId, decision: Decision) -> Response:
    desk.settings.decide(acting, command_id, decision)
    return Response(status_code=204)
