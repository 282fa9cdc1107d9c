"""A city in which something may pass without consent: its welfare office asks for what it needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from events.exclusion import RecipientExcluded
from events.ground import Approving, Ground, GroundReason, Necessity, Needed
from events.ground_steps import DecideGround
from events.values import AgencyKind, Category, Purpose, Role, tokyo_date
from services.acting import Acting
from services.facts import utc_now
from services.proposing import NewGround, NewProvision
from services.provision_views import ProvidedPage
from services.provision_writing import Seen
from services.worker import catch_up
from tests.city import ALWAYS, TENANT, City
from tests.services.sharing_town import Sharing, open_sharing

ASKED = "生活保護の要否の判断に使ってください。"
WHY = "保護の要否を決める法定の事務に必要なため。"
WEIGHED = "本人に伝えても不利益はない。夫には伝わらない。"
NEEDED = (
    Needed(category=Category.ID, need=Necessity.IDENTIFY),
    Needed(category=Category.NOTE, need=Necessity.JUDGE),
)


@dataclass(frozen=True)
class Office:
    """A case of the desk; the desk's chief, and a worker and a chief of the welfare office."""

    sharing: Sharing
    chief: Acting
    officer: Acting
    other_chief: Acting

    @property
    def town(self) -> City:
        """The city."""
        return self.sharing.town

    def alias(self, acting: Acting) -> str:
        """Return the welfare office's alias for somebody."""
        ledger = self.town.system.ledgers.of(TENANT)
        return ledger.derived.alias(acting.agency, "programme", self.officer.programme)

    def propose(
        self,
        *,
        by: Acting | None = None,
        ground: Ground = Ground.INTERNAL_REASONABLE,
        needed: tuple[Needed, ...] = NEEDED,
        until: date | None = None,
        harms: bool = False,
    ) -> str:
        """Propose all records of the case on a ground; return the desk's alias for it."""
        who = by or self.town.worker
        system, case = self.town.system, self.sharing.case
        seen = system.proposing.preview(
            who, case, recipient=self.alias(who), purpose=Purpose.SERVICE, ground=ground
        )
        today = tokyo_date(utc_now())
        system.proposing.propose(
            who,
            uuid4(),
            case,
            seen.token,
            NewProvision(
                recipient=self.alias(who),
                purpose=Purpose.SERVICE,
                records=tuple(one.alias for one in seen.candidates),
                reply_by=today + timedelta(days=14),
                words=ASKED,
                stated=NewGround(
                    ground=ground,
                    why=GroundReason.ELIGIBILITY,
                    needed=needed,
                    until=until or today + timedelta(days=30),
                    harms=harms,
                    harm=WEIGHED,
                    words=WHY,
                ),
            ),
        )
        catch_up(self.town.system.databases)
        [row] = system.proposing.of_case(who, case).rows
        return row.alias

    def decide(
        self,
        alias: str,
        *,
        by: Acting | None = None,
        decision: Approving = Approving.APPROVED,
        harms: bool = False,
        case: str | None = None,
    ) -> None:
        """Decide on what was proposed."""
        system, who = self.town.system, by or self.chief
        of = case or self.sharing.case
        token = system.grounding.page(self.chief, self.sharing.case, alias).token
        system.grounding.decide(
            who,
            uuid4(),
            Seen(alias=alias, token=token, case=of),
            DecideGround(decision=decision, harms=harms, words="確かめた。"),
        )
        catch_up(system.databases)

    def exclude(self) -> None:
        """Have the person keep the office out."""
        self.sharing.tell(
            RecipientExcluded(
                person_id=self.sharing.person,
                recipient=self.officer.programme,
                effective=tokyo_date(utc_now()),
                words="",
            )
        )

    def received(self) -> str:
        """Return the office's alias of the one thing that it was proposed."""
        [row] = self.town.system.receiving.inbox(self.officer)
        return row.alias

    def accept(self) -> str:
        """Have the office accept the conditions; return its alias of the provision."""
        system = self.town.system
        [row] = system.receiving.inbox(self.officer)
        system.grounding.accept(self.officer, uuid4(), Seen(alias=row.alias, token=row.token))
        catch_up(system.databases)
        return row.alias

    def look(self, alias: str, *, by: Acting | None = None) -> ProvidedPage:
        """Have the office look."""
        catch_up(self.town.system.databases)
        return self.town.system.receiving.page(by or self.officer, alias)


def open_office(town: City) -> Office:
    """Open a welfare office in a city that can share, and give the desk a chief."""
    organisation = town.system.organisation
    division = organisation.register_agency(
        TENANT, name="さくら市福祉事務所", kind=AgencyKind.WELFARE_OFFICE
    )
    office = organisation.open_programme(
        TENANT, name="生活保護", contractor=division, commissioner=division, contract=ALWAYS
    )
    town.staff(TENANT, "kakari-kato", "加藤 誠", town.desk, Role.COUNCIL_CHIEF)
    town.staff(TENANT, "hogo-mori", "森 由紀", office, Role.WORKER)
    town.staff(TENANT, "hogo-hara", "原 一郎", office, Role.CITY_WELFARE_CHIEF)
    catch_up(town.system.databases)
    chief, officer, other = (town.log_in(one) for one in ("kakari-kato", "hogo-mori", "hogo-hara"))
    return Office(open_sharing(town), chief, officer, other)
