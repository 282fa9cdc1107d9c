"""Chasing (返事を求める) for programs: the next step, and an answer that was taken down."""

from typing import Annotated

from fastapi import APIRouter

from events.partner import Channel
from events.provision import Declining
from events.provision_steps import TakeAnswerDown
from services.api.addresses import Alias
from services.api.models import Day, Lax, Made, Sent
from services.api.writing import Writing
from services.provision_writing import Seen

router = APIRouter(tags=["provision"])


class NextStep(Sent):
    """次の段階: nothing more is said."""


class SpokenAnswer(Sent):
    """返事の聞き取り. `declined` null = they take part; `said_on` is a Tokyo civil date."""

    declined: Annotated[Declining, Lax] | None
    channel: Annotated[Channel, Lax]
    said_on: Day
    read_back: bool
    speaker: str
    number: str = ""
    words: str = ""


@router.post("/cases/{case}/provisions/{provision}/urging", status_code=201)
def urge(writing: Writing, case: Alias, provision: Alias, sent: NextStep) -> Made:
    """催促: who was asked, their manager, the secretariat; then it ends as never answered."""
    del sent
    seen = Seen(alias=provision, token=writing.seen, case=case)
    return Made.of(writing.desk.chasing.urge(writing.acting, writing.command_id, seen))


@router.post("/cases/{case}/provisions/{provision}/answer", status_code=201)
def take_down(writing: Writing, case: Alias, provision: Alias, sent: SpokenAnswer) -> Made:
    """返事の聞き取り: an answer by telephone, fax or paper, and who gave it."""
    seen = Seen(alias=provision, token=writing.seen, case=case)
    command = TakeAnswerDown(
        declined=sent.declined,
        channel=sent.channel,
        said_on=sent.said_on,
        read_back=sent.read_back,
        speaker=sent.speaker,
        number=sent.number,
        words=sent.words,
    )
    return Made.of(
        writing.desk.chasing.take_down(writing.acting, writing.command_id, seen, command)
    )
