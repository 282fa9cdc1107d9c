"""Sessions (ログイン): passwords, lock-out, and who acts in which context (R75)."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any, Final, LiteralString
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from consent.gate import CASEWORKERS, POLICY
from events.base import Actor, Event, Signature
from events.session import SessionEnd, SessionEnded, SessionOpened
from events.staff import Staff, evolve
from events.values import Basis, Context, Purpose, Role, tokyo_date
from projections import directory
from services.db import Databases, storage_errors
from services.facts import SYSTEM, actor, utc_now
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers
from services.views import Acting, LoginRefused

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
FREE_TRIES: Final = 5
FIRST_LOCK: Final = 30
LONGEST_LOCK: Final = 900
REMEMBERED: Final = timedelta(days=1)
"""How long failed log-ins count; names typed once by strangers must not pile up."""
PARALLEL_CHECKS: Final = 2
"""Each check takes 64 MiB; more at once would let strangers fill the memory."""

SET_TENANT = "SELECT set_config('tsunagi.tenant', %(tenant)s, true)"
CREDENTIAL = "SELECT tenant, staff, password_hash FROM account.credential WHERE login = %(login)s"
SET_CREDENTIAL = """
INSERT INTO account.credential (tenant, staff, login, password_hash)
VALUES (%(tenant)s, %(staff)s, %(login)s, %(password_hash)s)
ON CONFLICT (tenant, staff) DO UPDATE SET password_hash = EXCLUDED.password_hash
"""
LOCKED_UNTIL = "SELECT locked_until FROM account.attempt WHERE login_hash = %(login_hash)s"
COUNT_FAILURE = """
INSERT INTO account.attempt AS a (login_hash, failures, locked_until, last_at)
VALUES (%(login_hash)s, 1, 'epoch', %(now)s)
ON CONFLICT (login_hash) DO UPDATE SET failures = a.failures + 1, last_at = EXCLUDED.last_at
RETURNING failures
"""
LOCK = """
UPDATE account.attempt SET locked_until = %(until)s WHERE login_hash = %(login_hash)s
"""
FORGET_OLD_FAILURES = "DELETE FROM account.attempt WHERE last_at < %(before)s"
FORGET_FAILURES = "DELETE FROM account.attempt WHERE login_hash = %(login_hash)s"
OPEN = """
INSERT INTO account.session (session_id, token_hash, tenant, staff, assurance, opened_at, seen_at)
VALUES (%(session_id)s, %(token_hash)s, %(tenant)s, %(staff)s, 1, %(now)s, %(now)s)
"""
LIVE = """
SELECT session_id, tenant, staff, assurance, seen_at, programme, role FROM account.session
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


