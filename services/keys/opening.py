"""
Opening: sealed parts become readable only against the receipt of a committed entry that names them.

The receipt is the entry's place and leaf. It is read here on this service's own connection, must be
at most 60 s old, of the same actor in a genuine and open session and of the programme that keeps
the parts, and opens once. In the embedded default this guards against mistakes in our own code; as
a process of its own it is a boundary (architecture §5).
"""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, NamedTuple, TypeAlias
from uuid import UUID

import orjson
import structlog

from consent.gate import Cleared, Item
from events.values import Category, Pointer
from services.db import Conn, Databases
from services.keys.cipher import BrokenSeal, Place, ciphertext_hash, unseal, unseal_file
from services.keys.derived import Derived
from services.keys.marks import IDLE, LONGEST, SessionRow
from services.keys.ring import HeldKey, Ring

log = structlog.get_logger("opening")

MOST_SECONDS: Final = 60
FILE: Final = "file"
"""The name under which a part that is a file hands its bytes on."""
TIDY_EVERY: Final = 256
"""Every so many openings the receipts that are too old to be accepted anyway are dropped."""
DISCLOSING_TYPE: Final = "access.content-disclosed"
OPENING_TYPES: Final = frozenset({"access.content-read", "access.search-made", DISCLOSING_TYPE})
DRAFT_TYPE: Final = "access.draft-opened"
HANDING_TYPE: Final = "access.draft-handed-on"
INDEXING_TYPE: Final = "access.names-indexed"

ENTRY = """
SELECT line1, line2, leaf, clock_timestamp() FROM log.entry
WHERE tenant = %(tenant)s AND seq = %(seq)s
"""
LIVE_SESSION = """
SELECT session_id, token_hash, tenant, staff, assurance, opened_at, mac FROM account.session
WHERE session_id = %(session)s AND tenant = %(tenant)s AND staff = %(staff)s AND ended_at IS NULL
    AND seen_at > %(idle)s AND opened_at > %(longest)s
"""
PARTS = """
SELECT e.event_id, p.seq, p.part_no, p.category, p.key_id, p.sealed, e.line1
FROM unnest(%(seqs)b::bigint[], %(parts)b::integer[]) AS w (seq, part_no)
JOIN log.part p ON p.tenant = %(tenant)s AND p.seq = w.seq AND p.part_no = w.part_no
JOIN log.entry e ON e.tenant = p.tenant AND e.seq = p.seq
"""


_PartPlace: TypeAlias = tuple[str, int, int]
"""A pointer as line 1 writes it, which compares faster."""


class ReceiptRefused(Exception):
    """Nothing is opened: the receipt is stale, used, not this actor's, or names other parts."""


@dataclass(frozen=True)
class Receipt:
    """Where the entry stands that was written before the look."""

    tenant: str
    seq: int
    leaf: bytes


@dataclass(frozen=True)
class Bearer:
    """Who presents a receipt; the key service itself has no staff and no session."""

    staff: UUID | None
    session: UUID | None


@dataclass(frozen=True)
class _Entry:
    kind: str
    bearer: Bearer
    programme: UUID | None
    keeper: UUID | None
    named: frozenset[_PartPlace]
    draft: UUID | None
    handed_to: UUID | None
    at: datetime


class _Part(NamedTuple):
    pointer: Pointer
    category: str
    key_id: UUID
    sealed: bytes | None
    named: Mapping[str, Any]


