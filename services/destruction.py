"""
Destruction (消去): a key's end: entry, ring, entry, and the bytes it had sealed; repeatable (§5).

A crash between two steps is mended at the next start: what was ordered is completed, what the log
says is destroyed is destroyed again in a ring restored from an older backup (audit-log §7.8).
"""

from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from events import key, staff
from events.base import Actor
from events.case import ConsultationReceived
from events.key import KeyCommand
from events.person import PersonRegistered
from events.values import Context, ErasureAuthority, Role
from services.db import Databases, storage_errors
from services.facts import SYSTEM, system_signature, utc_now
from services.files import is_about_residents
from services.folding import fold
from services.keys.ring import Ring
from services.ledger.drafts import Draft, Expected
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers

SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"
KEYS_OF_STREAMS = """
SELECT DISTINCT (p.part ->> 'key')::uuid FROM log.entry e
CROSS JOIN LATERAL jsonb_array_elements(e.line1::jsonb -> 'parts') AS p (part)
WHERE e.tenant = %(tenant)s AND e.stream = ANY(%(streams)s)
"""
KEY_ENTRIES = """
SELECT type, stream, line1::jsonb #>> '{data,check_value}' FROM log.entry
WHERE tenant = %(tenant)s
    AND type IN ('key.created', 'key.destruction-ordered', 'key.destroyed')
ORDER BY seq
"""
PURGE = "SELECT log.purge(%(tenant)s, %(seq)s)"

FILES: Final = (ConsultationReceived, PersonRegistered)
"""What opens a file that can be erased by order: a case, a person's sheet."""


class NotAFile(Exception):
    """Only a case or a person's sheet is erased by order: an access register never is."""


class NotTheirStaff(Exception):
    """Who orders or approves an erasure holds an active account of that municipality."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who decided what, when, under which authority (R70); the two persons differ."""

    authority: ErasureAuthority
    reason_code: str
    decided_on: date
    ordered_by: UUID
    approved_by: UUID


class Destruction:
    """Destroys keys of the municipalities' logs."""

    def __init__(
        self,
        databases: Databases,
        ring: Ring,
        ledgers: Ledgers,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Act as the destroying role."""
        self._databases = databases
        self._ring = ring
        self._ledgers = ledgers
        self._clock = clock

    def keys_of(self, tenant: str, streams: Sequence[UUID]) -> tuple[UUID, ...]:
        """
        Return the keys under which the parts of these cases and sheets are sealed.

        Raises:
            NotAFile: when a stream is neither.
        """
        first = self._ledgers.of(tenant).firsts(streams)
        for stream in streams:
            if stream not in first or not isinstance(first[stream].event, FILES):
                raise NotAFile(str(stream))
        with storage_errors(), self._databases.pool("destroy").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            rows = conn.execute(KEYS_OF_STREAMS, {"tenant": tenant, "streams": list(streams)})
            return tuple(sorted(key_id for (key_id,) in rows))

    def destroy(self, tenant: str, key_id: UUID, order: Order) -> None:
        """
        Order and carry out the destruction of a key; doing it again changes nothing.

        Raises:
            KeyUnknown: when no such key was created.
            NotAFile: when it is no case's and no person's, but a register's.
            NotTheirStaff: when either is no active account of the municipality.
            SecondPersonMissing: when one person orders and approves.
        """
        ledger = self._ledgers.of(tenant)
        self._need_file(ledger, key_id)
        for officer in (order.ordered_by, order.approved_by):
            if not _account(ledger, officer).active:
                raise NotTheirStaff(str(officer))
        who = replace(
            SYSTEM, staff=order.ordered_by, role=Role.SYSTEM, context=Context.ADMINISTRATION
        )
        state = _state(ledger, key_id)
        if not state.destroyed:
            command = key.OrderKeyDestruction(
                authority=order.authority,
                reason_code=order.reason_code,
                decided_on=order.decided_on,
                ordered_by=order.ordered_by,
                approved_by=order.approved_by,
            )
            self._record(ledger, key_id, command, who)
        self.complete(tenant, key_id)

    def complete(self, tenant: str, key_id: UUID) -> None:
        """
        Carry out what was ordered: the ring, the entry that says so, the sealed bytes.

        Raises:
            KeyUnknown, DestructionNotOrdered: as `events.key.decide`.
        """
        ledger = self._ledgers.of(tenant)
        state = _state(ledger, key_id)
        if not state.ordered:
            raise key.DestructionNotOrdered
        ledger.forget(key_id)
        self._ring.destroy(tenant, key_id, now=self._clock())
        self._record(ledger, key_id, key.ConfirmKeyDestruction(), SYSTEM)
        destroyed = next(
            recorded.seq
            for recorded in ledger.load(key_id)
            if isinstance(recorded.event, key.KeyDestroyed)
        )
        with storage_errors(), self._databases.pool("destroy").connection() as conn:
            conn.execute(PURGE, {"tenant": tenant, "seq": destroyed})
        self._ring.mark_purged(tenant, key_id)

    def settle(self, tenant: str) -> int:
        """
        Make ring and log agree before anything is opened; return how many keys were completed.

        Raises:
            RingOlderThanLog: when the ring lacks a key that the log has created.
        """
        with storage_errors(), self._databases.pool("destroy").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            rows = conn.execute(KEY_ENTRIES, {"tenant": tenant}).fetchall()
        created = {
            stream: b64decode(check) for kind, stream, check in rows if kind == "key.created"
        }
        self._ring.need(tenant, created)
        ended = {stream for kind, stream, _ in rows if kind != "key.created"}
        confirmed = {stream for kind, stream, _ in rows if kind == "key.destroyed"}
        still_there = self._ring.secrets_of(tenant, ended).keys()
        unfinished = sorted(still_there | (ended - confirmed) | self._ring.unpurged(tenant))
        for key_id in unfinished:
            self.complete(tenant, key_id)
        return len(unfinished)

    def _need_file(self, ledger: Ledger, key_id: UUID) -> None:
        if _state(ledger, key_id).key_id is None:
            raise key.KeyUnknown
        held = self._ring.held(ledger.tenant, [key_id])[key_id]
        if not is_about_residents(held.file):
            raise NotAFile(str(key_id))

    def _record(self, ledger: Ledger, key_id: UUID, command: KeyCommand, who: Actor) -> None:
        history = ledger.load(key_id)
        signature = replace(system_signature(command_id=uuid4(), now=self._clock()), actor=who)
        drafts = [
            Draft(
                event=event,
                event_id=uuid4(),
                stream=key_id,
                version=len(history) + n,
                signature=signature,
            )
            for n, event in enumerate(key.decide(command, _state(ledger, key_id)), 1)
        ]
        if drafts:
            ledger.record(drafts, Expected())


def _state(ledger: Ledger, key_id: UUID) -> key.Key:
    return fold(key.Key(), key.evolve, ledger.load(key_id))


def _account(ledger: Ledger, staff_id: UUID) -> staff.Staff:
    state = staff.Staff()
    for recorded in ledger.load(staff_id):
        state = staff.evolve(state, recorded.event)
    return state
