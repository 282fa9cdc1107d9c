"""画面: every template renders, is titled, is Japanese, and lets no text become markup."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

import pytest

from consent.gate import Reason
from events.access import Surface
from events.asking import ANSWER_CATEGORIES, QuestionKind
from events.qualification import Qualification
from events.values import ClosingReason, Role
from services.acting import Colleague
from services.case_forms import Closing
from services.draft_views import DraftLine
from services.questions import Version
from services.refusals import NotShown, StaleSave
from services.web import dates
from services.web.components import SAMPLES
from services.web.errors import SENTENCES, Problem, problem
from services.web.posted import FormRefused, Posted
from services.web.render import TEMPLATES, Pages
from services.web.static import Statics
from tests.services.web import (
    assignment_samples,
    assignments_samples,
    consent_samples,
    disclosure_samples,
    due_samples,
    emergency_samples,
    ground_samples,
    migration_samples,
    organisation_samples,
    person_samples,
    provision_samples,
    samples,
    sheet_samples,
    sheets,
    team_samples,
)

pytestmark = pytest.mark.pure

PARTS = {
    "emergencies/macros.html",
    "assignment/forms.html",
    "assignments/parts.html",
    "layout.html",
    "macros.html",
    "case/forms.html",
    "case/papers.html",
    "staff/appointment.html",
    "case/form.html",
    "case/sheet.html",
    "assessment/forms.html",
    "handovers/forms.html",
    "referrals/forms.html",
    "relief/forms.html",
    "interpreters/forms.html",
    "answers/fields.html",
    "plan/forms.html",
    "monitoring/forms.html",
    "ending/forms.html",
    "directions/forms.html",
    "consent/form.html",
    "consent/macros.html",
    "person/form.html",
    "person/macros.html",
    "household/form.html",
    "task/forms.html",
    "visit/forms.html",
    "attachments/forms.html",
    "intake/fields.html",
    "intake/likely.html",
}
WRONG = Problem(SENTENCES[FormRefused], {"text": "内容を書いてください。", "name": "氏名を…"})
CANARY = "<script>alert('髙')</script>\"><img src=x onerror=alert(1)>"

TYPED = Posted((("text", "書きかけ"), ("name", "髙橋"), ("closed_on", "令和8年4月1日")))
ON_A_CASE = {
    "here": "/cases",
    "case": "k7Qm2xVb9a",
    "record": "nB2",
    "posted": TYPED,
    "token": "state",
    "changes": (samples.NOTE,),
    "command": "c",
}
CASE = {
    "here": "/cases",
    "kind": "",
    "by": "",
    "done": "支援経過を保存しました。",
    "late": True,
    "posted": Posted(),
    "closing_command": "c",
    "closing_posted": TYPED,
    **assignment_samples.CASE,
}
CLOSING = Closing(reason=ClosingReason.HANDOVER, closed_on=dates.today(), summary="")
DRAFTS = [
    (DraftLine(alias="d1", form="slip", case=None, saved_at=samples.SLIP.valid_at), "連絡票"),
    (DraftLine(alias="d2", form="progress", case="k7Q", saved_at=samples.SLIP.valid_at), "経過"),
]
COLLEAGUES = (Colleague(alias="s1", name="鈴木 健一"),)
STATES = {"open": "支援中", "closed": "終了", "all": "すべて"}
LISTED = {"cases": samples.CASES, "state": "all", "states": STATES}
LEDGER: dict[str, Any] = {
    "ledger": samples.LEDGER,
    "case": "k7Q",
    "surfaces": Surface,
    "reasons": Reason,
}
STAFF = {
    "office": samples.OFFICE,
    "roles": (Role.WORKER,),
    "qualifications": Qualification,
    "posted": Posted(),
}
SECOND_STEP = {"posted": Posted(), "ticket": "sealed", "next": "/"}
AGAIN = {"sentence": SENTENCES[NotShown], "address": "/intake", "posted": TYPED}

VERSION: Final = Version(
    first=date(2026, 4, 1),
    questions=sheet_samples.LOCAL.questions,
    adopted_at=samples.SLIP.valid_at,
    adopted_by="森 健",
    ahead=False,
    now=True,
)
QUESTIONS: dict[str, Any] = {
    "versions": (replace(VERSION, ahead=True, now=False), VERSION, replace(VERSION, questions=())),
    "places": range(1, 3),
    "kinds": QuestionKind,
    "categories": ANSWER_CATEGORIES,
    "posted": TYPED,
    "done": True,
}

FILLED: dict[str, list[dict[str, Any]]] = {
    "questions/questions.html": [
        QUESTIONS,
        {**QUESTIONS, "versions": (), "done": False, "problem": WRONG},
    ],
    "login/login.html": [
        {"posted": TYPED, "next": "/"},
        {"posted": TYPED, "next": "/", "problem": WRONG},
    ],
    "login/code.html": [SECOND_STEP, {**SECOND_STEP, "problem": WRONG}],
    "login/enrol.html": [SECOND_STEP],
    "login/offer.html": [
        {**SECOND_STEP, "offered": samples.TELEPHONE},
        {**SECOND_STEP, "offered": samples.SHEET, "problem": WRONG},
    ],
    "login/password.html": [{"posted": Posted()}, {"posted": Posted(), "problem": WRONG}],
    "login/renewed.html": [{}],
    "login/stand.html": [{"choices": [("a", samples.COUNSELLOR), ("b", samples.AUDITOR)]}],
    **due_samples.FILLED,
    **{
        name: [{**ON_A_CASE, **more}, {**ON_A_CASE, **more, "problem": WRONG}]
        for name, more in due_samples.FORMS.items()
    },
    "work/none.html": [{}],
    "intake/slip.html": [
        {"posted": Posted()},
        {"posted": TYPED, "problem": WRONG},
        {"posted": Posted(), "asked": sheet_samples.LOCAL},
        {"posted": TYPED, "asked": sheet_samples.LOCAL, "asked_anew": True},
        {"posted": Posted((("q-qL1", "はい"),))},
        {"posted": Posted(), "note": samples.BRIEF},
        *({"posted": TYPED, "likely": likely} for likely in samples.LIKELY),
    ],
    "intake/paper.html": [
        {"posted": Posted(), "case": ""},
        {"posted": TYPED, "case": "k7Q"},
        {"posted": TYPED, "case": "", "asked": sheet_samples.LOCAL, "asked_anew": True},
        {"posted": TYPED, "case": "", "problem": WRONG},
        {"posted": TYPED, "case": "", "likely": samples.LIKELY[0]},
    ],
    "brief/brief.html": [
        {"posted": Posted(), "notes": (samples.BRIEF,), "done": True},
        {"posted": Posted(), "notes": (), "done": False},
        {"posted": TYPED, "problem": WRONG},
    ],
    "emergencies/case.html": emergency_samples.of_case(TYPED, WRONG),
    "obligations/list.html": provision_samples.OWED,
    "obligations/step.html": provision_samples.owed(TYPED, WRONG),
    "emergencies/list.html": emergency_samples.LISTS,
    "emergencies/overseen.html": emergency_samples.OVERSEEN,
    "emergencies/received.html": emergency_samples.received(WRONG),
    "emergencies/review.html": emergency_samples.reviews(TYPED, WRONG),
    "disclosures/ledger.html": disclosure_samples.ledgers(WRONG),
    "disclosures/case.html": disclosure_samples.of_case(WRONG),
    "grounds/form.html": ground_samples.forms(TYPED, WRONG),
    "grounds/page.html": ground_samples.pages(TYPED, WRONG),
    "provisions/proposal.html": provision_samples.proposals(TYPED, WRONG),
    "provisions/provided.html": provision_samples.provided(WRONG),
    "provisions/case.html": provision_samples.of_case(WRONG),
    "provisions/inbox.html": provision_samples.INBOX,
    "provisions/answer.html": provision_samples.answers(TYPED, WRONG),
    "inquiry/inquiry.html": [
        {"posted": Posted(), "notes": (samples.INQUIRY,), "done": True},
        {"posted": Posted(), "notes": (), "done": False},
        {"posted": TYPED, "problem": WRONG},
    ],
    "intake/received.html": [{"case": "k7Q", "late": False}, {"case": "k7Q", "late": True}],
    "cases/list.html": [LISTED, {**LISTED, "cases": samples.NO_CASES, "state": "open"}],
    "case/case.html": [
        *({**CASE, "case": page} for page in samples.CASE_PAGES.values()),
        {**CASE, "case": due_samples.CASE_PAGE, "kind": "task.given"},
        {**CASE, "case": replace(samples.CASE_PAGE, items=(samples.PASSAGE, samples.NOTE))},
        {**CASE, "case": assignment_samples.CASE_PAGE},
        {**CASE, "case": assignment_samples.COVERED_PAGE},
    ],
    "assignment/assignment.html": assignment_samples.PAGES,
    "team/team.html": team_samples.pages(WRONG),
    "assignments/assignments.html": assignments_samples.pages(WRONG),
    "assignment/step.html": assignment_samples.steps(ON_A_CASE, WRONG),
    "case/progress.html": [
        ON_A_CASE,
        {**ON_A_CASE, "problem": WRONG},
        {**ON_A_CASE, "whose": samples.CASE_PAGE.person},
        {**ON_A_CASE, "others": samples.OTHERS},
        {**ON_A_CASE, "others": replace(samples.OTHERS, persons=())},
    ],
    "case/passage_correction.html": [ON_A_CASE, {**ON_A_CASE, "problem": WRONG}],
    "case/slip_as_progress.html": [
        {**ON_A_CASE, "choices": (("k7Qm2xVb9a", "髙橋 みどり、令和8年4月1日受付"),)},
        {**ON_A_CASE, "choices": (), "problem": WRONG},
    ],
    "case/progress_as_slip.html": [
        {**ON_A_CASE, "whose": samples.CASE_PAGE.person, "noted": samples.NOTE},
        {**ON_A_CASE, "problem": WRONG},
    ],
    "case/closing.html": [ON_A_CASE, {**ON_A_CASE, "problem": WRONG}],
    "case/closing_check.html": [{**ON_A_CASE, "closing": CLOSING}],
    "case/progress_correction.html": [ON_A_CASE, {**ON_A_CASE, "problem": WRONG}],
    "case/slip_correction.html": [ON_A_CASE, {**ON_A_CASE, "problem": WRONG}],
    "drafts/drafts.html": [
        {"here": "/drafts", "drafts": DRAFTS, "colleagues": COLLEAGUES, "done": "残しました。"},
        {"here": "/drafts", "drafts": [], "colleagues": (), "done": None},
    ],
    **sheets.FILLED,
    "search/search.html": [
        {**due_samples.REASONS, "posted": TYPED, "result": found}
        for found in (None, samples.FOUND, samples.NOTHING_FOUND)
    ],
    "staff/list.html": [STAFF, {**STAFF, "problem": WRONG}],
    "staff/member.html": [{**STAFF, "member": member} for member in samples.OFFICE.members],
    **organisation_samples.pages(WRONG),
    "staff/password.html": [{"login": "aoki", "password": "drawn-by-lot"}],
    "components/components.html": [
        {**SAMPLES, "state": "filled", "posted": TYPED},
        {**SAMPLES, "state": "wrong", "posted": TYPED, "problem": WRONG},
    ],
    "access/ledger.html": [LEDGER, {**LEDGER, "ledger": samples.NO_LEDGER, "case": ""}],
    "errors/error.html": [{"sentence": SENTENCES[NotShown]}],
    "errors/again.html": [
        {**AGAIN, "login": True, "typed": TYPED.pairs},
        {**AGAIN, "login": False, "typed": ()},
    ],
}
FILLED.update(consent_samples.SHEETS)
FILLED.update(sheet_samples.SHEETS | person_samples.SHEETS | migration_samples.SHEETS)
FILLED.update(
    (form, [{**ON_A_CASE, **lists}, {**ON_A_CASE, **lists, "problem": WRONG}])
    for form, lists in (
        sheet_samples.FORMS | person_samples.FORMS | migration_samples.FORMS
    ).items()
)
EVERY_PAGE = [(name, filled) for name, cases in FILLED.items() for filled in cases]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(Statics().addresses)


def rendered(pages: Pages, name: str, filled: dict[str, Any]) -> str:
    return bytes(pages.page(name, samples.COUNSELLOR, **filled).body).decode()


def with_canary(value: Any) -> Any:
    """Put the canary into every text of a value that a page shows; codes stay codes."""
    if type(value) is str:
        return CANARY
    if isinstance(value, tuple):
        items = cast("tuple[Any, ...]", value)
        pairs = bool(items) and isinstance(items[0], tuple)
        return tuple((item[0], CANARY) if pairs else with_canary(item) for item in items)
    if hasattr(value, "__dataclass_fields__"):
        changed = {f.name: with_canary(getattr(value, f.name)) for f in fields(value)}
        codes = {"kind", "kinds"}
        return replace(value, **{name: v for name, v in changed.items() if name not in codes})
    return value


def test_every_template_is_among_the_samples() -> None:
    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}

    assert found == PARTS | set(FILLED)


@pytest.mark.parametrize(("name", "filled"), EVERY_PAGE)
def test_a_page_is_japanese_and_has_a_title_and_one_heading(
    pages: Pages, name: str, filled: dict[str, Any]
) -> None:
    page = rendered(pages, name, filled)

    assert page.startswith('<!doctype html>\n<html lang="ja">')
    assert re.search(r"<title>[^<｜]+｜つなぎ</title>", page)
    assert page.count("<h1") == 1


@pytest.mark.parametrize(("name", "filled"), EVERY_PAGE)
def test_a_page_shows_no_personal_word_in_its_title(
    pages: Pages, name: str, filled: dict[str, Any]
) -> None:
    """Titles stay in a browser's history and in a task bar that others see."""
    title = re.findall(r"<title>(.*?)</title>", rendered(pages, name, filled))[0]

    assert "髙橋" not in title
    assert "佐々木" not in title


