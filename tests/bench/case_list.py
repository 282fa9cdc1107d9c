"""Case list: 50 cases of an agency under row-level security, beside the same query without it."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from time import perf_counter
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from events.values import tokyo_date
from projections import caseload
from projections.eyes import Eyes
from services.db import Conn
from services.facts import utc_now
from tests.bench.ground import Place
from tests.bench.rows import Bench, Extent, Row, paired

LISTED: Final = 50


def run(place: Place, extent: Extent) -> Iterator[Row]:
    """Measure as the reading role, which sees its own rows only, and as the owner, who sees all."""
    with (
        place.databases() as databases,
        databases.within(place.acting.tenant, viewer=place.acting.programme) as reader,
        closing(psycopg.connect(_as_owner(place), autocommit=True)) as owner,
    ):
        expected = len(_list(place, owner))
        assert expected
        measure = partial(_seconds_a_list, place, extent.seconds, expected)
        yield from paired(
            place,
            extent,
            what=f"list of {LISTED} cases",
            goal="≤ 1.3",
            unit="s",
            ours=partial(measure, reader),
            peer=partial(measure, owner),
        )


def _as_owner(place: Place) -> str:
    return make_conninfo(place.admin, dbname=conninfo_to_dict(place.log)["dbname"])


def _list(place: Place, conn: Conn) -> tuple[caseload.Matter, ...]:
    """Return a list that names tenant and viewer, whoever asks."""
    return caseload.page(
        conn,
        tenant=place.acting.tenant,
        viewer=place.acting.programme,
        eyes=Eyes(me=place.acting.staff, today=tokyo_date(utc_now())),
        state="open",
        limit=LISTED,
        offset=0,
    )


def _seconds_a_list(place: Place, seconds: float, expected: int, conn: Conn) -> float:
    """Return how long one list takes on average; it shows as many cases to either role."""
    lists, started = 0, perf_counter()
    while not lists or perf_counter() - started < seconds:
        assert len(_list(place, conn)) == expected
        lists += 1
    return (perf_counter() - started) / lists


BENCH: Final = Bench(
    name="case_list",
    title="Case list under row-level security against the same query as the tables' owner",
    run=run,
)
