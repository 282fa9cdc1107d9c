"""Consent lines (同意の一覧): from a person's stream and what was opened to what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar, get_args
from uuid import UUID

from consent.consents import Born, Receiver, consent_state, guardian_warning, will_of
from consent.consents import ConsentGiven as GivenFact
from consent.consents import ConsentRefused as RefusedFact
from consent.facts import Fact, Related, View
from consent.told import facts_of
from events import consent, consent_changes, exclusion, representative
from events.base import Recorded
from events.consent import ConsentAsked, ConsentGiven, ConsentNotAsked, ConsentRefused
from events.consent_changes import ConsentWithdrawn
from events.exclusion import RecipientExcluded
from events.representative import RepresentativeRecorded
from events.values import Pointer, Purpose, tokyo_date
from services.consent_views import (
    WARNED,
    ConsentLine,
    ExclusionLine,
    Explained,
    Lane,
    Recipient,
    Said,
    UnaskedLine,
)
from services.folding import fold
from services.sheets import Names, Shown, content_of, is_gone

KINDS: Final = (
    *get_args(consent.ConsentEvent),
    *get_args(consent_changes.ChangeEvent),
    *get_args(exclusion.ExclusionEvent),
    *get_args(representative.RepresentativeEvent),
)
"""What a person's stream says of their will."""

E = TypeVar("E")

