"""Emergency reminding (事後確認の知らせ): what waits for review, in わたしの仕事 (R39)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from events.emergency import EmergencyDisclosed
from events.task import WaitingFor
from projections import caseload, emergencies
from projections.caseload import Matter
from services.caseload_views import DeadlineRow
from services.db import Conn
from services.emergency_rows import REVIEWERS, Told, told_of
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.sheets import Names, Shown, content_of, is_gone
from services.sights import Sight

WORDS: Final = "緊急開示の事後確認をする（開示した人とは別の責任者か主任）。"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An emergency that nobody has reviewed, and its case; `may` = the asker may review it."""

    matter: Matter
    told: Told
    may: bool


def find(conn: Conn, ledger: Ledger, facts: Facts, sight: Sight) -> tuple[Waiting, ...]:
    """Find those in cases that the asker may find, closed ones among them."""
    acting = facts.acting
    found = emergencies.find(conn, tenant=acting.tenant, viewer=acting.programme, reviewed=False)
    ours = {one.emergency_id: one.case_id for one in found if one.provider == acting.programme}
    if not ours:
        return ()
    matters = caseload.several(conn, **sight, case_ids=sorted(set(ours.values())))
    cases = {matter.case_id: matter for matter in matters}
    loaded = ledger.load_all(*ours)
    return tuple(
        Waiting(
            matter=cases[case_id],
            told=told,
            may=acting.role in REVIEWERS and acting.staff not in told.state.by,
        )
        for one, case_id in ours.items()
        if case_id in cases and (told := told_of(one, loaded[one])) and told.state.finding is None
    )


def rows(names: Names, found: tuple[Waiting, ...], shown: Shown) -> tuple[DeadlineRow, ...]:
    """Return what is due: one's own is what one may review, and what one leads."""
    return tuple(_row(names, one, shown) for one in found if one.matter.name_at in shown)


def _row(names: Names, one: Waiting, shown: Shown) -> DeadlineRow:
    matter = one.matter
    person: Mapping[str, str] = content_of(matter.name_at, shown)
    return DeadlineRow(
        case=names.alias("case", matter.case_id),
        record=names.alias("record", one.told.first.event_id),
        name=person.get("name") or None,
        erased=is_gone(matter.name_at, shown),
        kind=EmergencyDisclosed.TOPIC,
        text=WORDS,
        due=one.told.disclosed.review_by,
        back_at=None,
        waiting_for=WaitingFor.DESK,
        responsible=names.staff.get(matter.lead, ""),
        mine=one.may or matter.lead == names.acting.staff,
    )
