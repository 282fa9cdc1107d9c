"""Consent page (同意の画面): finds a person's will among candidates, and puts it together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from consent.consents import Born
from consent.facts import Related
from consent.gate import Item
from events.access import Surface
from events.base import Recorded, personal_fields
from events.values import Category, tokyo_date
from projections import directory, household
from projections.household import Entry, Sheet
from services import adverse, consent_lines, consent_texts, keeping, speakers
from services.candidates import Candidates
from services.consent_history import items_of
from services.consent_lines import KINDS, Told
from services.consent_views import ConsentPage, Explained, Recipient
from services.facts import Facts
from services.ledger.ledger import Ledger
from services.own_streams import not_found, person_of_case
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
from services.showing import Look

PAPER_DAYS: Final = 7
"""How many days a form proposes until the signed paper is scanned."""


@dataclass(frozen=True, kw_only=True)
class WillLook(Look):
    """A look at what one person said, at their name, and at what is to be known before asking."""

    sheet: Sheet
    warned: tuple[Entry, ...]
    history: tuple[Recorded, ...]
    version: int
    against: tuple[Related, ...]
    texts: Mapping[UUID, Explained]
    in_use: frozenset[UUID]
    places: Mapping[UUID, Recipient]
    names: Names
    facts: Facts


def find(
    candidates: Candidates, ledger: Ledger, facts: Facts, case: str, surface: Surface
) -> WillLook:
    """
    Find the will of the person of a case.

    Raises:
        NotShown: when there is no such case, or the asker may not know of the person.
    """
    acting = facts.acting
    tenant, viewer = acting.tenant, acting.programme
    who = person_of_case(ledger, facts, case)
    kept = keeping.of_persons(ledger, facts, [who] if who else [])
    with candidates.viewing(facts) as conn:
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
        against=adverse.ties(ledger.derived, who, loaded),
        texts={one.document: _explained(names, one) for one in texts},
        in_use=frozenset(one.document for one in texts if one.in_use.covers(tokyo_date(facts.now))),
        places=_places(names, agencies, programmes),
        names=names,
        facts=facts,
    )


def page_of(look: WillLook, shown: Shown) -> ConsentPage:
    """Return what stands of the person's will, as far as it was cleared and opened."""
    names, sheet = look.names, look.sheet
    protection = kept_of(names, look.warned, shown)
    told = Told(
        who=sheet.person_id,
        history=look.history,
        shown=shown,
        names=names,
        texts=look.texts,
        places=look.places,
        others=speakers.normal_names(one.name for one in protection.others),
        born=_born(look, shown),
        against=look.against,
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
        representatives=speakers.representatives(told),
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
