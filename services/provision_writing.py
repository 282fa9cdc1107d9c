"""Provision writing (情報提供への記録): one append to a provision whose state its writer saw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from events.base import Event, Recorded
from events.provision import Provision
from services import keeping
from services.acting import Acting, Done
from services.carrying import Carrier, Work
from services.db import Databases
from services.facts import Facts
from services.files import provision_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.provision_rows import not_found, state_of
from services.refusals import StaleSave


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Which provision its writer saw, in which state; `case` None = no page of a case said so."""

    alias: str
    token: str
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Written:
    """A provision as it stands while a command about it is decided."""

    ledger: Ledger
    facts: Facts
    alias: str
    provision: Provision
    history: Sequence[Recorded]


class ProvisionWriter:
    """Writes for either party, and for nobody else."""

    def __init__(
        self, *, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        seen: Seen,
        sent: Any,
        deciding: Callable[[Written], Sequence[Event]],
        *,
        guard: Callable[[Written], None] = lambda _: None,
    ) -> Done:
        """
        Append what is decided; `guard` refuses before anything is said of what moved meanwhile.

        Raises:
            StaleSave: when it moved since the writer saw it.
            RuleViolation: as what decides.
            NotShown, CommandReused, StorageUnavailable: as `Carrier`.
        """
        about = {"provision": seen.alias, "token": seen.token, "case": seen.case}
        work = self._carrier.begin(acting, command_id, sent, alias="provision", **about)
        derived = work.ledger.derived
        target = derived.resolve(acting.agency, "provision", seen.alias)
        version = target and derived.read_version_token(acting.agency, target, seen.token)

        def drafts(facts: Facts) -> list[Draft]:
            if target is None or version is None:
                raise not_found(work.ledger, facts, seen.alias)
            written = _found(work, facts, seen, target)
            guard(written)
            if len(written.history) != version:
                raise StreamMoved
            return [
                work.draft(facts, event, target, version + n, provision_file(target))
                for n, event in enumerate(deciding(written), 1)
            ]

        try:
            return self._carrier.carry_out(work, drafts)
        except StreamMoved as moved:
            if (repeated := self._carrier.repeated(work)) is not None:
                return repeated
            assert target is not None
            fresh = derived.version_token(acting.agency, target, work.ledger.version(target))
            raise StaleSave(changes=(), token=fresh) from moved


def _found(work: Work, facts: Facts, seen: Seen, target: UUID) -> Written:
    """Refuse whoever is no party, and of the provider whoever may not know of the case."""
    ledger, history = work.ledger, work.ledger.load(target)
    state = state_of(history)
    proposed, by = state.proposed, facts.acting.programme
    if proposed is None or by not in (proposed.provider, proposed.recipient):
        raise not_found(ledger, facts, seen.alias)
    if by == proposed.provider:
        kept = keeping.of_case(ledger, facts, proposed.case_id)
        if kept is None or not keeping.knows(facts, kept[0]):
            raise not_found(ledger, facts, seen.alias)
    if seen.case is not None:
        of_case = ledger.derived.resolve(facts.acting.agency, "case", seen.case)
        if by != proposed.provider or of_case != proposed.case_id:
            raise not_found(ledger, facts, seen.alias)
    return Written(ledger=ledger, facts=facts, alias=seen.alias, provision=state, history=history)
