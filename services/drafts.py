"""Drafts (下書き): several at once, a list of mine, handed on to a colleague (architecture §3)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

import orjson

from consent.gate import Admitted, Reason, Withheld
from events.access import DraftHandedOn, DraftOpened, Surface
from events.values import Purpose
from projections import directory
from services import keeping
from services.acting import Acting, Colleague
from services.colleagues import caseworkers
from services.db import Databases
from services.draft_views import DraftChanged, DraftLine, OpenedDraft
from services.facts import Facts, gather
from services.inputs import check_text
from services.keys.drafts import DraftBox, DraftMoved, DraftRow, NoSuchDraft
from services.keys.opening import Bearer, Receipt
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusals import NotShown
from services.refusing import refuse

UNKEPT: Final = frozenset({"command", "stand", "draft", "draft_seen", "form", "case"})
"""Fields of a form that belong to one showing of it, and never to what was typed."""


class Drafts:
    """Keeps what somebody has begun to write until it is recorded."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        box: DraftBox,
        clock: Callable[[], datetime],
    ) -> None:
        """`box` is the key service's, `clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._box = box
        self._clock = clock

    def save(
        self,
        acting: Acting,
        *,
        draft: str,
        seen: str,
        form: str,
        case: str,
        pairs: Sequence[tuple[str, str]],
    ) -> DraftLine:
        """
        Keep what was typed into a form; `draft` and `case` are aliases or empty.

        `seen` is when the draft that the writer saw was saved (ISO 8601), as `DraftLine` tells.

        Raises:
            NotShown: when the writer may not do casework.
            DraftChanged: when the draft was saved since, has ended, or is none of theirs.
            FieldRefused: when a text is too long or holds a 個人番号 (R77).
        """
        ledger, facts, _ = self._admitted(acting, Surface.SAVING)
        typed = [(field, text) for field, text in pairs if field not in UNKEPT]
        for field, text in typed:
            check_text(field, text)
        known = ledger.derived.resolve(acting.agency, "draft", draft) if draft else uuid4()
        row = DraftRow(
            draft_id=known or UUID(int=0),
            author=acting.staff,
            programme=acting.programme,
            form=form,
            case_id=ledger.derived.resolve(acting.agency, "case", case) if case else None,
            saved_at=facts.now,
        )
        self._box.drop_old(acting.tenant, now=facts.now)
        try:
            if draft:
                self._box.change(acting.tenant, row, orjson.dumps(typed), seen=_moment(seen))
            else:
                self._box.add(acting.tenant, row, orjson.dumps(typed))
        except NoSuchDraft as missing:
            self._missing(ledger, facts, draft)
            raise DraftChanged from missing
        except DraftMoved as moved:
            raise DraftChanged from moved
        return _line(ledger, acting, row)

    def mine(self, acting: Acting) -> tuple[DraftLine, ...]:
        """
        Return one's own drafts in this programme, the newest first, without content.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger, facts, _ = self._admitted(acting, Surface.DRAFTS)
        self._box.drop_old(acting.tenant, now=facts.now)
        rows = self._box.of_author(acting.tenant, acting.staff, acting.programme)
        kept = keeping.of_cases(ledger, facts, [row.case_id for row in rows if row.case_id])
        return tuple(
            _line(ledger, acting, row)
            for row in rows
            if row.case_id is None or keeping.knows(facts, kept.get(row.case_id))
        )

    def open(self, acting: Acting, draft: str) -> OpenedDraft:
        """
        Open a draft of one's own; an entry says so before.

        Raises:
            NotShown: when it is none of the asker's: unknown, handed on, recorded or too old.
        """
        ledger, facts, admitted = self._admitted(acting, Surface.DRAFTS)
        draft_id = ledger.derived.resolve(acting.agency, "draft", draft)
        if draft_id is None:
            raise self._missing(ledger, facts, draft)
        try:
            row = self._box.row(acting.tenant, acting.staff, acting.programme, draft_id)
            _must_know(ledger, facts, row)
            opened = DraftOpened(register=acting.programme, draft_id=draft_id)
            receipt = _entry(ledger, facts, admitted, opened)
            content = self._box.open(receipt, _bearer(acting), draft_id)
        except NoSuchDraft as missing:
            raise self._missing(ledger, facts, draft) from missing
        return OpenedDraft(
            line=_line(ledger, acting, row),
            pairs=tuple((field, text) for field, text in orjson.loads(content)),
        )

    def discard(self, acting: Acting, draft: str) -> None:
        """
        Destroy a draft of one's own: it was recorded, or is not wanted any more.

        Raises:
            NotShown: when it is none of the asker's.
        """
        ledger, facts, _ = self._admitted(acting, Surface.DRAFTS)
        draft_id = ledger.derived.resolve(acting.agency, "draft", draft)
        try:
            self._box.drop(acting.tenant, acting.staff, acting.programme, draft_id or UUID(int=0))
        except NoSuchDraft as missing:
            raise self._missing(ledger, facts, draft) from missing

    def forget(self, acting: Acting, draft: str, *, seen: str) -> None:
        """Destroy a draft that was recorded, if one's own and nothing was added to it elsewhere."""
        derived = self._ledgers.of(acting.tenant).derived
        draft_id = derived.resolve(acting.agency, "draft", draft) or UUID(int=0)
        tenant, author, programme = acting.tenant, acting.staff, acting.programme
        try:
            if self._box.row(tenant, author, programme, draft_id).saved_at == _moment(seen):
                self._box.drop(tenant, author, programme, draft_id)
        except NoSuchDraft:
            return

    def colleagues(self, acting: Acting) -> tuple[Colleague, ...]:
        """
        Return who else may do casework in this programme today, by name.

        Raises:
            NotShown: when the asker may not do casework.
        """
        ledger, facts, _ = self._admitted(acting, Surface.DRAFTS)
        names = self._names(acting)
        others = caseworkers(ledger, facts, [one for one in names if one != acting.staff])
        return tuple(
            sorted(
                (
                    Colleague(alias=ledger.derived.alias(acting.agency, "staff", one), name=name)
                    for one, name in names.items()
                    if one in others
                ),
                key=lambda colleague: colleague.name,
            )
        )

    def hand_on(self, acting: Acting, draft: str, colleague: str) -> None:
        """
        Make a draft a colleague's; an entry says so before, and then only they can open it.

        Raises:
            NotShown: when it is none of the asker's, or the colleague does no casework here or may
                not know of the case.
        """
        ledger, facts, admitted = self._admitted(acting, Surface.DRAFTS)
        draft_id = ledger.derived.resolve(acting.agency, "draft", draft)
        to = ledger.derived.resolve(acting.agency, "staff", colleague)
        if draft_id is None or to is None or to not in caseworkers(ledger, facts, [to]):
            raise self._missing(ledger, facts, draft)
        try:
            row = self._box.row(acting.tenant, acting.staff, acting.programme, draft_id)
            _must_know(ledger, facts, row, to)
            handed = DraftHandedOn(
                register=acting.programme, draft_id=draft_id, handed_by=acting.staff, handed_to=to
            )
            receipt = _entry(ledger, facts, admitted, handed)
            self._box.hand_on(receipt, _bearer(acting), draft_id, to)
        except (NoSuchDraft, DraftMoved) as missing:
            raise self._missing(ledger, facts, draft) from missing

    def _admitted(self, acting: Acting, surface: Surface) -> tuple[Ledger, Facts, Admitted]:
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = facts.admitted()
        if isinstance(admitted, Withheld):
            raise refuse(ledger, facts, surface=surface, asked="", why=admitted.reason)
        return ledger, facts, admitted

    def _names(self, acting: Acting) -> Mapping[UUID, str]:
        with self._databases.within(acting.tenant, viewer=acting.programme) as conn:
            return directory.staff_names(conn, acting.tenant)

    def _missing(self, ledger: Ledger, facts: Facts, asked: str) -> NotShown:
        return refuse(ledger, facts, surface=Surface.DRAFTS, asked=asked, why=Reason.NOT_FOUND)


