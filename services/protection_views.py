"""What pages and API get of the records that protect a person (守るための記録)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from events.record import RecordKind


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One record as typed; `first` and `last` are Tokyo days. `erased` = it cannot be opened."""

    alias: str
    kind: RecordKind
    first: date | None
    last: date | None
    authority: str
    covered: str
    address: str
    note: str
    name: str
    relation: str
    reached: str
    features: str
    recorded_at: datetime
    recorder_name: str
    erased: bool


@dataclass(frozen=True, kw_only=True)
class Protection:
    """
    What stands to protect a person, the latest first.

    `masked` = address and contact are told to nobody: since the latest measure, also after its last
    day, until somebody ends it (R53). `erased` counts records that cannot be opened any more.
    """

    measures: tuple[Kept, ...] = ()
    others: tuple[Kept, ...] = ()
    refuges: tuple[Kept, ...] = ()
    ended: Kept | None = None
    masked: bool = False
    erased: int = 0

    @property
    def known(self) -> bool:
        """Say whether anything stands at all."""
        return bool(self.measures or self.others or self.refuges or self.ended or self.erased)


def protection(kept: Sequence[Kept]) -> Protection:
    """Put records together, given the latest first."""
    readable = [one for one in kept if not one.erased]
    masking = (
        one.kind is RecordKind.SUPPORT_MEASURE
        for one in readable
        if one.kind in {RecordKind.SUPPORT_MEASURE, RecordKind.MASKING_ENDED}
    )
    return Protection(
        measures=_of(readable, RecordKind.SUPPORT_MEASURE),
        others=_of(readable, RecordKind.OTHER_PARTY),
        refuges=_of(readable, RecordKind.REFUGE),
        ended=next(iter(_of(readable, RecordKind.MASKING_ENDED)), None),
        masked=next(masking, False),
        erased=len(kept) - len(readable),
    )


def _of(kept: Sequence[Kept], kind: RecordKind) -> tuple[Kept, ...]:
    return tuple(one for one in kept if one.kind is kind)
