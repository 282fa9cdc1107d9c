"""Adverse (相手方の立場): who stands against a person, as facts of the decision (R32, R54)."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from consent.facts import Related, Tie
from events import representative
from events.base import Recorded
from events.values import Period
from services import apart
from services.folding import fold
from services.keys.derived import Derived


def ties(
    derived: Derived, person: UUID, history: Sequence[Recorded], account: UUID | None = None
) -> tuple[Related, ...]:
    """
    Return as facts of the decision who stands against a person: an account, who speaks for them.

    They are of the stream's last moment: while a record stands, nothing said before outweighs it.
    """
    ids = apart.against(history)
    if not ids:
        return ()
    last, speaking = history[-1], fold_representatives(history).authorities
    adverse = apart.kept_from(derived, person, ids, [account] if account else [])
    conflicted = apart.kept_from(derived, person, ids, speaking)
    known: Mapping[UUID, tuple[Tie, Period]] = {
        **{one: (Tie.ADVERSE, Period(date.min)) for one in adverse},
        **{one: (Tie.REPRESENTATIVE, speaking[one].period) for one in conflicted},
    }
    return tuple(
        Related(
            seq=last.seq,
            at=last.at,
            who=one,
            person=person,
            tie=tie,
            period=period,
            conflicted=tie is Tie.REPRESENTATIVE,
        )
        for one, (tie, period) in sorted(known.items())
    )


def fold_representatives(history: Sequence[Recorded]) -> representative.Representatives:
    """Return who may speak for a person, by the events of their stream."""
    return fold(representative.Representatives(), representative.evolve, history)
