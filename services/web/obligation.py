"""Obligation (果たすべきこと): what is left to do after a withdrawal, and that it is done."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.emergency import Stopping
from events.obligation import ConfirmStopped, TellRecipient
from events.partner import Channel
from services.acting import Acting
from services.provision_writing import Seen
from services.refusals import NotShown
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


@router.get("/obligations")
def listed(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """List what is open, what is overdue first."""
    return pages.page(
        "obligations/list.html",
        acting,
        here="/obligations",
        found=desk.obligations.listed(acting),
        done=bool(done),
    )


@router.get("/obligations/{provision}")
def form(pages: Rendered, desk: AtDesk, acting: Current, provision: Alias) -> Response:
    """Ask whether it is done, by what means, and what became of the records."""
    typed = (("command", str(uuid4())), ("said_on", dates.in_era(dates.today())))
    return _sheet(desk, acting, provision)().shown(pages, acting, Posted(typed))


@router.post("/cases/{case}/provisions/{provision}/telling")
def tell(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, provision: Alias
) -> Response:
    """Write down that the recipient was told."""

    def work(command_id: UUID) -> Response:
        seen = Seen(alias=provision, token=posted.text("token"), case=case)
        desk.obligations.tell(acting, command_id, seen, _told(posted))
        return RedirectResponse("/obligations?done=1", 303)

    return save(pages, acting, posted, again(_sheet(desk, acting, provision)), work)


@router.post("/provisions/{provision}/stopping")
def confirm(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, provision: Alias
) -> Response:
    """Say that the records are used no more."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        how = reader.choice(Stopping, "how", "記録をどうしたかを選んでください。")
        reader.done()
        seen = Seen(alias=provision, token=posted.text("token"))
        desk.obligations.confirm(acting, command_id, seen, ConfirmStopped(how=how))
        return RedirectResponse("/obligations?done=1", 303)

    return save(pages, acting, posted, again(_sheet(desk, acting, provision)), work)


def _sheet(desk: Desk, acting: Acting, provision: str) -> Callable[[], Sheet]:
    def read() -> Sheet:
        rows = desk.obligations.listed(acting).rows
        row = next((one for one in rows if one.provision == provision), None)
        if row is None:
            raise NotShown
        more = {"row": row, "channels": Channel, "stoppings": Stopping}
        return Sheet("obligations/step.html", here="/obligations", record=provision, more=more)

    return read


def _told(posted: Posted) -> TellRecipient:
    reader = Reader(posted)
    why = "記録をどうしたかを選んでください。"
    told = TellRecipient(
        channel=reader.choice(Channel, "channel", "知らせた手段を選んでください。"),
        said_on=reader.day("said_on", "知らせた日を書いてください。"),
        how=reader.choice(Stopping, "how", why) if posted.text("how") else None,
    )
    reader.done()
    return told
