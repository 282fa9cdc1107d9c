"""Losing (失うと広がらない): P01–P09, losing what permits never shows more."""

from typing import Final

from consent.properties.codes import CALLED, CONSENTS, SCOPES, SESSIONS, UNCALLED
from consent.properties.kinds import Always, Property, away, not_wider

PROPERTIES: Final[tuple[Property, ...]] = (
    Always(
        id="P01",
        sentence="有効な同意がほかの状態に変わって、見えるものが増えることはない。",
        holds=not_wider,
        vary={"consent_state": away(("ACTIVE",), CONSENTS)},
    ),
    Always(
        id="P02",
        sentence="守秘義務の確認を失って、見えるものが増えることはない。",
        holds=not_wider,
        vary={"confidentiality_ack": (("ACK", "NONE"),)},
    ),
    Always(
        id="P03",
        sentence="閲覧できる時間が終わって、見えるものが増えることはない。",
        holds=not_wider,
        vary={"session_state": away(("OPEN",), SESSIONS)},
    ),
    Always(
        id="P04",
        sentence="議題から外れて、見えるものが増えることはない。",
        holds=not_wider,
        vary={"on_agenda": (("YES", "NO"),)},
    ),
    Always(
        id="P05",
        sentence="回避して、見えるものが増えることはない。",
        holds=not_wider,
        vary={"recused": (("NO", "YES"),)},
    ),
    Always(
        id="P06",
        sentence="招集や担当を失って、見えるものが増えることはない。",
        holds=not_wider,
        vary={"membership": (*away(CALLED, UNCALLED), ("DESIGNATED", "INVITED"))},
    ),
    Always(
        id="P07",
        sentence="支援措置が付いて、見えるものが増えることはない。",
        holds=not_wider,
        vary={"protection_flag": (("NO", "YES"),)},
    ),
    Always(
        id="P08",
        sentence="同意の範囲が狭まるか相手が除外されて、見えるものが増えることはない。",
        holds=not_wider,
        vary={"consent_scope": (*away(("FULL",), SCOPES), *away(SCOPES, ("EXCLUDED",)))},
    ),
    Always(
        id="P09",
        sentence="支援会議の内容を名指す条項が無くなって、見えるものが増えることはない。",
        holds=not_wider,
        vary={"consent_names_art9": (("YES", "NO"),)},
    ),
)
