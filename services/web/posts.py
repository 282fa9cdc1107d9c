"""Posts (職): the offices of the own agency and who holds them when (R75)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.values import Period
from services.acting import Acting
from services.posts import PostsPage
from services.web import sheets
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/posts"


@router.get("/posts")
def show(pages: Rendered, desk: AtDesk, acting: Current) -> Response:
    """List the offices with who holds them."""
    page = desk.posts.page(acting)
    return pages.page("posts/posts.html", acting, here=HERE, page=page, posted=Posted())


@router.post("/posts")
def establish(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Establish an office."""
    try:
        check_stand(acting, posted)
        read = Reader(posted)
        title = read.words("title", "職の名前を書いてください。").strip()
        read.done()
        desk.posts.establish(acting, command_id(posted), title)
    except REFUSALS as refusal:
        told = problem(refusal)
        return pages.page(
            "posts/posts.html",
            acting,
            status=told.sentence.status,
            here=HERE,
            page=desk.posts.page(acting),
            posted=posted,
            problem=told,
            **repeatable(posted, refusal),
        )
    return RedirectResponse(HERE, 303)


@router.get("/posts/{post}")
def one(pages: Rendered, desk: AtDesk, acting: Current, post: str) -> Response:
    """Show an office with everyone who held it, and the form for the next."""
    typed = Posted((("first", sheets.today()),))
    return _page(pages, acting, desk.posts.page(acting, post), post, typed)


@router.post("/posts/{post}/holders")
def name(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, post: str) -> Response:
    """Say who holds the office."""

    def work(command_id: UUID) -> None:
        read = Reader(posted)
        if not posted.text("holder"):
            read.refuse("holder", "就く人を選んでください。")
        first = read.day("first", "最初の日を、例：令和8年4月1日 のように書いてください。")
        last = read.day_if_any("last", "最後の日を、例：令和9年3月31日 のように書いてください。")
        read.done()
        period = Period(first, last)
        desk.posts.name(acting, command_id, post, holder=posted.text("holder"), period=period)

    return _do(pages, desk, acting, posted, post, work)


@router.post("/posts/{post}/end")
def end(pages: Rendered, desk: AtDesk, posted: Form, acting: Current, post: str) -> Response:
    """End a holding."""

    def work(command_id: UUID) -> None:
        read = Reader(posted)
        last_day = read.day("last_day", "最後の日を、例：令和8年3月31日 のように書いてください。")
        read.done()
        holding = posted.text("holding")
        desk.posts.end(acting, command_id, post, holding=holding, last_day=last_day)

    return _do(pages, desk, acting, posted, post, work)


def _do(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    posted: Posted,
    post: str,
    work: Callable[[UUID], None],
) -> Response:
    try:
        check_stand(acting, posted)
        work(command_id(posted))
    except REFUSALS as refusal:
        return _page(pages, acting, desk.posts.page(acting, post), post, posted, refusal)
    return RedirectResponse(f"{HERE}/{post}", 303)


def _page(
    pages: Pages,
    acting: Acting,
    page: PostsPage,
    post: str,
    posted: Posted,
    refusal: Exception | None = None,
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "posts/post.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        post=next(line for line in page.posts if line.alias == post),
        holders=page.holders,
        posted=posted,
        problem=told,
        **repeatable(posted, refusal),
    )
