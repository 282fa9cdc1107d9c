"""Posts (職・資格): an administrator says which offices the agency has and who holds them (R75)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias
from uuid import UUID

from events import post
from events.base import Recorded
from events.partner import PartnerRegistered
from events.post import EndHolding, EstablishPost, NameHolder, Post
from events.qualification import Qualification, RecordQualification, WithdrawQualification
from events.staff import StaffRegistered
from events.values import Period
from projections import roster
from services.acting import Acting
from services.administration import Administration
from services.arrangements import Arrangements
from services.arrivals import arrived
from services.db import Databases
from services.office import Seen
from services.sending import drawn, once

_POST, _HOLDER, _HOLDING, _QUALIFICATION = "post", "holder", "holding", "qualification"
_Command: TypeAlias = (
    EstablishPost | NameHolder | EndHolding | RecordQualification | WithdrawQualification
)


@dataclass(frozen=True, kw_only=True)
class HoldingLine:
    """Who holds an office in a period; `ended` = its last day has passed."""

    alias: str
    name: str
    period: Period
    ended: bool


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """An office: who holds it today (empty = vacant), and every holding, the latest first."""

    alias: str
    title: str
    holder: str
    holdings: tuple[HoldingLine, ...]


@dataclass(frozen=True, kw_only=True)
class PostsPage:
    """The offices of an agency, and who may be named: accounts and partners by alias and name."""

    posts: tuple[PostLine, ...]
    holders: tuple[tuple[str, str], ...]


class Posts:
    """Shows and changes the offices and the qualifications of the own agency only."""

    def __init__(
        self, databases: Databases, administration: Administration, arrangements: Arrangements
    ) -> None:
        """Look through `administration`, write by `arrangements`."""
        self._databases = databases
        self._administration = administration
        self._arrangements = arrangements

    def page(self, acting: Acting, post: str = "") -> PostsPage:
        """
        Return the offices of the agency; `post` is the one that was asked for.

        Raises:
            NotShown: when the asker is no administrator, or the office is not the agency's.
        """
        seen = self._administration.see(acting)
        people = self._people(seen)
        lines = [_line(seen, one, state, people) for one, state in self._posts(seen).items()]
        if post and all(line.alias != post for line in lines):
            raise seen.refusal(post)
        return PostsPage(
            posts=tuple(sorted(lines, key=lambda line: line.title)),
            holders=tuple((seen.alias(_HOLDER, who), name) for who, name in people.items()),
        )

    def establish(self, acting: Acting, command_id: UUID, title: str) -> str:
        """
        Establish an office of the agency and return its alias.

        Raises:
            NotShown: when the asker is no administrator.
            PostTitleMissing, FieldRefused: when the title is none.
            CommandReused: when the id came before with another body.
            StorageUnavailable: when nothing is known to be written; sending again is safe.
        """
        seen = self._administration.see(acting)
        post_id = drawn(seen.derived, command_id, _POST)
        command = EstablishPost(post_id=post_id, agency=acting.agency, title=title)
        self._change(seen, command_id, post_id, command)
        arrived(self._databases, acting.tenant, seen.ledger.size(), names=[roster.NAME])
        return seen.alias(_POST, post_id)

    def name(
        self, acting: Acting, command_id: UUID, alias: str, *, holder: str, period: Period
    ) -> None:
        """
        Say who holds an office.

        Raises:
            NotShown: when the office is not the agency's, or it has nobody of that alias.
            RuleViolation: as `events.post.decide`; the others as `establish`.
        """
        seen = self._administration.see(acting)
        who = next((one for one in self._people(seen) if seen.alias(_HOLDER, one) == holder), None)
        if who is None:
            raise seen.refusal(holder)
        holding_id = drawn(seen.derived, command_id, _HOLDING)
        command = NameHolder(holding_id=holding_id, holder=who, period=period)
        self._change(seen, command_id, self._post(seen, alias), command)

    def end(
        self, acting: Acting, command_id: UUID, alias: str, *, holding: str, last_day: date
    ) -> None:
        """
        End a holding.

        Raises:
            NotShown: when the office is not the agency's.
            RuleViolation: as `events.post.decide`; the others as `establish`.
        """
        seen = self._administration.see(acting)
        holding_id = seen.derived.resolve(acting.agency, _HOLDING, holding) or UUID(int=0)
        command = EndHolding(holding_id=holding_id, last_day=last_day)
        self._change(seen, command_id, self._post(seen, alias), command)

    def record(
        self,
        acting: Acting,
        command_id: UUID,
        member: str,
        *,
        qualification: Qualification,
        gained_on: date,
        valid_until: date | None,
    ) -> None:
        """
        Write down what a member of staff has passed or attended.

        Raises:
            NotShown: when the account is not the agency's.
            RuleViolation: as `events.qualification.decide`; the others as `establish`.
        """
        seen = self._administration.see(acting)
        command = RecordQualification(
            qualification_id=drawn(seen.derived, command_id, _QUALIFICATION),
            qualification=qualification,
            gained_on=gained_on,
            valid_until=valid_until,
        )
        self._change(seen, command_id, seen.account(member), command)

    def withdraw(self, acting: Acting, command_id: UUID, member: str, line: str) -> None:
        """
        Take a wrong record of a qualification back.

        Raises:
            NotShown, RuleViolation, StorageUnavailable: as `record`.
        """
        seen = self._administration.see(acting)
        wanted = seen.derived.resolve(acting.agency, _QUALIFICATION, line) or UUID(int=0)
        command = WithdrawQualification(qualification_id=wanted)
        self._change(seen, command_id, seen.account(member), command)

    def _change(self, seen: Seen, command_id: UUID, stream: UUID, command: _Command) -> None:
        sending, tenant = seen.sending(command_id, command, stream), seen.facts.acting.tenant

        def work() -> None:
            self._arrangements.change(tenant, stream, command, seen.authority(sending))

        once(seen.ledger, sending, work)

    def _post(self, seen: Seen, alias: str) -> UUID:
        for post_id in self._posts(seen):
            if seen.alias(_POST, post_id) == alias:
                return post_id
        raise seen.refusal(alias)

    def _posts(self, seen: Seen) -> dict[UUID, Post]:
        acting = seen.facts.acting
        with self._databases.within(acting.tenant) as conn:
            ids = roster.posts(conn, tenant=acting.tenant, agency=acting.agency)
        found: dict[UUID, Post] = {}
        for post_id, history in seen.ledger.load_all(*ids).items():
            state = Post()
            for recorded in history:
                state = post.evolve(state, recorded.event)
            if state.agency == acting.agency:
                found[post_id] = state
        return found

    def _people(self, seen: Seen) -> dict[UUID, str]:
        """Return who may hold an office: the agency's accounts, its programmes' partners."""
        tenant = seen.facts.acting.tenant
        with self._databases.within(tenant) as conn:
            ids = [
                one
                for programme in seen.programmes
                for one in roster.partners(conn, tenant=tenant, programme=programme)
            ]
        partners = seen.ledger.load_all(*ids)
        names = [*map(_account_name, seen.accounts.values())]
        known = dict(zip(seen.accounts, names, strict=True))
        known |= {one: _partner_name(history) for one, history in partners.items()}
        return dict(sorted(known.items(), key=lambda pair: pair[1]))


def _account_name(history: tuple[Recorded, ...]) -> str:
    registered = history[0].event
    assert isinstance(registered, StaffRegistered)
    return registered.name


def _partner_name(history: list[Recorded]) -> str:
    registered = history[0].event
    assert isinstance(registered, PartnerRegistered)
    return f"{registered.name}（{registered.title}）"


def _line(seen: Seen, post_id: UUID, state: Post, people: dict[UUID, str]) -> PostLine:
    today = seen.facts.asker.on
    holder = state.holder(today)
    held = sorted(state.holdings, key=lambda one: one.period.first, reverse=True)
    return PostLine(
        alias=seen.alias(_POST, post_id),
        title=state.title,
        holder=people.get(holder, _LEFT) if holder else "",
        holdings=tuple(
            HoldingLine(
                alias=seen.alias(_HOLDING, one.holding_id),
                name=people.get(one.holder, _LEFT),
                period=one.period,
                ended=one.period.last is not None and one.period.last < today,
            )
            for one in held
        ),
    )


_LEFT: Final = "ほかの機関へ移った人"
