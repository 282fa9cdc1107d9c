"""Opening: bytes that are not what their entry committed to are never shown, as anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.db import Databases
from services.keys.cipher import BrokenSeal
from tests.city import city
from tests.databases import TemplateServer
from tests.promises.desk import Desk, furnished

CHANGES: dict[str, LiteralString] = {
    "a bit of the sealed bytes": """
        UPDATE log.part SET sealed = set_bit(sealed, 400, 1 - get_bit(sealed, 400))
        WHERE (tenant, seq, part_no) = (%(tenant)s, %(seq)s, 0)
    """,
    "the last byte": """
        UPDATE log.part SET sealed = substr(sealed, 1, octet_length(sealed) - 1)
        WHERE (tenant, seq, part_no) = (%(tenant)s, %(seq)s, 0)
    """,
    "the bytes of a part beside it, under the same key": """
        UPDATE log.part p SET sealed = o.sealed FROM log.part o
        WHERE (p.tenant, p.seq, p.part_no) = (%(tenant)s, %(seq)s, 0)
            AND (o.tenant, o.seq, o.part_no) = (%(tenant)s, %(seq)s, 1)
    """,
    "the category": """
        UPDATE log.part SET category = 'CONTACT'
        WHERE (tenant, seq, part_no) = (%(tenant)s, %(seq)s, 0)
    """,
}


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    with city(databases, tmp_path) as town:
        yield furnished(town)


def tamper(postgres: TemplateServer, desk: Desk, change: LiteralString) -> None:
    """Change the row of a person's name, as an administrator who switches the triggers off."""
    kinds = [line["type"] for line in desk.log().lines]
    given = {"tenant": desk.town.worker.tenant, "seq": kinds.index("person.registered")}
    dbname = str(conninfo_to_dict(desk.databases.log)["dbname"])
    with psycopg.connect(make_conninfo(postgres.admin, dbname=dbname)) as admin:
        admin.execute("SET session_replication_role = replica")
        assert admin.execute(change, given).rowcount == 1


@pytest.mark.parametrize("what", CHANGES)
def test_a_part_that_was_tampered_with_is_not_shown_and_the_look_stands(
    postgres: TemplateServer, desk: Desk, what: str
) -> None:
    tamper(postgres, desk, CHANGES[what])
    before = len(desk.log().lines)

    with pytest.raises(BrokenSeal):
        desk.town.system.reading.case_page(desk.town.worker, desk.case)

    (entry,) = desk.log().since(before)
    assert entry["type"] == "access.content-read"


def test_an_error_of_opening_quotes_nothing(postgres: TemplateServer, desk: Desk) -> None:
    tamper(postgres, desk, CHANGES["a bit of the sealed bytes"])

    with pytest.raises(BrokenSeal) as broken:
        desk.town.system.reading.my_work(desk.town.worker)

    assert set(str(broken.value)) <= set("0123456789abcdef-")
