"""Ground (同意によらない提供): proposing it, deciding on it, accepting its conditions (R34-R36)."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.ground import Approving, Ground, GroundReason, Necessity, Needed
from events.ground_steps import DecideGround
from events.setting import Term
from events.values import Category, Purpose
from services.acting import Acting
from services.proposing import NewGround, NewProvision
from services.provision_writing import Seen
from services.web import dates
from services.web.addresses import Alias
from services.web.again import again
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.provision import provided_sheet as received
from services.web.provision import seen_as, why
from services.web.reader import Reader
from services.web.render import Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

HARMS: Final = (("no", "不当に害するおそれはない"), ("yes", "おそれがある"))


@router.get("/cases/{case}/ground")
def form(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    recipient: str = "",
    ground: str = "",
) -> Response:
    """Show what could be provided on a ground; with none chosen, ask for it."""
    due = desk.settings.proposed(acting, Term.PROVISION_ANSWER)
    typed = (("recipient", recipient), ("ground", ground), ("reply_by", dates.in_era(due)))
    sheet = _form(desk, acting, case, recipient, ground)
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())), *typed)))


@router.post("/cases/{case}/grounds")
def propose(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Propose the ticked records, to be decided on by another."""

    def work(command_id: UUID) -> Response:
        desk.proposing.propose(acting, command_id, case, posted.text("token"), _new(posted))
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    chosen = posted.text("recipient"), posted.text("ground")
    return save(pages, acting, posted, again(lambda: _form(desk, acting, case, *chosen)), work)


@router.get("/cases/{case}/provisions/{provision}/ground")
def page(pages: Rendered, desk: AtDesk, acting: Current, case: Alias, provision: Alias) -> Response:
    """Show what a provision rests on, to whoever decides on it."""
    sheet = _page(desk, acting, case, provision)
    return sheet.shown(pages, acting, Posted((("command", str(uuid4())),)))


@router.post("/cases/{case}/provisions/{provision}/ground")
def decide(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, provision: Alias
) -> Response:
    """Approve, reject, or take an approval back."""

    def work(command_id: UUID) -> Response:
        seen = Seen(alias=provision, token=posted.text("token"), case=case)
        desk.grounding.decide(acting, command_id, seen, _decision(posted))
        return RedirectResponse(f"/cases/{case}/provisions?done=1", 303)

    return save(pages, acting, posted, again(lambda: _page(desk, acting, case, provision)), work)


@router.post("/provisions/{provision}/conditions")
def accept(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, provision: Alias
) -> Response:
    """Take part and keep to the conditions."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        if posted.text("agreed") != "yes":
            reader.refuse("agreed", "条件を読み、守ることに印を付けてください。")
        reader.done()
        seen = Seen(alias=provision, token=posted.text("token"))
        desk.grounding.accept(acting, command_id, seen)
        return RedirectResponse(f"/provisions/{provision}?done=1", 303)

    return save(pages, acting, posted, again(lambda: received(desk, acting, provision)), work)


def _form(desk: Desk, acting: Acting, case: str, recipient: str, ground: str) -> Sheet:
    chosen = Ground(ground) if ground in set(Ground) else None
    seen = desk.proposing.preview(
        acting,
        case,
        recipient=recipient,
        purpose=Purpose.SERVICE if chosen else None,
        ground=chosen,
    )
    passing = (cell for one in seen.candidates for cell in one.cells if seen_as(cell) != "見えない")
    return Sheet(
        "grounds/form.html",
        here="/cases",
        case=case,
        more={
            "seen": seen,
            "seen_as": seen_as,
            "why": why,
            "grounds": Ground,
            "reasons": GroundReason,
            "needs": Necessity,
            "harms": HARMS,
            "categories": tuple(sorted({cell.category for cell in passing})),
        },
    )


def _page(desk: Desk, acting: Acting, case: str, provision: str) -> Sheet:
    found = desk.grounding.page(acting, case, provision)
    return Sheet(
        "grounds/page.html",
        here="/cases",
        case=case,
        record=provision,
        more={"found": found, "harms": HARMS, "today": dates.today()},
    )


def _new(posted: Posted) -> NewProvision:
    reader = Reader(posted)
    needed = tuple(
        Needed(category=category, need=need)
        for category in Category
        if (need := reader.choice_if_any(Necessity, f"need-{category}"))
    )
    stated = NewGround(
        ground=reader.choice(Ground, "ground", "根拠を選んでください。"),
        why=reader.choice(GroundReason, "why", "相当の理由を選んでください。"),
        needed=needed,
        until=reader.day("until", "いつまでかを書いてください。"),
        harms=_harms(reader, posted),
        harm=reader.words("harm", "何を考えたかを書いてください。"),
        words=reader.words("ground_words", "理由を書いてください。"),
    )
    new = NewProvision(
        recipient=posted.text("recipient"),
        purpose=Purpose.SERVICE,
        records=tuple(posted.ticked("records")),
        reply_by=reader.day("reply_by", "返事の期限を書いてください。"),
        words=reader.words("words", "何をしてほしいかを書いてください。"),
        stated=stated,
    )
    reader.done()
    return new


def _decision(posted: Posted) -> DecideGround:
    reader = Reader(posted)
    decision = reader.choice(Approving, "decision", "判断を選んでください。")
    harms = decision is Approving.APPROVED and _harms(reader, posted)
    words = reader.words("words", "判断の理由を書いてください。")
    reader.done()
    return DecideGround(decision=decision, harms=harms, words=words)


def _harms(reader: Reader, posted: Posted) -> bool:
    said = posted.text("harms")
    if said not in dict(HARMS):
        reader.refuse("harms", "不利益のおそれがあるかを選んでください。")
    return said != "no"
