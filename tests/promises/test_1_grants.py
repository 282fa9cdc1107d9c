"""
Promise 1: what the database itself allows, read from its catalogue.

The tables below are written by hand: a new grant, owner or policy fails here until somebody has
thought about it. Exactly these rows may ever change: heads by `log.append`, keys by the key
service, a part once by `log.purge`; accounts, tracking and read models are no part of the history.
"""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.db import Conn, Database, Databases
from tests.databases import TemplateServer

ALL = "DELETE INSERT SELECT UPDATE"
DEFINER = "tsunagi_log_definer"

LOG_GRANTS = f"""
schema access_ledger: audit USAGE, backup USAGE, project USAGE, read USAGE
schema account: backup USAGE, login USAGE, unwrap USAGE
schema case_timeline: audit USAGE, backup USAGE, project USAGE, read USAGE
schema caseload: audit USAGE, backup USAGE, project USAGE, read USAGE
schema consents_due: audit USAGE, backup USAGE, project USAGE, read USAGE
schema deadlines: audit USAGE, backup USAGE, project USAGE, read USAGE
schema desk_notes: audit USAGE, backup USAGE, project USAGE, read USAGE
schema directory: audit USAGE, backup USAGE, project USAGE, read USAGE
schema disclosure_ledger: audit USAGE, backup USAGE, project USAGE, read USAGE
schema draft: backup USAGE, unwrap USAGE
schema emergencies: audit USAGE, backup USAGE, project USAGE, read USAGE
schema household: audit USAGE, backup USAGE, project USAGE, read USAGE
schema log: append USAGE, audit USAGE, backup USAGE, destroy USAGE, log_definer USAGE, \
project USAGE, read USAGE, unwrap USAGE
schema people: audit USAGE, backup USAGE, project USAGE, read USAGE
schema public: PUBLIC USAGE
schema roster: audit USAGE, backup USAGE, project USAGE, read USAGE
schema shared_with_us: audit USAGE, backup USAGE, project USAGE, read USAGE
schema worker: backup USAGE, project USAGE, read USAGE
access_ledger.look: audit SELECT, backup SELECT, project {ALL}
account.attempt: backup SELECT, login {ALL}
account.code: backup SELECT, login INSERT SELECT UPDATE
account.credential: backup SELECT, login INSERT SELECT UPDATE
account.factor: backup SELECT, login INSERT SELECT UPDATE
account.session: backup SELECT, login INSERT SELECT UPDATE
account.session(session_id token_hash tenant staff assurance opened_at seen_at ended_at mac): \
unwrap SELECT
case_timeline.item: backup SELECT, project {ALL}, read SELECT
case_timeline.viewer: backup SELECT, project {ALL}
caseload.cover: backup SELECT, project {ALL}, read SELECT
caseload.matter: backup SELECT, project {ALL}, read SELECT
caseload.sheet: backup SELECT, project {ALL}, read SELECT
consents_due.due: backup SELECT, project {ALL}, read SELECT
consents_due.keeper: backup SELECT, project {ALL}
deadlines.deadline: backup SELECT, project {ALL}, read SELECT
deadlines.matter: backup SELECT, project {ALL}, read SELECT
desk_notes.note: backup SELECT, project {ALL}, read SELECT
directory.agency: audit SELECT, backup SELECT, project {ALL}, read SELECT
directory.programme: audit SELECT, backup SELECT, project {ALL}, read SELECT
directory.staff: audit SELECT, backup SELECT, project {ALL}, read SELECT
disclosure_ledger.disclosure: audit SELECT, backup SELECT, project {ALL}, read SELECT
disclosure_ledger.item: audit SELECT, backup SELECT, project {ALL}, read SELECT
disclosure_ledger.pinned: backup SELECT, project {ALL}
draft.draft: backup SELECT, unwrap {ALL}
emergencies.emergency: backup SELECT, project {ALL}, read SELECT
household.home: backup SELECT, project {ALL}, read SELECT
household.home_member: backup SELECT, project {ALL}, read SELECT
household.known_case: backup SELECT, project {ALL}, read SELECT
household.known_person: backup SELECT, project {ALL}, read SELECT
household.person_record: backup SELECT, project {ALL}, read SELECT
log.append(): append EXECUTE
log.command: backup SELECT, log_definer INSERT SELECT, read SELECT
log.entry: audit SELECT, backup SELECT, destroy SELECT, log_definer INSERT SELECT, \
project SELECT, read SELECT, unwrap SELECT
log.fold(): log_definer EXECUTE
log.head: audit SELECT, backup SELECT, destroy SELECT, log_definer SELECT UPDATE, \
project SELECT, read SELECT, unwrap SELECT
log.part: backup SELECT, log_definer INSERT SELECT, unwrap SELECT
log.part(sealed digests): log_definer UPDATE
log.part(tenant seq part_no category key_id digests): project SELECT
log.purge(): destroy EXECUTE
people.person: backup SELECT, project {ALL}, read SELECT
public.schema_version: backup SELECT
roster.partner: backup SELECT, project {ALL}, read SELECT
roster.post: backup SELECT, project {ALL}, read SELECT
shared_with_us.disclosed: backup SELECT, project {ALL}, read SELECT
shared_with_us.provision: backup SELECT, project {ALL}, read SELECT
shared_with_us.unanswered: backup SELECT, project {ALL}, read SELECT
worker.tracking: backup SELECT, project INSERT SELECT UPDATE, read SELECT
"""

