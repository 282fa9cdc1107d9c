"""Static files (静的ファイル): style, script and icon, under names that change with the bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

FOLDER: Final = Path(__file__).parent / "static"

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Static:
    """One file: its bytes and media type."""

    body: bytes
    media_type: str


class Statics:
    """The files of the folder, read once."""

    def __init__(self) -> None:
        """Read the folder and name each file by its content."""
        self._files: dict[str, Static] = {}
        self._names: dict[str, str] = {}
        for path in sorted(FOLDER.iterdir()):
            body = path.read_bytes()
            hashed = f"{path.stem}.{sha256(body).hexdigest()[:12]}{path.suffix}"
            self._files[hashed] = Static(body, _TYPES[path.suffix])
            self._names[path.name] = f"/static/{hashed}"

    @property
    def addresses(self) -> Mapping[str, str]:
        """Each file's address by its plain name."""
        return self._names

    def router(self) -> APIRouter:
        """Serve the files; a browser keeps them for a year, since other bytes have another name."""
        router = APIRouter()

        @router.get("/static/{name}")
        def static(name: str) -> Response:
            file = self._files.get(name)
            if file is None:
                raise HTTPException(404)
            return Response(
                file.body,
                media_type=file.media_type,
                headers={"Cache-Control": "public, max-age=31536000, immutable"},
            )

        return router
