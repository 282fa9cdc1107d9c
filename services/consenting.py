"""Consenting (同意): what a person says about sharing, read and written from their own case."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from events.access import Surface
from projections import directory
from services import consent_writing
from services.acting import Acting, Done
from services.candidates import Candidates
from services.consent_commands import Command, filled, recipients_of
from services.consent_page import find, page_of
from services.consent_views import ConsentPage, Named
from services.db import Databases
from services.facts import Facts, utc_now
from services.ledger.drafts import Draft
from services.ledger.ledgers import Ledgers
from services.own_streams import OwnStreams, not_found, person_of_case
from services.showing import Showing


class Consenting:
    """Reads and writes the will of the person of a case, who is the asker's own programme's."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find candidates, show through `showing`, write to the person's own stream."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._door = (showing, candidates)
        self._streams = OwnStreams(databases, ledgers, clock)

    def page(self, acting: Acting, case: str, *, surface: Surface = Surface.CONSENT) -> ConsentPage:
        """
        Return what stands of the person's will, and what can be chosen when it is written down.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            surface,
            lambda facts: find(self._candidates, ledger, facts, case, surface),
        )
        return page_of(look, shown)

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: Command,
        named: Named,
    ) -> Done:
        """
        Write down what the person said, or who may speak for them.

        Raises:
            RuleViolation: as `events.consent.decide`, `events.consent_changes.decide`,
                `events.exclusion.decide` and `events.representative.decide`.
            NotShown: when there is no such case, or a recipient that nobody has.
            StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `OwnStreams.save`.
        """
        ledger = self._ledgers.of(acting.tenant)
        command = filled(ledger, acting, sent, named)
        work = self._streams.begin(
            acting, command_id, command, alias="person", case=case, token=token
        )

        def drafts(facts: Facts, who: UUID, seen: int) -> list[Draft]:
            if person_of_case(ledger, facts, case) != who or not self._known(facts, command):
                raise not_found(ledger, facts, case)
            return consent_writing.drafts(work, facts, who, seen, command, self._door)

        facts = self._streams.facts(acting)
        own = person_of_case(ledger, facts, case)
        return self._streams.save(work, self._streams.target(work, case, own, token), drafts)

    def _known(self, facts: Facts, command: Command) -> bool:
        """Say whether the municipality has every recipient that a command names."""
        wanted = recipients_of(command)
        if not wanted:
            return True
        with self._candidates.viewing(facts) as conn:
            tenant = facts.acting.tenant
            known = {*directory.agency_names(conn, tenant), *directory.programmes(conn, tenant)}
        return wanted <= known
