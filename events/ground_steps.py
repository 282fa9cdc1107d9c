"""Ground steps (同意によらない提供の手順): stating it, deciding on it, accepting conditions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias, assert_never
from uuid import UUID

from events.base import RuleViolation
from events.ground import (
    Approving,
    Condition,
    ConditionsAccepted,
    Ground,
    GroundDecided,
    Grounded,
    GroundReason,
    GroundStated,
    Needed,
)
from events.matter import need_words
from events.provision import NotAtThatStage, NotTheParty, Provision, ProvisionAccepted, Stage
from events.values import Category

MOST_DAYS: Final = 92
"""How long one rests on a decision; whoever needs it longer proposes it anew (R36)."""

# Commands


@dataclass(frozen=True, kw_only=True)
class StateGround:
    """State it; `about` are the categories of what is pinned, `harms` = it would harm somebody."""

    provision_id: UUID
    person_id: UUID
    about: frozenset[Category]
    ground: Ground
    why: GroundReason
    needed: tuple[Needed, ...]
    until: date
    harms: bool
    harm: str
    words: str


@dataclass(frozen=True, kw_only=True)
class DecideGround:
    """Approve, reject, or withdraw an approval; `harms` = it would harm somebody."""

    decision: Approving
    harms: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class AcceptConditions:
    """Take part, and keep to the conditions."""


GroundCommand: TypeAlias = StateGround | DecideGround | AcceptConditions


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """Who acts: account, programme, whether their role decides for it; today's Tokyo date."""

    staff: UUID
    programme: UUID
    decides: bool
    today: date


class WouldHarm(RuleViolation):
    """What would unduly harm the person or somebody else is not provided so (69条2項, R34)."""


class NecessityMissing(RuleViolation):
    """Of each category that is provided it is said, once, what it is needed for (R33)."""


class EndsOutOfRange(RuleViolation):
    """It ends today or later, within three months (R36)."""


class NoGround(RuleViolation):
    """A decision is about a provision that rests on a provision of law (R35)."""


class NotAnApprover(RuleViolation):
    """Whoever leads the provider's programme decides (R35)."""


class ApprovedByAnother(RuleViolation):
    """Who proposed it does not decide on it (R35)."""


class DecidedBefore(RuleViolation):
    """It is decided once; only what was approved can be withdrawn."""


def decide(
    command: GroundCommand, state: Grounded, provision: Provision, by: Deciding
) -> tuple[GroundStated | GroundDecided | ConditionsAccepted | ProvisionAccepted, ...]:
    """
    Decide about what a provision rests on.

    Raises:
        WouldHarm: when it would unduly harm anybody.
        NecessityMissing: when a category is not said to be needed, or twice.
        EndsOutOfRange: when it ends before today or too late, or is approved after its end.
        TextMissing: when nothing says why, or what was weighed.
        NoGround: when it rests on no provision of law.
        NotTheParty: when somebody else than the party concerned acts.
        NotAtThatStage: when it is over, or the conditions were accepted.
        NotAnApprover, ApprovedByAnother, DecidedBefore: when somebody decides who may not.
    """
    if isinstance(command, StateGround):
        return (_stated(command, by),)
    stated, proposed = state.stated, provision.proposed
    if stated is None or proposed is None:
        raise NoGround
    match command:
        case DecideGround():
            _may_decide(command, state, stated, by, is_theirs=by.programme == proposed.provider)
            _must_go_on(provision)
            need_words(command.words)
            return (
                GroundDecided(
                    provision_id=stated.provision_id,
                    person_id=stated.person_id,
                    decision=command.decision,
                    words=command.words,
                ),
            )
        case AcceptConditions():
            return _accepted(state, stated, provision, is_theirs=by.programme == proposed.recipient)
        case _:
            assert_never(command)


def _stated(command: StateGround, by: Deciding) -> GroundStated:
    if command.harms:
        raise WouldHarm
    named = [one.category for one in command.needed]
    if len(named) != len(set(named)) or not command.about <= set(named):
        raise NecessityMissing
    if not by.today <= command.until <= by.today + timedelta(days=MOST_DAYS):
        raise EndsOutOfRange
    need_words(command.words)
    need_words(command.harm)
    return GroundStated(
        provision_id=command.provision_id,
        person_id=command.person_id,
        ground=command.ground,
        why=command.why,
        needed=command.needed,
        conditions=tuple(Condition),
        until=command.until,
        words=command.words,
        harm=command.harm,
    )


def _may_decide(
    command: DecideGround, state: Grounded, stated: GroundStated, by: Deciding, *, is_theirs: bool
) -> None:
    if not is_theirs:
        raise NotTheParty
    if not by.decides:
        raise NotAnApprover
    withdraws = command.decision is Approving.WITHDRAWN
    if state.decision is not (Approving.APPROVED if withdraws else None):
        raise DecidedBefore
    if withdraws:
        return
    if by.staff == state.by:
        raise ApprovedByAnother
    if command.decision is Approving.APPROVED:
        _may_approve(command, stated, by)


def _may_approve(command: DecideGround, stated: GroundStated, by: Deciding) -> None:
    if command.harms:
        raise WouldHarm
    if stated.until < by.today:
        raise EndsOutOfRange


def _accepted(
    state: Grounded, stated: GroundStated, provision: Provision, *, is_theirs: bool
) -> tuple[ConditionsAccepted | ProvisionAccepted, ...]:
    if not is_theirs:
        raise NotTheParty
    _must_go_on(provision)
    if state.accepted:
        raise NotAtThatStage
    kept = ConditionsAccepted(provision_id=stated.provision_id)
    if provision.stage is Stage.ACCEPTED:
        return (kept,)
    return (kept, ProvisionAccepted(provision_id=stated.provision_id))


def _must_go_on(provision: Provision) -> None:
    if provision.stage is Stage.OVER:
        raise NotAtThatStage
