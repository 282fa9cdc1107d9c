"""Desk (窓口): what pages and API are given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.commands import Commands
from services.reading import Reading
from services.sessions import Sessions


@dataclass(frozen=True, kw_only=True)
class Health:
    """
    Whether the program can serve.

    `lag` has, for each read model, how many entries of the log it has not seen yet.
    """

    database: bool
    lag: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """
    The doors to the services.

    `health` and `metrics` (Prometheus text) carry codes and counts only, and never raise.
    """

    sessions: Sessions
    reading: Reading
    commands: Commands
    health: Callable[[], Health]
    metrics: Callable[[], bytes]


def desk_of(request: Request) -> Desk:
    """Return the desk that the application was made with."""
    desk: object = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
