"""Other parties (相手方): opens whom a person is protected from, where somebody speaks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consent.gate import Item
from events.access import Surface
from events.base import Recorded
from events.record import RecordKept
from events.representative import RepresentativeRecorded
from events.values import Category
from projections import directory, household
from services import keeping
from services.candidates import Candidates
from services.consent_lines import pointer
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.sheets import Names, content_of, entry_items, kept_of
from services.showing import Look, Showing
from services.speakers import normal_names


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Through which door somebody looks, and whose records."""

    ledger: Ledger
    facts: Facts
    who: UUID
    showing: Showing
    candidates: Candidates


def opened(at: Opening, history: Sequence[Recorded]) -> tuple[frozenset[str], dict[UUID, str]]:
    """
    Open the names of recorded 相手方, if anything protects the person, and of who speaks.

    Returns:
        The names in normal form, and the name of each representative by id.

    Raises:
        NotShown: as `Showing.show`.
    """
    facts, ledger, who = at.facts, at.ledger, at.who
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    with at.candidates.viewing(facts) as conn:
        found = household.records(conn, tenant=tenant, viewer=viewer, person_id=who)
        names = Names(ledger, facts.acting, directory.staff_names(conn, tenant))
    kept = tuple(entry for entry in found if entry.kind == RecordKept.TOPIC)
    if not kept:
        return frozenset(), {}
    keeper = keeping.of_persons(ledger, facts, [who])[who]
    speak = {
        one.event.representative: pointer(one)
        for one in history
        if isinstance(one.event, RepresentativeRecorded)
    }
    called = [
        Item(pointer=at, category=Category.HOUSEHOLD, keeping=keeper) for at in speak.values()
    ]
    look = Look(
        surface=Surface.SAVING,
        items=(*entry_items(kept, keeper, warning=True), *called),
        streams={who: len(history)},
    )
    _, shown = at.showing.show(ledger, facts.acting, Surface.SAVING, lambda _: look)
    others = normal_names(one.name for one in kept_of(names, kept, shown).others)
    return others, {one: content_of(at, shown).get("name", "") for one, at in speak.items()}
