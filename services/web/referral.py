"""Referral (持ち込まれた引継ぎ): who brought the person, and what they may be told."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events.access import Surface
from events.referral import (
    Awareness,
    Bringer,
    BringerTold,
    DecideTelling,
    ReceiveReferral,
    ReferralKind,
    ReferralMeans,
    ReferralReceived,
    TellBringer,
    Telling,
    TellingDecided,
)
from events.values import AgencyKind
from services.acting import Acting
from services.case_views import CaseSheet, TimelineItem
from services.refusals import NotShown
from services.web import sheets
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save, see
from services.web.session import Current

router = APIRouter()

PLACE: Final = sheets.Place(
    "referrals",
    Surface.REFERRALS,
    (ReferralReceived, TellingDecided, BringerTold),
    {
        "referral": "持ち込まれた引継ぎを保存しました。",
        "telling": "本人の答えを保存しました。",
        "told": "「つながりました」と伝えたことを保存しました。",
    },
)

_TELLING, _TOLD = "referrals/telling.html", "referrals/told.html"
_LISTS: Final = {
    "kinds": ReferralKind,
    "bringers": Bringer,
    "bodies": AgencyKind,
    "means": ReferralMeans,
    "tellings": Telling,
    "awarenesses": Awareness,
}


@dataclass(frozen=True)
class Line:
    """One referral, what the person said last about telling, and when the bringer was told."""

    received: TimelineItem
    telling: Telling
    told: TimelineItem | None


def lines(sheet: CaseSheet) -> tuple[Line, ...]:
    """Return the referrals, newest first."""
    said = {item.about: item for item in reversed(sheets.of_kind(sheet, TellingDecided))}
    told = {item.about: item for item in sheets.of_kind(sheet, BringerTold)}
    return tuple(
        Line(
            received=item,
            telling=Telling(said.get(item.alias, item).mark("telling")),
            told=told.get(item.alias),
        )
        for item in sheets.of_kind(sheet, ReferralReceived)
    )


@router.get("/cases/{case}/referrals")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """List who brought the person, and show the form for another."""
    sheet = PLACE.read(desk, acting, case)
    return PLACE.page(
        pages,
        acting,
        sheet,
        done=done,
        late=late,
        lines=lines(sheet),
        agreed=Telling.AGREED,
        reports=ReferralKind.COMPOSITE_REPORT,
        unaware=Awareness.DOES_NOT_KNOW,
        posted=Posted((("received_on", sheets.today()),)),
        command=str(uuid4()),
        **_LISTS,
    )


@router.post("/cases/{case}/referrals")
def receive(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down who brought the person."""

    def work(command_id: UUID) -> Response:
        token, command = posted.text("token"), _referral(posted)
        done = desk.commands.write(
            acting, command_id, case, token, command, late_reason=posted.text("late_reason")
        )
        return see(done, "referral", at=PLACE.address)

    shown = Sheet("referrals/referral.html", here="/cases", case=case, more=_LISTS)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/referrals/{record}/telling")
def telling(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias) -> Response:
    """Show the form of what the person said about telling the bringer."""
    return _answering(pages, desk, acting, case, record, _TELLING, "decided_on")


@router.post("/cases/{case}/referrals/{record}/telling")
def decide_telling(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Write down what the person said about telling the bringer."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("decided_on", "聞いた日を書いてください。")
        said = reader.choice(Telling, "telling", "本人の答えを選んでください。")
        reader.done()
        command = DecideTelling(
            record=UUID(int=0), decided_on=day, telling=said, text=posted.text("text")
        )
        token = posted.text("token")
        done = desk.commands.write(
            acting,
            command_id,
            case,
            token,
            command,
            record=record,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "telling", at=PLACE.address)

    shown = Sheet(_TELLING, here="/cases", case=case, record=record, more=_LISTS)
    return save(pages, acting, posted, shown, work)


@router.get("/cases/{case}/referrals/{record}/told")
def told(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, record: Alias) -> Response:
    """Show the form that says that the bringer was told."""
    return _answering(pages, desk, acting, case, record, _TOLD, "told_on")


@router.post("/cases/{case}/referrals/{record}/told")
def tell(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, record: Alias
) -> Response:
    """Write down that the bringer was told 「つながりました」."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        day = reader.day("told_on", "伝えた日を書いてください。")
        reader.done()
        command = TellBringer(record=UUID(int=0), told_on=day, text=posted.text("text"))
        token = posted.text("token")
        done = desk.commands.write(
            acting,
            command_id,
            case,
            token,
            command,
            record=record,
            late_reason=posted.text("late_reason"),
        )
        return see(done, "told", at=PLACE.address)

    shown = Sheet(_TOLD, here="/cases", case=case, record=record)
    return save(pages, acting, posted, shown, work)


def _answering(
    pages: Pages, desk: Desk, acting: Acting, case: str, record: str, template: str, day: str
) -> Response:
    sheet = PLACE.read(desk, acting, case)
    line = next((line for line in lines(sheet) if line.received.alias == record), None)
    if line is None or line.told is not None:
        raise NotShown
    shown = Sheet(template, here="/cases", case=case, record=record, more=_LISTS)
    return sheets.form(pages, acting, shown, sheet, (day, sheets.today()))


def _referral(posted: Posted) -> ReceiveReferral:
    reader = Reader(posted)
    day = reader.day("received_on", "持ち込まれた日を書いてください。")
    kind = reader.choice(ReferralKind, "kind", "持ち込まれ方を選んでください。")
    bringer = reader.choice(Bringer, "bringer", "持ち込んだ人を選んでください。")
    body = sheets.code_if_any(AgencyKind, posted, "body")
    if posted.text("bringer") and (bringer is Bringer.AGENCY) is (body is None):
        reader.refuse("body", "機関・課のときだけ、機関の種類を選んでください。")
    name = reader.words("bringer_name", "持ち込んだ人の名前を書いてください。")
    means = reader.choice(ReferralMeans, "means", "方法を選んでください。")
    said = reader.choice(Telling, "telling", "伝えてよいかを選んでください。")
    aware = reader.choice_if_any(Awareness, "aware")
    due = reader.day_if_any("due", "返事の期限を、例：令和8年4月1日 のように書いてください。")
    if kind is ReferralKind.COMPOSITE_REPORT and posted.text("kind"):
        reader.words("doing", "相手がすでにしていることを書いてください。")
        reader.choice(Awareness, "aware", "本人がこの連絡を知っているかを選んでください。")
    reader.done()
    return ReceiveReferral(
        received_on=day,
        kind=kind,
        bringer=bringer,
        body=body,
        bringer_name=name,
        confidential=bool(posted.ticked("confidential")),
        means=means,
        telling=said,
        aware=aware,
        due=due,
        doing=posted.text("doing"),
        text=posted.text("text"),
    )
