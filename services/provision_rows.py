"""Provision rows (情報提供の一覧): what lists and pages of provisions have in common."""

from base64 import b32encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.gate import Reason
from events import provision
from events.access import Surface
from events.base import Recorded
from events.provided import Provided
from events.provision import Provision, ProvisionProposed, Stage
from events.values import Category, Pointer, tokyo_date
from projections import directory, shared_with_us
from projections.shared_with_us import Shared
from services.acting import Acting
from services.candidates import Candidates, CaseLook
from services.crossing import Party
from services.db import Conn
from services.disclosing import Disclosing, Packet
from services.facts import Facts
from services.ground_rows import grounded_of, narrowed
from services.ground_rows import row_of as ground_row
from services.ledger.ledger import Ledger
from services.provision_views import ProvisionRow, Spoken
from services.refusals import NotShown
from services.refusing import refuse
from services.showing import Look


@dataclass(frozen=True, kw_only=True)
class RowsLook(Look):
    """A look at a list of provisions, with the names that stand in it."""

    found: tuple[Shared, ...]
    programmes: Mapping[UUID, str]
    seen: Mapping[UUID, int]
    parts_seen: Mapping[UUID, Mapping[tuple[UUID, int], datetime]]
    base: CaseLook | None = None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Which provisions show something, and the versions of all streams that say so."""

    there: frozenset[UUID]
    read: Mapping[UUID, int]


def rows_look(conn: Conn, facts: Facts, found: Sequence[Shared]) -> RowsLook:
    """Return found provisions with the names and the dates that their rows say."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    ids = [one.provision_id for one in found]
    seen = shared_with_us.disclosed(conn, tenant=tenant, viewer=viewer, provisions=ids)
    parts: dict[UUID, dict[tuple[UUID, int], datetime]] = {}
    for (provision_id, event_id, part), when in seen.items():
        parts.setdefault(provision_id, {})[event_id, part] = when
    # What is asked was seen too, and is none of the records.
    pinned = {one.provision_id: {part.at.event_id for part in one.records} for one in found}
    return RowsLook(
        surface=Surface.PROVISIONS,
        items=(),
        streams={},
        found=tuple(found),
        programmes={one: named.name for one, named in directory.programmes(conn, tenant).items()},
        seen={
            one: len({event for event, _ in those} & pinned[one]) for one, those in parts.items()
        },
        parts_seen=parts,
    )


def as_recorded(ledger: Ledger, found: Sequence[Shared], recipient: UUID) -> tuple[Shared, ...]:
    """Return provisions as their streams tell them: a read model only says which there may be."""
    loaded = ledger.load_all(*(one.provision_id for one in found)) if found else {}
    told: list[Shared] = []
    for one in found:
        state = state_of(loaded[one.provision_id])
        proposed = state.proposed
        if proposed is not None and proposed.recipient == recipient:
            history = loaded[one.provision_id]
            told.append(one.told(proposed, state.stage, len(history), grounded_of(history)))
    return tuple(told)


def resting(ledger: Ledger, found: Sequence[Shared]) -> tuple[Shared, ...]:
    """Return a provider's provisions with what each rests on."""
    loaded = ledger.load_all(*(one.provision_id for one in found)) if found else {}
    return tuple(one.resting(grounded_of(loaded[one.provision_id])) for one in found)


def state_of(history: Sequence[Recorded]) -> Provision:
    """Fold the stream of a provision."""
    state = Provision()
    for recorded in history:
        state = provision.evolve(state, recorded.event)
    return state


def asking_of(history: Sequence[Recorded]) -> Packet:
    """Return what a proposal shows before it is answered, by its stream: what is asked."""
    first, event = history[0], history[0].event
    assert isinstance(event, ProvisionProposed)
    words = Provided(
        at=Pointer(first.event_id, first.seq, 0),
        person_id=event.person_id,
        category=Category.NOTE,
        kind=ProvisionProposed.TOPIC,
        on=tokyo_date(first.at),
    )
    packet = Packet(
        provision=event.provision_id,
        provider=event.provider,
        purpose=event.purpose,
        records=(words,),
        seen={},
        stream=event.provision_id,
        version=len(history),
        announced=event.records,
    )
    return narrowed(packet, grounded_of(history))


def packet_of(shared: Shared, look: RowsLook) -> Packet:
    """Return what a provision may show at its stage: what is asked, then the records, then none."""
    words = Provided(
        at=shared.words_at,
        person_id=shared.person_id,
        category=Category.NOTE,
        kind=ProvisionProposed.TOPIC,
        on=tokyo_date(shared.proposed_at),
    )
    stages = {
        Stage.PROPOSED: (words,),
        Stage.ACCEPTED: (words, *shared.records),
    }
    packet = Packet(
        provision=shared.provision_id,
        provider=shared.provider,
        purpose=shared.purpose,
        records=stages.get(shared.stage, ()),
        seen=look.parts_seen.get(shared.provision_id, {}),
        stream=shared.provision_id,
        version=shared.version,
        announced=shared.records if shared.stage is Stage.PROPOSED else (),
    )
    return narrowed(packet, shared.grounded)


