"""Referral (持ち込まれた引継ぎ): for programs, as on the page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from events import referral
from events.values import AgencyKind
from services.acting import Done
from services.api.addresses import Alias
from services.api.models import Dated, Day, Lax
from services.api.session import Current
from services.api.writing import Writing
from services.case_views import CaseSheet
from services.web.desk import AtDesk
from services.web.referral import PLACE

router = APIRouter()


class NewReferral(Dated):
    """
    持ち込まれた引継ぎ. `body` goes with the bringer `agency`, and with no other.

    A `composite_report` says `doing` and `aware`; `due` is the last day for 「つながりました」.
    """

    received_on: Day
    kind: Annotated[referral.ReferralKind, Lax]
    bringer: Annotated[referral.Bringer, Lax]
    body: Annotated[AgencyKind, Lax] | None = None
    bringer_name: str
    confidential: bool = False
    means: Annotated[referral.ReferralMeans, Lax]
    telling: Annotated[referral.Telling, Lax]
    aware: Annotated[referral.Awareness, Lax] | None = None
    due: Day | None = None
    doing: str = ""
    text: str = ""


class NewTelling(Dated):
    """伝えることの本人の意思."""

    decided_on: Day
    telling: Annotated[referral.Telling, Lax]
    text: str = ""


class NewTold(Dated):
    """つながりましたの連絡."""

    told_on: Day
    text: str = ""


@router.get("/cases/{case}/referrals", tags=["referrals"])
def sheet(desk: AtDesk, acting: Current, case: Alias, response: Response) -> CaseSheet:
    """持ち込まれた引継ぎ: who brought the person, and what they were told."""
    shown = PLACE.read(desk, acting, case)
    response.headers["ETag"] = f'"{shown.token}"'
    return shown


@router.post("/cases/{case}/referrals", status_code=201, tags=["referrals"])
def receive(writer: Writing, case: Alias, sent: NewReferral) -> Done:
    """持ち込まれた引継ぎ: who brought the person."""
    command = referral.ReceiveReferral(**sent.told())
    return writer.write(case, command, late_reason=sent.late_reason)


@router.post("/cases/{case}/referrals/{record}/telling", status_code=201, tags=["referrals"])
def decide_telling(writer: Writing, case: Alias, record: Alias, sent: NewTelling) -> Done:
    """伝えることの本人の意思: whether the bringer may be told 「つながりました」."""
    command = referral.DecideTelling(record=UUID(int=0), **sent.told())
    return writer.write(case, command, record, late_reason=sent.late_reason)


@router.post("/cases/{case}/referrals/{record}/told", status_code=201, tags=["referrals"])
def tell(writer: Writing, case: Alias, record: Alias, sent: NewTold) -> Done:
    """つながりましたの連絡: told, with the person's agreement."""
    command = referral.TellBringer(record=UUID(int=0), **sent.told())
    return writer.write(case, command, record, late_reason=sent.late_reason)
