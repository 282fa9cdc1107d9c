"""Consent reminding (同意の期限の知らせ): papers awaited and consents that end, in わたしの仕事."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from events.consent import ConsentGiven
from events.task import WaitingFor
from projections import caseload, consents_due, household
from projections.caseload import Matter
from projections.consents_due import Due
from services.caseload_views import DeadlineRow
from services.consent_views import WARNED
from services.db import Conn
from services.sheets import Names, Shown, content_of, is_gone
from services.sights import Sight

MOST: Final = 200

PAPER: Final = "署名した同意書の写しを入れる。"
COMING: Final = "同意の期限まで60日を切りました。続けるかを本人に聞く。"
SOON: Final = "同意の期限まで30日を切りました。続けるかを本人に聞く。"
OVER: Final = "同意の期限が過ぎています。続けるかを本人に聞く。"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What is due of a consent, and the case of the person in which that is seen to."""

    matter: Matter
    due: Due


def find(conn: Conn, sight: Sight, *, today: date, until: date) -> tuple[Ending, ...]:
    """Find what is due of the consents of persons of whom the asker may find a case."""
    tenant, viewer = sight["tenant"], sight["viewer"]
    ends = today + timedelta(days=max(WARNED))
    found = consents_due.until(
        conn, tenant=tenant, viewer=viewer, papers=until, ends=ends, limit=MOST
    )
    persons = sorted({one.person_id for one in found})
    pairs = household.cases(conn, tenant=tenant, viewer=viewer, persons=persons)
    matters = caseload.several(conn, **sight, case_ids=[case_id for _, case_id in pairs])
    # The newest among those that are open; who has none is asked nothing by a reminder.
    ordered = sorted((one for one in matters if not one.closed), key=lambda one: one.opened_at)
    cases = {matter.person_id: matter for matter in ordered}
    return tuple(
        Ending(matter=cases[due.person_id], due=due) for due in found if due.person_id in cases
    )


def rows(
    names: Names, found: tuple[Ending, ...], shown: Shown, *, today: date
) -> tuple[DeadlineRow, ...]:
    """Return what is due: an end from 60 days before on, and as the desk's own from 30 on."""
    return tuple(_row(names, one, shown, today) for one in found if one.matter.name_at in shown)


def _row(names: Names, one: Ending, shown: Shown, today: date) -> DeadlineRow:
    matter, due = one.matter, one.due
    person: Mapping[str, str] = content_of(matter.name_at, shown)
    near = due.paper or (due.day - today).days <= min(WARNED)
    return DeadlineRow(
        case=names.alias("case", matter.case_id),
        record=names.alias("record", due.consent),
        name=person.get("name") or None,
        erased=is_gone(matter.name_at, shown),
        kind=ConsentGiven.TOPIC,
        text=_words(due, near=near, today=today),
        due=_day(due, near=near, today=today),
        back_at=None,
        waiting_for=WaitingFor.DESK if near else WaitingFor.PERSON,
        responsible=names.staff.get(matter.lead, ""),
        mine=matter.lead == names.acting.staff,
    )


def _day(due: Due, *, near: bool, today: date) -> date:
    """Return by when to ask: in the last 30 days it is today, and then overdue."""
    return today if near and not due.paper and due.day >= today else due.day


def _words(due: Due, *, near: bool, today: date) -> str:
    if due.paper:
        return PAPER
    if due.day < today:
        return OVER
    return SOON if near else COMING
