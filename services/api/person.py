"""Person (本人票): for programs, as on the page (R57, R71)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from events import contact, person
from events.contact import AddressKind, ContactMeans, SenderName
from services.acting import Done
from services.api.addresses import Alias
from services.api.conditions import CommandId, StateSeen
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.person_views import PersonPage, SamePersonPage
from services.web.desk import AtDesk

router = APIRouter()

Known = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
"""As much of a date as is known: YYYY-MM-DD, YYYY-MM, YYYY or nothing."""
Of = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
"""Another member of the household; empty = the person of the case."""
Record = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class SheetCorrection(Sent):
    """本人票の訂正: the whole sheet as it is right."""

    name: str
    kana: str
    born: Known
    address: str
    phone: str
    reason: str


class NewSafeContact(Sent):
    """安全な連絡方法."""

    means: list[Annotated[ContactMeans, Lax]]
    times: str = ""
    sender: Annotated[SenderName, Lax]
    never: str = ""
    note: str = ""


class NewAddress(Sent):
    """住所. `record` is the alias of an address that this one takes the place of."""

    kind: Annotated[AddressKind, Lax]
    address: str
    since: Day | None = None
    until: Day | None = None
    note: str = ""
    record: Record | None = None


class NewMoving(Sent):
    """転出."""

    moved_on: Day | None = None
    destination: str = ""


class NewDeath(Sent):
    """死亡."""

    died_on: Day | None = None
    known_by: str


class Withdrawal(Sent):
    """取消し of a record about where a person is."""

    record: Record
    reason: str


class NewLink(Sent):
    """同じ方の結び付け; `apart` takes it back."""

    other: Record
    reason: str
    apart: bool = False


@router.get("/cases/{case}/person", tags=["person"])
def page(desk: AtDesk, acting: Current, case: Alias, response: Response, of: Of = "") -> PersonPage:
    """本人票: the sheet as it stands, where the person is, what is linked."""
    shown = desk.persons.page(acting, case, of=of)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.get("/cases/{case}/person/same", tags=["person"])
def same(desk: AtDesk, acting: Current, case: Alias, response: Response) -> SamePersonPage:
    """同じ方の確認: who may be the same human being, among what the asker may read."""
    shown = desk.persons.same(acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/person/same", status_code=201, tags=["person"])
def link(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewLink,
) -> Done:
    """同じ方の結び付け: link two sheets, or take a link back."""
    return desk.persons.link(
        acting, command_id, case, seen, sent.other, sent.reason, apart=sent.apart
    )


@router.post("/cases/{case}/person/correction", status_code=201, tags=["person"])
def correct(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: SheetCorrection,
    of: Of = "",
) -> Done:
    """本人票の訂正: put the right sheet in the place of the wrong one."""
    command = person.CorrectSheet(**sent.model_dump())
    return desk.persons.correct(acting, command_id, case, seen, command, of=of)


@router.post("/cases/{case}/person/safe-contact", status_code=201, tags=["person"])
def safe_contact(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewSafeContact,
    of: Of = "",
) -> Done:
    """安全な連絡方法: how the person may be reached."""
    command = contact.RecordSafeContact(
        means=tuple(sent.means),
        times=sent.times,
        sender=sent.sender,
        never=sent.never,
        note=sent.note,
    )
    return desk.persons.record(acting, command_id, case, seen, command, of=of)


@router.post("/cases/{case}/person/address", status_code=201, tags=["person"])
def address(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewAddress,
    of: Of = "",
) -> Done:
    """住所: one address with its days."""
    command = contact.RecordAddress(**sent.model_dump(exclude={"record"}))
    return desk.persons.record(acting, command_id, case, seen, command, of=of, record=sent.record)


@router.post("/cases/{case}/person/moving", status_code=201, tags=["person"])
def moving(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewMoving,
    of: Of = "",
) -> Done:
    """転出: the person moves away."""
    command = contact.RecordMovingAway(**sent.model_dump())
    return desk.persons.record(acting, command_id, case, seen, command, of=of)


@router.post("/cases/{case}/person/death", status_code=201, tags=["person"])
def death(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: NewDeath,
    of: Of = "",
) -> Done:
    """死亡: the person died."""
    command = contact.RecordDeath(**sent.model_dump())
    return desk.persons.record(acting, command_id, case, seen, command, of=of)


@router.post("/cases/{case}/person/withdrawal", status_code=201, tags=["person"])
def withdraw(
    desk: AtDesk,
    acting: Current,
    case: Alias,
    command_id: CommandId,
    seen: StateSeen,
    sent: Withdrawal,
    of: Of = "",
) -> Done:
    """取消し: a record about where the person is was wrong as a whole."""
    command = contact.WithdrawContact(record=UUID(int=0), reason=sent.reason)
    return desk.persons.record(acting, command_id, case, seen, command, of=of, record=sent.record)
