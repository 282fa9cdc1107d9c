"""Consent commands (同意の命令): what may be written down, with the ids that aliases stand for."""

from dataclasses import fields, replace
from typing import Any, Final, TypeAlias
from uuid import UUID

from events.consent import ConsentCommand
from events.consent_changes import ChangeCommand
from events.exclusion import ExclusionCommand
from events.representative import RecordRepresentative, RepresentativeCommand
from services.acting import Acting
from services.consent_views import Named
from services.ledger.ledger import Ledger

NOBODY: Final = UUID(int=0)
"""What an alias stands for that means nothing here."""

Command: TypeAlias = ConsentCommand | ChangeCommand | ExclusionCommand | RepresentativeCommand


def filled(ledger: Ledger, acting: Acting, sent: Command, named: Named) -> Command:
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


def recipients_of(command: Command) -> frozenset[UUID]:
    """Return whom a command names: programmes and agencies."""
    one = getattr(command, "recipient", None)
    return frozenset({*getattr(command, "recipients", ()), *([one] if one else ())})
