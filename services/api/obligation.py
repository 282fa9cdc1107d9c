"""Obligation (果たすべきこと) for programs: what is open, and saying that it is done (R27)."""

from typing import Annotated

from fastapi import APIRouter

from events.emergency import Stopping
from events.obligation import ConfirmStopped, TellRecipient
from events.partner import Channel
from services import obligation_views
from services.api.addresses import Alias
from services.api.models import Day, Lax, Made, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.provision_writing import Seen
from services.web.desk import AtDesk

router = APIRouter(tags=["provision"])


class Told(Sent):
    """利用停止の連絡. `said_on` is a Tokyo civil date; `how` null = what became of it is open."""

    channel: Annotated[Channel, Lax]
    said_on: Day
    how: Annotated[Stopping, Lax] | None = None


class UseEnded(Sent):
    """利用の停止: what became of what was seen."""

    how: Annotated[Stopping, Lax]


@router.get("/obligations")
def listed(desk: AtDesk, acting: Current) -> obligation_views.Obligations:
    """果たすべきこと: what is open for the asker's programme, the most urgent first."""
    return desk.obligations.listed(acting)


@router.post("/cases/{case}/provisions/{provision}/telling", status_code=201)
def tell(writing: Writing, case: Alias, provision: Alias, sent: Told) -> Made:
    """利用停止の連絡: the recipient was told, and what they said became of the records."""
    seen = Seen(alias=provision, token=writing.seen, case=case)
    command = TellRecipient(channel=sent.channel, said_on=sent.said_on, how=sent.how)
    return Made.of(writing.desk.obligations.tell(writing.acting, writing.command_id, seen, command))


@router.post("/provisions/{provision}/stopping", status_code=201)
def confirm(writing: Writing, provision: Alias, sent: UseEnded) -> Made:
    """利用の停止: for the recipient, that the records are used no more."""
    seen = Seen(alias=provision, token=writing.seen)
    command = ConfirmStopped(how=sent.how)
    return Made.of(
        writing.desk.obligations.confirm(writing.acting, writing.command_id, seen, command)
    )
