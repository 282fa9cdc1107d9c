"""Addresses (番号とページ): the parts of an address, and what they may be."""

from typing import Annotated

from fastapi import Depends, Path

Alias = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A case's or record's alias; what cannot be one is answered like an unknown one."""


def _page(page: str = "1") -> int:
    return min(int(page), 1_000_000) if page.isascii() and page.isdecimal() and int(page) else 1


Page = Annotated[int, Depends(_page)]
"""A page's number, from 1; what is no number is the first page."""
