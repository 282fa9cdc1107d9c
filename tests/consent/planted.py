"""Planted policy changes: for each property, a plausible edit of the policy that it must catch."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from consent.document import Document, Rule
from tests.consent.mutants import SECTIONS
from tests.consent.rows import POLICY

When = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An edit of the policy, each part by the id of the rule that it touches."""

    drop: tuple[str, ...] = ()
    free: Mapping[str, str] = field(default_factory=dict[str, str])
    add: When = field(default_factory=dict[str, Mapping[str, tuple[str, ...]]])
    only: When = field(default_factory=dict[str, Mapping[str, tuple[str, ...]]])

    def apply(self, document: Document = POLICY.document) -> Document:
        """Return the edited policy."""
        for section in SECTIONS:
            rules: tuple[Rule, ...] = getattr(document, section)
            kept = tuple(self._edited(rule) for rule in rules if rule.id not in self.drop)
            document = replace(document, **{section: kept})
        return document

    def _edited(self, rule: Rule) -> Rule:
        when = {
            name: values for name, values in rule.when.items() if name != self.free.get(rule.id)
        }
        for name, values in self.add.get(rule.id, {}).items():
            when[name] = when[name] | set(values)
        for name, values in self.only.get(rule.id, {}).items():
            when[name] = frozenset(values)
        return replace(rule, when=MappingProxyType(when))


ALL_BUT_REFUSED: Final = tuple(
    value for value in POLICY.document.fields["consent_state"] if value != "REFUSED"
)

PLANTED: Final[Mapping[str, Edit]] = {
    "P01": Edit(only={"G02": {"consent_state": ("REP",)}}),
    "P02": Edit(only={"F12c": {"confidentiality_ack": ("ACK",)}}),
    "P03": Edit(only={"F12": {"session_state": ("OPEN",)}}, free={"G02": "session_state"}),
    "P04": Edit(only={"F12b": {"on_agenda": ("YES",)}}, free={"G02": "on_agenda"}),
    "P05": Edit(only={"F00": {"recused": ("NO",)}}),
    "P06": Edit(only={"F11": {"membership": ("DESIGNATED",)}}, free={"G02": "membership"}),
    "P07": Edit(only={"M03": {"protection_flag": ("NO",)}}),
    "P08": Edit(only={"G02": {"consent_scope": ("NOT_CAT",)}}),
    "P09": Edit(only={"F13": {"consent_names_art9": ("YES",)}}),
    "P10": Edit(drop=("F01",), add={"G09": {"level": ("INDIVIDUAL",)}}),
    "P11": Edit(drop=("F02",), add={"G09": {"level": ("AGG_SMALL",)}}),
    "P12": Edit(drop=("F13", "F13b")),
    "P13": Edit(add={"G02": {"consent_state": ("REFUSED",)}}),
    "P14": Edit(add={"G02": {"consent_scope": ("NOT_RCP",)}}),
    "P15": Edit(only={"G01": {"consent_state": ALL_BUT_REFUSED}}),
    "P16": Edit(drop=("F10",), free={"G01": "on_agenda"}),
    "P17": Edit(drop=("F04b",), add={"G03": {"recipient": ("FAMILY",)}}),
    "P18": Edit(drop=("F05",)),
    "P19": Edit(drop=("F06",)),
    "P20": Edit(drop=("F03",)),
    "P21": Edit(add={"G03": {"consent_state": ("WITHDRAWN",)}}),
    "P22": Edit(drop=("M05",)),
    "P23": Edit(drop=("M01",)),
    "P24": Edit(add={"G07": {"approval": ("NONE",)}}),
    "P25": Edit(drop=("F16d",)),
    "P26": Edit(drop=("F17",)),
    "P27": Edit(drop=("M04",)),
    "P28": Edit(drop=("M07",)),
    "P29": Edit(drop=("M02",)),
    "P30": Edit(add={"G08": {"recipient": ("CITY",)}}),
    "P31": Edit(only={"G04": {"consent_state": ("ACTIVE",)}}),
    "P32": Edit(drop=("G07", "G07b")),
    "P33": Edit(add={"G12": {"consent_state": ("REFUSED",)}}),
    "P34": Edit(free={"G04": "membership"}),
    "P35": Edit(add={"G07b": {"approval": ("SELF",)}}),
    "P36": Edit(add={"G05": {"consent_state": ("REFUSED",)}}),
    "P37": Edit(free={"G10": "confidentiality_ack"}),
    "P38": Edit(add={"G12": {"recipient": ("PRIVATE",)}}),
    "P39": Edit(add={"G09": {"purpose": ("REVIEW",)}}),
    "P40": Edit(add={"G06b": {"provenance": ("OTHER",)}}),
    "P41": Edit(drop=("F18",), free={"G08": "approval"}),
    "P42": Edit(drop=("M02c",)),
    "P43": Edit(drop=("M03",)),
    "P44": Edit(add={"G06": {"recipient": ("PRIVATE",)}}),
    "P45": Edit(drop=("F13f",)),
    "P46": Edit(only={"G06": {"consent_state": ("NONE",)}}),
    "P47": Edit(add={"G12": {"consent_state": ("INCAPABLE",)}}),
    "P48": Edit(drop=("F11",), free={"G13b": "membership"}),
    "P49": Edit(free={"G13": "approval"}),
    "P50": Edit(free={"G05b": "disclosed_before"}),
    "P51": Edit(free={"G05b": "membership"}),
    "P52": Edit(add={"G05b": {"consent_state": ("WITHDRAWN",)}}),
    "P53": Edit(drop=("F12d",)),
    "P54": Edit(drop=("F12b",), free={"G14": "on_agenda"}),
    "P55": Edit(add={"G14": {"provenance": ("OTHER",)}}),
    "P56": Edit(add={"G15": {"consent_state": ("REP",)}}),
    "P57": Edit(add={"G15": {"provenance": ("OTHER",)}}),
    "P58": Edit(add={"S01": {"recipient": ("FAMILY",)}}),
    "P59": Edit(drop=("M06",)),
    "P60": Edit(only={"M04": {"category": ("NOTE",)}}),
    "P61": Edit(only={"G14": {"recipient": ("ADVERSE",)}}),
}
