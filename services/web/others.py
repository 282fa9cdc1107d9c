"""Others (ほかの方): places on the 支援経過 form for what it says about another person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response

from events.passage import CATEGORIES
from services.acting import Acting
from services.web.desk import Desk
from services.web.forms import MOST_PASSAGES
from services.web.labels import label
from services.web.posted import Posted
from services.web.render import Pages
from services.web.saving import Sheet

TELLER: Final = "来談者"


@dataclass(frozen=True, kw_only=True)
class Others:
    """Whom may be written about (alias, words), how many places there are, the categories."""

    persons: Sequence[tuple[str, str]]
    places: int
    categories: Sequence[tuple[str, str]] = tuple((code, label(code)) for code in CATEGORIES)


@dataclass(frozen=True)
class ProgressSheet(Sheet):
    """The form of a 支援経過; with the places that were typed in, when it is shown again."""

    desk: Desk | None = None

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form, as `Sheet.shown`."""
        own: dict[str, Any] = {}
        if self.desk is not None and (places := _places(posted)):
            own["others"] = others(self.desk, acting, self.case, places)
        return super().shown(pages, acting, posted, status=status, **{**own, **more})


def others(desk: Desk, acting: Acting, case: str, places: int) -> Others:
    """Return who belongs to the household of the person of a case, and who came about them."""
    homes = desk.households.page(acting, case).households
    members = {
        row.person: f"{row.name or '名前を聞いていない方'}（{label(row.relation)}）"
        for home in homes
        for row in (*home.members, *home.former)
        if not row.own
    }
    teller = desk.households.teller(acting, case)
    if teller and teller not in members:
        members[teller] = TELLER
    return Others(persons=tuple(members.items()), places=min(places, MOST_PASSAGES))


def _places(posted: Posted) -> int:
    """Return how many places are there already, and one more when one was asked for."""
    there = sum(1 for name, _ in posted.pairs if name.startswith("about-"))
    return there + 1 if posted.text("step") == "others" else there
