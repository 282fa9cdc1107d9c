"""Presence (会議と担当): in which capacity someone is where they ask, and whether it is time."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from consent.asker import assigned
from consent.facts import Ask, BasisConfirmed, Item, Place, Standing, View
from consent.registry import BasisVersion, Bound, NotCitable, Registry
from consent.sittings import (
    COORD,
    PROMO,
    OnAgenda,
    Sitting,
    acknowledged,
    membership,
    on_agenda,
    session_state,
)

UNCLEAR: Final = "REQUEST_UNCLEAR"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A sitting's agenda item; `basis` is the text of the Act where an Act is behind it."""

    agenda: OnAgenda
    kind: str
    context: str
    basis: BasisVersion | None


def meeting_of(view: View, ask: Ask, registry: Registry) -> Meeting | str | None:
    """Return the meeting that is asked at, None away from one, or why it cannot be asked there."""
    if (ask.place is Place.SITTING) != (ask.agenda is not None):
        return UNCLEAR
    if ask.agenda is None:
        return None
    agendas = [one for one in view.known(OnAgenda) if one.agenda == ask.agenda]
    kinds = {one.sitting: one.kind for one in view.known(Sitting)}
    if not agendas or agendas[-1].sitting not in kinds:
        return UNCLEAR
    kind = kinds[agendas[-1].sitting]
    if kind in (COORD, PROMO):
        return Meeting(agendas[-1], kind, kind, None)
    confirmed = frozenset(one.digest for one in view.known(BasisConfirmed))
    basis = registry.cite(kind, view.today, confirmed=confirmed)
    if isinstance(basis, NotCitable):
        return basis
    if basis.conference is None or basis.conference.secrecy is None:
        return NotCitable.BASIS_UNKNOWN
    return Meeting(agendas[-1], kind, "SUPPORT", basis)


def presence(
    view: View,
    ask: Ask,
    item: Item,
    meeting: Meeting | None,
    person: UUID,
    *,
    refused: bool,
) -> dict[str, Standing]:
    """
    Return membership, acknowledgement, window and agenda, at a meeting or away from one.

    `refused`: the person was asked for their consent and said no.
    """
    if meeting is None:
        desk = ask.place is Place.CASEWORK
        return {
            "membership": assigned(view, ask, person) if desk else Standing("NONE"),
            "confidentiality_ack": _sworn(view, ask, item),
            "session_state": Standing("NA"),
            "on_agenda": Standing("NO"),
        }
    statutory = meeting.basis is not None
    bodies = meeting.basis and meeting.basis.conference
    who = {ask.who}
    if bodies and bodies.bound is Bound.MEMBER_KINDS and ask.programme:
        who.add(ask.programme)
    return {
        "membership": membership(view, meeting.agenda, meeting.kind, frozenset(who)),
        "confidentiality_ack": acknowledged(view, ask.who, meeting.kind),
        "session_state": session_state(view, meeting.agenda.agenda, ask.who, ask.item),
        "on_agenda": on_agenda(
            view, meeting.agenda, ask.item, person, statutory=statutory, refused=refused
        ),
    }


def _sworn(view: View, ask: Ask, item: Item) -> Standing:
    """Away from a meeting: the duty of the Act that the item was learned under, or of an audit."""
    if ask.place is Place.AUDIT:
        return acknowledged(view, ask.who, Place.AUDIT)
    kinds = [one.kind for one in view.known(Sitting) if one.sitting == item.learned_in]
    return acknowledged(view, ask.who, kinds[-1]) if kinds else Standing("NONE")
