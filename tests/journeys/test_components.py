"""部品の画面 in a browser: nothing is wrong with any component in any state (WCAG 2.2 AA)."""

import pytest

from services.web.app import create_app
from tests.journeys.browsing import Desk, Visit, served


@pytest.mark.parametrize("state", ["empty", "filled", "wrong"])
def test_nothing_is_wrong_with_any_component(desk: Desk, state: str) -> None:
    app = create_app(desk.house.app.state.desk, secure_cookies=False, development=True)
    with served(app) as base, desk.visit() as visit:
        visit = Visit(visit.page, base)
        visit.open(f"/ui?state={state}")

        assert visit.check() == []
