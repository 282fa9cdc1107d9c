"""Helpers for tests of the ledger: an opened log, lines that are just enough for `log.append`."""

from typing import Any
from uuid import UUID, uuid4

from services.db import Databases
from services.ledger import canonical

TENANT = "lg-132101"
ORIGIN = "tsunagi.example/lg-132101/log/1"
OPEN = "INSERT INTO log.head (tenant, origin) VALUES (%(tenant)s, %(origin)s)"


def open_log(databases: Databases, tenant: str = TENANT, origin: str = ORIGIN) -> None:
    """Open an empty log, as the operator does."""
    with databases.pool("migrate").connection() as conn:
        conn.execute(OPEN, {"tenant": tenant, "origin": origin})


def bare_line(
    *,
    stream: UUID,
    version: int,
    kind: str = "test.made",
    note: str = "",
    origin: str = ORIGIN,
) -> bytes:
    """Make a line 1 that has only what `log.append` looks at."""
    line: dict[str, Any] = {
        "v": 1,
        "log": origin,
        "id": str(uuid4()),
        "stream": str(stream),
        "sv": version,
        "type": kind,
        "data": {"note": note},
        "parts": [],
    }
    return canonical.encode(line)
