"""Reading: what pages and API may be shown; every look passes `Showing` (architecture §2)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from events.access import Surface
from projections.case_timeline import Record
from projections.caseload import State
from services.access_views import AccessPage
from services.acting import Acting
from services.candidates import PAGE, Candidates, CaseLook
from services.case_views import CasePage, CaseSheet, Choices, TimelineItem
from services.caseload_views import CaseList, WorkList
from services.deadlines import due_in_case, find_work, work_list
from services.disclosing import Disclosing
from services.facts import gather, utc_now
from services.inspecting import Inspecting
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.responsible import colleagues, leaders
from services.search_views import SearchResult
from services.searching import Searching
from services.sheets import Names, content_of, whereabouts
from services.showing import Showing
from services.timeline import (
    PASSAGES,
    Narrowing,
    Shown,
    case_row,
    cover_rows,
    is_shown,
    person_sheet,
    timeline_item,
    who,
)


class Reading:
    """Answers the questions of the desk's pages."""

    def __init__(
        self,
        *,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        disclosing: Disclosing,
        searching: Searching,
        inspecting: Inspecting,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find by `candidates`, show through `showing`; `disclosing` says what others may ask."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._disclosing = disclosing
        self._searching = searching
        self._inspecting = inspecting
        self._clock = clock

    def my_work(self, acting: Acting) -> WorkList:
        """
        Return what is due in the programme and its open cases, my own first.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.MY_WORK,
            lambda facts: find_work(self._candidates, self._disclosing, ledger, facts),
        )
        return work_list(ledger, acting, look, shown)

    def colleagues(self, acting: Acting) -> dict[UUID, tuple[str, str]]:
        """Return who may do casework in the programme today: alias and name, the asker first."""
        ledger = self._ledgers.of(acting.tenant)
        there = colleagues(self._candidates, ledger, gather(ledger, acting, self._clock()))
        return {
            one: (ledger.derived.alias(acting.agency, "staff", one), name)
            for one, name in there.items()
        }

    def leaders(self, acting: Acting) -> dict[UUID, tuple[str, str]]:
        """Return who may lead cases today or on a later day, as `colleagues`."""
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        there = leaders(self._candidates, ledger, facts)
        return {
            one: (ledger.derived.alias(acting.agency, "staff", one), name)
            for one, name in there.items()
        }

    def case_list(self, acting: Acting, *, state: State, page: int) -> CaseList:
        """
        Return a page (from 1) of the programme's cases in a state.

        Raises:
            NotShown: when the asker may not do casework.
        """
        return self._list(acting, Surface.CASE_LIST, state, page)

    def case_page(
        self,
        acting: Acting,
        alias: str,
        *,
        page: int = 1,
        kinds: Sequence[str] = (),
        by: str = "",
        surface: Surface = Surface.CASE_PAGE,
    ) -> CasePage:
        """
        Return a case with a page (from 1) of its records.

        `kinds` (topics) and `by` (the alias of one of the staff) narrow the records.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        staff = ledger.derived.resolve(acting.agency, "staff", by)
        narrowed = Narrowing(kinds=tuple(kinds), by=staff)
        look, shown = self._showing.show(
            ledger,
            acting,
            surface,
            lambda facts: self._candidates.case(
                ledger, facts, alias, page=page, surface=surface, narrowed=narrowed
            ),
        )
        matter = look.matter
        items = _items(ledger, acting, look, shown)
        return CasePage(
            alias=alias,
            token=ledger.derived.version_token(acting.agency, matter.case_id, look.version),
            whereabouts=whereabouts(Names(ledger, acting, look.names), look.warned, shown),
            person=person_sheet(ledger, matter, shown),
            closed=matter.closed,
            lead_name=who(look.names, matter.lead),
            covers=cover_rows(ledger, acting, matter, look),
            restricted=matter.restricted,
            mine=matter.lead == acting.staff,
            opened_at=matter.opened_at,
            route=matter.route,
            caller=matter.caller,
            topics=matter.topics,
            main_topic=matter.main_topic,
            urgency=matter.urgency,
            sharing=matter.sharing,
            standing=matter.standing,
            items=items,
            total=look.total - (len(look.records) - len(items)),
            page=page,
            pages=_pages(look.total),
            deadlines=due_in_case(ledger, acting, look, shown),
            choices=_choices(ledger, acting, look),
        )

    def sheet(
        self, acting: Acting, case: str, *, surface: Surface, kinds: Sequence[str]
    ) -> CaseSheet:
        """
        Return all standing records of some kinds (topics of events) of a case, newest first.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            surface,
            lambda facts: self._candidates.sheet(ledger, facts, case, surface=surface, kinds=kinds),
        )
        matter = look.matter
        return CaseSheet(
            alias=case,
            token=ledger.derived.version_token(acting.agency, matter.case_id, look.version),
            person=person_sheet(ledger, matter, shown),
            closed=matter.closed,
            lead_name=who(look.names, matter.lead),
            covers=cover_rows(ledger, acting, matter, look),
            restricted=matter.restricted,
            whereabouts=whereabouts(Names(ledger, acting, look.names), look.warned, shown),
            items=_items(ledger, acting, look, shown),
            deadlines=due_in_case(ledger, acting, look, shown),
        )

    def record(self, acting: Acting, case: str, record: str) -> TimelineItem:
        """
        Return one standing record of a case, for correcting it.

        Raises:
            NotShown: when there is no such record, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.CORRECTION_FORM,
            lambda facts: self._candidates.record(ledger, facts, case, record),
        )
        return _items(ledger, acting, look, shown)[0]

    def changes(self, acting: Acting, case: str, *, since: int) -> tuple[TimelineItem, ...]:
        """
        Return the records that came after a version, as far as the asker may see them.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            Surface.STALE_SAVE,
            lambda facts: self._candidates.changes(ledger, facts, case, since=since),
        )
        return _items(ledger, acting, look, shown)

    def search(self, acting: Acting, *, words: str, reason: str) -> SearchResult:
        """
        Search for a person, as `Searching.search`.

        Raises:
            NotShown, FieldRefused: as there.
        """
        return self._searching.search(acting, words=words, reason=reason)

    def access_page(self, acting: Acting, *, page: int, case: str | None) -> AccessPage:
        """
        Return who read what, as `Inspecting.access_page`.

        Raises:
            NotShown: as there.
        """
        return self._inspecting.access_page(acting, page=page, case=case)

    def _list(self, acting: Acting, surface: Surface, state: State, page: int) -> CaseList:
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger,
            acting,
            surface,
            lambda facts: self._candidates.cases(
                ledger, facts, surface=surface, state=state, page=page
            ),
        )
        rows = tuple(
            case_row(ledger, acting, matter, shown[matter.name_at], look)
            for matter in look.matters
            if matter.name_at in shown
        )
        return CaseList(
            rows=rows,
            total=look.total - (len(look.matters) - len(rows)),
            page=page,
            pages=_pages(look.total),
        )


def _items(
    ledger: Ledger, acting: Acting, look: CaseLook, shown: Shown
) -> tuple[TimelineItem, ...]:
    items = (
        (record, timeline_item(ledger, acting, record, shown, look.names, known=look.known))
        for record in look.records
        if is_shown(record, shown)
    )
    return tuple(replace(item, whose=_whose(look, record, shown)) for record, item in items)


def _whose(look: CaseLook, record: Record, shown: Shown) -> str:
    """Return the name of whom a 書き分け is about, as far as it was cleared."""
    if record.kind not in PASSAGES:
        return ""
    sheet = look.mentioned.get(UUID(record.marks["person_id"][0]))
    return content_of(sheet.name_at, shown).get("name", "") if sheet else ""


def _choices(ledger: Ledger, acting: Acting, look: CaseLook) -> Choices:
    by = {staff: look.names.get(staff, "") for _, staff in look.choices}
    return Choices(
        kinds=tuple(dict.fromkeys(kind for kind, _ in look.choices)),
        by=tuple(
            (ledger.derived.alias(acting.agency, "staff", staff), name)
            for staff, name in sorted(by.items(), key=lambda one: one[1])
        ),
    )


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))
