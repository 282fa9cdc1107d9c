"""Provision (情報提供): what another body would see, asking it to take part, and its answer."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from consent.decision import Visibility
from consent.reasons import sentence
from events.provision import (
    FOR_PROVISION,
    AcceptProvision,
    DeclineProvision,
    Declining,
    Ending,
    EndProvision,
)
from events.setting import Term
from events.values import Purpose
from services.acting import Acting
from services.proposing import NewProvision
from services.provision_views import Cell
from services.web import dates
from services.web.addresses import Alias
from services.web.again import again
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

PURPOSES: Final = tuple(purpose for purpose in Purpose if purpose in FOR_PROVISION)
_PROPOSAL, _ANSWER = "provisions/proposal.html", "provisions/provided.html"
ENDS: Final = (Ending.COMPLETED, Ending.RETURNED)


@router.get("/cases/{case}/provisions")
def of_case(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = ""
) -> Response:
    """List what of a case was proposed to others."""
    found = desk.proposing.of_case(acting, case)
    return pages.page(
        "provisions/case.html", acting, here="/cases", case=case, found=found, done=bool(done)
    )


@router.get("/cases/{case}/provision")
def preview(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    recipient: str = "",
    purpose: str = "",
) -> Response:
    """Show cell by cell what a recipient would see; with neither chosen, ask for both."""
    due = desk.settings.proposed(acting, Term.PROVISION_ANSWER)
    typed = (("recipient", recipient), ("purpose", purpose), ("reply_by", dates.in_era(due)))
    sheet = _proposal(desk, acting, case, recipient, purpose)
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())), *typed)))


@router.post("/cases/{case}/provisions")
def propose(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Propose the ticked records."""

    def work(command_id: UUID) -> Response:
        desk.proposing.propose(acting, command_id, case, posted.text("token"), _new(posted))
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    shown = again(lambda: _proposal(desk, acting, case, *_chosen(posted)))
    return save(pages, acting, posted, shown, work)


@router.post("/cases/{case}/provisions/{provision}/revocation")
def revoke(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, provision: Alias
) -> Response:
    """Take one back."""

    def work(command_id: UUID) -> Response:
        command = EndProvision(how=Ending.REVOKED)
        token = posted.text("token")
        desk.replying.reply(acting, command_id, provision, token, command, case=case)
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    return save(pages, acting, posted, again(lambda: of_case_sheet(desk, acting, case)), work)


@router.get("/provisions")
def inbox(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """List what other bodies proposed to us."""
    rows = desk.receiving.inbox(acting)
    return pages.page(
        "provisions/inbox.html", acting, here="/provisions", rows=rows, done=bool(done)
    )


@router.get("/provisions/{provision}")
def provided(
    pages: Rendered, desk: AtDesk, acting: Current, provision: Alias, done: str = ""
) -> Response:
    """Show what we were provided with, as far as it may be seen now."""
    sheet = provided_sheet(desk, acting, provision, done=bool(done))
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())),)))


@router.post("/provisions/{provision}/answer")
def answer(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, provision: Alias
) -> Response:
    """Accept or decline, complete or return."""

    def work(command_id: UUID) -> Response:
        command = _answer(posted)
        desk.replying.reply(acting, command_id, provision, posted.text("token"), command)
        there = f"/{provision}" if isinstance(command, AcceptProvision) else ""
        return RedirectResponse(f"/provisions{there}?done=1", 303)

    return save(pages, acting, posted, again(lambda: provided_sheet(desk, acting, provision)), work)


def of_case_sheet(desk: Desk, acting: Acting, case: str) -> Sheet:
    """Return the list of what of a case was proposed."""
    found = desk.proposing.of_case(acting, case)
    return Sheet("provisions/case.html", here="/cases", case=case, more={"found": found})


def seen_as(cell: Cell) -> str:
    """Say in a word how far a cell would be seen."""
    match cell.visibility:
        case Visibility.SHOW:
            return "見える"
        case Visibility.SHOW_REDACTED:
            return "一部を伏せて見える" if cell.hides else "見える"
        case _:
            return "見えない"


def why(cell: Cell) -> str:
    """Say why, in a sentence."""
    if cell.reason == "NO_POLICY":
        return "この自治体の開示方針がまだ決まっていません。"
    return sentence(cell.reason)


def _proposal(desk: Desk, acting: Acting, case: str, recipient: str, purpose: str) -> Sheet:
    chosen = Purpose(purpose) if purpose in PURPOSES else None
    seen = desk.proposing.preview(acting, case, recipient=recipient, purpose=chosen)
    return Sheet(
        _PROPOSAL,
        here="/cases",
        case=case,
        more={"seen": seen, "purposes": PURPOSES, "seen_as": seen_as, "why": why},
    )


def provided_sheet(desk: Desk, acting: Acting, provision: str, *, done: bool = False) -> Sheet:
    """Return the page of a recipient."""
    return Sheet(
        _ANSWER,
        here="/provisions",
        record=provision,
        more={
            "found": desk.receiving.page(acting, provision),
            "declining": Declining,
            "ends": ENDS,
            "done": done,
        },
    )


def _chosen(posted: Posted) -> tuple[str, str]:
    return posted.text("recipient"), posted.text("purpose")


def _new(posted: Posted) -> NewProvision:
    reader = Reader(posted)
    purpose = reader.choice(Purpose, "purpose", "目的を選んでください。")
    new = NewProvision(
        recipient=posted.text("recipient"),
        purpose=purpose,
        records=tuple(posted.ticked("records")),
        reply_by=reader.day("reply_by", "返事の期限を書いてください。"),
        words=reader.words("words", "何をしてほしいかを書いてください。"),
    )
    reader.done()
    return new


def _answer(posted: Posted) -> AcceptProvision | DeclineProvision | EndProvision:
    reader = Reader(posted)
    match posted.text("answer"):
        case "accept":
            return AcceptProvision()
        case "decline":
            why_not = reader.choice(Declining, "why", "理由を選んでください。")
            reader.done()
            return DeclineProvision(why=why_not)
        case _:
            how = reader.choice(Ending, "how", "終わり方を選んでください。")
            if how not in ENDS:
                reader.refuse("how", "終わり方を選んでください。")
            reader.done()
            return EndProvision(how=how)
