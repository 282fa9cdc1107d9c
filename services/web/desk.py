"""Desk (窓口): what pages and API are given to work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from services import metrics
from services.accounting import Accounting
from services.administration import Administration
from services.answering import Answering
from services.assignments import Assignments
from services.attachments import Attachments
from services.chasing import Chasing
from services.commands import Commands
from services.consent_texts import ConsentTexts
from services.consenting import Consenting
from services.converting import Converting
from services.desk_notes import DeskNotes
from services.desk_settings import DeskSettings
from services.drafts import Drafts
from services.duties import Duties
from services.emergencies import Emergencies
from services.emergency_overseeing import EmergencyOverseeing
from services.emergency_reading import EmergencyReading
from services.exporting import Exporting
from services.grounding import Grounding
from services.households import Households
from services.interpreting import Interpreters
from services.linking import Linking
from services.main import System
from services.obligations import Obligations
from services.openings import Openings
from services.paper_slips import PaperSlips
from services.partners import Partners
from services.persons import Persons
from services.posts import Posts
from services.proposing import Proposing
from services.questions import LocalQuestions
from services.reading import Reading
from services.receiving import Receiving
from services.recognising import Recognising
from services.replying import Replying
from services.sessions import Sessions
from services.web.brake import Brake
from services.web.line import Line


@dataclass(frozen=True, kw_only=True)
class Desk:
    """
    The doors to the services, and what keeps them from being rushed.

    `health` says whether the database answers, and never raises.
    """

    sessions: Sessions
    reading: Reading
    commands: Commands
    assignments: Assignments
    attachments: Attachments
    converting: Converting
    recognising: Recognising
    drafts: Drafts
    exporting: Exporting
    persons: Persons
    linking: Linking
    households: Households
    interpreters: Interpreters
    consent_texts: ConsentTexts
    consenting: Consenting
    questions: LocalQuestions
    answering: Answering
    desk_notes: DeskNotes
    proposing: Proposing
    receiving: Receiving
    replying: Replying
    grounding: Grounding
    emergencies: Emergencies
    emergency_reading: EmergencyReading
    emergency_overseeing: EmergencyOverseeing
    accounting: Accounting
    chasing: Chasing
    obligations: Obligations
    openings: Openings
    paper_slips: PaperSlips
    administration: Administration
    settings: DeskSettings
    duties: Duties
    posts: Posts
    partners: Partners
    health: Callable[[], bool]
    line: Line = field(default_factory=Line)
    brake: Brake = field(default_factory=Brake)

    @classmethod
    def of(cls, system: System) -> "Desk":
        """Give the doors to a system that was put together."""
        return cls(
            sessions=system.sessions,
            reading=system.reading,
            commands=system.commands,
            assignments=system.assignments,
            attachments=system.attachments,
            converting=system.converting,
            recognising=system.recognising,
            drafts=system.drafts,
            exporting=system.exporting,
            persons=system.persons,
            linking=system.linking,
            households=system.households,
            interpreters=system.interpreters,
            consent_texts=system.consent_texts,
            consenting=system.consenting,
            questions=system.questions,
            answering=system.answering,
            desk_notes=system.desk_notes,
            proposing=system.proposing,
            receiving=system.receiving,
            replying=system.replying,
            grounding=system.grounding,
            emergencies=system.emergencies,
            emergency_reading=system.emergency_reading,
            emergency_overseeing=system.emergency_overseeing,
            accounting=system.accounting,
            chasing=system.chasing,
            obligations=system.obligations,
            openings=system.openings,
            paper_slips=system.paper_slips,
            administration=system.administration,
            settings=system.settings,
            duties=system.duties,
            posts=system.posts,
            partners=system.partners,
            health=lambda: metrics.answers(system.databases),
        )


def desk_of(request: Request) -> Desk:
    """Return the desk that the application was made with."""
    desk: object = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
