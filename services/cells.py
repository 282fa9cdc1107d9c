"""Cells (だれに何が見えるか): what somebody of a recipient would see of each part, if asked now."""

from collections.abc import Sequence
from uuid import UUID

from consent.decision import Visibility
from events.provided import Provided
from events.values import Pointer, Purpose
from services.crossing import Approval, Party
from services.disclosing import Disclosing, Packet, hides
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.provision_views import Cell


def cells_of(
    disclosing: Disclosing,
    ledger: Ledger,
    facts: Facts,
    recipient: UUID,
    purpose: Purpose,
    parts: Sequence[Provided],
    approval: Approval | None = None,
) -> dict[Pointer, Cell]:
    """Decide on each part for anybody who works for the recipient."""
    to, provider = Party(programme=recipient), facts.acting.programme
    known = disclosing.known(ledger, facts, to, provider, parts, approval)
    packet = Packet(
        provision=UUID(int=0),
        provider=provider,
        purpose=purpose,
        records=tuple(parts),
        seen={},
        stream=UUID(int=0),
        version=0,
        approval=approval,
    )
    ruled = disclosing.rulings(known, to, packet, at=facts.now)
    return {one.at: _nothing(one) for one in parts} | {
        one.at: Cell(
            category=one.category,
            visibility=ruling.decision.visibility,
            reason=ruling.decision.reason,
            law=ruling.decision.law,
            hides=tuple(sorted(hides(one, ruling.decision))),
        )
        for one, ruling in ruled
    }


def _nothing(one: Provided) -> Cell:
    return Cell(category=one.category, visibility=Visibility.ABSENT, reason="NO_POLICY", law=())
