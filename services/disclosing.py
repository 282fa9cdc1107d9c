"""
Disclosing: the one way from another programme's records to plaintext (architecture §2, promise 3).

Facts from the streams, the policy's decision on each part, the entry, the keys: in this order.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from consent.consents import ConsentGiven
from consent.decision import Decision, Visibility
from consent.facts import Disclosed, Place
from consent.gate import Item, Keeping, Reason, Ruling, Withheld, hidden, rule
from consent.policy import Policy
from consent.registry import Registry
from events.access import MOST_ITEMS, ContentDisclosed, Surface
from events.base import personal_fields
from events.catalogue import BY_TOPIC
from events.provided import Provided
from events.values import Basis, Pointer, Purpose, end_of_day
from services import crossing
from services.acting import Acting
from services.crossing import Approval, Known, Party
from services.facts import Facts
from services.facts import gather as who_asks
from services.files import register_file
from services.hindsight import Log
from services.keys.opening import Bearer, Opener, Receipt
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.recorder import FactEnded, ReadStreamMoved
from services.refusals import NotShown
from services.refusing import refuse

BASES: Final[Mapping[str, Basis]] = {
    "BASIS_CONSENT": Basis.CONSENT,
    "BASIS_LIFE_BODY": Basis.VITAL_INTEREST,
}
"""By which basis of law.md §10.2 an entry names each ground; on another ground nothing is shown."""
REASONABLE: Final = "BASIS_APPI69_2_REASONABLE"
"""Of this one it is the provision of law that was approved (R35)."""


def basis_of(decision: Decision, approval: Approval | None) -> Basis | None:
    """Return the basis by which something is shown; None = there is none."""
    if decision.reason != REASONABLE:
        return BASES.get(decision.reason)
    return Basis(approval.ground) if approval and approval.ground else None


@dataclass(frozen=True, kw_only=True)
class Packet:
    """
    What is asked for: pinned parts of a provider's records, for one purpose of one provision.

    `approval` is what somebody of the provider's decided about them; nothing is shown after `until`
    (UTC). `announced` are parts that are not shown yet: that one would be makes it known that there
    is something.
    """

    provision: UUID
    provider: UUID
    purpose: Purpose
    records: tuple[Provided, ...]
    seen: Mapping[tuple[UUID, int], datetime]
    stream: UUID
    version: int
    place: Place = Place.REFERRAL
    approval: Approval | None = None
    until: datetime | None = None
    announced: tuple[Provided, ...] = ()

    @property
    def parts(self) -> tuple[Provided, ...]:
        """Whatever is decided on."""
        return (*self.records, *self.announced)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One part as it was decided; `content` None = not shown, or erased."""

    one: Provided
    decision: Decision
    content: Mapping[str, Any] | None
    hides: frozenset[str]


