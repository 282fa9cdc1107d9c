"""Asker (求める人): as what someone would receive a person's information (field `recipient`)."""

from uuid import UUID

from consent.consents import Receiver
from consent.facts import (
    Appointed,
    Ask,
    Assigned,
    Keeper,
    Mandated,
    Place,
    Programme,
    Related,
    Standing,
    Tie,
    View,
)
from consent.sittings import Recused


def recipient(view: View, ask: Ask, person: UUID) -> Standing | None:
    """
    Return as what the asker receives, or None when they act for nobody.

    Whoever stands against the person, or represents them in conflict, is the other party, whatever
    they are besides (R32, R54).
    """
    ties = _ties(view, ask.who, person)
    against = tuple(one for one in ties if one.tie is Tie.ADVERSE or one.conflicted)
    if against:
        return Standing(Tie.ADVERSE, against)
    if ask.place is Place.AUDIT:
        mandates = (one for one in view.known(Mandated) if one.staff == ask.who)
        mandated = tuple(one for one in mandates if one.period.covers(view.today))
        if mandated:
            return Standing("AUDITOR", mandated)
    if ask.programme is None:
        return _as_oneself(ties)
    return _for_programme(view, ask.who, ask.programme)


def _as_oneself(ties: tuple[Related, ...]) -> Standing | None:
    for tie in (Tie.SELF, Tie.REPRESENTATIVE, Tie.FAMILY):
        found = tuple(one for one in ties if one.tie is tie)
        if found:
            return Standing(tie, found)
    return None


def _for_programme(view: View, who: UUID, programme: UUID) -> Standing | None:
    appointed = tuple(
        one
        for one in view.known(Appointed)
        if (one.staff, one.programme) == (who, programme) and one.period.covers(view.today)
    )
    kept = [one for one in view.known(Programme) if one.programme == programme]
    if not appointed or not kept:
        return None
    last = kept[-1]
    ended = last.keeper is Keeper.CONTRACTOR and not last.contract.covers(view.today)
    return Standing(Keeper.PRIVATE if ended else last.keeper, (*appointed, last))


def recused(view: View, ask: Ask, person: UUID) -> Standing:
    """
    Return whether the asker stays out of the matter (field `recused`).

    By the chair's record; and anyone who acts for a programme in the matter of someone they are
    related to (R56).
    """
    recorded = tuple(
        one for one in view.known(Recused) if (one.who, one.person) == (ask.who, person)
    )
    related = _ties(view, ask.who, person) if ask.programme else ()
    because = (*recorded, *related)
    return Standing("YES", because) if because else Standing("NO")


def assigned(view: View, ask: Ask, person: UUID) -> Standing:
    """Return whether the asker is in charge of the person's matter (field `membership`)."""
    found = tuple(
        one
        for one in view.known(Assigned)
        if (one.staff, one.programme, one.person) == (ask.who, ask.programme, person)
        and one.period.covers(view.today)
    )
    return Standing("DESIGNATED", found) if found else Standing("NONE")


def receiver(view: View, ask: Ask) -> Receiver:
    """Return all that the recipient may be known by to an exclusion or a consent."""
    agencies = [p.agency for p in view.known(Programme) if p.programme == ask.programme]
    ids = {ask.who, *agencies} | ({ask.programme} if ask.programme else set[UUID]())
    return Receiver(frozenset(ids), by_name=ask.programme is None)


def _ties(view: View, who: UUID, person: UUID) -> tuple[Related, ...]:
    return tuple(
        one for one in view.ties(person) if one.who == who and one.period.covers(view.today)
    )
