"""
Replaying (判断の再現): each recorded decision again, by what was known then and by what is now.

Nothing is opened: an entry says in the clear what it showed, on which basis, by which policy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from consent.gate import Admitted, Ruling, admit, admit_inspector
from events.access import (
    AccountInspected,
    ContentDisclosed,
    ContentRead,
    LedgerInspected,
    SearchMade,
)
from events.base import Recorded
from events.provided import Provided
from events.provision import ProvisionProposed, Stage
from events.values import Basis, Category, Pointer, tokyo_date
from services import emergency_rows
from services.acting import Acting
from services.crossing import Party
from services.disclosing import Disclosing, Packet, basis_of
from services.facts import Facts, gather
from services.ground_rows import grounded_of, narrowed
from services.hindsight import Hindsight
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.provision_rows import state_of

STEP: Final = 500
Seen = dict[UUID, dict[tuple[UUID, int], datetime]]


class Difference(StrEnum):
    """食い違い: in what an entry differs from what is decided now by what was known then."""

    NOT_ADMITTED = "not_admitted"
    PARTS = "parts"
    BASIS = "basis"
    POLICY = "policy"
    NO_PACKET = "no_packet"


@dataclass(frozen=True, kw_only=True)
class Differing:
    """An entry that does not come out the same."""

    seq: int
    at: datetime
    what: Difference


@dataclass(frozen=True, kw_only=True)
class Gap:
    """
    善意の閲覧: parts shown rightly by what was known then, and not by what is known now (R27).

    `reason` is why they would not be shown; `staff` looked, for `recipient`.
    """

    seq: int
    at: datetime
    staff: UUID
    provider: UUID
    recipient: UUID
    parts: int
    reason: str


@dataclass(kw_only=True)
class Replayed:
    """What came of it; `unknown` = entries by a policy whose text this release does not hold."""

    looks: int = 0
    disclosures: int = 0
    unknown: int = 0
    differing: list[Differing] = field(default_factory=list[Differing])
    gaps: list[Gap] = field(default_factory=list[Gap])


class Replaying:
    """Decides again, and compares."""

    def __init__(self, ledgers: Ledgers, disclosing: Disclosing) -> None:
        """Decide as `disclosing` does; it opens nothing here."""
        self._ledgers = ledgers
        self._disclosing = disclosing

    def replay(self, tenant: str) -> Replayed:
        """
        Judge each look that the log of a municipality has again, in its order.

        Raises:
            TenantUnknown, StorageUnavailable: as `Ledgers.of`, `Ledger.entries`.
        """
        ledger, report, seen = self._ledgers.of(tenant), Replayed(), Seen()
        for entry in _entries(ledger):
            event = entry.event
            if isinstance(event, ContentDisclosed):
                self._disclosed(ledger, report, seen, entry, event)
            elif isinstance(event, ContentRead | SearchMade | LedgerInspected | AccountInspected):
                report.looks += 1
                if not _is_admitted(ledger, entry):
                    report.differing.append(_differing(entry, Difference.NOT_ADMITTED))
        return report

    def _disclosed(
        self,
        ledger: Ledger,
        report: Replayed,
        seen: Seen,
        entry: Recorded,
        event: ContentDisclosed,
    ) -> None:
        report.disclosures += 1
        before = seen.setdefault(event.provision, {})
        then = Hindsight(ledger=ledger, before=entry.seq)
        facts = gather(then, _acting(ledger, entry), entry.signature.valid_at)
        packet = _packet(then, event, facts.now, dict(before))
        for at in event.items:
            before.setdefault((at.event_id, at.part), entry.at)
        if packet is None:
            report.differing.append(_differing(entry, Difference.NO_PACKET))
            return
        ruled, policy = self._ruled(then, facts, packet)
        if policy is None:
            report.unknown += 1
            return
        found = _difference(entry, event, _shown(packet, ruled), policy, facts)
        if found is not None:
            report.differing.append(_differing(entry, found))
        report.gaps += self._gaps(ledger, entry, event, facts, packet)

    def _gaps(
        self,
        ledger: Ledger,
        entry: Recorded,
        event: ContentDisclosed,
        facts: Facts,
        packet: Packet,
    ) -> list[Gap]:
        """Say whether parts were shown that would not have been, had all been known (R27)."""
        persons = frozenset(one.person_id for one in packet.records)
        since = Hindsight(ledger=ledger, before=entry.seq, told_since=persons)
        ruled, _ = self._ruled(since, facts, packet)
        still, staff = _shown(packet, ruled), entry.signature.actor.staff
        lost = {at: why.decision.reason for at, why in ruled.items() if at not in still}
        parts = [at for at in event.items if at in lost]
        if not parts or staff is None:
            return []
        return [
            Gap(
                seq=entry.seq,
                at=entry.at,
                staff=staff,
                provider=event.provider,
                recipient=event.register,
                parts=len(parts),
                reason=lost[parts[0]],
            )
        ]

    def _ruled(
        self, log: Hindsight, facts: Facts, packet: Packet
    ) -> tuple[dict[Pointer, Ruling], str | None]:
        to = Party(programme=facts.acting.programme, account=facts.acting.staff)
        known = self._disclosing.known(
            log, facts, to, packet.provider, packet.parts, packet.approval
        )
        ruled = self._disclosing.rulings(known, to, packet, at=facts.now)
        policy = known.policy.document.version if known.policy else None
        return {one.at: ruling for one, ruling in ruled}, policy


def _entries(ledger: Ledger) -> Iterator[Recorded]:
    first, size = 0, ledger.size()
    while first < size:
        found = ledger.entries(first, min(STEP, size - first))
        yield from found
        first += len(found)


def _acting(ledger: Ledger, entry: Recorded) -> Acting:
    """Return who looked, as the entry says."""
    actor = entry.signature.actor
    assert actor.staff
    assert actor.programme
    assert actor.session
    return Acting(
        tenant=ledger.tenant,
        staff=actor.staff,
        programme=actor.programme,
        agency=actor.programme,
        role=actor.role,
        context=actor.context,
        session=actor.session,
        assurance=actor.assurance,
        staff_name="",
        programme_name="",
    )


def _is_admitted(ledger: Ledger, entry: Recorded) -> bool:
    """Say whether who looked might act so then; the system itself always might."""
    if entry.signature.actor.staff is None:
        return True
    then = Hindsight(ledger=ledger, before=entry.seq)
    asker = gather(then, _acting(ledger, entry), entry.signature.valid_at).asker
    inspects = isinstance(entry.event, LedgerInspected | AccountInspected)
    return isinstance(admit_inspector(asker) if inspects else admit(asker), Admitted)


def _packet(
    then: Hindsight,
    event: ContentDisclosed,
    now: datetime,
    seen: Mapping[tuple[UUID, int], datetime],
) -> Packet | None:
    """Return what was asked for then: of a provision at its stage, or of an emergency."""
    history = then.load_all(event.provision)[event.provision]
    if history and isinstance(history[0].event, ProvisionProposed):
        return _provided(history, seen)
    told = emergency_rows.told_of(event.provision, history)
    return None if told is None else emergency_rows.packet_of(told, seen, now)


def _provided(history: list[Recorded], seen: Mapping[tuple[UUID, int], datetime]) -> Packet | None:
    state, first = state_of(history), history[0]
    proposed = state.proposed
    if proposed is None:
        return None
    words = Provided(
        at=Pointer(first.event_id, first.seq, 0),
        person_id=proposed.person_id,
        category=Category.NOTE,
        kind=proposed.TOPIC,
        on=tokyo_date(first.at),
    )
    stages = {Stage.PROPOSED: (words,), Stage.ACCEPTED: (words, *proposed.records)}
    packet = Packet(
        provision=proposed.provision_id,
        provider=proposed.provider,
        purpose=proposed.purpose,
        records=stages.get(state.stage, ()),
        seen=seen,
        stream=proposed.provision_id,
        version=len(history),
        announced=proposed.records if state.stage is Stage.PROPOSED else (),
    )
    return narrowed(packet, grounded_of(history))


def _shown(packet: Packet, ruled: Mapping[Pointer, Ruling]) -> dict[Pointer, Basis]:
    bases = {
        at: basis_of(one.decision, packet.approval)
        for at, one in ruled.items()
        if one.cleared is not None
    }
    return {at: basis for at, basis in bases.items() if basis}


def _difference(
    entry: Recorded,
    event: ContentDisclosed,
    shown: Mapping[Pointer, Basis],
    policy: str,
    facts: Facts,
) -> Difference | None:
    """Name the first thing in which the entry differs."""
    basis = next(iter(shown.values()), Basis.NONE)
    same = {
        Difference.NOT_ADMITTED: isinstance(facts.admitted(), Admitted),
        Difference.PARTS: set(shown) == set(event.items),
        Difference.BASIS: basis is entry.signature.basis,
        Difference.POLICY: policy == entry.signature.policy,
    }
    return next((what for what, holds in same.items() if not holds), None)


def _differing(entry: Recorded, what: Difference) -> Differing:
    return Differing(seq=entry.seq, at=entry.at, what=what)