class Disclosing:
    """Decides about parts that another programme keeps, and shows what may be shown."""

    def __init__(
        self,
        opener: Opener,
        clock: Callable[[], datetime],
        shipped: tuple[Policy, Registry],
    ) -> None:
        """`shipped` are the policy and the registry of legal bases whose texts this release has."""
        self._opener = opener
        self._clock = clock
        self._shipped = shipped

    def known(
        self,
        ledger: Log,
        facts: Facts,
        to: Party,
        provider: UUID,
        records: Sequence[Provided],
        approval: Approval | None = None,
    ) -> Known:
        """Read the facts in common of a request, as `crossing.gather`."""
        return crossing.gather(ledger, facts, to, provider, records, self._shipped, approval)

    def rulings(
        self,
        known: Known,
        to: Party,
        packet: Packet,
        *,
        at: datetime,
    ) -> tuple[tuple[Provided, Ruling], ...]:
        """Decide on each part; without a policy that was adopted there is no ruling at all."""
        return self._ruled(known, to, packet, packet.records, at)

    def is_there(self, known: Known, to: Party, packet: Packet, *, at: datetime) -> bool:
        """Say whether the recipient may know that there is anything of a packet."""
        ruled = self._ruled(known, to, packet, packet.parts, at)
        return any(is_there(ruling.decision) for _, ruling in ruled)

    def show(
        self,
        ledger: Ledger,
        acting: Acting,
        surface: Surface,
        find: Callable[[Facts], Packet],
    ) -> tuple[Seen, ...]:
        """
        Find a packet, decide, write the entry, open: as `Showing.show`, for a recipient.

        Returns:
            Every part that the recipient may know of: shown, or seen before and shown no more.

        Raises:
            NotShown: when the asker may see nothing here; `find` may raise it too.
            ReceiptRefused, BrokenSeal: as `Opener.open`.
        """
        for last in (False, False, True):
            facts = who_asks(ledger, acting, self._clock())
            admitted = facts.admitted()
            if isinstance(admitted, Withheld):
                raise refuse(ledger, facts, surface=surface, asked="", why=admitted.reason)
            packet = find(facts)
            to = Party(programme=acting.programme, account=acting.staff)
            known = self.known(ledger, facts, to, packet.provider, packet.parts, packet.approval)
            ruled = self.rulings(known, to, packet, at=facts.now)
            if not self.is_there(known, to, packet, at=facts.now):
                asked = str(packet.provision)
                raise refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)
            until = _until(known, facts, admitted.until, packet.until)
            try:
                return self._opened(ledger, facts, known, packet, ruled, surface, until)
            except ReadStreamMoved:
                if last:
                    raise
            except FactEnded as ended:
                raise NotShown from ended
        raise AssertionError

    def _ruled(
        self, known: Known, to: Party, packet: Packet, parts: Sequence[Provided], at: datetime
    ) -> tuple[tuple[Provided, Ruling], ...]:
        policy = known.policy
        if policy is None:
            return ()
        return tuple((one, self._ruling(known, policy, to, packet, one, at)) for one in parts)

    def _ruling(
        self,
        known: Known,
        policy: Policy,
        to: Party,
        packet: Packet,
        one: Provided,
        at: datetime,
    ) -> Ruling:
        before = packet.seen.get((one.at.event_id, one.at.part))
        seen: tuple[Disclosed, ...] = (
            () if before is None else (crossing.was_disclosed(one.at, to.programme, before),)
        )
        asked = crossing.asked(
            known, one, to, packet.provider, packet.purpose, seen, place=packet.place
        )
        item = Item(
            pointer=one.at,
            category=one.category,
            keeping=Keeping(programme=packet.provider),
        )
        return rule(item, asked, policy, at=at, known_at=known.size)

    def _opened(
        self,
        ledger: Ledger,
        facts: Facts,
        known: Known,
        packet: Packet,
        ruled: Sequence[tuple[Provided, Ruling]],
        surface: Surface,
        until: datetime | None,
    ) -> tuple[Seen, ...]:
        cleared = [
            ruling.cleared
            for _, ruling in ruled
            if ruling.cleared is not None and basis_of(ruling.decision, packet.approval)
        ]
        assert len(cleared) <= MOST_ITEMS
        pointers = tuple(item.value.pointer for item in cleared)
        draft = _draft(facts, known, packet, ruled, surface, pointers)
        read = {**known.read, packet.stream: packet.version}
        appended = ledger.record([draft], facts.expected(until=until, read=read))
        contents: dict[Pointer, dict[str, Any]] = {}
        if cleared:
            receipt = Receipt(ledger.tenant, appended.first_seq, appended.leaves[0])
            bearer = Bearer(staff=facts.acting.staff, session=facts.acting.session)
            contents = self._opener.open(receipt, bearer, cleared, origin=ledger.origin)
        return tuple(
            _seen(one, ruling.decision, contents.get(one.at))
            for one, ruling in ruled
            if is_there(ruling.decision)
        )


def is_there(decision: Decision) -> bool:
    """Say whether the recipient may know that there is something at all."""
    return decision.visibility is not Visibility.ABSENT


def hides(one: Provided, decision: Decision) -> frozenset[str]:
    """Return which fields of a part a decision hides."""
    return hidden(decision, personal_fields(BY_TOPIC[one.kind]))


def _seen(one: Provided, decision: Decision, content: Mapping[str, Any] | None) -> Seen:
    left_out = hides(one, decision)
    kept = content and {field: text for field, text in content.items() if field not in left_out}
    return Seen(one=one, decision=decision, content=kept, hides=left_out & set(content or ()))


def _until(known: Known, facts: Facts, *until: datetime | None) -> datetime | None:
    """Return the earliest end of what the decisions rest on."""
    today = facts.asker.on
    ends = [
        end_of_day(fact.period.last)
        for fact in known.facts
        if isinstance(fact, ConsentGiven) and fact.period.last and fact.period.covers(today)
    ]
    return min([*ends, *(one for one in until if one)], default=None)


def _draft(
    facts: Facts,
    known: Known,
    packet: Packet,
    ruled: Sequence[tuple[Provided, Ruling]],
    surface: Surface,
    items: tuple[Pointer, ...],
) -> Draft:
    event_id = uuid4()
    shown = (basis_of(one.decision, packet.approval) for _, one in ruled if one.cleared is not None)
    basis = next((one for one in shown if one), Basis.NONE)
    policy = known.policy.document.version if known.policy else ""
    detail = facts.detail(
        rests_on={str(stream): version for stream, version in known.read.items()},
        decisions=[
            [str(one.at.event_id), one.at.part, ruling.decision.reason, ruling.decision.visibility]
            for one, ruling in ruled
        ],
    )
    return Draft(
        event=ContentDisclosed(
            register=facts.acting.programme,
            provider=packet.provider,
            provision=packet.provision,
            surface=surface,
            items=items,
            detail=json.dumps(detail, ensure_ascii=False),
        ),
        event_id=event_id,
        stream=event_id,
        version=1,
        signature=facts.signature(
            command_id=uuid4(), purpose=packet.purpose, basis=basis, policy=policy
        ),
        file=register_file(facts.now),
        programme=facts.acting.programme,
    )
