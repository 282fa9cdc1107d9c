"""Values for the pages of 同意によらない提供, of people who do not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from events.ground import Approving, Condition, Ground, GroundReason, Necessity, Needed
from events.values import Category
from services.grounding import GroundPage
from services.provision_views import GroundRow
from services.web.ground import HARMS
from services.web.posted import Posted
from services.web.provision import seen_as, why
from tests.services.web.provision_samples import PREVIEW, UNCHOSEN

ROW: Final = GroundRow(
    ground=Ground.INTERNAL_REASONABLE,
    why=GroundReason.ELIGIBILITY,
    needed=(Needed(category=Category.NOTE, need=Necessity.JUDGE),),
    conditions=tuple(Condition),
    until=date(2026, 6, 7),
    decision=None,
    accepted=False,
)
PAGE: Final = GroundPage(
    case="k7Q",
    alias="pA1",
    token="t0",
    name="髙橋 花子",
    other="生活保護",
    row=ROW,
    asked="要否の判断に使ってください。",
    words="保護の要否を決める法定の事務に必要なため。",
    harm="本人に伝えても不利益はない。",
    by="佐藤 美咲",
    decided_by="",
    at=None,
    said="",
    kinds=(("case.progress-recorded", Category.NOTE),),
    mine=False,
    decides=True,
)
DECIDED: Final = replace(
    PAGE,
    row=replace(ROW, decision=Approving.APPROVED),
    decided_by="加藤 誠",
    at=datetime(2026, 5, 8, 1, tzinfo=UTC),
    said="必要な範囲であることを確かめた。",
)


def forms(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the form in its states."""
    more = {
        "case": "k7Q",
        "seen_as": seen_as,
        "why": why,
        "grounds": Ground,
        "reasons": GroundReason,
        "needs": Necessity,
        "harms": HARMS,
        "categories": (Category.ID, Category.NOTE),
    }
    return [
        {**more, "seen": PREVIEW, "posted": Posted()},
        {**more, "seen": UNCHOSEN, "posted": Posted()},
        {**more, "seen": PREVIEW, "categories": (), "posted": Posted()},
        {**more, "seen": PREVIEW, "posted": typed, "problem": wrong},
    ]


def pages(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the page of whoever decides in its states."""
    more = {"case": "k7Q", "harms": HARMS, "token": "", "posted": Posted()}
    return [
        {**more, "found": PAGE},
        {**more, "found": DECIDED},
        {**more, "found": replace(PAGE, mine=True, words="", harm="", asked="")},
        {**more, "found": replace(DECIDED, decides=False, name="", said="")},
        {**more, "found": PAGE, "posted": typed, "problem": wrong},
    ]
