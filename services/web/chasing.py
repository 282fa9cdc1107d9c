"""Chasing (返事を求める): the next step for a proposal without an answer, and one taken down."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.partner import Channel
from events.provision import Declining, Stage
from events.provision_steps import TakeAnswerDown
from services.acting import Acting
from services.provision_writing import Seen
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.again import again
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.provision import of_case_sheet
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

_ANSWER = "provisions/answer.html"


@router.post("/cases/{case}/provisions/{provision}/urging")
def urge(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, provision: Alias
) -> Response:
    """Take the next step."""

    def work(command_id: UUID) -> Response:
        desk.chasing.urge(acting, command_id, _seen(posted, case, provision))
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    return save(pages, acting, posted, again(lambda: of_case_sheet(desk, acting, case)), work)


@router.get("/cases/{case}/provisions/{provision}/answer")
def form(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, provision: Alias) -> Response:
    """Ask what was said, by whom, when and by what means."""
    typed = (("command", str(uuid4())), ("said_on", dates.in_era(dates.today())))
    return _sheet(desk, acting, case, provision)().shown(pages, acting, Posted(typed))


@router.post("/cases/{case}/provisions/{provision}/answer")
def take_down(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, provision: Alias
) -> Response:
    """Write an answer down that came by other means."""

    def work(command_id: UUID) -> Response:
        seen = _seen(posted, case, provision)
        desk.chasing.take_down(acting, command_id, seen, _taken(posted))
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    return save(pages, acting, posted, again(_sheet(desk, acting, case, provision)), work)


def _sheet(desk: Desk, acting: Acting, case: str, provision: str) -> Callable[[], Sheet]:
    def read() -> Sheet:
        found = desk.proposing.of_case(acting, case)
        row = next((one for one in found.rows if one.alias == provision), None)
        if row is None or row.stage is not Stage.PROPOSED:
            raise NotShown
        more = {"name": found.name, "row": row, "channels": Channel, "declining": Declining}
        return Sheet(_ANSWER, here="/cases", case=case, record=provision, more=more)

    return read


def _seen(posted: Posted, case: str, provision: str) -> Seen:
    return Seen(alias=provision, token=posted.text("token"), case=case)


def _taken(posted: Posted) -> TakeAnswerDown:
    reader = Reader(posted)
    answer = posted.text("answer")
    if answer not in ("accept", "decline"):
        reader.refuse("answer", "返事を選んでください。")
    why = "理由を選んでください。"
    declined = reader.choice(Declining, "declined", why) if answer == "decline" else None
    taken = TakeAnswerDown(
        declined=declined,
        channel=reader.choice(Channel, "channel", "返事の手段を選んでください。"),
        said_on=reader.day("said_on", "返事のあった日を書いてください。"),
        read_back=posted.text("read_back") == "yes",
        speaker=reader.words("speaker", "返事をした人を書いてください。"),
        number=posted.text("number"),
        words=posted.text("words"),
    )
    reader.done()
    return taken