RING_GRANTS = """
schema public: PUBLIC USAGE
public.schema_version: backup SELECT
schema ring: backup USAGE, destroy USAGE, unwrap USAGE
ring.draft: backup SELECT, unwrap DELETE INSERT SELECT
ring.epoch: backup SELECT, destroy SELECT, unwrap INSERT SELECT
ring.epoch(epoch wrapped): destroy INSERT
ring.epoch(wrapped destroyed_at): destroy UPDATE
ring.key: backup SELECT, destroy SELECT, unwrap INSERT SELECT
ring.key(epoch wrapped destroyed_at purged): destroy UPDATE
ring.receipt: backup SELECT, unwrap DELETE INSERT SELECT
ring.secret: backup SELECT, destroy SELECT, unwrap INSERT SELECT
ring.secret(epoch wrapped): destroy UPDATE
"""

GRANTED: LiteralString = """
WITH ours AS (
    SELECT oid, nspname, nspacl, nspowner FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), held (thing, grantee, privilege) AS (
    SELECT 'schema ' || nspname, a.grantee, a.privilege_type
    FROM ours CROSS JOIN LATERAL aclexplode(nspacl) a WHERE a.grantee <> nspowner
    UNION ALL
    SELECT nspname || '.' || relname, a.grantee, a.privilege_type
    FROM pg_class c JOIN ours n ON n.oid = relnamespace CROSS JOIN LATERAL aclexplode(relacl) a
    WHERE a.grantee <> relowner
    UNION ALL
    SELECT format('%s.%s(%s)', nspname, relname, string_agg(attname, ' ' ORDER BY attnum)),
        a.grantee, a.privilege_type
    FROM pg_attribute t JOIN pg_class c ON c.oid = attrelid JOIN ours n ON n.oid = relnamespace
    CROSS JOIN LATERAL aclexplode(attacl) a GROUP BY nspname, relname, 2, 3
    UNION ALL
    SELECT format('%s.%s()', nspname, proname), a.grantee, a.privilege_type
    FROM pg_proc p JOIN ours n ON n.oid = pronamespace
    CROSS JOIN LATERAL aclexplode(coalesce(proacl, acldefault('f', proowner))) a
    WHERE a.grantee <> proowner
), one AS (
    SELECT thing, coalesce(regexp_replace(rolname, '^tsunagi_', ''), 'PUBLIC') AS who,
        string_agg(privilege, ' ' ORDER BY privilege COLLATE "C") AS what
    FROM held LEFT JOIN pg_roles r ON r.oid = grantee GROUP BY 1, 2
)
SELECT thing || ': ' || string_agg(who || ' ' || what, ', ' ORDER BY who COLLATE "C")
FROM one GROUP BY thing
"""

OWNERS: LiteralString = """
SELECT DISTINCT pg_get_userbyid(owner), kind FROM (
    SELECT nspowner, 'schema', oid FROM pg_namespace
    UNION ALL SELECT relowner, 'relation', relnamespace FROM pg_class
    UNION ALL SELECT typowner, 'type', typnamespace FROM pg_type
) AS owned (owner, kind, schema) JOIN pg_namespace n ON n.oid = schema
WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
"""

FUNCTIONS: LiteralString = """
SELECT p.oid::regproc::text, pg_get_userbyid(proowner), prosecdef, proconfig
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
"""

WALLED: LiteralString = """
SELECT nspname, relname, relrowsecurity AND relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
"""

POLICIES: LiteralString = """
SELECT unnest(roles)::text, format('%s.%s', schemaname, tablename), cmd, qual, with_check
FROM pg_policies
"""

ROLES: LiteralString = """
SELECT rolname, rolcanlogin, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication,
    rolbypassrls
FROM pg_roles WHERE rolname ~ '^tsunagi_'
"""

MEMBERS: LiteralString = """
SELECT pg_get_userbyid(member), pg_get_userbyid(roleid) FROM pg_auth_members
WHERE pg_get_userbyid(member) ~ '^tsunagi_'
"""

DATABASE_GRANTS: LiteralString = """
SELECT DISTINCT coalesce(rolname, 'PUBLIC'), privilege_type
FROM pg_database CROSS JOIN LATERAL aclexplode(datacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE datname = current_database() AND a.grantee <> datdba
"""


