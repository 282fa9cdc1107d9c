"""Provision reminding (返事の期限): who has to answer, who waits, and what nobody answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events import provision_steps
from events.provision import ProvisionProposed, Stage
from events.provision_steps import Chase, Urging, next_step
from events.task import WaitingFor
from events.values import tokyo_date
from projections import caseload, shared_with_us
from projections.caseload import Matter
from projections.shared_with_us import Shared
from services.acting import Acting
from services.candidates import Candidates
from services.caseload_views import DeadlineRow
from services.chasing import SECRETARIAT
from services.crossing import Party
from services.db import Conn
from services.disclosing import Disclosing
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.provision_rows import (
    RowsLook,
    asking_of,
    inbox_look,
    judged,
    number_of,
    row_of,
    state_of,
)
from services.provision_views import ProvisionRow, UnansweredRow
from services.sheets import Names, Shown, content_of, is_gone
from services.sights import Sight

_NEXT: Final[Mapping[Urging | None, str]] = {
    Urging.REMINDER: "返事がありません。催促する。",
    Urging.MANAGER: "催促しても返事がありません。相手の責任者に知らせる。",
    Urging.SECRETARIAT: "責任者からも返事がありません。地域福祉課に知らせる。",
    None: "地域福祉課に知らせても返事がありません。返事なしとして終える。",
}


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A proposal of one's own that waits for an answer, and the case that it is of."""

    matter: Matter
    shared: Shared


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """A proposal of others that nobody answered, as the secretariat is told of it."""

    provision: UUID
    provider: UUID
    recipient: UUID
    proposed_on: date
    reply_by: date


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What waits for an answer of the asker's programme, and what the secretariat was told."""

    look: RowsLook
    unanswered: tuple[Unanswered, ...]
    read: Mapping[UUID, int]


def waiting(conn: Conn, sight: Sight, *, until: date) -> tuple[Awaited, ...]:
    """Find the proposals of cases that the asker may find, to be answered by a Tokyo civil date."""
    tenant, viewer = sight["tenant"], sight["viewer"]
    found = shared_with_us.find(conn, tenant=tenant, viewer=viewer, due=until)
    ids = sorted({one.case_id for one in found})
    matters = {one.case_id: one for one in caseload.several(conn, **sight, case_ids=ids)}
    return tuple(
        Awaited(matter=matters[one.case_id], shared=one) for one in found if one.case_id in matters
    )


def answers(
    candidates: Candidates, disclosing: Disclosing, ledger: Ledger, facts: Facts
) -> Answers:
    """Find what others wait for, as far as the gate lets it be known now."""
    look = inbox_look(candidates, disclosing, ledger, facts, stages={Stage.PROPOSED})
    told, read = _told(candidates, disclosing, ledger, facts)
    return Answers(look=look, unanswered=told, read={**look.streams, **read})


def rows(
    names: Names, found: Sequence[Awaited], shown: Shown, *, today: date
) -> tuple[DeadlineRow, ...]:
    """Return whose answer is awaited; overdue, what the next step is."""
    return tuple(_row(names, one, shown, today) for one in found if one.matter.name_at in shown)


def asked(ledger: Ledger, acting: Acting, found: Answers) -> tuple[ProvisionRow, ...]:
    """Return what the asker's programme has to answer, the most urgent first."""
    rows = (row_of(ledger, acting, found.look, one) for one in found.look.found)
    return tuple(sorted(rows, key=lambda row: row.reply_by))


def unanswered(ledger: Ledger, found: Answers) -> tuple[UnansweredRow, ...]:
    """Return what the secretariat was told: who asked whom, and nothing of what it is about."""
    names = found.look.programmes
    return tuple(
        UnansweredRow(
            number=number_of(ledger, one.provision),
            provider=names.get(one.provider, ""),
            recipient=names.get(one.recipient, ""),
            proposed_on=one.proposed_on,
            reply_by=one.reply_by,
        )
        for one in sorted(found.unanswered, key=lambda one: one.reply_by)
    )


def _told(
    candidates: Candidates, disclosing: Disclosing, ledger: Ledger, facts: Facts
) -> tuple[tuple[Unanswered, ...], Mapping[UUID, int]]:
    """
    Find what the secretariat was told of, and the recipient itself may still know of.

    Otherwise a question of the secretariat would tell the recipient what is hidden from it.
    """
    if facts.asker.role not in SECRETARIAT:
        return (), {}
    with candidates.viewing(facts) as conn:
        ids = shared_with_us.unanswered(
            conn, tenant=facts.acting.tenant, viewer=facts.acting.programme
        )
    loaded = ledger.load_all(*ids) if ids else {}
    found: list[Unanswered] = []
    read: dict[UUID, int] = {}
    for history in loaded.values():
        state, chase = state_of(history), Chase()
        for recorded in history:
            chase = provision_steps.evolve(chase, recorded.event)
        proposed = state.proposed
        if proposed is None or state.stage is not Stage.PROPOSED or chase.reply_by is None:
            continue
        packet = asking_of(history)
        party = Party(programme=proposed.recipient)
        judgement = judged(disclosing, ledger, facts, [packet], party)
        read |= judgement.read
        if judgement.there:
            found.append(
                Unanswered(
                    provision=proposed.provision_id,
                    provider=proposed.provider,
                    recipient=proposed.recipient,
                    proposed_on=tokyo_date(history[0].at),
                    reply_by=chase.reply_by,
                )
            )
    return tuple(found), read


def _row(names: Names, one: Awaited, shown: Shown, today: date) -> DeadlineRow:
    matter, due = one.matter, one.shared.reply_by
    person: Mapping[str, str] = content_of(matter.name_at, shown)
    return DeadlineRow(
        case=names.alias("case", matter.case_id),
        record=names.alias("provision", one.shared.provision_id),
        name=person.get("name") or None,
        erased=is_gone(matter.name_at, shown),
        kind=ProvisionProposed.TOPIC,
        text=_NEXT[next_step(one.shared.step)] if due < today else "",
        due=due,
        back_at=None,
        waiting_for=WaitingFor.AGENCY,
        responsible=names.staff.get(matter.lead, ""),
        mine=matter.lead == names.acting.staff,
    )
