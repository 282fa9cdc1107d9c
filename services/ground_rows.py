"""Ground rows (同意によらない提供): what a provision rests on, as its stream tells it."""

from collections.abc import Sequence
from typing import Final

from consent.facts import Approves
from consent.gate import CASEWORKERS, CHIEFS
from events import ground
from events.base import Recorded
from events.ground import Approving, Ground, Grounded
from events.ground_steps import Deciding
from events.values import Period, end_of_day, tokyo_date
from services.crossing import Approval
from services.disclosing import Packet
from services.facts import Facts
from services.provision_views import GroundRow

NOTHING: Final = Grounded()
"""What a provision by consent rests on here."""


def grounded_of(history: Sequence[Recorded]) -> Grounded:
    """Fold the stream of a provision."""
    state = NOTHING
    for recorded in history:
        state = ground.evolve(state, recorded)
    return state


def deciding_of(facts: Facts) -> Deciding:
    """Return who acts, as the decider is told."""
    return Deciding(
        staff=facts.acting.staff,
        programme=facts.acting.programme,
        decides=facts.acting.role in CHIEFS,
        today=facts.asker.on,
    )


def weighed(facts: Facts, on: Ground) -> Approval:
    """Return the decision that is yet to be made, to say what would be seen if it was."""
    return Approval(
        what=Approves.REASONABLE_GROUND,
        by=facts.acting.staff,
        seq=0,
        at=facts.now,
        period=Period(facts.asker.on, facts.asker.on),
        roles=CASEWORKERS,
        ground=on,
    )


def narrowed(packet: Packet, state: Grounded) -> Packet:
    """
    Return what a packet shows that rests on a provision of law; on a consent, all of it.

    Nothing of it before the conditions are accepted, nothing after its last day (R36).
    """
    if state.stated is None:
        return packet
    return Packet(
        provision=packet.provision,
        provider=packet.provider,
        purpose=packet.purpose,
        seen=packet.seen,
        stream=packet.stream,
        version=packet.version,
        records=packet.records if state.opens else (),
        announced=packet.announced if state.opens else (*packet.records, *packet.announced),
        approval=_approval(state),
        until=end_of_day(state.stated.until),
    )


def row_of(state: Grounded) -> GroundRow | None:
    """Return what a list says of it; None = it rests on a consent."""
    stated = state.stated
    return stated and GroundRow(
        ground=stated.ground,
        why=stated.why,
        needed=stated.needed,
        conditions=stated.conditions,
        until=stated.until,
        decision=state.decision,
        accepted=state.accepted,
    )


def _approval(state: Grounded) -> Approval | None:
    """Return the decision that stands; None = there is none, or it was taken back (R35)."""
    stated, decided = state.stated, state.decided
    if stated is None or decided is None or state.decision is not Approving.APPROVED:
        return None
    by = decided.signature.actor.staff
    assert by is not None
    return Approval(
        what=Approves.REASONABLE_GROUND,
        by=by,
        seq=decided.seq,
        at=decided.signature.valid_at,
        period=Period(tokyo_date(decided.signature.valid_at), stated.until),
        roles=CHIEFS,
        ground=stated.ground,
    )
