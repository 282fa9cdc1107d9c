"""Drafts (下書き): a list of mine, open one in its form, hand one on, throw one away."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from services.acting import Acting
from services.draft_views import DraftChanged
from services.web import assessment, ending, plan_forms
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, FormRefused, Posted
from services.web.render import Pages, Rendered
from services.web.saving import Sheet
from services.web.session import Current, check_stand

router = APIRouter()


@dataclass(frozen=True)
class Place:
    """
    A form that drafts are kept of: what it is called, and the page that holds it.

    `sheet` is given the aliases of the case and of the record that it is about, if any.
    """

    title: str
    sheet: Callable[[str, str], Sheet]
    on_a_case: bool = True


PLACES: Final[Mapping[str, Place]] = {
    "slip": Place(
        "相談受付・連絡票",
        lambda case, _record: Sheet("intake/slip.html", here="/intake", case=case),
        on_a_case=False,
    ),
    "brief": Place(
        "ひとこと受付",
        lambda case, _record: Sheet("brief/brief.html", here="/brief", case=case),
        on_a_case=False,
    ),
    "progress": Place(
        "支援経過", lambda case, _record: Sheet("case/progress.html", here="/cases", case=case)
    ),
    "assessment": Place("アセスメント", lambda case, _record: assessment.form(case)),
    "plan": Place("支援計画", lambda case, record: plan_forms.STEPS.sheet("draft", case, record)),
    "evaluation": Place("評価", lambda case, _record: ending.STEPS.sheet("evaluation", case, "")),
}
"""By the code that the form sends."""

_ALIAS: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)

_OF_A_DRAFT: Final = frozenset({"draft", "draft_seen"})

_DONE: Final = {
    "saved": "下書きに残しました。14日のあいだ保存しないと、消えます。",
    "discarded": "下書きを消しました。",
    "handed-on": "下書きを渡しました。もう、渡した相手だけが開けます。",
}


@router.get("/drafts")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """List one's own drafts."""
    return _listed(pages, desk, acting, done=_DONE.get(done))


@router.post("/drafts")
def keep(
    request: Request, pages: Rendered, desk: AtDesk, posted: Form, acting: Current
) -> Response:
    """Keep what was typed so far; the small script asks for JSON, a button for the list."""
    quietly = request.headers.get("accept") == "application/json"
    place = PLACES.get(posted.text("form"))
    try:
        check_stand(acting, posted)
        if place is None or (place.on_a_case and not posted.text("case")):
            raise FormRefused({"form": "この用紙の下書きは残せません。"})
        _must_be_unsent(desk, acting, posted)
        line = desk.drafts.save(
            acting,
            draft=posted.text("draft"),
            seen=posted.text("draft_seen"),
            form=posted.text("form"),
            case=posted.text("case"),
            pairs=posted.pairs,
        )
    except REFUSALS as refusal:
        told = problem(refusal)
        if quietly or place is None:
            return JSONResponse({"title": told.sentence.title}, status_code=told.sentence.status)
        sheet = _sheet(place, posted.text("case"), posted)
        shown = _anew(posted) if isinstance(refusal, DraftChanged) else posted
        return sheet.shown(pages, acting, shown, status=told.sentence.status, problem=told)
    if quietly:
        return JSONResponse({"draft": line.alias, "draft_seen": line.saved_at.isoformat()})
    return RedirectResponse("/drafts?done=saved", 303)


@router.get("/drafts/{draft}")
def open_draft(pages: Rendered, desk: AtDesk, acting: Current, draft: Alias) -> Response:
    """Show a draft in its form, to go on writing."""
    opened = desk.drafts.open(acting, draft)
    place = PLACES[opened.line.form]
    seen = ("draft_seen", opened.line.saved_at.isoformat())
    posted = Posted((*opened.pairs, ("draft", draft), seen, ("case", opened.line.case or "")))
    sheet = _sheet(place, opened.line.case or "", posted)
    return sheet.shown(pages, acting, posted, command=str(uuid4()))


@router.post("/drafts/{draft}/discard")
def discard(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, draft: Alias) -> Response:
    """Throw a draft away."""
    try:
        check_stand(acting, posted)
        desk.drafts.discard(acting, draft)
    except REFUSALS as refusal:
        return _refused(pages, desk, acting, refusal)
    return RedirectResponse("/drafts?done=discarded", 303)


@router.post("/drafts/{draft}/hand-on")
def hand_on(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, draft: Alias) -> Response:
    """Hand a draft to a colleague."""
    try:
        check_stand(acting, posted)
        if not posted.text("colleague"):
            raise FormRefused({"colleague": "渡す相手を選んでください。"})
        desk.drafts.hand_on(acting, draft, posted.text("colleague"))
    except REFUSALS as refusal:
        return _refused(pages, desk, acting, refusal)
    return RedirectResponse("/drafts?done=handed-on", 303)


def _sheet(place: Place, case: str, posted: Posted) -> Sheet:
    """Return the page of a draft: what it says of a record goes into an address only as one."""
    record = posted.text("record")
    return place.sheet(case, record if _ALIAS.fullmatch(record) else "")


def _must_be_unsent(desk: Desk, acting: Acting, posted: Posted) -> None:
    """
    Keep no draft of a form that was recorded: what comes late is no new draft.

    Raises:
        DraftChanged: when the form's command was carried out.
    """
    command = posted.identifier("command")
    if command is not None and desk.commands.came_before(acting, command):
        raise DraftChanged


def _anew(posted: Posted) -> Posted:
    """Keep what was typed as of no draft yet, so that both texts can be kept."""
    return Posted(tuple(pair for pair in posted.pairs if pair[0] not in _OF_A_DRAFT))


def _refused(pages: Pages, desk: Desk, acting: Acting, refusal: Exception) -> Response:
    told = problem(refusal)
    return _listed(pages, desk, acting, status=told.sentence.status, problem=told)


def _listed(
    pages: Pages, desk: Desk, acting: Acting, *, status: int = 200, **more: object
) -> Response:
    filled: dict[str, object] = {
        "here": "/drafts",
        "drafts": [(line, PLACES[line.form].title) for line in desk.drafts.mine(acting)],
        "colleagues": desk.drafts.colleagues(acting),
        "done": None,
    }
    return pages.page("drafts/drafts.html", acting, status=status, **{**filled, **more})
