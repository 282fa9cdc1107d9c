"""Desk paths (窓口の控え): ひとこと受付 through the months, and calls that look for somebody."""

from random import Random
from typing import Any
from uuid import uuid4

from events.screening import ScreeningResult
from events.values import ClosingReason, Route, Topic
from services.demonstration.file import File, Surroundings
from services.demonstration.steps import Path, screen
from services.demonstration.town import read
from services.demonstration.words import Words
from services.desk_note_views import NewBrief, NewInquiry


def brief(around: Surroundings, dice: Random, told: list[dict[str, Any]], lead: str) -> Path:
    """Answer in a sentence at the window; some stay open over the day, then end."""
    said = dice.choice(told)
    town, words = around.town, Words(dice, {}, read("common")["facts"])
    sent = NewBrief(
        route=Route(dice.choice(("self_visit", "self_phone_mail", "family_phone_mail"))),
        topic=Topic(said["topic"]),
        answer=words.spell(said["answer"]),
    )
    done = town.system.desk_notes.note_brief(town.acting(lead), uuid4(), sent)
    yield dice.randrange(2)
    town.system.desk_notes.end_brief(town.acting(lead), uuid4(), done.case)


def completed(file: File, answer: str) -> Path:
    """Come back after a ひとこと受付, which becomes a full slip."""
    town = file.around.town
    sent = NewBrief(route=Route.SELF_VISIT, topic=Topic(file.theme["topics"][0]), answer=answer)
    note = town.system.desk_notes.note_brief(town.acting(file.lead), uuid4(), sent)
    yield file.dice.randrange(1, 4)
    file.receive(brief=note.case)
    yield 3
    file.note()
    screen(file, ScreeningResult.INFORMATION_ONLY)
    file.close(ClosingReason.INFORMATION_ONLY)


def inquiry(around: Surroundings, asked: str, number: str, lead: str) -> Path:
    """Be asked where somebody is, and tell nothing."""
    town = around.town
    town.clock.run(5)
    sent = NewInquiry(asked=asked, number=number)
    town.system.desk_notes.note_inquiry(town.acting(lead), uuid4(), sent)
    yield from ()
