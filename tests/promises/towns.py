"""A second municipality beside the city of the tests, with one programme and one counsellor."""

from typing import Final
from uuid import uuid4

from events.staff import AppointStaff
from events.values import AgencyKind, Role
from services.acting import Acting
from services.worker import catch_up
from tests.city import ALWAYS, PASSWORD, City

OTHER_TENANT: Final = "lg-142051"


def second_city(town: City) -> Acting:
    """Open かえで市 on the same installation and log its counsellor in."""
    organisation = town.system.organisation
    organisation.open_tenant(
        code=OTHER_TENANT, name="かえで市", host="tsunagi.example", demonstration=True
    )
    council = organisation.register_agency(
        OTHER_TENANT, name="かえで市社会福祉協議会", kind=AgencyKind.WELFARE_COUNCIL
    )
    desk = organisation.open_programme(
        OTHER_TENANT,
        name="くらしの相談窓口",
        contractor=council,
        commissioner=council,
        contract=ALWAYS,
    )
    staff_id = organisation.register_staff(
        OTHER_TENANT, name="渡辺 真理", login="watanabe", password=PASSWORD
    )
    appointed = AppointStaff(
        appointment_id=uuid4(), programme=desk, role=Role.WORKER, period=ALWAYS
    )
    organisation.change_staff(OTHER_TENANT, staff_id, appointed)
    catch_up(town.system.databases)
    return town.log_in("watanabe")
