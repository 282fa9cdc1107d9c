"""Exporting (書き出し): the whole list of cases that replaces a desk's own Excel sheet."""

from collections.abc import Iterator

from events.access import Surface
from projections.caseload import Matter
from services.acting import Acting
from services.candidates import PAGE, Candidates
from services.caseload_views import CaseRow
from services.ledger.ledgers import Ledgers
from services.showing import Showing
from services.timeline import case_row


class Exporting:
    """Gives a programme its own list, page by page, each under an entry of its own."""

    def __init__(self, *, ledgers: Ledgers, candidates: Candidates, showing: Showing) -> None:
        """Find by `candidates`, show through `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing

    def rows(self, acting: Acting) -> Iterator[CaseRow]:
        """
        Return all cases of the programme, first opened first; each page has an entry before it.

        What changes meanwhile neither repeats a case nor leaves one out.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        last: Matter | None = None
        while True:
            look, shown = self._showing.show(
                ledger,
                acting,
                Surface.EXPORT,
                lambda facts, last=last: self._candidates.cases_after(ledger, facts, last),
            )
            for matter in look.matters:
                if matter.name_at in shown:
                    yield case_row(ledger, acting, matter, shown[matter.name_at], look)
            if len(look.matters) < PAGE:
                return
            last = look.matters[-1]