_WHOLE: Final = Receiver(frozenset(), by_name=False)
"""Somebody whom no withdrawal in part means."""
_LANES: Final = {
    "ACTIVE": Lane.ACTIVE,
    "REP": Lane.ACTIVE,
    "DRAFT": Lane.AHEAD,
    "DISPUTED": Lane.DISPUTED,
    "EXPIRED": Lane.EXPIRED,
    "WITHDRAWN": Lane.WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    What lines are made of: the events of a person's will, what was opened, and what ids are called.

    `others` are the names of the recorded 相手方 in normal form; `born` as far as it is known.
    `against` says who of those on file stands against the person.
    """

    who: UUID
    history: tuple[Recorded, ...]
    shown: Shown
    names: Names
    texts: Mapping[UUID, Explained]
    places: Mapping[UUID, Recipient]
    others: frozenset[str]
    born: tuple[Born, ...]
    against: tuple[Related, ...]
    now: datetime

    @property
    def today(self) -> date:
        """The Tokyo civil date."""
        return tokyo_date(self.now)

    def of(self, kind: type[E]) -> list[tuple[Recorded, E]]:
        """Return the events of one kind, in their order."""
        return [(one, one.event) for one in self.history if isinstance(one.event, kind)]

    def said(self, recorded: Recorded) -> Said:
        """Return when and by whom something was written down, and its words."""
        at = pointer(recorded)
        staff = recorded.signature.actor.staff
        return Said(
            record=self.names.alias("record", recorded.event_id),
            recorded_at=recorded.at,
            recorder_name=self.names.staff.get(staff, "") if staff else "",
            words=content_of(at, self.shown).get("words", ""),
            erased=is_gone(at, self.shown),
        )

    def content(self, recorded: Recorded) -> Mapping[str, Any]:
        """Return what was opened of an event."""
        return content_of(pointer(recorded), self.shown)

    def speakers(self) -> dict[UUID, str]:
        """Return the names of whoever was written down as speaking for the person."""
        found = self.of(RepresentativeRecorded)
        return {event.representative: self.content(one).get("name", "") for one, event in found}

    def place(self, recipient: UUID) -> Recipient:
        """Return a recipient by name; one that the directory does not know has none."""
        unknown = Recipient(alias=self.names.alias("recipient", recipient), name="")
        return self.places.get(recipient, unknown)


def pointer(recorded: Recorded) -> Pointer:
    """Return where the one part of an event of a person's will stands."""
    return Pointer(recorded.event_id, recorded.seq, 0)


def view(told: Told, facts: Sequence[Fact]) -> View:
    """Return the facts as known now; whatever is recorded was recorded by now."""
    # The database's clock may be ahead of ours by a moment: what is read was said before.
    valid_at = max([told.now, *(one.at for one in told.history)])
    return View(facts, valid_at, max([0, *(one.seq for one in facts)]))


def facts(told: Told) -> tuple[Fact, ...]:
    """Return the facts of a person's will, as the decision has them."""
    return (*told.born, *facts_of(told.history), *told.against)


def lane(told: Told) -> tuple[Lane, UUID | None]:
    """Return what rests on the newest will, and the consent that it is, if it is one."""
    will = will_of(view(told, facts(told)), told.who)
    if isinstance(will, GivenFact):
        return _lanes(told)[will.consent], will.consent
    if will is not None:
        return Lane.REFUSED, None
    if unasked(told) is not None:
        return Lane.UNASKED, None
    if Lane.NOT_COUNTED in _lanes(told).values():
        return Lane.NOT_COUNTED, None
    return (Lane.ASKED if told.of(ConsentAsked) else Lane.NONE), None


def guardian_from(told: Told) -> date | None:
    """Return from when on the consent of a child will not count any more (R31)."""
    return guardian_warning(view(told, facts(told)), told.who)


def consents(told: Told) -> tuple[ConsentLine, ...]:
    """Return the consents that the person gave, the latest first."""
    lanes = _lanes(told)
    lines = [_line(told, one, event, lanes) for one, event in told.of(ConsentGiven)]
    return tuple(reversed(lines))


def refused_on(told: Told) -> date | None:
    """Return the day of the last refusal (Tokyo); None = there was none."""
    said = [event.said_on for _, event in told.of(ConsentRefused)]
    return said[-1] if said else None


def unasked(told: Told) -> UnaskedLine | None:
    """Return the last reason not to ask that holds today."""
    holding = [
        UnaskedLine(said=told.said(one), why=event.why, first=event.first, last=event.last)
        for one, event in told.of(ConsentNotAsked)
        if event.first <= told.today and (event.last is None or told.today <= event.last)
    ]
    return holding[-1] if holding else None


def exclusions(told: Told) -> tuple[ExclusionLine, ...]:
    """Return who is to learn nothing, as long as nobody lifted it."""
    standing = fold(exclusion.Exclusions(), exclusion.evolve, told.history)
    last = {
        event.recipient: ExclusionLine(
            said=told.said(one), recipient=told.place(event.recipient), effective=event.effective
        )
        for one, event in told.of(RecipientExcluded)
    }
    return tuple(line for who, line in last.items() if who in standing.recipients)


def _lanes(told: Told) -> dict[UUID, Lane]:
    """Return what became of each consent: each is judged alone, and only one is the newest will."""
    known = facts(told)
    will = will_of(view(told, known), told.who)
    newest = will.consent if isinstance(will, GivenFact) else None
    found: dict[UUID, Lane] = {}
    for one, _ in told.of(ConsentGiven):
        alone = [fact for fact in known if _bears_on(fact, one.event_id)]
        code = consent_state(view(told, alone), told.who, _WHOLE, Purpose.OTHER).code
        lane = _LANES.get(code, Lane.NOT_COUNTED)
        over = one.event_id != newest and lane in {Lane.ACTIVE, Lane.AHEAD, Lane.DISPUTED}
        found[one.event_id] = Lane.REPLACED if over else lane
    return found


def _bears_on(fact: Fact, given: UUID) -> bool:
    """Say whether a fact bears on one consent: what else the person said does not."""
    other = isinstance(fact, GivenFact) and fact.consent != given
    return not (other or isinstance(fact, RefusedFact))


def _line(
    told: Told, recorded: Recorded, event: ConsentGiven, lanes: Mapping[UUID, Lane]
) -> ConsentLine:
    parts = [w for _, w in told.of(ConsentWithdrawn) if w.consent == recorded.event_id]
    lane = lanes[recorded.event_id]
    return ConsentLine(
        said=told.said(recorded),
        lane=lane,
        giver=told.speakers().get(event.representative, "") if event.representative else "",
        capacity=event.capacity,
        explainer=told.names.staff.get(event.explainer, ""),
        document=told.texts.get(event.document),
        means=event.means,
        said_on=event.said_on,
        first=event.first,
        last=event.last,
        recipients=tuple(told.place(one) for one in event.recipients),
        withdrawn_from=tuple(told.place(one) for part in parts for one in part.recipients),
        purposes=event.purposes,
        withdrawn_purposes=tuple(one for part in parts for one in part.purposes),
        subjects=event.subjects,
        meetings=event.meetings,
        names_art9=event.names_art9,
        partly=event.partly,
        exempt=event.exempt,
        scan_due=event.scan_due if _awaited(told, recorded.event_id) else None,
        ends_in=_ends_in(told, lane, event.last),
    )


def _awaited(told: Told, given: UUID) -> bool:
    return all(event.consent != given for _, event in told.of(consent_changes.PaperArrived))


def _ends_in(told: Told, lane: Lane, last: date | None) -> int | None:
    if lane is not Lane.ACTIVE or last is None:
        return None
    days = (last - told.today).days
    return days if days <= max(WARNED) else None
