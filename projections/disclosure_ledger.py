"""Disclosure ledger (開示台帳): who was shown what of another programme's records (R43)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from events.access import ContentDisclosed, ReadingRefused, Surface
from events.base import Event
from events.emergency import EmergencyDisclosed
from events.provision import ProvisionProposed
from events.values import Basis, Category, Pointer, Purpose, Role, tokyo_date
from projections.fact import Conn, Fact, write

NAME: Final = "disclosure_ledger"
READS: Final[frozenset[type[Event]]] = frozenset(
    {ProvisionProposed, EmergencyDisclosed, ContentDisclosed, ReadingRefused}
)

PIN = """
INSERT INTO pinned (tenant, provision_id, event_id, part, person_id, category, kind, told_on,
    case_id)
SELECT %(tenant)s, r.* FROM json_to_recordset(%(rows)s) AS r (provision_id uuid, event_id uuid,
    part integer, person_id uuid, category text, kind text, told_on date, case_id uuid)
"""
ADD = """
INSERT INTO disclosure (tenant, viewer, seq, at, provider, recipient, staff, role, provision_id,
    case_id, purpose, basis, policy, rule)
SELECT %(tenant)s, r.viewer, r.seq, r.at, r.provider, r.recipient, r.staff, r.role,
    r.provision_id, (SELECT p.case_id FROM pinned p
        WHERE p.tenant = %(tenant)s AND p.provision_id = r.provision_id LIMIT 1),
    r.purpose, r.basis, r.policy, r.rule
FROM json_to_recordset(%(rows)s) AS r (viewer uuid, seq bigint, at timestamptz, provider uuid,
    recipient uuid, staff uuid, role text, provision_id uuid, purpose text, basis text,
    policy text, rule text)
"""
ITEMS = """
INSERT INTO item (tenant, viewer, seq, event_id, part, item_seq, person_id, category, kind,
    told_on)
SELECT %(tenant)s, r.viewer, r.seq, r.event_id, r.part, r.item_seq, p.person_id,
    coalesce(p.category, ''), coalesce(p.kind, ''), p.told_on
FROM json_to_recordset(%(rows)s) AS r (viewer uuid, seq bigint, provision_id uuid, event_id uuid,
    part integer, item_seq bigint)
LEFT JOIN pinned p ON p.tenant = %(tenant)s AND p.provision_id = r.provision_id
    AND p.event_id = r.event_id AND p.part = r.part
"""
COUNT = """
SELECT count(*) FROM disclosure_ledger.disclosure d
WHERE d.tenant = %(tenant)s AND d.viewer = %(viewer)s
    AND (%(case_id)s::uuid IS NULL OR d.case_id = %(case_id)s)
    AND (%(staff)s::uuid IS NULL OR d.staff = %(staff)s)
    AND (%(other)s::uuid IS NULL OR %(other)s IN (d.provider, d.recipient))
    AND (%(person)s::uuid IS NULL OR EXISTS (SELECT FROM disclosure_ledger.item i
        WHERE i.tenant = d.tenant AND i.viewer = d.viewer AND i.seq = d.seq
            AND i.person_id = %(person)s))
"""
PAGE = """
SELECT d.seq, d.at, d.provider, d.recipient, d.staff, d.role, d.provision_id, d.case_id,
    d.purpose, d.basis, d.policy, d.rule
FROM disclosure_ledger.disclosure d
WHERE d.tenant = %(tenant)s AND d.viewer = %(viewer)s
    AND (%(case_id)s::uuid IS NULL OR d.case_id = %(case_id)s)
    AND (%(staff)s::uuid IS NULL OR d.staff = %(staff)s)
    AND (%(other)s::uuid IS NULL OR %(other)s IN (d.provider, d.recipient))
    AND (%(person)s::uuid IS NULL OR EXISTS (SELECT FROM disclosure_ledger.item i
        WHERE i.tenant = d.tenant AND i.viewer = d.viewer AND i.seq = d.seq
            AND i.person_id = %(person)s))
ORDER BY d.seq DESC LIMIT %(limit)s OFFSET %(offset)s
"""
OF_LOOKS = """
SELECT seq, event_id, item_seq, part, person_id, category, kind, told_on
FROM disclosure_ledger.item
WHERE tenant = %(tenant)s AND viewer = %(viewer)s AND seq = ANY(%(seqs)s)
ORDER BY seq, item_seq, part
"""

ROWS: Final = {
    "pinned": "SELECT * FROM pinned ORDER BY tenant, provision_id, event_id, part",
    "disclosure": "SELECT * FROM disclosure ORDER BY tenant, viewer, seq",
    "item": "SELECT * FROM item ORDER BY tenant, viewer, seq, event_id, part",
}
"""Each table's rows in key order, for the digest."""

