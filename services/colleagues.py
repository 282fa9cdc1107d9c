"""Colleagues (同じ事業の職員): who may do casework in a programme today, from their streams."""

from collections.abc import Sequence
from uuid import UUID

from consent.gate import Admitted, Asker, admit
from events import staff
from events.values import Role
from services.facts import Facts
from services.ledger.ledger import Ledger


def caseworkers(ledger: Ledger, facts: Facts, accounts: Sequence[UUID]) -> dict[UUID, str]:
    """Return which of these accounts may do casework in the asker's programme, and their logins."""
    found: dict[UUID, str] = {}
    for account, history in ledger.load_all(*accounts).items():
        held, login = staff.Staff(), ""
        for recorded in history:
            held = staff.evolve(held, recorded.event)
            login = getattr(recorded.event, "login", login)
        roles = {appointment.role for appointment in held.appointments}
        askers = (_asker(facts, held, role) for role in roles)
        if any(isinstance(admit(asker), Admitted) for asker in askers):
            found[account] = login
    return found


def _asker(facts: Facts, held: staff.Staff, role: Role) -> Asker:
    return Asker(
        programme_id=facts.asker.programme_id,
        role=role,
        context=facts.asker.context,
        on=facts.asker.on,
        staff=held,
        programme=facts.asker.programme,
    )
