"""Direction (支援方針): for programs, as on the page."""

from typing import Annotated, Final

from fastapi import APIRouter, Response

from events import direction
from events.access import Surface
from events.values import AgencyKind
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.stepping import NOBODY

router = APIRouter(prefix="/cases/{case}/directions", tags=["directions"])

_KINDS: Final = (direction.DirectionGiven.TOPIC, direction.DirectionEnded.TOPIC)


class NewDirection(Sent):
    """支援方針 of one agency; `due` is the day of its review."""

    agency_kind: Annotated[AgencyKind, Lax]
    leads: bool = False
    due: Day
    agency: str
    text: str


class NewDirectionEnd(Dated):
    """支援方針の終わり."""

    ended_on: Day
    text: str


@router.get("")
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """支援方針: each agency's direction, and those that ended (`about` names them)."""
    shown = desk.reading.sheet(acting, case, surface=Surface.DIRECTIONS, kinds=list(_KINDS))
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/direction", status_code=201)
def give(writing: Writing, case: Alias, sent: NewDirection) -> Done:
    """支援方針: what one agency is to do for the household."""
    return writing.write(case, direction.GiveDirection(**sent.model_dump()))


@router.post("/{record}/direction", status_code=201)
def revise(writing: Writing, case: Alias, record: Alias, sent: NewDirection) -> Done:
    """支援方針の新しい版: stands for the version `record`."""
    return writing.write(case, direction.GiveDirection(**sent.model_dump()), record)


@router.post("/{record}/end", status_code=201)
def end(writing: Writing, case: Alias, record: Alias, sent: NewDirectionEnd) -> Done:
    """支援方針の終わり: the agency's part is done."""
    command = direction.EndDirection(record=NOBODY, **sent.told())
    return writing.write(case, command, record, late_reason=sent.late_reason)
