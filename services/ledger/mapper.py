"""
Mapper: between events and entries. Line 1 of an entry is made here, canonical, and never changes.

Line 1 holds the envelope, the clear data and the list of parts; line 2 (time and leaf index) is
made by `log.append` inside the lock (audit-log §7.3). Sealing happens on the way in; nothing is
opened on the way out.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, TypeAlias
from uuid import UUID

from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from events.base import Actor, Event, Recorded, Signature
from events.catalogue import BY_TOPIC
from events.values import Basis, Category, Context, Purpose, Role
from services.keys.cipher import ALGORITHM, Place, SealedBytes, seal, seal_file
from services.keys.ring import DataKey, Scope
from services.ledger import canonical
from services.ledger.codec import MalformedEvent, PartContent, Stored, from_stored, to_stored
from services.ledger.drafts import Draft, SealedEvent, SealedPart

VERSION = 1
SCHEMA = 1
FILE: Final = "file"
EVEN_ROOM: Final = 4096
"""Bytes that each part of an `EVEN` event has room in; about 1,300 characters."""
"""The form of a part that is a file; every other part is canonical JSON."""
NO_TRANSCODER: Final = JSONTranscoder()
"""The library's mapper wants one; the codec does its work."""

KeyOf: TypeAlias = Callable[[Scope], DataKey]
DigestsOf: TypeAlias = Callable[[UUID, Category, dict[str, Any]], bytes | None]


@dataclass(frozen=True)
class Sealer:
    """What sealing needs: the key of a scope, and the search digests of a content."""

    key_of: KeyOf
    digests_of: DigestsOf


