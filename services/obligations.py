"""Obligations (果たすべきこと): what is left to do after a withdrawal, and that it is done."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from events import obligation
from events.access import Surface
from events.base import Event
from events.obligation import ConfirmStopped, TellRecipient
from services import obligation_views
from services.acting import Acting, Done
from services.candidates import Candidates
from services.db import Databases
from services.disclosing import Disclosing
from services.facts import Facts, utc_now
from services.ledger.ledgers import Ledgers
from services.obligation_rows import OwedLook, owed_look, rows_of
from services.provision_rows import not_found
from services.provision_writing import ProvisionWriter, Seen, Written
from services.showing import Showing


class Obligations:
    """Lists to each party what it has to do; no row and no step shows anybody any record."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; ask `disclosing` what the policy asks for."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._writer = ProvisionWriter(databases=databases, ledgers=ledgers, clock=clock)

    def listed(self, acting: Acting) -> obligation_views.Obligations:
        """
        Return what is open, of one's own cases and of what one was shown.

        A recipient's row is here only where it may know that there was something (consent.md §9.2).

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        asked: list[Facts] = []

        def find(facts: Facts) -> OwedLook:
            asked.append(facts)
            return owed_look(self._candidates, self._disclosing, ledger, facts)

        look, _ = self._showing.show(ledger, acting, Surface.OBLIGATIONS, find)
        facts = asked[-1]
        return obligation_views.Obligations(today=facts.asker.on, rows=rows_of(ledger, facts, look))

    def tell(self, acting: Acting, command_id: UUID, seen: Seen, sent: TellRecipient) -> Done:
        """
        Write down that the recipient was told, and what they said became of the records.

        Raises:
            RuleViolation: as `events.obligation.decide`.
            StaleSave, NotShown, CommandReused, StorageUnavailable: as `ProvisionWriter`.
        """
        return self._write(acting, command_id, seen, sent)

    def confirm(self, acting: Acting, command_id: UUID, seen: Seen, sent: ConfirmStopped) -> Done:
        """
        Say for the recipient that it uses the records no more.

        Raises:
            NotShown: also when nothing is owed that the asker may know of.
            The others as `tell`.
        """
        return self._write(acting, command_id, seen, sent)

    def _write(
        self, acting: Acting, command_id: UUID, seen: Seen, sent: TellRecipient | ConfirmStopped
    ) -> Done:
        def deciding(written: Written) -> Sequence[Event]:
            proposed, facts = written.provision.proposed, written.facts
            assert proposed is not None
            found = owed_look(
                self._candidates,
                self._disclosing,
                written.ledger,
                facts,
                proposed.provision_id,
            ).found
            if not found and proposed.recipient == acting.programme:
                raise not_found(written.ledger, facts, written.alias)
            return obligation.decide(
                sent,
                proposed,
                found[0].owed if found else None,
                by=acting.programme,
                today=facts.asker.on,
            )

        return self._writer.write(acting, command_id, seen, sent, deciding)
