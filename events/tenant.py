"""Tenant (自治体): a municipality and its log."""

import re
from dataclasses import dataclass
from typing import ClassVar

from events.base import Event, RuleViolation

# Events


@dataclass(frozen=True, kw_only=True)
class TenantOpened(Event):
    """
    A municipality starts to keep its log here. `code` is lg-NNNNNN (全国地方公共団体コード).

    A `demonstration` is one for ever: nobody in it exists (R80), and a password alone opens it.
    """

    TOPIC: ClassVar[str] = "tenant.opened"
    code: str
    name: str
    demonstration: bool = False


# State


@dataclass(frozen=True)
class Tenant:
    """What a decision about a tenant looks at."""

    opened: bool = False


def evolve(state: Tenant, event: Event) -> Tenant:
    """Fold one event."""
    return Tenant(opened=True) if isinstance(event, TenantOpened) else state


# Commands


@dataclass(frozen=True, kw_only=True)
class OpenTenant:
    """Open a municipality's log."""

    code: str
    name: str
    demonstration: bool = False


class TenantAlreadyOpen(RuleViolation):
    """A municipality has one log."""


class TenantCodeMalformed(RuleViolation):
    """A municipality's code is lg- and the six digits of its 全国地方公共団体コード."""


def decide(command: OpenTenant, state: Tenant) -> tuple[Event, ...]:
    """
    Open the log once.

    Raises:
        TenantAlreadyOpen: when it was opened before.
        TenantCodeMalformed: when the code is not lg-NNNNNN.
    """
    if state.opened:
        raise TenantAlreadyOpen
    if re.fullmatch(r"lg-[0-9]{6}", command.code) is None:
        raise TenantCodeMalformed
    opened = TenantOpened(code=command.code, name=command.name, demonstration=command.demonstration)
    return (opened,)
