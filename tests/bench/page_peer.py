"""Page's peer: the same page from a plain table: one indexed SELECT, one committed INSERT."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import uuid4

import psycopg
from fastapi import APIRouter, Depends, Request, Response
from psycopg_pool import ConnectionPool

from events.values import Role
from services.acting import Acting
from services.case_views import CasePage, TimelineItem
from services.db import POOL_SIZE, Pool
from services.web import dates
from services.web.posted import Posted
from services.web.render import Rendered
from tests.bench.filling import RECORDS, TEXT

MAKE: Final = """
CREATE TABLE IF NOT EXISTS note (
    case_alias text COLLATE "C" NOT NULL, number integer NOT NULL, alias text NOT NULL,
    kind text NOT NULL, valid_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
    staff_name text NOT NULL, role text NOT NULL, method text NOT NULL, body text NOT NULL,
    PRIMARY KEY (case_alias, number));
CREATE TABLE IF NOT EXISTS look (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
    staff uuid NOT NULL, case_alias text NOT NULL)
"""
FILL: Final = """
INSERT INTO note (case_alias, number, alias, kind, valid_at, recorded_at, staff_name, role, method,
    body)
SELECT c, n, substr(md5(c || n), 1, 26), 'case.progress-recorded', now(), now(), '佐藤 美咲',
    'worker', 'interview', %(text)s
FROM unnest(%(cases)s::text[]) AS u (c), generate_series(1, %(records)s) AS n
ON CONFLICT DO NOTHING
"""
SELECT: Final = """
SELECT alias, kind, valid_at, recorded_at, staff_name, role, method, body FROM note
WHERE case_alias = %(case)s ORDER BY number DESC LIMIT 50
"""
INSERT: Final = "INSERT INTO look (staff, case_alias) VALUES (%(staff)s, %(case)s)"

router: Final = APIRouter()


def fill(conninfo: str, cases: Sequence[str]) -> None:
    """Give each case as many notes as it has records in the log."""
    with psycopg.connect(conninfo) as conn:
        conn.execute(MAKE)
        conn.execute(FILL, {"text": TEXT, "cases": list(cases), "records": RECORDS})


class Notes:
    """What the peer's route needs: its pool, who asks, and a page whose items it replaces."""

    def __init__(self, conninfo: str, acting: Acting, page: CasePage) -> None:
        """Open a pool like ours."""
        self.acting = acting
        self._page = page
        self._pool: Pool = ConnectionPool(
            conninfo,
            min_size=0,
            max_size=POOL_SIZE,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def read(self, case: str) -> CasePage:
        """Read a case's notes and write down that somebody did."""
        with self._pool.connection() as conn:
            rows = conn.execute(SELECT, {"case": case}).fetchall()
            conn.execute(INSERT, {"case": case, "staff": self.acting.staff})
        return replace(self._page, alias=case, items=tuple(_item(*row) for row in rows))

    def close(self) -> None:
        """Close the pool."""
        self._pool.close()


def _notes(request: Request) -> Notes:
    notes: object = request.app.state.notes
    assert isinstance(notes, Notes)
    return notes


@router.get("/peer/{case}")
def show(pages: Rendered, notes: Annotated[Notes, Depends(_notes)], case: str) -> Response:
    """Show a case by the template of ours."""
    return pages.page(
        "case/case.html",
        notes.acting,
        here="/cases",
        case=notes.read(case),
        kind="",
        by="",
        done=None,
        late=False,
        posted=Posted(),
        closing_command=str(uuid4()),
        closing_posted=Posted((("closed_on", dates.in_era(dates.today())),)),
    )


def _item(alias: str, kind: str, valid_at: Any, recorded_at: Any, *more: str) -> TimelineItem:
    staff_name, role, method, text = more
    return TimelineItem(
        alias=alias,
        kind=kind,
        valid_at=valid_at,
        recorded_at=recorded_at,
        recorder_name=staff_name,
        recorder_role=Role(role),
        marks=(("method", (method,)),),
        texts=(("text", text),),
        corrected=False,
        correctable=True,
        erased=None,
    )
