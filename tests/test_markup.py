"""
Markup: what no page may hold (architecture §8: strict content security policy).

Buttons can always be pressed and say why not; nothing is hinted in an empty field; no inline style
or script, no other host, nothing unescaped.
"""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[1]

BANNED = {
    "disabled": re.compile(r"<[^>]*\sdisabled\b"),
    "placeholder": re.compile(r"\splaceholder\s*="),
    "style": re.compile(r"\sstyle\s*=|<style\b"),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "address": re.compile(r"https?://|=\s*[\"']?//"),
    "script": re.compile(r"<script(?![^>]*\ssrc=)|javascript:"),
    "unescaped": re.compile(r"\|\s*safe\b|\{%-?\s*autoescape"),
}


def banned_in_templates(root: Path) -> list[str]:
    """Find what no page may hold: each line, and what is wrong in it."""
    found: list[str] = []
    templates = root / "services" / "web" / "templates"
    for file in sorted(f for f in templates.rglob("*") if f.is_file()):
        text = file.read_text(encoding="utf-8")
        for what, pattern in BANNED.items():
            for hit in pattern.finditer(text):
                line = text.count("\n", 0, hit.start()) + 1
                found.append(f"{file.relative_to(templates).as_posix()}:{line} {what}")
    return sorted(found)


def planted(root: Path, markup: str) -> Path:
    page = root / "services" / "web" / "templates" / "desk" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(markup, encoding="utf-8")
    return root


def test_our_own_pages_hold_none_of_it() -> None:
    assert (ROOT / "services" / "web" / "templates" / "layout.html").is_file()
    assert banned_in_templates(ROOT) == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<button disabled>保存</button>", "disabled"),
        ("<button type=submit\n  disabled>保存</button>", "disabled"),
        ('<input placeholder="例">', "placeholder"),
        ('<p style="color: red">', "style"),
        ("<style>p { color: red }</style>", "style"),
        ('<a onclick="go()">', "handler"),
        ("<body onload=go()>", "handler"),
        ('<img src="http://example.invalid/a.png">', "address"),
        ('<a href="https://example.invalid/">', "address"),
        ('<img src="//example.invalid/a.png">', "address"),
        ("<script>go()</script>", "script"),
        ('<a href="javascript:go()">', "script"),
        ("{{ text | safe }}", "unescaped"),
        ("{% autoescape false %}", "unescaped"),
    ],
)
def test_what_no_page_may_hold_is_seen(tmp_path: Path, markup: str, what: str) -> None:
    root = planted(tmp_path, f"<main>\n{markup}\n")

    assert banned_in_templates(root) == [f"desk/page.html:2 {what}"]


def test_ordinary_markup_is_left_alone(tmp_path: Path) -> None:
    page = (
        "{% set one = items|first %}\n"
        '<script src="/static/app.js" defer></script>\n'
        '<p class="disabled-look">障害 (disabled) の相談 // 1件</p>\n'
        '<input name="one" value="{{ one }}" autocomplete="off">\n'
    )
    root = planted(tmp_path, page)

    assert banned_in_templates(root) == []