ELSEWHERE: Final = frozenset({Surface.PROVIDED, Surface.EMERGENCY})
"""Where a refusal concerns what another programme keeps."""


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What a ledger is narrowed to; None = not. `other` is a party."""

    case_id: UUID | None = None
    person: UUID | None = None
    other: UUID | None = None
    staff: UUID | None = None

    @property
    def ids(self) -> tuple[UUID, ...]:
        """What it is narrowed to, for the entry of whoever looks."""
        given = (self.case_id, self.person, self.other, self.staff)
        return tuple(one for one in given if one is not None)


@dataclass(frozen=True, kw_only=True)
class Passed:
    """One part that was opened; what nobody pinned has neither person nor kind."""

    at: Pointer
    person_id: UUID | None
    category: Category | None
    kind: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """One look of a recipient, shown or refused; `rule` says why, `items` is what was opened."""

    seq: int
    at: datetime
    provider: UUID | None
    recipient: UUID
    staff: UUID | None
    role: Role
    provision_id: UUID | None
    case_id: UUID | None
    purpose: Purpose
    basis: Basis
    policy: str
    rule: str
    items: tuple[Passed, ...]


def apply(conn: Conn, *facts: Fact) -> None:
    """Take facts of one tenant in, in their order."""
    for fact in facts:
        event = fact.event
        match event:
            case ProvisionProposed() | EmergencyDisclosed():
                write(conn, PIN, fact.tenant, _pinned(fact, event))
            case ContentDisclosed():
                write(conn, ADD, fact.tenant, _shown(fact, event))
                write(conn, ITEMS, fact.tenant, _items(fact, event))
            case ReadingRefused() if event.surface in ELSEWHERE:
                write(conn, ADD, fact.tenant, [_refused(fact, event)])
            case _:
                pass


def count(conn: Conn, *, tenant: str, viewer: UUID, to: Narrowed) -> int:
    """Return how many looks a programme is a party of."""
    row = conn.execute(COUNT, _given(tenant, viewer, to)).fetchone()
    return row[0] if row else 0


def page(
    conn: Conn, *, tenant: str, viewer: UUID, to: Narrowed, limit: int, offset: int
) -> tuple[Disclosure, ...]:
    """Return looks that a programme is a party of, the newest first, each with its items."""
    given = {**_given(tenant, viewer, to), "limit": limit, "offset": offset}
    rows = conn.execute(PAGE, given).fetchall()
    items = _of_looks(conn, tenant, viewer, [row[0] for row in rows])
    return tuple(_read(row, items.get(row[0], ())) for row in rows)


def _given(tenant: str, viewer: UUID, to: Narrowed) -> dict[str, Any]:
    return {
        "tenant": tenant,
        "viewer": viewer,
        "case_id": to.case_id,
        "person": to.person,
        "other": to.other,
        "staff": to.staff,
    }


def _of_looks(
    conn: Conn, tenant: str, viewer: UUID, seqs: Sequence[int]
) -> dict[int, tuple[Passed, ...]]:
    found: dict[int, list[Passed]] = {}
    given = {"tenant": tenant, "viewer": viewer, "seqs": list(seqs)}
    for seq, event_id, item_seq, part, person, category, kind, told_on in conn.execute(
        OF_LOOKS, given
    ):
        passed = Passed(
            at=Pointer(event_id, item_seq, part),
            person_id=person,
            category=Category(category) if category else None,
            kind=kind,
            on=told_on,
        )
        found.setdefault(seq, []).append(passed)
    return {seq: tuple(some) for seq, some in found.items()}


def _pinned(fact: Fact, event: ProvisionProposed | EmergencyDisclosed) -> list[dict[str, Any]]:
    """Return what may be shown: the records, and the words that came with them."""
    packet = event.provision_id if isinstance(event, ProvisionProposed) else event.emergency_id
    common = {"provision_id": packet, "case_id": event.case_id}
    words = {
        "event_id": fact.event_id,
        "part": 0,
        "person_id": event.person_id,
        "category": Category.NOTE,
        "kind": event.TOPIC,
        "told_on": tokyo_date(fact.recorded.at),
    }
    records = [
        {
            "event_id": one.at.event_id,
            "part": one.at.part,
            "person_id": one.person_id,
            "category": one.category,
            "kind": one.kind,
            "told_on": one.on,
        }
        for one in event.records
    ]
    return [{**common, **one} for one in (words, *records)]


def _shown(fact: Fact, event: ContentDisclosed) -> list[dict[str, Any]]:
    row = {
        **_envelope(fact),
        "provider": event.provider,
        "recipient": event.register,
        "provision_id": event.provision,
        "rule": "",
    }
    return [{**row, "viewer": viewer} for viewer in (event.provider, event.register)]


def _refused(fact: Fact, event: ReadingRefused) -> dict[str, Any]:
    """Return a refusal, for the asker's own side: the other is not told that somebody tried."""
    return {
        **_envelope(fact),
        "viewer": event.register,
        "provider": None,
        "recipient": event.register,
        "provision_id": None,
        "rule": event.rule,
    }


def _items(fact: Fact, event: ContentDisclosed) -> list[dict[str, Any]]:
    return [
        {
            "viewer": viewer,
            "seq": fact.seq,
            "provision_id": event.provision,
            "event_id": at.event_id,
            "part": at.part,
            "item_seq": at.seq,
        }
        for viewer in (event.provider, event.register)
        for at in event.items
    ]


def _envelope(fact: Fact) -> dict[str, Any]:
    signature = fact.recorded.signature
    return {
        "seq": fact.seq,
        "at": fact.at,
        "staff": signature.actor.staff,
        "role": signature.actor.role,
        "purpose": signature.purpose,
        "basis": signature.basis,
        "policy": signature.policy,
    }


def _read(row: tuple[Any, ...], items: tuple[Passed, ...]) -> Disclosure:
    return Disclosure(
        seq=row[0],
        at=row[1],
        provider=row[2],
        recipient=row[3],
        staff=row[4],
        role=Role(row[5]),
        provision_id=row[6],
        case_id=row[7],
        purpose=Purpose(row[8]),
        basis=Basis(row[9]),
        policy=row[10],
        rule=row[11],
        items=items,
    )
