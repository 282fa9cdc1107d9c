"""Interpreter (通訳): for programs, as on the page."""

from typing import Annotated

from fastapi import APIRouter, Response

from events import interpreter
from events.values import Language
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import ClockTime, Day, Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.interpreter import PLACE

router = APIRouter()


class NewInterpreter(Sent):
    """
    通訳. `pledged_on` goes with a pledge that was written or spoken.

    `began` and `ended` are times of the contact's day in Tokyo; without them, throughout.
    """

    language: Annotated[Language, Lax]
    standing: Annotated[interpreter.InterpreterStanding, Lax]
    name: str
    relation: str = ""
    arranged_by: Annotated[interpreter.InterpreterArranger, Lax]
    pledge: Annotated[interpreter.SecrecyPledge, Lax]
    pledged_on: Day | None = None
    began: ClockTime | None = None
    ended: ClockTime | None = None
    text: str = ""


class InterpreterCorrection(NewInterpreter):
    """通訳の訂正: the whole of it, and why."""

    reason: str


@router.get("/cases/{case}/interpreters", tags=["interpreters"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """通訳, with the slip and the 支援経過 at which somebody can have interpreted."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/records/{record}/interpreter", status_code=201, tags=["interpreters"])
def record(writer: Writing, case: Alias, record: Alias, sent: NewInterpreter) -> Done:
    """通訳: who interpreted at that slip or 支援経過."""
    told = interpreter.Interpreting(**sent.model_dump())
    return _write(writer, case, record, interpreter.RecordInterpreter(told=told))


@router.post(
    "/cases/{case}/interpreters/{record}/correction", status_code=201, tags=["interpreters"]
)
def correct(writer: Writing, case: Alias, record: Alias, sent: InterpreterCorrection) -> Done:
    """通訳の訂正 (R71)."""
    told = interpreter.Interpreting(**sent.model_dump(exclude={"reason"}))
    command = interpreter.CorrectInterpreter(told=told, reason=sent.reason)
    return _write(writer, case, record, command)


def _write(
    writer: Writing, case: str, record: str, command: interpreter.InterpreterCommand
) -> Done:
    return writer.desk.interpreters.write(
        writer.acting, writer.command_id, case, writer.seen, record, command
    )
