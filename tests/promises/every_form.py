"""
Every form (すべての用紙): a walk over all pages that fills in whatever can be typed.

The doors are the application's own routes, not a list kept here: a new page is walked to by its
links, and each of its text fields gets a word that stands nowhere else. What the walk cannot walk
to is knocked at, with a word in every field that any form has. `untouched` names what it did not
reach: link the page from another one; a route that must not be opened or sent to is named in
`LEFT_ALONE`, with the reason.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from fastapi import FastAPI
from fastapi.routing import APIRoute

from events.asking import QuestionKind
from events.values import Category, Role
from services import worker
from services.questions import NewQuestion
from services.web import dates
from services.web.app import create_app
from services.web.brake import Brake
from tests.city import TENANT
from tests.promises.canaries import Canaries
from tests.promises.markup import Markup, Sheet
from tests.services.sharing_town import adopt
from tests.services.web.house import ADMINISTRATOR, COUNSELLOR, Browser, House
from tests.services.web.test_plan import decided

LEFT_ALONE: Final = {
    "/login": "before anybody is known; tried by its own door",
    "/logout": "would end the walk; nothing is typed",
    "/password": "would end the walk; passwords are kept as hashes of their own",
    "/stand": "needs somebody with two standings; nothing is typed",
    "/assignments": "for a programme's chief; nothing is typed",
    "/static": "files of the program",
    "/access": "for auditors; nothing is typed",
    "/disclosures": "for auditors; nothing is typed",
    "/provisions": "for who was provided with something; nothing is typed but codes",
    "/emergencies/overseen": "for auditors; nothing is typed",
    "/cases/{case}/provisions/{provision}/urging": "once a day has gone by; nothing is typed",
    "/cases/{case}/provisions/{provision}/answer": "for what was proposed by a person's consent",
    "/cases/{case}/provisions/{provision}/ground": "for what rests on a provision of law",
    "/obligations/": "for what is owed after a withdrawal; nothing is typed but codes and a day",
    "/cases/{case}/provisions/{provision}/telling": "after a withdrawal; a day is typed",
    "/emergencies/received": "for who received something; nothing is typed but codes",
    "/healthz": "for machines; nothing is typed",
    "/readyz": "for machines; nothing is typed",
}
"""Routes, by the beginning of their path, at which no word about a resident comes in."""
OFFICE: Final = ("/staff", "/posts", "/partners", "/settings", "/questions")
"""Where an administrator walks: what stands there is about offices and those who work in them."""
LAST: Final = (
    "/cases/{case}/person/correction",
    "/cases/{case}/closing",
    "/staff/{member}/stop",
)
"""Forms after which others are gone: sent when everything else was."""
HIRED: Final = ("mihon-ichi", "mihon-ni")
"""Who is hired for the walk, so that nobody else is stopped by it."""
PAGES: Final = 8
"""How many addresses of one route are opened."""
EACH: Final = 2
"""How many forms of one kind are sent."""
CASES: Final = 3
"""Cases of one name and birth date; the last one is left as it is, to be proposed as the same."""
TRIES: Final = 9
IMAGE: Final = b"\x89PNG\r\n\x1a\n" + bytes(64)


@dataclass
class Walk:
    """
    What a walk has seen: routes by "METHOD /path", opened, sent to, and carried out.

    `posted` has for each route the first form that was carried out: its address and its fields.
    """

    house: House
    words: Canaries
    app: FastAPI
    browser: Browser
    arrive: Callable[[str, Browser], None]
    opened: dict[str, str] = field(default_factory=dict[str, str])
    sent: Counter[str] = field(default_factory=Counter[str])
    done: set[str] = field(default_factory=set[str])
    posted: dict[str, tuple[str, dict[str, list[str]]]] = field(
        default_factory=dict[str, tuple[str, dict[str, list[str]]]]
    )
    leaks: set[str] = field(default_factory=set[str])
    elsewhere: tuple[str, ...] = OFFICE
    _queue: deque[str] = field(default_factory=deque[str])
    _seen: Counter[str] = field(default_factory=Counter[str])
    _known: set[str] = field(default_factory=set[str])
    _names: set[str] = field(default_factory=set[str])
    _forms: deque[tuple[str, Sheet]] = field(default_factory=deque[tuple[str, Sheet]])
    _ending: deque[tuple[str, Sheet]] = field(default_factory=deque[tuple[str, Sheet]])

    @classmethod
    def through(
        cls,
        house: House,
        words: Canaries,
        arrive: Callable[[str, Browser], None] = lambda _address, _browser: None,
    ) -> "Walk":
        """
        Walk over every page as a counsellor, from two cases of their own.

        `arrive` is called with the first address of each route that opens.
        """
        patient = replace(house.app.state.desk, brake=Brake(count(0, 60).__next__))
        app = create_app(patient, secure_cookies=True, hosts={"tsunagi.test"})
        house = replace(house, app=app)
        _ask(house)
        adopt(house.city)
        walk = cls(house, words, app, house.browser(COUNSELLOR), arrive)
        cases = [f"/cases/{house.take()}" for _ in range(CASES)]
        # An evaluation stands only where a plan was decided, step by step by now.
        _, planned = decided(house)
        walk._from("/", *walk._plain(), *cases[:-1], f"/cases/{planned}/ending")
        walk._through_the_office()
        walk._knock(cases[0].rpartition("/")[2])
        return walk

    def _through_the_office(self) -> None:
        """
        Walk over the administrator's pages too, with words that are not looked for: no resident's.

        Of those who work there, only somebody hired for it is appointed, stopped and so on.
        """
        city, administration = self.house.city, self.house.system.administration
        acting = city.log_in(ADMINISTRATOR)
        there = administration.office(acting).members
        for login in HIRED:
            city.staff(TENANT, login, f"見本 {login}", city.desk, Role.WORKER)
        worker.catch_up(self.house.system.databases)
        office = replace(
            self,
            words=Canaries(Random(0)),
            browser=self.house.browser(ADMINISTRATOR),
            elsewhere=(),
        )
        office._known |= {f"/staff/{member.alias}" for member in there}
        office._from(*OFFICE)

    def routes(self) -> set[str]:
        """Return every route of the pages that a word may come in by, or show one."""
        return {
            f"{method} {route.path}"
            for route in self._routes()
            for method in (route.methods or set[str]()) - {"HEAD"}
            if not route.path.startswith(tuple(LEFT_ALONE))
        }

    def untouched(self) -> set[str]:
        """Return the routes that were neither opened nor sent to."""
        return self.routes() - self.opened.keys() - self.sent.keys()

    def _knock(self, case: str) -> None:
        """Send a word in every field that any form has to what was not sent to."""
        for route in sorted(self.untouched()):
            method, _, path = route.partition(" ")
            if method == "POST":
                typed = {name: self.words.word(f"{route}: {name}") for name in self._names}
                answer = self.browser.client.post(re.sub(r"{\w+}", case, path), data=typed)
                assert answer.status_code < 500, route
                self._look(answer)
                self.sent[route] += 1

    def _routes(self) -> Iterator[APIRoute]:
        return flat(self.app.routes)

    def _plain(self) -> list[str]:
        opened = (route.removeprefix("GET ") for route in self.routes() if route.startswith("GET "))
        return sorted(path for path in opened if "{" not in path)

    def route(self, method: str, address: str) -> str:
        """Return which route an address belongs to; the first one that matches, as in the app."""
        path = urlsplit(address).path
        for route in self._routes():
            if method in (route.methods or ()) and route.path_regex.match(path):
                return f"{method} {route.path}"
        return ""

    def _from(self, *addresses: str) -> None:
        """Open what can be opened before anything is sent, and what follows from it after."""
        self._queue.extend(addresses)
        while self._queue or self._forms or self._ending:
            if self._queue:
                self._visit(self._queue.popleft())
            elif self._forms:
                self._fill(*self._forms.popleft())
            else:
                self._fill(*self._ending.popleft())

    def _visit(self, address: str) -> None:
        route = self.route("GET", address)
        kind = f"{route}?{'&'.join(sorted(_asked(address)))}"
        if not route or self._not_for(route) or address in self._known or self._seen[kind] >= PAGES:
            return
        self._known.add(address)
        answer = self.browser.get(address)
        if answer.status_code != 200:
            return
        self._seen[kind] += 1
        if route not in self.opened:
            self.opened[route] = address
            self.arrive(address, self.browser)
        page = self._look(answer)
        self._queue.extend(page.links)
        for form in page.forms:
            self._meet(address, form)

    def _meet(self, address: str, form: Sheet) -> None:
        target = self.route(form.method.upper(), form.action)
        if form.method == "get":
            assert not form.texts, f"words typed at {address} would stand in an address"
        elif target.endswith(LAST):
            self._ending.append((address, form))
        elif not self._not_for(target):
            self._forms.append((address, form))

    def _not_for(self, route: str) -> bool:
        return route.partition(" ")[2].startswith((*LEFT_ALONE, *self.elsewhere))

    def _fill(self, address: str, form: Sheet) -> None:
        target = self.route("POST", form.action)
        kind = f"{target} {' '.join(form.fields)}"
        # Of what is about one record, each answer is given to another one.
        if self._seen[kind] >= (1 if target.count("{") > 1 else EACH):
            return
        self._seen[kind] += 1
        filling = Filling(self.words, target)
        for turn in range(TRIES):
            now = self._again(address, form)
            if now is None:
                return
            answer = self._send(now, filling.of(now, turn))
            self.sent[target] += 1
            page = self._look(answer)
            if answer.status_code in {200, 303}:
                self.done.add(target)
                # What was sent may have opened the next step where this form stood.
                self._known.discard(address)
                self._queue.extend((answer.headers.get("location", ""), address))
                self._queue.extend(page.links)
                return
            assert answer.status_code < 500, (target, answer.status_code)
            filling.wrong(page.wrong or filling.early())

    def _again(self, address: str, form: Sheet) -> Sheet | None:
        """Open the page afresh: what was sent before may have moved its state."""
        page = Markup(self.browser.get(address).text)
        alike = (
            one for one in page.forms if (one.action, one.fields) == (form.action, form.fields)
        )
        return next(alike, None)

    def _send(self, form: Sheet, typed: list[tuple[str, str]]) -> Any:
        data: dict[str, list[str]] = {}
        for name, value in (*form.hidden, *typed):
            data.setdefault(name, []).append(value)
        files = [
            (name, (f"{self.words.word('a file name')}.png", self._image(), "image/png"))
            for name in form.files
        ]
        answer = self.browser.client.post(form.action, data=data, files=files or None)
        if answer.status_code == 303:
            self.posted.setdefault(self.route("POST", form.action), (form.action, data))
        return answer

    def _image(self) -> bytes:
        return IMAGE + self.words.word("a file").encode()

    def _look(self, answer: Any) -> Markup:
        """Read a page; an address with words in it is a leak: addresses are logged everywhere."""
        html = "text/html" in answer.headers.get("content-type", "")
        page = Markup(answer.text if html else "")
        self._names |= {name for form in page.forms for name in form.texts}
        named = [*page.addresses, answer.headers.get("location", "")]
        self.leaks |= {one for one in named if not unquote(one).isascii()}
        return page


@dataclass
class Filling:
    """What is typed into one kind of form: words first, then what its fields say they want."""

    words: Canaries
    target: str
    _turns: Counter[str] = field(default_factory=Counter[str])

    def wrong(self, fields: list[str]) -> None:
        """Type something else into these fields the next time."""
        self._turns.update(fields)

    def early(self) -> list[str]:
        """Return the fields that said today, where a rule wants a day that is still to come."""
        return [name for name, turns in self._turns.items() if turns == 1]

    def of(self, form: Sheet, turn: int) -> list[tuple[str, str]]:
        """Return what is typed, chosen and ticked; every turn chooses otherwise."""
        chosen = (
            (name, options[turn % len(options)])
            for name, values in form.choices.items()
            if (options := [value for value in values if value])
        )
        ticked = (
            (name, ticks[turn % len(ticks)])
            for name, values in form.ticks.items()
            if turn % len(ticks := [*values, ""]) < len(values)
        )
        typed = ((name, self._text(name)) for name in form.texts)
        return [*typed, *chosen, *ticked]

    def _text(self, name: str) -> str:
        word = self.words.word(f"{self.target}: {name}")
        today, later = dates.today(), dates.today() + timedelta(days=90)
        told = (word, dates.in_era(today), dates.in_era(later), "0:00", "7", "令和6年8月", "")
        return told[self._turns[name] % len(told)]


def flat(routes: Iterable[object]) -> Iterator[APIRoute]:
    """Return the routes of routers within routers."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from flat(router.routes)


def _asked(address: str) -> list[str]:
    return re.findall(r"(?:^|&)([^=&]+)=", urlsplit(address).query)


def _ask(house: House) -> None:
    """Have the municipality ask something besides the official slip."""
    question = NewQuestion(
        alias="",
        wording="行ったことのある居場所はありますか。",
        kind=QuestionKind.TEXT,
        category=Category.HEALTH,
        choices=(),
    )
    administrator = house.city.log_in(ADMINISTRATOR)
    house.system.questions.adopt(administrator, uuid4(), dates.today(), [question])
