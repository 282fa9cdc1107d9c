"""Own streams (固有の流れ): commands to a person's or household's stream, which no case owns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.gate import Reason
from events import person
from events.access import Surface
from events.base import Recorded
from events.case import ConsultationReceived
from services import keeping
from services.acting import Acting, Done
from services.arrivals import arrived
from services.carrying import Carrier, Work
from services.db import Databases
from services.facts import Facts, gather
from services.folding import fold_known
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.refusals import NotShown, StaleSave
from services.refusing import refuse


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a writer means: a stream, and the version that they saw of it; None = no such thing."""

    asked: str
    stream: UUID | None
    seen: int | None


class OwnStreams:
    """Saves to one stream that its writer saw; what it rests on besides is checked by `drafts`."""

    def __init__(
        self, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def facts(self, acting: Acting) -> Facts:
        """Gather what is to be known of who writes."""
        return gather(self._ledgers.of(acting.tenant), acting, self._clock())

    def begin(
        self, acting: Acting, command_id: UUID, sent: Any, *, alias: str, **about: str
    ) -> Work:
        """
        Check what was sent, as `Carrier.begin`.

        Raises:
            FieldRefused: as there.
        """
        return self._carrier.begin(acting, command_id, sent, alias=alias, **about)

    def target(self, work: Work, asked: str, stream: UUID | None, token: str) -> Target:
        """Read which version of a stream the writer saw."""
        derived, agency = work.ledger.derived, work.acting.agency
        seen = None if stream is None else derived.read_version_token(agency, stream, token)
        return Target(asked=asked, stream=stream, seen=seen)

    def save(
        self, work: Work, target: Target, drafts: Callable[[Facts, UUID, int], list[Draft]]
    ) -> Done:
        """
        Decide by `drafts`, which is given the stream and the version seen, and append.

        Raises:
            NotShown: when there is no such thing, or the writer may not write in it.
            StaleSave: when the stream moved since the writer saw it.
            CommandReused, FileErased, StorageUnavailable: as `Carrier.carry_out`.
        """

        def decided(facts: Facts) -> list[Draft]:
            if target.stream is None or target.seen is None:
                raise not_found(work.ledger, facts, target.asked)
            return drafts(facts, target.stream, target.seen)

        try:
            return self._carrier.carry_out(work, decided)
        except StreamMoved as moved:
            if (repeated := self._carrier.repeated(work)) is not None:
                return repeated
            raise self._stale(work, target) from moved

    def _stale(self, work: Work, target: Target) -> StaleSave:
        assert target.stream is not None
        assert target.seen is not None
        version = work.ledger.version(target.stream)
        if not arrived(self._databases, work.acting.tenant, work.ledger.size()):
            # What cannot be shown yet was not seen: saving against it is stale again.
            version = target.seen
        token = work.ledger.derived.version_token(work.acting.agency, target.stream, version)
        return StaleSave(changes=(), token=token)


def person_of_case(ledger: Ledger, facts: Facts, case: str) -> UUID | None:
    """Return the person of a case that the asker may know of; None when there is none."""
    case_id = ledger.derived.resolve(facts.acting.agency, "case", case)
    standing = ledger.keeping([case_id]).get(case_id) if case_id else None
    if standing is None:
        return None
    if not keeping.knows(facts, keeping.of_history(ledger, facts, standing.told)):
        return None
    event = standing.told[0].event
    return event.person_id if isinstance(event, ConsultationReceived) else None


def person_state(history: Sequence[Recorded]) -> person.Person:
    """Fold a person's own stream."""
    return fold_known(person.Person(), person.evolve, history)


def kept_person(
    ledger: Ledger, facts: Facts, person_id: UUID, asked: str
) -> tuple[tuple[Recorded, ...], person.Person]:
    """
    Return the stream and the state of a person whom the writer may know of.

    Raises:
        NotShown: when there is none of that id.
    """
    history = ledger.load(person_id)
    state = person_state(history)
    if not keeping.knows(facts, keeping.of_sheet(ledger, facts, history)):
        raise not_found(ledger, facts, asked)
    return history, state


def not_found(
    ledger: Ledger, facts: Facts, asked: str, *, surface: Surface = Surface.SAVING
) -> NotShown:
    """Write the refusal of a save or a look down and return what to raise."""
    return refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)
