"""Partners (関係者): persons without an account, kept by a programme's chief or administrator."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from consent.gate import Reason, Withheld, admit_registrar
from events import partner
from events.access import Surface
from events.partner import Channel, EndPartner, Partner, RegisterPartner
from events.values import AgencyKind
from projections import roster
from services.acting import Acting
from services.arrangements import Arrangements
from services.arrivals import arrived
from services.authority import Authority
from services.db import Databases
from services.facts import Facts, gather
from services.ledger.ledger import Ledger
from services.ledger.ledgers import Ledgers
from services.refusals import NotShown
from services.refusing import refuse
from services.sending import Sending, drawn, once

_ALIAS = "partner"


@dataclass(frozen=True, kw_only=True)
class NewPartner:
    """A person without an account as typed."""

    name: str
    title: str
    office: str
    kind: AgencyKind
    channel: Channel
    first: date


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """One person without an account; `last` None = still there, `successor` empty = none named."""

    alias: str
    name: str
    title: str
    office: str
    kind: AgencyKind
    channel: Channel
    first: date
    last: date | None
    gone: bool
    successor: str


@dataclass(frozen=True)
class _Seen:
    ledger: Ledger
    facts: Facts
    until: datetime | None
    partners: dict[UUID, Partner]


class Partners:
    """Shows and changes the persons without an account of the asker's own programme."""

    def __init__(
        self,
        *,
        databases: Databases,
        ledgers: Ledgers,
        arrangements: Arrangements,
        clock: Callable[[], datetime],
    ) -> None:
        """`clock` gives the time in UTC."""
        self._databases = databases
        self._ledgers = ledgers
        self._arrangements = arrangements
        self._clock = clock

    def all(self, acting: Acting, partner: str = "") -> tuple[PartnerLine, ...]:
        """
        Return the programme's persons without an account, those who left at the end.

        `partner` is the alias of the one that was asked for.

        Raises:
            NotShown: when the asker is neither its chief nor its administrator, or the programme
                has nobody of that alias.
        """
        seen = self._see(acting)
        if partner:
            _found(seen, partner)
        lines = [_line(seen, one, state) for one, state in seen.partners.items()]
        return tuple(sorted(lines, key=lambda line: (line.gone, line.name, line.first)))

    def register(self, acting: Acting, command_id: UUID, sent: NewPartner) -> str:
        """
        Register a person without an account and return their alias.

        Raises:
            NotShown: as `all`.
            PartnerNameMissing, FieldRefused: when a text is none or cannot be stored (R77).
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        seen = self._see(acting)
        partner_id = drawn(seen.ledger.derived, command_id, _ALIAS)
        command = RegisterPartner(
            partner_id=partner_id,
            programme=acting.programme,
            name=sent.name,
            title=sent.title,
            office=sent.office,
            kind=sent.kind,
            channel=sent.channel,
            first=sent.first,
        )
        self._change(seen, command_id, partner_id, command)
        arrived(self._databases, acting.tenant, seen.ledger.size(), names=[roster.NAME])
        return seen.ledger.derived.alias(acting.agency, _ALIAS, partner_id)

    def end(
        self, acting: Acting, command_id: UUID, alias: str, *, last_day: date, successor: str
    ) -> None:
        """
        Say that somebody leaves; `successor` is an alias, empty = nobody is named.

        Raises:
            NotShown: as `all`, and when the programme has nobody of an alias.
            RuleViolation: as `events.partner.decide`; the others as `register`.
        """
        seen = self._see(acting)
        partner_id = _found(seen, alias)
        after = _found(seen, successor) if successor else None
        command = EndPartner(partner_id=partner_id, last_day=last_day, successor=after)
        self._change(seen, command_id, partner_id, command)

    def _change(
        self, seen: _Seen, command_id: UUID, stream: UUID, command: RegisterPartner | EndPartner
    ) -> None:
        acting, kind = seen.facts.acting, type(command).__name__
        sending = Sending.of(seen.ledger, acting, command_id, kind, asdict(command))

        def work() -> None:
            under = Authority.of(seen.facts, sending, until=seen.until)
            self._arrangements.change(acting.tenant, stream, command, under)

        once(seen.ledger, sending, work)

    def _see(self, acting: Acting) -> _Seen:
        ledger = self._ledgers.of(acting.tenant)
        facts = gather(ledger, acting, self._clock())
        admitted = admit_registrar(facts.asker)
        if isinstance(admitted, Withheld):
            raise _refusal(ledger, facts, "", admitted.reason)
        with self._databases.within(acting.tenant) as conn:
            ids = roster.partners(conn, tenant=acting.tenant, programme=acting.programme)
        found: dict[UUID, Partner] = {}
        for one, history in ledger.load_all(*ids).items():
            state = Partner()
            for recorded in history:
                state = partner.evolve(state, recorded.event)
            if state.registered and state.registered.programme == acting.programme:
                found[one] = state
        return _Seen(ledger, facts, admitted.until, found)


def _found(seen: _Seen, alias: str) -> UUID:
    wanted = seen.ledger.derived.resolve(seen.facts.acting.agency, _ALIAS, alias)
    if wanted is None or wanted not in seen.partners:
        raise _refusal(seen.ledger, seen.facts, alias, Reason.NOT_FOUND)
    return wanted


def _refusal(ledger: Ledger, facts: Facts, asked: str, why: Reason) -> NotShown:
    return refuse(ledger, facts, surface=Surface.PARTNERS, asked=asked, why=why)


def _line(seen: _Seen, partner_id: UUID, state: Partner) -> PartnerLine:
    told, ended = state.registered, state.ended
    assert told is not None
    after = seen.partners.get(ended.successor) if ended and ended.successor else None
    return PartnerLine(
        alias=seen.ledger.derived.alias(seen.facts.acting.agency, _ALIAS, partner_id),
        name=told.name,
        title=told.title,
        office=told.office,
        kind=told.kind,
        channel=told.channel,
        first=told.first,
        last=ended.last_day if ended else None,
        gone=ended is not None and ended.last_day < seen.facts.asker.on,
        successor=after.registered.name if after and after.registered else "",
    )
