"""Tasks (やること) of a case: what is to be done, giving one, and what became of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events import task, visit
from events.access import Surface
from events.task import WaitingFor
from services.acting import Acting
from services.case_views import CaseSheet
from services.caseload_views import DeadlineRow
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

KINDS: Final = (
    task.TaskGiven.TOPIC,
    task.TaskPostponed.TOPIC,
    task.TaskDone.TOPIC,
    task.TaskDropped.TOPIC,
)
_DONE: Final = {
    "given": "やることを書きました。",
    "done": "済みにしました。",
    "postponed": "延期しました。",
    "dropped": "取りやめにしました。",
}


CODES: Final[dict[str, Any]] = {
    "turns": tuple(turn for turn in WaitingFor if turn is not WaitingFor.DESK),
    "notes": visit.AbsenceNote,
    "outcomes": visit.VisitOutcome,
}
"""The lists that the forms of tasks and visits choose from."""


class Became(StrEnum):
    """What became of a task; the values are those of the form, not stored."""

    DONE = "done"
    POSTPONED = "postponed"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class StaffedSheet(Sheet):
    """A form that names colleagues: the alias and name of each, by id."""

    staff: Mapping[UUID, tuple[str, str]] = field(default_factory=dict[UUID, tuple[str, str]])

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with the colleagues to choose from."""
        choices: dict[str, object] = {"staff": tuple(self.staff.values()), **CODES}
        return super().shown(pages, acting, posted, status=status, **{**choices, **more})

    def id_of(self, alias: str) -> UUID | None:
        """Return the colleague behind an alias, or None."""
        return next((one for one, (known, _) in self.staff.items() if known == alias), None)


@router.get("/cases/{case}/tasks")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """Show what is to be done in a case, and the form for more."""
    shown = desk.reading.sheet(acting, case, surface=Surface.TASKS, kinds=KINDS)
    return pages.page(
        "task/tasks.html",
        acting,
        here="/cases",
        case=shown,
        staff=tuple(desk.reading.colleagues(acting).values()),
        posted=Posted(),
        done=_DONE.get(done),
        late=bool(late),
        **CODES,
    )


@router.post("/cases/{case}/tasks")
def give(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Say what is to be done."""
    sheet = _sheet(desk, acting, "task/give.html", case)

    def work(command_id: UUID) -> Response:
        command = _given(posted, sheet)
        done = desk.commands.write(acting, command_id, case, posted.text("token"), command)
        return see(done, "given", at="tasks")

    return save(pages, acting, posted, sheet, work)


@router.get("/cases/{case}/tasks/{record}")
def show_one(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias
) -> Response:
    """Show one task that still stands, and the form that says what became of it."""
    shown = desk.reading.sheet(acting, case, surface=Surface.TASKS, kinds=KINDS)
    standing = _standing(shown, record)
    posted = Posted(
        (
            ("command", str(uuid4())),
            ("token", shown.token),
            ("became", Became.DONE),
            ("who", _who(desk, acting, standing, shown)),
            ("due", dates.in_era(standing.due)),
            ("text", standing.text),
        )
    )
    return _sheet(desk, acting, "task/task.html", case, record).shown(pages, acting, posted)


@router.post("/cases/{case}/tasks/{record}")
def follow_up(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Say that a task was done, put off or dropped."""
    sheet = _sheet(desk, acting, "task/task.html", case, record)

    def work(command_id: UUID) -> Response:
        command, became = _became(posted, sheet)
        token = posted.text("token")
        done = desk.commands.write(acting, command_id, case, token, command, record=record)
        return see(done, became, at="tasks")

    return save(pages, acting, posted, sheet, work)


def _sheet(desk: Desk, acting: Acting, template: str, case: str, record: str = "") -> StaffedSheet:
    return StaffedSheet(
        template=template,
        here="/cases",
        case=case,
        record=record,
        staff=desk.reading.colleagues(acting),
    )


def _standing(shown: CaseSheet, record: str) -> DeadlineRow:
    """
    Return a task that still stands.

    Raises:
        NotShown: when the case has none of that alias.
    """
    found = next((one for one in shown.deadlines if one.record == record), None)
    if found is None:
        raise NotShown
    return found


def _who(desk: Desk, acting: Acting, standing: DeadlineRow, shown: CaseSheet) -> str:
    if standing.waiting_for is not WaitingFor.DESK:
        return standing.waiting_for
    item = next(item for item in shown.items if item.alias == standing.record)
    names = {name: alias for alias, name in desk.reading.colleagues(acting).values()}
    return names.get(item.mark("assignee"), WaitingFor.DESK)


def _turn(reader: Reader, posted: Posted, sheet: StaffedSheet) -> tuple[WaitingFor, UUID | None]:
    """Read whose turn it is: others', one of the staff's, or that of whoever leads the case."""
    typed = posted.text("who")
    if typed in set(WaitingFor):
        return WaitingFor(typed), None
    assignee = sheet.id_of(typed)
    if assignee is None:
        reader.refuse("who", "だれの番かを選んでください。")
    return WaitingFor.DESK, assignee


def _given(posted: Posted, sheet: StaffedSheet) -> task.GiveTask:
    reader = Reader(posted)
    text = reader.words("text", "することを書いてください。")
    waiting_for, assignee = _turn(reader, posted, sheet)
    due = reader.day("due", "期限を、例：令和8年4月1日 のように書いてください。")
    reader.done()
    return task.GiveTask(waiting_for=waiting_for, assignee=assignee, due=due, text=text)


def _became(posted: Posted, sheet: StaffedSheet) -> tuple[task.TaskCommand, str]:
    reader = Reader(posted)
    became = reader.choice(Became, "became", "どうなったかを選んでください。")
    if became is Became.DONE:
        reader.done()
        return task.FinishTask(text=posted.text("reason")), became
    reason = reader.words("reason", "延期や取りやめの理由を書いてください。")
    if became is Became.DROPPED:
        reader.done()
        return task.DropTask(reason=reason), became
    text = reader.words("text", "することを書いてください。")
    waiting_for, assignee = _turn(reader, posted, sheet)
    due = reader.day("due", "新しい期限を、例：令和8年4月1日 のように書いてください。")
    reader.done()
    command = task.PostponeTask(
        waiting_for=waiting_for, assignee=assignee, due=due, text=text, reason=reason
    )
    return command, became
