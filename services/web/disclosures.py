"""Disclosure ledger (開示台帳): who was shown what across programmes; of a case, for its own."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from consent.gate import Reason
from services.accounting import Narrowing
from services.accounting_views import DisclosedItem, DisclosureRow
from services.acting import Acting
from services.web import dates, spreadsheet
from services.web.addresses import Alias, Page
from services.web.desk import AtDesk, Desk
from services.web.errors import Problem, problem
from services.web.labels import label, label_of, title_of
from services.web.posted import Form, Posted
from services.web.render import Pages, Rendered
from services.web.session import Current, StandChanged, check_stand

router = APIRouter()

Narrowed = Annotated[str, Query(pattern=r"^\s{0,9}[A-Za-z0-9_-]{0,64}\s{0,9}$")]
"""An alias or nothing; anything else would stand in the entry of its refusal."""

HEADINGS: Final = (
    "日時",
    "提供元",
    "提供先",
    "閲覧した職員",
    "立場",
    "目的",
    "根拠",
    "記録の種類",
    "記録の日",
    "区分",
    "ケース",
    "本人",
    "結果",
    "台帳の番号",
)
OF_A_PERSON: Final = (
    "日時",
    "提供元",
    "提供先",
    "閲覧した職員",
    "目的",
    "根拠",
    "記録の種類",
    "記録の日",
    "区分",
    "台帳の番号",
)


@router.get("/disclosures")
def ledger(
    pages: Rendered,
    desk: AtDesk,
    acting: Current,
    page: Page,
    case: Narrowed = "",
    person: Narrowed = "",
    other: Narrowed = "",
    member: Narrowed = "",
) -> Response:
    """Show a page of the ledger to an auditor."""
    to = Narrowing(
        case=case.strip(), person=person.strip(), other=other.strip(), member=member.strip()
    )
    return _listed(pages, desk, acting, to, page)


@router.post("/disclosures/export")
def export(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Give all that the page is narrowed to, one line for each part."""
    to = _narrowing(posted)
    try:
        check_stand(acting, posted)
    except StandChanged as refusal:
        return _listed(pages, desk, acting, to, 1, problem=problem(refusal))
    rows = desk.accounting.rows(acting, to)
    return spreadsheet.of("disclosures", HEADINGS, _lines(rows))


@router.get("/cases/{case}/disclosures")
def of_case(pages: Rendered, desk: AtDesk, acting: Current, case: Alias) -> Response:
    """Show who was shown what of a case."""
    return _of_case(pages, desk, acting, case)


@router.post("/cases/{case}/disclosures/export")
def export_of_case(
    pages: Rendered, desk: AtDesk, posted: Form, acting: Current, case: Alias
) -> Response:
    """Give what concerns the case's own person, for their 開示請求 (R45)."""
    try:
        check_stand(acting, posted)
    except StandChanged as refusal:
        return _of_case(pages, desk, acting, case, problem=problem(refusal))
    rows = desk.accounting.of_person(acting, case)
    return spreadsheet.of("disclosures", OF_A_PERSON, _of_person(rows))


def _listed(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    to: Narrowing,
    page: int,
    problem: Problem | None = None,
) -> Response:
    return pages.page(
        "disclosures/ledger.html",
        acting,
        status=problem.sentence.status if problem else 200,
        here="/disclosures",
        ledger=desk.accounting.page(acting, to, page=page),
        to=to,
        reasons=Reason,
        problem=problem,
    )


def _of_case(
    pages: Pages, desk: Desk, acting: Acting, case: str, problem: Problem | None = None
) -> Response:
    return pages.page(
        "disclosures/case.html",
        acting,
        status=problem.sentence.status if problem else 200,
        here="/cases",
        case=case,
        found=desk.accounting.of_case(acting, case),
        problem=problem,
    )


def _narrowing(posted: Posted) -> Narrowing:
    return Narrowing(
        case=posted.text("case"),
        person=posted.text("person"),
        other=posted.text("other"),
        member=posted.text("member"),
    )


def _lines(rows: Iterable[DisclosureRow]) -> Iterator[tuple[str, ...]]:
    """Return a line for each part of each look, and one for a look that opened nothing."""
    for row in rows:
        for item in row.items or (None,):
            yield (
                dates.at_tokyo(row.at),
                row.provider,
                row.recipient,
                row.staff_name,
                label(row.role),
                label(row.purpose),
                label(row.basis),
                *_item(item),
                row.case,
                item.person if item else "",
                _outcome(row),
                str(row.seq),
            )


def _of_person(rows: Iterable[DisclosureRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for item in row.items:
            if item.own:
                yield (
                    dates.at_tokyo(row.at),
                    row.provider,
                    row.recipient,
                    row.staff_name,
                    label(row.purpose),
                    label(row.basis),
                    *_item(item),
                    str(row.seq),
                )


def _item(item: DisclosedItem | None) -> tuple[str, str, str]:
    if item is None:
        return ("", "", "")
    return (
        title_of(item.kind) if item.kind else "",
        item.on.isoformat() if item.on else "",
        label(item.category) if item.category else "",
    )


def _outcome(row: DisclosureRow) -> str:
    if row.rule:
        return f"拒否：{label_of(Reason, row.rule)}"
    return "閲覧" if row.items else "表示できるものがなかった"
