"""Coded sheet (選択肢のある用紙): a form's page together with the code lists that it offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Response

from services.acting import Acting
from services.web.posted import Posted
from services.web.render import Pages
from services.web.saving import Sheet


@dataclass(frozen=True)
class Coded(Sheet):
    """A sheet whose template chooses among `codes`, by the names that it calls them."""

    codes: Mapping[str, object] = field(default_factory=dict[str, object])

    def shown(
        self, pages: Pages, acting: Acting, posted: Posted, *, status: int = 200, **more: object
    ) -> Response:
        """Show the form with what was typed, as `Sheet.shown`."""
        return super().shown(pages, acting, posted, status=status, **{**self.codes, **more})
