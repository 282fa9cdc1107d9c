"""Consenting (同意): what a person says about sharing, read and written from their own case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias
from uuid import UUID

from consent.consents import Born
from consent.gate import Item
from events.access import Surface
from events.base import Recorded, personal_fields
from events.consent import ConsentCommand
from events.consent_changes import ChangeCommand
from events.exclusion import ExclusionCommand
from events.representative import RecordRepresentative, RepresentativeCommand
from events.values import Category, tokyo_date
from projections import directory, household
from projections.household import Entry, Sheet
from services import consent_lines, consent_texts, consent_writing, keeping
from services.candidates import Candidates
from services.consent_history import items_of
from services.consent_lines import KINDS, Told
from services.consent_views import ConsentPage, Explained, Named, Recipient
from services.db import Databases
from services.facts import Facts, utc_now
from services.ledger.drafts import Draft
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.own_streams import OwnStreams, not_found, person_of_case
from services.sheets import (
    WARNINGS,
    Names,
    Shown,
    content_of,
    entry_items,
    kept_of,
    person_sheet,
    sheet_items,
    whereabouts,
)
from services.showing import Look, Showing
from services.views import Acting, Done

PAPER_DAYS: Final = 7
"""How many days a form proposes until the signed paper is scanned."""

NOBODY: Final = UUID(int=0)
"""What an alias stands for that means nothing here."""

Command: TypeAlias = ConsentCommand | ChangeCommand | ExclusionCommand | RepresentativeCommand


@dataclass(frozen=True, kw_only=True)
class WillLook(Look):
    """A look at what one person said, at their name, and at what is to be known before asking."""

    sheet: Sheet
    warned: tuple[Entry, ...]
    history: tuple[Recorded, ...]
    version: int
    texts: Mapping[UUID, Explained]
    in_use: frozenset[UUID]
    places: Mapping[UUID, Recipient]
    names: Names
    facts: Facts


class Consenting:
    """Reads and writes the will of the person of a case, who is the asker's own programme's."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        candidates: Candidates,
        showing: Showing,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Find candidates, show through `showing`, write to the person's own stream."""
        self._ledgers = ledgers
        self._candidates = candidates
        self._showing = showing
        self._door = (showing, candidates)
        self._streams = OwnStreams(databases, ledgers, clock)

    def page(self, acting: Acting, case: str, *, surface: Surface = Surface.CONSENT) -> ConsentPage:
        """
        Return what stands of the person's will, and what can be chosen when it is written down.

        Raises:
            NotShown: when there is no such case, or the asker may not see it.
        """
        ledger = self._ledgers.of(acting.tenant)
        look, shown = self._showing.show(
            ledger, acting, surface, lambda facts: self._found(ledger, facts, case, surface)
        )
        return _page(look, shown)

    def write(
        self,
        acting: Acting,
        command_id: UUID,
        case: str,
        token: str,
        sent: Command,
        named: Named,
    ) -> Done:
        """
        Write down what the person said, or who may speak for them.

        Raises:
            RuleViolation: as `events.consent.decide`, `events.consent_changes.decide`,
                `events.exclusion.decide` and `events.representative.decide`.
            NotShown: when there is no such case, or a recipient that nobody has.
            StaleSave, FieldRefused, CommandReused, FileErased, StorageUnavailable: as
                `OwnStreams.save`.
        """
        ledger = self._ledgers.of(acting.tenant)
        command = _filled(ledger, acting, sent, named)
        work = self._streams.begin(
            acting, command_id, command, alias="person", case=case, token=token
        )

        def drafts(facts: Facts, who: UUID, seen: int) -> list[Draft]:
            if person_of_case(ledger, facts, case) != who or not self._known(facts, command):
                raise not_found(ledger, facts, case)
            return consent_writing.drafts(work, facts, who, seen, command, self._door)

        facts = self._streams.facts(acting)
        own = person_of_case(ledger, facts, case)
        return self._streams.save(work, self._streams.target(work, case, own, token), drafts)

    def _known(self, facts: Facts, command: Command) -> bool:
        """Say whether the municipality has every recipient that a command names."""
        one = getattr(command, "recipient", None)
        wanted = {*getattr(command, "recipients", ()), *([one] if one else ())}
        if not wanted:
            return True
        with self._candidates.viewing(facts) as conn:
            tenant = facts.acting.tenant
            known = {*directory.agency_names(conn, tenant), *directory.programmes(conn, tenant)}
        return wanted <= known

    def _found(self, ledger: Ledger, facts: Facts, case: str, surface: Surface) -> WillLook:
        acting = facts.acting
        tenant, viewer = acting.tenant, acting.programme
        who = person_of_case(ledger, facts, case)
        kept = keeping.of_persons(ledger, facts, [who] if who else [])
        with self._candidates.viewing(facts) as conn:
            sheets = household.persons(conn, tenant=tenant, viewer=viewer, persons=list(kept))
            if who is None or who not in sheets or not keeping.knows(facts, kept.get(who)):
                raise not_found(ledger, facts, case, surface=surface)
            found = household.records(conn, tenant=tenant, viewer=viewer, person_id=who)
            names = Names(ledger, acting, directory.staff_names(conn, tenant))
            agencies = directory.agency_names(conn, tenant)
            programmes = directory.programmes(conn, tenant)
        warned = tuple(entry for entry in found if entry.kind in WARNINGS)
        loaded = ledger.load(who)
        history = tuple(one for one in loaded if isinstance(one.event, KINDS))
        told = ledger.load(consent_texts.STREAM)
        texts = consent_texts.texts(told)
        return WillLook(
            surface=surface,
            case_id=ledger.derived.resolve(acting.agency, "case", case),
            items=(
                *sheet_items(sheets[who], kept[who], named_only=True),
                *entry_items(warned, kept[who], warning=True),
                *(
                    Item(
                        pointer=consent_lines.pointer(one),
                        category=_category(one),
                        keeping=kept[who],
                    )
                    for one in history
                ),
            ),
            streams={who: len(loaded), consent_texts.STREAM: len(told)},
            sheet=sheets[who],
            warned=warned,
            history=history,
            version=len(loaded),
            texts={one.document: _explained(names, one) for one in texts},
            in_use=frozenset(
                one.document for one in texts if one.in_use.covers(tokyo_date(facts.now))
            ),
            places=_places(names, agencies, programmes),
            names=names,
            facts=facts,
        )


