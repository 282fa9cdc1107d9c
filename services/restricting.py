"""Restricting (限定): a person's cases are restricted together, and lifted together."""

from dataclasses import replace

from events.base import Event
from events.restriction import (
    CaseRestricted,
    LiftRestriction,
    NotRestricted,
    RestrictCase,
    RestrictedAlready,
)
from projections import household
from services import concepts
from services.assigning import sheet_drafts
from services.case_writing import CaseStream
from services.db import Databases
from services.ledger.drafts import Draft


def drafts(
    databases: Databases, stream: CaseStream, command: RestrictCase | LiftRestriction
) -> list[Draft]:
    """
    Decide about a case, and let the person's others follow: their name stands on all of them.

    Who leads one of them is named in each.

    Raises:
        RuleViolation: as `events.restriction.decide`, for the case itself.
    """
    others = _others(databases, stream)
    if isinstance(command, RestrictCase) and command.named:
        known = [concepts.matter(one.history, stream.facts.now) for one in others]
        leads = {lead for matter in known for lead in matter.leads}
        command = replace(command, named=(*command.named, *leads))
    own = concepts.decide(command, stream.history, stream.facts.now)
    follow = replace(command, chief=True)
    if isinstance(follow, RestrictCase):
        (restricted,) = own
        assert isinstance(restricted, CaseRestricted)
        follow = replace(follow, named=restricted.named)
    told = [(one, _following(one, follow)) for one in others]
    every = [(one.case_id, event) for one, events in [*told, (stream, own)] for event in events]
    return [
        *sheet_drafts(stream.work, stream.facts, every),
        *(draft for one, events in told for draft in one.drafts(events)),
        *stream.drafts(own),
    ]


def _following(stream: CaseStream, command: RestrictCase | LiftRestriction) -> tuple[Event, ...]:
    try:
        return concepts.decide(command, stream.history, stream.facts.now)
    except (RestrictedAlready, NotRestricted):
        return ()


def _others(databases: Databases, stream: CaseStream) -> list[CaseStream]:
    """Return the other cases of the person."""
    facts = stream.facts
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    who = concepts.matter(stream.history, facts.now).person_id
    with databases.within(tenant, viewer=viewer) as conn:
        known = household.cases(conn, tenant=tenant, viewer=viewer, persons=[who])
    return [
        replace(stream, case_id=case, history=stream.work.ledger.load(case))
        for _, case in known
        if case != stream.case_id
    ]
