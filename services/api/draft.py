"""Drafts (下書き): for programs, as on the pages; what one has begun is opened by nobody else."""

from typing import Annotated, Final

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.acting import Acting
from services.api.addresses import Alias
from services.api.conditions import StateSeen
from services.api.models import Sent
from services.api.session import Current
from services.draft_views import DraftLine, OpenedDraft
from services.refusals import FieldRefused
from services.web.desk import AtDesk, Desk
from services.web.drafts import PLACES
from services.web.posted import MOST_FIELDS

router = APIRouter(tags=["drafts"])

_STATE: Final = "token"
"""The field of a page's form that says which state its writer saw."""


class Typed(Sent):
    """What was typed into one field of the form; a field with several ticks comes several times."""

    field: str
    text: str


class NewDraft(Sent):
    """
    下書き. `form` is one that drafts are kept of, `case` its case, if it has one.

    `state` is the ETag that the case was read with: whoever goes on with the draft, on a page too,
    saves against that state.
    """

    form: Annotated[str, Field(json_schema_extra={"enum": list(PLACES)})]
    case: str = ""
    state: str = ""
    typed: Annotated[list[Typed], Field(max_length=MOST_FIELDS)]


class HandingOn(Sent):
    """下書きの引渡し. `colleague` is an alias that `GET /colleagues` gives."""

    colleague: str


class KeptDraft(BaseModel):
    """下書き with what was typed, field by field."""

    line: DraftLine
    state: str
    typed: list[Typed]


@router.get("/drafts")
def mine(desk: AtDesk, acting: Current) -> tuple[DraftLine, ...]:
    """下書きの一覧: one's own, the newest first, without content."""
    return desk.drafts.mine(acting)


@router.post("/drafts", status_code=201)
def begin(desk: AtDesk, acting: Current, sent: NewDraft, response: Response) -> DraftLine:
    """下書き: keep what was begun, sealed for its author alone, for 14 days."""
    line = _save(desk, acting, sent)
    response.headers["Location"] = f"/api/v1/drafts/{line.alias}"
    response.headers["ETag"] = _state(line)
    return line


@router.get("/drafts/{draft}")
def open_one(desk: AtDesk, acting: Current, draft: Alias, response: Response) -> KeptDraft:
    """下書きを開く: what was typed, under an entry of its own."""
    opened: OpenedDraft = desk.drafts.open(acting, draft)
    response.headers["ETag"] = _state(opened.line)
    typed = [Typed(field=field, text=text) for field, text in opened.pairs if field != _STATE]
    state = dict(opened.pairs).get(_STATE, "")
    return KeptDraft(line=opened.line, state=state, typed=typed)


@router.put("/drafts/{draft}")
def go_on(
    desk: AtDesk,
    acting: Current,
    draft: Alias,
    seen: StateSeen,
    sent: NewDraft,
    response: Response,
) -> DraftLine:
    """下書きに書き足す: the whole of it, in the place of what was seen."""
    line = _save(desk, acting, sent, draft=draft, seen=seen)
    response.headers["ETag"] = _state(line)
    return line


@router.delete("/drafts/{draft}", status_code=204)
def discard(desk: AtDesk, acting: Current, draft: Alias) -> Response:
    """下書きを消す: it was recorded, or is not wanted any more."""
    desk.drafts.discard(acting, draft)
    return Response(status_code=204)


@router.post("/drafts/{draft}/handing-on", status_code=204)
def hand_on(desk: AtDesk, acting: Current, draft: Alias, sent: HandingOn) -> Response:
    """下書きの引渡し: to a colleague, who alone can open it then."""
    desk.drafts.hand_on(acting, draft, sent.colleague)
    return Response(status_code=204)


def _save(
    desk: Desk, acting: Acting, sent: NewDraft, *, draft: str = "", seen: str = ""
) -> DraftLine:
    place = PLACES.get(sent.form)
    if place is None:
        raise FieldRefused(field="form", rule="missing")
    for field, told in (("case", sent.case), ("state", sent.state)):
        if place.on_a_case and not told:
            raise FieldRefused(field=field, rule="missing")
    pairs = [(_STATE, sent.state.strip('"')), *((one.field, one.text) for one in sent.typed)]
    return desk.drafts.save(
        acting, draft=draft, seen=seen, form=sent.form, case=sent.case, pairs=pairs
    )


def _state(line: DraftLine) -> str:
    return f'"{line.saved_at.isoformat()}"'