def _filled(ledger: Ledger, acting: Acting, sent: Command, named: Named) -> Command:
    """Return a command with the ids that its aliases stand for; what means nothing is nobody."""

    def found(kind: str, alias: str) -> UUID | None:
        return (ledger.derived.resolve(acting.agency, kind, alias) or NOBODY) if alias else None

    recipients = tuple(found("recipient", one) or NOBODY for one in named.recipients)
    ids: dict[str, Any] = {
        "record": found("record", named.about) or NOBODY,
        "document": found("consent_text", named.text) or NOBODY,
        "renews": found("record", named.renews),
        "representative": found("representative", named.giver),
        "recipients": recipients,
        "recipient": recipients[0] if recipients else NOBODY,
    }
    if isinstance(sent, RecordRepresentative):
        # Whoever is new gets an id when they are written down: sent again, it is the same command.
        ids["representative"] = NOBODY
    has = {one.name for one in fields(sent)}
    return replace(sent, **{name: value for name, value in ids.items() if name in has})


def _page(look: WillLook, shown: Shown) -> ConsentPage:
    names, sheet = look.names, look.sheet
    protection = kept_of(names, look.warned, shown)
    told = Told(
        who=sheet.person_id,
        history=look.history,
        shown=shown,
        names=names,
        texts=look.texts,
        places=look.places,
        others=consent_lines.normal_names(one.name for one in protection.others),
        born=_born(look, shown),
        now=look.facts.now,
    )
    lane, newest = consent_lines.lane(told)
    lines = consent_lines.consents(told)
    alias = names.alias("record", newest) if newest else ""
    calendar = look.facts.calendar
    return ConsentPage(
        token=names.ledger.derived.version_token(
            names.acting.agency, sheet.person_id, look.version
        ),
        today=told.today,
        person=person_sheet(names.ledger, sheet, shown),
        whereabouts=whereabouts(names, look.warned, shown),
        lane=lane,
        standing=next((one for one in lines if one.said.record == alias), None),
        refused_on=consent_lines.refused_on(told),
        consents=lines,
        unasked=consent_lines.unasked(told),
        exclusions=consent_lines.exclusions(told),
        representatives=consent_lines.representatives(told),
        history=items_of(told, sheet.name_key),
        texts=tuple(text for one, text in look.texts.items() if one in look.in_use),
        recipients=tuple(
            one for place, one in look.places.items() if place != names.acting.programme
        ),
        paper_due=calendar.on_or_after(told.today + timedelta(days=PAPER_DAYS)),
        guardian_from=consent_lines.guardian_from(told),
        unnamed_party=any(not one.name for one in protection.others),
    )


def _category(recorded: Recorded) -> Category:
    category = next(iter(personal_fields(type(recorded.event)).values())).category
    assert isinstance(category, Category)
    return category


def _explained(names: Names, text: consent_texts.ConsentText) -> Explained:
    return Explained(
        alias=names.alias("consent_text", text.document),
        name=text.name,
        version=text.version,
        words=text.words,
        classes=text.classes,
        language=text.language,
    )


def _places(
    names: Names,
    agencies: Mapping[UUID, str],
    programmes: Mapping[UUID, directory.ProgrammeName],
) -> dict[UUID, Recipient]:
    """Return the agencies by name, and then the programmes."""
    whole = {
        agency: Recipient(alias=names.alias("recipient", agency), name=name)
        for agency, name in sorted(agencies.items(), key=lambda one: one[1])
    }
    parts = {
        programme: Recipient(
            alias=names.alias("recipient", programme),
            name=one.name,
            agency=agencies.get(one.agency, ""),
        )
        for programme, one in sorted(programmes.items(), key=lambda one: one[1].name)
    }
    return {**whole, **parts}


def _born(look: WillLook, shown: Shown) -> tuple[Born, ...]:
    """Return the birth date, as far as it is known and was opened (R31)."""
    born = content_of(look.sheet.name_at, shown).get("born", "")
    try:
        on = date.fromisoformat(born)
    except ValueError:
        return ()
    at = look.sheet.name_at
    return (Born(seq=at.seq, at=look.facts.now, person=look.sheet.person_id, on=on),)
