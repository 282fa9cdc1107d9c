"""Person (本人票): its page, and the forms that correct it and say where somebody is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events import contact
from events.contact import AddressKind, ContactMeans, SenderName
from events.person import CorrectSheet
from services.acting import Acting, Done
from services.person_views import PersonPage
from services.persons import Persons
from services.refusals import NotShown
from services.web import dates
from services.web.addresses import Alias
from services.web.coded import Coded
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

What = Literal["correction", "safe-contact", "address", "moving", "death", "withdrawal"]

_DONE: Final = {
    "correction": "本人票を訂正しました。",
    "safe-contact": "安全な連絡方法を保存しました。",
    "address": "住所を保存しました。",
    "moving": "転出を保存しました。",
    "death": "死亡を保存しました。",
    "withdrawal": "記録を取り消しました。",
    "link": "同じ方の記録として結び付けました。",
    "unlink": "結び付けを取り消しました。",
    "protection-measure": "DV等支援措置を保存しました。",
    "protection-other-party": "相手方を保存しました。",
    "protection-refuge": "避難先を保存しました。",
    "protection-remark": "覚え書きを保存しました。",
    "protection-masking-end": "伏せるのを終えました。",
    "protection-taking-back": "記録を取り消しました。",
}
_CODES: Final = {"kinds": AddressKind, "ways": ContactMeans, "names": SenderName}


@router.get("/cases/{case}/person")
def show(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    of: str = "",
    done: str = "",
    late: str = "",
) -> Response:
    """Show the sheet of the person of a case, or of a member `of` their household."""
    return pages.page(
        "person/person.html",
        acting,
        here="/cases",
        case=case,
        of=of,
        sheet=desk.persons.page(acting, case, of=of),
        done=_DONE.get(done),
        late=bool(late),
    )


@router.get("/cases/{case}/person/same")
def same(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show who may be the same human being."""
    return _same(desk, case).shown(pages, acting, Posted((("command", str(uuid4())),)))


