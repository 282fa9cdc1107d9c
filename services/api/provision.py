"""Provision (情報提供): for programs, as on the pages (R33, R43)."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Response

from consent.reasons import sentence
from events.provision import AcceptProvision, DeclineProvision, Declining, Ending, EndProvision
from events.values import Purpose
from services import proposing, provision_views
from services.api.addresses import Alias
from services.api.models import Day, Lax, Made, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.web.desk import AtDesk

router = APIRouter(tags=["provision"])


class NewProvision(Sent):
    """情報提供の申し出. `records` are aliases of the preview; `reply_by` is a Tokyo civil date."""

    recipient: str
    purpose: Annotated[Purpose, Lax]
    records: list[str]
    reply_by: Day
    words: str


class Decline(Sent):
    """辞退."""

    why: Annotated[Declining, Lax]


class End(Sent):
    """終わり方: the provider revokes, the recipient returns or completes."""

    how: Annotated[Ending, Lax]


class Accept(Sent):
    """受諾: nothing more is said."""

    answer: Literal["accept"] = "accept"


@dataclass(frozen=True, kw_only=True)
class Provisions:
    """What other programmes provided."""

    provisions: tuple[provision_views.ProvisionRow, ...]


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """A preview, with the Japanese of each reason that stands in it."""

    preview: provision_views.Preview
    reasons: dict[str, str]


@router.get("/cases/{case}/provision")
def preview(
    desk: AtDesk,
    acting: Current,
    response: Response,
    case: Alias,
    recipient: str = "",
    purpose: Purpose | None = None,
) -> Previewed:
    """何が見えるか: each record of the case as a recipient would see it, part by part."""
    seen = desk.proposing.preview(acting, case, recipient=recipient, purpose=purpose)
    response.headers["ETag"] = f'"{seen.token}"'
    codes = {cell.reason for one in seen.candidates for cell in one.cells}
    return Previewed(preview=seen, reasons={code: sentence(code) for code in sorted(codes)})


@router.get("/cases/{case}/provisions")
def of_case(desk: AtDesk, acting: Current, case: Alias) -> provision_views.CaseProvisions:
    """情報提供: what of a case was proposed to others, and what became of it."""
    return desk.proposing.of_case(acting, case)


@router.post("/cases/{case}/provisions", status_code=201)
def propose(writing: Writing, case: Alias, sent: NewProvision) -> Made:
    """情報提供の申し出: of each named record what the recipient may see now."""
    new = proposing.NewProvision(
        recipient=sent.recipient,
        purpose=sent.purpose,
        records=tuple(sent.records),
        reply_by=sent.reply_by,
        words=sent.words,
    )
    done = writing.desk.proposing.propose(
        writing.acting, writing.command_id, case, writing.seen, new
    )
    return Made.of(done)


@router.get("/provisions")
def inbox(desk: AtDesk, acting: Current) -> Provisions:
    """ほかの機関から: what others provided, as far as anything of it is there."""
    return Provisions(provisions=desk.receiving.inbox(acting))


@router.get("/provisions/{provision}")
def provided(
    desk: AtDesk, acting: Current, provision: Alias, response: Response
) -> provision_views.ProvidedPage:
    """提供された記録, as far as it may be seen now."""
    page = desk.receiving.page(acting, provision)
    response.headers["ETag"] = f'"{page.row.token}"'
    return page


@router.post("/provisions/{provision}/acceptance", status_code=201)
def accept(writing: Writing, provision: Alias, sent: Accept) -> Made:
    """受諾."""
    del sent
    return _answered(writing, provision, AcceptProvision())


@router.post("/provisions/{provision}/declining", status_code=201)
def decline(writing: Writing, provision: Alias, sent: Decline) -> Made:
    """辞退, and why."""
    return _answered(writing, provision, DeclineProvision(why=sent.why))


@router.post("/provisions/{provision}/end", status_code=201)
def end(writing: Writing, provision: Alias, sent: End) -> Made:
    """終了: given back, taken back, or done."""
    return _answered(writing, provision, EndProvision(how=sent.how))


def _answered(
    writing: Writing,
    provision: str,
    command: AcceptProvision | DeclineProvision | EndProvision,
) -> Made:
    done = writing.desk.replying.reply(
        writing.acting, writing.command_id, provision, writing.seen, command
    )
    return Made.of(done)
