"""
Consents (同意): what a person has said about sharing, and what of it stands at a moment (R23–R32).

Consent belongs to one person and is never put together from several: the newest will that a person
expressed counts, alone. An exclusion is its own standing instruction and outlives every consent.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, TypeAlias, TypeVar
from uuid import UUID

from consent.facts import TOKYO, Fact, Related, Standing, Tie, View
from events.consent_terms import Exempt, Subjects
from events.values import Period, Purpose


@dataclass(frozen=True, slots=True)
class Receiver:
    """
    Everything that an exclusion or a consent may know a recipient by: programme, agency, person.

    `by_name`: someone who acts for no programme is covered only by being named (R25 speaks of
    agencies).
    """

    ids: frozenset[UUID]
    by_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Fact):
    """
    同意 of a person, by themselves or by `representative`, said at `when`, for a period (R24).

    `recipients` are programmes, or None for all that are needed (R25). `draft`: said, not signed.
    `exempt`: why a child's own consent was taken (R31).
    """

    consent: UUID
    person: UUID
    when: datetime
    period: Period
    recipients: frozenset[UUID] | None
    purposes: frozenset[Purpose]
    subjects: frozenset[Subjects]
    names_art9: bool = False
    representative: UUID | None = None
    exempt: Exempt | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(Fact):
    """拒否: the person was asked and said no, at `when`."""

    person: UUID
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """
    撤回 of a consent; known only by date it bites from 00:00 of that date.

    With `recipients` or `purposes` only towards these or for these (R27); with neither, as a whole.
    """

    consent: UUID
    when: datetime | date
    recipients: frozenset[UUID] = frozenset()
    purposes: frozenset[Purpose] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDisputed(Fact):
    """Whether a consent is valid is in dispute from `when` on."""

    consent: UUID
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSettled(Fact):
    """The consent was found valid, at `when`."""

    consent: UUID
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incapable(Fact):
    """判断できず代理人もいない, during a period."""

    person: UUID
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded(Fact):
    """除外: the person does not want this programme to know anything, from `when` on."""

    person: UUID
    recipient: UUID
    when: datetime | date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionLifted(Fact):
    """The person lifted an exclusion, at `when`."""

    person: UUID
    recipient: UUID
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Born(Fact):
    """生年月日 of a person; the last recorded counts."""

    person: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianConsentSet(Fact):
    """施行日 of APPI 71-3: from this date on a child consents by their 法定代理人 (R31)."""

    first: date


GUARDIAN_CONSENT: Final = date(2028, 7, 16)
"""The date stored with the revision (law.md §5.3), until the city has set that of the 政令."""

OF_AGE: Final = 16

Will: TypeAlias = ConsentGiven | ConsentRefused
C = TypeVar("C", ConsentWithdrawn, ConsentDisputed, DisputeSettled)


def instant(when: datetime | date) -> datetime:
    """Return when something known by date begins: 00:00 in Tokyo."""
    return when if isinstance(when, datetime) else datetime.combine(when, time(), TOKYO)


def will_of(view: View, person: UUID) -> Will | None:
    """
    Return the newest will that a person has expressed; of two of one instant, the later recorded.

    A consent counts from when it was recorded, never before; a refusal from when it was said. What
    a representative said counts only with an authority that day, and without conflict (R32).
    """
    given = [one for one in view.known(ConsentGiven) if one.person == person and not one.draft]
    refused = [one for one in view.known(ConsentRefused) if one.person == person]
    wills: list[tuple[datetime, int, Will]] = [
        *((max(one.when, one.at), one.seq, one) for one in given if _authorised(view, one)),
        *((one.when, one.seq, one) for one in refused),
    ]
    said = [will for will in wills if will[0] <= view.valid_at]
    return max(said, key=lambda will: will[:2])[2] if said else None


def _authorised(view: View, consent: ConsentGiven) -> bool:
    """Whoever gave it could give it; a child could only before R31 begins, or by exception."""
    if consent.representative is not None and not _given_by(view, consent):
        return False
    begins = guardian_consent_from(view)
    days = (_day(consent), view.today)
    return not any(begins <= day and _lacks_guardian(view, consent, day) for day in days)


def _given_by(view: View, consent: ConsentGiven) -> list[Related]:
    return [
        tie
        for tie in view.ties(consent.person)
        if tie.who == consent.representative
        and tie.tie is Tie.REPRESENTATIVE
        and not tie.conflicted
        and tie.period.covers(_day(consent))
    ]


def guardian_consent_from(view: View) -> date:
    """Return from when on a child under 16 consents by their legal representative (R31)."""
    known = view.known(GuardianConsentSet)
    return known[-1].first if known else GUARDIAN_CONSENT


def guardian_warning(view: View, person: UUID) -> date | None:
    """
    Return from when on the consent that a child gave will not count any more (R31).

    None: nobody consented, the person is 16, or it was given as that day asks for.
    """
    will = will_of(view, person)
    if isinstance(will, ConsentGiven) and _lacks_guardian(view, will, view.today):
        return guardian_consent_from(view)
    return None


def _lacks_guardian(view: View, consent: ConsentGiven, on: date) -> bool:
    """
    Say whether someone under 16 that day consented without a legal representative.

    A birth date that nobody recorded makes nobody a child. AGE_UNKNOWN excuses while that was so,
    NO_REPRESENTATIVE unless one was recorded.
    """
    born = [one for one in view.known(Born) if one.person == consent.person]
    if not born or _age(born[-1].on, on) >= OF_AGE:
        return False
    if any(tie.legal for tie in _given_by(view, consent)):
        return False
    if consent.exempt is Exempt.AGE_UNKNOWN:
        return born[0].seq < consent.seq
    legal = (tie for tie in view.ties(consent.person) if tie.legal)
    there = any(tie.seq < consent.seq and tie.period.covers(_day(consent)) for tie in legal)
    return consent.exempt is None or there


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _day(consent: ConsentGiven) -> date:
    return consent.when.astimezone(TOKYO).date()


def consent_state(view: View, person: UUID, receiver: Receiver, purpose: Purpose) -> Standing:
    """
    Return the state of a person's consent (field `consent_state`).

    A withdrawal in part is one for the recipient and the purpose that it names, and for no other.
    """
    will = will_of(view, person)
    if isinstance(will, ConsentRefused):
        return Standing("REFUSED", (will,))
    if will is not None:
        return _state_of(view, will, receiver, purpose)
    drafts = [one for one in view.known(ConsentGiven) if one.person == person and one.draft]
    said = tuple(one for one in drafts if one.when <= view.valid_at)
    if said:
        return Standing("DRAFT", said[-1:])
    unable = [one for one in view.known(Incapable) if one.person == person]
    current = tuple(one for one in unable if one.period.covers(view.today))
    return Standing("INCAPABLE", current) if current else Standing("NONE")


def _state_of(view: View, consent: ConsentGiven, receiver: Receiver, purpose: Purpose) -> Standing:
    said = _about(view, ConsentWithdrawn, consent)
    ended = tuple(one for one in said if _reaches(one, receiver, purpose))
    if ended:
        return Standing("WITHDRAWN", (consent, *ended))
    disputed = _about(view, ConsentDisputed, consent)
    settled = _about(view, DisputeSettled, consent)
    if disputed and not any(one.when >= disputed[-1].when for one in settled):
        return Standing("DISPUTED", (consent, *disputed))
    if consent.period.last is not None and consent.period.last < view.today:
        return Standing("EXPIRED", (consent,))
    if view.today < consent.period.first:
        return Standing("DRAFT", (consent,))
    return Standing("ACTIVE" if consent.representative is None else "REP", (consent, *settled))


def _reaches(withdrawal: ConsentWithdrawn, receiver: Receiver, purpose: Purpose) -> bool:
    whole = not withdrawal.recipients and not withdrawal.purposes
    return whole or bool(withdrawal.recipients & receiver.ids) or purpose in withdrawal.purposes


def _about(view: View, kind: type[C], consent: ConsentGiven) -> tuple[C, ...]:
    """Return what was said of a consent by then, in order of time."""
    said = (
        one
        for one in view.known(kind)
        if one.consent == consent.consent and instant(one.when) <= view.valid_at
    )
    return tuple(sorted(said, key=lambda one: instant(one.when)))
