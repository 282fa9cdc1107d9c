"""Protection (守るための記録): for programs, as on the page (R53, R54)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from events import record
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Day, Sent
from services.api.person import Record
from services.api.session import Current
from services.protection_views import Linkable
from services.web.desk import AtDesk

About = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
router = APIRouter(prefix="/cases/{case}/person/protection", tags=["person"])


class NewMeasure(Sent):
    """DV等支援措置; without `last` it runs for a year. `record` is what it takes the place of."""

    authority: str
    first: Day
    last: Day | None = None
    covered: str = ""
    note: str = ""
    record: Record | None = None


class NewOtherParty(Sent):
    """相手方: who must not learn where the person is."""

    name: str = ""
    relation: str = ""
    reached: str = ""
    features: str = ""
    links: list[str] = Field(default_factory=list[str])
    record: Record | None = None


class NewRefuge(Sent):
    """避難先."""

    address: str
    first: Day | None = None
    note: str = ""
    record: Record | None = None


class NewRemark(Sent):
    """覚え書き: what else to know about anybody."""

    note: str
    record: Record | None = None


class MaskingEnd(Sent):
    """伏せるのを終える: a decision, never the mere end of a measure."""

    reason: str


class TakingBack(Sent):
    """取消し of a record that was wrong as a whole."""

    record: Record
    reason: str


@router.post("/measure", status_code=201)
def measure(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewMeasure,
) -> Done:
    """DV等支援措置: write one down; わたしの仕事 reminds from a month before its end."""
    command = record.RecordMeasure(**sent.model_dump(exclude={"record"}))
    return desk.persons.record(acting, command_id, case, seen, command, record=sent.record)


@router.post("/other-party", status_code=201)
def other_party(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewOtherParty,
) -> Done:
    """相手方: say who must not learn where the person is."""
    command = record.NameOtherParty(**sent.model_dump(exclude={"record", "links"}))
    return desk.persons.record(
        acting, command_id, case, seen, command, record=sent.record, links=sent.links
    )


@router.get("/other-party/choices")
def choices(desk: AtDesk, acting: Current, case: Alias, record: About = "") -> tuple[Linkable, ...]:
    """相手方と同じ人: who on file it may be; of a `record` also by its name."""
    others = desk.persons.page(acting, case).whereabouts.protection.others if record else ()
    name = next((one.name for one in others if one.alias == record), "")
    return desk.linking.choices(acting, case, name=name)


@router.post("/refuge", status_code=201)
def refuge(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewRefuge,
) -> Done:
    """避難先: write one down."""
    command = record.RecordRefuge(**sent.model_dump(exclude={"record"}))
    return desk.persons.record(acting, command_id, case, seen, command, record=sent.record)


@router.post("/remark", status_code=201)
def remark(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewRemark,
) -> Done:
    """覚え書き: note what else to know about the person."""
    command = record.Remark(note=sent.note)
    return desk.persons.record(acting, command_id, case, seen, command, record=sent.record)


@router.post("/masking-end", status_code=201)
def masking_end(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: MaskingEnd,
) -> Done:
    """伏せるのを終える: say that nothing is to be masked any more, and why."""
    command = record.EndMasking(reason=sent.reason)
    return desk.persons.record(acting, command_id, case, seen, command)


@router.post("/taking-back", status_code=201)
def taking_back(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: TakingBack,
) -> Done:
    """取消し: take a record back."""
    command = record.TakeRecordBack(record=UUID(int=0), reason=sent.reason)
    return desk.persons.record(acting, command_id, case, seen, command, record=sent.record)