class EntryMapper(Mapper[UUID]):
    """The library's mapper, made to write and read the two lines of an entry of one log."""

    def __init__(self, origin: str, sealer: Sealer) -> None:
        """`origin` is the name of the log, bound into every line and seal."""
        super().__init__(transcoder=NO_TRANSCODER)
        self._origin = origin
        self._sealer = sealer

    def to_stored_event(self, domain_event: Any) -> SealedEvent:
        """
        Seal a draft's personal fields and write its line 1.

        Raises:
            NotCanonical: when its clear data lie outside the profile.
            FileErased: when a file it belongs to was erased (R70).
        """
        draft: Draft = domain_event
        stored = to_stored(draft.event)
        named: list[dict[str, Any]] = []
        parts: list[SealedPart] = []
        room = _room(stored.parts) if draft.event.EVEN else 0
        for number, content in enumerate(stored.parts):
            name, part = self._part(draft, number, content, room)
            named.append(name)
            parts.append(part)
        line1 = canonical.encode(self._line1(draft, stored, named))
        return SealedEvent(
            originator_id=draft.stream,
            originator_version=draft.version,
            topic=draft.event.TOPIC,
            state=line1,
            parts=tuple(parts),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Recorded:
        """
        Read an entry; personal fields stay sealed.

        Raises:
            NotCanonical, MalformedEvent, UnknownTopic: when the entry is not what this release
                could have written: a human must look.
        """
        return read_entry(stored_event.state)

    def _part(
        self, draft: Draft, number: int, part: PartContent, room: int
    ) -> tuple[dict[str, Any], SealedPart]:
        if draft.programme is None or not draft.file:
            message = f"{draft.event.TOPIC} has personal fields but no file"
            raise ValueError(message)
        key = self._sealer.key_of(Scope(part.subject, draft.file, draft.programme))
        place = Place(self._origin, draft.event_id, number, part.category, key.key_id)
        if isinstance(part.content, bytes):
            sealed = seal_file(part.content, key.secret, place)
            named = {**_named(number, part, key.key_id, sealed), "form": FILE}
            return named, SealedPart(sealed=sealed.sealed, digests=None)
        sealed = seal(canonical.encode(part.content, nfc=False), key.secret, place, room=room)
        digests = self._sealer.digests_of(draft.programme, part.category, part.content)
        name = _named(number, part, key.key_id, sealed)
        if digests is not None:
            name["dig"] = _base64(sha256(digests).digest())
        return name, SealedPart(sealed=sealed.sealed, digests=digests)

    def _line1(self, draft: Draft, stored: Stored, parts: list[dict[str, Any]]) -> dict[str, Any]:
        signature = draft.signature
        return {
            "v": VERSION,
            "schema": SCHEMA,
            "log": self._origin,
            "id": str(draft.event_id),
            "stream": str(draft.stream),
            "sv": draft.version,
            "type": draft.event.TOPIC,
            "vt": canonical.instant(signature.valid_at),
            "actor": _actor(signature.actor),
            "cmd": str(signature.command_id),
            "cause": _text(signature.cause),
            "purpose": signature.purpose,
            "basis": signature.basis,
            "policy": signature.policy,
            "data": stored.data,
            "parts": parts,
        }


def _room(parts: Sequence[PartContent]) -> int:
    """Return the bytes that the parts of one event have room in: a usual text, or the longest."""
    texts = (canonical.encode(part.content, nfc=False) for part in parts)
    return max(EVEN_ROOM, *map(len, texts))


def read_entry(entry: bytes) -> Recorded:
    """
    Read the two lines of an entry.

    Raises:
        NotCanonical: when a line is not canonical.
        MalformedEvent, UnknownTopic: when it is no event of this release.
    """
    line1, line2, _ = entry.split(b"\n")
    clear, placed = canonical.decode(line1), canonical.decode(line2)
    kind_of(clear)
    return recorded(clear, placed, from_stored(clear["type"], clear["data"]))


def kind_of(clear: Mapping[str, Any]) -> type[Event]:
    """
    Return the kind of event that a line 1 holds.

    Raises:
        MalformedEvent: when this release cannot have written it.
    """
    kind = BY_TOPIC.get(clear["type"])
    if kind is None or clear["v"] != VERSION or clear["schema"] != SCHEMA:
        raise MalformedEvent(str(clear["type"]))
    return kind


def recorded(clear: Mapping[str, Any], placed: Mapping[str, Any], event: Event) -> Recorded:
    """Put an event together with its envelope, which its two lines hold."""
    return Recorded(
        event=event,
        event_id=UUID(clear["id"]),
        stream=UUID(clear["stream"]),
        version=clear["sv"],
        seq=placed["seq"],
        at=canonical.parse_instant(placed["at"]),
        signature=_signature(clear),
    )


def _signature(clear: Mapping[str, Any]) -> Signature:
    return Signature(
        actor=read_actor(**clear["actor"]),
        valid_at=canonical.parse_instant(clear["vt"]),
        command_id=UUID(clear["cmd"]),
        purpose=Purpose(clear["purpose"]),
        basis=Basis(clear["basis"]),
        policy=clear["policy"],
        cause=_id(clear["cause"]),
    )


@lru_cache(maxsize=1024)
def read_actor(
    *,
    programme: str | None,
    staff: str | None,
    role: str,
    context: str,
    session: str | None,
    aal: int,
) -> Actor:
    """Read who acted; the same few do again and again."""
    return Actor(
        programme=_id(programme),
        staff=_id(staff),
        role=Role(role),
        context=Context(context),
        session=_id(session),
        assurance=aal,
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "programme": _text(actor.programme),
        "staff": _text(actor.staff),
        "role": actor.role,
        "context": actor.context,
        "session": _text(actor.session),
        "aal": actor.assurance,
    }


def _named(number: int, part: PartContent, key_id: UUID, sealed: SealedBytes) -> dict[str, Any]:
    return {
        "n": number,
        "cat": part.category,
        "subj": str(part.subject),
        "key": str(key_id),
        "alg": ALGORITHM,
        "ct": _base64(sealed.ciphertext_hash),
        "cm": _base64(sealed.commitment),
        "len": sealed.length,
    }


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
