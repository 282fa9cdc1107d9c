"""Words (表示の言葉): one file a concept; a page and the API say nothing that is not here."""

from typing import Final

from services.web.words.base import Words

ALL: Final[tuple[Words, ...]] = ()
"""The words of every concept beyond the first consultation."""
