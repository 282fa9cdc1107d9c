"""Key (鍵): one data key's life, by which content is erased while the history stands (R70)."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import ErasureAuthority

CODE: Final = re.compile(r"[a-z0-9_-]{1,40}")

# Events


@dataclass(frozen=True, kw_only=True)
class KeyCreated(Event):
    """A data key exists. `check_value` is the base64 of SHA-256("mcn/kcv/v1" ‖ key)[:16]."""

    TOPIC: ClassVar[str] = "key.created"
    key_id: UUID
    check_value: str


@dataclass(frozen=True, kw_only=True)
class KeyDestructionOrdered(Event):
    """Two persons decided that what this key protects is erased: why, by which authority, when."""

    TOPIC: ClassVar[str] = "key.destruction-ordered"
    key_id: UUID
    authority: ErasureAuthority
    reason_code: str
    decided_on: date
    approved_by: UUID


@dataclass(frozen=True, kw_only=True)
class KeyDestroyed(Event):
    """The key is gone from the ring; `check_value` says which key it was."""

    TOPIC: ClassVar[str] = "key.destroyed"
    key_id: UUID
    check_value: str


KeyEvent: TypeAlias = KeyCreated | KeyDestructionOrdered | KeyDestroyed

# State


@dataclass(frozen=True)
class Key:
    """What a decision about a key looks at."""

    key_id: UUID | None = None
    check_value: str = ""
    ordered: bool = False
    destroyed: bool = False


def evolve(state: Key, event: KeyEvent) -> Key:
    """Fold one event."""
    match event:
        case KeyCreated():
            return Key(key_id=event.key_id, check_value=event.check_value)
        case KeyDestructionOrdered():
            return replace(state, ordered=True)
        case KeyDestroyed():
            return replace(state, destroyed=True)
        case _:
            assert_never(event)


# Commands


@dataclass(frozen=True, kw_only=True)
class OrderKeyDestruction:
    """Order the destruction of a key; `ordered_by` and `approved_by` are two persons."""

    authority: ErasureAuthority
    reason_code: str
    decided_on: date
    ordered_by: UUID
    approved_by: UUID


@dataclass(frozen=True, kw_only=True)
class ConfirmKeyDestruction:
    """Record that the ring has destroyed the key."""


KeyCommand: TypeAlias = OrderKeyDestruction | ConfirmKeyDestruction


class KeyUnknown(RuleViolation):
    """Only a key that was created can be destroyed."""


class KeyAlreadyDestroyed(RuleViolation):
    """A destroyed key cannot be ordered destroyed again."""


class SecondPersonMissing(RuleViolation):
    """Who approves an erasure is not who orders it."""


class ReasonNotACode(RuleViolation):
    """The reason of an erasure stands in the clear: a code of small letters, digits, - and _."""


class DestructionNotOrdered(RuleViolation):
    """A key is destroyed only after an order stands in the log."""


def decide(command: KeyCommand, state: Key) -> tuple[KeyEvent, ...]:
    """
    Decide about a key; ordering or confirming twice adds nothing.

    Raises:
        KeyUnknown: when no such key was created.
        KeyAlreadyDestroyed: when an order comes after the destruction.
        ReasonNotACode: when the reason could be somebody's words.
        SecondPersonMissing: when one person orders and approves.
        DestructionNotOrdered: when a destruction is confirmed that nobody ordered.
    """
    if state.key_id is None:
        raise KeyUnknown
    match command:
        case OrderKeyDestruction():
            return _order(command, state, state.key_id)
        case ConfirmKeyDestruction():
            return _confirm(state, state.key_id)
        case _:
            assert_never(command)


def _order(command: OrderKeyDestruction, state: Key, key_id: UUID) -> tuple[KeyEvent, ...]:
    if state.destroyed:
        raise KeyAlreadyDestroyed
    if command.ordered_by == command.approved_by:
        raise SecondPersonMissing
    if not CODE.fullmatch(command.reason_code):
        raise ReasonNotACode
    if state.ordered:
        return ()
    return (
        KeyDestructionOrdered(
            key_id=key_id,
            authority=command.authority,
            reason_code=command.reason_code,
            decided_on=command.decided_on,
            approved_by=command.approved_by,
        ),
    )


def _confirm(state: Key, key_id: UUID) -> tuple[KeyEvent, ...]:
    if not state.ordered:
        raise DestructionNotOrdered
    if state.destroyed:
        return ()
    return (KeyDestroyed(key_id=key_id, check_value=state.check_value),)
