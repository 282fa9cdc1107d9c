"""Values for the pages of 緊急開示, of people who do not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from events.emergency import EmergencyLaw, Finding, Stopping
from services.emergency_views import (
    Emergencies,
    EmergencyForm,
    EmergencyPage,
    EmergencyRecord,
    EmergencyReview,
    EmergencyRow,
    Grounds,
)
from services.web.posted import Posted
from tests.services.web.provision_samples import RECORDS

AT: Final = datetime(2026, 5, 4, 10, 20, tzinfo=UTC)
OPEN: Final = EmergencyRow(
    alias="eA1",
    token="t0",
    other="さくら市消防署",
    case="k7Q",
    law=EmergencyLaw.VITAL_INTEREST,
    staff="佐藤 美咲",
    at=AT,
    until=AT.replace(hour=11),
    open=True,
    review_by=date(2026, 5, 7),
    overdue=False,
    finding=None,
    stopped=None,
    ours=True,
    mine=False,
    records=2,
    seen=0,
)
LATE: Final = replace(OPEN, alias="eB2", open=False, overdue=True)
WRONGED: Final = replace(OPEN, alias="eC3", open=False, finding=Finding.NOT_UPHELD, seen=2)
UPHELD: Final = replace(OPEN, alias="eD4", open=False, finding=Finding.UPHELD, seen=2)
STOPPED: Final = replace(WRONGED, alias="eE5", stopped=Stopping.DESTROYED)
THEIRS: Final = replace(OPEN, ours=False, case="", seen=1)
TO_STOP: Final = replace(WRONGED, ours=False, case="")
FORM: Final = EmergencyForm(
    case="k7Q",
    token="t0",
    name="髙橋 花子",
    recipients=(("cA1", "さくら市消防署"),),
    records=(
        EmergencyRecord(
            alias="rA1", kind="person.registered", on=date(2026, 5, 1), opening="", sheet=True
        ),
        EmergencyRecord(
            alias="rB2",
            kind="case.progress-recorded",
            on=date(2026, 5, 2),
            opening="持病の薬を飲んでいない。",
            sheet=False,
        ),
    ),
    rows=(OPEN, WRONGED),
)
REVIEW: Final = EmergencyReview(
    row=OPEN,
    name="髙橋 花子",
    kinds=(("case.progress-recorded", date(2026, 5, 2)),),
    grounds=(
        Grounds(
            kind="emergency.disclosed", at=AT, staff="佐藤 美咲", words="呼びかけに返事がない。"
        ),
        Grounds(kind="emergency.extended", at=AT, staff="佐藤 美咲", words=""),
    ),
    may=True,
)
LENGTHS: Final = (("30", "30分"), ("60", "60分"))
LISTS: Final[list[dict[str, Any]]] = [
    {
        "found": Emergencies(
            waiting=(OPEN, LATE), received=(THEIRS, TO_STOP), done=(UPHELD, WRONGED, STOPPED)
        ),
        "done": "延長しました。",
    },
    {"found": Emergencies(waiting=(), received=(), done=()), "done": ""},
]

OVERSEEN: Final[list[dict[str, Any]]] = [
    {"rows": (replace(LATE, case=""), replace(WRONGED, case=""))},
    {"rows": ()},
]


def of_case(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the page of a case in its states."""
    more = {"case": "k7Q", "laws": EmergencyLaw, "lengths": LENGTHS, "done": ""}
    return [
        {**more, "found": FORM, "posted": Posted(), "done": "開示しました。"},
        {**more, "found": replace(FORM, name="", rows=()), "posted": Posted()},
        {**more, "found": FORM, "posted": typed, "problem": wrong},
    ]


def received(wrong: object) -> list[dict[str, Any]]:
    """Return the page of a recipient in its states."""
    more = {"posted": Posted(), "stopping": Stopping}
    seen = EmergencyPage(row=THEIRS, records=RECORDS, on=AT)
    stop = EmergencyPage(row=TO_STOP, records=(), on=AT)
    return [
        {**more, "found": seen},
        {**more, "found": EmergencyPage(row=replace(THEIRS, open=False), records=(), on=AT)},
        {**more, "found": stop},
        {**more, "found": stop, "problem": wrong},
    ]


def reviews(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the page of a reviewer in its states."""
    more = {"findings": Finding, "lengths": LENGTHS, "done": "", "posted": Posted()}
    return [
        {**more, "found": REVIEW},
        {**more, "found": replace(REVIEW, may=False)},
        {**more, "found": replace(REVIEW, row=STOPPED, may=False), "done": "保存しました。"},
        {**more, "found": REVIEW, "posted": typed, "problem": wrong},
    ]
