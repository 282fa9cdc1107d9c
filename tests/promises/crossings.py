"""Crossings (すり替え): the addresses of one case, tried by others and below another parent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from tests.promises.every_form import Walk
from tests.services.web.house import Browser

ALIAS: Final = re.compile(r"(?<=/)[a-z2-7]{26}(?=[/?]|$)")
STAND: Final = re.compile(r'name="stand" value="([^"]+)"')
SHOWN: Final = re.compile(
    r"[a-z2-7]{26}"
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r'|name="(?:token|seen|state|command)" value="[^"]*"'
)
"""What two answers may differ in: aliases as they were asked for, ids, and versions that were."""


@dataclass(frozen=True)
class Door:
    """One address of a case with what was sent to it, None = it was opened."""

    route: str
    address: str
    sent: dict[str, list[str]] | None = None

    def knock(self, browser: Browser, stand: str, address: str) -> tuple[int, str]:
        """
        Return the answer at an address, without what may differ.

        `stand` is who the form says that it was typed by; another's would be refused for that.
        """
        answer: Any
        if self.sent is None:
            answer = browser.client.get(address)
        else:
            typed = {**self.sent, "command": [str(uuid4())], "stand": [stand]}
            answer = browser.client.post(address, data=typed)
        named = answer.headers.get("location", "")
        return answer.status_code, SHOWN.sub("·", f"{named}\n{answer.text}")


def stand_of(browser: Browser) -> str:
    """Return what a browser's own forms say of who types."""
    pages = (browser.get(path).text for path in ("/search", "/access"))
    return next(found[1] for page in pages if (found := STAND.search(page)))


def doors(walk: Walk) -> Iterator[Door]:
    """Give every address of the walk that names something, once for each route."""
    for route, address in sorted(walk.opened.items()):
        if ALIAS.search(address):
            yield Door(route, address)
    for route, (address, sent) in sorted(walk.posted.items()):
        if ALIAS.search(address):
            yield Door(route, address, sent)


def nowhere(address: str, *, keep: int = 0) -> str:
    """Name things that never were in an address, but for the first `keep` ones."""
    kept = [one[0] for one in ALIAS.finditer(address)][:keep]
    others = iter("bcdefgh")
    return ALIAS.sub(lambda one: one[0] if one[0] in kept else next(others) * 26, address)


def below(address: str, parent: str) -> str | None:
    """Put what is named below another parent; None = nothing is named below one."""
    if len(ALIAS.findall(address)) == 1:
        return None
    return ALIAS.sub(parent, address, count=1)
