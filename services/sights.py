"""Sights (だれに何が並ぶか): what one of the staff may find in their programme's lists."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from consent.gate import CHIEFS
from projections.eyes import Eyes
from services import apart
from services.colleagues import Accounts, accounts_of
from services.db import Conn
from services.facts import Facts
from services.ledger.ledger import Ledger


class Sight(TypedDict):
    """What one of the staff may find in a programme's lists."""

    tenant: str
    viewer: UUID
    eyes: Eyes


def own_sight(facts: Facts) -> Sight:
    """Return what the asker may find where the gate decides each case without a list's count."""
    chief = facts.asker.role in CHIEFS
    eyes = Eyes(me=facts.acting.staff, today=facts.asker.on, chief=chief)
    return Sight(tenant=facts.acting.tenant, viewer=facts.acting.programme, eyes=eyes)


def sight_of(
    conn: Conn, ledger: Ledger, facts: Facts, names: Mapping[UUID, str], *, team: bool = False
) -> Sight:
    """
    Return what the asker may find in lists.

    Who is there today is asked where it matters: for whom nobody leads, and for a chief, to whom a
    restricted case falls of which nobody named is left. Nothing counts the cases of those from whom
    they are kept away (R54).
    """
    sight, me = own_sight(facts), facts.acting.staff
    tenant, viewer, eyes = sight["tenant"], sight["viewer"], sight["eyes"]
    barred = apart.persons_kept_from(conn, ledger.derived, tenant=tenant, viewer=viewer, other=me)
    present: tuple[UUID, ...] | None = None
    if team or eyes.chief:
        present = tuple(sorted(accounts(ledger, facts, names).present(facts.asker.on)))
    eyes = Eyes(me=me, today=eyes.today, chief=eyes.chief, present=present, barred=barred)
    return Sight(tenant=tenant, viewer=viewer, eyes=eyes)


def accounts(ledger: Ledger, facts: Facts, names: Mapping[UUID, str]) -> Accounts:
    """Return the accounts of the municipality, folded for the asker's programme."""
    return accounts_of(ledger, facts.asker.programme_id, facts.asker.programme, list(names))
