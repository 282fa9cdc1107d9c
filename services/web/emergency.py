"""Emergency (緊急開示と事後確認): opening records at once, receiving them, reviewing it (R39)."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.emergency import EmergencyLaw, Finding, Stopping
from events.emergency_steps import (
    EmergencyCommand,
    EndEmergency,
    ExtendEmergency,
    ReviewEmergency,
    StopUse,
)
from services.acting import Acting
from services.emergencies import NewEmergency
from services.web.addresses import Alias
from services.web.again import again
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

MINUTES: Final = (15, 30, 60)
_DONE: Final = {
    "disclosed": "開示しました。相手はいまから見られます。",
    "extended": "延長しました。",
    "ended": "終わらせました。",
    "reviewed": "事後確認を保存しました。",
    "stopped": "利用を止めたことを保存しました。",
}


@router.get("/cases/{case}/emergency")
def form(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "") -> Response:
    """Ask what to open, to whom, on which ground; show what was opened before."""
    sheet = _form(desk, acting, case, done=_DONE.get(done, ""))
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())), ("minutes", "60"))))


@router.post("/cases/{case}/emergency")
def disclose(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Open records at once."""

    def work(command_id: UUID) -> Response:
        token = posted.text("token")
        desk.emergencies.disclose(acting, command_id, case, token, _new(posted))
        return RedirectResponse(f"/cases/{case}/emergency?done=disclosed", 303)

    return save(pages, acting, posted, again(lambda: _form(desk, acting, case)), work)


@router.get("/emergencies")
def listed(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """List what is to be reviewed, what was received, what is done."""
    return pages.page(
        "emergencies/list.html",
        acting,
        here="/emergencies",
        found=desk.emergency_reading.listed(acting),
        done=_DONE.get(done, ""),
    )


@router.get("/emergencies/overseen")
def overseen(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """List them to the privacy officer and to auditors, about nobody."""
    return pages.page(
        "emergencies/overseen.html",
        acting,
        here="/emergencies/overseen",
        rows=desk.emergency_overseeing.overseen(acting),
    )


@router.get("/emergencies/received/{emergency}")
def received(pages: Rendered, desk: AtDesk, acting: Current, emergency: Alias) -> Response:
    """Show what another programme opened to ours."""
    sheet = _received(desk, acting, emergency)
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())),)))


@router.post("/emergencies/received/{emergency}/stopping")
def stop(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, emergency: Alias
) -> Response:
    """Say what became of what was seen."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        how = reader.choice(Stopping, "how", "控えをどうしたかを選んでください。")
        reader.done()
        return _acted(desk, acting, command_id, emergency, posted, StopUse(how=how), "stopped")

    return save(pages, acting, posted, again(lambda: _received(desk, acting, emergency)), work)


@router.get("/emergencies/{emergency}/review")
def review_form(
    pages: Rendered, desk: AtDesk, acting: Current, emergency: Alias, done: str = ""
) -> Response:
    """Show what was opened, by whom, on what grounds, and ask whether it was right."""
    sheet = _review(desk, acting, emergency, done=_DONE.get(done, ""))
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())), ("minutes", "60"))))


@router.post("/emergencies/{emergency}/review")
def review(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, emergency: Alias
) -> Response:
    """Say whether it was right."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        finding = reader.choice(Finding, "finding", "結果を選んでください。")
        words = reader.words("words", "確認したことを書いてください。")
        reader.done()
        command = ReviewEmergency(finding=finding, words=words)
        return _acted(desk, acting, command_id, emergency, posted, command, "reviewed")

    return save(pages, acting, posted, again(lambda: _review(desk, acting, emergency)), work)


@router.post("/emergencies/{emergency}/extension")
def extend(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, emergency: Alias
) -> Response:
    """Keep it open."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        minutes = reader.number("minutes", "時間を選んでください。")
        words = reader.words("why", "まだ必要な理由を書いてください。")
        reader.done()
        command = ExtendEmergency(minutes=minutes, words=words)
        return _acted(desk, acting, command_id, emergency, posted, command, "extended")

    return save(pages, acting, posted, again(lambda: _review(desk, acting, emergency)), work)


@router.post("/emergencies/{emergency}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, emergency: Alias) -> Response:
    """End it before its time."""

    def work(command_id: UUID) -> Response:
        return _acted(desk, acting, command_id, emergency, posted, EndEmergency(), "ended")

    return save(pages, acting, posted, again(lambda: _review(desk, acting, emergency)), work)


def _acted(
    desk: Desk,
    acting: Acting,
    command_id: UUID,
    emergency: str,
    posted: Posted,
    command: EmergencyCommand,
    done: str,
) -> Response:
    desk.emergencies.act(acting, command_id, emergency, posted.text("token"), command)
    return RedirectResponse(f"/emergencies?done={done}", 303)


def _form(desk: Desk, acting: Acting, case: str, *, done: str = "") -> Sheet:
    return Sheet(
        "emergencies/case.html",
        here="/cases",
        case=case,
        more={
            "found": desk.emergency_reading.form(acting, case),
            "laws": EmergencyLaw,
            "lengths": _lengths(),
            "done": done,
        },
    )


def _received(desk: Desk, acting: Acting, emergency: str) -> Sheet:
    return Sheet(
        "emergencies/received.html",
        here="/emergencies",
        record=emergency,
        more={"found": desk.emergency_reading.received(acting, emergency), "stopping": Stopping},
    )


def _review(desk: Desk, acting: Acting, emergency: str, *, done: str = "") -> Sheet:
    return Sheet(
        "emergencies/review.html",
        here="/emergencies",
        record=emergency,
        more={
            "found": desk.emergency_reading.review(acting, emergency),
            "findings": Finding,
            "lengths": _lengths(),
            "done": done,
        },
    )


def _lengths() -> tuple[tuple[str, str], ...]:
    return tuple((str(one), f"{one}分") for one in MINUTES)


def _new(posted: Posted) -> NewEmergency:
    reader = Reader(posted)
    if not posted.text("recipient"):
        reader.refuse("recipient", "開示する相手を選んでください。")
    new = NewEmergency(
        recipient=posted.text("recipient"),
        law=reader.choice(EmergencyLaw, "law", "根拠を選んでください。"),
        records=tuple(posted.ticked("records")),
        minutes=reader.number("minutes", "時間を選んでください。"),
        words=reader.words("words", "なぜ緊急かを書いてください。"),
    )
    reader.done()
    return new
