"""Files for tests: one of each type that is taken, and what only looks like one."""

import io
import zipfile
from typing import Final

PDF: Final = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x00IEND\xaeB`\x82"
TEXT: Final = "﻿食後に服薬。\r\n次回は10月8日。\r\n".encode()
HTML: Final = b"<!doctype html><script>alert(1)</script>"


def archive(name: str) -> bytes:
    """Make an archive that holds one file: what Word, Excel and Java call a file of theirs."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr(name, "x")
    return held.getvalue()
