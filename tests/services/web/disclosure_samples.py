"""Values for the pages of 開示台帳, of people who do not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from consent.gate import Reason
from events.values import Basis, Category, Purpose, Role
from services.accounting import Narrowing
from services.accounting_views import (
    CaseDisclosures,
    DisclosedItem,
    DisclosurePage,
    DisclosureRow,
)

SEEN: Final = DisclosureRow(
    seq=842,
    at=datetime(2026, 5, 11, 6, 4, tzinfo=UTC),
    staff_name="田中 実",
    role=Role.WORKER,
    recipient="生活福祉資金の貸付",
    provider="福祉総合相談窓口",
    purpose=Purpose.SERVICE,
    basis=Basis.CONSENT,
    policy="8ede6dbd355f",
    rule="",
    case="cA1",
    items=(
        DisclosedItem(
            kind="case.progress-recorded",
            on=date(2026, 5, 7),
            category=Category.NOTE,
            person="pA1",
            own=True,
        ),
        DisclosedItem(
            kind="case.consultation-received",
            on=date(2026, 5, 6),
            category=Category.CONTACT,
            person="pB2",
            own=False,
        ),
        DisclosedItem(kind="", on=None, category=None, person="", own=False),
    ),
)
NOTHING: Final = replace(SEEN, seq=841, basis=Basis.NONE, case="", items=())
REFUSED: Final = replace(NOTHING, seq=840, provider="", rule=Reason.NOT_FOUND)
PAGE: Final = DisclosurePage(
    rows=(SEEN, NOTHING, REFUSED),
    total=103,
    page=2,
    pages=3,
    others=(("gA1", "生活福祉資金の貸付"),),
    members=(("sA1", "田中 実"),),
)
CASE: Final = CaseDisclosures(case="cA1", name="髙橋 花子", total=900, rows=(SEEN, NOTHING))


def ledgers(wrong: object) -> list[dict[str, Any]]:
    """Return what the auditor's page is filled with: narrowed or not, full and empty."""
    to = Narrowing(case="cA1", person="pA1", other="gA1", member="sA1")
    page: dict[str, Any] = {"ledger": PAGE, "to": to, "reasons": Reason, "problem": None}
    empty = replace(PAGE, rows=(), total=0, page=1, pages=1)
    return [page, {**page, "ledger": empty, "to": Narrowing(), "problem": wrong}]


def of_case(wrong: object) -> list[dict[str, Any]]:
    """Return what the page of a case is filled with."""
    page: dict[str, Any] = {"case": "cA1", "found": CASE, "problem": None}
    nobody = CaseDisclosures(case="cA1", name="", total=0, rows=())
    return [page, {**page, "found": nobody, "problem": wrong}]
