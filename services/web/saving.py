"""Saving (保存): a refused form is shown again with every word that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from fastapi import Response
from fastapi.responses import RedirectResponse

from services.acting import Acting, Done
from services.refusals import CommandReused, StaleSave
from services.web.desk import Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import FormRefused, Posted
from services.web.render import Pages
from services.web.session import check_stand


@dataclass(frozen=True)
class Sheet:
    """The page of one form: where it is, which case and record it is about, what else it needs."""

    template: str
    here: str
    case: str = ""
    record: str = ""
    more: Mapping[str, object] = field(default_factory=dict[str, object])

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with what was typed, under its own command id and the state it saw."""
        filled: dict[str, object] = {
            "here": self.here,
            "case": self.case,
            "record": self.record,
            "posted": posted,
            "command": posted.text("command"),
            "token": posted.text("token"),
            "changes": (),
            **self.more,
        }
        return pages.page(self.template, acting, status=status, **{**filled, **more})


def save(
    pages: Pages, acting: Acting, posted: Posted, sheet: Sheet, work: Callable[[UUID], Response]
) -> Response:
    """
    Do the work under the form's command id, or show the form again.

    The id stays, so that a repeated press is the same command, unless it was used for another.
    """
    try:
        check_stand(acting, posted)
        return work(command_id(posted))
    except REFUSALS as refusal:
        told = problem(refusal)
        more: dict[str, object] = {"problem": told, **repeatable(posted, refusal)}
        if isinstance(refusal, StaleSave):
            more |= {"token": refusal.token, "changes": refusal.changes}
        return sheet.shown(pages, acting, posted, status=told.sentence.status, **more)


def forget_draft(desk: Desk, acting: Acting, posted: Posted) -> None:
    """End the draft that was just recorded, if nothing was added to it elsewhere."""
    desk.drafts.forget(acting, posted.text("draft"), seen=posted.text("draft_seen"))


def see(done: Done, what: str, *, at: str = "") -> Response:
    """Send the browser to the written case, or to its sheet `at` (post/redirect/get)."""
    late = "" if done.shown else "&late=1"
    sheet = f"/{at}" if at else ""
    return RedirectResponse(f"/cases/{done.case}{sheet}?done={what}{late}", 303)


def repeatable(posted: Posted | None, refusal: Exception | None) -> dict[str, object]:
    """
    Return the command id under which a page shows its forms again.

    It stays, so that a repeated press is the same command, unless it was used for another.
    """
    sent = posted.identifier("command") if posted and refusal else None
    if sent is None or isinstance(refusal, CommandReused):
        return {"command": str(uuid4())}
    return {"command": str(sent)}


def command_id(posted: Posted) -> UUID:
    """
    Return the id that a form bears.

    Raises:
        FormRefused: when it bears none.
    """
    sent = posted.identifier("command")
    if sent is None:
        raise FormRefused({"command": "用紙が壊れていました。もう一度送ってください。"})
    return sent
