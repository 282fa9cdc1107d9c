"""Questions (市の質問): the dated versions of what a municipality asks besides the slip."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from consent.gate import Reason, Withheld, admit_administrator
from events import question
from events.access import Surface
from events.agency import AgencyRegistered
from events.asking import Question, QuestionKind
from events.base import Recorded
from events.question import AdoptQuestions, Questions, QuestionsAdopted
from events.values import AgencyKind, Category
from projections import directory
from services.acting import Acting
from services.authority import Authority, Book
from services.db import Databases
from services.facts import Facts, gather
from services.inputs import check_line
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusing import refuse
from services.sending import Sending, once

STREAM: Final = UUID("b3f5a7d0-8c1e-4f62-9a35-7e2d4c6b1f08")
"""A municipality has one set of questions, so its stream has the same name in every log."""

ALIAS: Final = "question"


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """One question as it is asked; `offered` is what to choose from, empty = anything."""

    alias: str
    wording: str
    kind: QuestionKind
    category: Category
    offered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The questions of one version, and its alias; empty = there is none."""

    form: str = ""
    questions: tuple[AskedQuestion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Version:
    """What is asked from a day (Tokyo) on; `ahead` = it has not begun, `now` = it holds today."""

    first: date
    questions: tuple[AskedQuestion, ...]
    adopted_at: datetime
    adopted_by: str
    ahead: bool
    now: bool


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """A question as typed; `alias` is that of the one whose wording it changes, empty = new."""

    alias: str
    wording: str
    kind: QuestionKind
    category: Category
    choices: tuple[str, ...]


class LocalQuestions:
    """
    Shows and adopts versions.

    The municipality's questions are those of the programmes that one of its divisions runs or has
    commissioned: nobody else's administrator adopts them, and nobody else is asked them.
    """

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._clock = clock
        self._book = Book(ledgers, clock)

    def versions(self, acting: Acting) -> tuple[Version, ...]:
        """
        Return every version, the latest beginning first.

        Raises:
            NotShown: when the asker is no administrator of a desk of the municipality.
        """
        ledger = self._ledgers.of(acting.tenant)
        facts, _ = self._admitted(ledger, acting)
        history = ledger.load(STREAM)
        with self._databases.within(acting.tenant) as conn:
            names = directory.staff_names(conn, acting.tenant)
        holds = fold(history).on(facts.asker.on)
        found = [
            Version(
                first=one.event.first,
                questions=asked(ledger, acting, one.event.questions),
                adopted_at=one.at,
                adopted_by=names.get(one.signature.actor.staff or one.event_id, ""),
                ahead=one.event.first > facts.asker.on,
                now=holds is not None and holds[0] == one.event_id,
            )
            for one in reversed(history)
            if isinstance(one.event, QuestionsAdopted)
        ]
        return tuple(sorted(found, key=lambda version: version.first, reverse=True))

    def adopt(
        self, acting: Acting, command_id: UUID, first: date, typed: Sequence[NewQuestion]
    ) -> None:
        """
        Adopt a version that holds from a day (Tokyo) on; said twice, it is one.

        Raises:
            NotShown: as `versions`.
            RuleViolation: as `events.question.decide`.
            FieldRefused: when a wording or a choice is too long or holds a 個人番号 (R77).
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        for one in typed:
            for text in (one.wording, *one.choices):
                check_line("questions", text)
        ledger = self._ledgers.of(acting.tenant)
        facts, until = self._admitted(ledger, acting)
        body = {"first": first, "questions": tuple(asdict(one) for one in typed)}
        sending = Sending.of(ledger, acting, command_id, "questions", body)

        def work() -> None:
            history = ledger.load(STREAM)
            state = fold(history)
            meant = tuple(_question(ledger, acting, state, one) for one in typed)
            command = AdoptQuestions(first=first, questions=meant)
            events = question.decide(command, state, today=facts.asker.on)
            under = Authority.of(facts, sending, until=until)
            self._book.record(acting.tenant, STREAM, len(history), events, under)

        once(ledger, sending, work)

    def on(self, acting: Acting, day: date) -> Asked:
        """Return what is asked at the asker's desk on a Tokyo civil date."""
        ledger = self._ledgers.of(acting.tenant)
        found = in_force(ledger, gather(ledger, acting, self._clock()), day)
        if found is None:
            return Asked()
        form, version = found
        return Asked(
            form=ledger.derived.alias(acting.agency, "form", form),
            questions=asked(ledger, acting, version.questions),
        )

    def _admitted(self, ledger: Ledger, acting: Acting) -> tuple[Facts, datetime | None]:
        facts = gather(ledger, acting, self._clock())
        admitted = admit_administrator(facts.asker)
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=Surface.QUESTIONS, asked="", why=admitted.reason)
        if not _of_the_city(ledger, facts):
            raise refuse(
                ledger,
                facts,
                surface=Surface.QUESTIONS,
                asked="",
                why=Reason.NOT_AN_ADMINISTRATOR,
            )
        return facts, admitted.until


def in_force(ledger: Ledger, facts: Facts, day: date) -> tuple[UUID, QuestionsAdopted] | None:
    """Return the version that the asker's desk goes by on a Tokyo civil date, if any."""
    return fold(ledger.load(STREAM)).on(day) if _of_the_city(ledger, facts) else None


def fold(history: Sequence[Recorded]) -> Questions:
    """Return the versions of a history."""
    state = Questions()
    for recorded in history:
        assert isinstance(recorded.event, QuestionsAdopted)
        state = question.evolve(state, recorded.event, event_id=recorded.event_id)
    return state


def asked(
    ledger: Ledger, acting: Acting, questions: Sequence[Question]
) -> tuple[AskedQuestion, ...]:
    """Return questions under the aliases of the asker's agency."""
    return tuple(
        AskedQuestion(
            alias=ledger.derived.alias(acting.agency, ALIAS, one.question_id),
            wording=one.wording,
            kind=one.kind,
            category=one.category,
            offered=one.offered,
        )
        for one in questions
    )


def _of_the_city(ledger: Ledger, facts: Facts) -> bool:
    """Say whether a division of the municipality runs the asker's programme, or commissions it."""
    firsts = ledger.firsts(sorted(facts.asker.programme.agencies))
    registered = (one.event for one in firsts.values())
    return any(
        isinstance(one, AgencyRegistered) and one.kind is AgencyKind.CITY_DIVISION
        for one in registered
    )


def _question(ledger: Ledger, acting: Acting, state: Questions, typed: NewQuestion) -> Question:
    """Return a question as adopted: under its old id while it asks for the same in other words."""
    meant = ledger.derived.resolve(acting.agency, ALIAS, typed.alias)
    known = {one.question_id: one for _, version in state.adopted for one in version.questions}
    before = known.get(meant) if meant else None
    same = before is not None and (before.kind, before.category) == (typed.kind, typed.category)
    told = "\0".join((typed.kind, typed.category, typed.wording, *typed.choices))
    return Question(
        question_id=before.question_id if before and same else uuid5(STREAM, told),
        wording=unicodedata.normalize("NFC", typed.wording),
        kind=typed.kind,
        category=typed.category,
        choices=tuple(unicodedata.normalize("NFC", choice) for choice in typed.choices),
    )
