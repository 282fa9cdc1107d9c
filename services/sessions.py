"""Sessions (ログイン): who acts in which context, from a log-in to its end (R75)."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, LiteralString
from uuid import UUID, uuid4

import structlog
from argon2 import PasswordHasher

from consent.gate import POLICY
from events.base import Actor, Event, Signature
from events.session import SessionEnd, SessionEnded, SessionOpened, SessionRefused
from events.values import Basis, Context, Purpose, Role
from services.credentials import Account, Credentials
from services.db import Databases, storage_errors
from services.facts import SYSTEM, actor, utc_now
from services.keys.derived import Derived
from services.keys.marks import IDLE, LONGEST, SessionRow
from services.keys.ring import Ring
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers, TenantUnknown
from services.standings import Standings
from services.tries import Tries
from services.views import Acting, LoginRefused, StandNeeded

ONE_FACTOR: Final = 1
PARALLEL_CHECKS: Final = 2
"""Each check takes 64 MiB; more at once would let strangers fill the memory."""

SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"
OPEN = """
INSERT INTO account.session
    (session_id, token_hash, tenant, staff, assurance, opened_at, seen_at, mac)
VALUES (%(session_id)s, %(token_hash)s, %(tenant)s, %(staff)s, %(assurance)s, %(opened_at)s,
    %(opened_at)s, %(mac)s)
"""
LIVE = """
SELECT session_id, token_hash, tenant, staff, assurance, opened_at, mac, seen_at, programme, role
FROM account.session
WHERE token_hash = %(token_hash)s AND ended_at IS NULL AND seen_at > %(idle)s
    AND opened_at > %(longest)s
