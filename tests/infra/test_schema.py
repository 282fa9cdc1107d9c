"""The committed schema is what all migrations make, with owners and grants (`make db-dump`)."""

from services.db import Databases
from tests.databases import TemplateServer
from tests.infra.schema_dump import FILES, dump


def test_all_migrations_on_an_empty_database_make_the_committed_schema(
    postgres: TemplateServer, databases: Databases
) -> None:
    assert dump(postgres, databases) == {
        name: path.read_text(encoding="utf-8") for name, path in FILES.items()
    }
