"""Emergency rows (緊急開示の一覧): emergencies as their streams tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from consent.facts import Approves, Place
from consent.gate import CASEWORKERS, CHIEFS, Reason
from events import emergency
from events.access import Surface
from events.base import Recorded, Sealed
from events.emergency import (
    Emergency,
    EmergencyDisclosed,
    EmergencyExtended,
    EmergencyReviewed,
)
from events.emergency_steps import Hand
from events.values import Period, Pointer, Purpose, Role, tokyo_date
from projections import directory, emergencies, shared_with_us
from services import keeping
from services.candidates import Candidates
from services.crossing import Approval
from services.disclosing import Packet
from services.emergency_views import EmergencyRow
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.refusals import NotShown
from services.refusing import refuse
from services.showing import Look

REVIEWERS: Final = CHIEFS | {Role.SENIOR_WORKER}
"""Roles that review an emergency that somebody else opened."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One emergency as its stream tells it."""

    emergency_id: UUID
    history: Sequence[Recorded]
    state: Emergency
    disclosed: EmergencyDisclosed

    @property
    def first(self) -> Recorded:
        """The entry that opened it."""
        return self.history[0]

    @property
    def words_at(self) -> tuple[tuple[Recorded, Pointer], ...]:
        """The entries with words, and where those stand."""
        found: list[tuple[Recorded, Pointer]] = []
        for one in self.history:
            event = one.event
            if isinstance(event, EmergencyDisclosed | EmergencyExtended | EmergencyReviewed):
                assert isinstance(event.words, Sealed)
                found.append((one, Pointer(one.event_id, one.seq, event.words.part)))
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class EmergenciesLook(Look):
    """A look at emergencies, with the names that stand in their rows."""

    found: tuple[Told, ...]
    programmes: Mapping[UUID, str]
    names: Mapping[UUID, str]
    seen: Mapping[UUID, Mapping[tuple[UUID, int], datetime]]


def hand_of(facts: Facts) -> Hand:
    """Return who acts, as the decider of emergencies is told."""
    return Hand(
        staff=facts.acting.staff,
        programme=facts.acting.programme,
        reviews=facts.acting.role in REVIEWERS,
        now=facts.now,
        today=facts.asker.on,
    )


def told_of(emergency_id: UUID, history: Sequence[Recorded]) -> Told | None:
    """Fold the stream of an emergency; None = there is none."""
    state = Emergency()
    for one in history:
        by = one.signature.actor.staff
        assert by is not None
        state = emergency.evolve(state, one.event, by=by, valid_at=one.signature.valid_at)
    if state.disclosed is None:
        return None
    return Told(emergency_id=emergency_id, history=history, state=state, disclosed=state.disclosed)


def packet_of(one: Told, seen: Mapping[tuple[UUID, int], datetime], now: datetime) -> Packet:
    """Return what an emergency shows at an instant (UTC): its parts while it is open, then none."""
    is_open = one.state.is_open(now)
    return Packet(
        provision=one.emergency_id,
        provider=one.disclosed.provider,
        purpose=Purpose.LIFE,
        records=one.disclosed.records if is_open else (),
        seen=seen,
        stream=one.emergency_id,
        version=len(one.history),
        place=Place.EMERGENCY,
        approval=_approval(one),
        until=one.state.until,
    )


def declared(facts: Facts) -> Approval:
    """Return the decision of whoever is about to open an emergency."""
    return Approval(
        what=Approves.EMERGENCY,
        by=facts.acting.staff,
        seq=0,
        at=facts.now,
        period=Period(facts.asker.on, facts.asker.on),
        roles=CASEWORKERS,
    )


