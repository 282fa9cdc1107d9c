"""Fixtures of all tests: a PostgreSQL server for the run, fresh databases for each test."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from services.db import Databases
from services.embedded import Embedded
from services.settings import Settings
from tests import depth
from tests.databases import TemplateServer, private_server, template_server

depth.use_profile()

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that was skipped is a test that failed: something it needs is missing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if depth.IN_CI and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("a test was skipped, which CI does not allow", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TemplateServer]:
    """Give this worker's server: one of our own, or of those TSUNAGI_TEST_DATABASE_URL names."""
    with ExitStack() as stack:
        given = Settings().test_database_url.split()
        if given:
            admin = given[WORKER]
        else:
            server = stack.enter_context(private_server(durable=False))
            server.start()
            admin = server.admin_conninfo()
        yield stack.enter_context(template_server(admin, tmp_path_factory.mktemp("secrets")))


@pytest.fixture
def databases(postgres: TemplateServer) -> Iterator[Databases]:
    """Give a fresh, migrated, empty pair of databases; dropped after the test."""
    pair = postgres.copy()
    yield pair
    postgres.drop(pair)


@pytest.fixture
def postgres_server() -> Iterator[Callable[..., Embedded]]:
    """
    Give a maker of private servers, not started: `postgres_server(durable=…, parent=…)`.

    Each is a `services.embedded.Embedded` with nothing in it, stopped and removed after the test.
    """
    with ExitStack() as stack:

        def make(*, durable: bool = False, parent: Path = Path("/tmp")) -> Embedded:
            return stack.enter_context(private_server(durable=durable, parent=parent))

        yield make
