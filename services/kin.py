"""
Kin (家族): who can be reached from whom through households, as far as the asker may know.

Being in one household lets nobody see anything (R55), and a household around somebody whom the
asker may not know of is not there.
"""

from collections.abc import Sequence
from uuid import UUID

from projections import household
from projections.household import Home
from services import keeping
from services.db import Conn
from services.facts import Facts
from services.ledger.ledger import Ledger


def homes_of(conn: Conn, ledger: Ledger, facts: Facts, person_id: UUID) -> tuple[Home, ...]:
    """Return the households in which a person is or was."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    homes = household.homes(conn, tenant=tenant, viewer=viewer, person_id=person_id)
    kept = keeping.of_persons(ledger, facts, [home.around for home in homes])
    return tuple(home for home in homes if keeping.knows(facts, kept.get(home.around)))


def family_of(conn: Conn, ledger: Ledger, facts: Facts, person_id: UUID) -> frozenset[UUID]:
    """Return who is or was in a household with a person."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    homes = [home.household_id for home in homes_of(conn, ledger, facts, person_id)]
    there = household.members(conn, tenant=tenant, viewer=viewer, households=homes)
    return frozenset(member.person_id for member in there)


def reachable(conn: Conn, ledger: Ledger, facts: Facts, persons: Sequence[UUID]) -> frozenset[UUID]:
    """
    Return those of some persons to whom a case or a household leads that the asker may know of.

    The children of a protected mother are not proposed to who works with their father.
    """
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    own = household.cases(conn, tenant=tenant, viewer=viewer, persons=persons)
    homes = household.around(conn, tenant=tenant, viewer=viewer, persons=persons)
    by_case = keeping.of_cases(ledger, facts, [case_id for _, case_id in own])
    by_home = keeping.of_persons(ledger, facts, [around for _, around in homes])
    sheets = keeping.of_persons(ledger, facts, persons)
    known = {who for who in persons if keeping.knows(facts, sheets.get(who))}
    return frozenset(known) & frozenset(
        {who for who, case_id in own if keeping.knows(facts, by_case.get(case_id))}
        | {who for who, around in homes if keeping.knows(facts, by_home.get(around))}
    )
