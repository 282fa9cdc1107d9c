"""Markup: the forms and the addresses of a page, read as a browser without JavaScript does."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

ADDRESSES: Final = ("href", "src", "action", "formaction")
TEXTS: Final = frozenset({"text", "search", "tel", "email", "number", "password"})


@dataclass
class Sheet:
    """One form: where it goes, what is hidden in it, and its fields by name."""

    action: str
    method: str
    hidden: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    choices: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    ticks: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    files: list[str] = field(default_factory=list[str])

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what a person fills in."""
        return (*self.texts, *self.choices, *self.ticks, *self.files)


class Markup(HTMLParser):
    """Reads one page: its forms, its links, and every address that stands in it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Sheet] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.wrong: list[str] = []
        self._form: Sheet | None = None
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.addresses += [told[name] for name in ADDRESSES if name in told]
        if told.get("id", "").endswith("-wrong"):
            self.wrong.append(told["id"].removesuffix("-wrong"))
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag == "form":
            self._form = Sheet(told.get("action", ""), told.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.texts[self._area] += data

    def _field(self, form: Sheet, tag: str, told: dict[str, str]) -> None:
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "textarea":
            self._area = name
            form.texts[name] = ""
        elif tag == "select":
            self._select = name
            form.choices[name] = []
        elif tag == "option" and self._select:
            form.choices[self._select].append(value)
        elif tag == "input":
            self._input(form, told.get("type", "text"), name, value)
        elif tag == "button" and "formaction" in told:
            # The same fields, sent elsewhere.
            self.forms.append(replace(form, action=told["formaction"], method="post"))

    @staticmethod
    def _input(form: Sheet, kind: str, name: str, value: str) -> None:
        match kind:
            case "hidden":
                form.hidden.append((name, value))
            case "radio":
                form.choices.setdefault(name, []).append(value)
            case "checkbox":
                form.ticks.setdefault(name, []).append(value)
            case "file":
                form.files.append(name)
            case "submit":
                form.hidden.append((name, value))
            case _ if kind in TEXTS:
                form.texts[name] = value
            case _:
                message = f"a field of an unknown kind: {kind}"
                raise AssertionError(message)
