"""
Crossing (機関をまたぐ事実): what the streams say that bears on showing a record to others.

From the streams up to now, never from read models; every stream that was read is an expectation of
the entry that rests on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from consent import grounds, told
from consent.classify import Facts as Asked
from consent.facts import (
    Appointed,
    Approved,
    Approves,
    Ask,
    Disclosed,
    Fact,
    Item,
    Keeper,
    Place,
    Programme,
    Protected,
)
from consent.policy import Policy
from consent.registry import Registry
from events import programme, staff
from events.agency import AgencyRegistered
from events.base import Recorded
from events.ground import Ground
from events.policy import Policies, evolve
from events.programme import ProgrammeOpened
from events.provided import Provided
from events.record import RecordKept
from events.values import AgencyKind, Period, Pointer, Purpose, Role, tokyo_date
from services import adverse
from services.facts import Facts
from services.folding import fold
from services.hindsight import Log
from services.policies import STREAM

KEEPERS: Final[Mapping[AgencyKind, Keeper]] = {
    AgencyKind.CITY_DIVISION: Keeper.CITY,
    AgencyKind.WELFARE_OFFICE: Keeper.CITY,
    AgencyKind.CHILDREN_AND_FAMILIES_CENTER: Keeper.CITY,
    AgencyKind.CHILD_GUIDANCE_CENTER: Keeper.PUBLIC,
    AgencyKind.HEALTH_CENTER: Keeper.PUBLIC,
    AgencyKind.EMPLOYMENT_OFFICE: Keeper.PUBLIC,
    AgencyKind.SCHOOL_BOARD: Keeper.PUBLIC,
    AgencyKind.POLICE: Keeper.PUBLIC,
    AgencyKind.WOMEN_CENTER: Keeper.PUBLIC,
    AgencyKind.RESIDENT_ORGANISATION: Keeper.VOLUNTEER,
}
"""What kind of body runs a programme of its own; whoever is not named here is private."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an item was recorded is no input of any rule; where it stands in the log is."""

ANYBODY: Final = UUID("00000000-0000-4000-8000-00000000a11e")
"""Whoever works for the recipient, in a preview: nobody's account."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who would see: one of the staff of a programme, or in a preview anybody who works there."""

    programme: UUID
    account: UUID = ANYBODY


@dataclass(frozen=True, kw_only=True)
class Approval:
    """
    What somebody of the provider's decided about all parts of a packet, as its stream tells it.

    Whoever had one of `roles` on that day may decide it. `seq` and `at` (UTC) are the entry's. It
    counts for nothing when the bodies may not rest on its `ground`.
    """

    what: Approves
    by: UUID
    seq: int
    at: datetime
    period: Period
    roles: frozenset[Role]
    ground: Ground | None = None

    def counts(self, facts: Sequence[Fact], provider: UUID, recipient: UUID) -> bool:
        """Say whether it is a decision that these two programmes may rest on."""
        of = self.ground
        return of is None or grounds.may_rest(of, facts, provider, recipient)


@dataclass(frozen=True, kw_only=True)
class Known:
    """
    What the streams say: facts in common, facts of each item alone, versions they were read at,
    the policy of today. No item is derived from another, so each is decided without the others'.

    `policy` None = the municipality has adopted none that this release holds: nothing crosses.
    """

    facts: tuple[Fact, ...]
    items: Mapping[UUID, tuple[Fact, ...]]
    read: Mapping[UUID, int]
    policy: Policy | None
    registry: Registry
    size: int


def gather(
    ledger: Log,
    facts: Facts,
    to: Party,
    provider: UUID,
    records: Sequence[Provided],
    shipped: tuple[Policy, Registry],
    approval: Approval | None = None,
) -> Known:
    """Read what bears on showing these records of a provider to somebody."""
    persons = sorted({one.person_id for one in records})
    accounts = [to.account] if to.account != ANYBODY else []
    accounts += [approval.by] if approval else []
    loaded = ledger.load_all(STREAM, *accounts, to.programme, provider, *persons)
    agencies = sorted({one for who in (to.programme, provider) for one in _bodies(loaded[who])})
    bodies = ledger.load_all(*agencies) if agencies else {}
    today = facts.asker.on
    found: list[Fact] = [
        *_appointed(loaded, to),
        *(
            _programme(loaded[who], bodies, today)
            for who in {to.programme, provider}
            if loaded[who]
        ),
    ]
    for person in persons:
        found += told.facts_of(loaded[person])
        found += adverse.ties(ledger.derived, person, loaded[person], to.account)
        found += _protected(person, loaded[person])
    if approval is not None and not approval.counts(found, provider, to.programme):
        approval = None
    if approval is not None:
        found += _approver(loaded[approval.by], approval, provider)
    return Known(
        facts=tuple(found),
        items={item_id(one.at): _alone(one, to, provider, approval) for one in records},
        read={stream: len(history) for stream, history in {**loaded, **bodies}.items()},
        policy=_policy(loaded[STREAM], today, shipped[0]),
        registry=shipped[1],
        # Read last: whatever stands in what was loaded is known.
        size=ledger.size(),
    )


