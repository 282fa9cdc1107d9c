"""Provision views (情報提供の表示): what pages and API say of provisions."""

from dataclasses import dataclass
from datetime import date, datetime

from consent.decision import Visibility
from events.ground import Approving, Condition, Ground, GroundReason, Needed
from events.partner import Channel
from events.provision import Declining, Ending, Stage
from events.provision_steps import Urging, next_step
from events.values import Category, Purpose


@dataclass(frozen=True, kw_only=True)
class Cell:
    """
    What a recipient would see of one part: of which category, how far, by which rule, cited how.

    `hides` are the fields of it that would be left out.
    """

    category: Category
    visibility: Visibility
    reason: str
    law: tuple[str, ...]
    hides: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One record that may be provided, and what the recipient would see of it, cell by cell."""

    alias: str
    kind: str
    on: date
    opening: str
    cells: tuple[Cell, ...]

    @property
    def any(self) -> bool:
        """Say whether anything of it would be seen."""
        return any(
            cell.visibility in (Visibility.SHOW, Visibility.SHOW_REDACTED) for cell in self.cells
        )


@dataclass(frozen=True, kw_only=True)
class Preview:
    """「何が見えるか」: the records of a case as a recipient would see them; newest first."""

    case: str
    token: str
    name: str
    closed: bool
    recipients: tuple[tuple[str, str], ...]
    recipient: str
    purpose: Purpose | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Who gave an answer that was taken down, where they are called back, what they said."""

    speaker: str
    number: str
    words: str
    read_back: bool


@dataclass(frozen=True, kw_only=True)
class GroundRow:
    """What a provision rests on, without words; `decision` None = nobody has decided yet."""

    ground: Ground
    why: GroundReason
    needed: tuple[Needed, ...]
    conditions: tuple[Condition, ...]
    until: date
    decision: Approving | None
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class ProvisionRow:
    """
    One provision in a list; `words` empty = they are not in this list. Dates are Tokyo's.

    `ground` is what it rests on without a consent. `step` is how far an answer was asked for,
    `channel` by what one came that was taken down on `said_on`; None = none was. `spoken` only for
    who took it down.
    """

    alias: str
    other: str
    number: str
    proposed_on: date
    reply_by: date
    purpose: Purpose
    stage: Stage
    outcome: Declining | Ending | None
    records: int
    seen: int
    token: str
    words: str = ""
    step: Urging | None = None
    channel: Channel | None = None
    said_on: date | None = None
    spoken: Spoken | None = None
    ground: GroundRow | None = None

    @property
    def next_step(self) -> Urging | None:
        """Who is told next that there is no answer; None = it ends."""
        return next_step(self.step)


@dataclass(frozen=True, kw_only=True)
class UnansweredRow:
    """What a secretariat is told of a proposal that nobody answered: who asked whom, and when."""

    number: str
    provider: str
    recipient: str
    proposed_on: date
    reply_by: date


@dataclass(frozen=True, kw_only=True)
class CaseProvisions:
    """The provisions of a case, for its own programme; the latest first."""

    case: str
    name: str
    rows: tuple[ProvisionRow, ...]


@dataclass(frozen=True, kw_only=True)
class ProvidedRecord:
    """One record as its recipient sees it: what it is, when, and the texts that were cleared."""

    kind: str
    on: date
    category: Category
    texts: tuple[tuple[str, str], ...]
    hidden: bool
    law: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProvidedPage:
    """
    What a programme was provided with.

    `gone` = how many parts were seen before and are not shown any more (consent.md §9.3, STUB).
    """

    row: ProvisionRow
    records: tuple[ProvidedRecord, ...]
    gone: int
    at: datetime