class Sessions:
    """Logs accounts in and out, and says who acts behind a session's token."""

    def __init__(
        self,
        databases: Databases,
        ledgers: Ledgers,
        *,
        clock: Callable[[], datetime] = utc_now,
        hasher: PasswordHasher | None = None,
    ) -> None:
        """`hasher` has argon2's recommended costs unless a test lowers them."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        self._turn = BoundedSemaphore(PARALLEL_CHECKS)

    def set_password(self, *, tenant: str, staff: UUID, login: str, password: str) -> None:
        """Set an account's password."""
        given = {
            "tenant": tenant,
            "staff": staff,
            "login": login,
            "password_hash": self._hasher.hash(password),
        }
        self._execute(SET_CREDENTIAL, given)

    def log_in(self, *, login: str, password: str) -> str:
        """
        Check name and password and return the token of a new session.

        Raises:
            LoginRefused: when name or password is wrong, the account is stopped or appointed to
                nothing today, or there were too many tries; the words and the work are the same.
        """
        login_hash = sha256(login.encode()).digest()
        self._need_turn(login_hash)
        row = self._execute(CREDENTIAL, {"login": login})
        tenant, staff_id, password_hash = row or ("", None, self._nobody)
        fits = self._password_fits(password_hash, password)
        role = self._first_role(tenant, staff_id) if fits and staff_id else None
        if staff_id is None or role is None:
            raise LoginRefused(self._count_failure(login_hash))
        self._execute(FORGET_FAILURES, {"login_hash": login_hash})
        return self._open(tenant, staff_id, role)

    def acting(self, token: str) -> tuple[Acting, ...]:
        """Return every context that the session may act in today; none = not logged in."""
        session = self._live(token)
        return () if session is None else self._contexts(session)

    def current(self, token: str) -> Acting | None:
        """Return the context that was chosen, or the first one; None = not logged in."""
        session = self._live(token)
        if session is None:
            return None
        contexts = self._contexts(session)
        chosen = (session["programme"], session["role"])
        return next(
            (acting for acting in contexts if (acting.programme, acting.role) == chosen),
            contexts[0] if contexts else None,
        )

    def choose(self, token: str, programme: UUID, role: Role) -> None:
        """Choose the context to act in; one that the account does not hold changes nothing."""
        held = (a for a in self.acting(token) if (a.programme, a.role) == (programme, role))
        for acting in held:
            given = {"session_id": acting.session, "programme": programme, "role": role}
            self._execute(CHOOSE, given)

    def log_out(self, token: str) -> None:
        """End the session; a token that is none changes nothing."""
        session = self._live(token)
        contexts = () if session is None else self._contexts(session)
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

    def _password_fits(self, password_hash: str, password: str) -> bool:
        with self._turn:
            try:
                return self._hasher.verify(password_hash, password)
            except VerifyMismatchError:
                return False

    def _need_turn(self, login_hash: bytes) -> None:
        row = self._execute(LOCKED_UNTIL, {"login_hash": login_hash})
        wait = (row[0] - self._clock()).total_seconds() if row and row[0] else 0
        if wait > 0:
            raise LoginRefused(int(wait) + 1)

    def _count_failure(self, login_hash: bytes) -> int:
        now = self._clock()
        self._execute(FORGET_OLD_FAILURES, {"before": now - REMEMBERED})
        row = self._execute(COUNT_FAILURE, {"login_hash": login_hash, "now": now})
        failures = row[0] if row else 1
        if failures < FREE_TRIES:
            return 0
        wait = min(FIRST_LOCK * 2 ** (failures - FREE_TRIES), LONGEST_LOCK)
        until = now + timedelta(seconds=wait)
        self._execute(LOCK, {"login_hash": login_hash, "until": until})
        return wait

    def _first_role(self, tenant: str, staff_id: UUID) -> Role | None:
        state, today = self._staff(tenant, staff_id), tokyo_date(self._clock())
        in_force = (a.role for a in state.appointments if a.period.covers(today))
        return next(in_force, None) if state.active else None

    def _open(self, tenant: str, staff_id: UUID, role: Role) -> str:
        token, session_id, now = secrets.token_urlsafe(32), uuid4(), self._clock()
        who = Actor(
            programme=None,
            staff=staff_id,
            role=role,
            context=Context.SYSTEM,
            session=session_id,
            assurance=1,
        )
        opened = SessionOpened(session_id=session_id, staff=staff_id)
        self._record(tenant, session_id, 1, opened, who)
        given = {
            "session_id": session_id,
            "token_hash": sha256(token.encode()).digest(),
            "tenant": tenant,
            "staff": staff_id,
            "now": now,
        }
        self._execute(OPEN, given)
        return token

    def _live(self, token: str) -> dict[str, Any] | None:
        now = self._clock()
        given = {
            "token_hash": sha256(token.encode()).digest(),
            "idle": now - IDLE,
            "longest": now - LONGEST,
        }
        row = self._execute(LIVE, given)
        if row is None:
            return None
        names = ("session_id", "tenant", "staff", "assurance", "seen_at", "programme", "role")
        session: dict[str, Any] = dict(zip(names, row, strict=True))
        if now - session["seen_at"] > timedelta(minutes=1):
            self._execute(SEEN, {"session_id": session["session_id"], "now": now})
        return session

    def _contexts(self, session: dict[str, Any]) -> tuple[Acting, ...]:
        tenant, staff_id = session["tenant"], session["staff"]
        state, today = self._staff(tenant, staff_id), tokyo_date(self._clock())
        if not state.active:
            return ()
        with storage_errors(), self._databases.pool("read").connection() as conn:
            conn.execute(SET_TENANT, {"tenant": tenant})
            names = directory.staff_names(conn, tenant)
            programmes = directory.programmes(conn, tenant)
        return tuple(
            Acting(
                tenant=tenant,
                staff=staff_id,
                staff_name=names.get(staff_id, ""),
                programme=held.programme,
                programme_name=programmes[held.programme].name,
                agency=programmes[held.programme].agency,
                role=held.role,
                context=_context(held.role),
                session=session["session_id"],
                assurance=session["assurance"],
            )
            for held in state.appointments
            if held.period.covers(today) and held.programme in programmes
        )

    def _staff(self, tenant: str, staff_id: UUID) -> Staff:
        state = Staff()
        for recorded in self._ledgers.of(tenant).load(staff_id):
            state = evolve(state, recorded.event)  # pyright: ignore[reportArgumentType]  an account's stream holds only staff events
        return state

    def _record(self, tenant: str, stream: UUID, version: int, event: Event, who: Actor) -> None:
        signature = Signature(
            actor=who,
            valid_at=self._clock(),
            command_id=uuid4(),
            purpose=Purpose.OTHER,
            basis=Basis.WITHIN_PURPOSE,
            policy=POLICY,
        )
        draft = Draft(
            event=event, event_id=uuid4(), stream=stream, version=version, signature=signature
        )
        self._ledgers.of(tenant).record([draft], Expected())

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with storage_errors(), self._databases.pool("login").connection() as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None


def _context(role: Role) -> Context:
    if role in CASEWORKERS:
        return Context.CASEWORK
    if role in {Role.AUDITOR, Role.PRIVACY_OFFICER}:
        return Context.AUDIT
    return Context.ADMINISTRATION
