"""Opening rows (月別の数の表): a file of monthly totals, understood or refused with every fault."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from events.base import RuleViolation
from events.opening import Count, Figure, TotalMonth, TotalSource
from services.acting import Acting
from services.import_rows import Fault
from services.importing import Outcome, Told
from services.openings import Openings
from services.refusals import CommandReused
from services.tables import Line, Table
from services.web import dates, labels
from services.web.errors import sentence

MONTH: Final = "月"
HEADINGS: Final = {labels.label(figure): figure for figure in Figure}
"""Which heading holds which figure: what the pages call it."""


def unknown_headings(table: Table) -> tuple[str, ...]:
    """Return the headings that name no figure; every heading but the month's must."""
    return tuple(h for h in table.headings if h and h != MONTH and h not in HEADINGS)


def run(
    openings: Openings, acting: Acting, table: Table, *, source: TotalSource, dry: bool
) -> Iterator[Told]:
    """
    Take the totals over month by month and say of each row what became of it, in their order.

    A month whose numbers stand already is left alone; one with other numbers is refused, since what
    stands is put right on its page. `dry` = look at everything and write nothing.

    Raises:
        NotShown: when the importer may not do casework.
        StorageUnavailable: when nothing more can be written; running it again goes on.
    """
    seen: set[date] = set()
    for line in table.lines:
        found = _understood(table, line, source)
        if isinstance(found, list):
            yield Told(line=line.number, outcome=Outcome.REFUSED, faults=tuple(found))
        elif found.month in seen:
            yield _refused(line, MONTH, "同じ月が、前の行にもあります。")
        else:
            seen.add(found.month)
            yield _one(openings, acting, line, found, dry=dry)


def _one(openings: Openings, acting: Acting, line: Line, sent: TotalMonth, *, dry: bool) -> Told:
    page = openings.page(acting)
    standing = next((row for row in page.months if row.month == sent.month), None)
    if standing is not None:
        same = set(standing.counts) == set(sent.counts) and standing.source is sent.source
        if same:
            return Told(line=line.number, outcome=Outcome.THERE_ALREADY)
        return _refused(line, MONTH, "この月には、ほかの数が入っています。画面で直してください。")
    if dry:
        return _decided(lambda: openings.decide(acting, sent), line, Outcome.WOULD_BE_TAKEN)
    command = uuid5(NAMESPACE_URL, f"{acting.tenant}/{acting.programme}/{sent.month}/{page.token}")
    return _decided(lambda: openings.write(acting, command, page.token, sent), line, Outcome.TAKEN)


def _decided(work: Callable[[], object], line: Line, outcome: Outcome) -> Told:
    try:
        work()
    except (RuleViolation, CommandReused) as refused:
        return _refused(line, MONTH, f"{sentence(refused).title}。")
    return Told(line=line.number, outcome=outcome)


def _understood(table: Table, line: Line, source: TotalSource) -> TotalMonth | list[Fault]:
    faults: list[Fault] = []
    known = dates.parse_known(line.cells.get(MONTH, ""))
    if len(known) < len("2024-08"):
        faults.append(Fault(line.number, MONTH, "月として読めません。"))
    counts: list[Count] = []
    for heading, figure in HEADINGS.items():
        cell = line.cells.get(heading, "")
        count = dates.whole_number(cell)
        if count is not None:
            counts.append(Count(figure=figure, count=count))
        elif cell:
            faults.append(Fault(line.number, heading, "0以上の数として読めません。"))
    if faults:
        return faults
    return TotalMonth(
        month=date.fromisoformat(f"{known[:7]}-01"),
        source=source,
        file_digest=table.digest,
        counts=tuple(counts),
    )


def _refused(line: Line, heading: str, reason: str) -> Told:
    fault = Fault(line.number, heading, reason)
    return Told(line=line.number, outcome=Outcome.REFUSED, faults=(fault,))
