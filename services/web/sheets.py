"""Sheet (書類): a page of one case that shows some kinds of its records, and forms for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import uuid4

from fastapi import Response

from events.access import Surface
from events.base import Event
from services.acting import Acting
from services.case_views import CaseSheet, TimelineItem
from services.refusals import NotShown
from services.web import dates
from services.web.desk import Desk
from services.web.posted import Posted
from services.web.render import Pages
from services.web.saving import Sheet

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class Place:
    """A kind of sheet: the last part of its address, the surface it is, what stands on it."""

    address: str
    surface: Surface
    kinds: Sequence[type[Event]] = ()
    done: dict[str, str] = field(default_factory=dict[str, str])

    def read(self, desk: Desk, acting: Acting, case: str) -> CaseSheet:
        """
        Return the sheet of a case.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        kinds = [kind.TOPIC for kind in self.kinds]
        return desk.reading.sheet(acting, case, surface=self.surface, kinds=kinds)

    def page(
        self,
        pages: Pages,
        acting: Acting,
        sheet: CaseSheet,
        *,
        done: str,
        late: str,
        **more: Any,
    ) -> Response:
        """Show a sheet with empty forms; `done` is a word of the address, and may be any."""
        filled: dict[str, object] = {
            "here": "/cases",
            "case": sheet.alias,
            "sheet": sheet,
            "token": sheet.token,
            "done": self.done.get(done),
            "late": bool(late),
            "other_command": str(uuid4()),
        }
        return pages.page(f"{self.address}/sheet.html", acting, **filled, **more)


def form(
    pages: Pages, acting: Acting, shown: Sheet, sheet: CaseSheet, *pairs: tuple[str, str]
) -> Response:
    """Show the page of one form, with a fresh command id and the state of the sheet just read."""
    fresh = (("command", str(uuid4())), ("token", sheet.token))
    return shown.shown(pages, acting, Posted((*fresh, *pairs)))


def of_kind(sheet: CaseSheet, *kinds: type[Event]) -> tuple[TimelineItem, ...]:
    """Return the records of some kinds, newest first."""
    topics = {kind.TOPIC for kind in kinds}
    return tuple(item for item in sheet.items if item.kind in topics)


def standing(items: Sequence[TimelineItem], alias: str) -> TimelineItem:
    """
    Return the record with an alias.

    Raises:
        NotShown: when none has it.
    """
    for item in items:
        if item.alias == alias:
            return item
    raise NotShown


def code_if_any(kind: type[Code], posted: Posted, field_name: str) -> Code | None:
    """Read one of a code list that may be left out."""
    typed = posted.text(field_name)
    return kind(typed) if typed in set(kind) else None


def in_days(days: int) -> str:
    """Return the day that many days from today, as it is typed."""
    return dates.in_era(dates.today() + timedelta(days=days))


def today() -> str:
    """Return today, as it is typed."""
    return dates.in_era(dates.today())
