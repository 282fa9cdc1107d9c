"""`tsunagi consent-text`: which texts a municipality explains, word for word (R24)."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services import stock_consent
from services.cli import main
from services.db import Databases
from tests.city import TENANT, City, city

WORDS = "支援に必要な関係機関と、相談の内容を共有することに同意します。\n"
Tsunagi = Callable[..., tuple[int, str]]


@pytest.fixture
def town(databases: Databases, tmp_path: Path) -> Iterator[City]:
    """Give a city without a worker."""
    with city(databases, tmp_path, working=False) as opened:
        yield opened


@pytest.fixture
def tsunagi(
    town: City, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Tsunagi:
    """Give `tsunagi consent-text` as typed by the town's operator; it answers code and words."""
    databases = town.system.databases
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", databases.log)
    monkeypatch.setenv("TSUNAGI_KEYRING_URL", databases.ring)
    monkeypatch.setenv("TSUNAGI_SECRETS_DIR", str(databases.secrets_dir))
    monkeypatch.setenv("TSUNAGI_ROOT_KEY_FILE", str(town.root_key))

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["tsunagi", "consent-text", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    return run


def written(folder: Path, words: str = WORDS) -> Path:
    """Write a text into a file."""
    file = folder / "text.txt"
    file.write_text(words, encoding="utf-8")
    return file


NAMED = ("--name", "個人情報取扱規程", "--version", "令和8年4月1日版")


def test_a_text_is_adopted_word_for_word_and_retired(
    town: City, tsunagi: Tsunagi, tmp_path: Path
) -> None:
    named = (*NAMED, "--from", "2026-04-01", "--language", "vi", "--classes", "medical")

    code, document = tsunagi("adopt", TENANT, written(tmp_path), *named)
    retired = tsunagi("retire", TENANT, document.strip(), "--last", "2027-03-31")

    assert (code, retired) == (0, (0, ""))
    text = town.system.consent_texts.all(TENANT)[0]
    assert (text.words, text.language, text.classes) == (WORDS, "vi", ("medical",))
    assert (str(text.in_use.first), str(text.in_use.last)) == ("2026-04-01", "2027-03-31")
    assert (
        "2026-04-01から2027-03-31まで  個人情報取扱規程 令和8年4月1日版"
        in tsunagi("list", TENANT)[1]
    )


def test_the_same_words_are_adopted_once(tsunagi: Tsunagi, tmp_path: Path) -> None:
    """The wording of the national form is in use in this town."""
    _, stock = tsunagi("stock")
    file = written(tmp_path, stock)

    code, said = tsunagi("adopt", TENANT, file, *NAMED, "--from", "2026-04-01")

    assert stock == stock_consent.WORDS
    assert code == 1
    assert "同じ文面の説明書が登録されています" in said


def test_what_is_no_text_is_not_adopted(tsunagi: Tsunagi, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"\xff\xfe\x00")

    code, said = tsunagi("adopt", TENANT, file, *NAMED, "--from", "2026-04-01")
    nothing = tsunagi("adopt", TENANT, tmp_path / "none.txt", *NAMED, "--from", "2026-04-01")

    assert code == nothing[0] == 2
    assert "UTF-8" in said


def test_only_a_text_that_was_adopted_is_retired(tsunagi: Tsunagi) -> None:
    nobody = "5d1f1c0e-7a53-4c0c-9a39-0d1c6f0a2b11"

    code, said = tsunagi("retire", TENANT, nobody, "--last", "2027-03-31")

    assert code == 1
    assert "登録されていない説明書です" in said
