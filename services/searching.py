"""Searching (氏名の検索): a person by name or part of it, birth date or telephone number (R76)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from events.access import MOST_ITEMS, NamesIndexed, Surface
from events.values import Pointer, Purpose
from projections import caseload, directory, household, people
from services import keeping
from services.acting import Acting
from services.candidates import Candidates, ListLook, name_items
from services.facts import Facts, system_signature, utc_now
from services.inputs import check_line
from services.keys import normal
from services.keys.name_index import NameIndex
from services.keys.opening import Receipt
from services.ledger.drafts import Draft, Expected
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusals import FieldRefused
from services.search_views import SearchHit, SearchResult
from services.showing import Showing
from services.sights import own_sight

MOST_HITS: Final = 50


class Searching:
    """Finds persons among those of the asker's programme."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        names: NameIndex,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`names` is the index in the key service's memory."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._names = names
        self._clock = clock

    def search(self, acting: Acting, *, words: str, reason: str) -> SearchResult:
        """
        Search for a person; the words and the reason go into the entry, sealed.

        Raises:
            NotShown: when the asker may not do casework.
            FieldRefused: when words or reason are missing (R76), too long or hold a 個人番号 (R77).
        """
        for field, text in (("words", words), ("reason", reason)):
            check_line(field, text)
            if not text.strip():
                raise FieldRefused(field=field, rule="R76")
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.SEARCH,
            lambda facts: self._look(ledger, facts, words=words, reason=reason),
        )
        hits = tuple(
            SearchHit(
                case=ledger.derived.alias(acting.agency, "case", matter.case_id),
                name=content["name"],
                closed=matter.closed,
                opened_on=matter.opened_on,
            )
            for matter in look.matters
            if (found := shown.get(matter.name_at)) and (content := found.content)
        )
        return SearchResult(hits=hits, more=look.total > len(look.matters))

    def _look(self, ledger: Ledger, facts: Facts, *, words: str, reason: str) -> ListLook:
        tenant, viewer = facts.acting.tenant, facts.acting.programme
        with self._candidates.viewing(facts) as conn:
            persons = people.candidates(conn, tenant=tenant, viewer=viewer)
            digests = _digests(ledger, viewer, words)
            found = people.by_digest(conn, tenant=tenant, viewer=viewer, digests=digests)
        self._fill_index(ledger, viewer, persons)
        found |= self._names.find(viewer, words, among=frozenset(persons))
        with self._candidates.viewing(facts) as conn:
            known = household.cases(conn, tenant=tenant, viewer=viewer, persons=list(found))
            cases = _known(ledger, facts, [case_id for _, case_id in known])
            there = caseload.several(conn, **own_sight(facts), case_ids=cases[:MOST_HITS])
            names = directory.staff_names(conn, tenant)
        matters = tuple(sorted(there, key=lambda matter: matter.case_id))
        return ListLook(
            surface=Surface.SEARCH,
            items=name_items(ledger, facts, matters),
            streams={},
            words=words,
            reason=reason,
            matters=matters,
            total=len(cases),
            names=names,
            covers={},
        )

    def called(
        self, ledger: Ledger, viewer: UUID, words: str, persons: Mapping[UUID, Pointer]
    ) -> frozenset[UUID]:
        """Return who among these has exactly this name, or these kana, in any spelling."""
        self._fill_index(ledger, viewer, persons)
        return self._names.called(viewer, words, among=frozenset(persons))

    def _fill_index(self, ledger: Ledger, viewer: UUID, persons: Mapping[UUID, Pointer]) -> None:
        """Read in the names that the index lacks, under entries of the key service's own."""
        missing = self._names.missing(viewer, persons)
        wanted = list(missing.items())
        for start in range(0, len(wanted), MOST_ITEMS):
            some = dict(wanted[start : start + MOST_ITEMS])
            receipt = self._index_entry(ledger, tuple(some.values()))
            self._names.learn(receipt, viewer, some, origin=ledger.origin)

    def _index_entry(self, ledger: Ledger, items: tuple[Pointer, ...]) -> Receipt:
        event_id = uuid4()
        draft = Draft(
            event=NamesIndexed(items=items),
            event_id=event_id,
            stream=event_id,
            version=1,
            signature=system_signature(
                command_id=uuid4(), now=self._clock(), purpose=Purpose.SERVICE
            ),
        )
        appended = ledger.record([draft], Expected())
        return Receipt(ledger.tenant, appended.first_seq, appended.leaves[0])


def _known(ledger: Ledger, facts: Facts, cases: Sequence[UUID]) -> list[UUID]:
    """Return the cases that the asker may know of: what is cut off or counted is only of those."""
    kept = keeping.of_cases(ledger, facts, cases)
    return sorted(case for case, one in kept.items() if keeping.knows(facts, one))


def _digests(ledger: Ledger, viewer: UUID, words: str) -> people.Digests:
    """Return the digests that the words may be of: a name, a name and a birth date, a number."""
    *name, last = words.split()
    born = normal.day(last) if name else ""
    by_name_and_birth = (
        ledger.derived.name_and_birth_digest(viewer, "".join(name), born) if born else None
    )
    phone = normal.phone(words)
    return people.Digests(
        name=ledger.derived.name_digest(viewer, words),
        name_and_birth=by_name_and_birth,
        phone=ledger.derived.phone_digest(viewer, phone) if phone else None,
    )
