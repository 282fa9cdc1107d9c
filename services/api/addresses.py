"""Addresses (番号とページ): the parts of an API address, and what they may be."""

from typing import Annotated

from fastapi import Path, Query

Alias = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Narrowed = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
