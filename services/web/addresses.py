"""Addresses (番号とページ): the parts of an address, and what they may be."""

import re
from typing import Annotated, Final

from fastapi import Depends, Path

Alias = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A case's or record's alias; what cannot be one is answered like an unknown one."""

_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)


def _page(page: str = "1") -> int:
    number = int(page) if _NUMBER.fullmatch(page) else 1
    return max(1, min(number, 1_000_000))


Page = Annotated[int, Depends(_page)]
"""A page's number, from 1; what is no number is the first page."""
