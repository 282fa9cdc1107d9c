"""Facts: what the gate is told about who asks, folded from their streams up to now (§2)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from consent.gate import POLICY, Admitted, Asker, Withheld, admit
from events import programme, setting, staff
from events.base import Actor, Signature
from events.setting import Settings
from events.values import Basis, Context, Purpose, Role, tokyo_date
from events.window import Calendar
from services.acting import Acting
from services.hindsight import Log
from services.holidays import calendar
from services.ledger.drafts import Expected

SYSTEM = Actor(
    programme=None,
    staff=None,
    role=Role.SYSTEM,
    context=Context.SYSTEM,
    session=None,
    assurance=0,
)
"""The system itself: the key service, destruction, the operator's command line."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Who asks, the streams and versions that say so, and what their desk goes by."""

    acting: Acting
    asker: Asker
    settings: Settings
    read: dict[UUID, int]
    now: datetime

    @property
    def calendar(self) -> Calendar:
        """The opening days of the asker's desk."""
        return calendar(self.settings, self.asker.on)

    def admitted(self) -> Admitted | Withheld:
        """Say whether the asker may do casework at all."""
        return admit(self.asker)

    def expected(self, *, until: datetime | None, read: dict[UUID, int] | None = None) -> Expected:
        """Rest an append on these facts, and on further streams that were read."""
        return Expected(read={**self.read, **(read or {})}, not_after=until)

    def signature(
        self,
        *,
        command_id: UUID,
        purpose: Purpose,
        basis: Basis = Basis.WITHIN_PURPOSE,
        valid_at: datetime | None = None,
        policy: str = POLICY,
    ) -> Signature:
        """Sign for who asks."""
        return Signature(
            actor=actor(self.acting),
            valid_at=valid_at or self.now,
            command_id=command_id,
            purpose=purpose,
            basis=basis,
            policy=policy,
        )

    def detail(self, **inputs: Any) -> dict[str, Any]:
        """Return the inputs and the evidence of the decision, for the sealed part of its entry."""
        return {
            "on": self.asker.on.isoformat(),
            "role": self.asker.role,
            "context": self.asker.context,
            "streams": {str(stream): version for stream, version in self.read.items()},
            **inputs,
        }


def gather(ledger: Log, acting: Acting, now: datetime) -> Facts:
    """Load and fold the account and the programme of who asks."""
    loaded = ledger.load_all(acting.staff, acting.programme)
    account, programme_events = loaded[acting.staff], loaded[acting.programme]
    held = staff.Staff()
    for recorded in account:
        held = staff.evolve(held, recorded.event)
    keeper, settings = programme.Programme(), Settings()
    for recorded in programme_events:
        keeper = programme.evolve(keeper, recorded.event)
        settings = setting.evolve(settings, recorded.event, event_id=recorded.event_id)
    return Facts(
        acting=acting,
        asker=Asker(
            programme_id=acting.programme,
            account=acting.staff,
            role=acting.role,
            context=acting.context,
            on=tokyo_date(now),
            staff=held,
            programme=keeper,
        ),
        settings=settings,
        read={acting.staff: len(account), acting.programme: len(programme_events)},
        now=now,
    )


def actor(acting: Acting) -> Actor:
    """Return who acts, as it goes into an entry."""
    return Actor(
        programme=acting.programme,
        staff=acting.staff,
        role=acting.role,
        context=acting.context,
        session=acting.session,
        assurance=acting.assurance,
    )


def system_signature(
    *, command_id: UUID, now: datetime, purpose: Purpose = Purpose.OTHER
) -> Signature:
    """Sign for the system itself."""
    return Signature(
        actor=SYSTEM,
        valid_at=now,
        command_id=command_id,
        purpose=purpose,
        basis=Basis.WITHIN_PURPOSE,
        policy=POLICY,
    )


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)
