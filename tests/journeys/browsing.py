"""A real Chromium on the real pages: it complains of whatever a page must never do."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any, Final, cast
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]  it has none
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.city import PASSWORD
from tests.databases import TemplateServer
from tests.services.web.house import House, open_house

DESKTOP, TABLET, PHONE = 1366, 820, 320
WIDTHS: Final = (DESKTOP, TABLET, PHONE)

FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
USUAL: Final = (
    "Failed to load resource: the server responded with a status of",
    "Clear-Site-Data header on",
)
"""What Chromium itself writes to the console about an error's status and about a log-out."""


@dataclass
class Visit:
    """A page in view, and whatever was wrong with it since it was opened."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list[str])

    def open(self, path: str) -> Response:
        """Go to a page."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer

    def path(self) -> str:
        """Return the path in view."""
        return urlsplit(self.page.url).path

    def case(self) -> str:
        """Return the alias of the case in view."""
        return self.path().rsplit("/", 1)[-1]

    def check(self) -> list[str]:
        """Return everything that is wrong on a desk, a tablet and a phone."""
        found: list[str] = []
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"at {width}: {wrong}" for wrong in self.check_here()]
        self.page.set_viewport_size({"width": DESKTOP, "height": 900})
        return found

    def check_here(self) -> list[str]:
        """Return what is wrong: accessibility, reflow, console, strange hosts."""
        found = cast("Any", Axe()).run(self.page, options=RULES).response["violations"]
        axe = [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [*self.complaints, *axe, *([f"{wide} px too wide"] if wide > 0 else [])]

    def listen(self) -> None:
        """Hear the console, and see whom the page contacts."""
        self.page.on("console", lambda message: self._hear(message.text))
        self.page.on("pageerror", lambda error: self._hear(str(error)))
        self.page.on("request", lambda request: self._see(request.url))

    def _hear(self, text: str) -> None:
        if not text.startswith(USUAL):
            self.complaints.append(f"console: {text}")

    def _see(self, address: str) -> None:
        if not address.startswith(self.base):
            self.complaints.append(f"contacted {address}")


@dataclass(frozen=True)
class Desk:
    """The house, served at an address of this machine, with a browser to look at it."""

    house: House
    base: str
    chromium: Browser

    @contextmanager
    def visit(
        self,
        login: str | None = None,
        *,
        width: int = DESKTOP,
        javascript: bool = True,
        **more: Any,
    ) -> Generator[Visit]:
        """Sit down at a browser of one's own, logged in as someone or nobody."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=javascript,
            **more,
        )
        try:
            if login:
                self._log_in(context, login)
            visit = Visit(context.new_page(), self.base)
            visit.listen()
            yield visit
        finally:
            context.close()

    def _log_in(self, context: BrowserContext, login: str) -> None:
        token = self.house.system.sessions.log_in(login=login, password=PASSWORD)
        context.add_cookies([{"name": "session", "value": token, "url": self.base}])


@contextmanager
def served(app: FastAPI) -> Generator[str]:
    """Serve pages on a free port of this machine, as `tsunagi web` does."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Generator[Browser]:
    """Start Debian's Chromium, which looks nobody up by itself."""
    found = shutil.which("chromium")
    assert found, "chromium is not installed: run infra/setup.sh browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_desk(postgres: TemplateServer, folder: Path) -> Generator[Desk]:
    """Open a house, serve it and start a browser."""
    databases = postgres.copy()
    with (
        open_house(databases, folder, secure_cookies=False) as house,
        served(house.app) as base,
        chromium() as browser,
    ):
        yield Desk(house, base, browser)
    postgres.drop(databases)


# Playwright's own loop must not outlive the module: other tests have loops of their own.
@pytest.fixture(scope="module")
def desk(postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a served house and a browser to the tests of one module."""
    with open_desk(postgres, tmp_path_factory.mktemp("desk")) as opened:
        yield opened
