"""Questions (市の質問): the versions of what the municipality asks besides the slip."""

from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from events.asking import ANSWER_CATEGORIES, MOST_QUESTIONS, QuestionKind
from events.values import Category
from services.acting import Acting
from services.questions import NewQuestion, Version
from services.web import sheets
from services.web.desk import AtDesk, Desk
from services.web.errors import REFUSALS, problem
from services.web.posted import Form, Posted
from services.web.reader import Reader
from services.web.render import Pages, Rendered
from services.web.saving import command_id, repeatable
from services.web.session import Current, check_stand

router = APIRouter()

HERE: Final = "/questions"
SPARE: Final = 3
"""Empty places below the questions that stand."""

_FIRST: Final = "いつからかを、例：令和8年4月1日 のように書いてください。"


@router.get("/questions")
def show(pages: Rendered, desk: AtDesk, acting: Current, done: str = "") -> Response:
    """List the versions, and show the form for another with what was adopted last."""
    versions = desk.questions.versions(acting)
    typed = (("first", sheets.today()), *_as_typed(versions))
    return _page(pages, desk, acting, Posted(typed), done=bool(done))


@router.post("/questions")
def adopt(pages: Rendered, desk: AtDesk, posted: Form, acting: Current) -> Response:
    """Adopt a version."""
    try:
        check_stand(acting, posted)
        reader = Reader(posted)
        first = reader.day("first", _FIRST)
        questions = _questions(reader, posted)
        reader.done()
        desk.questions.adopt(acting, command_id(posted), first, questions)
    except REFUSALS as refusal:
        return _page(pages, desk, acting, posted, refusal)
    return RedirectResponse(f"{HERE}?done=adopted", 303)


def _page(
    pages: Pages,
    desk: Desk,
    acting: Acting,
    posted: Posted,
    refusal: Exception | None = None,
    *,
    done: bool = False,
) -> Response:
    told = problem(refusal) if refusal else None
    return pages.page(
        "questions/questions.html",
        acting,
        status=told.sentence.status if told else 200,
        here=HERE,
        versions=desk.questions.versions(acting),
        places=range(1, _places(posted) + 1),
        kinds=QuestionKind,
        categories=ANSWER_CATEGORIES,
        posted=posted,
        problem=told,
        done=done,
        **repeatable(posted, refusal),
    )


def _places(posted: Posted) -> int:
    """Return how many places there are: some more than are filled in."""
    filled = [n for n in range(1, MOST_QUESTIONS + 1) if posted.text(f"wording-{n}").strip()]
    return min(MOST_QUESTIONS, max(filled, default=0) + SPARE)


def _questions(reader: Reader, posted: Posted) -> tuple[NewQuestion, ...]:
    """Read the places in which a question stands; one that was emptied is asked no more."""
    found: list[NewQuestion] = []
    for n in range(1, MOST_QUESTIONS + 1):
        if not posted.text(f"wording-{n}").strip():
            continue
        kind = reader.choice(QuestionKind, f"kind-{n}", "答え方を選んでください。")
        category = reader.choice(Category, f"category-{n}", "答えの区分を選んでください。")
        choices = tuple(one.strip() for one in posted.text(f"choices-{n}").splitlines())
        choices = tuple(one for one in choices if one)
        if kind is QuestionKind.ONE_OF and len(choices) < 2:
            reader.refuse(f"choices-{n}", "選択肢を、1行に1つずつ、2つ以上書いてください。")
        if kind is not QuestionKind.ONE_OF and choices:
            reader.refuse(f"choices-{n}", "選択肢は、「選択肢から1つ」のときだけ書きます。")
        found.append(
            NewQuestion(
                alias=posted.text(f"question-{n}"),
                wording=posted.text(f"wording-{n}").strip(),
                kind=kind,
                category=category,
                choices=choices,
            )
        )
    return tuple(found)


def _as_typed(versions: tuple[Version, ...]) -> tuple[tuple[str, str], ...]:
    questions = versions[0].questions if versions else ()
    return tuple(
        pair
        for n, one in enumerate(questions, 1)
        for pair in (
            (f"question-{n}", one.alias),
            (f"wording-{n}", one.wording),
            (f"kind-{n}", one.kind),
            (f"category-{n}", one.category),
            (f"choices-{n}", "\n".join(one.offered) if one.kind is QuestionKind.ONE_OF else ""),
        )
    )
