"""
Ledger: load a stream, record a batch. One for each municipality.

Invariant: nothing personal is written but sealed, and no part is sealed under a key whose
destruction was ordered: every key in use is an expectation of the append.
"""

from base64 import b64encode
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from events.base import Recorded
from events.key import KeyCreated
from services.db import Databases
from services.keys.derived import Derived
from services.keys.ring import DataKey, Ring, Scope
from services.ledger.bell import Bell
from services.ledger.drafts import Appended, Draft, Expected, SealedEvent
from services.ledger.mapper import EntryMapper, Sealer, read_entry
from services.ledger.recorder import LogRecorder, ReadStreamMoved, StreamMoved
from services.refusals import FileErased

CACHED_KEYS: Final = 1000
CACHED_SECONDS: Final = 60
"""How long a key stays after its last use: one that was destroyed elsewhere is not kept."""


@dataclass(frozen=True)
class Standing:
    """A stream's first event and those that say who may know of it; its version at that moment."""

    version: int
    told: tuple[Recorded, ...]


class Ledger:
    """The log of one municipality as commands and readings use it."""

    def __init__(
        self, *, databases: Databases, ring: Ring, bell: Bell, tenant: str, origin: str
    ) -> None:
        """Open no connection yet."""
        self.tenant = tenant
        self.origin = origin
        self.derived = Derived(ring.tenant_secret(tenant))
        self._recorder = LogRecorder(databases, tenant)
        self._ring = ring
        self._bell = bell
        self._keys: OrderedDict[Scope, _Cached] = OrderedDict()
        """The keys used lately, the one that was used last at the end."""
        self._lock = Lock()

    def load(self, stream: UUID) -> tuple[Recorded, ...]:
        """Return a stream's events; personal fields stay sealed."""
        return tuple(read_entry(stored.state) for stored in self._recorder.select_events(stream))

    def load_all(self, *streams: UUID) -> dict[UUID, list[Recorded]]:
        """Return the events of several streams, read at once; of one that is not there, none."""
        found: dict[UUID, list[Recorded]] = {stream: [] for stream in streams}
        for stored in self._recorder.select_streams(streams):
            recorded = read_entry(stored.state)
            found[recorded.stream].append(recorded)
        return found

    def firsts(self, streams: Sequence[UUID]) -> dict[UUID, Recorded]:
        """Return the first event of each stream that there is."""
        found = (read_entry(stored.state) for stored in self._recorder.first_events(streams))
        return {recorded.stream: recorded for recorded in found}

    def keeping(self, streams: Sequence[UUID]) -> dict[UUID, Standing]:
        """Return of each stream that there is what says who may know of it, read at once."""
        found: dict[UUID, Standing] = {}
        for stored, version in self._recorder.keeping_events(streams):
            recorded = read_entry(stored.state)
            standing = found.get(recorded.stream) or Standing(version, ())
            found[recorded.stream] = replace(standing, told=(*standing.told, recorded))
        return found

    def version(self, stream: UUID) -> int:
        """Return the version of a stream; 0 = there is none."""
        return self._recorder.version(stream)

    def entries(self, first_seq: int, n: int) -> tuple[Recorded, ...]:
        """Return `n` entries of the log from a position on."""
        found = self._recorder.select_notifications(first_seq + 1, n)
        return tuple(read_entry(stored.state) for stored in found)

    def command(self, command_id: UUID) -> tuple[bytes, int, int] | None:
        """Return (digest, first seq, entries) of a command that was carried out, or None."""
        return self._recorder.command(command_id)

    def size(self) -> int:
        """Return the number of entries."""
        return self._recorder.max_notification_id() or 0

    def record(self, drafts: Sequence[Draft], expected: Expected) -> Appended:
        """
        Seal and append a batch, with a `KeyCreated` for each key that is new.

        What is returned tells of the drafts only, unless the command was replayed.

        Raises:
            StreamMoved, ReadStreamMoved, FactEnded, CommandIdReused, StorageUnavailable: as
                `LogRecorder.append`.
            FileErased: when a file it belongs to was erased (R70).
        """
        self._drop_unused_keys()
        for last in (False, False, True):
            batch = _Batch()
            try:
                return self._try_to_record(drafts, expected, batch)
            except (StreamMoved, ReadStreamMoved):
                if last or not self._keys_moved(batch):
                    raise
        raise AssertionError

    def forget(self, key_id: UUID) -> None:
        """Drop a key from memory: it is to be destroyed."""
        with self._lock:
            for scope in [s for s, kept in self._keys.items() if kept.key.key_id == key_id]:
                del self._keys[scope]

    def _try_to_record(
        self, drafts: Sequence[Draft], expected: Expected, batch: "_Batch"
    ) -> Appended:
        sealer = Sealer(lambda scope: self._key(scope, batch), self.derived.search_digests)
        mapper = EntryMapper(self.origin, sealer)
        events = [mapper.to_stored_event(draft) for draft in drafts]
        created = [mapper.to_stored_event(_created(key, drafts[0])) for key in batch.new.values()]
        in_use = {key.key_id: 1 for key in batch.logged.values()}
        appended = self._append(
            [*created, *events], replace(expected, read={**expected.read, **in_use})
        )
        if appended.replayed:
            return appended
        self._remember(batch)
        return Appended(
            replayed=False,
            first_seq=appended.first_seq + len(created),
            n=len(events),
            at=appended.at,
            leaves=appended.leaves[len(created) :],
        )

    def _append(self, events: Sequence[SealedEvent], expected: Expected) -> Appended:
        appended = self._recorder.append(events, expected)
        self._bell.ring()
        return appended

    def _key(self, scope: Scope, batch: "_Batch") -> DataKey:
        """Return a scope's key, and note in the batch whether the log knows it already."""
        if (known := batch.logged.get(scope) or batch.new.get(scope)) is not None:
            return known
        with self._lock:
            cached = self._keys.get(scope)
        if cached is not None:
            key = cached.key
        else:
            key = self._ring.data_key(self.tenant, scope)
            # The log is asked, not the ring: either may have been restored from a backup.
            if self._recorder.version(key.key_id) == 0:
                batch.new[scope] = key
                return key
        batch.logged[scope] = key
        return key

    def _remember(self, batch: "_Batch") -> None:
        with self._lock:
            now = monotonic()
            for scope, key in (*batch.logged.items(), *batch.new.items()):
                self._keys[scope] = _Cached(key, now)
                self._keys.move_to_end(scope)
            while len(self._keys) > CACHED_KEYS:
                self._keys.popitem(last=False)

    def _drop_unused_keys(self) -> None:
        before = monotonic() - CACHED_SECONDS
        with self._lock:
            while self._keys and next(iter(self._keys.values())).used < before:
                self._keys.popitem(last=False)

    def _keys_moved(self, batch: "_Batch") -> bool:
        """
        Say whether a key of the batch was logged by someone else meanwhile.

        Raises:
            FileErased: when a key was ordered destroyed.
        """
        with self._lock:
            for scope in batch.logged:
                self._keys.pop(scope, None)
        logged = [self._recorder.version(key.key_id) for key in batch.logged.values()]
        new = [self._recorder.version(key.key_id) for key in batch.new.values()]
        if any(version > 1 for version in (*logged, *new)):
            raise FileErased
        return any(version != 1 for version in logged) or any(version != 0 for version in new)


class _Cached(NamedTuple):
    """A key, and when it was last used."""

    key: DataKey
    used: float


@dataclass
class _Batch:
    """The keys that one append seals under: those that the log knows, and those that are new."""

    logged: dict[Scope, DataKey] = field(default_factory=dict[Scope, DataKey])
    new: dict[Scope, DataKey] = field(default_factory=dict[Scope, DataKey])


def _created(key: DataKey, first: Draft) -> Draft:
    check_value = b64encode(key.check_value).decode()
    return Draft(
        event=KeyCreated(key_id=key.key_id, check_value=check_value),
        event_id=uuid4(),
        stream=key.key_id,
        version=1,
        signature=first.signature,
    )
