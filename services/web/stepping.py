"""Stepping (手順の記録): the forms of a case's sheet, each on a page of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Response

from events.access import Surface
from services.case_views import CaseSheet, TimelineItem
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.desk import AtDesk
from services.web.posted import Form, Posted
from services.web.render import Rendered
from services.web.saving import Sheet, forget_draft, save, see
from services.web.session import Current

NOBODY: Final = UUID(int=0)
"""Stands in a command for the record whose alias is sent beside it."""

Typed = tuple[tuple[str, str], ...]


def untyped(_item: TimelineItem | None) -> Typed:
    """Begin with an empty form."""
    return ()


def dated(field: str) -> Callable[[TimelineItem | None], Typed]:
    """Begin with today in a field."""
    return lambda _item: ((field, dates.in_era(dates.today())),)


@dataclass(frozen=True, kw_only=True)
class Step:
    """
    One form: its title, how it is read into a command, what is said when it was saved.

    `typed` is what it begins with, given the record it is about. `about` says whether it is about
    a record: never, always, or as the writer likes (None). `sent_as` names the form without a
    record that it is sent as, where it only begins with that record's words. `kept` is the code
    under which drafts of it are kept; empty = none are.
    """

    title: str
    read: Callable[[Posted], Any]
    done: str
    about: bool | None = False
    typed: Callable[[TimelineItem | None], Typed] = untyped
    sent_as: str = ""
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The forms of one sheet at `/cases/…/{at}`; `kinds` are the records that they may be about."""

    at: str
    surface: Surface
    steps: Mapping[str, Step]
    kinds: Sequence[str] = ()

    def done(self, name: str) -> str | None:
        """Return what is said after a form was saved."""
        step = self.steps.get(name)
        return step.done if step else None

    def sheet(self, name: str, case: str, record: str) -> "StepSheet":
        """
        Return the page of a form.

        Raises:
            NotShown: when there is no such form, or not about a record.
        """
        step = self.steps.get(name)
        if step is None or (step.about is not None and step.about != bool(record)):
            raise NotShown
        sent = (step.sent_as,) if step.sent_as else (record, name)
        return StepSheet(
            "case/step.html",
            here="/cases",
            case=case,
            record="" if step.sent_as else record,
            forms=f"{self.at}/forms.html",
            name=name,
            title=step.title,
            action="/".join(filter(None, ("/cases", case, self.at, *sent))),
            kept=step.kept,
        )


@dataclass(frozen=True)
class StepSheet(Sheet):
    """The page that holds one form of a sheet: where its markup is, and where it is sent."""

    forms: str = ""
    name: str = ""
    title: str = ""
    action: str = ""
    kept: str = ""

    def shown(self, pages: Any, acting: Any, posted: Posted, **more: Any) -> Response:
        """Show the form, as `Sheet.shown`."""
        own: dict[str, Any] = {
            "forms": self.forms,
            "name": self.name,
            "title": self.title,
            "action": self.action,
            "kept": self.kept,
        }
        return super().shown(pages, acting, posted, **{**own, **more})


@dataclass(frozen=True)
class Writer:
    """Who writes a form, and what they write it with."""

    pages: Rendered
    desk: AtDesk
    acting: Current

    def open(self, steps: Steps, name: str, case: str, record: str = "") -> Response:
        """Open a form on a case, or on one of its records."""
        page = steps.sheet(name, case, record)
        sheet = self.desk.reading.sheet(
            self.acting, case, surface=steps.surface, kinds=list(steps.kinds)
        )
        item = _item(sheet, record) if record else None
        typed = (("command", str(uuid4())), ("token", sheet.token), *steps.steps[name].typed(item))
        return page.shown(self.pages, self.acting, Posted(typed), sheet=sheet)

    def send(
        self, steps: Steps, posted: Posted, name: str, case: str, record: str = ""
    ) -> Response:
        """Send a form; when it is refused, show it again."""
        page = steps.sheet(name, case, record)

        def work(command_id: UUID) -> Response:
            command = steps.steps[name].read(posted)
            done = self.desk.commands.write(
                self.acting,
                command_id,
                case,
                posted.text("token"),
                command,
                record=record or None,
                late_reason=posted.text("late_reason"),
            )
            forget_draft(self.desk, self.acting, posted)
            return see(done, name, at=steps.at)

        return save(self.pages, self.acting, posted, page, work)


AtWriting = Annotated[Writer, Depends()]


def routes(steps: Steps) -> APIRouter:
    """Return the routes of a sheet's forms, after those of the sheet itself."""
    router = APIRouter(prefix=f"/cases/{{case}}/{steps.at}")

    @router.get("/{name}")
    def open_form(writer: AtWriting, case: Alias, name: str) -> Response:  # pyright: ignore[reportUnusedFunction]  a route
        return writer.open(steps, name, case)

    @router.post("/{name}")
    def send_form(posted: Form, writer: AtWriting, case: Alias, name: str) -> Response:  # pyright: ignore[reportUnusedFunction]  a route
        return writer.send(steps, posted, name, case)

    @router.get("/{record}/{name}")
    def open_about(writer: AtWriting, case: Alias, record: Alias, name: str) -> Response:  # pyright: ignore[reportUnusedFunction]  a route
        return writer.open(steps, name, case, record)

    @router.post("/{record}/{name}")
    def send_about(  # pyright: ignore[reportUnusedFunction]  a route
        posted: Form, writer: AtWriting, case: Alias, record: Alias, name: str
    ) -> Response:
        return writer.send(steps, posted, name, case, record)

    return router


def _item(sheet: CaseSheet, record: str) -> TimelineItem:
    item = next((item for item in sheet.items if item.alias == record), None)
    if item is None:
        raise NotShown
    return item
