"""Search (検索): what was found."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """One person found, with the case to go to."""

    case: str
    name: str
    closed: bool
    opened_on: date


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What a search found among what the asker may read; at most 50."""

    hits: tuple[SearchHit, ...]
    more: bool
