"""Style: what can be computed of デジタル庁デザインシステム's rules (contrast, target, size)."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.pure

STATIC = Path(__file__).parents[3] / "services" / "web" / "static"
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text()))
TINTS = [name for name in COLOURS if name.endswith("-50")] + ["ground", "white"]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text", [name for name in COLOURS if name.endswith("-2")])
def test_a_colour_for_text_can_be_read_on_white(text: str) -> None:
    assert contrast(text, "white") >= 4.5


@pytest.mark.parametrize("text", [name for name in COLOURS if name.endswith("-1000")])
@pytest.mark.parametrize("tint", TINTS)
def test_the_darkest_step_can_be_read_on_every_tint(text: str, tint: str) -> None:
    assert contrast(text, tint) >= 4.5


@pytest.mark.parametrize("text", ["text", "text-quiet", "blue-1000", "magenta-900"])
@pytest.mark.parametrize("ground", ["white", "ground"])
def test_plain_text_and_links_can_be_read_on_both_grounds(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("edge", [n for n in COLOURS if n.endswith("-1")] + ["line", "text-quiet"])
def test_an_edge_that_carries_a_meaning_can_be_seen(edge: str) -> None:
    assert contrast(edge, "white") >= 3


def test_what_is_pressed_is_large_enough() -> None:
    sizes = dict(re.findall(r"--(\w+): ([\d.]+)rem;", (STATIC / "tokens.css").read_text()))

    assert float(sizes["target"]) * 16 >= 44
    assert float(sizes["button"]) * 16 >= 48


def test_the_script_stays_small() -> None:
    """ui.md D3: own script, below 10 KB."""
    assert (STATIC / "app.js").stat().st_size < 10_000


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(file: Path) -> None:
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+\S*", file.read_text())

    assert [a for a in addresses if "www.w3.org/2000/svg" not in a] == []
