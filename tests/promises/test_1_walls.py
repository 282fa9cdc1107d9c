"""Promise 1: a municipality's rows are invisible to whoever reads for another one, or for none."""

from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from services.db import Databases, Role
from services.desk_note_views import NewInquiry
from services.refusals import NotShown
from services.web.consent_forms import first_typed, national
from services.web.posted import Posted
from services.worker import catch_up
from tests.city import ALWAYS, TENANT, City, city, consultation
from tests.databases import TemplateServer
from tests.promises.towns import OTHER_TENANT, second_city

SET: LiteralString = """
SELECT set_config('tsunagi.tenant', %(tenant)s, true),
    set_config('tsunagi.viewer', %(viewer)s, true)
"""

BY_TENANT: tuple[tuple[Role, LiteralString], ...] = (
    ("read", "SELECT tenant FROM log.head"),
    ("read", "SELECT tenant FROM log.entry"),
    ("read", "SELECT tenant FROM log.command"),
    ("read", "SELECT tenant FROM directory.agency"),
    ("read", "SELECT tenant FROM directory.programme"),
    ("read", "SELECT tenant FROM directory.staff"),
    ("audit", "SELECT tenant FROM log.head"),
    ("audit", "SELECT tenant FROM log.entry"),
    ("audit", "SELECT tenant FROM directory.staff"),
    ("unwrap", "SELECT tenant FROM log.head"),
    ("unwrap", "SELECT tenant FROM log.entry"),
    ("unwrap", "SELECT tenant FROM log.part"),
    ("destroy", "SELECT tenant FROM log.head"),
    ("destroy", "SELECT tenant FROM log.entry"),
)
BY_VIEWER: tuple[tuple[Role, LiteralString], ...] = (
    ("read", "SELECT tenant, viewer FROM caseload.sheet"),
    ("read", "SELECT tenant, viewer FROM caseload.matter"),
    ("read", "SELECT tenant, viewer FROM case_timeline.item"),
    ("read", "SELECT tenant, viewer FROM deadlines.matter"),
    ("read", "SELECT tenant, viewer FROM household.known_case"),
    ("read", "SELECT tenant, viewer FROM household.known_person"),
    ("read", "SELECT tenant, viewer FROM people.person"),
    ("read", "SELECT tenant, viewer FROM desk_notes.note"),
    ("read", "SELECT tenant, viewer FROM consents_due.due"),
    ("read", "SELECT tenant, viewer FROM disclosure_ledger.disclosure"),
    ("audit", "SELECT tenant, viewer FROM disclosure_ledger.disclosure"),
    ("audit", "SELECT tenant, programme FROM access_ledger.look"),
)


@pytest.fixture(scope="module")
def towns(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[City, UUID]]:
    """Give two municipalities with a consultation each, and the other one's programme."""
    pair = postgres.copy()
    with city(pair, tmp_path_factory.mktemp("city"), working=False) as town:
        elsewhere = second_city(town)
        town.system.consent_texts.adopt_stock(OTHER_TENANT, first=ALWAYS.first)
        for acting in (town.worker, elsewhere):
            done = town.system.commands.receive_consultation(acting, uuid4(), consultation())
            catch_up(pair)
            town.system.reading.case_page(acting, done.case)
            asked = NewInquiry(asked="妻が来ていないか。", number="")
            town.system.desk_notes.note_inquiry(acting, uuid4(), asked)
            page = town.system.consenting.page(acting, done.case)
            told, named = national(Posted((*first_typed(page), ("answer", "given"))))
            consenting = town.system.consenting
            consenting.write(acting, uuid4(), done.case, page.token, told, named)
            with pytest.raises(NotShown):
                town.system.receiving.page(acting, "a" * 26)
        catch_up(pair)
        yield town, elsewhere.programme
    postgres.drop(pair)


def seen(
    databases: Databases, role: Role, query: LiteralString, setting: dict[str, str] | None
) -> set[tuple[Any, ...]]:
    """Return what a role sees, with or without saying for whom it reads."""
    with psycopg.connect(databases.conninfo(role)) as conn:
        if setting is not None:
            conn.execute(SET, setting)
        return set(conn.execute(query))


@pytest.mark.parametrize(("role", "query"), BY_TENANT)
def test_a_role_sees_the_rows_of_the_municipality_it_reads_for_and_none_without(
    towns: tuple[City, UUID], role: Role, query: LiteralString
) -> None:
    databases = towns[0].system.databases

    assert seen(databases, role, query, None) == set()
    assert seen(databases, role, query, {"tenant": "", "viewer": ""}) == set()
    assert seen(databases, role, query, {"tenant": "lg-999999", "viewer": ""}) == set()
    for tenant in (TENANT, OTHER_TENANT):
        assert seen(databases, role, query, {"tenant": tenant, "viewer": ""}) == {(tenant,)}


@pytest.mark.parametrize(("role", "query"), BY_VIEWER)
def test_a_view_shows_the_rows_of_one_programme_of_one_municipality(
    towns: tuple[City, UUID], role: Role, query: LiteralString
) -> None:
    town, other_programme = towns
    databases, desk = town.system.databases, town.desk

    def shown(tenant: str, viewer: str) -> set[tuple[Any, ...]]:
        return seen(databases, role, query, {"tenant": tenant, "viewer": viewer})

    assert seen(databases, role, query, None) == set()
    assert shown(TENANT, "") == set()
    assert shown(TENANT, str(town.other)) == set()
    assert shown(TENANT, str(other_programme)) == set()
    assert shown(OTHER_TENANT, str(desk)) == set()
    assert shown(TENANT, str(desk)) == {(TENANT, desk)}
    assert shown(OTHER_TENANT, str(other_programme)) == {(OTHER_TENANT, other_programme)}


def test_a_reader_cannot_see_a_municipality_by_asking_in_its_query(
    towns: tuple[City, UUID],
) -> None:
    query: LiteralString = f"SELECT tenant FROM log.entry WHERE tenant = '{OTHER_TENANT}'"

    found = seen(towns[0].system.databases, "read", query, {"tenant": TENANT, "viewer": ""})

    assert found == set()
