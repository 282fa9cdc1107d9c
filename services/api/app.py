"""API application (/api/v1): JSON for other systems, with its OpenAPI description."""

from typing import Any, Final

from fastapi import FastAPI

from services.api import (
    answer,
    assessment,
    assignment,
    assignments,
    attachment,
    chasing,
    consent,
    converting,
    desk_note,
    direction,
    disclosures,
    draft,
    emergency,
    ending,
    ground,
    handover,
    household,
    interpreter,
    migration,
    monitoring,
    obligation,
    office,
    person,
    plan,
    problems,
    protection,
    provision,
    referral,
    relief,
    routes,
    session,
    setting,
    task,
    team,
    visit,
)
from services.web.desk import Desk

_DESCRIPTION: Final = """
つなぎの API。画面と同じ命令と参照を、同じ権限と同じ閲覧記録のもとで行います。

* 認証: `POST /session` で得たトークンを `Authorization: Bearer …` で送ります。Cookie は使いません。
* 書き込み: `Idempotency-Key`（UUID）が必要です。同じキーで同じ内容を送り直しても、記録は1つです。
* ケースへの書き込み: 読んだときの `ETag` を `If-Match` で送ります。行き違いは 412 です。
* 断られたときは RFC 9457 の `application/problem+json` を返します。
* `GET` も閲覧記録を1件残します。
"""


def create_api(desk: Desk) -> FastAPI:
    """Compose the API; it is mounted at /api/v1."""
    api = FastAPI(
        title="Tsunagi API",
        version="1",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=_REFUSALS,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    api.state.desk = desk
    problems.register(api)
    for concept in (
        session,
        routes,
        converting,
        assessment,
        handover,
        referral,
        relief,
        interpreter,
        answer,
        person,
        protection,
        emergency,
        ground,
        provision,
        disclosures,
        chasing,
        obligation,
        consent,
        household,
        plan,
        monitoring,
        direction,
        ending,
        task,
        team,
        visit,
        attachment,
        assignment,
        assignments,
        draft,
        desk_note,
        migration,
        setting,
        office,
    ):
        api.include_router(concept.router)
    # FastAPI describes what routes return; what they refuse with is ours to add.
    schema = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    api.openapi()["components"]["schemas"]["Problem"] = {
        name: part for name, part in schema.items() if name != "$defs"
    }
    return api


def _refusal(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    400: _refusal("読み取れない、または Idempotency-Key がない"),
    401: _refusal("ログインが必要"),
    404: _refusal("見つからないか、見る権限がない"),
    409: _refusal("いまの状態ではできない"),
    412: _refusal("読んだあとに新しい記録が入った"),
    413: _refusal("大きすぎる"),
    422: _refusal("項目が正しくない、または使用済みの Idempotency-Key"),
    428: _refusal("If-Match がない"),
    429: _refusal("ログインをしばらく試せない"),
    503: _refusal("保存も表示もできない。何も書かれていない"),
}
