"""Protection (守るための記録): forms for DV等支援措置, the other party, a refuge, and their end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from events import record
from events.record import RecordCommand
from services.acting import Acting
from services.person_views import PersonPage
from services.protection_views import Kept, Linkable, LinkKind
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.desk import AtDesk, Desk
from services.web.person import see
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

What = Literal["measure", "other-party", "refuge", "remark", "masking-end", "taking-back"]
Typed = tuple[tuple[str, str], ...]
_ON_FILE: Final = {
    LinkKind.PERSON: "相談者・世帯員",
    LinkKind.REPRESENTATIVE: "代理人",
    LinkKind.STAFF: "職員",
}
_DAY: Final = "日付を、例：令和8年4月1日 のように書いてください。"


@router.get("/cases/{case}/person/protection/{what}")
def form(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    what: What,
    record: str = "",
) -> Response:
    """Show a form with what stands now; `record` is the alias of what it replaces or takes back."""
    page = desk.persons.page(acting, case)
    typed = _FORMS[what].filled(_standing(page, record)) if record else ()
    if what == "other-party" and record:
        linked = _choices(desk, acting, case, Posted(typed))
        typed = (*typed, *(("links", one.choice) for one in linked if one.linked))
    hidden = (("command", str(uuid4())), ("token", page.token), ("record", record))
    return _sheet(desk, what, case).shown(pages, acting, Posted((*hidden, *typed)))


@router.post("/cases/{case}/person/protection/{what}")
def write(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, what: What
) -> Response:
    """Save a form."""

    def work(command_id: UUID) -> Response:
        command, token = _FORMS[what].read(posted), posted.text("token")
        about = (posted.text("record") or None) if what != "masking-end" else None
        links = posted.ticked("links")
        done = desk.persons.record(
            acting, command_id, case, token, command, record=about, links=links
        )
        return see(case, "", f"protection-{what}", done)

    return save(pages, acting, posted, _sheet(desk, what, case), work)


@dataclass(frozen=True, kw_only=True)
class OtherPartySheet(Sheet):
    """The form of an other party, with those on file who may be it."""

    desk: Desk

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with what was typed, and who is to be chosen from by what was typed."""
        found = _choices(self.desk, acting, self.case, posted)
        choices = [(one.choice, f"{one.name}（{_ON_FILE[one.kind]}）") for one in found]
        return super().shown(pages, acting, posted, status=status, choices=choices, **more)


def _choices(desk: Desk, acting: Acting, case: str, posted: Posted) -> tuple[Linkable, ...]:
    return desk.linking.choices(acting, case, name=posted.text("name"))


def _sheet(desk: Desk, what: What, case: str) -> Sheet:
    template = f"protection/{what.replace('-', '_')}.html"
    if what == "other-party":
        return OtherPartySheet(template=template, here="/cases", case=case, desk=desk)
    return Sheet(template, here="/cases", case=case)


def _standing(page: PersonPage, alias: str) -> Kept:
    told = page.whereabouts.protection
    for one in (*told.measures, *told.others, *told.refuges, *told.remarks):
        if one.alias == alias:
            return one
    raise NotShown


def _measure(posted: Posted) -> record.RecordMeasure:
    reader = Reader(posted)
    authority = reader.words("authority", "決定した市区町村を書いてください。")
    first = reader.day("first", _DAY)
    last = reader.day_if_any("last", _DAY)
    reader.done()
    return record.RecordMeasure(
        authority=authority,
        first=first,
        last=last,
        covered=posted.text("covered"),
        note=posted.text("note"),
    )


def _other(posted: Posted) -> record.NameOtherParty:
    reader = Reader(posted)
    if not (posted.text("name") + posted.text("relation")).strip():
        reader.refuse("name", "氏名か、本人との関係を書いてください。")
    reader.done()
    return record.NameOtherParty(
        name=posted.text("name"),
        relation=posted.text("relation"),
        reached=posted.text("reached"),
        features=posted.text("features"),
    )


def _refuge(posted: Posted) -> record.RecordRefuge:
    reader = Reader(posted)
    address = reader.words("address", "避難先を書いてください。")
    first = reader.day_if_any("first", _DAY)
    reader.done()
    return record.RecordRefuge(address=address, first=first, note=posted.text("note"))


def _remark(posted: Posted) -> record.Remark:
    reader = Reader(posted)
    note = reader.words("note", "覚え書きを書いてください。")
    reader.done()
    return record.Remark(note=note)


def _masking_end(posted: Posted) -> record.EndMasking:
    reader = Reader(posted)
    reason = reader.words("reason", "伏せるのを終える理由を書いてください。")
    reader.done()
    return record.EndMasking(reason=reason)


def _taking_back(posted: Posted) -> record.TakeRecordBack:
    reader = Reader(posted)
    reason = reader.words("reason", "取り消す理由を書いてください。")
    reader.done()
    return record.TakeRecordBack(record=UUID(int=0), reason=reason)


def _nothing(_: Kept) -> Typed:
    return ()


def _measure_stands(kept: Kept) -> Typed:
    return (
        ("authority", kept.authority),
        ("first", dates.in_era(kept.first) if kept.first else ""),
        ("last", dates.in_era(kept.last) if kept.last else ""),
        ("covered", kept.covered),
        ("note", kept.note),
    )


def _other_stands(kept: Kept) -> Typed:
    return (
        ("name", kept.name),
        ("relation", kept.relation),
        ("reached", kept.reached),
        ("features", kept.features),
    )


def _refuge_stands(kept: Kept) -> Typed:
    first = dates.in_era(kept.first) if kept.first else ""
    return (("address", kept.address), ("first", first), ("note", kept.note))


def _remark_stands(kept: Kept) -> Typed:
    return (("note", kept.note),)


@dataclass(frozen=True)
class _Kind:
    """One form: how it is read, and what stands in it when it replaces a record."""

    read: Callable[[Posted], RecordCommand]
    filled: Callable[[Kept], Typed] = _nothing


_FORMS: Final[dict[What, _Kind]] = {
    "measure": _Kind(_measure, _measure_stands),
    "other-party": _Kind(_other, _other_stands),
    "refuge": _Kind(_refuge, _refuge_stands),
    "remark": _Kind(_remark, _remark_stands),
    "masking-end": _Kind(_masking_end),
    "taking-back": _Kind(_taking_back),
}
