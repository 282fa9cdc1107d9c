"""My work (わたしの仕事): the page that a log-in ends on."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.values import Context, Role
from services.web.desk import AtDesk
from services.web.render import Rendered
from services.web.session import Current

router = APIRouter()


@router.get("/")
def my_work(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """Show the cases that the asker leads, the urgent ones first."""
    if acting.context is Context.AUDIT:
        return RedirectResponse("/access", 303)
    if acting.role is Role.ADMINISTRATOR:
        return RedirectResponse("/staff", 303)
    if acting.context is not Context.CASEWORK:
        return pages.page("work/none.html", acting)
    return pages.page("work/my_work.html", acting, here="/", cases=desk.reading.my_work(acting))