@pytest.mark.parametrize(("name", "filled"), EVERY_PAGE)
def test_a_page_shows_no_id_but_aliases(pages: Pages, name: str, filled: dict[str, Any]) -> None:
    """Architecture §8; the command's own id is drawn for the form."""
    page = rendered(pages, name, {**filled, "command": "c"})

    ids = {str(v) for v in vars(samples.COUNSELLOR).values() if isinstance(v, UUID)}
    assert not [known for known in ids if known in page]


@pytest.mark.parametrize(("name", "filled"), EVERY_PAGE)
def test_no_text_becomes_markup(pages: Pages, name: str, filled: dict[str, Any]) -> None:
    posted = Posted(tuple((f, CANARY) for f in ("name", "text", "words", "reason", "summary")))
    codes = {"state": filled.get("state", "all"), "here": "/", "posted": posted}
    codes |= {part: filled[part] for part in ("forms", "name", "what") if part in filled}
    texts = {name: with_canary(value) for name, value in filled.items()} | codes

    page = rendered(pages, name, texts)

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_an_error_is_said_before_everything_else(pages: Pages) -> None:
    page = rendered(pages, "intake/slip.html", {"posted": TYPED, "problem": WRONG})

    assert "<title>エラー：受付・連絡票｜つなぎ</title>" in page
    assert '<a href="#name">氏名を…</a>' in page
    assert '<span class="wrong" id="name-wrong">＊氏名を…</span>' in page
    assert 'aria-describedby="name-hint name-wrong" aria-invalid="true"' in page


