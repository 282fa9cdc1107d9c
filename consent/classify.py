"""
Classify (事実から判断の入力へ): reduces what the log says to the closed fields of the policy.

Pure and total: whoever asks, in exactly one place, for one item, at a moment (`valid_at`), by what
was known (`known_at`), under the law of that day. An item is classified once for each person,
category and provenance that it has; `judge` keeps the least that any of them shows. What is not
clear is not classified but refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from uuid import UUID

from consent.approvals import approval
from consent.asker import receiver, recipient, recused
from consent.consents import consent_state, guardian_warning
from consent.facts import (
    Ask,
    Disclosed,
    Fact,
    Item,
    Place,
    Protected,
    ProtectionLifted,
    Standing,
    View,
)
from consent.presence import UNCLEAR, Meeting, meeting_of, presence
from consent.provenance import SourceUnknown, item_of, labels
from consent.registry import Registry
from consent.scope import consent_scope, names_art9
from events.values import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is asked, everything recorded that may bear on it, and the registry of legal bases."""

    ask: Ask
    recorded: Sequence[Fact]
    registry: Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    The codes for one person, category and provenance of an item, and the facts behind them.

    `guardian_from`: from when on the consent that a child gave will not count any more (R31).
    """

    person: UUID
    codes: Mapping[str, str]
    because: tuple[Fact, ...]
    guardian_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """
    The cases of a request, or the reason why it is refused before the policy is asked.

    `conference` is the basis of the registry that a statutory sitting rests on.
    """

    cases: tuple[Case, ...] = ()
    conference: str | None = None
    refused: str | None = None


def classify(facts: Facts, valid_at: datetime, known_at: int) -> Classified:
    """Reduce a request to the policy's fields, as true at `valid_at` (UTC) and known then."""
    view = View(facts.recorded, valid_at, known_at)
    ask = facts.ask
    statutory = facts.registry.bases.__contains__
    meeting = meeting_of(view, ask, facts.registry)
    if isinstance(meeting, str):
        return Classified(refused=meeting)
    if ask.place is Place.CASEWORK and ask.provider != ask.programme:
        return Classified(refused=UNCLEAR)
    try:
        item = item_of(view, ask.item)
        provenances = labels(view, ask.item, ask.provider, statutory)
    except SourceUnknown:
        return Classified(refused=UNCLEAR)
    cases = [
        _case(view, ask, item, meeting, Subject(person, category, provenance))
        for person, category, provenance in product(
            sorted(item.persons), sorted(item.categories), provenances
        )
    ]
    clear = tuple(case for case in cases if case is not None)
    if not clear or len(clear) < len(cases):
        return Classified(refused=UNCLEAR)
    conference = meeting.kind if meeting and meeting.basis else None
    return Classified(cases=clear, conference=conference)


@dataclass(frozen=True, slots=True)
class Subject:
    """What one case of an item is about."""

    person: UUID
    category: Category
    provenance: str


def _case(view: View, ask: Ask, item: Item, meeting: Meeting | None, about: Subject) -> Case | None:
    as_what = recipient(view, ask, about.person)
    if as_what is None:
        return None
    to = receiver(view, ask)
    state = consent_state(view, about.person, to, ask.purpose)
    found = {
        "acting_context": Standing(meeting.context if meeting else ask.place),
        "recipient": as_what,
        **presence(view, ask, item, meeting, about.person, refused=state.code == "REFUSED"),
        "recused": recused(view, ask, about.person),
        "level": Standing("INDIVIDUAL"),
        "category": Standing(about.category),
        "provenance": Standing(about.provenance),
        "purpose": Standing(ask.purpose),
        "consent_state": state,
        "consent_scope": consent_scope(
            view,
            about.person,
            to,
            purpose=ask.purpose,
            category=about.category,
        ),
        "consent_names_art9": names_art9(view, about.person, ask.item),
        "protection_flag": _protection(view, about.person),
        "disclosed_before": _disclosed(view, ask.item, ask.programme or ask.who),
    }
    codes = {name: str(standing.code) for name, standing in found.items()}
    found["approval"] = approval(view, ask, about.person, codes)
    because = {fact.seq: fact for one in found.values() for fact in one.because} | {item.seq: item}
    return Case(
        person=about.person,
        codes={name: str(standing.code) for name, standing in found.items()},
        because=tuple(because[seq] for seq in sorted(because)),
        guardian_from=guardian_warning(view, about.person),
    )


def _protection(view: View, person: UUID) -> Standing:
    """A protection that has run out still masks, until someone lifts it (R53)."""
    begun = [p for p in view.known(Protected) if p.person == person and p.first <= view.today]
    lifted = [
        one
        for one in view.known(ProtectionLifted)
        if one.person == person and one.first <= view.today
    ]
    since = max((one.first for one in lifted), default=None)
    current = tuple(one for one in begun if since is None or one.first >= since)
    return Standing("YES", current) if current else Standing("NO")


def _disclosed(view: View, item: UUID, receiver: UUID) -> Standing:
    found = tuple(
        one
        for one in view.known(Disclosed)
        if (one.item, one.to) == (item, receiver) and one.when <= view.valid_at
    )
    return Standing("YES", found) if found else Standing("NO")