def find_one(
    candidates: Candidates, ledger: Ledger, facts: Facts, alias: str
) -> tuple[Shared, RowsLook]:
    """
    Find one provision to the asker's programme, as its stream tells it.

    Raises:
        NotShown: when there is none of that alias, or the asker's programme is not its recipient.
    """
    acting = facts.acting
    provision_id = ledger.derived.resolve(acting.agency, "provision", alias)
    found: tuple[Shared, ...] = ()
    with candidates.viewing(facts) as conn:
        if provision_id is not None:
            found = shared_with_us.find(
                conn,
                tenant=acting.tenant,
                viewer=acting.programme,
                provision_id=provision_id,
                recipient=acting.programme,
            )
        look = rows_look(conn, facts, found)
    found = as_recorded(ledger, found, acting.programme)
    if not found:
        raise not_found(ledger, facts, alias, Surface.PROVIDED)
    return found[0], look


def judged(
    disclosing: Disclosing,
    ledger: Ledger,
    facts: Facts,
    packets: Sequence[Packet],
    to: Party | None = None,
) -> Judged:
    """Say of which packets the asker, or whoever `to` names, may know of anything."""
    acting = facts.acting
    to = to or Party(programme=acting.programme, account=acting.staff)
    there: set[UUID] = set()
    read: dict[UUID, int] = {packet.stream: packet.version for packet in packets}
    for provider, approval in dict.fromkeys((one.provider, one.approval) for one in packets):
        theirs = [one for one in packets if (one.provider, one.approval) == (provider, approval)]
        parts = tuple(dict.fromkeys(one for packet in theirs for one in packet.parts))
        known = disclosing.known(ledger, facts, to, provider, parts, approval)
        read |= known.read
        for packet in theirs:
            if disclosing.is_there(known, to, packet, at=facts.now):
                there.add(packet.provision)
    return Judged(there=frozenset(there), read=read)


def inbox_look(
    candidates: Candidates,
    disclosing: Disclosing,
    ledger: Ledger,
    facts: Facts,
    *,
    stages: Collection[Stage] = tuple(Stage),
) -> RowsLook:
    """Find what was proposed to the asker's programme, is at a stage, and shows something."""
    acting = facts.acting
    with candidates.viewing(facts) as conn:
        found = shared_with_us.find(
            conn, tenant=acting.tenant, viewer=acting.programme, recipient=acting.programme
        )
        look = rows_look(conn, facts, found)
    told = as_recorded(ledger, found, acting.programme)
    open_now = tuple(one for one in told if one.stage in stages)
    judgement = judged(disclosing, ledger, facts, [packet_of(one, look) for one in open_now])
    return RowsLook(
        surface=Surface.PROVIDED,
        items=(),
        streams=dict(judgement.read),
        found=tuple(one for one in open_now if one.provision_id in judgement.there),
        programmes=look.programmes,
        seen=look.seen,
        parts_seen=look.parts_seen,
    )


def row_of(
    ledger: Ledger,
    acting: Acting,
    look: RowsLook,
    one: Shared,
    *,
    words: str = "",
    spoken: Spoken | None = None,
) -> ProvisionRow:
    """Return one row as the asker's side sees it: `other` is the other party."""
    derived, agency = ledger.derived, acting.agency
    other = one.recipient if one.provider == acting.programme else one.provider
    return ProvisionRow(
        alias=derived.alias(agency, "provision", one.provision_id),
        other=look.programmes.get(other, ""),
        number=number_of(ledger, one.provision_id),
        proposed_on=tokyo_date(one.proposed_at),
        reply_by=one.reply_by,
        purpose=one.purpose,
        stage=one.stage,
        outcome=one.outcome,
        records=len({part.at.event_id for part in one.records}),
        seen=look.seen.get(one.provision_id, 0),
        token=derived.version_token(agency, one.provision_id, one.version),
        words=words,
        step=one.step,
        channel=one.channel,
        said_on=one.said_on,
        spoken=spoken,
        ground=ground_row(one.grounded),
    )


def number_of(ledger: Ledger, provision_id: UUID) -> str:
    """Return the number by which both parties and the secretariat speak of a provision."""
    mark = ledger.derived.mark(b"provision", provision_id.bytes)
    return b32encode(mark[:5]).decode()


def not_found(
    ledger: Ledger, facts: Facts, asked: str, surface: Surface = Surface.SAVING
) -> NotShown:
    """Return the one refusal for what is not there and for what may not be known."""
    return refuse(ledger, facts, surface=surface, asked=asked, why=Reason.NOT_FOUND)
