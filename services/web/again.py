"""Again (読み直し): a page that is read afresh, and only when its form has to be shown again."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Response

from services.acting import Acting
from services.web.posted import Posted
from services.web.render import Pages
from services.web.saving import Sheet


@dataclass(frozen=True)
class Again(Sheet):
    """A sheet that is read when it is shown, so that a look leaves its entry only then."""

    read: Callable[[], Sheet] | None = None

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Read the page and show it with what was typed."""
        assert self.read is not None
        return self.read().shown(pages, acting, posted, status=status, **more)


def again(read: Callable[[], Sheet]) -> Sheet:
    """Return the sheet that is read when it has to be shown again."""
    return Again("", here="", read=read)