@pytest.fixture
def catalogue(postgres: TemplateServer, databases: Databases) -> Iterator[dict[Database, Conn]]:
    names = {"log": databases.log, "ring": databases.ring}
    with (
        psycopg.connect(_as_admin(postgres, names["log"])) as log,
        psycopg.connect(_as_admin(postgres, names["ring"])) as ring,
    ):
        yield {"log": log, "ring": ring}


def _as_admin(postgres: TemplateServer, conninfo: str) -> str:
    return make_conninfo(postgres.admin, dbname=conninfo_to_dict(conninfo)["dbname"])


@pytest.mark.parametrize(("database", "written"), [("log", LOG_GRANTS), ("ring", RING_GRANTS)])
def test_nothing_is_granted_but_what_is_written_here(
    catalogue: dict[Database, Conn], database: Database, written: str
) -> None:
    granted = {row[0] for row in catalogue[database].execute(GRANTED)}

    assert granted == set(written.strip().splitlines())


@pytest.mark.parametrize("database", ["log", "ring"])
def test_tables_belong_to_the_migrating_role_which_no_running_process_uses(
    catalogue: dict[Database, Conn], database: Database
) -> None:
    owners = set(catalogue[database].execute(OWNERS))

    assert owners == {("tsunagi_migrate", kind) for kind in ("schema", "relation", "type")}


def test_functions_look_names_up_nowhere_but_in_the_catalogue(
    catalogue: dict[Database, Conn],
) -> None:
    """Only the two doors run with their owner's rights, and nobody can log in as their owner."""
    path = ["search_path=pg_catalog, pg_temp"]

    functions = [*catalogue["log"].execute(FUNCTIONS), *catalogue["ring"].execute(FUNCTIONS)]

    assert sorted(functions) == [
        (
            "log.append",
            DEFINER,
            True,
            [*path, "plan_cache_mode=force_generic_plan", "enable_seqscan=off"],
        ),
        ("log.fold", "tsunagi_migrate", False, path),
        ("log.only_grow", "tsunagi_migrate", False, path),
        ("log.only_purge", "tsunagi_migrate", False, path),
        ("log.purge", DEFINER, True, path),
        ("log.refuse", "tsunagi_migrate", False, path),
        ("ring.only_destroy", "tsunagi_migrate", False, path),
        ("ring.only_end", "tsunagi_migrate", False, path),
        ("ring.only_rewrap", "tsunagi_migrate", False, path),
        ("ring.refuse", "tsunagi_migrate", False, path),
    ]


def test_every_table_of_the_log_and_of_each_read_model_has_forced_row_security(
    catalogue: dict[Database, Conn],
) -> None:
    """Without one: accounts and tracking, which only their own role reaches (see the grants)."""
    open_ones = {
        f"{schema}.{table}"
        for schema, table, walled in catalogue["log"].execute(WALLED)
        if not walled
    }

    assert open_ones == {
        "account.attempt",
        "account.code",
        "account.credential",
        "account.factor",
        "account.session",
        "public.schema_version",
        "worker.tracking",
    }


def test_only_the_worker_and_the_definer_see_more_than_one_municipality(
    catalogue: dict[Database, Conn],
) -> None:
    policies = catalogue["log"].execute(POLICIES).fetchall()

    unlimited = {(role, table) for role, table, _, qual, _ in policies if qual == "true"}
    assert {role for role, _ in unlimited} == {DEFINER, "tsunagi_project", "tsunagi_migrate"}
    assert {table for role, table in unlimited if role == "tsunagi_migrate"} == {"log.head"}
    for role, table, command, qual, check in policies:
        if (role, table) not in unlimited:
            written = ("ALL", qual) if table == "draft.draft" else ("SELECT", None)
            assert (command, check) == written
            assert "tenant = ( SELECT current_setting('tsunagi.tenant'::text, true)" in qual


def test_no_role_of_ours_has_powers_over_the_cluster_and_only_the_backup_passes_the_walls(
    catalogue: dict[Database, Conn],
) -> None:
    roles = catalogue["log"].execute(ROLES).fetchall()

    assert [name for name, _, powerful, _ in roles if powerful] == []
    assert [name for name, _, _, bypasses in roles if bypasses] == ["tsunagi_backup"]
    assert [name for name, may_log_in, _, _ in roles if not may_log_in] == [DEFINER]
    assert set(catalogue["log"].execute(MEMBERS)) == {("tsunagi_migrate", DEFINER)}


@pytest.mark.parametrize(
    ("database", "roles"),
    [
        ("log", "append audit backup destroy login project read sign unwrap"),
        ("ring", "backup destroy unwrap"),
    ],
)
def test_only_named_roles_may_connect_and_nobody_makes_temporary_tables(
    catalogue: dict[Database, Conn], database: Database, roles: str
) -> None:
    granted = set(catalogue[database].execute(DATABASE_GRANTS))

    assert granted == {(f"tsunagi_{role}", "CONNECT") for role in roles.split()}
