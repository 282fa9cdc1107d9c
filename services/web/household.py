"""Household (世帯): its page, and the forms for members, relations and leaving."""

from typing import Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.household import CorrectRelation, Leaving, Living, RecordLeaving, Relation
from services.acting import Acting, Done
from services.person_views import HouseholdView, MemberRow, NewMember
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.coded import Coded
from services.web.desk import AtDesk, Desk
from services.web.person import known_date
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import save
from services.web.session import Current

router = APIRouter()

_DONE: Final = {
    "member": "世帯員を保存しました。",
    "relation": "続柄を訂正しました。",
    "leaving": "世帯を離れたことを保存しました。",
}
_CODES: Final = {"relations": tuple(Relation)[1:], "livings": Living, "leavings": Leaving}
_SINCE: Final = "日付を、例：令和8年4月1日 のように書いてください。わからないときは空欄にします。"

What = Literal["relation", "leaving"]


@router.get("/cases/{case}/household")
def show(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    done: str = "",
    late: str = "",
) -> Response:
    """Show the households of the person of a case."""
    return pages.page(
        "household/household.html",
        acting,
        here="/cases",
        case=case,
        page=desk.households.page(acting, case),
        done=_DONE.get(done),
        late=bool(late),
    )


@router.get("/cases/{case}/household/member")
def member_form(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, household: str = ""
) -> Response:
    """Show the form for a member of a household, or of the first one."""
    page = desk.households.page(acting, case)
    homes = {home.alias: home.token for home in page.households}
    if household and household not in homes:
        raise NotShown
    token = homes.get(household, page.token)
    typed = (("command", str(uuid4())), ("token", token), ("household", household))
    return _sheet("member", case).shown(pages, acting, Posted(typed))


@router.post("/cases/{case}/household/member")
def add(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write a member down."""

    def work(command_id: UUID) -> Response:
        sent, token, household = new_member(posted), posted.text("token"), posted.text("household")
        done = desk.households.add(acting, command_id, case, token, sent, household=household)
        return _see(case, "member", done)

    return save(pages, acting, posted, _sheet("member", case), work)


@router.get("/cases/{case}/household/{household}/{record}/{what}")
def form(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    household: Alias,
    record: Alias,
    what: What,
) -> Response:
    """Show the form that corrects a relation, or says that somebody left."""
    home, row = _member(desk, acting, case, household, record)
    typed = (("command", str(uuid4())), ("token", home.token), ("household", household))
    stands = _as_it_stands(row) if what == "relation" else ()
    return _sheet(what, case, record).shown(pages, acting, Posted((*typed, *stands)))


@router.post("/cases/{case}/household/{household}/{record}/relation")
def correct(
    pages: Rendered,
    desk: AtDesk,
    posted: Form,
    acting: Current,
    case: Alias,
    household: Alias,
    record: Alias,
) -> Response:
    """Correct a relation."""

    def work(command_id: UUID) -> Response:
        sent, token = relation(posted), posted.text("token")
        done = desk.households.correct(
            acting, command_id, case, token, sent, household=household, record=record
        )
        return _see(case, "relation", done)

    return save(pages, acting, posted, _sheet("relation", case, record), work)


@router.post("/cases/{case}/household/{household}/{record}/leaving")
def leave(
    pages: Rendered,
    desk: AtDesk,
    posted: Form,
    acting: Current,
    case: Alias,
    household: Alias,
    record: Alias,
) -> Response:
    """Write down that somebody left."""

    def work(command_id: UUID) -> Response:
        sent, token = leaving(posted), posted.text("token")
        done = desk.households.leave(
            acting, command_id, case, token, sent, household=household, record=record
        )
        return _see(case, "leaving", done)

    return save(pages, acting, posted, _sheet("leaving", case, record), work)


def new_member(posted: Posted) -> NewMember:
    """
    Read a 世帯員.

    Raises:
        FormRefused: when a choice is missing, or a date cannot be read.
    """
    reader = Reader(posted)
    born = known_date(reader, posted, "born")
    kind = reader.choice(Relation, "relation", "続柄を選んでください。")
    living = reader.choice(Living, "living", "同居か別居かを選んでください。")
    since = reader.day_if_any("since", _SINCE)
    reader.done()
    return NewMember(
        known_case=posted.text("known_case").strip(),
        name=posted.text("name"),
        kana=posted.text("kana"),
        born=born,
        phone=posted.text("phone"),
        relation=kind,
        living=living,
        since=since,
        note=posted.text("note"),
    )


def relation(posted: Posted) -> CorrectRelation:
    """
    Read a 訂正 of a relation; which record it is about stands in the address.

    Raises:
        FormRefused: when a choice or the reason is missing, or the date cannot be read.
    """
    reader = Reader(posted)
    kind = reader.choice(Relation, "relation", "続柄を選んでください。")
    living = reader.choice(Living, "living", "同居か別居かを選んでください。")
    since = reader.day_if_any("since", _SINCE)
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return CorrectRelation(
        record=UUID(int=0),
        relation=kind,
        living=living,
        since=since,
        note=posted.text("note"),
        reason=reason,
    )


def leaving(posted: Posted) -> RecordLeaving:
    """
    Read that somebody left; which record it is about stands in the address.

    Raises:
        FormRefused: when the reason is missing, or the date cannot be read.
    """
    reader = Reader(posted)
    why = reader.choice(Leaving, "leaving", "離れた理由を選んでください。")
    left_on = reader.day_if_any("left_on", _SINCE)
    reader.done()
    return RecordLeaving(record=UUID(int=0), leaving=why, left_on=left_on, note=posted.text("note"))


def _member(
    desk: Desk, acting: Acting, case: str, household: str, record: str
) -> tuple[HouseholdView, MemberRow]:
    """Return a standing member; where there is none, nothing is shown."""
    for home in desk.households.page(acting, case).households:
        for row in home.members:
            if (home.alias, row.record) == (household, record):
                return home, row
    raise NotShown


def _as_it_stands(row: MemberRow) -> tuple[tuple[str, str], ...]:
    return (
        ("relation", row.relation),
        ("living", row.living),
        ("since", dates.in_era(row.since) if row.since else ""),
        ("note", row.note),
    )


def _sheet(what: str, case: str, record: str = "") -> Coded:
    return Coded(f"household/{what}.html", here="/cases", case=case, record=record, codes=_CODES)


def _see(case: str, what: str, done: Done) -> Response:
    late = "" if done.shown else "&late=1"
    return RedirectResponse(f"/cases/{case}/household?done={what}{late}", 303)
