"""Tasks (やること): for programs, as on the page (R61)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from events import task
from events.access import Surface
from services.acting import Acting, Done
from services.api.addresses import Alias
from services.api.models import Day, Lax, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.refusals import FieldRefused
from services.web.desk import AtDesk, Desk
from services.web.task import KINDS

router = APIRouter()


class Colleague(BaseModel):
    """Somebody who may do casework in the programme today, under an alias."""

    alias: str
    name: str


class NewTask(Sent):
    """やること. `assignee` is the alias of a colleague; null = whoever leads the case."""

    text: str
    due: Day
    waiting_for: Annotated[task.WaitingFor, Lax] = task.WaitingFor.DESK
    assignee: str | None = None


class PutOff(NewTask):
    """やることの延期: the task in its words of now, and why."""

    reason: str


class Finished(Sent):
    """やることの完了."""

    text: str = ""


class Dropped(Sent):
    """やることの取りやめ."""

    reason: str


def colleague(desk: Desk, acting: Acting, alias: str) -> UUID:
    """
    Return the colleague behind an alias.

    Raises:
        FieldRefused: when it is nobody's.
    """
    for one, (known, _) in desk.reading.colleagues(acting).items():
        if known == alias:
            return one
    raise FieldRefused(field="assignee", rule="missing")


@router.get("/colleagues", tags=["tasks"])
def colleagues(desk: AtDesk, acting: Current) -> list[Colleague]:
    """職員: whom a task or a visit can be given to, the asker first."""
    return [
        Colleague(alias=alias, name=name)
        for alias, name in desk.reading.colleagues(acting).values()
    ]


@router.get("/cases/{case}/tasks", tags=["tasks"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """やること: what is to be done (`deadlines`), and what became of the rest."""
    shown = desk.reading.sheet(acting, case, surface=Surface.TASKS, kinds=KINDS)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/tasks", status_code=201, tags=["tasks"])
def give(writing: Writing, case: Alias, sent: NewTask) -> Done:
    """やること: say what is to be done, by whom or by whose turn, until when."""
    return writing.write(case, task.GiveTask(**_fields(writing, sent)))


@router.post("/cases/{case}/tasks/{record}/postponement", status_code=201, tags=["tasks"])
def postpone(writing: Writing, case: Alias, record: Alias, sent: PutOff) -> Done:
    """やることの延期."""
    return writing.write(case, task.PostponeTask(**_fields(writing, sent)), record)


@router.post("/cases/{case}/tasks/{record}/completion", status_code=201, tags=["tasks"])
def finish(writing: Writing, case: Alias, record: Alias, sent: Finished) -> Done:
    """やることの完了."""
    return writing.write(case, task.FinishTask(text=sent.text), record)


@router.post("/cases/{case}/tasks/{record}/dropping", status_code=201, tags=["tasks"])
def drop(writing: Writing, case: Alias, record: Alias, sent: Dropped) -> Done:
    """やることの取りやめ."""
    return writing.write(case, task.DropTask(reason=sent.reason), record)


def _fields(writing: Writing, sent: NewTask) -> dict[str, Any]:
    who = colleague(writing.desk, writing.acting, sent.assignee) if sent.assignee else None
    return {**sent.model_dump(), "assignee": who}