def _moment(seen: str) -> datetime:
    """Read what a form says it saw; what is no moment was never seen."""
    try:
        return datetime.fromisoformat(seen).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def _must_know(ledger: Ledger, facts: Facts, row: DraftRow, to: UUID | None = None) -> None:
    """
    Go on only when the case that a draft is about is there for its author, and for a colleague.

    Raises:
        NoSuchDraft: when they may not know of it: the draft is as little there as the case.
    """
    if row.case_id is None:
        return
    kept = keeping.of_cases(ledger, facts, [row.case_id]).get(row.case_id)
    if kept is None or not keeping.knows(facts, kept):
        raise NoSuchDraft
    if to is not None and kept.named is not None and to not in kept.named:
        raise NoSuchDraft


def _bearer(acting: Acting) -> Bearer:
    return Bearer(staff=acting.staff, session=acting.session)


def _entry(
    ledger: Ledger, facts: Facts, admitted: Admitted, event: DraftOpened | DraftHandedOn
) -> Receipt:
    event_id = uuid4()
    entry = Draft(
        event=event,
        event_id=event_id,
        stream=event_id,
        version=1,
        signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
    )
    appended = ledger.record([entry], facts.expected(until=admitted.until))
    return Receipt(ledger.tenant, appended.first_seq, appended.leaves[0])


def _line(ledger: Ledger, acting: Acting, row: DraftRow) -> DraftLine:
    return DraftLine(
        alias=ledger.derived.alias(acting.agency, "draft", row.draft_id),
        form=row.form,
        case=row.case_id and ledger.derived.alias(acting.agency, "case", row.case_id),
        saved_at=row.saved_at,
    )
