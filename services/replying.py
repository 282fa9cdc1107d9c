"""Replying (情報提供への返事): accepting, declining and ending a provision."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from events import provision
from events.base import Event
from events.provision import AcceptProvision, DeclineProvision, EndProvision
from services.acting import Acting, Done
from services.candidates import Candidates
from services.db import Databases
from services.disclosing import Disclosing
from services.facts import utc_now
from services.ledger.ledgers import Ledgers
from services.provision_rows import find_one, judged, not_found, packet_of
from services.provision_writing import ProvisionWriter, Seen, Written


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
        self._writer = ProvisionWriter(databases=databases, ledgers=ledgers, clock=clock)

    def reply(
        self,
        acting: Acting,
        command_id: UUID,
        alias: str,
        token: str,
        command: AcceptProvision | DeclineProvision | EndProvision,
        *,
        case: str | None = None,
    ) -> Done:
        """
        Answer or end a provision, for the programme that the asker acts for.

        `case` = the asker's own case, of which it has to be.

        Raises:
            NotTheParty, NotAtThatStage: as `events.provision.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown, CommandReused, StorageUnavailable: as `Carrier`.
        """

        def deciding(written: Written) -> Sequence[Event]:
            on = written.facts.asker.on
            return provision.decide(command, written.provision, by=acting.programme, today=on)

        seen = Seen(alias=alias, token=token, case=case)
        if isinstance(command, AcceptProvision):
            there = self._must_be_there
            return self._writer.write(acting, command_id, seen, command, deciding, guard=there)
        return self._writer.write(acting, command_id, seen, command, deciding)

    def _must_be_there(self, written: Written) -> None:
        ledger, facts = written.ledger, written.facts
        shared, look = find_one(self._candidates, ledger, facts, written.alias)
        if not judged(self._disclosing, ledger, facts, [packet_of(shared, look)]).there:
            raise not_found(ledger, facts, written.alias)
