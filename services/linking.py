"""Linking (結びつけ): says who a recorded other party (相手方) is among those on file (R54)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.gate import Item
from events.access import Surface
from events.base import Recorded
from events.record import NameOtherParty
from events.representative import RepresentativeRecorded
from events.values import Category, Pointer
from projections import directory, household, people
from projections.household import Sheet
from services import apart, keeping
from services.acting import Acting
from services.candidates import Candidates
from services.consent_lines import pointer
from services.facts import Facts, utc_now
from services.keys import normal
from services.kin import family_of, reachable
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.own_streams import kept_person, not_found, person_of_case
from services.protection_views import Linkable, LinkKind
from services.recognising import NOBODY
from services.sheets import Names, Shown, content_of, name_items
from services.showing import Look, Showing
from services.speakers import is_adverse, normal_names


@dataclass(frozen=True, kw_only=True)
class LinkLook(Look):
    """A look at the names of those who may be the other party: on file, speaking, or staff."""

    who: UUID
    sheets: Mapping[UUID, Sheet]
    speaking: Mapping[UUID, Pointer]
    staff: Mapping[UUID, str]
    against: frozenset[UUID]
    names: Names

    def called(self, shown: Shown) -> dict[UUID, tuple[LinkKind, str]]:
        """Return everybody whose name was opened."""
        told: dict[UUID, tuple[LinkKind, Pointer]] = {
            **{one: (LinkKind.PERSON, sheet.name_at) for one, sheet in self.sheets.items()},
            **{one: (LinkKind.REPRESENTATIVE, at) for one, at in self.speaking.items()},
        }
        opened = {
            one: (kind, name)
            for one, (kind, at) in told.items()
            if (name := content_of(at, shown).get("name", ""))
        }
        return {**opened, **{one: (LinkKind.STAFF, name) for one, name in self.staff.items()}}


class Linking:
    """Finds who on file an other party may be, from the case of whom they must not find."""

    def __init__(
        self,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by read models, show through `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._clock = clock

    def choices(self, acting: Acting, case: str, *, name: str = "") -> tuple[Linkable, ...]:
        """
        Return who may be the other party: family, who speaks for the person, who has that name.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)

        def look(facts: Facts) -> LinkLook:
            who = person_of_case(ledger, facts, case)
            if who is None:
                raise not_found(ledger, facts, case, surface=Surface.PERSON_SHEET)
            found = _likely(self._candidates, ledger, facts, who, name)
            return find(self._candidates, ledger, facts, who, found, Surface.PERSON_SHEET)

        told, shown = self._showing.show(ledger, acting, Surface.PERSON_SHEET, look)
        alike = normal_names([name])
        linked = apart.kept_from(ledger.derived, told.who, told.against, told.called(shown))
        return tuple(
            Linkable(
                choice=f"{kind}-{told.names.alias(kind, one)}",
                name=called,
                kind=kind,
                linked=one in linked,
            )
            for one, (kind, called) in told.called(shown).items()
            if kind is not LinkKind.STAFF or one in linked or is_adverse(called, alike)
        )


def resolved(ledger: Ledger, acting: Acting, choices: Iterable[str]) -> tuple[UUID, ...]:
    """Return the ids behind what was chosen; what means nothing is nobody."""
    nobody, found = UUID(int=0), list[UUID]()
    for choice in choices:
        kind, _, alias = choice.partition("-")
        known = kind in {one.value for one in LinkKind}
        one = ledger.derived.resolve(acting.agency, kind, alias) if known else None
        found.append(one or nobody)
    return tuple(dict.fromkeys(found))


def named(
    candidates: Candidates,
    showing: Showing,
    ledger: Ledger,
    facts: Facts,
    who: UUID,
    sent: NameOtherParty,
) -> NameOtherParty:
    """
    Return what is said of an other party with the names of those they are on file.

    Whoever speaks for the person under a like name is linked with them without being chosen.

    Raises:
        NotShown: when somebody is linked whom the writer cannot find; as `Showing.show`.
    """
    look = find(candidates, ledger, facts, who, sent.linked, Surface.SAVING)
    _, shown = showing.show(ledger, facts.acting, Surface.SAVING, lambda _: look)
    called = look.called(shown)
    if not {*sent.linked} <= called.keys() | {who, facts.acting.staff}:
        raise not_found(ledger, facts, str(who))
    told = {one: called[one][1] for one in sent.linked if one in called}
    alike = normal_names([sent.name, *told.values()])
    for one, (kind, name) in called.items():
        if kind is LinkKind.REPRESENTATIVE and is_adverse(name, alike):
            told[one] = name
    others = tuple(one for one in told if one not in sent.linked)
    words = "、".join(dict.fromkeys(told.values()))
    return NameOtherParty(
        name=sent.name or next(iter(told.values()), ""),
        relation=sent.relation,
        reached=sent.reached,
        features=sent.features,
        linked=(*sent.linked, *others),
        called=words,
        record=sent.record,
    )


def find(
    candidates: Candidates,
    ledger: Ledger,
    facts: Facts,
    who: UUID,
    wanted: Sequence[UUID],
    surface: Surface,
) -> LinkLook:
    """Find the names of some persons, of all staff, and of who speaks for a person."""
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    history, _ = kept_person(ledger, facts, who, str(who))
    with candidates.viewing(facts) as conn:
        sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=list(wanted))
        staff = directory.staff_names(conn, tenant)
    kept = keeping.of_persons(ledger, facts, [who, *sheets])
    speaking = _speaking(history)
    called = [
        Item(pointer=at, category=Category.HOUSEHOLD, keeping=kept[who]) for at in speaking.values()
    ]
    return LinkLook(
        surface=surface,
        items=(*name_items(sheets, kept), *called),
        streams={who: len(history)},
        who=who,
        sheets=sheets,
        speaking=speaking,
        staff={one: name for one, name in staff.items() if one != facts.acting.staff},
        against=apart.against(history),
        names=Names(ledger, facts.acting, staff),
    )


def _speaking(history: Sequence[Recorded]) -> dict[UUID, Pointer]:
    return {
        one.event.representative: pointer(one)
        for one in history
        if isinstance(one.event, RepresentativeRecorded)
    }


def _likely(
    candidates: Candidates, ledger: Ledger, facts: Facts, who: UUID, name: str
) -> tuple[UUID, ...]:
    tenant, viewer = facts.acting.tenant, facts.acting.programme
    with candidates.viewing(facts) as conn:
        family = family_of(conn, ledger, facts, who)
        digest = ledger.derived.name_digest(viewer, name) if normal.name(name) else None
        alike = people.by_digest(
            conn, tenant=tenant, viewer=viewer, digests={**NOBODY, "name": digest}
        )
        known = reachable(conn, ledger, facts, sorted(alike))
    return tuple(sorted((family | known) - {who}))
