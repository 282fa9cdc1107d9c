"""The root key: a file for its owner only, bound to labels, restored by two persons together."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.keys.root import FileRootKey, RootKeyRefused, restore, unwrap, wrap

pytestmark = pytest.mark.pure

KEYS = st.binary(min_size=32, max_size=32)


def test_a_new_key_is_readable_by_its_owner_only_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "root-key"
    FileRootKey.create(path)
    written = path.read_bytes()

    with pytest.raises(FileExistsError):
        FileRootKey.create(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == written
    assert len(bytes.fromhex(written.decode())) == 32


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root-key"
    FileRootKey.create(path)
    path.chmod(mode)

    with pytest.raises(RootKeyRefused, match="readable by others"):
        FileRootKey(path)


@pytest.mark.parametrize("text", ["", "no hex", "ab" * 31, "ab" * 33, "鍵"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "root-key"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(RootKeyRefused):
        FileRootKey(path)
    with pytest.raises(RootKeyRefused):
        FileRootKey(tmp_path / "missing")


@given(KEYS, st.binary(max_size=64), st.binary(max_size=64))
def test_a_wrapped_secret_opens_under_its_key_and_label(
    key: bytes, secret: bytes, label: bytes
) -> None:
    assert unwrap(key, wrap(key, secret, label), label) == secret


@given(KEYS, KEYS, st.binary(max_size=64), st.binary(max_size=64))
def test_a_wrapped_secret_opens_under_no_other_key_or_label(
    key: bytes, other: bytes, label: bytes, elsewhere: bytes
) -> None:
    wrapped = wrap(key, b"secret", label)

    for with_key, with_label in ((other, label), (key, elsewhere)):
        if (with_key, with_label) != (key, label):
            with pytest.raises(RootKeyRefused):
                unwrap(with_key, wrapped, with_label)


@given(st.integers(0, 99))
def test_a_wrapped_secret_that_was_cut_is_refused(size: int) -> None:
    wrapped = wrap(bytes(32), b"secret" * 12, b"label")

    with pytest.raises(RootKeyRefused):
        unwrap(bytes(32), wrapped[:size], b"label")


def test_both_shares_restore_the_key_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "root-key"
    first, second = FileRootKey.create(path).shares()

    restore(tmp_path / "one", (first, second))
    restore(tmp_path / "other", (f" {second}\n", first))

    assert (tmp_path / "one").read_bytes() == path.read_bytes()
    assert (tmp_path / "other").read_bytes() == path.read_bytes()


def test_one_share_alone_says_nothing_and_shares_of_two_splits_do_not_mix(tmp_path: Path) -> None:
    key = FileRootKey.create(tmp_path / "root-key")
    first, second = key.shares()
    again, other_second = key.shares()
    strangers, _ = FileRootKey.create(tmp_path / "stranger").shares()

    for shares in (
        (first, first),
        (second, second),
        (first, other_second),
        (again, second),
        (strangers, second),
        (first, ""),
        (first, second[:-2]),
        (first, second.replace("2-", "3-", 1)),
    ):
        with pytest.raises(RootKeyRefused):
            restore(tmp_path / "restored", shares)

    secret = (tmp_path / "root-key").read_text().strip()
    assert not (tmp_path / "restored").exists()
    assert first[-64:] != again[-64:]
    assert secret not in (first[-64:], second[-64:])


def test_a_restored_key_never_replaces_one(tmp_path: Path) -> None:
    shares = FileRootKey.create(tmp_path / "root-key").shares()

    with pytest.raises(FileExistsError):
        restore(tmp_path / "root-key", shares)
