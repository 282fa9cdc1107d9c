"""Factors (二つ目の確認): offered, taken into use, and each code accepted once (R75)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, LiteralString
from uuid import uuid4

from events import factor
from events.factor import EnrolFactor, FactorKind, Factors
from events.tenant import TenantOpened
from services.credentials import Account
from services.db import Databases, storage_errors
from services.facts import system_signature
from services.keys import factors as keys
from services.ledger.drafts import Draft, Expected
from services.ledger.ledgers import Ledgers
from services.login_views import NewFactor
from services.tickets import Offered

PUT = """
INSERT INTO account.factor (tenant, factor_id, staff, sealed, last_step)
VALUES (%(tenant)s, %(factor_id)s, %(staff)s, %(sealed)s, -1)
"""
PUT_CODE = """
INSERT INTO account.code (tenant, factor_id, mark) VALUES (%(tenant)s, %(factor_id)s, %(mark)s)
"""
SEALED = """
SELECT sealed FROM account.factor WHERE tenant = %(tenant)s AND factor_id = %(factor_id)s
"""
USE_STEP = """
UPDATE account.factor SET last_step = %(step)s
WHERE tenant = %(tenant)s AND factor_id = %(factor_id)s AND last_step < %(step)s
RETURNING last_step
"""
USE_CODE = """
UPDATE account.code SET used_at = %(now)s
WHERE tenant = %(tenant)s AND factor_id = %(factor_id)s AND mark = %(mark)s AND used_at IS NULL
RETURNING mark
"""


class SecondFactors:
    """What accounts have besides their passwords."""

    def __init__(
        self, databases: Databases, ledgers: Ledgers, clock: Callable[[], datetime]
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock

    def demanded(self, tenant: str) -> bool:
        """Say whether a municipality's accounts need one: all but a demonstration's do."""
        opened = next((entry.event for entry in self._ledgers.of(tenant).entries(0, 1)), None)
        return not (isinstance(opened, TenantOpened) and opened.demonstration)

    def of(self, account: Account) -> tuple[Factors, int]:
        """Return what an account has enrolled, and the version of its stream, which says so."""
        history = self._ledgers.of(account.tenant).load(account.staff)
        state = Factors()
        for recorded in history:
            state = factor.evolve(state, recorded.event)
        return state, len(history)

    def draw(self, kind: FactorKind) -> Offered:
        """Draw a factor to be offered; nothing is kept of it yet."""
        if kind is FactorKind.TOTP:
            secret, codes = keys.new_secret(), ()
        else:
            secret, codes = b"", keys.new_sheet()
        return Offered(factor_id=uuid4(), kind=kind, secret=secret, codes=codes)

    def enrol(self, account: Account, offered: Offered, *, version: int) -> None:
        """
        Take an offered factor into use; `version` is that of the account's stream as it was seen.

        Raises:
            StreamMoved: when the account changed meanwhile.
        """
        ledger = self._ledgers.of(account.tenant)
        given = {"tenant": account.tenant, "factor_id": offered.factor_id}
        sealed = keys.seal_secret(ledger.derived, offered.factor_id, account.staff, offered.secret)
        self._execute(PUT, {**given, "staff": account.staff, "sealed": sealed})
        for code in offered.codes:
            mark = keys.code_mark(ledger.derived, offered.factor_id, code)
            self._execute(PUT_CODE, {**given, "mark": mark})
        command = EnrolFactor(factor_id=offered.factor_id, kind=offered.kind)
        (event,) = factor.decide(command, Factors())
        draft = Draft(
            event=event,
            event_id=uuid4(),
            stream=account.staff,
            version=version + 1,
            signature=system_signature(command_id=uuid4(), now=self._clock()),
        )
        ledger.record([draft], Expected())

    def fits(self, offered: Offered, typed: str) -> bool:
        """Say whether a code is one of those that were offered; it is not used up by this."""
        if offered.kind is FactorKind.TOTP:
            return keys.step_of(offered.secret, typed, self._clock()) is not None
        return keys.plain(typed) in {keys.plain(code) for code in offered.codes}

    def accept(self, account: Account, typed: str) -> bool:
        """Say whether a code is good for an account, and use it up: never again accepted."""
        uses = {FactorKind.TOTP: self._use_step, FactorKind.CODES: self._use_code}
        enrolled = self.of(account)[0].enrolled
        return any(
            uses[kind](account, {"tenant": account.tenant, "factor_id": factor_id}, typed)
            for kind, factor_id in enrolled.items()
        )

    def _use_step(self, account: Account, given: dict[str, Any], typed: str) -> bool:
        found = self._execute(SEALED, given)
        derived = self._ledgers.of(account.tenant).derived
        secret = None
        if found is not None:
            secret = keys.open_secret(derived, given["factor_id"], account.staff, found[0])
        step = keys.step_of(secret, typed, self._clock()) if secret else None
        return step is not None and self._execute(USE_STEP, {**given, "step": step}) is not None

    def _use_code(self, account: Account, given: dict[str, Any], typed: str) -> bool:
        derived = self._ledgers.of(account.tenant).derived
        mark = keys.code_mark(derived, given["factor_id"], typed)
        used = self._execute(USE_CODE, {**given, "mark": mark, "now": self._clock()})
        return used is not None

    def _execute(self, query: LiteralString, given: dict[str, Any]) -> tuple[Any, ...] | None:
        with storage_errors(), self._databases.pool("login").connection() as conn:
            cursor = conn.execute(query, given)
            return cursor.fetchone() if cursor.description else None


def shown(offered: Offered, *, login: str) -> NewFactor:
    """Return an offer as a page or the command line shows it, once."""
    if offered.kind is FactorKind.CODES:
        return NewFactor(kind=offered.kind, secret="", address="", codes=offered.codes)
    return NewFactor(
        kind=offered.kind,
        secret=keys.readable(offered.secret),
        address=keys.address(offered.secret, login=login, issuer="つなぎ"),
        codes=(),
    )
