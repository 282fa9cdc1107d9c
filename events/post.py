"""Post (職): an office of an agency and who holds it when; members by office (充て職) follow it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeAlias, assert_never
from uuid import UUID

from events.base import Event, RuleViolation
from events.values import Period

# Events


@dataclass(frozen=True, kw_only=True)
class PostEstablished(Event):
    """職の設置: an agency has this office; `title` is what it is called."""

    TOPIC: ClassVar[str] = "post.established"
    post_id: UUID
    agency: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class HolderNamed(Event):
    """職への就任: who holds the office in a period; an account, or a person without one."""

    TOPIC: ClassVar[str] = "post.holder-named"
    holding_id: UUID
    holder: UUID
    period: Period


@dataclass(frozen=True, kw_only=True)
class HoldingEnded(Event):
    """職からの退任: `last_day` is the last day of holding it."""

    TOPIC: ClassVar[str] = "post.holding-ended"
    holding_id: UUID
    last_day: date


PostEvent: TypeAlias = PostEstablished | HolderNamed | HoldingEnded

# State


@dataclass(frozen=True)
class Holding:
    """One person's dated holding of the office, as it stands."""

    holding_id: UUID
    holder: UUID
    period: Period


@dataclass(frozen=True)
class Post:
    """What a decision about an office looks at; no `agency` = there is no such office."""

    agency: UUID | None = None
    title: str = ""
    holdings: tuple[Holding, ...] = ()

    def holder(self, on: date) -> UUID | None:
        """Return who holds the office on a Tokyo civil date; None = it is vacant."""
        return next((one.holder for one in self.holdings if one.period.covers(on)), None)


def evolve(state: Post, event: Event) -> Post:
    """Fold one event."""
    match event:
        case PostEstablished():
            return Post(event.agency, event.title)
        case HolderNamed():
            new = Holding(event.holding_id, event.holder, event.period)
            return replace(state, holdings=(*state.holdings, new))
        case HoldingEnded():
            ended = tuple(
                replace(one, period=Period(one.period.first, event.last_day))
                if one.holding_id == event.holding_id
                else one
                for one in state.holdings
            )
            return replace(state, holdings=ended)
        case _:
            return state


# Commands


@dataclass(frozen=True, kw_only=True)
class EstablishPost:
    """Establish an office."""

    post_id: UUID
    agency: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class NameHolder:
    """Say who holds the office."""

    holding_id: UUID
    holder: UUID
    period: Period


@dataclass(frozen=True, kw_only=True)
class EndHolding:
    """End a holding."""

    holding_id: UUID
    last_day: date


PostCommand: TypeAlias = EstablishPost | NameHolder | EndHolding


class PostAlreadyEstablished(RuleViolation):
    """An office is established once."""


class PostNotEstablished(RuleViolation):
    """Only an office that was established is held."""


class PostTitleMissing(RuleViolation):
    """An office has a title."""


class PostHeldByAnother(RuleViolation):
    """On one day one person holds an office."""


class HoldingUnknown(RuleViolation):
    """Only a holding that began is ended."""


class HoldingEndsBeforeItStarts(RuleViolation):
    """The last day of a holding is not before its first."""


class HoldingProlonged(RuleViolation):
    """Ending a holding never makes it longer; that takes a new one."""


def decide(command: PostCommand, state: Post) -> tuple[PostEvent, ...]:
    """
    Decide about an office; ending a holding on the day it ends anyway adds nothing.

    Raises:
        PostAlreadyEstablished, PostNotEstablished: when it is there already, or is not.
        PostTitleMissing: when the title has no words.
        PostHeldByAnother: when somebody holds it on one of those days.
        HoldingUnknown, HoldingEndsBeforeItStarts, HoldingProlonged: when the days make no sense.
    """
    if isinstance(command, EstablishPost):
        return (_establish(command, state),)
    if state.agency is None:
        raise PostNotEstablished
    match command:
        case NameHolder():
            return (_name(command, state),)
        case EndHolding():
            return _end(command, state)
        case _:
            assert_never(command)


def _establish(command: EstablishPost, state: Post) -> PostEstablished:
    if state.agency is not None:
        raise PostAlreadyEstablished
    if not command.title.strip():
        raise PostTitleMissing
    return PostEstablished(post_id=command.post_id, agency=command.agency, title=command.title)


def _name(command: NameHolder, state: Post) -> HolderNamed:
    period = command.period
    if period.last is not None and period.last < period.first:
        raise HoldingEndsBeforeItStarts
    if any(_meet(one.period, period) for one in state.holdings):
        raise PostHeldByAnother
    return HolderNamed(holding_id=command.holding_id, holder=command.holder, period=period)


def _meet(one: Period, other: Period) -> bool:
    later = max(one.first, other.first)
    return one.covers(later) and other.covers(later)


def _end(command: EndHolding, state: Post) -> tuple[PostEvent, ...]:
    periods = {one.holding_id: one.period for one in state.holdings}
    if command.holding_id not in periods:
        raise HoldingUnknown
    period = periods[command.holding_id]
    if command.last_day < period.first:
        raise HoldingEndsBeforeItStarts
    if period.last is not None and command.last_day > period.last:
        raise HoldingProlonged
    if command.last_day == period.last:
        return ()
    return (HoldingEnded(holding_id=command.holding_id, last_day=command.last_day),)
