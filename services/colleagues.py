"""Colleagues (同じ事業の職員): who may do casework in a programme on a day, from their streams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from consent.gate import CASEWORKERS, Admitted, Asker, admit
from events import staff
from events.base import Recorded
from events.programme import Programme
from events.values import Context, Role
from services.facts import Facts
from services.ledger.ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """Accounts folded up to now, and what makes somebody a colleague in one programme."""

    programme_id: UUID
    programme: Programme
    held: Mapping[UUID, staff.Staff]
    logins: Mapping[UUID, str]

    def present(self, on: date) -> frozenset[UUID]:
        """Return who may do casework in the programme on a Tokyo civil date."""
        return frozenset(account for account in self.held if self.works(account, on))

    def works(self, account: UUID, on: date) -> bool:
        """Say whether somebody may do casework in the programme on a day."""
        held = self.held.get(account, staff.Staff())
        roles = {appointment.role for appointment in held.appointments}
        return any(isinstance(admit(self._asker(account, role, on)), Admitted) for role in roles)

    def to_come(self, today: date) -> frozenset[UUID]:
        """Return who may do casework in the programme today or later, as far as it is settled."""
        return frozenset(
            account
            for account, held in self.held.items()
            if any(
                self.works(account, max(today, one.period.first))
                for one in held.appointments
                if one.programme == self.programme_id
            )
        )

    def last_day(self, account: UUID, first: date) -> date | None:
        """
        Return until when somebody does casework without a break from a Tokyo civil date on.

        None = no end is settled; the day before `first` = they do none on it.
        """
        day = first
        while self.works(account, day):
            ends = [one.period.last for one in self._at_work(account) if one.period.covers(day)]
            last = None if None in ends else max(end for end in ends if end is not None)
            if last is None:
                return None
            day = last + timedelta(1)
        return day - timedelta(1)

    def _at_work(self, account: UUID) -> list[staff.Appointment]:
        return [
            one
            for one in self.held[account].appointments
            if one.programme == self.programme_id and one.role in CASEWORKERS
        ]

    def _asker(self, account: UUID, role: Role, on: date) -> Asker:
        return Asker(
            programme_id=self.programme_id,
            account=account,
            role=role,
            context=Context.CASEWORK,
            on=on,
            staff=self.held[account],
            programme=self.programme,
        )


def accounts_of(
    ledger: Ledger, programme_id: UUID, programme: Programme, accounts: Sequence[UUID]
) -> Accounts:
    """Fold these accounts, as far as a programme is concerned."""
    held: dict[UUID, staff.Staff] = {}
    logins: dict[UUID, str] = {}
    for account, history in ledger.load_all(*accounts).items():
        held[account], logins[account] = _folded(history)
    return Accounts(programme_id=programme_id, programme=programme, held=held, logins=logins)


def caseworkers(ledger: Ledger, facts: Facts, accounts: Sequence[UUID]) -> dict[UUID, str]:
    """Return which of these accounts may do casework in the asker's programme, and their logins."""
    asker = facts.asker
    folded = accounts_of(ledger, asker.programme_id, asker.programme, accounts)
    return {account: folded.logins[account] for account in folded.present(asker.on)}


def _folded(history: Sequence[Recorded]) -> tuple[staff.Staff, str]:
    held, login = staff.Staff(), ""
    for recorded in history:
        held = staff.evolve(held, recorded.event)
        login = getattr(recorded.event, "login", login)
    return held, login
