"""Converting (連絡票と支援経過の入替え) and 書き分け, for programs as on the pages."""

from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import Field

from events.passage import CorrectPassage
from events.values import SupportMethod
from services import case_forms
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Lax, NewConsultation, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.person_views import LikelyPerson, Told
from services.refusals import FieldRefused
from services.web.desk import AtDesk
from services.web.stepping import NOBODY

router = APIRouter()

_KNOWN: Final = (
    *("name", "kana", "born", "address", "phone", "happened_on", "happened_time"),
    *("brief", "paper_number"),
)
"""What a slip says of a person and a time that the 支援経過 stands for already."""


class Likeness(Sent):
    """同じ方の確認: what was told of a person, with the reason (R76); an empty text = not told."""

    name: str = ""
    kana: str = ""
    born: str = ""
    phone: str = ""
    reason: Annotated[str, Field(min_length=1)]


class SlipAsProgress(Sent):
    """連絡票 that is 支援経過 of the open case `into`, in the words that it takes there."""

    into: str
    method: Annotated[SupportMethod, Lax]
    text: str
    reason: str


class ProgressAsSlip(NewConsultation):
    """支援経過 that is a consultation of its own; whose and when it was are known, and not sent."""

    reason: str


class PassageCorrection(Sent):
    """書き分けの訂正: the whole corrected text, and why."""

    text: str
    reason: str


@router.post("/searches/likely", tags=["search"])
def likely(desk: AtDesk, acting: Current, sent: Likeness) -> tuple[LikelyPerson, ...]:
    """同じ方の確認: who may be meant, among what the asker may read; nothing is merged (R76)."""
    told = Told(name=sent.name, kana=sent.kana, born=sent.born, phone=sent.phone)
    return desk.recognising.likely(acting, told, reason=sent.reason)


@router.post("/cases/{case}/slip-as-progress", status_code=201, tags=["records"])
def convert_slip(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: SlipAsProgress,
) -> Done:
    """支援経過への変更: the slip was a contact on another open case; its own case ends (R58)."""
    told = case_forms.SlipAsProgress(**sent.model_dump())
    return desk.converting.slip(acting, command_id, case, seen, told)


@router.post("/cases/{case}/records/{record}/as-slip", status_code=201, tags=["records"])
def convert_progress(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    record: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: ProgressAsSlip,
) -> Done:
    """連絡票への変更: the 支援経過 was a consultation of its own; a case opens (R58)."""
    slip = sent.view()
    for field in _KNOWN:
        if getattr(slip, field):
            raise FieldRefused(field=field, rule="known-already")
    told = case_forms.ProgressAsSlip(slip=slip, reason=sent.reason)
    return desk.converting.progress(acting, command_id, case, seen, record, told)


@router.post("/cases/{case}/records/{record}/passage-correction", status_code=201, tags=["records"])
def correct_passage(writing: Writing, case: Alias, record: Alias, sent: PassageCorrection) -> Done:
    """書き分けの訂正: of what a 支援経過 says about another person (R71)."""
    command = CorrectPassage(record=NOBODY, text=sent.text, reason=sent.reason)
    return writing.write(case, command, record)
