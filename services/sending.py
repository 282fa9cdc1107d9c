"""
Sending (送信): what a client sent under one id, which is carried out once.

The same command twice is one; the same id with another body is refused. What is drawn for a command
is derived from its id, so that whoever sends it again is told the same.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from events.base import RuleViolation
from services.acting import Acting
from services.credentials import LoginTaken
from services.keys.derived import Derived
from services.ledger import canonical
from services.ledger.ledger import Ledger
from services.ledger.recorder import CommandIdReused, FactEnded, ReadStreamMoved, StreamMoved
from services.refusals import CommandReused, StorageUnavailable

_MOVED: Final = (StreamMoved, ReadStreamMoved, FactEnded)
_PASSWORD: Final = 12
"""Bytes of a first password, which is handed over."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """A command of one writer: its id, and the HMAC of all that was sent."""

    command_id: UUID
    digest: bytes

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        acting: Acting,
        command_id: UUID,
        kind: str,
        fields: Mapping[str, Any],
        **about: Any,
    ) -> "Sending":
        """Take the digest of what was sent, plain values by their names, and of who sent it."""
        body = {
            "sent": kind,
            "fields": plain(fields),
            "staff": str(acting.staff),
            "programme": str(acting.programme),
            "role": acting.role,
            **about,
        }
        digest = ledger.derived.command_digest(canonical.encode(body, nfc=False))
        return cls(command_id=command_id, digest=digest)

    def came_before(self, ledger: Ledger) -> int | None:
        """
        Return the position behind the last entry of a command that came before; None = it did not.

        Raises:
            CommandReused: when the id came before with another body.
        """
        found = ledger.command(self.command_id)
        if found is None:
            return None
        digest, first_seq, n = found
        if digest != self.digest:
            raise CommandReused
        return first_seq + n


def once(ledger: Ledger, sending: Sending, work: Callable[[], None]) -> int | None:
    """
    Do the work of a command, or nothing when it was done before: then return as `came_before`.

    Raises:
        CommandReused: when the id came before with another body.
        StorageUnavailable: when the facts changed meanwhile: nothing was written.
        RuleViolation, LoginTaken: as the work.
    """
    if (before := sending.came_before(ledger)) is not None:
        return before
    try:
        work()
    except CommandIdReused as reused:
        raise CommandReused from reused
    except (RuleViolation, LoginTaken, *_MOVED) as refusal:
        # It may be this very command that stands in its own way: sent twice at once.
        if (before := sending.came_before(ledger)) is not None:
            return before
        if isinstance(refusal, _MOVED):
            raise StorageUnavailable from refusal
        raise
    return None


def drawn(derived: Derived, command_id: UUID, what: str) -> UUID:
    """Return the id of what a command makes: a random one, and the same whenever it is sent."""
    mark = derived.mark(b"drawn", command_id.bytes, what.encode())
    return UUID(bytes=mark[:16], version=4)


def drawn_password(derived: Derived, command_id: UUID) -> str:
    """Return the password that a command gives, which is handed over."""
    mark = derived.mark(b"password", command_id.bytes)
    return urlsafe_b64encode(mark[:_PASSWORD]).decode()


def plain(value: Any) -> Any:
    """Return what was sent as JSON for the digest."""
    match value:
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return sha256(value).hexdigest()
        case tuple():
            return [plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]  what was sent, as plain values
        case dict():
            return {str(key): plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  what was sent, as plain values
        case _:
            return value