def asked(
    known: Known,
    one: Provided,
    to: Party,
    provider: UUID,
    purpose: Purpose,
    disclosed: Sequence[Disclosed] = (),
    *,
    place: Place = Place.REFERRAL,
) -> Asked:
    """Say what is asked about one record: to be shown to somebody of another programme (R33)."""
    item = item_id(one.at)
    ask = Ask(
        who=to.account,
        programme=to.programme,
        place=place,
        item=item,
        provider=provider,
        purpose=purpose,
    )
    recorded = (*known.facts, *known.items.get(item, ()), *disclosed)
    return Asked(ask=ask, recorded=recorded, registry=known.registry)


def item_id(at: Pointer) -> UUID:
    """Return the id by which the decision knows a part."""
    return uuid5(at.event_id, str(at.part))


def was_disclosed(at: Pointer, to: UUID, when: datetime) -> Disclosed:
    """Say that a part was shown to a programme before."""
    return Disclosed(seq=0, at=when, item=item_id(at), to=to, sitting=None, when=when)


def _bodies(history: Sequence[Recorded]) -> tuple[UUID, ...]:
    opened = next((r.event for r in history if isinstance(r.event, ProgrammeOpened)), None)
    return () if opened is None else (opened.contractor, opened.commissioner)


def _programme(
    history: Sequence[Recorded], bodies: Mapping[UUID, Sequence[Recorded]], today: date
) -> Programme:
    state, opened = programme.Programme(), history[0].event
    assert isinstance(opened, ProgrammeOpened)
    for recorded in history:
        state = programme.evolve(state, recorded.event)
    entrusted = opened.contractor != opened.commissioner
    body = bodies[opened.contractor][0].event
    assert isinstance(body, AgencyRegistered)
    return Programme(
        seq=history[-1].seq,
        at=history[-1].at,
        programme=opened.programme_id,
        agency=opened.contractor,
        keeper=Keeper.CONTRACTOR if entrusted else KEEPERS.get(body.kind, Keeper.PRIVATE),
        contract=state.contract(today) or state.contracts[-1],
    )


def _appointed(loaded: Mapping[UUID, Sequence[Recorded]], to: Party) -> list[Fact]:
    if to.account == ANYBODY:
        last = loaded[to.programme][-1:]
        return [
            Appointed(
                seq=one.seq,
                at=one.at,
                staff=ANYBODY,
                programme=to.programme,
                period=Period(date.min),
            )
            for one in last
        ]
    history, state = loaded[to.account], staff.Staff()
    for recorded in history:
        state = staff.evolve(state, recorded.event)
    return [
        Appointed(
            seq=history[-1].seq,
            at=history[-1].at,
            staff=to.account,
            programme=held.programme,
            period=held.period,
        )
        for held in state.appointments
        if state.active
    ]


def _approver(history: Sequence[Recorded], approval: Approval, provider: UUID) -> list[Fact]:
    state = staff.Staff()
    for recorded in history:
        state = staff.evolve(state, recorded.event)
    return [
        Appointed(
            seq=approval.seq,
            at=approval.at,
            staff=approval.by,
            programme=held.programme,
            period=held.period,
            may_approve=True,
        )
        for held in state.appointments
        if held.programme == provider and held.role in approval.roles
    ]


def _approved(approval: Approval, one: Provided, recipient: UUID) -> Approved:
    return Approved(
        seq=approval.seq,
        at=approval.at,
        what=approval.what,
        item=item_id(one.at),
        person=one.person_id,
        recipient=recipient,
        approver=approval.by,
        period=approval.period,
    )


def _protected(person: UUID, history: Sequence[Recorded]) -> list[Fact]:
    """
    Treat whoever has anything kept on their sheet as protected.

    What it says is sealed, and all such records are alike (decision 0027): the remark of somebody
    who needs no protection hides their address as well.
    """
    kept = [recorded for recorded in history if isinstance(recorded.event, RecordKept)]
    return [
        Protected(seq=one.seq, at=one.at, person=person, first=tokyo_date(one.at)) for one in kept
    ]


def _alone(one: Provided, to: Party, provider: UUID, approval: Approval | None) -> tuple[Fact, ...]:
    item = _item(one, provider)
    return (item,) if approval is None else (item, _approved(approval, one, to.programme))


def _item(one: Provided, provider: UUID) -> Item:
    return Item(
        seq=one.at.seq,
        at=EPOCH,
        item=item_id(one.at),
        programme=provider,
        persons=frozenset({one.person_id}),
        categories=frozenset({one.category}),
    )


def _policy(history: Sequence[Recorded], today: date, shipped: Policy) -> Policy | None:
    """Return the policy in force, if it is the one that this release holds the text of."""
    state = fold(Policies(), evolve, history)
    begun = [version for first, version in state.adopted if first <= today]
    return shipped if begun and begun[-1] == shipped.document.version else None
