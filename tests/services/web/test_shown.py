"""「画面を見せる」: a screen that is turned to the person shows them what is theirs (R38, R66)."""

from dataclasses import replace

import pytest

from events.values import Caller, ClientStanding, Route
from services.case_forms import NewConsultation
from tests.services.web import samples
from tests.services.web.house import COUNSELLOR, House

TOLD = "息子に殴られている。息子には言わないでほしい。"
BY_FAMILY = replace(
    samples.CONSULTATION,
    caller=Caller.FAMILY,
    route=Route.FAMILY_VISIT,
    own_words=TOLD,
    wishes="",
)


def shown(house: House, case: str, more: str = "") -> str:
    return house.browser(COUNSELLOR).get(f"/cases/{case}/shown{more}").text


def test_what_the_person_said_is_shown_to_them(house: House) -> None:
    case = house.take()
    house.write(case, "食料を渡した。")

    page = shown(house, case)
    with_progress = shown(house, case, "?more=progress")

    assert samples.CONSULTATION.own_words in page
    assert "食料を渡した。" not in page
    assert "食料を渡した。" in with_progress


@pytest.mark.parametrize(
    "sent", [BY_FAMILY, replace(BY_FAMILY, standing=ClientStanding.PRE_CLIENT)]
)
def test_what_somebody_else_came_to_tell_is_not_shown_to_the_person(
    house: House, sent: NewConsultation
) -> None:
    """R66: who told it may have asked that the person not hear of it."""
    case = house.take(sent=sent)

    assert TOLD not in shown(house, case)
    assert TOLD not in shown(house, case, "?more=progress")


def test_nothing_is_shown_of_a_case_whose_person_never_came(house: House) -> None:
    """R66: the son does not know that his mother was here."""
    case = house.take(sent=replace(BY_FAMILY, standing=ClientStanding.PRE_CLIENT))
    house.write(case, "母から電話。息子の様子を聞いた。")

    assert "母から電話" not in shown(house, case, "?more=progress")
