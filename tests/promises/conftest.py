"""Fixtures of the promises."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from tests.city import city
from tests.databases import TemplateServer
from tests.promises.desk import Desk, furnished


@pytest.fixture(scope="module")
def desk(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk that tests look at and do not change; its appends wait for no lock for long."""
    pair = replace(postgres.copy(), patience=2.0)
    name = sql.Identifier(str(conninfo_to_dict(pair.log)["dbname"]))
    wait_less = "ALTER ROLE tsunagi_append IN DATABASE {} SET lock_timeout = '300ms'"
    with postgres.connect() as admin:
        admin.execute(sql.SQL(wait_less).format(name))
    with city(pair, tmp_path_factory.mktemp("city")) as town:
        yield furnished(town)
    postgres.drop(pair)