@router.post("/cases/{case}/person/same")
def link(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Link two sheets, or take a link back."""

    def work(command_id: UUID) -> Response:
        reader = Reader(posted)
        reason = reader.words("reason", "そう考えた理由を書いてください。")
        other = reader.words("other", "どの本人票かを選んでください。")
        reader.done()
        apart, token = posted.text("apart") == "yes", posted.text("token")
        done = desk.persons.link(acting, command_id, case, token, other, reason, apart=apart)
        return see(case, "", "unlink" if apart else "link", done)

    return save(pages, acting, posted, _same(desk, case), work)


@router.get("/cases/{case}/person/{what}")
def form(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    case: Alias,
    what: What,
    of: str = "",
    record: str = "",
) -> Response:
    """Show a form with what stands now; `record` is the alias of what it replaces or takes back."""
    page = desk.persons.page(acting, case, of=of)
    typed = _FORMS[what].filled(page, record)
    hidden = (("command", str(uuid4())), ("token", page.token), ("of", of), ("record", record))
    return _sheet(what, case).shown(pages, acting, Posted((*hidden, *typed)))


@router.post("/cases/{case}/person/{what}")
def write(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, what: What
) -> Response:
    """Save a form."""

    def work(command_id: UUID) -> Response:
        command, token, of = _FORMS[what].read(posted), posted.text("token"), posted.text("of")
        persons = desk.persons
        if isinstance(command, CorrectSheet):
            done = persons.correct(acting, command_id, case, token, command, of=of)
        else:
            record = posted.text("record") or None
            done = persons.record(acting, command_id, case, token, command, of=of, record=record)
        return see(case, of, what, done)

    return save(pages, acting, posted, _sheet(what, case), work)


def correction(posted: Posted) -> CorrectSheet:
    """
    Read a 訂正 of a sheet; a birth date may be a year, or a year and a month.

    Raises:
        FormRefused: when the birth date cannot be read, or the reason is missing.
    """
    reader = Reader(posted)
    born = known_date(reader, posted, "born")
    reason = reader.words("reason", "訂正の理由を書いてください。")
    reader.done()
    return CorrectSheet(
        name=posted.text("name"),
        kana=posted.text("kana"),
        born=born,
        address=posted.text("address"),
        phone=posted.text("phone"),
        reason=reason,
    )


def known_date(reader: Reader, posted: Posted, field: str) -> str:
    """Read as much of a birth date as is known, as ISO; empty when nothing is."""
    typed = posted.text(field)
    known = dates.parse_known(typed)
    if typed.strip() and not known:
        reader.refuse(
            field,
            "生年月日を、例：昭和22年5月3日、昭和22年5月、昭和22年 のように書いてください。",
        )
    elif known > dates.today().isoformat():
        reader.refuse(field, "生年月日は、今日までの日付にしてください。")
    return known


def _safe_contact(posted: Posted) -> contact.RecordSafeContact:
    reader = Reader(posted)
    means = reader.ticked(ContactMeans, "means")
    sender = reader.choice(SenderName, "sender", "名乗り方を選んでください。")
    reader.done()
    return contact.RecordSafeContact(
        means=means,
        times=posted.text("times"),
        sender=sender,
        never=posted.text("never"),
        note=posted.text("note"),
    )


def _address(posted: Posted) -> contact.RecordAddress:
    reader = Reader(posted)
    kind = reader.choice(AddressKind, "kind", "住所の種類を選んでください。")
    address = reader.words("address", "住所を書いてください。")
    since = reader.day_if_any("since", _DAY)
    until = reader.day_if_any("until", _DAY)
    reader.done()
    return contact.RecordAddress(
        kind=kind, address=address, since=since, until=until, note=posted.text("note")
    )


def _moving(posted: Posted) -> contact.RecordMovingAway:
    reader = Reader(posted)
    moved_on = reader.day_if_any("moved_on", _DAY)
    reader.done()
    return contact.RecordMovingAway(moved_on=moved_on, destination=posted.text("destination"))


def _death(posted: Posted) -> contact.RecordDeath:
    reader = Reader(posted)
    died_on = reader.day_if_any("died_on", _DAY)
    known_by = reader.words("known_by", "どうしてわかったかを書いてください。")
    reader.done()
    return contact.RecordDeath(died_on=died_on, known_by=known_by)


def _withdrawal(posted: Posted) -> contact.WithdrawContact:
    reader = Reader(posted)
    reason = reader.words("reason", "取り消す理由を書いてください。")
    reader.done()
    return contact.WithdrawContact(record=UUID(int=0), reason=reason)


_DAY: Final = "日付を、例：令和8年4月1日 のように書いてください。わからないときは空欄にします。"

Typed = tuple[tuple[str, str], ...]


def _nothing(_page: PersonPage, _record: str) -> Typed:
    return ()


def _as_it_stands(page: PersonPage, _record: str) -> Typed:
    told = page.person
    if told.erased:
        raise NotShown
    born = dates.parse(told.born)
    return (
        ("name", told.name),
        ("kana", told.kana),
        ("born", dates.in_era(born) if born else told.born),
        ("address", told.address),
        ("phone", told.phone),
    )


def _safe_as_it_stands(page: PersonPage, _record: str) -> Typed:
    safe = page.whereabouts.safe
    if safe is None:
        return (("sender", SenderName.NOT_ASKED),)
    ticked = tuple(("means", code.value) for code in safe.means)
    texts = (("times", safe.times), ("never", safe.never), ("note", safe.note))
    return (*ticked, ("sender", safe.sender), *texts)


def _address_as_it_stands(page: PersonPage, record: str) -> Typed:
    found = next((one for one in page.whereabouts.addresses if one.alias == record), None)
    if found is None:
        return ()
    return (
        ("kind", found.kind),
        ("address", found.address),
        ("since", dates.in_era(found.since) if found.since else ""),
        ("until", dates.in_era(found.until) if found.until else ""),
        ("note", found.note),
    )


@dataclass(frozen=True)
class _Kind:
    """One form: how it is read, and what stands in it when it is opened."""

    read: Callable[[Posted], Any]
    filled: Callable[[PersonPage, str], Typed] = _nothing


_FORMS: Final[dict[What, _Kind]] = {
    "correction": _Kind(correction, _as_it_stands),
    "safe-contact": _Kind(_safe_contact, _safe_as_it_stands),
    "address": _Kind(_address, _address_as_it_stands),
    "moving": _Kind(_moving),
    "death": _Kind(_death),
    "withdrawal": _Kind(_withdrawal),
}


@dataclass(frozen=True)
class _Proposals(Sheet):
    """The page of proposals, which is read anew when a link is refused."""

    persons: Persons | None = None

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the proposals as they are now."""
        assert self.persons is not None
        found = self.persons.same(acting, self.case)
        return super().shown(pages, acting, posted, status=status, **{**more, "found": found})


def _sheet(what: What, case: str) -> Coded:
    return Coded(f"person/{what.replace('-', '_')}.html", here="/cases", case=case, codes=_CODES)


def _same(desk: Desk, case: str) -> Sheet:
    return _Proposals("person/same.html", here="/cases", case=case, persons=desk.persons)


def see(case: str, of: str, what: str, done: Done) -> Response:
    """Send the browser to the sheet, which says what was done (post/redirect/get)."""
    about = f"&of={of}" if of else ""
    late = "" if done.shown else "&late=1"
    return RedirectResponse(f"/cases/{case}/person?done={what}{about}{late}", 303)
