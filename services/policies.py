"""Policies (開示方針の採用): a municipality's adopted versions and confirmed legal bases (R1)."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from consent.adoption import Judged, judge_version
from consent.policy import Policy
from consent.registry import BasisVersion, Registry
from events import policy
from events.base import Recorded, RuleViolation
from events.policy import AdoptPolicy, ConfirmLegalBasis, PolicyEvent
from events.staff import Staff
from events.staff import evolve as evolve_staff
from events.values import tokyo_date
from services.facts import system_signature, utc_now
from services.folding import fold
from services.inputs import check_line
from services.ledger.drafts import Draft, Expected
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers

STREAM: Final = UUID("6f0c2a1e-94b7-4d53-8a86-2b5d9c7e1f40")
"""A municipality has one policy, so its stream has the same name in every log."""

LONGEST_IMPACT: Final = 60_000
"""Bytes of JSON: an entry of the log holds 65,533."""


class NotAdopted(Exception):
    """What the comparison found stops the adoption; `refusal` is the rule that says so."""

    def __init__(self, judged: Judged, refusal: RuleViolation) -> None:
        """Keep both: whoever asked has to state a reason for each class."""
        super().__init__(type(refusal).__name__)
        self.judged = judged
        self.refusal = refusal


class TooManyChanges(Exception):
    """One adoption changes no more than one entry of the log can state."""


class NotOnStaff(Exception):
    """Whoever decides on the policy holds an active account of that municipality."""


class NothingToConfirm(Exception):
    """The text of that day is not one that the registry leaves unverified."""


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """
    What two people decided: why, for which day on, and why whatever is wider may be.

    `valid_from` None = from today; `reasons` holds a reason by the name of a class of changes.
    """

    ground: str
    valid_from: date | None
    prepared_by: UUID
    approved_by: UUID
    reasons: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Who read which official text of a basis; `on` None = the text of today."""

    basis: str
    on: date | None
    official_text: str
    confirmed_by: UUID


class Policies:
    """What an operator does for those who decide on the policy."""

    def __init__(self, ledgers: Ledgers, clock: Callable[[], datetime] = utc_now) -> None:
        """Work on these logs."""
        self._ledgers = ledgers
        self._clock = clock

    @property
    def today(self) -> date:
        """The Tokyo civil date."""
        return tokyo_date(self._clock())

    def history(self, tenant: str) -> tuple[Recorded, ...]:
        """Return the adoptions and confirmations of a municipality, in their order."""
        return self._ledgers.of(tenant).load(STREAM)

    def standing(self, tenant: str) -> policy.Policies:
        """Return which versions were adopted and which texts of legal bases count."""
        return _fold(self.history(tenant))

    def adopt(self, tenant: str, before: Policy, after: Policy, adoption: Adoption) -> Judged:
        """
        Adopt a version, compared with `before`: the last adopted one, unless this is the first.

        Raises:
            NotAdopted: when a class is wider without a reason, or a property is broken.
            TooManyChanges: when the comparison is longer than an entry may be.
            NotOnStaff: when one of the two has no active account.
            FieldRefused: as `services.inputs.check_line`.
            RuleViolation: as `events.policy.decide`.
        """
        check_line("ground", adoption.ground)
        for reason in adoption.reasons.values():
            check_line("reason", reason)
        ledger = self._ledgers.of(tenant)
        for member in (adoption.prepared_by, adoption.approved_by):
            _need_account(ledger, member)
        history = ledger.load(STREAM)
        state = _fold(history)
        compared = before if state.adopted else None
        reasons = {name: _nfc(reason) for name, reason in adoption.reasons.items()}
        judged = judge_version(compared, after, reasons)
        command = self._command(compared, after, judged, adoption)
        try:
            events = policy.decide(command, state)
        except (policy.PolicyWidensWithoutReason, policy.PolicyBreaksProperty) as refusal:
            raise NotAdopted(judged, refusal) from refusal
        if len(json.dumps([asdict(one) for one in judged.impact]).encode()) > LONGEST_IMPACT:
            raise TooManyChanges(len(judged.impact))
        self._record(ledger, len(history), events)
        return judged

    def confirm(self, tenant: str, registry: Registry, reading: Reading) -> BasisVersion:
        """
        Confirm a text that the registry leaves unverified; decisions may cite it from now on.

        Raises:
            NothingToConfirm: when the registry has no such text of that day, or it needs nothing.
            NotOnStaff: when who read it has no active account.
            FieldRefused: as `services.inputs.check_line`.
            RuleViolation: as `events.policy.decide`.
        """
        check_line("official_text", reading.official_text)
        text = next(
            (
                one
                for one in registry.bases.get(reading.basis, ())
                if one.unverified and one.covers(reading.on or self.today)
            ),
            None,
        )
        if text is None:
            raise NothingToConfirm(reading.basis)
        ledger = self._ledgers.of(tenant)
        _need_account(ledger, reading.confirmed_by)
        command = ConfirmLegalBasis(
            basis=text.basis,
            digest=text.digest,
            registry=registry.version,
            official_text=_nfc(reading.official_text),
            confirmed_by=reading.confirmed_by,
        )
        history = ledger.load(STREAM)
        self._record(ledger, len(history), policy.decide(command, _fold(history)))
        return text

    def _command(
        self, before: Policy | None, after: Policy, judged: Judged, adoption: Adoption
    ) -> AdoptPolicy:
        today = tokyo_date(self._clock())
        return AdoptPolicy(
            version=after.document.version,
            previous=before.document.version if before else None,
            valid_from=adoption.valid_from or today,
            decided_on=today,
            ground=_nfc(adoption.ground),
            prepared_by=adoption.prepared_by,
            approved_by=adoption.approved_by,
            impact=judged.impact,
            broken=judged.broken,
        )

    def _record(self, ledger: Ledger, version: int, events: tuple[PolicyEvent, ...]) -> None:
        signature = system_signature(command_id=uuid4(), now=self._clock())
        drafts = [
            Draft(
                event=event,
                event_id=uuid4(),
                stream=STREAM,
                version=version + n,
                signature=signature,
            )
            for n, event in enumerate(events, 1)
        ]
        ledger.record(drafts, Expected())


def _fold(history: tuple[Recorded, ...]) -> policy.Policies:
    return fold(policy.Policies(), policy.evolve, history)


def _need_account(ledger: Ledger, member: UUID) -> None:
    state = Staff()
    for recorded in ledger.load(member):
        state = evolve_staff(state, recorded.event)
    if not state.active:
        raise NotOnStaff(str(member))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
