"""Exporting (書き出し): the whole list of cases that replaces a desk's own Excel sheet."""

from collections.abc import Iterator

from events.access import Surface
from projections.caseload import State
from services.candidates import PAGE, Candidates
from services.ledger.ledgers import Ledgers
from services.showing import Showing
from services.timeline import case_row
from services.views import Acting, CaseRow


class Exporting:
    """Gives a programme its own list, page by page, each under an entry of its own."""

    def __init__(self, *, ledgers: Ledgers, candidates: Candidates, showing: Showing) -> None:
        """Find by `candidates`, show through `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing

    def rows(self, acting: Acting, *, state: State) -> Iterator[CaseRow]:
        """
        Return all cases of the programme in a state; the entry of a page stands before its rows.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        page, total = 1, 1
        while (page - 1) * PAGE < total:
            look, shown = self._showing.show(
                ledger,
                acting,
                Surface.EXPORT,
                lambda facts, page=page: self._candidates.cases(
                    ledger, facts, surface=Surface.EXPORT, state=state, page=page
                ),
            )
            for matter in look.matters:
                if matter.name_at in shown:
                    yield case_row(ledger, acting, matter, shown[matter.name_at], look)
            page, total = page + 1, look.total
