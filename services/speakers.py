"""Speakers (代理人): who may speak for a person, and who must not (R24, R32, R54)."""

from collections.abc import Iterable

from events.representative import RepresentativeRecorded
from services.adverse import fold_representatives
from services.consent_lines import Told
from services.consent_views import RepresentativeLine
from services.keys import normal


def representatives(told: Told) -> tuple[RepresentativeLine, ...]:
    """Return whoever was written down as speaking for the person."""
    state = fold_representatives(told.history)
    apart = {one.who for one in told.against if one.conflicted}
    lines: list[RepresentativeLine] = []
    for one, event in told.of(RepresentativeRecorded):
        content, who = told.content(one), event.representative
        period = state.authorities[who].period
        lines.append(
            RepresentativeLine(
                said=told.said(one),
                alias=told.names.alias("representative", who),
                name=content.get("name", ""),
                scope=content.get("scope", ""),
                capacity=event.capacity,
                proof=event.proof,
                first=period.first,
                last=period.last,
                conflicted=who in state.conflicted,
                adverse=who in apart or is_adverse(content.get("name", ""), told.others),
            )
        )
    return tuple(lines)


def normal_names(typed: Iterable[str]) -> frozenset[str]:
    """Return names in their normal form; who has none is nobody."""
    return frozenset(normal.name(one) for one in typed) - {""}


def is_adverse(name: str, others: frozenset[str]) -> bool:
    """Say whether a name may be that of a recorded 相手方, who are known in part perhaps (R54)."""
    typed = normal.name(name)
    return bool(typed) and any(other in typed or typed in other for other in others)
