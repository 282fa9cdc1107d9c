"""Responsible (担当になれる職員): who can be asked to see to something."""

from uuid import UUID

from projections import directory
from services.candidates import Candidates
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.sights import accounts


def colleagues(candidates: Candidates, ledger: Ledger, facts: Facts) -> dict[UUID, str]:
    """Return who may do casework in the asker's programme today, by name, the asker first."""
    with candidates.viewing(facts) as conn:
        names = directory.staff_names(conn, facts.acting.tenant)
    there = accounts(ledger, facts, names).present(facts.asker.on)
    mine = facts.acting.staff
    return {one: names[one] for one in sorted(there, key=lambda one: (one != mine, names[one]))}


def leaders(candidates: Candidates, ledger: Ledger, facts: Facts) -> dict[UUID, str]:
    """Return who may do casework in the asker's programme today or later, by name."""
    with candidates.viewing(facts) as conn:
        names = directory.staff_names(conn, facts.acting.tenant)
    there = accounts(ledger, facts, names).to_come(facts.asker.on)
    return {one: names[one] for one in sorted(there, key=lambda one: names[one])}
