"""Operation (運用): whether the program lives and serves; codes and counts only."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from services.web.desk import AtDesk

router = APIRouter()

_SAME_MACHINE: Final = frozenset({"127.0.0.1", "::1"})
_VIA_PROXY: Final = ("forwarded", "x-forwarded-for", "via")


@router.get("/health/live")
def live() -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "live"})


@router.get("/health/ready")
def ready(desk: AtDesk) -> Response:
    """Say whether the database is reachable, and how far each read model is behind."""
    health = desk.health()
    return JSONResponse(
        {
            "status": "ready" if health.database else "unavailable",
            "database": health.database,
            "lag": dict(health.lag),
        },
        status_code=200 if health.database else 503,
    )


@router.get("/metrics")
def metrics(request: Request, desk: AtDesk) -> Response:
    """Give the figures in Prometheus' text form, to a collector on the same machine only."""
    proxied = any(name in request.headers for name in _VIA_PROXY)
    if proxied or request.client is None or request.client.host not in _SAME_MACHINE:
        raise HTTPException(404)
    return Response(desk.metrics(), media_type=CONTENT_TYPE_LATEST)
