"""
Arrangements (体制): settings, contracts, names, posts, qualifications and partners, by commands.

Each command of those concepts is decided on the stream that it changes; without an authority the
operator decides.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any, Final, TypeAlias, get_args
from uuid import UUID

from events import agency, partner, post, programme, qualification, setting, staff, team
from events.agency import RenameAgency
from events.base import Event, Recorded
from events.partner import EndPartner, PartnerCommand, RegisterPartner
from events.post import EndHolding, EstablishPost, NameHolder, PostCommand
from events.programme import EndContract, RenewContract
from events.qualification import QualificationCommand
from events.setting import SettingCommand
from events.team import TeamCommand
from events.values import tokyo_date
from services.authority import Authority, Book
from services.facts import utc_now
from services.inputs import check_line
from services.ledger.ledgers import Ledgers

Command: TypeAlias = (
    SettingCommand
    | QualificationCommand
    | RenewContract
    | EndContract
    | RenameAgency
    | EstablishPost
    | NameHolder
    | EndHolding
    | RegisterPartner
    | EndPartner
    | TeamCommand
)


class Arrangements:
    """
    Decides about how a desk and its people are arranged.

    Which stream a command is about: a programme's (settings, contracts, duties), an agency's
    (names), an account's (qualifications), a post's own, a partner's own.
    """

    def __init__(self, ledgers: Ledgers, clock: Callable[[], datetime] = utc_now) -> None:
        """`clock` gives the time in UTC."""
        self._ledgers = ledgers
        self._clock = clock
        self._book = Book(ledgers, clock)

    def change(
        self, tenant: str, stream: UUID, command: Command, under: Authority | None = None
    ) -> None:
        """
        Carry a command out on what has that id.

        Raises:
            ProgrammeNotOpen, StaffNotActive: when there is no such programme or active account.
            RuleViolation: as the concept's `decide`.
            FieldRefused: when a text cannot be stored (R77).
        """
        told = _clean(command)
        history = self._ledgers.of(tenant).load(stream)
        events = _decided(told, history, tokyo_date(self._clock()))
        self._book.record(tenant, stream, len(history), events, under)


@dataclass(frozen=True)
class Concept:
    """How the commands of one concept are decided; `must_stand` refuses a wrong stream."""

    empty: Any
    evolve: Callable[[Any, Recorded], Any]
    decide: Callable[[Any, Any, date], tuple[Event, ...]]
    must_stand: Callable[[Sequence[Recorded]], None] = lambda _history: None


def _decided(command: Any, history: Sequence[Recorded], today: date) -> tuple[Event, ...]:
    concept = _CONCEPTS[type(command)]
    concept.must_stand(history)
    state = concept.empty
    for recorded in history:
        state = concept.evolve(state, recorded)
    return concept.decide(command, state, today)


def _must_be_a_programme(history: Sequence[Recorded]) -> None:
    if not history or not isinstance(history[0].event, programme.ProgrammeOpened):
        raise programme.ProgrammeNotOpen


def _must_be_active(history: Sequence[Recorded]) -> None:
    account = staff.Staff()
    for recorded in history:
        account = staff.evolve(account, recorded.event)
    if not account.active:
        raise staff.StaffNotActive


_SETTING: Final = Concept(
    setting.Settings(),
    lambda state, one: setting.evolve(state, one.event, event_id=one.event_id),
    lambda command, state, today: setting.decide(command, state, today=today),
    _must_be_a_programme,
)
_CONTRACT: Final = Concept(
    programme.Programme(),
    lambda state, one: programme.evolve(state, one.event),
    lambda command, state, _today: programme.decide(command, state),
)
_NAME: Final = Concept(
    agency.Agency(),
    lambda state, one: agency.evolve(state, one.event),
    lambda command, state, _today: agency.decide(command, state),
)
_QUALIFICATION: Final = Concept(
    qualification.Qualifications(),
    lambda state, one: qualification.evolve(state, one.event),
    lambda command, state, today: qualification.decide(command, state, today=today),
    _must_be_active,
)
_POST: Final = Concept(
    post.Post(),
    lambda state, one: post.evolve(state, one.event),
    lambda command, state, _today: post.decide(command, state),
)
_PARTNER: Final = Concept(
    partner.Partner(),
    lambda state, one: partner.evolve(state, one.event),
    lambda command, state, _today: partner.decide(command, state),
)
_TEAM: Final = Concept(
    team.Team(),
    lambda state, one: team.evolve(state, one.event),
    lambda command, state, _today: team.decide(command, state),
    _must_be_a_programme,
)
_CONCEPTS: Final[dict[type[Any], Concept]] = {
    **dict.fromkeys(get_args(SettingCommand), _SETTING),
    **dict.fromkeys(get_args(QualificationCommand), _QUALIFICATION),
    **dict.fromkeys(get_args(PostCommand), _POST),
    **dict.fromkeys(get_args(PartnerCommand), _PARTNER),
    **dict.fromkeys(get_args(TeamCommand), _TEAM),
    RenewContract: _CONTRACT,
    EndContract: _CONTRACT,
    RenameAgency: _NAME,
}


def _clean(value: Any) -> Any:
    """Check every text of a command, however deep it stands, and bring it into NFC."""
    told = {field.name: getattr(value, field.name) for field in fields(value)}
    texts = {name: _text(name, text) for name, text in told.items() if type(text) is str}
    nested = {name: _clean(part) for name, part in told.items() if is_dataclass(part)}
    return replace(value, **texts, **nested)


def _text(field: str, told: str) -> str:
    check_line(field, told)
    return unicodedata.normalize("NFC", told)