def test_a_stale_save_shows_what_came_meanwhile_and_keeps_what_was_written(pages: Pages) -> None:
    refusal = StaleSave(changes=(samples.CORRECTED_NOTE,), token="newer")
    filled = {**ON_A_CASE, "changes": refusal.changes, "problem": problem(refusal)}

    page = rendered(pages, "case/progress.html", filled)

    assert "社会福祉協議会の貸付担当に" in page
    assert "書きかけ" in page


def test_what_was_erased_says_on_which_authority_and_when(pages: Pages) -> None:
    """R70, promise 7."""
    page = rendered(pages, "case/case.html", {**CASE, "case": samples.ERASED_PAGE})

    assert "消去済み" in page
    assert "根拠：保存期間の満了" in page
    assert "理由：five-years-after-closing" in page
    assert "令和8年4月1日" in page
    assert "支援経過を保存する" not in page


def test_a_correction_is_marked_as_one(pages: Pages) -> None:
    """R71."""
    page = rendered(pages, "case/case.html", {**CASE, "case": samples.CASE_PAGE})

    assert page.count("訂正あり") == 1


def test_the_auditors_page_has_links_to_no_case(pages: Pages) -> None:
    """R50."""
    page = rendered(pages, "access/ledger.html", LEDGER)

    assert re.findall(r'href="(/[a-z]+)', page.split("<main")[1]) == [
        "/access",
        "/access",
        "/access",
    ]
