"""Settings: the one place that reads the environment, once, into a frozen value."""

import os
from pathlib import Path
from typing import Any, Self

from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SYSTEM_HOME = Path("/var/lib/tsunagi")


def default_home() -> Path:
    """Name the home of the embedded database: the system's for root, else the user's own."""
    if os.geteuid() == 0:
        return SYSTEM_HOME
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "tsunagi"


def _in_home(*names: str) -> Any:
    """Make the default of a path that lies in the home unless it is set."""

    def default(validated: dict[str, Any]) -> Path:
        return Path(validated["home"], *names)

    return Field(default_factory=default)


class Settings(BaseSettings):
    """
    What an operator can set, each as TSUNAGI_<NAME>.

    `database_url` and `keyring_url` name a city's own PostgreSQL (host, port, database, TLS; never
    a user or password); both None = the embedded one in `home`. `secrets_dir` holds one file for
    each database role with its password, as systemd's LoadCredential lays them out.
    `allowed_hosts` are names of the pages besides those of this machine, separated by commas.
    `trusted_proxies` are the addresses of the reverse proxies, whose word on where a browser
    connects from is taken. `metrics_port`, on this machine only, is where Prometheus collects.
    `development` = the page of all components is there (`/ui`).
    `test_database_url` are an administrator's URLs of throw-away servers for the tests, separated
    by blanks: one for each worker.
    """

    model_config = SettingsConfigDict(env_prefix="TSUNAGI_", frozen=True, env_ignore_empty=True)

    home: Path = Field(default_factory=default_home)
    database_url: str | None = None
    keyring_url: str | None = None
    secrets_dir: Path = _in_home("secrets")
    root_key_file: Path = _in_home("secrets", "root-key")
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8000, ge=1, le=65535)
    allowed_hosts: str = ""
    trusted_proxies: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    font_dir: Path = Path("/usr/share/fonts")
    development: bool = False
    test_database_url: str = ""

    @model_validator(mode="after")
    def _urls_come_together_and_without_an_account(self) -> Self:
        if (self.database_url is None) != (self.keyring_url is None):
            raise ValueError(
                "TSUNAGI_DATABASE_URL and TSUNAGI_KEYRING_URL are set together or not at all"
            )
        for url in (self.database_url, self.keyring_url):
            named = conninfo_to_dict(url or "")
            if "user" in named or "password" in named:
                raise ValueError("a database URL names no user or password: each role has its own")
        return self

    @property
    def embedded(self) -> bool:
        """Tell whether the database is our own child rather than a city's server."""
        return self.database_url is None

    @property
    def hosts(self) -> frozenset[str]:
        """Give every name that the pages answer to, in lower case, as a Host header has it."""
        own = f"[{self.web_host}]" if ":" in self.web_host else self.web_host
        named = (name.strip() for name in self.allowed_hosts.split(","))
        return frozenset(
            name.lower() for name in ("127.0.0.1", "localhost", "[::1]", own, *named) if name
        )

    def environment(self) -> dict[str, str]:
        """Give our own environment with these settings in it, for a child process."""
        named = {
            f"TSUNAGI_{name.upper()}": str(value)
            for name, value in self.model_dump(exclude_none=True).items()
        }
        return {**os.environ, **named}
