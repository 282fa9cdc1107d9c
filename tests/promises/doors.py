"""Every door through which words come in, also where they are refused or something fails."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient

from events.attachment import WithdrawFiles
from events.values import ClosingReason, SupportMethod, tokyo_date
from services.acting import Acting
from services.case_forms import Closing, NewConsultation, ProgressCorrection, SlipCorrection
from services.facts import utc_now
from services.login_views import LoginRefused
from services.refusals import CommandReused, FieldRefused, NotShown, StaleSave, StorageUnavailable
from tests.city import attachment, consultation, progress
from tests.promises.canaries import Canaries
from tests.promises.every_form import Walk
from tests.promises.every_operation import send_to_every
from tests.services.api.client import SLIP, Program
from tests.services.web.house import COUNSELLOR, House

NUMBER: Final = "1234-5678-9018"
TAMPER: LiteralString = """
UPDATE log.part SET sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))
WHERE seq = (SELECT max(seq) FROM log.entry WHERE type = 'case.consultation-received')
"""
HELD = "SELECT FROM log.head FOR UPDATE"


@dataclass
class Visitor:
    """Goes in and out with words that stand nowhere else."""

    house: House
    words: Canaries

    def told(self, what: str) -> NewConsultation:
        """Draw a whole slip."""
        words = self.words
        return consultation(
            name=words.word(f"{what}: name"),
            kana=words.kana(f"{what}: kana"),
            born=words.born(f"{what}: date of birth"),
            address=f"さくら市{words.word(f'{what}: address')}町1-2-3",
            phone=words.phone(f"{what}: phone"),
            own_words=f"先月から{words.word(f'{what}: own words')}のことで困っています。",
            wishes=f"{words.word(f'{what}: wishes')}をしたい。",
        )

    def text(self, what: str) -> str:
        """Draw a sentence."""
        return f"本人は{self.words.word(what)}と話した。"

    def take(self, what: str) -> str:
        """Take a consultation down."""
        commands = self.house.system.commands
        return commands.receive_consultation(self.house.city.worker, uuid4(), self.told(what)).case

    def attach(self, case: str) -> None:
        """Attach two files that say something, by names that do, and open one of them."""
        me, system = self.house.city.worker, self.house.system
        sent = attachment(
            description=self.text("description of files"),
            names=(f"{self.words.word('name of a file')}.txt", "裏面.txt"),
            content=self.text("inside a file") * 50,
        )
        token = system.reading.case_page(me, case).token
        system.attachments.attach(me, uuid4(), case, token, sent)
        record = system.reading.case_page(me, case).items[0].alias
        assert system.attachments.open(me, case, record, 2).content == sent.files[1].content

    def at_the_desk(self) -> None:
        """A case from its slip to its end, and a search for it."""
        me, system = self.house.city.worker, self.house.system
        commands, reading, case = system.commands, system.reading, self.take("slip")
        token = reading.case_page(me, case).token
        commands.record_progress(me, uuid4(), case, token, progress(self.text("progress")))
        self.attach(case)
        page = reading.case_page(me, case)
        command = WithdrawFiles(record=UUID(int=0), reason=self.text("withdrawal"))
        commands.write(me, uuid4(), case, page.token, command, record=page.items[0].alias)
        page = reading.case_page(me, case)
        right = ProgressCorrection(
            method=SupportMethod.PHONE, text=self.text("correction"), reason=self.text("reason")
        )
        commands.correct_progress(me, uuid4(), case, page.token, page.items[1].alias, right)
        page = reading.case_page(me, case)
        retold = SlipCorrection(
            own_words=self.text("corrected slip"),
            wishes=self.text("corrected wishes"),
            reason=self.text("reason of a corrected slip"),
        )
        commands.correct_consultation(me, uuid4(), case, page.token, page.items[-1].alias, retold)
        page = reading.case_page(me, case)
        today = tokyo_date(utc_now())
        end = Closing(reason=ClosingReason.OWN_WISH, closed_on=today, summary=self.text("summary"))
        commands.close_case(me, uuid4(), case, page.token, end)
        reading.search(me, words=page.person.name[:3], reason=self.text("search: reason"))
        reading.search(me, words=self.words.word("search: words"), reason="来所した方の確認")

    def refused(self) -> None:
        """What breaks a rule, is stale, was sent before, or is another programme's."""
        me, system, outsider = self.house.city.worker, self.house.system, self.house.city.outsider
        commands, reading, case = system.commands, system.reading, self.take("slip")
        token, command_id = reading.case_page(me, case).token, uuid4()
        commands.record_progress(me, command_id, case, token, progress(self.text("progress")))

        def save(acting: Acting, text: str, command_id: UUID) -> Callable[[], object]:
            return lambda: commands.record_progress(acting, command_id, case, token, progress(text))

        long = consultation(name=self.words.word("name that is too long") * 50)
        asked, inspected = self.words.word("what was asked for"), self.words.word("inspected")
        auditor = self.house.city.auditor
        for refusal, deed in (
            (FieldRefused, save(me, self.text("text with a 個人番号") + NUMBER, uuid4())),
            (FieldRefused, lambda: commands.receive_consultation(me, uuid4(), long)),
            (CommandReused, save(me, self.text("another body of a command"), command_id)),
            (StaleSave, save(me, self.text("stale save"), uuid4())),
            (NotShown, save(outsider, self.text("save in another's case"), uuid4())),
            (NotShown, lambda: reading.case_page(outsider, asked)),
            (NotShown, lambda: reading.access_page(auditor, page=1, case=inspected)),
        ):
            with pytest.raises(refusal):
                deed()

    def in_trouble(self) -> None:
        """The database does not answer in time."""
        me, commands = self.house.city.worker, self.house.system.commands
        case = self.take("slip")
        token = self.house.system.reading.case_page(me, case).token
        told, note = self.told("slip in trouble"), progress(self.text("progress in trouble"))
        searched = self.words.word("search in trouble")
        for deed in (
            lambda: commands.receive_consultation(me, uuid4(), told),
            lambda: commands.record_progress(me, uuid4(), case, token, note),
            lambda: self.house.system.reading.search(me, words=searched, reason="来所"),
        ):
            with self._held_head(), pytest.raises(StorageUnavailable):
                deed()

    def on_the_pages(self) -> None:
        """By a browser: forms that fit and that do not, addresses typed by hand."""
        browser = self.house.browser(COUNSELLOR)
        browser.get("/search")
        browser.post("/search", {"words": self.words.word("searched page"), "reason": "来所"})
        browser.get("/search")
        typed = {"words": self.words.word("no reason given"), "reason": ""}
        assert browser.post("/search", typed).status_code == 422
        case = self.take("slip with a file on the page")
        browser.get(f"/cases/{case}/attachments")
        typed = {"description": self.text("description on the page"), "category": "HEALTH"}
        name = f"{self.words.word('name of a file on the page')}.html"
        file = (name, self.text("inside a refused file").encode())
        path = f"/cases/{case}/attachments"
        assert browser.post(path, typed, files={"files": file}).status_code == 422
        browser.get("/intake")
        half = {"name": self.words.word("half a form"), "own_words": self.text("half a form, text")}
        assert browser.post("/intake", half).status_code == 422
        browser.get(f"/cases/{self.words.latin('an address typed by hand')}")
        browser.get(f"/{self.words.word('another address')}?q={self.words.word('a query')}")
        with self._held_head():
            browser.get("/search")
            late = {"words": self.words.word("searched page in trouble"), "reason": "来所"}
            assert browser.post("/search", late).status_code == 503

    def by_the_api(self) -> None:
        """By a program: bodies that fit, that do not, and that are no JSON."""
        program = Program(self.house, COUNSELLOR)
        name, said = self.words.word("slip by a program"), self.text("own words by a program")
        assert program.send("cases", {**SLIP, "name": name, "own_words": said}).status_code == 201
        wrong: list[dict[str, Any]] = [
            {**SLIP, "route": self.words.word("a code that is none")},
            {**SLIP, self.words.latin("a field that is none"): "x"},
            {**SLIP, "name": [self.words.word("a list for a text")]},
        ]
        for body in wrong:
            assert program.send("cases", body).status_code == 422
        broken = f'{{"name": "{self.words.word("broken JSON")}'
        assert program.http.post("cases", content=broken).status_code >= 400

    def by_every_form(self) -> None:
        """Every text field of every page, and every operation of the API."""
        Walk.through(self.house, self.words)
        send_to_every(self.house, self.words)

    def at_the_log_in(self) -> None:
        """What is no log-in name: somebody types a name, a number or a password there."""
        sessions = self.house.system.sessions
        for login in (self.words.word("log-in"), self.words.latin("log-in"), "sato"):
            with pytest.raises(LoginRefused):
                sessions.log_in(login=login, password=self.words.latin("password"))
        client = self.house.client(headers={"Sec-Fetch-Site": "same-origin"})
        typed = {"login": self.words.phone("log-in page"), "password": self.words.latin("password")}
        assert client.post("/login", data=typed).status_code >= 400

    def where_it_breaks(self, admin: psycopg.Connection[Any]) -> None:
        """A part was tampered with: an error of the program itself, with all it knows."""
        case = self.take("slip that is tampered with")
        browser = self.house.browser(COUNSELLOR)
        admin.execute("SET session_replication_role = replica")
        admin.execute(TAMPER)
        client = TestClient(
            self.house.app, base_url="https://tsunagi.test", raise_server_exceptions=False
        )
        client.cookies = browser.client.cookies
        assert client.get(f"/cases/{case}").status_code == 500

    @contextmanager
    def _held_head(self) -> Generator[None]:
        """Hold the lock that every append needs."""
        databases = self.house.system.databases
        with psycopg.connect(databases.conninfo("migrate")) as conn:
            conn.execute(HELD)
            yield
            conn.rollback()


DOORS: Final[tuple[Callable[[Visitor], None], ...]] = (
    Visitor.at_the_desk,
    Visitor.refused,
    Visitor.in_trouble,
    Visitor.on_the_pages,
    Visitor.by_the_api,
    Visitor.by_every_form,
)
