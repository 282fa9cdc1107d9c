"""Case writing (ケースへの記録): one append to a case whose state its writer saw, or none (§4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from consent.gate import Reason
from events import lateness
from events.access import Surface
from events.base import Event, Recorded
from services import concepts, keeping, terms
from services.acting import Acting, Done
from services.arrivals import arrived
from services.assigning import must_be_at_desk, sheet_drafts
from services.carrying import Carrier, Work
from services.db import Databases
from services.facts import Facts
from services.files import case_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.reading import Reading
from services.refusals import NotShown, StaleSave
from services.refusing import refuse


@dataclass(frozen=True, kw_only=True)
class CaseStream:
    """A case of the writer's programme as it stands while a command is decided."""

    work: Work
    facts: Facts
    case_id: UUID
    history: Sequence[Recorded]

    def decided(
        self,
        command: Any,
        *,
        after: int = 0,
        at: datetime | None = None,
        late_reason: str = "",
    ) -> list[Draft]:
        """
        Decide a command of a concept; `after` drafts of the same append come before its own.

        What the command tells of was true `at` a time, if it does not say so itself. Why it comes
        late stands before the record itself (R74).

        Raises:
            RuleViolation: as the concept's `decide`.
            BackdatedWithoutReason: as `events.lateness.explain`.
            FieldRefused: as `must_be_at_desk`.
        """
        told = getattr(command, "moment", None)
        must_be_at_desk(self.work.ledger, self.facts, command)
        events = concepts.decide(command, self.history, self.facts.now)
        known = uuid4()
        why = lateness.explain(
            command,
            free_from=terms.free_from(self.facts),
            reason=late_reason,
            record=known,
            person_id=concepts.matter(self.history, self.facts.now).person_id,
        )
        said = self.drafts(why, after=after)
        own = self.drafts(
            events,
            at=told.happened_at if told else at,
            after=after + len(said),
            last=known if why else None,
        )
        return [
            *sheet_drafts(self.work, self.facts, [(self.case_id, event) for event in events]),
            *said,
            *own,
        ]

    def drafts(
        self,
        events: Sequence[Event],
        *,
        at: datetime | None = None,
        after: int = 0,
        last: UUID | None = None,
    ) -> list[Draft]:
        """Make events of this case ready, true `at` a time or now; `last` is the id of the last."""
        return [
            self.work.draft(
                self.facts,
                event,
                self.case_id,
                len(self.history) + after + n,
                case_file(self.case_id),
                valid_at=concepts.true_at(event, self.history) or at,
                event_id=last if n == len(events) else None,
            )
            for n, event in enumerate(events, 1)
        ]


Deciding = Callable[[CaseStream], list[Draft]]
"""What is to be appended, the entries of the case itself last."""


class CaseWriter:
    """Writes in cases for whoever may do casework."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        reading: Reading,
        clock: Callable[[], datetime],
    ) -> None:
        """`reading` says what changed when a save is stale."""
        self._databases = databases
        self._ledgers = ledgers
        self._reading = reading
        self.carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def save(
        self,
        acting: Acting,
        command_id: UUID,
        case_alias: str,
        token: str,
        sent: Any,
        deciding: Deciding,
        **about: Any,
    ) -> Done:
        """
        Append what `deciding` says, if the case is as its writer saw it.

        `about` goes into the digest of what was sent.

        Raises:
            NotShown: when there is no such case, or the writer may not write in it.
            StaleSave: when the case moved since the writer saw it.
            FieldRefused, CommandReused, FileErased, StorageUnavailable: as `Carrier`.
        """
        work = self.carrier.begin(acting, command_id, sent, case=case_alias, token=token, **about)
        case_id = work.ledger.derived.resolve(acting.agency, "case", case_alias)
        seen = case_id and work.ledger.derived.read_version_token(acting.agency, case_id, token)

        def drafts(facts: Facts) -> list[Draft]:
            if seen is None:
                raise _not_found(work.ledger, facts, case_alias)
            stream = kept_case(work, facts, case_alias)
            if seen != len(stream.history):
                raise StreamMoved
            return deciding(stream)

        try:
            return self.carrier.carry_out(work, drafts)
        except StreamMoved as moved:
            # It may be this very command that moved it: sent twice at once, it waited for itself.
            if (repeated := self.carrier.repeated(work)) is not None:
                return repeated
            assert case_id is not None
            assert seen is not None
            raise self._stale(work, case_alias, case_id, seen) from moved

    def record_id(self, acting: Acting, record: str) -> UUID:
        """Return the record behind an alias; one that is none stands for no record at all."""
        derived = self._ledgers.of(acting.tenant).derived
        return derived.resolve(acting.agency, "record", record) or UUID(int=0)

    def _stale(self, work: Work, case_alias: str, case_id: UUID, seen: int) -> StaleSave:
        version = work.ledger.version(case_id)
        if not arrived(self._databases, work.acting.tenant, work.ledger.size()):
            # What cannot be shown yet was not seen: saving against it is stale again.
            version = seen
        return StaleSave(
            changes=self._reading.changes(work.acting, case_alias, since=seen),
            token=work.ledger.derived.version_token(work.acting.agency, case_id, version),
        )


def kept_case(work: Work, facts: Facts, case_alias: str) -> CaseStream:
    """
    Return a case that the writer may know of, as it stands now.

    Raises:
        NotShown: when there is none of that alias.
    """
    case_id = work.ledger.derived.resolve(work.acting.agency, "case", case_alias)
    history = work.ledger.load(case_id) if case_id else ()
    kept = keeping.of_history(work.ledger, facts, history)
    if case_id is None or not keeping.knows(facts, kept):
        raise _not_found(work.ledger, facts, case_alias)
    return CaseStream(work=work, facts=facts, case_id=case_id, history=history)


def _not_found(ledger: Ledger, facts: Facts, case_alias: str) -> NotShown:
    return refuse(ledger, facts, surface=Surface.SAVING, asked=case_alias, why=Reason.NOT_FOUND)