class Opener:
    """Opens parts of the logs whose ring it holds."""

    def __init__(
        self, databases: Databases, ring: Ring, *, most_seconds: int = MOST_SECONDS
    ) -> None:
        """Open no connection yet; a receipt is accepted for `most_seconds`."""
        self._databases = databases
        self._ring = ring
        self._longest = timedelta(seconds=most_seconds)

    def open(
        self, receipt: Receipt, bearer: Bearer, cleared: Sequence[Cleared[Item]], *, origin: str
    ) -> dict[Pointer, dict[str, Any]]:
        """
        Open what the gate has cleared and the entry names; what was erased is left out.

        Raises:
            ReceiptRefused: when the receipt does not fit in every respect, the session ended or
                timed out, or another programme keeps a part.
            BrokenSeal: when stored bytes are not what their entry committed to.
            RingIncomplete: when a key is not in the ring that nobody destroyed.
        """
        wanted = [item.value.pointer for item in cleared]
        return self._open(receipt, bearer, wanted, origin, OPENING_TYPES)

    def open_for_index(
        self, receipt: Receipt, wanted: Sequence[Pointer], *, origin: str
    ) -> dict[Pointer, dict[str, Any]]:
        """
        Open names for the search index, which stays in this service's memory.

        Raises:
            ReceiptRefused: as `open`, and when a part is no name.
            BrokenSeal, RingIncomplete: as `open`.
        """
        system = Bearer(staff=None, session=None)
        return self._open(receipt, system, wanted, origin, frozenset({INDEXING_TYPE}))

    def accept_for_draft(
        self, receipt: Receipt, bearer: Bearer, draft_id: UUID, *, to: UUID | None = None
    ) -> UUID | None:
        """
        Use a receipt up for opening one draft, or for handing it on; return its programme.

        Raises:
            ReceiptRefused: as `open`, and when the entry is of another draft or another receiver.
        """
        with self._databases.within(receipt.tenant, role="unwrap") as conn:
            entry, now = _committed(conn, receipt)
            told = (entry.kind, entry.bearer, entry.draft, entry.handed_to)
            if told != (HANDING_TYPE if to else DRAFT_TYPE, bearer, draft_id, to):
                raise ReceiptRefused("not the receipt of this look")
            self._need_live_session(conn, receipt.tenant, bearer, entry, now)
        self._use_up(receipt, now)
        return entry.programme

    def _open(
        self,
        receipt: Receipt,
        bearer: Bearer,
        wanted: Sequence[Pointer],
        origin: str,
        kinds: frozenset[str],
    ) -> dict[Pointer, dict[str, Any]]:
        with self._databases.within(receipt.tenant, role="unwrap") as conn:
            entry, now = _committed(conn, receipt)
            if entry.kind not in kinds or entry.bearer != bearer:
                raise ReceiptRefused("not the receipt of this look")
            if not entry.named.issuperset(map(_place, wanted)):
                raise ReceiptRefused("a part is not named")
            self._need_live_session(conn, receipt.tenant, bearer, entry, now)
            parts = _parts(conn, receipt.tenant, wanted)
        held = self._ring.held(receipt.tenant, {part.key_id for part in parts})
        _need_reach(entry, parts, held)
        self._use_up(receipt, now)
        opened: dict[Pointer, dict[str, Any]] = {}
        for part in parts:
            secret = held[part.key_id].secret
            if part.sealed is not None and secret is not None:
                opened[part.pointer] = _opened(origin, part, part.sealed, secret)
        return opened

    def _need_live_session(
        self, conn: Conn, tenant: str, bearer: Bearer, entry: _Entry, now: datetime
    ) -> None:
        if now - entry.at > self._longest:
            raise ReceiptRefused("too old")
        if bearer.session is None:
            return
        given = {
            "session": bearer.session,
            "tenant": tenant,
            "staff": bearer.staff,
            "idle": now - IDLE,
            "longest": now - LONGEST,
        }
        found = conn.execute(LIVE_SESSION, given).fetchone()
        if found is None:
            raise ReceiptRefused("the session has ended")
        row = SessionRow(
            session_id=found[0],
            token_hash=found[1],
            tenant=found[2],
            staff=found[3],
            assurance=found[4],
            opened_at=found[5],
        )
        if not row.bears(found[6], Derived(self._ring.tenant_secret(tenant))):
            log.warning("forged_session", tenant=tenant, staff=bearer.staff, session=bearer.session)
            raise ReceiptRefused("the session has ended")

    def _use_up(self, receipt: Receipt, now: datetime) -> None:
        if not self._ring.use_receipt(receipt.tenant, receipt.seq, now=now):
            raise ReceiptRefused("used before")
        if receipt.seq % TIDY_EVERY == 0:
            self._ring.forget_receipts(before=now - 2 * self._longest)


def _committed(conn: Conn, receipt: Receipt) -> tuple[_Entry, datetime]:
    row = conn.execute(ENTRY, {"tenant": receipt.tenant, "seq": receipt.seq}).fetchone()
    if row is None:
        raise ReceiptRefused("no such entry")
    line1, line2, leaf, now = row
    if leaf != receipt.leaf or leaf != sha256(f"\0{line1}\n{line2}\n".encode()).digest():
        raise ReceiptRefused("not that entry")
    clear, placed = orjson.loads(line1), orjson.loads(line2)
    actor = clear["actor"]
    return _Entry(
        kind=clear["type"],
        bearer=Bearer(_id(actor["staff"]), _id(actor["session"])),
        programme=_id(actor["programme"]),
        keeper=_id(clear["data"].get("provider") or actor["programme"]),
        named=frozenset(
            (item["event_id"], item["seq"], item["part"]) for item in clear["data"].get("items", [])
        ),
        draft=_id(clear["data"].get("draft_id")),
        handed_to=_id(clear["data"].get("handed_to")),
        at=datetime.fromisoformat(placed["at"]),
    ), now


def _parts(conn: Conn, tenant: str, wanted: Sequence[Pointer]) -> list[_Part]:
    given = {
        "tenant": tenant,
        "seqs": [pointer.seq for pointer in wanted],
        "parts": [pointer.part for pointer in wanted],
    }
    rows = conn.execute(PARTS, given, binary=True).fetchall()
    parts = [
        _Part(
            Pointer(event_id, seq, part_no),
            category,
            key_id,
            sealed,
            named=orjson.loads(line1)["parts"][part_no],
        )
        for event_id, seq, part_no, category, key_id, sealed, line1 in rows
    ]
    if {_place(part.pointer) for part in parts} != {_place(pointer) for pointer in wanted}:
        raise ReceiptRefused("no such part")
    return parts


def _need_reach(entry: _Entry, parts: Sequence[_Part], held: Mapping[UUID, HeldKey]) -> None:
    """
    Refuse what no gate could have cleared: names only for the index, else one's own records.

    A disclosure opens what its provider keeps, and nothing else.
    """
    if entry.kind == INDEXING_TYPE:
        if any(part.category != Category.ID for part in parts):
            raise ReceiptRefused("a part is no name")
    elif any(held[part.key_id].programme != entry.keeper for part in parts):
        raise ReceiptRefused("another programme keeps a part")


def _opened(origin: str, part: _Part, sealed: bytes, key: bytes) -> dict[str, Any]:
    pointer, named = part.pointer, part.named
    if b64decode(named["ct"]) != ciphertext_hash(named["alg"], sealed):
        raise BrokenSeal(str(pointer.event_id))
    place = Place(origin, pointer.event_id, pointer.part, part.category, part.key_id)
    committed = b64decode(named["cm"])
    if "form" in named:
        return {FILE: unseal_file(sealed, key, place, committed=committed)}
    return orjson.loads(unseal(sealed, key, place, committed=committed))


def _place(pointer: Pointer) -> _PartPlace:
    return str(pointer.event_id), pointer.seq, pointer.part


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
