"""Obligation rows (果たすべきことの一覧): which duties are open, by streams and policy (R27)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from consent.losses import last_loss
from events import obligation
from events.access import Surface
from events.base import Recorded
from events.obligation import Discharged, Owed
from events.provided import Provided
from events.provision import ProvisionProposed
from events.values import Category, tokyo_date
from projections import shared_with_us
from projections.shared_with_us import Shared
from services import keeping
from services.candidates import Candidates
from services.crossing import Party
from services.disclosing import Disclosing, Packet, is_there
from services.facts import Facts
from services.folding import fold
from services.ground_rows import grounded_of, narrowed
from services.ledger.ledger import Ledger
from services.obligation_views import ObligationRow
from services.provision_rows import number_of, rows_look, state_of
from services.showing import Look

MOST: Final = 2000
"""Provisions of a programme that are looked through, the latest first."""
_LOST: Final = frozenset({"STOP_USE", "NOTIFY_RECIPIENT"})
"""What the policy asks for when a consent is lost (consent.md §9.4)."""


@dataclass(frozen=True, kw_only=True)
class Open:
    """One provision of which something is owed."""

    shared: Shared
    owed: Owed
    version: int


@dataclass(frozen=True, kw_only=True)
class OwedLook(Look):
    """A look at what is owed, with the names that stand in its rows."""

    found: tuple[Open, ...]
    programmes: Mapping[UUID, str]


def owed_look(
    candidates: Candidates,
    disclosing: Disclosing,
    ledger: Ledger,
    facts: Facts,
    provision_id: UUID | None = None,
) -> OwedLook:
    """Find what is owed that the asker may know of: by streams up to now, and the policy of now."""
    acting = facts.acting
    with candidates.viewing(facts) as conn:
        found = shared_with_us.find(
            conn,
            tenant=acting.tenant,
            viewer=acting.programme,
            provision_id=provision_id,
            limit=MOST,
        )
        look = rows_look(conn, facts, found)
    seen = [one for one in found if look.parts_seen.get(one.provision_id)]
    wanted = {part.person_id for one in seen for part in one.records} | {
        one.person_id for one in seen
    }
    told = ledger.load_all(*(one.provision_id for one in seen), *wanted) if seen else {}
    lost = [(one, loss) for one in seen if (loss := _loss(one, told)) is not None]
    ours = sorted({one.case_id for one, _ in lost if one.provider == acting.programme})
    known = keeping.of_cases(ledger, facts, ours)
    read: dict[UUID, int] = {}
    still: list[Open] = []
    for one, loss in lost:
        if one.provider == acting.programme and not keeping.knows(facts, known.get(one.case_id)):
            continue
        history = told[one.provision_id]
        packet = _packet(one, history, look.parts_seen[one.provision_id])
        asks, rests = _asks(disclosing, ledger, facts, packet, one)
        read |= {**rests, one.provision_id: len(history)}
        duties = fold(Discharged(), obligation.evolve, history).open(loss.event_id)
        if asks and duties:
            owed = Owed(loss=loss.event_id, since=tokyo_date(loss.at), duties=duties)
            still.append(Open(shared=one, owed=owed, version=len(history)))
    return OwedLook(
        surface=Surface.OBLIGATIONS,
        items=(),
        streams=read,
        found=tuple(still),
        programmes=look.programmes,
    )


def rows_of(ledger: Ledger, facts: Facts, look: OwedLook) -> tuple[ObligationRow, ...]:
    """Return the rows as the asker's side sees them, the most urgent first."""
    rows = (_row(ledger, facts, look, one) for one in look.found)
    return tuple(sorted(rows, key=lambda row: (row.due, row.number)))


def _row(ledger: Ledger, facts: Facts, look: OwedLook, one: Open) -> ObligationRow:
    """Return one row; it is due on the opening day after the loss was recorded."""
    derived, agency, shared = ledger.derived, facts.acting.agency, one.shared
    ours = shared.provider == facts.acting.programme
    return ObligationRow(
        provision=derived.alias(agency, "provision", shared.provision_id),
        token=derived.version_token(agency, shared.provision_id, one.version),
        case=derived.alias(agency, "case", shared.case_id) if ours else "",
        other=look.programmes.get(shared.recipient if ours else shared.provider, ""),
        number=number_of(ledger, shared.provision_id),
        duties=one.owed.duties,
        since=one.owed.since,
        due=facts.calendar.opening_days_later(one.owed.since, 1),
        ours=ours,
    )


def _loss(one: Shared, told: Mapping[UUID, Sequence[Recorded]]) -> Recorded | None:
    """Return since when: the latest among those whom the records are about."""
    persons = {one.person_id, *(part.person_id for part in one.records)}
    losses = (last_loss(told[person], one.recipient) for person in persons)
    return max((loss for loss in losses if loss), key=lambda loss: loss.seq, default=None)


def _packet(
    one: Shared, history: Sequence[Recorded], seen: Mapping[tuple[UUID, int], datetime]
) -> Packet:
    """Return what was seen of a provision, whatever its stage: who returned it knows it too."""
    proposed = state_of(history).proposed
    assert proposed is not None
    words = Provided(
        at=one.words_at,
        person_id=proposed.person_id,
        category=Category.NOTE,
        kind=ProvisionProposed.TOPIC,
        on=tokyo_date(one.proposed_at),
    )
    packet = Packet(
        provision=one.provision_id,
        provider=proposed.provider,
        purpose=proposed.purpose,
        records=tuple(
            part for part in (words, *proposed.records) if (part.at.event_id, part.at.part) in seen
        ),
        seen=seen,
        stream=one.provision_id,
        version=len(history),
    )
    return narrowed(packet, grounded_of(history))


def _asks(
    disclosing: Disclosing, ledger: Ledger, facts: Facts, packet: Packet, one: Shared
) -> tuple[bool, Mapping[UUID, int]]:
    """Say whether the policy asks for it, and the asker may know; and what that rests on."""
    acting = facts.acting
    receives = one.recipient == acting.programme
    to = (
        Party(programme=acting.programme, account=acting.staff)
        if receives
        else Party(programme=one.recipient)
    )
    known = disclosing.known(ledger, facts, to, packet.provider, packet.parts, packet.approval)
    ruled = disclosing.rulings(known, to, packet, at=facts.now)
    asks = any(
        _LOST & set(ruling.decision.obligations) and (not receives or is_there(ruling.decision))
        for _, ruling in ruled
    )
    return asks, known.read
