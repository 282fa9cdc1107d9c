"""Drafts (下書き): what their pages are made of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """下書き in a list: which form, about which case (an alias), saved when (UTC); no content."""

    alias: str
    form: str
    case: str | None
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenedDraft:
    """下書き with what was typed, field by field."""

    line: DraftLine
    pairs: tuple[tuple[str, str], ...]


class DraftChanged(Exception):
    """The draft was saved in another window since, or has ended: nothing was kept."""
