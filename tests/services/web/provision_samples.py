"""Values for the pages of 情報提供, of people who do not exist."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from consent.decision import Visibility
from events.emergency import Stopping
from events.ground import Approving, Condition, Ground, GroundReason
from events.obligation import BOTH, Duty
from events.partner import Channel
from events.provision import Declining, Ending, Stage
from events.provision_steps import Urging
from events.values import Category, Purpose
from services.obligation_views import ObligationRow, Obligations
from services.provision_views import (
    Candidate,
    CaseProvisions,
    Cell,
    GroundRow,
    Preview,
    ProvidedPage,
    ProvidedRecord,
    ProvisionRow,
    Spoken,
)
from services.web.posted import Posted
from services.web.provision import ENDS, PURPOSES, seen_as, why

ROW: Final = ProvisionRow(
    alias="pA1",
    other="地域包括支援センター みなみ",
    number="K7QA2MXZ",
    proposed_on=date(2026, 5, 7),
    reply_by=date(2026, 5, 21),
    purpose=Purpose.SERVICE,
    stage=Stage.PROPOSED,
    outcome=None,
    records=3,
    seen=0,
    token="t0",
    words="訪問介護を入れたいので、ご本人に会っていただけますか。",
)
ACCEPTED: Final = replace(ROW, alias="pB2", stage=Stage.ACCEPTED, seen=3)
OVER: Final = replace(ROW, alias="pC3", stage=Stage.OVER, outcome=Ending.COMPLETED)
URGED: Final = tuple(replace(ROW, step=step) for step in Urging)
SPOKEN: Final = replace(
    ROW,
    stage=Stage.ACCEPTED,
    channel=Channel.PHONE,
    said_on=date(2026, 5, 11),
    spoken=Spoken(speaker="係長 田中", number="000-0000-0177", words="受けます。", read_back=True),
)
GROUNDED: Final = replace(
    ROW,
    alias="pE5",
    words="",
    ground=GroundRow(
        ground=Ground.INTERNAL_REASONABLE,
        why=GroundReason.ELIGIBILITY,
        needed=(),
        conditions=tuple(Condition),
        until=date(2026, 6, 7),
        decision=Approving.APPROVED,
        accepted=False,
    ),
)
DECLINED: Final = replace(ROW, alias="pD4", stage=Stage.OVER, outcome=Declining.NO_CAPACITY)
CANDIDATES: Final = (
    Candidate(
        alias="rA1",
        kind="person.registered",
        on=date(2026, 5, 1),
        opening="髙橋 花子",
        cells=(
            Cell(
                category=Category.ID,
                visibility=Visibility.SHOW,
                reason="BASIS_CONSENT",
                law=("APPI_CONS",),
            ),
            Cell(
                category=Category.CONTACT,
                visibility=Visibility.SHOW_REDACTED,
                reason="BASIS_CONSENT",
                law=("APPI_CONS",),
                hides=("address", "phone"),
            ),
        ),
    ),
    Candidate(
        alias="rB2",
        kind="case.progress-recorded",
        on=date(2026, 5, 2),
        opening="",
        cells=(
            Cell(
                category=Category.NOTE,
                visibility=Visibility.ABSENT,
                reason="SCOPE_CATEGORY",
                law=(),
            ),
            Cell(
                category=Category.HEALTH,
                visibility=Visibility.ABSENT,
                reason="NO_POLICY",
                law=(),
            ),
        ),
    ),
)
PREVIEW: Final = Preview(
    case="k7Q",
    token="t0",
    name="髙橋 花子",
    closed=False,
    recipients=(("cA1", "地域包括支援センター みなみ"),),
    recipient="cA1",
    purpose=Purpose.SERVICE,
    candidates=CANDIDATES,
)
UNCHOSEN: Final = replace(PREVIEW, recipient="", purpose=None, candidates=(), closed=True)
RECORDS: Final = (
    ProvidedRecord(
        kind="case.progress-recorded",
        on=date(2026, 5, 2),
        category=Category.NOTE,
        texts=(("text", "来月から訪問を始めることになった。"),),
        hidden=True,
        law=("APPI_CONS",),
    ),
)
AT: Final = datetime(2026, 5, 8, 1, tzinfo=UTC)


def proposals(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the page of a proposal in its states."""
    more = {"case": "k7Q", "purposes": PURPOSES, "seen_as": seen_as, "why": why}
    return [
        {**more, "seen": PREVIEW, "posted": Posted()},
        {**more, "seen": UNCHOSEN, "posted": Posted()},
        {**more, "seen": PREVIEW, "posted": typed, "problem": wrong},
    ]


def provided(wrong: object) -> list[dict[str, Any]]:
    """Return the page of a recipient in its states."""
    more = {"posted": Posted(), "declining": Declining, "ends": ENDS, "done": False}
    asked = ProvidedPage(row=ROW, records=(), gone=0, at=AT)
    seen = ProvidedPage(row=ACCEPTED, records=RECORDS, gone=2, at=AT)
    return [
        {**more, "found": asked},
        {**more, "found": seen, "done": True},
        {**more, "found": asked, "problem": wrong},
        {**more, "found": replace(asked, row=GROUNDED)},
    ]


def of_case(wrong: object) -> list[dict[str, Any]]:
    """Return the list of a case in its states."""
    more = {"case": "k7Q", "done": False}
    several = CaseProvisions(
        case="k7Q", name="髙橋 花子", rows=(ROW, *URGED, ACCEPTED, SPOKEN, OVER, DECLINED, GROUNDED)
    )
    none = CaseProvisions(case="k7Q", name="", rows=())
    return [
        {**more, "found": several, "done": True},
        {**more, "found": none},
        {**more, "found": several, "problem": wrong},
    ]


def answers(typed: Posted, wrong: object) -> list[dict[str, Any]]:
    """Return the page on which an answer is taken down, in its states."""
    more = {
        "case": "k7Q",
        "name": "髙橋 花子",
        "row": ROW,
        "channels": Channel,
        "declining": Declining,
        "token": "",
    }
    return [
        {**more, "posted": Posted()},
        {**more, "name": "", "posted": typed, "problem": wrong},
    ]


INBOX: Final[list[dict[str, Any]]] = [
    {"rows": (ROW, *URGED, ACCEPTED), "done": True},
    {"rows": (), "done": False},
]


OURS: Final = ObligationRow(
    provision="pA1",
    token="t0",
    case="k7Qm2xVb9a",
    other="地域包括支援センター みなみ",
    number="K7QA2MXZ",
    duties=BOTH,
    since=date(2026, 5, 7),
    due=date(2026, 5, 8),
    ours=True,
)
THEIRS: Final = replace(OURS, provision="pB2", case="", duties=(Duty.STOP_USE,), ours=False)
TOLD_ALREADY: Final = replace(OURS, provision="pC3", duties=(Duty.STOP_USE,))
OWED: Final[list[dict[str, Any]]] = [
    {"found": Obligations(today=day, rows=(OURS, THEIRS, TOLD_ALREADY)), "done": True}
    for day in (date(2026, 5, 7), date(2026, 5, 8), date(2026, 5, 11))
] + [{"found": Obligations(today=date(2026, 5, 7), rows=()), "done": False}]


def owed(typed: Posted, wrong: Any) -> list[dict[str, Any]]:
    """Return the page of each side, empty and refused."""
    codes = {"channels": Channel, "stoppings": Stopping, "token": ""}
    return [
        {"row": row, "posted": posted, "problem": problem, **codes}
        for row in (OURS, THEIRS)
        for posted, problem in ((Posted(), None), (typed, wrong))
    ]
