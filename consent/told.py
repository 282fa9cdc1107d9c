"""
Told (聞き取り): what the stream of a person says of their will, as facts of the decision.

Each event is one fact, recorded where and when it stands in the log. What was said on an earlier
day than it was written down was said at 00:00 of that Tokyo civil date.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, TypedDict
from uuid import UUID

from consent import consents
from consent.consents import instant
from consent.facts import Fact, Related, Tie
from events import consent, consent_changes, exclusion, representative
from events.base import Recorded
from events.consent_terms import Capacity, ConsentPurpose, Unasked
from events.representative import (
    RepresentativeEnded,
    RepresentativeMarked,
    RepresentativeRecorded,
    Representatives,
)
from events.values import Period, Purpose, tokyo_date

PURPOSES: Final[Mapping[ConsentPurpose, frozenset[Purpose]]] = {
    ConsentPurpose.CONSULT: frozenset({Purpose.REACH}),
    ConsentPurpose.APPLY: frozenset({Purpose.PLAN, Purpose.REVIEW}),
    ConsentPurpose.COORDINATE: frozenset({Purpose.PLAN, Purpose.REVIEW, Purpose.SERVICE}),
}
"""Which purposes of the policy each purpose of the national form reaches (law.md §10.3)."""

BY_LAW: Final = frozenset({Capacity.LEGAL_REPRESENTATIVE, Capacity.ADULT_GUARDIAN})
"""Capacities that do not rest on the person's own mandate (R31)."""


class Where(TypedDict):
    """Where and when a fact was recorded."""

    seq: int
    at: datetime


def facts_of(history: Sequence[Recorded]) -> tuple[Fact, ...]:
    """Return the facts of a person's stream, in its order; what tells nothing of a will is none."""
    speaking, found = Representatives(), list[Fact]()
    for recorded in history:
        event = recorded.event
        if isinstance(event, RepresentativeRecorded | RepresentativeEnded | RepresentativeMarked):
            speaking = representative.evolve(speaking, event)
            found.append(_tie(recorded, event.person_id, event.representative, speaking))
        elif (fact := _fact(recorded)) is not None:
            found.append(fact)
    return tuple(found)


def _tie(recorded: Recorded, person: UUID, who: UUID, speaking: Representatives) -> Related:
    authority = speaking.authorities[who]
    return Related(
        **_where(recorded),
        who=who,
        person=person,
        tie=Tie.REPRESENTATIVE,
        period=authority.period,
        conflicted=who in speaking.conflicted,
        legal=authority.capacity in BY_LAW,
    )


def _fact(recorded: Recorded) -> Fact | None:
    where, event = _where(recorded), recorded.event
    match event:
        case consent.ConsentGiven():
            return _given(recorded, event)
        case consent.ConsentRefused():
            when = _said(recorded, event.said_on)
            return consents.ConsentRefused(**where, person=event.person_id, when=when)
        case consent.ConsentNotAsked(why=Unasked.INCAPABLE):
            period = Period(event.first, event.last)
            return consents.Incapable(**where, person=event.person_id, period=period)
        case exclusion.RecipientExcluded():
            return consents.Excluded(
                **where, person=event.person_id, recipient=event.recipient, when=event.effective
            )
        case exclusion.ExclusionLifted():
            when = recorded.signature.valid_at
            return consents.ExclusionLifted(
                **where, person=event.person_id, recipient=event.recipient, when=when
            )
        case _:
            return _change(recorded)


def _change(recorded: Recorded) -> Fact | None:
    where, event, when = _where(recorded), recorded.event, recorded.signature.valid_at
    match event:
        case consent_changes.ConsentWithdrawn():
            return consents.ConsentWithdrawn(
                **where,
                consent=event.consent,
                when=event.effective,
                recipients=frozenset(event.recipients),
                purposes=_purposes(event.purposes),
            )
        case consent_changes.ConsentDisputed():
            return consents.ConsentDisputed(**where, consent=event.consent, when=when)
        case consent_changes.DisputeSettled():
            return consents.DisputeSettled(**where, consent=event.consent, when=when)
        case _:
            return None


def _given(recorded: Recorded, event: consent.ConsentGiven) -> consents.ConsentGiven:
    return consents.ConsentGiven(
        **_where(recorded),
        consent=recorded.event_id,
        person=event.person_id,
        when=_said(recorded, event.said_on),
        period=Period(event.first, event.last),
        recipients=frozenset(event.recipients) or None,
        purposes=_purposes(event.purposes),
        subjects=frozenset(event.subjects),
        names_art9=event.names_art9,
        representative=event.representative,
        exempt=event.exempt,
    )


def _purposes(named: tuple[ConsentPurpose, ...]) -> frozenset[Purpose]:
    return frozenset(purpose for one in named for purpose in PURPOSES[one])


def _said(recorded: Recorded, on: date) -> datetime:
    written = recorded.signature.valid_at
    return written if tokyo_date(written) == on else instant(on)


def _where(recorded: Recorded) -> Where:
    return {"seq": recorded.seq, "at": recorded.at}
