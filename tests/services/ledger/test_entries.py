"""Entries for read models: read as far as a model asks, and never past what nobody understands."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from events.case import ConsultationReceived
from services.db import Databases
from services.ledger.codec import MalformedEvent
from services.ledger.entries import GapInLog, read_batch
from services.readmodels import ALL, feed
from services.worker import lags
from tests.city import TENANT, City, city, consultation
from tests.databases import TemplateServer

SLIP = ConsultationReceived.TOPIC
TURN = """
UPDATE log.entry SET type = replace(type, %(old)s, %(new)s),
    line1 = replace(line1, %(old)s, %(new)s), line2 = replace(line2, %(old)s, %(new)s)
WHERE type = %(topic)s
"""
FORGET = "DELETE FROM log.entry WHERE type = %(topic)s"


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    """Give a city with a case that no read model has taken in yet."""
    with city(databases, tmp_path, working=False) as opened:
        opened.system.commands.receive_consultation(opened.worker, uuid4(), consultation())
        yield opened


def spoil(postgres: TemplateServer, town: City, statement: str, **given: str) -> None:
    """Change what never changes, as only damage can."""
    name = conninfo_to_dict(town.system.databases.log)["dbname"]
    with psycopg.connect(make_conninfo(postgres.admin, dbname=name)) as admin:
        admin.execute("SET session_replication_role = replica")
        assert admin.execute(statement.encode(), given).rowcount > 0


def fed(town: City, name: str) -> None:
    databases = town.system.databases
    while feed(databases, ALL[name], TENANT, schema=name):
        pass


def test_a_fact_says_of_an_entry_what_the_ledger_says_of_it(town: City) -> None:
    ledger = town.system.ledgers.of(TENANT)
    size = ledger.size()
    written = ledger.entries(0, size)

    with town.system.databases.pool("project").connection() as conn:
        batch = read_batch(conn, TENANT, 0, size + 1, None)

    assert (batch.first, batch.end) == (0, size)
    assert [fact.recorded for fact in batch.facts] == list(written)
    for fact, entry in zip(batch.facts, written, strict=True):
        assert fact.event == entry.event
        assert fact.kind is type(entry.event)
        assert fact.actor == entry.signature.actor
        assert (fact.seq, fact.version, fact.stream) == (entry.seq, entry.version, entry.stream)
        assert UUID(fact.event_id) == entry.event_id


def test_only_the_topics_that_are_asked_for_come_and_the_others_are_counted(town: City) -> None:
    size = town.system.ledgers.of(TENANT).size()

    with town.system.databases.pool("project").connection() as conn:
        batch = read_batch(conn, TENANT, 1, size, [SLIP])

    assert (batch.first, batch.end) == (1, size)
    assert [fact.kind for fact in batch.facts] == [ConsultationReceived]


def test_a_gap_stops_a_reader_who_does_not_ask_for_what_is_missing(
    postgres: TemplateServer, town: City
) -> None:
    spoil(postgres, town, FORGET, topic="tenant.opened")

    with town.system.databases.pool("project").connection() as conn, pytest.raises(GapInLog):
        read_batch(conn, TENANT, 0, 100, [SLIP])


@pytest.mark.parametrize("name", ALL)
def test_a_kind_of_a_later_release_stops_every_read_model_whatever_it_reads(
    postgres: TemplateServer, town: City, name: str
) -> None:
    spoil(postgres, town, TURN, topic="key.created", old="key.created", new="key.unheard-of")

    with pytest.raises(MalformedEvent):
        fed(town, name)

    assert name in {lag.projection for lag in lags(town.system.databases)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema":1', '"schema":2'),
        ('"v":1', '"v":2'),
        ('"urgency":', '"urgencies":'),
        ('"seq":', '"seq":1'),
    ],
)
@pytest.mark.parametrize("name", ["caseload", "case_timeline", "people"])
def test_an_event_of_a_later_release_stops_who_reads_it(
    postgres: TemplateServer, town: City, name: str, old: str, new: str
) -> None:
    spoil(postgres, town, TURN, topic=SLIP, old=old, new=new)

    with pytest.raises(MalformedEvent):
        fed(town, name)
