"""Emergency (緊急開示): for programs, as on the pages (R39, R43)."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Response

from events.emergency import EmergencyLaw, Finding, Stopping
from events.emergency_steps import (
    EmergencyCommand,
    EndEmergency,
    ExtendEmergency,
    ReviewEmergency,
    StopUse,
)
from services import emergencies, emergency_views
from services.api.addresses import Alias
from services.api.models import Lax, Made, Sent
from services.api.session import Current
from services.api.writing import Writing
from services.web.desk import AtDesk

router = APIRouter(tags=["emergency"])


class NewEmergency(Sent):
    """緊急開示. `recipient` and `records` are aliases; the person's sheet goes with any."""

    recipient: str
    law: Annotated[EmergencyLaw, Lax]
    records: list[str]
    minutes: int
    words: str


class Extension(Sent):
    """延長: for so many minutes from now."""

    minutes: int
    words: str


class Ended(Sent):
    """終了: nothing more is said."""


class Review(Sent):
    """事後確認, by somebody else."""

    finding: Annotated[Finding, Lax]
    words: str


class Stopped(Sent):
    """利用の停止: what became of what was seen."""

    how: Annotated[Stopping, Lax]


@dataclass(frozen=True, kw_only=True)
class Overseen:
    """What a programme opened in emergencies, without case, person and grounds."""

    emergencies: tuple[emergency_views.EmergencyRow, ...]


@router.get("/cases/{case}/emergency")
def form(
    desk: AtDesk, acting: Current, response: Response, case: Alias
) -> emergency_views.EmergencyForm:
    """緊急開示: what of a case can be opened to whom, and what was opened before."""
    found = desk.emergency_reading.form(acting, case)
    response.headers["ETag"] = f'"{found.token}"'
    return found


@router.post("/cases/{case}/emergency", status_code=201)
def disclose(writing: Writing, case: Alias, sent: NewEmergency) -> Made:
    """緊急開示: open at once; of each named record what the policy lets pass."""
    new = emergencies.NewEmergency(
        recipient=sent.recipient,
        law=sent.law,
        records=tuple(sent.records),
        minutes=sent.minutes,
        words=sent.words,
    )
    done = writing.desk.emergencies.disclose(
        writing.acting, writing.command_id, case, writing.seen, new
    )
    return Made.of(done)


@router.get("/emergencies")
def listed(desk: AtDesk, acting: Current) -> emergency_views.Emergencies:
    """緊急開示と事後確認: to be reviewed, received, done."""
    return desk.emergency_reading.listed(acting)


@router.get("/emergencies/overseen")
def overseen(desk: AtDesk, acting: Current) -> Overseen:
    """緊急開示の見守り: for the privacy officer and auditors; about nobody."""
    return Overseen(emergencies=desk.emergency_overseeing.overseen(acting))


@router.get("/emergencies/received/{emergency}")
def received(
    desk: AtDesk, acting: Current, emergency: Alias, response: Response
) -> emergency_views.EmergencyPage:
    """緊急に開示された記録, as far as they may be seen now."""
    page = desk.emergency_reading.received(acting, emergency)
    response.headers["ETag"] = f'"{page.row.token}"'
    return page


@router.get("/emergencies/{emergency}/review")
def review_of(
    desk: AtDesk, acting: Current, emergency: Alias, response: Response
) -> emergency_views.EmergencyReview:
    """事後確認: what was opened, by whom, on what grounds."""
    page = desk.emergency_reading.review(acting, emergency)
    response.headers["ETag"] = f'"{page.row.token}"'
    return page


@router.post("/emergencies/{emergency}/review", status_code=201)
def review(writing: Writing, emergency: Alias, sent: Review) -> Made:
    """事後確認の結果."""
    return _acted(writing, emergency, ReviewEmergency(finding=sent.finding, words=sent.words))


@router.post("/emergencies/{emergency}/extension", status_code=201)
def extend(writing: Writing, emergency: Alias, sent: Extension) -> Made:
    """延長."""
    return _acted(writing, emergency, ExtendEmergency(minutes=sent.minutes, words=sent.words))


@router.post("/emergencies/{emergency}/end", status_code=201)
def end(writing: Writing, emergency: Alias, sent: Ended) -> Made:
    """終了."""
    del sent
    return _acted(writing, emergency, EndEmergency())


@router.post("/emergencies/received/{emergency}/stopping", status_code=201)
def stop(writing: Writing, emergency: Alias, sent: Stopped) -> Made:
    """利用を止めた報告."""
    return _acted(writing, emergency, StopUse(how=sent.how))


def _acted(writing: Writing, emergency: str, command: EmergencyCommand) -> Made:
    done = writing.desk.emergencies.act(
        writing.acting, writing.command_id, emergency, writing.seen, command
    )
    return Made.of(done)
