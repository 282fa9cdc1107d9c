"""File (ケースの筆): one case of the demonstration, written by its staff command after command."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from events.values import (
    Caller,
    Category,
    ClientStanding,
    ClosingReason,
    Route,
    SharingStance,
    SupportMethod,
    Topic,
    Urgency,
    UrgencyGround,
)
from services import worker
from services.answering import Said
from services.attached_files import SentFile
from services.attachments import NewAttachment
from services.case_forms import Closing, NewConsultation, NewProgress
from services.demonstration import asking
from services.demonstration.calendar import LAST, Calendar
from services.demonstration.people import Human, Population
from services.demonstration.town import Town
from services.demonstration.words import Words


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What every case has around it; `loaded_on` is the Tokyo civil date of the loading."""

    town: Town
    calendar: Calendar
    population: Population
    loaded_on: date


@dataclass
class File:
    """One case: whose it is, what weighs on them, who leads it, and the state last written."""

    around: Surroundings
    dice: Random
    theme: dict[str, Any]
    human: Human
    lead: str
    words: Words
    case: str = ""
    token: str = ""
    stance: SharingStance = SharingStance.NOT_YET_ASKED
    """What they said on the slip to its being shared."""
    held: str = ""
    """Who led it when it was last written in."""
    agreed: bool = False
    """Whether they consented to sharing."""
    closed: bool = False
    records: dict[str, str] = field(default_factory=dict[str, str])
    """The aliases of records by what they are, for those that come after."""

    @property
    def today(self) -> date:
        """The Tokyo civil date in the demonstration."""
        return self.around.town.clock.today

    def due(self, days: int) -> date:
        """Return a day that is so many days ahead; past the last one, as many after the loading."""
        day = self.around.calendar.after(self.today + timedelta(days), 0)
        beyond = (day - LAST).days if self.today <= LAST else 0
        return day if beyond <= 0 else self.around.loaded_on + timedelta(beyond)

    def chance(self, of: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < of

    def say(self, of: str) -> str:
        """Say a sentence of this case."""
        return self.words.say(of)

    def receive(self, **different: Any) -> None:
        """Take the consultation down on a slip."""
        theme, human = self.theme, self.human
        topics = tuple(Topic(code) for code in theme["topics"])
        urgency = Urgency(self.dice.choice(theme["urgency"]))
        pressing = urgency in {Urgency.IMMEDIATE, Urgency.HIGH}
        grounds: list[str] = theme.get("grounds", []) if pressing else []
        told: dict[str, Any] = {
            "name": human.name,
            "kana": human.kana,
            "born": human.born,
            "address": human.address,
            "phone": human.phone,
            "route": self.dice.choices(list(Route)[:3], (5, 4, 1))[0],
            "caller": Caller.SELF,
            "topics": topics,
            "main_topic": topics[0],
            "urgency": urgency,
            "urgency_grounds": tuple(UrgencyGround(ground) for ground in grounds),
            "sharing": self.dice.choices(list(SharingStance), (5, 4, 1))[0],
            "own_words": self.say("own_words"),
            "wishes": self.say("wishes"),
            "standing": ClientStanding.CLIENT,
            **different,
        }
        self._pass_time()
        acting = self.around.town.acting(self.lead)
        done = self.around.town.system.commands.receive_consultation(
            acting, uuid4(), NewConsultation(**told)
        )
        self.case, self.token, self.stance = done.case, done.token, told["sharing"]
        self.held = self.around.town.now(self.lead)
        self.records["slip"] = done.record
        if not {"brief", "happened_on"} & set(different):
            self._answer()

    def note(self, method: SupportMethod | None = None, text: str = "", **more: Any) -> None:
        """Write a 支援経過; without words, one that is usual in such a case."""
        if not text:
            code, _, text = self.say("notes").partition("：")
            method = SupportMethod(code)
        assert method is not None
        self._pass_time()
        self._pick_up()
        town = self.around.town
        done = town.system.commands.record_progress(
            town.acting(self.lead),
            uuid4(),
            self.case,
            self.token,
            NewProgress(method=method, text=text, **more),
        )
        self.token = done.token
        self.records["note"] = done.record

    def write(
        self, command: Any, *, about: str = "", keep: str = "", by: str = "", late: str = ""
    ) -> None:
        """Carry a command out `about` an earlier record, kept under `keep`; `late` says why."""
        self._pass_time()
        self._pick_up()
        town = self.around.town
        done = town.system.commands.write(
            town.acting(by or self.lead),
            uuid4(),
            self.case,
            self.token,
            command,
            record=self.records[about] if about else None,
            late_reason=late,
        )
        self.token = done.token
        if keep:
            self.records[keep] = done.record

    def attach(self, description: str, name: str, text: str, category: Category) -> None:
        """Attach a text that somebody brought."""
        self._pass_time()
        self._pick_up()
        town = self.around.town
        sent = NewAttachment(
            category=category,
            description=description,
            files=(SentFile(name=name, content=text.encode()),),
        )
        done = town.system.attachments.attach(
            town.acting(self.lead), uuid4(), self.case, self.token, sent
        )
        self.token = done.token

    def close(self, reason: ClosingReason, summary: str = "") -> None:
        """End the case today."""
        self._pass_time()
        self._pick_up()
        town = self.around.town
        closing = Closing(
            reason=reason, closed_on=self.today, summary=summary or self.say(f"closing_{reason}")
        )
        done = town.system.commands.close_case(
            town.acting(self.lead), uuid4(), self.case, self.token, closing
        )
        self.token, self.closed = done.token, True

    def look(self) -> None:
        """Have pages show what was written, for what is begun from a page."""
        worker.catch_up(self.around.town.system.databases)

    def _answer(self) -> None:
        """Ask what this municipality asks besides the slip."""
        town = self.around.town
        acting, system = town.acting(self.lead), town.system
        asked = system.questions.on(acting, self.today).questions
        answers = asking.answers(asked, self.today, self.dice, self.say)
        if any(one.said for one in answers):
            said = Said(answers=answers)
            done = system.answering.write(acting, uuid4(), self.case, self.token, said)
            self.token = done.token

    def _pick_up(self) -> None:
        """Look at the case anew when it was given to somebody else meanwhile."""
        now = self.around.town.now(self.lead)
        if self.held != now:
            self.look()
            reading, acting = self.around.town.system.reading, self.around.town.acting(self.lead)
            self.token, self.held = reading.case_page(acting, self.case).token, now

    def _pass_time(self) -> None:
        self.around.town.clock.run(self.dice.randrange(3, 19))
