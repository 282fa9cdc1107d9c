"""Credentials (パスワード): whose password it is, by rows that only the ring's holder can write."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import structlog
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from services.db import Databases, storage_errors
from services.keys.derived import Derived
from services.keys.marks import CredentialRow

OF_LOGIN = """
SELECT tenant, staff, login, password_hash, mac FROM account.credential WHERE login = %(login)s
"""
SET = """
INSERT INTO account.credential (tenant, staff, login, password_hash, mac)
VALUES (%(tenant)s, %(staff)s, %(login)s, %(password_hash)s, %(mac)s)
ON CONFLICT (tenant, staff) DO UPDATE SET login = EXCLUDED.login,
    password_hash = EXCLUDED.password_hash, mac = EXCLUDED.mac
"""

log = structlog.get_logger("credentials")


class LoginTaken(Exception):
    """A log-in name belongs to one account, of whichever municipality."""


@dataclass(frozen=True)
class Account:
    """Who logs in by a name."""

    tenant: str
    staff: UUID


class Credentials:
    """Sets and checks passwords."""

    def __init__(
        self,
        databases: Databases,
        derived_of: Callable[[str], Derived | None],
        hasher: PasswordHasher,
        *,
        parallel: int,
    ) -> None:
        """
        Check at most `parallel` passwords at once.

        `derived_of` gives a municipality's derived keys; None = no such municipality.
        """
        self._databases = databases
        self._derived_of = derived_of
        self._hasher = hasher
        self._nobody = hasher.hash(secrets.token_urlsafe())
        self._turn = BoundedSemaphore(parallel)

    def taken(self, login: str) -> bool:
        """Say whether a log-in name belongs to an account already."""
        return self._execute(OF_LOGIN, {"login": login}) is not None

    def set(self, account: Account, *, login: str, password: str) -> None:
        """
        Set an account's password.

        Raises:
            LoginTaken: when the name belongs to another account.
        """
        derived = self._derived_of(account.tenant)
        assert derived is not None
        row = CredentialRow(
            tenant=account.tenant,
            staff=account.staff,
            login=login,
            password_hash=self._hasher.hash(password),
        )
        try:
            self._execute(SET, {**vars(row), "mac": row.mark(derived)})
        except psycopg.errors.UniqueViolation:
            raise LoginTaken from None

    def check(self, *, login: str, password: str) -> tuple[Account | None, bool]:
        """Return whose name it is, if anybody's, and whether the password is theirs."""
        row = self._genuine(login)
        fits = self._fits(row.password_hash if row else self._nobody, password)
        return (Account(row.tenant, row.staff), fits) if row else (None, False)

    def _genuine(self, login: str) -> CredentialRow | None:
        found = None if "\0" in login else self._execute(OF_LOGIN, {"login": login})
        if found is None:
            return None
        tenant, staff, name, password_hash, mac = found
        row = CredentialRow(tenant=tenant, staff=staff, login=name, password_hash=password_hash)
        derived = self._derived_of(tenant)
        if derived is None or not row.bears(mac, derived):
            log.warning("forged_credential", tenant=tenant, staff=staff)
            return None
        return row

    def _fits(self, password_hash: str, password: str) -> bool:
        with self._turn:
            try:
                return self._hasher.verify(password_hash, password)
            except VerifyMismatchError:
                return False

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with storage_errors(), self._databases.pool("login").connection() as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None
