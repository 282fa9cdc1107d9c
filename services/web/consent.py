"""Consent (同意): one page for staff, with the national form, and the forms for everything else."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.access import Surface
from services.acting import Acting, Done
from services.consent_views import ConsentPage
from services.refusals import NotShown
from services.web import consent_forms
from services.web.addresses import Alias
from services.web.consent_kinds import FORMS, LISTS
from services.web.desk import AtDesk, Desk
from services.web.posted import Form, Posted
from services.web.render import Pages, Rendered
from services.web.saving import Sheet, save
from services.web.session import Current

router = APIRouter()

What = Literal[
    "limited",
    "unasked",
    "withdrawal",
    "exclusion",
    "lifting",
    "dispute",
    "settlement",
    "paper",
    "representative",
    "authority-end",
    "conflict",
    "no-conflict",
]

_ANSWERS: Final = {
    "given": "同意を保存しました。",
    "refused": "同意しないことを保存しました。相談はそのまま続けられます。",
    "asked": "同意を求めたことを保存しました。",
}


@dataclass(frozen=True, kw_only=True)
class ConsentSheet(Sheet):
    """A form about the will of the person of a case; its page is read anew when it is refused."""

    desk: Desk
    what: str = ""
    page: ConsentPage | None = None

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with what was typed, among what stands now."""
        page = self.page or self.desk.consenting.page(acting, self.case)
        record = posted.text("record")
        chosen: dict[str, object] = {
            "page": page,
            "what": self.what,
            "form_title": FORMS[self.what].title if self.what else "",
            "line": next((one for one in page.consents if one.said.record == record), None),
            "done": None,
            "late": False,
            **LISTS,
        }
        return super().shown(pages, acting, posted, status=status, **{**chosen, **more})


@router.get("/cases/{case}/consent")
def show(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, done: str = "", late: str = ""
) -> Response:
    """Show what stands of the person's will, and the national form."""
    page = desk.consenting.page(acting, case)
    told = {**_ANSWERS, **{what: form.done for what, form in FORMS.items()}}
    typed = (*_hidden(page), *consent_forms.first_typed(page))
    sheet = _main(desk, case, page)
    return sheet.shown(pages, acting, Posted(typed), done=told.get(done), late=bool(late))


@router.post("/cases/{case}/consent")
def answer(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias) -> Response:
    """Write down what the person answered to the national form."""

    def work(command_id: UUID) -> Response:
        command, named = consent_forms.national(posted)
        token = posted.text("token")
        done = desk.consenting.write(acting, command_id, case, token, command, named)
        return _see(case, posted.text("answer"), done)

    return save(pages, acting, posted, _main(desk, case), work)


@router.get("/cases/{case}/consent/print")
def paper(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, text: str = "", record: str = ""
) -> Response:
    """Show the paper: a text in use to be signed, or a consent with the text explained then."""
    page = desk.consenting.page(acting, case, surface=Surface.CONSENT_PRINT)
    line = next((one for one in page.consents if one.said.record == record), None)
    chosen = line.document if line else next((t for t in page.texts if t.alias == text), None)
    if chosen is None:
        raise NotShown
    return pages.page(
        "consent/print.html",
        acting,
        here="/cases",
        case=case,
        page=page,
        line=line,
        text=chosen,
    )


@router.get("/cases/{case}/consent/{what}")
def form(
    pages: Rendered, desk: AtDesk, acting: Current, case: Alias, what: What, record: str = ""
) -> Response:
    """Show a form; `record` is the alias of what it is about."""
    page = desk.consenting.page(acting, case)
    typed = FORMS[what].filled(page, record)
    posted = Posted((*_hidden(page), ("record", record), *typed))
    return _sheet(desk, case, what, page).shown(pages, acting, posted)


@router.post("/cases/{case}/consent/{what}")
def write(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias, what: What
) -> Response:
    """Save a form."""

    def work(command_id: UUID) -> Response:
        command, named = FORMS[what].read(posted)
        token = posted.text("token")
        done = desk.consenting.write(acting, command_id, case, token, command, named)
        return _see(case, what, done)

    return save(pages, acting, posted, _sheet(desk, case, what), work)


def _hidden(page: ConsentPage) -> tuple[tuple[str, str], ...]:
    return (("command", str(uuid4())), ("token", page.token))


def _main(desk: Desk, case: str, page: ConsentPage | None = None) -> ConsentSheet:
    return ConsentSheet(
        template="consent/consent.html", here="/cases", case=case, desk=desk, page=page
    )


def _sheet(desk: Desk, case: str, what: What, page: ConsentPage | None = None) -> ConsentSheet:
    return ConsentSheet(
        template=f"consent/{FORMS[what].template}.html",
        here="/cases",
        case=case,
        desk=desk,
        what=what,
        page=page,
    )


def _see(case: str, what: str, done: Done) -> Response:
    """Send the browser to the page, which says what was done (post/redirect/get)."""
    late = "" if done.shown else "&late=1"
    return RedirectResponse(f"/cases/{case}/consent?done={what}{late}", 303)
