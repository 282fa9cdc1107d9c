"""Independence (独立): whose hands an account may be in, so that two are two persons (R75)."""

from collections.abc import Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from events.base import Recorded
from events.factor import FactorRecoveryApproved
from events.staff import StaffAppointed, StaffRegistered
from events.values import Role

Load: TypeAlias = Callable[[UUID], Sequence[Recorded]]
"""Gives the events of an account."""


def independent(load: Load, one: UUID, other: UUID) -> bool:
    """Say whether nobody has a hand in both accounts, through however many accounts between."""
    return not hands(load, one) & hands(load, other)


def hands(load: Load, account: UUID) -> frozenset[UUID]:
    """
    Return the account and everybody who may be behind it.

    Those are who registered it or approved its recovery, and so saw its password, and who appointed
    it administrator; and whoever is behind them. The operator is behind nobody.
    """
    found, ahead = {account}, [account]
    while ahead:
        for recorded in load(ahead.pop()):
            maker = recorded.signature.actor.staff
            if maker is not None and maker not in found and _gives_power(recorded):
                found.add(maker)
                ahead.append(maker)
    return frozenset(found)


def _gives_power(recorded: Recorded) -> bool:
    match recorded.event:
        case StaffRegistered() | FactorRecoveryApproved():
            return True
        case StaffAppointed(role=role):
            return role is Role.ADMINISTRATOR
        case _:
            return False
