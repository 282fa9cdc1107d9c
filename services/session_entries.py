"""Session entries (ログインの記載): what the log is told of log-ins, nothing that was typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from events.base import Actor, Event
from events.session import SessionEnd, SessionEnded, SessionOpened, SessionRefused
from events.values import Context, Role
from services.credentials import Account
from services.facts import SYSTEM, system_signature
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers


class SessionEntries:
    """Records that sessions were opened, ended and refused."""

    def __init__(self, ledgers: Ledgers, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._ledgers = ledgers
        self._clock = clock

    def opened(self, session_id: UUID, account: Account, role: Role, *, assurance: int) -> None:
        """Record a log-in; `assurance` is the number of its factors."""
        who = Actor(
            programme=None,
            staff=account.staff,
            role=role,
            context=Context.SYSTEM,
            session=session_id,
            assurance=assurance,
        )
        event = SessionOpened(session_id=session_id, staff=account.staff)
        self._record(account.tenant, session_id, 1, event, who)

    def ended(self, tenant: str, session_id: UUID, how: SessionEnd, who: Actor) -> None:
        """Record that a session was ended."""
        event = SessionEnded(session_id=session_id, how=how)
        self._record(tenant, session_id, 2, event, who)

    def refused(self, account: Account | None) -> None:
        """Record a refused log-in; for a name that no account has there is no entry."""
        if account is not None:
            event, event_id = SessionRefused(staff=account.staff), uuid4()
            self._record(account.tenant, event_id, 1, event, SYSTEM, event_id=event_id)

    def _record(
        self,
        tenant: str,
        stream: UUID,
        version: int,
        event: Event,
        who: Actor,
        *,
        event_id: UUID | None = None,
    ) -> None:
        signature = system_signature(command_id=uuid4(), now=self._clock())
        draft = Draft(
            event=event,
            event_id=event_id or uuid4(),
            stream=stream,
            version=version,
            signature=replace(signature, actor=who),
        )
        self._ledgers.of(tenant).record([draft], Expected())
