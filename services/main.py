"""Composition root: every adapter is named here, once, and handed on as a value."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher

from services.accounting import Accounting
from services.administration import Administration
from services.answering import Answering
from services.arrangements import Arrangements
from services.assignments import Assignments
from services.attachments import Attachments
from services.candidates import Candidates
from services.carrying import Carrier
from services.chasing import Chasing
from services.commands import Commands
from services.consent_texts import ConsentTexts
from services.consenting import Consenting
from services.converting import Converting
from services.db import Databases
from services.desk_notes import DeskNotes
from services.desk_settings import DeskSettings
from services.destruction import Destruction
from services.disclosing import Disclosing
from services.drafts import Drafts
from services.duties import Duties
from services.emergencies import Emergencies
from services.emergency_overseeing import EmergencyOverseeing
from services.emergency_reading import EmergencyReading
from services.exporting import Exporting
from services.factors import SecondFactors
from services.facts import utc_now
from services.grounding import Grounding
from services.households import Households
from services.inspecting import Inspecting
from services.interpreting import Interpreters
from services.keys.drafts import DraftBox
from services.keys.name_index import NameIndex
from services.keys.opening import Opener
from services.keys.ring import Ring
from services.keys.root import RootKey
from services.ledger.ledgers import Ledgers
from services.linking import Linking
from services.obligations import Obligations
from services.openings import Openings
from services.organisation import Organisation
from services.paper_slips import PaperSlips
from services.partners import Partners
from services.persons import Persons
from services.policy_file import policy_from, registry_from
from services.posts import Posts
from services.proposing import Proposing
from services.questions import LocalQuestions
from services.reading import Reading
from services.receiving import Receiving
from services.recognising import Recognising
from services.replaying import Replaying
from services.replying import Replying
from services.searching import Searching
from services.sessions import Sessions
from services.showing import Showing


@dataclass(frozen=True, kw_only=True)
class System:
    """Everything that a process of Tsunagi works with."""

    databases: Databases
    ring: Ring
    ledgers: Ledgers
    sessions: Sessions
    organisation: Organisation
    administration: Administration
    arrangements: Arrangements
    settings: DeskSettings
    duties: Duties
    posts: Posts
    partners: Partners
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
    replaying: Replaying
    openings: Openings
    paper_slips: PaperSlips
    destruction: Destruction


@contextmanager
def build(
    databases: Databases,
    root: RootKey,
    *,
    clock: Callable[[], datetime] = utc_now,
    hasher: PasswordHasher | None = None,
) -> Generator[System]:
    """Put the system together; connections and threads end with it."""
    ring = Ring(databases, root)
    ledgers = Ledgers(databases, ring)
    opener = Opener(databases, ring)
    candidates = Candidates(databases)
    showing = Showing(opener, clock)
    disclosing = Disclosing(opener, clock, (policy_from(), registry_from()))
    factors = SecondFactors(databases, ledgers, clock)
    sessions = Sessions(databases, ledgers, ring, factors, clock=clock, hasher=hasher)
    searching = Searching(
        ledgers=ledgers,
        candidates=candidates,
        showing=showing,
        names=NameIndex(opener),
        clock=clock,
    )
    reading = Reading(
        ledgers=ledgers,
        candidates=candidates,
        showing=showing,
        disclosing=disclosing,
        searching=searching,
        inspecting=Inspecting(databases, ledgers, clock),
        clock=clock,
    )
    commands = Commands(databases=databases, ledgers=ledgers, reading=reading, clock=clock)
    organisation = Organisation(ledgers, sessions, factors, clock)
    administration = Administration(databases, ledgers, organisation, clock)
    arrangements = Arrangements(ledgers, clock)
    try:
        yield System(
            databases=databases,
            ring=ring,
            ledgers=ledgers,
            sessions=sessions,
            organisation=organisation,
            arrangements=arrangements,
            settings=DeskSettings(
                databases=databases, ledgers=ledgers, arrangements=arrangements, clock=clock
            ),
            duties=Duties(
                databases=databases, ledgers=ledgers, arrangements=arrangements, clock=clock
            ),
            administration=administration,
            posts=Posts(databases, administration, arrangements),
            partners=Partners(
                databases=databases, ledgers=ledgers, arrangements=arrangements, clock=clock
            ),
            reading=reading,
            commands=commands,
            assignments=Assignments(
                carrier=Carrier(databases=databases, ledgers=ledgers, clock=clock),
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
            ),
            attachments=Attachments(
                ledgers=ledgers, candidates=candidates, showing=showing, commands=commands
            ),
            converting=Converting(
                databases=databases, ledgers=ledgers, reading=reading, clock=clock
            ),
            recognising=Recognising(
                ledgers=ledgers, candidates=candidates, showing=showing, searching=searching
            ),
            destruction=Destruction(databases, ring, ledgers, clock),
            exporting=Exporting(ledgers=ledgers, candidates=candidates, showing=showing),
            replaying=Replaying(ledgers, disclosing),
            accounting=Accounting(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                clock=clock,
            ),
            openings=Openings(databases=databases, ledgers=ledgers, clock=clock),
            paper_slips=PaperSlips(ledgers=ledgers, candidates=candidates, showing=showing),
            questions=LocalQuestions(databases=databases, ledgers=ledgers, clock=clock),
            answering=Answering(databases=databases, ledgers=ledgers, reading=reading, clock=clock),
            interpreters=Interpreters(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                reading=reading,
                clock=clock,
            ),
            desk_notes=DeskNotes(
                carrier=Carrier(databases=databases, ledgers=ledgers, clock=clock),
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
            ),
            proposing=Proposing(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                disclosing=disclosing,
                clock=clock,
            ),
            receiving=Receiving(
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                disclosing=disclosing,
                clock=clock,
            ),
            grounding=Grounding(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                disclosing=disclosing,
                clock=clock,
            ),
            emergencies=Emergencies(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                disclosing=disclosing,
                clock=clock,
            ),
            emergency_overseeing=EmergencyOverseeing(
                ledgers=ledgers, candidates=candidates, clock=clock
            ),
            emergency_reading=EmergencyReading(
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                disclosing=disclosing,
                clock=clock,
            ),
            replying=Replying(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                disclosing=disclosing,
                clock=clock,
            ),
            chasing=Chasing(databases=databases, ledgers=ledgers, clock=clock),
            obligations=Obligations(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                disclosing=disclosing,
                clock=clock,
            ),
            drafts=Drafts(
                databases=databases,
                ledgers=ledgers,
                box=DraftBox(databases, ring, opener),
                clock=clock,
            ),
            persons=Persons(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                clock=clock,
            ),
            linking=Linking(ledgers, candidates, showing, clock),
            consent_texts=ConsentTexts(ledgers, clock),
            consenting=Consenting(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                clock=clock,
            ),
            households=Households(
                databases=databases,
                ledgers=ledgers,
                candidates=candidates,
                showing=showing,
                clock=clock,
            ),
        )
    finally:
        ledgers.close()
        databases.close()
