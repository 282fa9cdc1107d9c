"""A city in which something can be shared: the policy is adopted, a person may consent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from events.base import Event
from events.consent import ConsentGiven, ConsentRefused
from events.consent_changes import ConsentWithdrawn
from events.consent_terms import Capacity, ConsentMeans, ConsentPurpose, Subjects
from events.exclusion import RecipientExcluded
from events.values import Purpose, tokyo_date
from services.facts import gather, utc_now
from services.files import person_file
from services.ledger.drafts import Draft, Expected
from services.policies import Adoption, Policies
from services.policy_file import policy_from
from services.proposing import NewProvision
from tests.city import TENANT, City, consultation, progress

SHIPPED: Final = policy_from()
ASKED = "貸付の相談に乗っていただけますか。"
TOLD = "夫の借金のことを、家族には言わないでほしいと言われた。"


@dataclass(frozen=True)
class Sharing:
    """A case of the desk, whose person may say what the lending programme may know."""

    town: City
    case: str
    person: UUID

    def tell(self, *events: Event) -> list[UUID]:
        """Record what the person said, in the person's own stream; return the entries' ids."""
        ledger = self.town.system.ledgers.of(TENANT)
        facts = gather(ledger, self.town.worker, utc_now())
        told = [(uuid4(), event) for event in events]
        version = ledger.version(self.person)
        ledger.record(
            [
                Draft(
                    event=event,
                    event_id=event_id,
                    stream=self.person,
                    version=version + n,
                    signature=facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE),
                    file=person_file(self.person),
                    programme=self.town.desk,
                )
                for n, (event_id, event) in enumerate(told, 1)
            ],
            Expected(),
        )
        return [event_id for event_id, _ in told]

    def consent(self, *, subjects: tuple[Subjects, ...] = tuple(Subjects)) -> UUID:
        """Have the person consent to the lending programme's knowing."""
        return self.tell(consent(self.person, self.town.other, subjects=subjects))[0]

    def withdraw(self, consent: UUID) -> None:
        """Have the person take a consent back."""
        self.tell(
            ConsentWithdrawn(
                person_id=self.person,
                consent=consent,
                effective=tokyo_date(utc_now()),
                recipients=(),
                purposes=(),
                words="",
            )
        )

    def refuse(self) -> None:
        """Have the person say no."""
        today = tokyo_date(utc_now())
        self.tell(ConsentRefused(person_id=self.person, said_on=today, words=""))

    def exclude(self) -> None:
        """Have the person keep the lending programme out."""
        today = tokyo_date(utc_now())
        self.tell(
            RecipientExcluded(
                person_id=self.person, recipient=self.town.other, effective=today, words=""
            )
        )

    def recipient(self) -> str:
        """Return the lending programme's alias for the desk."""
        ledger = self.town.system.ledgers.of(TENANT)
        return ledger.derived.alias(self.town.worker.agency, "programme", self.town.other)

    def propose(self, *, reply_by: date | None = None) -> str:
        """Propose all records of the case to the lending programme; return its alias for them."""
        proposing = self.town.system.proposing
        seen = proposing.preview(
            self.town.worker, self.case, recipient=self.recipient(), purpose=Purpose.SERVICE
        )
        proposing.propose(
            self.town.worker,
            uuid4(),
            self.case,
            seen.token,
            NewProvision(
                recipient=self.recipient(),
                purpose=Purpose.SERVICE,
                records=tuple(one.alias for one in seen.candidates),
                reply_by=reply_by or tokyo_date(utc_now()) + timedelta(days=14),
                words=ASKED,
            ),
        )
        return self.town.system.receiving.inbox(self.town.outsider)[0].alias


def consent(
    person: UUID, recipient: UUID, *, subjects: tuple[Subjects, ...] = tuple(Subjects)
) -> ConsentGiven:
    """Make a consent, by signature, from today on without an end."""
    today = tokyo_date(utc_now())
    return ConsentGiven(
        person_id=person,
        representative=None,
        capacity=Capacity.SUBJECT,
        explainer=uuid4(),
        document=uuid4(),
        means=ConsentMeans.SIGNATURE,
        said_on=today,
        first=today,
        last=None,
        recipients=(recipient,),
        purposes=tuple(ConsentPurpose),
        subjects=subjects,
        meetings=(),
        names_art9=False,
        partly=False,
        exempt=None,
        renews=None,
        scan_due=None,
        words="",
    )


def adopt(town: City) -> None:
    """Adopt the shipped policy."""
    Policies(town.system.ledgers).adopt(
        TENANT,
        SHIPPED,
        SHIPPED,
        Adoption(
            ground="福祉部長決裁 令和8年第12号",
            valid_from=None,
            prepared_by=town.worker.staff,
            approved_by=town.colleague.staff,
            reasons={},
        ),
    )


def open_sharing(town: City) -> Sharing:
    """Adopt the shipped policy and take a consultation with one 支援経過."""
    adopt(town)
    system = town.system
    taken = system.commands.receive_consultation(town.worker, uuid4(), consultation())
    system.commands.record_progress(town.worker, uuid4(), taken.case, taken.token, progress(TOLD))
    ledger = system.ledgers.of(TENANT)
    case_id = ledger.derived.resolve(town.worker.agency, "case", taken.case)
    assert case_id is not None
    return Sharing(town, taken.case, ledger.load(case_id)[0].event.person_id)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType]  the first event of a case names its person
