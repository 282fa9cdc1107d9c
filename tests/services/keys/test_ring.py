"""The ring: one key a scope for ever, a tombstone that refuses it, receipts that are used once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.db import Databases
from services.keys.ring import Ring, RingIncomplete, Scope
from services.keys.root import FileRootKey, RootKeyRefused
from services.refusals import FileErased
from tests.databases import TemplateServer
from tests.depth import rounds

T = TypeVar("T")
TENANT, OTHER = "lg-132101", "lg-142051"
NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
SCOPE = Scope(UUID(int=1), "case:1", UUID(int=2))
SCOPES = st.builds(
    Scope,
    st.sampled_from([UUID(int=n) for n in range(3)]),
    st.sampled_from(["case:1", "case:2", "person:1"]),
    st.sampled_from([UUID(int=n) for n in range(3, 6)]),
)
ROWS = "SELECT key_id, wrapped, destroyed_at FROM ring.key"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> FileRootKey:
    return FileRootKey.create(tmp_path_factory.mktemp("root") / "root-key")


@pytest.fixture(scope="module")
def shared(postgres: TemplateServer) -> Iterator[Databases]:
    pair = postgres.copy()
    yield pair
    postgres.drop(pair)


def founded(databases: Databases, root: FileRootKey) -> Ring:
    """Give a ring that has its first epoch, as opening a municipality makes it."""
    ring = Ring(databases, root)
    ring.tenant_secret(TENANT)
    ring.tenant_secret(OTHER)
    return ring


def together(work: Callable[[int], T]) -> list[T]:
    """Do it eight times at once."""
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(work, range(8)))


def rows(databases: Databases) -> list[tuple[Any, ...]]:
    with psycopg.connect(databases.conninfo("backup", "ring")) as conn:
        return conn.execute(ROWS).fetchall()


@given(st.lists(st.tuples(st.sampled_from([TENANT, OTHER]), SCOPES), min_size=2, max_size=8))
@settings(max_examples=rounds(fast=15, deep=200))
def test_a_scope_has_one_key_for_ever_and_no_other_scope_has_it(
    shared: Databases, root: FileRootKey, wanted: list[tuple[str, Scope]]
) -> None:
    first, restarted = founded(shared, root), Ring(shared, root)

    keys = {one: first.data_key(*one) for one in wanted}

    assert {one: restarted.data_key(*one) for one in wanted} == keys
    assert len({key.key_id for key in keys.values()}) == len(keys)
    assert len({key.secret for key in keys.values()}) == len(keys)


def test_a_key_asked_for_by_many_at_once_is_made_once(
    databases: Databases, root: FileRootKey
) -> None:
    founded(databases, root)

    keys = together(lambda _: Ring(databases, root).data_key(TENANT, SCOPE))

    assert len(set(keys)) == len(rows(databases)) == 1


def test_a_municipalitys_secret_is_made_once_and_is_its_own(
    databases: Databases, root: FileRootKey
) -> None:
    secrets = together(lambda _: Ring(databases, root).tenant_secret(TENANT))

    assert len(set(secrets)) == 1
    assert len(secrets[0]) == 32
    assert Ring(databases, root).tenant_secret(OTHER) != secrets[0]


def test_a_destroyed_key_is_gone_and_its_scope_refused(
    databases: Databases, root: FileRootKey
) -> None:
    ring = founded(databases, root)
    key, kept = (ring.data_key(TENANT, replace(SCOPE, file=file)) for file in ("case:1", "case:2"))

    ring.destroy(TENANT, key.key_id, now=NOW)
    ring.destroy(TENANT, key.key_id, now=NOW + timedelta(days=1))

    gone = {key_id: (wrapped, at) for key_id, wrapped, at in rows(databases) if wrapped is None}
    assert gone == {key.key_id: (None, NOW)}
    for asked in (ring, Ring(databases, root)):
        with pytest.raises(FileErased):
            asked.data_key(TENANT, replace(SCOPE, file="case:1"))
        assert asked.secrets_of(TENANT, [key.key_id, kept.key_id]) == {kept.key_id: kept.secret}


def test_a_key_is_found_in_its_own_municipality_only(
    databases: Databases, root: FileRootKey
) -> None:
    ring = founded(databases, root)
    key = ring.data_key(TENANT, SCOPE)

    with pytest.raises(RingIncomplete):
        ring.secrets_of(OTHER, [key.key_id])
    ring.destroy(OTHER, key.key_id, now=NOW)

    assert ring.secrets_of(TENANT, [key.key_id]) == {key.key_id: key.secret}


def test_a_receipt_is_used_once_however_many_use_it_together(
    databases: Databases, root: FileRootKey
) -> None:
    ring = founded(databases, root)

    used = together(lambda _: ring.use_receipt(TENANT, 7, now=NOW))

    assert sorted(used) == [False] * 7 + [True]
    assert ring.use_receipt(OTHER, 7, now=NOW)
    ring.forget_receipts(before=NOW)
    assert not ring.use_receipt(TENANT, 7, now=NOW)


def test_another_root_key_opens_nothing(
    databases: Databases, root: FileRootKey, tmp_path: Path
) -> None:
    founded(databases, root).data_key(TENANT, SCOPE)
    stranger = Ring(databases, FileRootKey.create(tmp_path / "another"))

    with pytest.raises(RootKeyRefused):
        stranger.data_key(TENANT, SCOPE)
    with pytest.raises(RootKeyRefused):
        stranger.data_key(TENANT, replace(SCOPE, subject=uuid4()))
    with pytest.raises(RootKeyRefused):
        stranger.tenant_secret(TENANT)
