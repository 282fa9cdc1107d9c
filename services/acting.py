"""Acting (立場): who asks, for whom, and what becomes of what they asked."""

from dataclasses import dataclass
from uuid import UUID

from events.values import Context, Role


@dataclass(frozen=True, kw_only=True)
class Acting:
    """
    Who asks, in exactly one acting context.

    `agency` is the contractor that runs the programme: aliases of ids are made for it.
    `assurance` is the number of factors of the log-in.
    """

    tenant: str
    staff: UUID
    staff_name: str
    programme: UUID
    programme_name: str
    agency: UUID
    role: Role
    context: Context
    session: UUID
    assurance: int


@dataclass(frozen=True, kw_only=True)
class Done:
    """
    A command was carried out, or had been before.

    `shown` says whether the read models have caught up with it (within a second). `token` is the
    state that it made, for whoever writes on without having looked; `record` is the alias of what
    was recorded last.
    """

    case: str
    shown: bool
    token: str
    record: str


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who does casework in the same programme, under an alias."""

    alias: str
    name: str
