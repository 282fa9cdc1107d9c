"""Password (パスワードの変更): one's own, with the old one; every session of the account ends."""

import unicodedata
from typing import Final

from fastapi import APIRouter, Request, Response

from services.acting import Acting
from services.login_views import LoginRefused
from services.web.desk import AtDesk
from services.web.errors import SENTENCES, Problem, Sentence, problem
from services.web.posted import Form, FormRefused, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.session import Current, StandChanged, check_stand, drop_cookie

router = APIRouter()

SHORTEST: Final = 12
LONGEST: Final = 200
"""Characters: long ones are safer than strange ones, so nothing else is asked of them."""
_WRONG: Final = Sentence(
    422,
    "old-password-wrong",
    "パスワードを変えられません",
    "いまのパスワードを確かめて、もう一度入力してください。",
)


@router.get("/password")
def show(pages: Rendered, acting: Current) -> Response:
    """Show the form."""
    return _shown(pages, acting)


@router.post("/password")
async def renew(
    request: Request, pages: Rendered, desk: AtDesk, posted: Form, acting: Current
) -> Response:
    """Set the new password and end every session, or say what is wrong; nothing is shown again."""

    def work() -> Response:
        try:
            check_stand(acting, posted)
            new = _new(posted)
            address = request.client.host if request.client else ""
            old = posted.text("old")
            desk.sessions.renew_password(acting, old=old, new=new, address=address)
        except (FormRefused, StandChanged) as refusal:
            return _shown(pages, acting, problem(refusal))
        except LoginRefused as refusal:
            words = SENTENCES[LoginRefused] if refusal.retry_after else _WRONG
            return _shown(pages, acting, Problem(words, {"old": "いまのパスワードが違います。"}))
        response = pages.page("login/renewed.html")
        drop_cookie(request, response)
        return response

    return await desk.line.take(work)


def _new(posted: Posted) -> str:
    """
    Read a new password.

    Raises:
        FormRefused: when it is short, long, the old one, or not typed twice alike.
    """
    reader, new = Reader(posted), posted.text("new")
    reader.words("old", "いまのパスワードを入力してください。")
    if not SHORTEST <= len(new) <= LONGEST or "\0" in new:
        reader.refuse("new", f"{SHORTEST}文字以上、{LONGEST}文字までにしてください。")
    elif len(set(unicodedata.normalize("NFKC", new))) < SHORTEST // 3:
        reader.refuse("new", "同じ文字のくり返しは使えません。")
    elif new == posted.text("old"):
        reader.refuse("new", "いまと違うパスワードにしてください。")
    elif new != posted.text("again"):
        reader.refuse("again", "2回目の入力が違います。")
    reader.done()
    return new


def _shown(pages: Pages, acting: Acting, told: Problem | None = None) -> Response:
    status = told.sentence.status if told else 200
    return pages.page("login/password.html", acting, status=status, posted=Posted(), problem=told)
