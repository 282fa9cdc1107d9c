"""Promise 1: no statement of a running process changes, removes or slips in an entry."""

from collections.abc import Iterator
from typing import LiteralString, get_args
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.db import Databases, Role
from tests.city import TENANT, city, consultation
from tests.databases import TemplateServer
from tests.promises import census

RUNNING = [role for role in get_args(Role) if role != "migrate"]
"""Every role but the owner, which only migrations use."""

CHANGES: tuple[LiteralString, ...] = (
    "UPDATE log.head SET size = size - 1",
    "UPDATE log.entry SET line1 = line1",
    "UPDATE log.command SET n = n",
    "UPDATE log.part SET sealed = 'other'",
    "DELETE FROM log.head",
    "DELETE FROM log.entry",
    "DELETE FROM log.command",
    "DELETE FROM log.part",
    "TRUNCATE log.head",
    "TRUNCATE log.entry",
    "TRUNCATE log.command",
    "TRUNCATE log.part",
)
"""Refused to the owner and to an administrator as well, by triggers."""

ATTEMPTS: tuple[LiteralString, ...] = (
    *CHANGES,
    "UPDATE log.part SET sealed = NULL, digests = NULL",
    "INSERT INTO log.head (tenant, origin) VALUES ('lg-999999', 'elsewhere')",
    "INSERT INTO log.entry SELECT * FROM log.entry",
    "INSERT INTO log.command SELECT * FROM log.command",
    "INSERT INTO log.part SELECT * FROM log.part",
    "INSERT INTO log.head (tenant, origin) VALUES ('lg-132101', 'x')"
    " ON CONFLICT (tenant) DO UPDATE SET size = 0",
    "MERGE INTO log.entry e USING (SELECT 0) AS x (seq) ON e.seq = x.seq WHEN MATCHED THEN DELETE",
    "COPY log.entry FROM STDIN",
    "COPY log.part FROM STDIN",
    "SELECT FROM log.entry FOR UPDATE",
    "LOCK TABLE log.entry IN ACCESS EXCLUSIVE MODE",
    "DROP TABLE log.entry",
    "DROP TRIGGER entry_stays ON log.entry",
    "DROP POLICY entry_definer ON log.entry",
    "DROP FUNCTION log.purge",
    "DROP SCHEMA log CASCADE",
    "ALTER TABLE log.entry DISABLE TRIGGER ALL",
    "ALTER TABLE log.entry DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE log.entry DROP CONSTRAINT entry_version_once",
    "ALTER TABLE log.entry OWNER TO CURRENT_USER",
    "ALTER TABLE log.entry RENAME TO entries",
    "ALTER FUNCTION log.append RESET search_path",
    "CREATE TRIGGER mine BEFORE INSERT ON log.entry FOR EACH ROW EXECUTE FUNCTION log.refuse()",
    "CREATE RULE mine AS ON INSERT TO log.entry DO INSTEAD NOTHING",
    "CREATE TABLE log.mine ()",
    "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
    "CREATE TEMPORARY TABLE entry ()",
    "SET session_replication_role = replica",
    "SET ROLE tsunagi_log_definer",
    "SET ROLE tsunagi_migrate",
    "SET SESSION AUTHORIZATION tsunagi_migrate",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "SELECT log.fold('', 0, '{}')",
)


@pytest.fixture(scope="module")
def written(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """Give databases with one consultation; nothing here may change them."""
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city"), working=False) as town:
        town.system.commands.receive_consultation(town.worker, uuid4(), consultation())
        yield pair
    postgres.drop(pair)


def attempt(conninfo: str, statement: LiteralString) -> str | None:
    """Try a statement and commit it; return how the server refused, None when it did not."""
    try:
        with psycopg.connect(conninfo) as conn:
            if statement.startswith("COPY"):
                with conn.cursor().copy(statement) as copy:
                    copy.write("")
            else:
                conn.execute(statement)
    except psycopg.Error as refused:
        return refused.sqlstate
    return None


@pytest.mark.parametrize("role", RUNNING)
def test_no_running_role_gets_a_statement_through_that_would_touch_the_history(
    written: Databases, role: Role
) -> None:
    before = census.read(written, TENANT)
    not_permitted = "42501"

    answers = {statement: attempt(written.conninfo(role), statement) for statement in ATTEMPTS}

    assert {s: state for s, state in answers.items() if state != not_permitted} == {}
    assert census.read(written, TENANT) == before


@pytest.mark.parametrize("who", ["owner", "administrator"])
def test_triggers_refuse_a_change_to_the_owner_and_to_an_administrator_too(
    postgres: TemplateServer, written: Databases, who: str
) -> None:
    """A speed bump only: whoever owns the server is met by evidence outside it (audit-log §7.1)."""
    administrator = make_conninfo(postgres.admin, dbname=conninfo_to_dict(written.log)["dbname"])
    conninfo = written.conninfo("migrate") if who == "owner" else administrator
    before = census.read(written, TENANT)

    answers = {statement: attempt(conninfo, statement) for statement in CHANGES}

    assert answers == dict.fromkeys(CHANGES, "TS009")
    assert census.read(written, TENANT) == before