def find(
    candidates: Candidates,
    ledger: Ledger,
    facts: Facts,
    *,
    surface: Surface,
    emergency_id: UUID | None = None,
    case_id: UUID | None = None,
) -> EmergenciesLook:
    """
    Find the emergencies that the asker may know of.

    Of the provider's, those in cases that they may know of; of those received, those that are open,
    and those that somebody of the recipient had seen before.
    """
    acting = facts.acting
    with candidates.viewing(facts) as conn:
        found = emergencies.find(
            conn,
            tenant=acting.tenant,
            viewer=acting.programme,
            emergency_id=emergency_id,
            case_id=case_id,
        )
        ids = [one.emergency_id for one in found]
        times = shared_with_us.disclosed(
            conn, tenant=acting.tenant, viewer=acting.programme, provisions=ids
        )
        names = directory.staff_names(conn, acting.tenant)
        programmes = directory.programmes(conn, acting.tenant)
    seen = seen_by_part(times)
    loaded = ledger.load_all(*ids) if ids else {}
    there = [told for one in ids if (told := told_of(one, loaded[one]))]
    known = keeping.of_cases(ledger, facts, sorted({one.disclosed.case_id for one in there}))
    may = tuple(
        one
        for one in there
        if (
            keeping.knows(facts, known.get(one.disclosed.case_id))
            if one.disclosed.provider == acting.programme
            else one.disclosed.recipient == acting.programme
            and (one.state.is_open(facts.now) or one.emergency_id in seen)
        )
    )
    return EmergenciesLook(
        surface=surface,
        items=(),
        streams={one.emergency_id: len(one.history) for one in may},
        found=may,
        programmes={one: named.name for one, named in programmes.items()},
        names=names,
        seen=seen,
    )


def seen_by_part(
    times: Mapping[tuple[UUID, UUID, int], datetime],
) -> dict[UUID, dict[tuple[UUID, int], datetime]]:
    """Return when each part was first seen, by emergency."""
    seen: dict[UUID, dict[tuple[UUID, int], datetime]] = {}
    for (one, event_id, part), when in times.items():
        seen.setdefault(one, {})[event_id, part] = when
    return seen


def find_one(
    candidates: Candidates, ledger: Ledger, facts: Facts, alias: str, *, surface: Surface
) -> tuple[Told, EmergenciesLook]:
    """
    Find one emergency that the asker may know of.

    Raises:
        NotShown: when there is none of that alias, for them.
    """
    emergency_id = ledger.derived.resolve(facts.acting.agency, "emergency", alias)
    if emergency_id is None:
        raise not_found(ledger, facts, alias, surface)
    look = find(candidates, ledger, facts, surface=surface, emergency_id=emergency_id)
    if not look.found:
        raise not_found(ledger, facts, alias, surface)
    return look.found[0], look


def row_of(
    ledger: Ledger, facts: Facts, look: EmergenciesLook, one: Told, *, named: bool = True
) -> EmergencyRow:
    """Return one row as the asker's side sees it; `named` = its case may be named."""
    derived, agency = ledger.derived, facts.acting.agency
    told, state = one.disclosed, one.state
    ours = told.provider == facts.acting.programme
    assert state.until is not None
    by = one.first.signature.actor.staff
    return EmergencyRow(
        alias=derived.alias(agency, "emergency", one.emergency_id),
        token=derived.version_token(agency, one.emergency_id, len(one.history)),
        other=look.programmes.get(told.recipient if ours else told.provider, ""),
        case=derived.alias(agency, "case", told.case_id) if ours and named else "",
        law=told.law,
        staff=look.names.get(by, "") if by else "",
        at=one.first.signature.valid_at,
        until=state.until,
        open=state.is_open(facts.now),
        review_by=told.review_by,
        overdue=state.overdue(tokyo_date(facts.now)),
        finding=state.finding,
        stopped=state.stopped,
        ours=ours,
        mine=facts.acting.staff in state.by,
        records=len({part.at.event_id for part in told.records}),
        seen=len({event for event, _ in look.seen.get(one.emergency_id, {})}),
    )


def not_found(ledger: Ledger, facts: Facts, asked: str, surface: Surface) -> NotShown:
    """Return the one refusal for what is not there and for what may not be known."""
    return refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)


def _approval(one: Told) -> Approval:
    """Return the decision of whoever opened it last, which holds while it is open."""
    told = [
        entry
        for entry in one.history
        if isinstance(entry.event, EmergencyDisclosed | EmergencyExtended)
    ][-1]
    assert one.state.until is not None
    return Approval(
        what=Approves.EMERGENCY,
        by=one.state.by[-1],
        seq=told.seq,
        at=told.signature.valid_at,
        period=Period(tokyo_date(told.signature.valid_at), tokyo_date(one.state.until)),
        roles=CASEWORKERS,
    )
