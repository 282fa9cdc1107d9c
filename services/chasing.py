"""Chasing (返事を求める): reminding who did not answer; answers that came by other means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from events import provision_steps
from events.base import Event
from events.provision_steps import Chase, Standing, StepCommand, TakeAnswerDown, UrgeProvision
from events.setting import Term
from events.values import Role, tokyo_date
from projections import directory
from services import terms
from services.acting import Acting, Done
from services.colleagues import accounts_of
from services.db import Databases
from services.facts import Facts, utc_now
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.provision_writing import ProvisionWriter, Seen, Written

SECRETARIAT: Final = frozenset({Role.CITY_WELFARE_MANAGER, Role.CITY_WELFARE_CHIEF})
"""The city's division that is told when neither who was asked nor their manager answers."""


@dataclass(frozen=True)
class NextStep:
    """What is sent for the next step: nothing more than that it be taken."""


class Chasing:
    """Takes the next step for who asked; no step shows anybody more than before."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._writer = ProvisionWriter(databases=databases, ledgers=ledgers, clock=clock)

    def urge(self, acting: Acting, command_id: UUID, seen: Seen) -> Done:
        """
        Remind who was asked, then their manager, then the secretariat; then it ends unanswered.

        Raises:
            NotTheParty, NotAtThatStage, AnswerNotDue: as `events.provision_steps.decide`.
            StaleSave, NotShown, CommandReused, StorageUnavailable: as `ProvisionWriter`.
        """

        def deciding(written: Written) -> Sequence[Event]:
            facts = written.facts
            return _decided(
                UrgeProvision(
                    reply_by=terms.due(facts, Term.URGED_ANSWER, facts.asker.on),
                    secretariat=self._secretariat(written.ledger, facts),
                ),
                written,
            )

        return self._writer.write(acting, command_id, seen, NextStep(), deciding)

    def take_down(self, acting: Acting, command_id: UUID, seen: Seen, sent: TakeAnswerDown) -> Done:
        """
        Write down an answer that came by telephone, fax or paper, and by whom it was given.

        Raises:
            FieldRefused: when a text cannot be stored (R77).
            RuleViolation: as `events.provision_steps.decide`.
            StaleSave, NotShown, CommandReused, StorageUnavailable: as `ProvisionWriter`.
        """
        return self._writer.write(
            acting, command_id, seen, sent, lambda written: _decided(sent, written)
        )

    def _secretariat(self, ledger: Ledger, facts: Facts) -> tuple[UUID, ...]:
        """Return the programmes in which somebody leads the city's division today."""
        tenant = facts.acting.tenant
        with self._databases.within(tenant) as conn:
            names = directory.staff_names(conn, tenant)
        asker = facts.asker
        held = accounts_of(ledger, asker.programme_id, asker.programme, list(names)).held.values()
        found = {
            one.programme
            for account in held
            for one in account.appointments
            if account.active and one.role in SECRETARIAT and one.period.covers(asker.on)
        }
        return tuple(sorted(found))


def _decided(command: StepCommand, written: Written) -> Sequence[Event]:
    facts, history, chase = written.facts, written.history, Chase()
    for recorded in history:
        chase = provision_steps.evolve(chase, recorded.event)
    standing = Standing(
        provision=written.provision,
        chase=chase,
        asked_on=tokyo_date(history[0].at),
        today=facts.asker.on,
    )
    return provision_steps.decide(command, standing, by=facts.acting.programme)
