"""Ground (同意によらない提供): for programs, as on the pages (R34-R36)."""

from typing import Annotated

from fastapi import APIRouter, Response

from events.ground import Approving, Ground, GroundReason, Necessity, Needed
from events.ground_steps import DecideGround
from events.values import Category, Purpose
from services.api.addresses import Alias
from services.api.models import Day, Lax, Made, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.grounding import GroundPage
from services.proposing import NewGround, NewProvision
from services.provision_writing import Seen
from services.web.desk import AtDesk

router = APIRouter(tags=["ground"])


class NeededCategory(Sent):
    """何に必要か, of one category."""

    category: Annotated[Category, Lax]
    need: Annotated[Necessity, Lax]


class GroundedProvision(Sent):
    """同意によらない提供の申し出. Days are Tokyo civil dates; `harms` true is refused (R34)."""

    recipient: str
    ground: Annotated[Ground, Lax]
    why: Annotated[GroundReason, Lax]
    needed: list[NeededCategory]
    records: list[str]
    until: Day
    reply_by: Day
    harms: bool
    harm: str
    ground_words: str
    words: str


class Decision(Sent):
    """責任者の判断; `harms` true with an approval is refused (R34)."""

    decision: Annotated[Approving, Lax]
    harms: bool
    words: str


class Conditions(Sent):
    """条件の承諾: nothing more is said."""


@router.post("/cases/{case}/grounds", status_code=201)
def propose(writing: Writing, case: Alias, sent: GroundedProvision) -> Made:
    """同意によらない提供の申し出: nothing of it is there for anybody before it is approved."""
    new = NewProvision(
        recipient=sent.recipient,
        purpose=Purpose.SERVICE,
        records=tuple(sent.records),
        reply_by=sent.reply_by,
        words=sent.words,
        stated=NewGround(
            ground=sent.ground,
            why=sent.why,
            needed=tuple(Needed(category=one.category, need=one.need) for one in sent.needed),
            until=sent.until,
            harms=sent.harms,
            harm=sent.harm,
            words=sent.ground_words,
        ),
    )
    done = writing.desk.proposing.propose(
        writing.acting, writing.command_id, case, writing.seen, new
    )
    return Made.of(done)


@router.get("/cases/{case}/provisions/{provision}/ground")
def page(
    desk: AtDesk, acting: Current, response: Response, case: Alias, provision: Alias
) -> GroundPage:
    """根拠と判断, for the provider's side."""
    found = desk.grounding.page(acting, case, provision)
    response.headers["ETag"] = f'"{found.token}"'
    return found


@router.post("/cases/{case}/provisions/{provision}/ground", status_code=201)
def decide(writing: Writing, case: Alias, provision: Alias, sent: Decision) -> Made:
    """責任者の判断: by another person than who proposed it."""
    seen = Seen(alias=provision, token=writing.seen, case=case)
    command = DecideGround(decision=sent.decision, harms=sent.harms, words=sent.words)
    return Made.of(writing.desk.grounding.decide(writing.acting, writing.command_id, seen, command))


@router.post("/provisions/{provision}/conditions", status_code=201)
def accept(writing: Writing, provision: Alias, sent: Conditions) -> Made:
    """条件の承諾: before the first look."""
    del sent
    seen = Seen(alias=provision, token=writing.seen)
    return Made.of(writing.desk.grounding.accept(writing.acting, writing.command_id, seen))
