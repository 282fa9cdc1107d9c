"""Assignment (担当・限定) of a case: who leads, who covers, and who alone may know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from consent.gate import CHIEFS
from events import assignment, restriction
from events.access import Surface
from events.assignment import CoverReason, LeadReason
from events.restriction import RestrictionReason
from services.acting import Acting, Done
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
    assignment.LeadHandedOver.TOPIC,
    assignment.CoverTaken.TOPIC,
    assignment.CoverEnded.TOPIC,
    restriction.CaseRestricted.TOPIC,
    restriction.RestrictionLifted.TOPIC,
)
PRESET: Final = tuple(reason for reason in CoverReason if reason is not CoverReason.OTHER)
"""The reasons for which one button takes a cover for today."""

_FORMS: Final = ("lead", "cover", "end", "restriction", "lifting")
_DONE: Final = {
    "lead": "担当の引継ぎを保存しました。",
    "cover": "代わりを保存しました。",
    "uncovered": "代わりを終えました。",
    "restricted": "知ってよい職員を決めました。ほかの職員には、このケースは見えません。",
    "lifted": "限定を解きました。",
}

CODES: Final[dict[str, Any]] = {
    "lead_reasons": LeadReason,
    "cover_reasons": CoverReason,
    "restriction_reasons": RestrictionReason,
}
"""The lists that the forms choose from."""

Staff = Mapping[UUID, tuple[str, str]]
"""The alias and name of colleagues, by id."""


@dataclass(frozen=True, kw_only=True)
class Step(Sheet):
    """One of the forms, with the staff to choose from."""

    step: str
    staff: Staff = field(default_factory=dict[UUID, tuple[str, str]])

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with what was typed."""
        chosen: dict[str, object] = {
            "step": self.step,
            "staff": tuple(self.staff.values()),
            "asker": acting,
            **CODES,
        }
        return super().shown(pages, acting, posted, status=status, **{**chosen, **more})

    def id_of(self, alias: str) -> UUID | None:
        """Return the colleague behind an alias, or None."""
        return next((one for one, (known, _) in self.staff.items() if known == alias), None)


@router.get("/cases/{case}/assignment")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """Show who leads, who covers and who may know of it, and the forms to settle each."""
    shown = desk.reading.sheet(acting, case, surface=Surface.ASSIGNMENT, kinds=KINDS)
    today = dates.in_era(dates.today())
    return pages.page(
        "assignment/assignment.html",
        acting,
        here="/cases",
        case=shown,
        staff=tuple(desk.reading.leaders(acting).values()),
        asker=acting,
        chief=acting.role in CHIEFS,
        commands={name: str(uuid4()) for name in _FORMS},
        posted=Posted((("since", today), ("until", today))),
        problem=None,
        done=_DONE.get(done),
        late=bool(late),
        **CODES,
    )


