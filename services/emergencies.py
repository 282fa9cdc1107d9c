"""Emergencies (緊急開示): opening records to another programme at once, and what follows (R39)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from consent.facts import Place
from events.access import Surface
from events.emergency import Emergency, EmergencyLaw
from events.emergency_steps import DiscloseInEmergency, EmergencyCommand, decide
from events.provided import Provided
from events.values import Purpose, tokyo_date
from services.acting import Acting, Done
from services.candidates import Candidates
from services.carrying import Carrier, Work
from services.crossing import Party
from services.db import Databases
from services.disclosing import Disclosing, Packet
from services.emergency_rows import declared, find_one, hand_of
from services.facts import Facts, utc_now
from services.files import emergency_file
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.ledger.recorder import StreamMoved
from services.pinning import offered
from services.refusals import FieldRefused, StaleSave


@dataclass(frozen=True, kw_only=True)
class NewEmergency:
    """緊急開示 as typed: recipient and records by alias; the person's sheet goes with any."""

    recipient: str
    law: EmergencyLaw
    records: tuple[str, ...]
    minutes: int
    words: str


class Emergencies:
    """Opens, keeps open, ends and reviews; for the recipient, says that its use has stopped."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        disclosing: Disclosing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models; decide for the recipient by `disclosing`."""
        self._candidates = candidates
        self._disclosing = disclosing
        self._carrier = Carrier(databases=databases, ledgers=ledgers, clock=clock)

    def disclose(
        self, acting: Acting, command_id: UUID, case: str, token: str, sent: NewEmergency
    ) -> Done:
        """
        Open records of a case to a recipient at once: the parts that the policy lets pass now.

        The review is due by the end of the desk's next opening day.

        Raises:
            FieldRefused: for `recipient` or `records` when there are none of those aliases.
            StaleSave: when the case moved since the page that the writer saw.
            RuleViolation: as `events.emergency_steps.decide`.
            NotShown, CommandReused, FileErased, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(
            acting, command_id, sent, alias="emergency", case=case, token=token
        )
        emergency_id = uuid4()
        return self._carrier.carry_out(
            work, lambda facts: self._disclosed(work, facts, emergency_id, (case, token), sent)
        )

    def act(
        self, acting: Acting, command_id: UUID, alias: str, token: str, command: EmergencyCommand
    ) -> Done:
        """
        Extend, end or review one's own; say of a received one that its use has stopped.

        Raises:
            RuleViolation: as `events.emergency_steps.decide`.
            StaleSave: when it moved since the writer saw it.
            NotShown, CommandReused, StorageUnavailable: as `Carrier`.
        """
        work = self._carrier.begin(
            acting, command_id, command, alias="emergency", emergency=alias, token=token
        )
        derived = work.ledger.derived
        target = derived.resolve(acting.agency, "emergency", alias)
        seen = target and derived.read_version_token(acting.agency, target, token)

        def drafts(facts: Facts) -> list[Draft]:
            told, _ = find_one(self._candidates, work.ledger, facts, alias, surface=Surface.SAVING)
            if len(told.history) != seen:
                raise StreamMoved
            events = decide(command, told.state, hand_of(facts))
            return [
                work.draft(
                    facts,
                    event,
                    told.emergency_id,
                    len(told.history) + n,
                    emergency_file(told.emergency_id),
                )
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

    def _disclosed(
        self,
        work: Work,
        facts: Facts,
        emergency_id: UUID,
        seen: tuple[str, str],
        sent: NewEmergency,
    ) -> list[Draft]:
        case, token = seen
        ledger, acting, derived = work.ledger, work.acting, work.ledger.derived
        look = offered(self._candidates, ledger, facts, case, surface=Surface.SAVING)
        matter = look.matter
        if derived.read_version_token(acting.agency, matter.case_id, token) != look.version:
            fresh = derived.version_token(acting.agency, matter.case_id, look.version)
            raise StaleSave(changes=(), token=fresh)
        recipient = derived.resolve(acting.agency, "programme", sent.recipient)
        if recipient is None or recipient not in look.programmes:
            raise FieldRefused(field="recipient", rule="unknown")
        wanted = set(sent.records)
        if wanted - {group.alias for group in look.groups}:
            raise FieldRefused(field="records", rule="unknown")
        parts = tuple(
            one
            for group in look.groups
            if group.sheet or group.alias in wanted
            for one in group.parts
        )
        command = DiscloseInEmergency(
            emergency_id=emergency_id,
            case_id=matter.case_id,
            person_id=matter.person_id,
            recipient=recipient,
            law=sent.law,
            records=self._passing(ledger, facts, recipient, parts),
            minutes=sent.minutes,
            review_by=tokyo_date(facts.calendar.end_of_next_opening_day(facts.now)),
            words=sent.words,
        )
        file = emergency_file(emergency_id)
        return [
            work.draft(facts, event, emergency_id, n, file)
            for n, event in enumerate(decide(command, Emergency(), hand_of(facts)), 1)
        ]

    def _passing(
        self, ledger: Ledger, facts: Facts, recipient: UUID, parts: tuple[Provided, ...]
    ) -> tuple[Provided, ...]:
        """Return the parts that somebody of the recipient would be shown in an emergency now."""
        to, provider, approval = Party(programme=recipient), facts.acting.programme, declared(facts)
        known = self._disclosing.known(ledger, facts, to, provider, parts, approval)
        packet = Packet(
            provision=UUID(int=0),
            provider=provider,
            purpose=Purpose.LIFE,
            records=parts,
            seen={},
            stream=UUID(int=0),
            version=0,
            place=Place.EMERGENCY,
            approval=approval,
        )
        ruled = self._disclosing.rulings(known, to, packet, at=facts.now)
        return tuple(one for one, ruling in ruled if ruling.cleared is not None)
