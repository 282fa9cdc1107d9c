"""Settings: read once from the environment, frozen, and refused when they cannot be meant."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from services.settings import Settings

LOG_URL = "postgresql://db.city.test:5432/tsunagi?sslmode=verify-full"
RING_URL = "postgresql://keys.city.test:5432/tsunagi_ring?sslmode=verify-full"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "DATABASE_URL", "KEYRING_URL", "SECRETS_DIR", "TEST_DATABASE_URL"):
        monkeypatch.delenv(f"TSUNAGI_{name}", raising=False)


def test_nothing_set_means_the_embedded_database_with_its_secrets_in_the_home() -> None:
    settings = Settings(home=Path("/srv/tsunagi"))

    assert settings.model_dump() == {
        "home": Path("/srv/tsunagi"),
        "database_url": None,
        "keyring_url": None,
        "secrets_dir": Path("/srv/tsunagi/secrets"),
        "root_key_file": Path("/srv/tsunagi/secrets/root-key"),
        "web_host": "127.0.0.1",
        "web_port": 8000,
        "allowed_hosts": "",
        "trusted_proxies": "127.0.0.1",
        "metrics_port": None,
        "font_dir": Path("/usr/share/fonts"),
        "development": False,
        "test_database_url": "",
    }
    assert settings.embedded


def test_a_citys_own_server_is_named_by_two_urls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", LOG_URL)
    monkeypatch.setenv("TSUNAGI_KEYRING_URL", RING_URL)
    monkeypatch.setenv("TSUNAGI_SECRETS_DIR", "/run/credentials/tsunagi-web")

    settings = Settings()

    assert (settings.database_url, settings.keyring_url) == (LOG_URL, RING_URL)
    assert settings.secrets_dir == Path("/run/credentials/tsunagi-web")
    assert not settings.embedded


def test_one_url_without_the_other_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", LOG_URL)

    with pytest.raises(ValidationError, match="set together or not at all"):
        Settings()


@pytest.mark.parametrize("account", ["clerk@", "clerk:secret@"])
def test_a_url_with_an_account_is_refused_since_each_role_has_its_own(
    monkeypatch: pytest.MonkeyPatch, account: str
) -> None:
    monkeypatch.setenv("TSUNAGI_DATABASE_URL", f"postgresql://{account}db.city.test/tsunagi")
    monkeypatch.setenv("TSUNAGI_KEYRING_URL", RING_URL)

    with pytest.raises(ValidationError, match="names no user or password"):
        Settings()


@pytest.mark.parametrize("port", ["0", "65536", "eighty"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("TSUNAGI_WEB_PORT", port)

    with pytest.raises(ValidationError, match="web_port"):
        Settings()


def test_settings_do_not_change_after_they_were_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().web_port = 81  # pyright: ignore[reportAttributeAccessIssue] - what is tested


def test_a_child_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=Path("/srv/tsunagi"), web_port=8123)

    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)

    assert Settings() == settings


def test_the_pages_answer_to_this_machine_and_to_the_names_that_were_set() -> None:
    settings = Settings(web_host="FD00::7", allowed_hosts="Tsunagi.city.test, kiroku.city.test")

    assert Settings().hosts == {"127.0.0.1", "localhost", "[::1]"}
    assert settings.hosts == {
        *Settings().hosts,
        "[fd00::7]",
        "tsunagi.city.test",
        "kiroku.city.test",
    }
