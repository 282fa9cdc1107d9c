"""Obligation views (果たすべきことの表示): what pages and API say of open duties."""

from dataclasses import dataclass
from datetime import date

from events.obligation import Duty


@dataclass(frozen=True, kw_only=True)
class ObligationRow:
    """
    One provision of which something is owed; `case` only for its own programme, else empty.

    `other` is the other party, `number` the one that both sides have. `duties` are open since
    `since`, to be done by `due`; Tokyo civil dates. `ours` = the asker's programme provided.
    """

    provision: str
    token: str
    case: str
    other: str
    number: str
    duties: tuple[Duty, ...]
    since: date
    due: date
    ours: bool


@dataclass(frozen=True, kw_only=True)
class Obligations:
    """What is open for the asker's programme, the most urgent first; `today` is Tokyo's."""

    today: date
    rows: tuple[ObligationRow, ...]

    @property
    def groups(self) -> tuple[tuple[str, str, tuple[ObligationRow, ...]], ...]:
        """What is overdue, due today, and due later; each with its mark and its heading."""
        return (
            ("overdue", "期限切れ", tuple(one for one in self.rows if one.due < self.today)),
            ("today", "今日", tuple(one for one in self.rows if one.due == self.today)),
            ("coming", "次の開庁日まで", tuple(one for one in self.rows if one.due > self.today)),
        )