@router.post("/cases/{case}/assignment/lead")
def hand_over(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Hand the lead over from a day on."""
    sheet = _step(desk, acting, case, "lead")
    return _write(
        pages,
        desk,
        posted,
        acting,
        sheet,
        lambda: _lead(posted, sheet),
        lambda done: _to(done, "lead"),
    )


@router.post("/cases/{case}/assignment/cover")
def cover(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Cover, or let somebody cover, for some days."""
    sheet = _step(desk, acting, case, "cover")
    return _write(
        pages,
        desk,
        posted,
        acting,
        sheet,
        lambda: _cover(posted, sheet),
        lambda done: _to(done, "cover"),
    )


@router.post("/cases/{case}/assignment/mine")
def cover_today(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Cover today, in one step: the button is the reason."""
    sheet = _step(desk, acting, case, "cover")
    return _write(
        pages,
        desk,
        posted,
        acting,
        sheet,
        lambda: _mine(posted, acting),
        lambda done: see(done, "cover"),
    )


@router.post("/cases/{case}/assignment/covers/{record}/end")
def end_cover(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Say that a cover has ended."""
    sheet = Step(
        template="assignment/step.html", here="/cases", case=case, record=record, step="end"
    )
    return _write(
        pages,
        desk,
        posted,
        acting,
        sheet,
        lambda: assignment.EndCover(text=posted.text("text")),
        lambda done: _to(done, "uncovered"),
    )


@router.post("/cases/{case}/assignment/restriction")
def restrict(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Restrict the case to named staff."""
    sheet = _step(desk, acting, case, "restriction")

    def command() -> restriction.RestrictCase:
        return _restriction(posted, acting, sheet)

    def after(done: Done) -> Response:
        # A chief who does not name themselves has no case to go back to.
        mine = acting.staff in command().named
        return _to(done, "restricted") if mine else RedirectResponse("/cases", 303)

    return _write(pages, desk, posted, acting, sheet, command, after)


@router.post("/cases/{case}/assignment/lifting")
def lift(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Lift the restriction."""
    sheet = _step(desk, acting, case, "lifting")
    return _write(
        pages,
        desk,
        posted,
        acting,
        sheet,
        lambda: _lifting(posted, acting),
        lambda done: _to(done, "lifted"),
    )


def _step(desk: Desk, acting: Acting, case: str, step: str) -> Step:
    return Step(
        template="assignment/step.html",
        here="/cases",
        case=case,
        step=step,
        staff=desk.reading.leaders(acting),
    )


def _write(
    pages: Pages,
    desk: Desk,
    posted: Posted,
    acting: Acting,
    sheet: Step,
    command: Callable[[], Any],
    after: Callable[[Done], Response],
) -> Response:
    def work(command_id: UUID) -> Response:
        token, record = posted.text("token"), sheet.record or None
        done = desk.commands.write(acting, command_id, sheet.case, token, command(), record=record)
        return after(done)

    return save(pages, acting, posted, sheet, work)


def _to(done: Done, what: str) -> Response:
    return see(done, what, at="assignment")


def _staff(reader: Reader, posted: Posted, sheet: Step, field: str) -> UUID:
    found = sheet.id_of(posted.text(field))
    if found is None:
        reader.refuse(field, "職員を選んでください。")
    return found or UUID(int=0)


def _lead(posted: Posted, sheet: Step) -> assignment.HandOverLead:
    reader = Reader(posted)
    lead = _staff(reader, posted, sheet, "lead")
    since = reader.day("since", "担当になる日を、例：令和8年4月1日 のように書いてください。")
    reason = reader.choice(LeadReason, "reason", "理由を選んでください。")
    reader.done()
    return assignment.HandOverLead(lead=lead, since=since, reason=reason, text=posted.text("text"))


def _cover(posted: Posted, sheet: Step) -> assignment.TakeCover:
    reader = Reader(posted)
    who = _staff(reader, posted, sheet, "cover")
    since = reader.day("since", "代わり始める日を、例：令和8年4月1日 のように書いてください。")
    until = reader.day("until", "最後の日を、例：令和8年4月3日 のように書いてください。")
    reason = reader.choice(CoverReason, "reason", "理由を選んでください。")
    reader.done()
    return assignment.TakeCover(
        cover=who, since=since, until=until, reason=reason, text=posted.text("text")
    )


def _mine(posted: Posted, acting: Acting) -> assignment.TakeCover:
    reader, today = Reader(posted), dates.today()
    reason = reader.choice(CoverReason, "reason", "理由を選んでください。")
    reader.done()
    return assignment.TakeCover(
        cover=acting.staff, since=today, until=today, reason=reason, text=""
    )


def _restriction(posted: Posted, acting: Acting, sheet: Step) -> restriction.RestrictCase:
    reader = Reader(posted)
    found = (sheet.id_of(alias) for alias in posted.ticked("named"))
    reason = reader.choice(RestrictionReason, "reason", "理由を選んでください。")
    reader.done()
    return restriction.RestrictCase(
        by=acting.staff,
        chief=acting.role in CHIEFS,
        named=tuple(one for one in found if one is not None),
        reason=reason,
        text=posted.text("text"),
    )


def _lifting(posted: Posted, acting: Acting) -> restriction.LiftRestriction:
    reader = Reader(posted)
    text = reader.words("text", "解除する理由を書いてください。")
    reader.done()
    return restriction.LiftRestriction(by=acting.staff, chief=acting.role in CHIEFS, text=text)
