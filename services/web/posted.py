"""Posted (送られた用紙): the fields that a page's form sends; what was typed is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request

MOST_FIELDS: Final = 200


@dataclass(frozen=True)
class Posted:
    """
    The fields of a form in the order in which they were sent.

    Line ends are those of Unix: CRLF is how forms travel, not what was typed.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    def text(self, field: str) -> str:
        """Return what was typed into a field, or nothing."""
        return next((value for name, value in self.pairs if name == field), "")

    def ticked(self, field: str) -> tuple[str, ...]:
        """Return every value ticked under a name."""
        return tuple(value for name, value in self.pairs if name == field)

    def identifier(self, field: str) -> UUID | None:
        """Return a field's UUID, or None when it is none."""
        try:
            return UUID(self.text(field))
        except ValueError:
            return None


class FormRefused(Exception):
    """The form cannot be understood or is incomplete: one Japanese sentence a field, in order."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Name the fields and what is wrong with each."""
        super().__init__()
        self.fields = fields


async def _posted(request: Request) -> Posted:
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    pairs = tuple(
        (name, value.replace("\r\n", "\n"))
        for name, value in form.multi_items()
        if isinstance(value, str)
    )
    request.state.posted = Posted(pairs)
    return Posted(pairs)


Form = Annotated[Posted, Depends(_posted)]
"""The form of this request; kept on it, so that an error page can offer to send it again."""
