"""The schema that all migrations make, as text: `make db-dump` writes it down."""

import re
import subprocess
import tempfile
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.binaries import shipped_binaries
from services.db import Databases
from services.migrate import SQL
from tests.databases import TemplateServer, private_server, template_server

FILES = {"log": SQL / "schema-log.sql", "ring": SQL / "schema-ring.sql"}

HEAD = "-- Made by `make db-dump`: what all migrations make together. A test compares the two.\n\n"

# What depends on the release of the server or of pg_dump, and says nothing about the schema.
NOISE = re.compile(
    r"^(--\n-- .*\n--|-- Dumped .*|SET .*;|SELECT pg_catalog\.set_config.*;|\\(un)?restrict .*)\n",
    re.MULTILINE,
)


def dump(server: TemplateServer, databases: Databases) -> dict[str, str]:
    """Dump both schemas with owners and grants, without what differs between releases."""
    return {"log": _dump(server, databases.log), "ring": _dump(server, databases.ring)}


def _dump(server: TemplateServer, conninfo: str) -> str:
    dbname = conninfo_to_dict(conninfo)["dbname"]
    done = subprocess.run(
        [
            shipped_binaries().program("pg_dump"),
            "--schema-only",
            make_conninfo(server.admin, dbname=dbname),
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    return HEAD + re.sub(r"\n{3,}", "\n\n", NOISE.sub("", done.stdout)).strip() + "\n"


def main() -> None:
    """Write both dumps into the repository."""
    with private_server(durable=False) as own, tempfile.TemporaryDirectory() as secrets:
        own.start()
        with template_server(own.admin_conninfo(), Path(secrets)) as server:
            pair = server.copy()
            for name, text in dump(server, pair).items():
                FILES[name].write_text(text, encoding="utf-8")
            server.drop(pair)


if __name__ == "__main__":
    main()
