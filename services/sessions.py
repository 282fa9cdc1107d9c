"""Sessions (ログイン): who acts in which context, from a log-in to its end (R75)."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from events.factor import FactorKind
from events.session import SessionEnd
from events.values import Role
from services.acting import Acting
from services.credentials import Account, Credentials
from services.db import Databases
from services.factors import SecondFactors, shown
from services.facts import SYSTEM, actor, utc_now
from services.keys.derived import Derived
from services.keys.ring import Ring
from services.ledger.ledgers import Ledgers, TenantUnknown
from services.ledger.recorder import StreamMoved
from services.login_views import CodeNeeded, EnrolmentNeeded, LoginRefused, NewFactor, StandNeeded
from services.session_entries import SessionEntries
from services.session_rows import SessionRows
from services.standings import Standings
from services.tickets import Ticket, Tickets
from services.tries import Tries

ONE_FACTOR: Final = 1
TWO_FACTORS: Final = 2
PARALLEL_CHECKS: Final = 2
"""Each check takes 64 MiB; more at once would let strangers fill the memory."""


class Sessions:
    """Logs accounts in and out, and says who acts behind a session's token."""

    def __init__(
        self,
        databases: Databases,
        ledgers: Ledgers,
        ring: Ring,
        factors: SecondFactors,
        *,
        clock: Callable[[], datetime] = utc_now,
        hasher: PasswordHasher | None = None,
    ) -> None:
        """`hasher` has argon2's recommended costs unless a test lowers them."""
        self._ledgers = ledgers
        self._clock = clock
        self._credentials = Credentials(
            databases, self._derived, hasher or PasswordHasher(), parallel=PARALLEL_CHECKS
        )
        self._rows = SessionRows(databases, self._derived, clock)
        self._entries = SessionEntries(ledgers, clock)
        self._tries = Tries(databases, ring, clock)
        self._tickets = Tickets(ring, clock)
        self._standings = Standings(databases, ledgers, clock)
        self._factors = factors

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
        Check name and password and return the token of a new session in a demonstration.

        `address` is where the client connects from, as far as the caller can know it.

        Raises:
            LoginRefused: when name or password is wrong, the account is stopped or appointed to
                nothing today, or there were too many tries; the words are the same.
            CodeNeeded: when they are right, and a second factor is enrolled.
            EnrolmentNeeded: when they are right, and one is to be enrolled.
        """
        wait = self._tries.claim(login, address)
        account, fits = self._credentials.check(login=login, password=password)
        role = self._standings.first_role(account) if account and fits else None
        if account is None or role is None:
            self._entries.refused(account)
            raise LoginRefused(wait)
        self._tries.succeeded(login, address)
        if not self._factors.demanded(account.tenant):
            return self._open(account, role, assurance=ONE_FACTOR)
        factors, version = self._factors.of(account)
        ticket = self._tickets.seal(Ticket(account=account, login=login, version=version))
        raise CodeNeeded(ticket) if factors.enrolled else EnrolmentNeeded(ticket)

    def confirm(self, *, ticket: str, code: str) -> str:
        """
        Check the second factor's code and return the token of a new session.

        Raises:
            LoginRefused: when the code is wrong or was used before, the ticket is too old, the
                account changed since, or there were too many tries.
        """
        held, wait = self._claim(ticket)
        if not self._factors.accept(held.account, code):
            self._entries.refused(held.account)
            raise LoginRefused(wait)
        return self._admit(held)

    def offer(self, *, ticket: str, kind: FactorKind) -> tuple[str, NewFactor]:
        """
        Offer a second factor to who has none; return the ticket that goes with its first code.

        Raises:
            LoginRefused: when the ticket is too old, or the account has a factor.
        """
        held = self._held(ticket)
        if self._factors.of(held.account)[0].enrolled:
            raise LoginRefused(0)
        offered = self._factors.draw(kind)
        sealed = self._tickets.seal(replace(held, offered=offered))
        return sealed, shown(offered, login=held.login)

    def offered(self, *, ticket: str) -> NewFactor:
        """
        Show what was offered once more, to who typed a wrong code.

        Raises:
            LoginRefused: when the ticket is too old, or nothing was offered with it.
        """
        held = self._held(ticket)
        if held.offered is None:
            raise LoginRefused(0)
        return shown(held.offered, login=held.login)

    def enrol(self, *, ticket: str, code: str) -> str:
        """
        Take what was offered into use by its first code; return the token of a new session.

        Raises:
            LoginRefused: as `confirm`, and when nothing was offered or the account has a factor.
        """
        held, wait = self._claim(ticket)
        factors, version = self._factors.of(held.account)
        if held.offered is None or factors.enrolled or not self._factors.fits(held.offered, code):
            self._entries.refused(held.account)
            raise LoginRefused(wait)
        try:
            self._factors.enrol(held.account, held.offered, version=version)
        except StreamMoved:
            raise LoginRefused(0) from None
        if not self._factors.accept(held.account, code):
            raise LoginRefused(0)
        return self._admit(held)

    def acting(self, token: str) -> tuple[Acting, ...]:
        """Return every context that the session may act in today; none = not logged in."""
        session = self._rows.live(token)
        return () if session is None else self._standings.of(session)

    def current(self, token: str) -> Acting | None:
        """
        Return the context that was chosen, or without a choice the only one; None = not logged in.

        Raises:
            StandNeeded: when several are held and none was chosen, or the chosen one is held no
                more: nobody is moved into another programme unasked.
        """
        session = self._rows.live(token)
        if session is None:
            return None
        contexts = self._standings.of(session)
        chosen = (session["programme"], session["role"])
        fitting = [acting for acting in contexts if (acting.programme, acting.role) == chosen]
        if fitting:
            return fitting[0]
        if len(contexts) > 1 or (contexts and session["programme"] is not None):
            raise StandNeeded
        return next(iter(contexts), None)

    def choose(self, token: str, programme: UUID, role: Role) -> None:
        """Choose the context to act in; one that the account does not hold changes nothing."""
        held = (a for a in self.acting(token) if (a.programme, a.role) == (programme, role))
        for acting in held:
            self._rows.choose(acting.session, programme, role)

    def log_out(self, token: str) -> None:
        """End the session; a token that is none changes nothing."""
        session = self._rows.live(token)
        contexts = () if session is None else self._standings.of(session)
        if session is None:
            return
        self._rows.end(session["session_id"])
        if contexts:
            who, how = actor(contexts[0]), SessionEnd.LOGGED_OUT
            self._entries.ended(session["tenant"], session["session_id"], how, who)

    def renew_password(self, acting: Acting, *, old: str, new: str, address: str = "") -> None:
        """
        Set one's own password; every session of the account ends, this one too.

        Raises:
            LoginRefused: when the old password is wrong, or there were too many tries.
        """
        account = Account(acting.tenant, acting.staff)
        login = self._standings.login_of(account)
        wait = self._tries.claim(login, address)
        found, fits = self._credentials.check(login=login, password=old)
        if found != account or not fits:
            self._entries.refused(account)
            raise LoginRefused(wait)
        self._tries.succeeded(login, address)
        self._credentials.set(account, login=login, password=new)
        for session_id in self._rows.end_all(account):
            self._entries.ended(acting.tenant, session_id, SessionEnd.RENEWED, actor(acting))

    def end_all(self, *, tenant: str, staff: UUID, how: SessionEnd) -> None:
        """End all sessions of an account that was stopped, or that begins anew (R75)."""
        for session_id in self._rows.end_all(Account(tenant, staff)):
            self._entries.ended(tenant, session_id, how, SYSTEM)

    def _held(self, sealed: str) -> Ticket:
        """Read a ticket of an account to which nothing has happened since."""
        ticket = self._tickets.read(sealed)
        if self._factors.of(ticket.account)[1] != ticket.version:
            raise LoginRefused(0)
        return ticket

    def _claim(self, sealed: str) -> tuple[Ticket, int]:
        """Take a turn at the codes of an account, wherever it is tried from."""
        ticket = self._held(sealed)
        return ticket, self._tries.claim(_second(ticket.login), "")

    def _admit(self, ticket: Ticket) -> str:
        role = self._standings.first_role(ticket.account)
        if role is None:
            raise LoginRefused(0)
        self._tries.succeeded(_second(ticket.login), "")
        return self._open(ticket.account, role, assurance=TWO_FACTORS)

    def _open(self, account: Account, role: Role, *, assurance: int) -> str:
        token, session_id = secrets.token_urlsafe(32), uuid4()
        self._entries.opened(session_id, account, role, assurance=assurance)
        self._rows.put(session_id, token, account, assurance=assurance)
        return token

    def _derived(self, tenant: str) -> Derived | None:
        try:
            return self._ledgers.of(tenant).derived
        except TenantUnknown:
            return None


def _second(login: str) -> str:
    """Name the tries of a second factor; nobody can type such a name."""
    return f"{login}\0code"
