"""
Recognising (同じ方の確認): who may be the one of whom a contact is being taken down.

Among what the asker may read, and never by merging: a person decides, and the look leaves an entry
with what was typed and the reason (promise 2, R76). Whoever is not shown is not hinted at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.access import Surface
from projections import directory, household, people
from projections.household import Sheet
from services import keeping
from services.acting import Acting
from services.candidates import Candidates
from services.facts import Facts
from services.inputs import check_line
from services.keys import normal
from services.kin import reachable
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.person_views import LikelyPerson, Told
from services.searching import Searching
from services.sheets import CaseLinks, Names, Shown, case_links, content_of, name_items
from services.showing import Look, Showing

MOST: Final = 20
"""Persons in one answer."""

NOBODY: Final = people.Digests(name=None, name_and_birth=None, phone=None)


@dataclass(frozen=True, kw_only=True)
class LikelyLook(Look):
    """A look at the names of those who may be meant."""

    sheets: Mapping[UUID, Sheet]
    by_phone: frozenset[UUID]
    cases: CaseLinks


class Recognising:
    """Proposes who may be meant, to whoever takes a contact down."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        searching: Searching,
    ) -> None:
        """Find by digests and the index of `searching`, show through `showing`."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._searching = searching

    def likely(self, acting: Acting, told: Told, *, reason: str) -> tuple[LikelyPerson, ...]:
        """
        Return who has the name, the kana or the telephone number told; no other birth date.

        Without any of these nobody is looked for.

        Raises:
            NotShown: when the asker may not do casework.
            FieldRefused: when what was told is too long or holds a 個人番号 (R77).
        """
        fields = {"name": told.name, "kana": told.kana, "born": told.born, "phone": told.phone}
        for field, text in fields.items():
            check_line(field, text)
        if not (normal.name(told.name) or normal.name(told.kana) or normal.phone(told.phone)):
            return ()
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, Surface.SEARCH, lambda facts: self._look(ledger, facts, told, reason)
        )
        found = (_likely(look, who, told, shown) for who in look.sheets)
        return tuple(one for one in found if one is not None)

    def _look(self, ledger: Ledger, facts: Facts, told: Told, reason: str) -> LikelyLook:
        acting = facts.acting
        tenant, viewer = acting.tenant, acting.programme
        with self._candidates.viewing(facts) as conn:
            known = people.candidates(conn, tenant=tenant, viewer=viewer)
            phone = normal.phone(told.phone)
            digest = ledger.derived.phone_digest(viewer, phone) if phone else None
            by_phone = people.by_digest(
                conn, tenant=tenant, viewer=viewer, digests={**NOBODY, "phone": digest}
            )
        called = [self._searching.called(ledger, viewer, w, known) for w in (told.name, told.kana)]
        with self._candidates.viewing(facts) as conn:
            # What is cut off is only of those whom the asker may know of.
            everybody = reachable(conn, ledger, facts, sorted(by_phone.union(*called)))
            found = sorted(everybody)[:MOST]
            sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=found)
            names = Names(ledger, acting, directory.staff_names(conn, tenant))
            cases = case_links(conn, names, facts, found)
        return LikelyLook(
            surface=Surface.SEARCH,
            items=name_items(sheets, keeping.of_persons(ledger, facts, list(sheets))),
            streams={},
            words=" ".join(filter(None, (told.name, told.kana, told.born, told.phone))),
            reason=reason,
            sheets=sheets,
            by_phone=by_phone,
            cases=cases,
        )


def _likely(look: LikelyLook, who: UUID, told: Told, shown: Shown) -> LikelyPerson | None:
    """Return somebody as far as the name was cleared; None where a birth date says otherwise."""
    content = content_of(look.sheets[who].name_at, shown)
    if not content:
        return None
    phone = who in look.by_phone
    told_born, born = normal.day(told.born), normal.day(content["born"])
    if told_born and born and told_born != born and not phone:
        return None
    return LikelyPerson(
        name=content["name"],
        kana=content["kana"],
        born=content["born"],
        same_name=_alike(told.name, content["name"]),
        same_kana=_alike(told.kana, content["kana"]),
        same_born=bool(born) and told_born == born,
        same_phone=phone,
        cases=tuple(sorted(look.cases.get(who, ()), key=lambda case: case.closed)),
    )


def _alike(told: str, known: str) -> bool:
    return bool(normal.name(told)) and normal.name(told) == normal.name(known)
