"""Replying (情報提供への返事): accepting, declining and ending a provision."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from events import provision
from events.provision import Provision
from services import keeping
from services.candidates import Candidates
from services.carrying import Carrier
from services.db import Databases
from services.disclosing import Disclosing
from services.facts import Facts, utc_now
from services.files import provision_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.provision_rows import decided, find_one, not_found, packet_of, state_of
from services.views import Acting, Done, StaleSave


class Replying:
    """Answers for the programme that the asker acts for."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; ask `disclosing` whether the recipient may know of it."""
        self._candidates = candidates
        self._disclosing = disclosing
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def reply(
        self,
        acting: Acting,
        command_id: UUID,
        alias: str,
        token: str,
        command: provision.AcceptProvision | provision.DeclineProvision | provision.EndProvision,
    ) -> Done:
        """
        Answer or end a provision, for the programme that the asker acts for.

        Raises:
            NotTheParty, NotAtThatStage: as `events.provision.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown, CommandReused, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(
            acting, command_id, command, alias="provision", provision=alias, token=token
        )
        derived = work.ledger.derived
        target = derived.resolve(acting.agency, "provision", alias)
        seen = target and derived.read_version_token(acting.agency, target, token)

        def drafts(facts: Facts) -> list[Draft]:
            if target is None or seen is None:
                raise not_found(work.ledger, facts, alias)
            history = work.ledger.load(target)
            state, version = state_of(history), len(history)
            self._must_be_party(work.ledger, facts, alias, state)
            if isinstance(command, provision.AcceptProvision):
                self._must_be_there(work.ledger, facts, alias)
            if version != seen:
                raise StreamMoved
            events = provision.decide(command, state, by=acting.programme, today=facts.asker.on)
            return [
                work.draft(facts, event, target, seen + n, provision_file(target))
                for n, event in enumerate(events, 1)
            ]

        try:
            return self._carrier.carry_out(work, drafts)
        except StreamMoved as moved:
            if (repeated := self._carrier.repeated(work)) is not None:
                return repeated
            assert target is not None
            version = work.ledger.version(target)
            fresh = derived.version_token(acting.agency, target, version)
            raise StaleSave(changes=(), token=fresh) from moved

    def _must_be_there(self, ledger: Ledger, facts: Facts, alias: str) -> None:
        shared, look = find_one(self._candidates, ledger, facts, alias)
        if not decided(self._disclosing, ledger, facts, packet_of(shared, look))[1]:
            raise not_found(ledger, facts, alias)

    def _must_be_party(self, ledger: Ledger, facts: Facts, alias: str, state: Provision) -> None:
        """Refuse whoever is no party, and of the provider whoever may not know of the case."""
        proposed, by = state.proposed, facts.acting.programme
        if proposed is None or by not in (proposed.provider, proposed.recipient):
            raise not_found(ledger, facts, alias)
        if by == proposed.provider:
            kept = keeping.of_case(ledger, facts, proposed.case_id)
            if kept is None or not keeping.knows(facts, kept[0]):
                raise not_found(ledger, facts, alias)
