"""Operation (運用): whether the program lives and serves, and nothing besides: anybody may ask."""

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from services.web.desk import AtDesk

router = APIRouter()


@router.get("/health/live")
def live() -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "live"})


@router.get("/health/ready")
def ready(desk: AtDesk) -> Response:
    """Say whether the database answers; how far read models are behind shows who works when."""
    if desk.health():
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "unavailable"}, status_code=503)
