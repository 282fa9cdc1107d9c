"""Consent writing (同意の記録): decides what a person said, on their own stream as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, get_args
from uuid import UUID, uuid4

from events import consent, consent_changes, exclusion, representative
from events.base import Event, Recorded
from events.consent_terms import Authority
from events.representative import MarkConflict, RecordRepresentative
from events.values import tokyo_date
from services import adverse, consent_texts
from services.adverse import fold_representatives
from services.candidates import Candidates
from services.carrying import Work
from services.facts import Facts
from services.files import person_file
from services.folding import fold, fold_known
from services.ledger.drafts import Draft
from services.other_parties import Opening, opened
from services.own_streams import kept_person
from services.showing import Showing
from services.speakers import is_adverse

SAME_NAME: Final = "相手方として記録されている人と同じ氏名のため、代理人として扱わない。"
"""What is written down when a representative is called as a recorded 相手方 (R32, R54)."""


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a command is decided: by whom, about whom, and what their stream says so far."""

    work: Work
    facts: Facts
    who: UUID
    history: Sequence[Recorded]
    place: Opening

    @property
    def today(self) -> date:
        """The Tokyo civil date."""
        return tokyo_date(self.facts.now)


def drafts(
    work: Work, facts: Facts, who: UUID, seen: int, sent: Any, door: tuple[Showing, Candidates]
) -> list[Draft]:
    """
    Decide a command on a person's own stream.

    Where a representative speaks, the names of recorded 相手方 are opened first through `door`.

    Raises:
        RuleViolation: as the deciders of the four concepts.
        NotShown: when the writer may not know of the person.
    """
    history, _ = kept_person(work.ledger, facts, who, str(who))
    place = Opening(ledger=work.ledger, facts=facts, who=who, showing=door[0], candidates=door[1])
    stand = Stand(work=work, facts=facts, who=who, history=history, place=place)
    file = person_file(who)
    told = _decided(stand, sent)
    return [work.draft(facts, event, who, seen + n, file) for n, event in enumerate(told, 1)]


def _decided(stand: Stand, sent: Any) -> Sequence[Event]:
    if isinstance(sent, get_args(consent.ConsentCommand)):
        return consent.decide(
            sent,
            _speaking(stand, sent),
            consent_texts.documents(stand.work.ledger.load(consent_texts.STREAM)).in_use,
            person_id=stand.who,
            explainer=stand.facts.acting.staff,
            today=stand.today,
        )
    if isinstance(sent, get_args(consent_changes.ChangeCommand)):
        return consent_changes.decide(
            sent, _consents(stand), person_id=stand.who, today=stand.today
        )
    if isinstance(sent, get_args(exclusion.ExclusionCommand)):
        excluded = fold(exclusion.Exclusions(), exclusion.evolve, stand.history)
        return exclusion.decide(sent, excluded, person_id=stand.who, today=stand.today)
    if isinstance(sent, RecordRepresentative):
        return _recorded(stand, sent)
    return representative.decide(sent, fold_representatives(stand.history), person_id=stand.who)


def _consents(stand: Stand) -> consent_changes.Consents:
    return fold_known(consent_changes.Consents(), consent_changes.evolve, stand.history)


def _speaking(stand: Stand, sent: Any) -> dict[UUID, Authority]:
    """Return who may consent for the person: not whoever has the name of a recorded 相手方."""
    speaking = dict(fold_representatives(stand.history).speaking())
    for tie in adverse.ties(stand.work.ledger.derived, stand.who, stand.history):
        speaking.pop(tie.who, None)
    giver: UUID | None = getattr(sent, "representative", None)
    if giver is not None and giver in speaking:
        others, names = opened(stand.place, stand.history)
        if is_adverse(names.get(giver, ""), others):
            del speaking[giver]
    return speaking


def _recorded(stand: Stand, sent: RecordRepresentative) -> Sequence[Event]:
    """Decide about a new representative, who is marked at once if they may be the 相手方."""
    new, state = uuid4(), fold_representatives(stand.history)
    told = representative.decide(replace(sent, representative=new), state, person_id=stand.who)
    others, _ = opened(stand.place, stand.history)
    if not is_adverse(sent.name, others):
        return told
    for event in told:
        state = representative.evolve(state, event)
    mark = MarkConflict(representative=new, conflicted=True, words=SAME_NAME)
    return (*told, *representative.decide(mark, state, person_id=stand.who))
