"""Tickets (ログインの途中): who has given a password and owes the second factor (R75)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from events.factor import FactorKind
from services.credentials import Account
from services.keys import factors as keys
from services.keys.derived import Derived
from services.keys.ring import Ring
from services.login_views import LoginRefused

GOOD_FOR: Final = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A factor that is offered with a ticket; `secret` of a telephone, `codes` of a sheet."""

    factor_id: UUID
    kind: FactorKind
    secret: bytes
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """
    Whose password was right, under which log-in name, and what was offered to them.

    `version` is that of the account's stream: whatever happens to the account ends the ticket.
    """

    account: Account
    login: str
    version: int
    offered: Offered | None = None


class Tickets:
    """Seals tickets for the browser to bring back: nothing of a half log-in is kept here."""

    def __init__(self, ring: Ring, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._ring = ring
        self._clock = clock

    def seal(self, ticket: Ticket) -> str:
        """Write a ticket that is good for ten minutes."""
        told: dict[str, Any] = {
            "tenant": ticket.account.tenant,
            "staff": str(ticket.account.staff),
            "login": ticket.login,
            "version": ticket.version,
            "until": (self._clock() + GOOD_FOR).timestamp(),
        }
        if ticket.offered:
            told["offered"] = {
                "factor_id": str(ticket.offered.factor_id),
                "kind": ticket.offered.kind,
                "secret": ticket.offered.secret.hex(),
                "codes": ticket.offered.codes,
            }
        return keys.seal_ticket(self._derived(), json.dumps(told).encode())

    def read(self, sealed: str) -> Ticket:
        """
        Read a ticket.

        Raises:
            LoginRefused: when it is none of ours, or too old.
        """
        plain = keys.open_ticket(self._derived(), sealed)
        if plain is None:
            raise LoginRefused(0)
        told = json.loads(plain)
        if self._clock() > datetime.fromtimestamp(told["until"], UTC):
            raise LoginRefused(0)
        offered = told.get("offered")
        return Ticket(
            account=Account(told["tenant"], UUID(told["staff"])),
            login=told["login"],
            version=told["version"],
            offered=_offered(offered) if offered else None,
        )

    def _derived(self) -> Derived:
        return Derived(self._ring.installation_secret())


def _offered(told: dict[str, Any]) -> Offered:
    return Offered(
        factor_id=UUID(told["factor_id"]),
        kind=FactorKind(told["kind"]),
        secret=bytes.fromhex(told["secret"]),
        codes=tuple(told["codes"]),
    )
