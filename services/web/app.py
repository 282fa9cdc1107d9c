"""Web application (画面とAPI): the routes, the guard before them, and what they are given."""

from collections.abc import Set

from fastapi import FastAPI
from starlette.responses import Response
from starlette.types import Scope

from services.api.app import create_api
from services.api.problems import problem_response
from services.web import (
    access,
    answers,
    assessment,
    assignment,
    assignments,
    attachment,
    brief,
    case,
    cases,
    chasing,
    components,
    consent,
    converting,
    corrections,
    direction,
    disclosures,
    drafts,
    emergency,
    ending,
    export,
    ground,
    guards,
    handlers,
    handover,
    household,
    inquiry,
    intake,
    interpreter,
    login,
    migration,
    monitoring,
    obligation,
    operations,
    partners,
    password,
    person,
    plan,
    posts,
    protection,
    provision,
    question,
    referral,
    relief,
    screening,
    search,
    second_factor,
    setting,
    shown,
    staff,
    task,
    team,
    visit,
    work,
)
from services.web.desk import Desk
from services.web.errors import Sentence
from services.web.render import Pages
from services.web.static import Statics


def create_app(
    desk: Desk,
    *,
    secure_cookies: bool,
    hosts: Set[str] = guards.THIS_MACHINE,
    development: bool = False,
) -> FastAPI:
    """
    Compose pages and API.

    `secure_cookies` = the browser comes by https: the session's cookie is Secure and bound to
    this host, and HSTS is sent. Only a demonstration on one machine goes without.

    `hosts` are the names that it answers to, in lower case and without a port.

    `development` = the page of all components is there (`/ui`); in production it is not.

    The server is to be run without its own access log, which would write concrete paths, and
    without a Server header.
    """
    statics = Statics()
    pages = Pages(statics.addresses)
    app = FastAPI(
        title="Tsunagi",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        max_body_size=guards.LARGEST_BODY,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.desk = desk
    app.state.pages = pages
    app.state.secure_cookies = secure_cookies

    def answer(scope: Scope, sentence: Sentence) -> Response:
        if guards.is_api(scope):
            return problem_response(sentence)
        return handlers.error_page(pages, sentence)

    app.add_middleware(
        guards.Guard, answer=answer, secure=secure_cookies, hosts=hosts, brake=desk.brake
    )
    handlers.register(app, pages)
    for concept in (
        login,
        second_factor,
        password,
        work,
        intake,
        brief,
        inquiry,
        cases,
        case,
        corrections,
        converting,
        plan,
        monitoring,
        direction,
        ending,
        assessment,
        screening,
        handover,
        referral,
        relief,
        interpreter,
        answers,
        person,
        protection,
        consent,
        emergency,
        ground,
        provision,
        chasing,
        obligation,
        household,
        drafts,
        export,
        migration,
        search,
        task,
        team,
        visit,
        attachment,
        assignment,
        assignments,
        shown,
        access,
        disclosures,
        staff,
        setting,
        question,
        posts,
        partners,
        operations,
    ):
        app.include_router(concept.router)
    if development:
        app.include_router(components.router)
    app.include_router(statics.router())
    app.mount("/api/v1", create_api(desk))
    return app
