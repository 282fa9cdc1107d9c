"""
Keeping (だれの記録か): whose a case or a sheet is, and who alone may know of it.

From the streams, never from read models: those only say which there might be.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from consent.gate import CHIEFS, Admitted, Keeping, admit_to
from events import withholding
from events.base import Recorded
from events.case import ConsultationReceived
from events.person import PersonRegistered
from services import apart, concepts
from services.colleagues import caseworkers
from services.facts import Facts
from services.folding import fold
from services.ledger.ledger import Ledger, Standing


def of_cases(ledger: Ledger, facts: Facts, cases: Sequence[UUID]) -> dict[UUID, Keeping]:
    """Return whose each case is that there is."""
    return _cases(ledger, facts, ledger.keeping(cases) if cases else {})


def of_case(ledger: Ledger, facts: Facts, case_id: UUID) -> tuple[Keeping, int] | None:
    """Return whose a case is, and the version that its stream is at; None = there is none."""
    found = ledger.keeping([case_id])
    kept = _cases(ledger, facts, found).get(case_id)
    return None if kept is None else (kept, found[case_id].version)


def of_history(ledger: Ledger, facts: Facts, history: Sequence[Recorded]) -> Keeping | None:
    """Return whose a case is, by its events; None = they are no case's."""
    first = history[0].event if history else None
    if not isinstance(first, ConsultationReceived):
        return None
    gone = barred(ledger, facts, [first.person_id])
    return _of_case(ledger, facts, first, history, gone)


def of_persons(ledger: Ledger, facts: Facts, persons: Sequence[UUID]) -> dict[UUID, Keeping]:
    """
    Return whose each person's sheet is.

    One that restricted cases withhold is there for those who may know of all of them.
    """
    found = ledger.keeping(persons) if persons else {}
    return _sheets(ledger, facts, {who: standing.told for who, standing in found.items()})


def of_sheet(ledger: Ledger, facts: Facts, history: Sequence[Recorded]) -> Keeping | None:
    """Return whose a person's sheet is, by its events; None = they are no person's."""
    told = {history[0].stream: history} if history else {}
    return next(iter(_sheets(ledger, facts, told).values()), None)


def barred(ledger: Ledger, facts: Facts, persons: Sequence[UUID]) -> frozenset[UUID]:
    """Return those persons that the asker is kept away from: a recorded 相手方 (R54)."""
    found = ledger.keeping(persons) if persons else {}
    told = {who: standing.told for who, standing in found.items()}
    return frozenset(who for who, history in told.items() if _apart(ledger, facts, who, history))


def withheld_by(history: Sequence[Recorded]) -> frozenset[UUID]:
    """Return which restricted cases withhold a person's sheet."""
    return fold(frozenset[UUID](), withholding.evolve, history)


def knows(facts: Facts, keeping: Keeping | None) -> bool:
    """Say whether the asker may know of a record; of what there is not, nobody does."""
    return keeping is not None and isinstance(admit_to(keeping, facts.asker), Admitted)


def _cases(ledger: Ledger, facts: Facts, found: Mapping[UUID, Standing]) -> dict[UUID, Keeping]:
    firsts = {case: standing.told[0].event for case, standing in found.items()}
    cases = {c: event for c, event in firsts.items() if isinstance(event, ConsultationReceived)}
    gone = barred(ledger, facts, sorted({event.person_id for event in cases.values()}))
    return {
        case: _of_case(ledger, facts, event, found[case].told, gone)
        for case, event in cases.items()
    }


def _of_case(
    ledger: Ledger,
    facts: Facts,
    first: ConsultationReceived,
    history: Sequence[Recorded],
    gone: frozenset[UUID],
) -> Keeping:
    if first.person_id in gone:
        # As if the case named others: to who is kept away, it is not there.
        return Keeping(programme=first.programme, named=frozenset())
    named = concepts.named(history, facts.asker.on)
    left = named is not None and _left(ledger, facts, named)
    return Keeping(programme=first.programme, named=named, left=left)


def _apart(ledger: Ledger, facts: Facts, who: UUID, history: Sequence[Recorded]) -> bool:
    ids = apart.against(history)
    return bool(apart.kept_from(ledger.derived, who, ids, [facts.asker.account]))


def _sheets(
    ledger: Ledger, facts: Facts, told: Mapping[UUID, Sequence[Recorded]]
) -> dict[UUID, Keeping]:
    by = {person: withheld_by(history) for person, history in told.items()}
    cases = of_cases(ledger, facts, sorted({case for some in by.values() for case in some}))
    return {
        person: Keeping(programme=first.programme, named=frozenset())
        if _apart(ledger, facts, person, history)
        else _together(facts, first.programme, [cases[case] for case in by[person]])
        for person, history in told.items()
        if isinstance(first := history[0].event, PersonRegistered)
    }


def _together(facts: Facts, programme: UUID, cases: Sequence[Keeping]) -> Keeping:
    """Return whose a sheet is that all these cases withhold."""
    if all(knows(facts, case) for case in cases):
        return Keeping(programme=programme)
    # Whom else they name is nothing to this asker.
    return Keeping(programme=programme, named=frozenset())


def _left(ledger: Ledger, facts: Facts, named: frozenset[UUID]) -> bool:
    """Say whether nobody named is left; asked only where it would change the answer."""
    if facts.asker.account in named or facts.asker.role not in CHIEFS:
        return False
    return not caseworkers(ledger, facts, sorted(named))
