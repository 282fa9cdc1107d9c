"""Fixtures of the pages' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.db import Databases
from tests.services.web.house import House, open_house


@pytest.fixture
def house(databases: Databases, tmp_path: Path) -> Iterator[House]:
    """Give the whole system with its people and no case."""
    with open_house(databases, tmp_path / "house") as opened:
        yield opened