"""
SEEN = "UPDATE account.session SET seen_at = %(now)s WHERE session_id = %(session_id)s"
CHOOSE = """
UPDATE account.session SET programme = %(programme)s, role = %(role)s
WHERE session_id = %(session_id)s
"""
END = """
UPDATE account.session SET ended_at = %(now)s WHERE session_id = %(session_id)s AND ended_at IS NULL
"""
END_ALL = """
UPDATE account.session SET ended_at = %(now)s
WHERE tenant = %(tenant)s AND staff = %(staff)s AND ended_at IS NULL
RETURNING session_id
"""

log = structlog.get_logger("sessions")


class Sessions:
    """Logs accounts in and out, and says who acts behind a session's token."""

    def __init__(
        self,
        databases: Databases,
        ledgers: Ledgers,
        ring: Ring,
        *,
        clock: Callable[[], datetime] = utc_now,
        hasher: PasswordHasher | None = None,
    ) -> None:
        """`hasher` has argon2's recommended costs unless a test lowers them."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._credentials = Credentials(
            databases, self._derived, hasher or PasswordHasher(), parallel=PARALLEL_CHECKS
        )
        self._tries = Tries(databases, ring, clock)
        self._standings = Standings(databases, ledgers, clock)

    def login_taken(self, login: str) -> bool:
        """Say whether a log-in name belongs to an account already."""
        return self._credentials.taken(login)

    def set_password(self, *, tenant: str, staff: UUID, login: str, password: str) -> None:
        """
        Set an account's password.

        Raises:
            LoginTaken: when the name belongs to another account.
        """
        self._credentials.set(Account(tenant, staff), login=login, password=password)

    def log_in(self, *, login: str, password: str, address: str = "") -> str:
        """
        Check name and password and return the token of a new session.

        `address` is where the client connects from, as far as the caller can know it.

        Raises:
            LoginRefused: when name or password is wrong, the account is stopped or appointed to
                nothing today, or there were too many tries; the words are the same.
        """
        wait = self._tries.claim(login, address)
        account, fits = self._credentials.check(login=login, password=password)
        role = self._standings.first_role(account) if account and fits else None
        if account is None or role is None:
            self._note_refusal(account)
            raise LoginRefused(wait)
        self._tries.succeeded(login, address)
        return self._open(account, role)

    def acting(self, token: str) -> tuple[Acting, ...]:
        """Return every context that the session may act in today; none = not logged in."""
        session = self._live(token)
        return () if session is None else self._standings.of(session)

    def current(self, token: str) -> Acting | None:
        """
        Return the context that was chosen, or the only one; None = not logged in.

        Raises:
            StandNeeded: when several are held and none of them was chosen.
        """
        session = self._live(token)
        if session is None:
            return None
        contexts = self._standings.of(session)
        chosen = (session["programme"], session["role"])
        fitting = [acting for acting in contexts if (acting.programme, acting.role) == chosen]
        if len(contexts) > 1 and not fitting:
            raise StandNeeded
        return next(iter(fitting or contexts), None)

    def choose(self, token: str, programme: UUID, role: Role) -> None:
        """Choose the context to act in; one that the account does not hold changes nothing."""
        held = (a for a in self.acting(token) if (a.programme, a.role) == (programme, role))
        for acting in held:
            given = {"session_id": acting.session, "programme": programme, "role": role}
            self._execute(CHOOSE, given)

    def log_out(self, token: str) -> None:
        """End the session; a token that is none changes nothing."""
        session = self._live(token)
        contexts = () if session is None else self._standings.of(session)
        if session is None:
            return
        self._execute(END, {"session_id": session["session_id"], "now": self._clock()})
        if contexts:
            ended = SessionEnded(session_id=session["session_id"], how=SessionEnd.LOGGED_OUT)
            self._record(session["tenant"], session["session_id"], 2, ended, actor(contexts[0]))

    def end_all(self, *, tenant: str, staff: UUID) -> None:
        """End all sessions of an account that was stopped (R75)."""
        given = {"tenant": tenant, "staff": staff, "now": self._clock()}
        with storage_errors(), self._databases.pool("login").connection() as conn:
            ended = [session_id for (session_id,) in conn.execute(END_ALL, given)]
        for session_id in ended:
            event = SessionEnded(session_id=session_id, how=SessionEnd.DEACTIVATED)
            self._record(tenant, session_id, 2, event, SYSTEM)

    def _note_refusal(self, account: Account | None) -> None:
        """Leave an entry, with nothing of what was typed; for an unknown name there is none."""
        if account is not None:
            event, event_id = SessionRefused(staff=account.staff), uuid4()
            self._record(account.tenant, event_id, 1, event, SYSTEM, event_id=event_id)

    def _open(self, account: Account, role: Role) -> str:
        token, session_id = secrets.token_urlsafe(32), uuid4()
        who = Actor(
            programme=None,
            staff=account.staff,
            role=role,
            context=Context.SYSTEM,
            session=session_id,
            assurance=ONE_FACTOR,
        )
        opened = SessionOpened(session_id=session_id, staff=account.staff)
        self._record(account.tenant, session_id, 1, opened, who)
        row = SessionRow(
            session_id=session_id,
            token_hash=sha256(token.encode()).digest(),
            tenant=account.tenant,
            staff=account.staff,
            assurance=ONE_FACTOR,
            opened_at=self._clock(),
        )
        mac = row.mark(self._ledgers.of(account.tenant).derived)
        self._execute(OPEN, {**vars(row), "mac": mac})
        return token

    def _live(self, token: str) -> dict[str, Any] | None:
        now = self._clock()
        given = {
            "token_hash": sha256(token.encode()).digest(),
            "idle": now - IDLE,
            "longest": now - LONGEST,
        }
        found = self._execute(LIVE, given)
        if found is None:
            return None
        names = ("session_id", "token_hash", "tenant", "staff", "assurance", "opened_at")
        row = SessionRow(**dict(zip(names, found, strict=False)))
        mac, seen_at, programme, role = found[len(names) :]
        derived = self._derived(row.tenant)
        if derived is None or not row.bears(mac, derived):
            log.warning(
                "forged_session", tenant=row.tenant, staff=row.staff, session=row.session_id
            )
            return None
        if now - seen_at > timedelta(minutes=1):
            self._execute(SEEN, {"session_id": row.session_id, "now": now})
        return {**vars(row), "programme": programme, "role": role}

    def _derived(self, tenant: str) -> Derived | None:
        try:
            return self._ledgers.of(tenant).derived
        except TenantUnknown:
            return None

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
        signature = Signature(
            actor=who,
            valid_at=self._clock(),
            command_id=uuid4(),
            purpose=Purpose.OTHER,
            basis=Basis.WITHIN_PURPOSE,
            policy=POLICY,
        )
        draft = Draft(
            event=event,
            event_id=event_id or uuid4(),
            stream=stream,
            version=version,
            signature=signature,
        )
        self._ledgers.of(tenant).record([draft], Expected())

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with self._databases.single("login") as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None
