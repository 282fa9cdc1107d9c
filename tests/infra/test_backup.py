"""Backups as docs/operations.md describes them: the log first, the ring after, both by one role."""

import subprocess
from pathlib import Path
from uuid import uuid4

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.binaries import shipped_binaries
from services.checking import check
from services.db import Database, Databases
from services.keys.root import FileRootKey
from services.main import build
from tests.city import TENANT, city, consultation
from tests.databases import TemplateServer

BOTH: tuple[Database, ...] = ("log", "ring")


def run(program: str, *arguments: str) -> None:
    subprocess.run([shipped_binaries().program(program), *arguments], check=True)


def back_up(databases: Databases, folder: Path) -> None:
    for name in BOTH:
        run("pg_dump", "--file", str(folder / name), databases.conninfo("backup", name))


def restore(postgres: TemplateServer, into: Databases, folder: Path) -> None:
    for name, conninfo in zip(BOTH, (into.log, into.ring), strict=True):
        as_admin = make_conninfo(postgres.admin, dbname=conninfo_to_dict(conninfo)["dbname"])
        # The stored text of a newer pg_dump sets what PostgreSQL 15 does not know.
        plain = folder / f"{name}.sql"
        plain.write_text(
            (folder / name).read_text().replace("SET transaction_timeout = 0;\n", "", 1)
        )
        run("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={plain}", as_admin)


def test_what_the_backup_role_dumped_is_restored_whole_and_opens_with_the_root_key(
    postgres: TemplateServer, databases: Databases, tmp_path: Path
) -> None:
    with city(databases, tmp_path) as given:
        me = given.worker
        done = given.system.commands.receive_consultation(me, uuid4(), consultation())
        root_key = given.root_key
    before = check(databases, TENANT)
    back_up(databases, tmp_path)

    with postgres.empty_pair() as restored:
        restore(postgres, restored, tmp_path)

        assert before.findings == []
        assert check(restored, TENANT) == before
        with build(restored, FileRootKey(root_key)) as system:
            assert system.destruction.settle(TENANT) == 0
            assert system.reading.case_page(me, done.case).person.name == "髙橋 花子"
