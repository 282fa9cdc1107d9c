"""Promise 9: what the server cannot do now is a clear error, and nothing is half-done."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import LiteralString
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from events.person import PersonRegistered
from events.values import Purpose
from services.db import Databases
from services.facts import gather, utc_now
from services.files import person_file
from services.keys.root import FileRootKey
from services.ledger.drafts import Draft, Expected
from services.main import build
from services.refusals import StorageUnavailable
from tests.city import TENANT, City, city, consultation, progress
from tests.databases import TemplateServer
from tests.promises import census
from tests.promises.rings import ALLOW, CUT, name_of, ring_away
from tests.promises.wire import Loss, wired

HELD: LiteralString = "SELECT FROM log.head FOR UPDATE"
LIMIT: LiteralString = "ALTER ROLE tsunagi_append IN DATABASE {} SET {} = {}"
READ_ONLY: LiteralString = "ALTER DATABASE {} SET default_transaction_read_only = {}"
KEYS = "SELECT key_id FROM ring.key WHERE tenant = %(tenant)s AND subject = %(subject)s"

Trouble = Callable[[TemplateServer, Databases], AbstractContextManager[None]]


@pytest.fixture
def town(postgres: TemplateServer, tmp_path: Path) -> Iterator[City]:
    pair = replace(postgres.copy(), patience=1.0)
    with city(pair, tmp_path) as opened:
        yield opened
    postgres.drop(pair)


@contextmanager
def held(postgres: TemplateServer, databases: Databases, limit: LiteralString) -> Generator[None]:
    """Hold the lock that every append needs, longer than one limit of the appending role."""
    name = name_of(databases.log)
    longest = {"lock_timeout": "0", "statement_timeout": "0"} | {limit: "200ms"}
    with postgres.connect() as admin:
        for what, value in longest.items():
            given = (sql.Identifier(name), sql.Identifier(what), sql.Literal(value))
            admin.execute(sql.SQL(LIMIT).format(*given))
        admin.execute(CUT, {"name": name})
    with psycopg.connect(make_conninfo(postgres.admin, dbname=name)) as conn:
        conn.execute(HELD)
        yield
        conn.rollback()


def a_lock_that_is_not_to_be_had(
    postgres: TemplateServer, databases: Databases
) -> AbstractContextManager[None]:
    return held(postgres, databases, "lock_timeout")


def a_statement_that_takes_too_long(
    postgres: TemplateServer, databases: Databases
) -> AbstractContextManager[None]:
    return held(postgres, databases, "statement_timeout")


@contextmanager
def a_server_that_became_a_standby(
    postgres: TemplateServer, databases: Databases
) -> Generator[None]:
    """As after a fail-over: connections work, writing is refused."""
    name = name_of(databases.log)
    with postgres.connect() as admin:
        admin.execute(sql.SQL(READ_ONLY).format(sql.Identifier(name), sql.Literal("on")))
        admin.execute(CUT, {"name": name})
        yield
        admin.execute(sql.SQL(READ_ONLY).format(sql.Identifier(name), sql.Literal("off")))
        admin.execute(CUT, {"name": name})


@contextmanager
def a_log_that_is_away(postgres: TemplateServer, databases: Databases) -> Generator[None]:
    name = name_of(databases.log)
    with postgres.connect() as admin:
        admin.execute(ALLOW.format(sql.Identifier(name), sql.Literal(False)))
        admin.execute(CUT, {"name": name})
        yield
        admin.execute(ALLOW.format(sql.Identifier(name), sql.Literal(True)))


def a_ring_that_is_away(
    postgres: TemplateServer, databases: Databases
) -> AbstractContextManager[None]:
    return ring_away(postgres, databases)


TROUBLES: tuple[Trouble, ...] = (
    a_lock_that_is_not_to_be_had,
    a_statement_that_takes_too_long,
    a_server_that_became_a_standby,
    a_log_that_is_away,
    a_ring_that_is_away,
)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_in_trouble_a_command_is_refused_whole_and_works_when_the_trouble_is_over(
    postgres: TemplateServer, town: City, trouble: Trouble
) -> None:
    commands, me, databases = town.system.commands, town.worker, town.system.databases
    case = commands.receive_consultation(me, uuid4(), consultation()).case
    token = town.system.reading.case_page(me, case).token
    taking, noting = uuid4(), uuid4()
    before = census.read(databases, TENANT)

    with trouble(postgres, databases), pytest.raises(StorageUnavailable):
        commands.receive_consultation(me, taking, consultation())
    assert census.read(databases, TENANT) == before

    insist(lambda: commands.receive_consultation(me, taking, consultation()))
    insist(lambda: commands.record_progress(me, noting, case, token, progress()))
    log = census.read(databases, TENANT)
    assert log.of_command(taking) == ["person.registered", "case.consultation-received"]
    assert log.of_command(noting) == ["case.progress-recorded"]
    assert census.flaws_of(log) == []


def insist(work: Callable[[], object]) -> None:
    """Send until it is answered: the pools find broken connections one by one."""
    for _ in range(20):
        try:
            work()
        except StorageUnavailable:
            continue
        return
    work()


def registration(town: City) -> Draft:
    """Draft a person's sheet, which needs a key that does not exist yet."""
    facts = gather(town.system.ledgers.of(TENANT), town.worker, utc_now())
    person_id = uuid4()
    return Draft(
        event=PersonRegistered(
            person_id=person_id,
            programme=town.desk,
            name="秋山 巌",
            kana="",
            born="",
            address="",
            phone="",
        ),
        event_id=uuid4(),
        stream=person_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
        file=person_file(person_id),
        programme=town.desk,
    )


def test_a_crash_between_ring_and_log_leaves_a_key_that_the_next_try_uses(town: City) -> None:
    databases, root = town.system.databases, FileRootKey(town.root_key)
    draft, before = registration(town), census.read(databases, TENANT)

    with wired(databases) as (wire, far), build(far, root) as crashing:
        wire.lose(Loss.THE_COMMAND)
        with pytest.raises(StorageUnavailable):
            crashing.ledgers.of(TENANT).record([draft], Expected())
    (made,) = keys_of(databases, draft)
    assert census.read(databases, TENANT) == before

    with build(databases, root) as restarted:
        assert restarted.destruction.settle(TENANT) == 0
        restarted.ledgers.of(TENANT).record([draft], Expected())

    log = census.read(databases, TENANT)
    assert keys_of(databases, draft) == [made]
    added = [(line["type"], line["stream"]) for line in log.lines[len(before.lines) :]]
    assert added == [("key.created", str(made)), ("person.registered", str(draft.stream))]
    assert {part["key"] for part in log.lines[-1]["parts"]} == {str(made)}


def keys_of(databases: Databases, draft: Draft) -> list[object]:
    """Return the keys that the ring holds for a draft's person."""
    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        rows = conn.execute(KEYS, {"tenant": TENANT, "subject": draft.stream}).fetchall()
    return [key_id for (key_id,) in rows]
