"""Standings (立場): the contexts that an account may act in today, by its appointments (R75)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.gate import CASEWORKERS
from events.staff import Staff, StaffRegistered, evolve
from events.values import Context, Role, tokyo_date
from projections import directory
from services.acting import Acting
from services.credentials import Account
from services.db import Databases
from services.ledger.ledgers import Ledgers


class Standings:
    """Folds accounts up to now."""

    def __init__(
        self, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock

    def first_role(self, account: Account) -> Role | None:
        """Return the role of an account's first appointment in force today, None without one."""
        state = self._staff(account.tenant, account.staff)
        today = tokyo_date(self._clock())
        in_force = (a.role for a in state.appointments if a.period.covers(today))
        return next(in_force, None) if state.active else None

    def login_of(self, account: Account) -> str:
        """Return the work login that an account was registered under."""
        registered = self._ledgers.of(account.tenant).load(account.staff)[0].event
        assert isinstance(registered, StaffRegistered)
        return registered.login

    def of(self, session: Mapping[str, Any]) -> tuple[Acting, ...]:
        """Return every context that a session's account may act in today."""
        tenant, staff_id = session["tenant"], session["staff"]
        with self._databases.within(tenant) as conn:
            state, today = self._staff(tenant, staff_id), tokyo_date(self._clock())
            if not state.active:
                return ()
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
            state = evolve(state, recorded.event)
        return state


def _context(role: Role) -> Context:
    if role in CASEWORKERS:
        return Context.CASEWORK
    if role in {Role.AUDITOR, Role.PRIVACY_OFFICER}:
        return Context.AUDIT
    return Context.ADMINISTRATION
