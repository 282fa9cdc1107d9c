"""
Policy page (方針の説明書): docs/policy.md, the whole policy as tables that a lawyer can read.

`python -m services.policy_page` writes it anew; a test fails while it is not what the data says.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from consent.citation import OWN_ACT, SECRECY, text_on
from consent.document import Document, Missing
from consent.properties.proof import PROPERTIES
from consent.reasons import sentence
from consent.registry import BasisVersion, NoticeKind, Registry, Strength
from consent.words import FIELDS, OBLIGATIONS, OUTCOMES, PARTS, VALUES, VISIBILITIES
from services.policy_file import policy_from, registry_from

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "policy.md"

STRENGTHS: Final[Mapping[Strength, str]] = {
    Strength.SHALL_ENDEAVOUR: "努める",
    Strength.MUST_ENDEAVOUR: "努めなければならない",
    Strength.MAY: "できる",
}
NOTICES: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.NONE: "なし",
    NoticeKind.PUBLIC_NOTICE: "公示",
    NoticeKind.PUBLICATION: "公表",
}

CONFERENCE_COLUMNS: Final = (
    *("id", "期間", "法・条", "名称", "主催"),
    *("守秘義務", "罰則", "公示等", "改正法", "確認"),
)

INTRODUCTION: Final = """\
この文書は方針のデータ(`infra/policy/policy-v1.json`)と根拠法令台帳(`infra/policy/legal-bases-v1.json`)から
自動で作られる。手で直さない。

判断のしかた:

1. 知らない値や足りない事項があれば、見せない(`INPUT_INVALID`)。
2. **禁止**の規則が一つでも当てはまれば、見せない。理由は順位の小さいものによる。
   当てはまった禁止がすべて「あることだけが見える」としているときだけ、あることが見える。
3. 禁止がなく**許可**の規則が当てはまれば、見せる。
   義務と根拠条文は、当てはまった許可すべてのものを合わせる。
4. **伏せる**規則が当てはまれば、その部分を伏せる。
5. どれも当てはまらなければ、見せない。理由は、最も近い許可に足りないものによる。
"""

QUESTIONS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "法は三つの会議の相互の調整を求める(生困法9条5項ほか)。情報は会議の間を渡るか。",
        "渡らない。会議ごとに構成員と守秘義務を分ける(R18)。",
        "会議の種別ごとの構成員・守秘義務の確認。方針の版。",
    ),
    (
        "税の情報を、協力の努力義務だけで出せるか(地方税法22条)。",
        "責任者の判断がなければ本文を伏せる。",
        "方針の規則 M07・M07b。方針の版。",
    ),
    (
        "報告書は推進会議を「個別検討なし」とする一方で、「推進会議等を通じて」支援計画を調整するともいう。",
        "個別の計画は推進会議に入れず、支援調整会議で扱う。",
        "方針の規則 F01。方針の版。",
    ),
    (
        "一つの議題に招待されただけの人に、法定の守秘義務は及ぶか。",
        "及ばない前提で、議題の前に守秘義務の確認を求める(R10)。",
        "方針の規則 F08・F12c。方針の版。",
    ),
    (
        "会議の後、受託事業者の支援員は、支援会議で決まった役割分担を持ち続けてよいか。",
        "指名され守秘義務を確認した担当者が、役割が終わるまで、内容のないメモだけを持つ(R13)。",
        "方針の規則 G11、担当の期間。",
    ),
    (
        "本人への説明に、支援会議での提供のどれを載せるか。",
        "審査が済むまで載せない。通報者は載せない。",
        "文面の規則(consent/wording.py)、開示の決定。",
    ),
    (
        "少数の基準はいくつか。ゼロも示さないか。",
        "5未満を示さず、ゼロも示さない(R41)。",
        "秘匿の基準(日付のある設定 SmallCellsSet)。",
    ),
    (
        "本人とともに家族が支援調整会議に出てよいか。",
        "本人自身の同意が家族を名指すときだけ。支援措置中は不可。",
        "方針の規則 F04c・G15。方針の版。",
    ),
    (
        "見せなかった判断の記録を、いつまで持つか。",
        "参照の記録と同じ期間。",
        "保存期間の設定(記録の種別ごと、日付つき)。",
    ),
    (
        "同意は、これから支援会議で得られる内容を、あらかじめ名指すことができるか。",
        "名指すだけでは足りず、情報ごとに提供元の了解か聞き直しが要る(R29)。",
        "同意書の条項、移行の記録(項目ごと)。方針の規則 F13〜F13d。",
    ),
    (
        "支援会議で決まった役割分担(TASK)を、名指しのない一般の同意だけで担当者の画面に出してよいか。",
        "方針のデータのとおり出す(規則 F13c は TASK を除いている)。",
        "方針の規則 F13c・G05。方針の版。",
    ),
    (
        "招集された人に、会議の時間外に「あることだけ」を示してよいか(同意のない案件でも示される)。",
        "方針のデータのとおり示す。議題は招集された人に知られているものとする。",
        "方針の規則 F09・F12 の見え方。方針の版。",
    ),
    (
        "16歳未満の人の同意を法定代理人のものとする改正(個人情報保護法71条の3)は、いつ施行されるか。",
        "2028年7月16日から。それまでは本人の同意を使い、警告する(R31)。",
        "施行日(日付のある設定 GuardianConsentSet)。",
    ),
)


def page(document: Document, registry: Registry) -> str:
    """Return the page."""
    parts = (
        "# 情報開示の方針",
        f"版: `{document.version}` / 根拠法令台帳: `{registry.version}`",
        INTRODUCTION.rstrip(),
        "## 判断に用いる事項",
        _table(("事項", "コード", "とりうる値"), _fields(document)),
        "## 禁止",
        _table(
            ("規則", "当てはまるとき", "理由", "見え方", "根拠", "順位"),
            _forbids(document, registry),
        ),
        "## 許可",
        _table(("規則", "当てはまるとき", "根拠", "条文", "義務", "順位"), _grants(document)),
        "## 伏せる部分",
        _table(("規則", "当てはまるとき", "伏せる部分"), _masks(document)),
        "## 見せるときに添える義務",
        _table(("規則", "当てはまるとき", "義務"), _advice(document)),
        "## 同意などを失ったときの義務と、あることだけを示す場合",
        _table(("規則", "当てはまるとき", "理由", "効果"), _losses(document)),
        "## 許可がないときの理由",
        _table(("順", "見る事項", "理由"), _nearest(document)),
        "## 必ず満たすこと",
        "次の性質は、ありうる入力のすべてについて証明されている(`make check`)。",
        _table(("番号", "性質"), ((one.id, one.sentence) for one in PROPERTIES)),
        "## 根拠法令台帳",
        "**未確認**のものは、市が公式の条文を確かめてその版を確認するまで、どの判断の根拠にもしない。",
        _table(CONFERENCE_COLUMNS, _conferences(registry)),
        _table(("id", "期間", "条文", "名称", "害の確認", "理由と承認"), _provisions(registry)),
        "## 法務に確かめたいこと",
        _table(("番号", "問い", "今の扱い", "変える場所"), _questions()),
    )
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _fields(document: Document) -> Iterator[tuple[str, ...]]:
    for name, values in document.fields.items():
        yield FIELDS[name], f"`{name}`", "、".join(f"{VALUES[name][v]} `{v}`" for v in values)


def _when(document: Document, when: Mapping[str, frozenset[str]]) -> str:
    return "<br>".join(_condition(document, name, values) for name, values in when.items())


def _condition(document: Document, name: str, values: frozenset[str]) -> str:
    """Say a condition by what it lists, or by what it leaves out where that is shorter."""
    listed = [VALUES[name][value] for value in document.fields[name] if value in values]
    left_out = [VALUES[name][value] for value in document.fields[name] if value not in values]
    if len(left_out) < len(listed):
        return f"{FIELDS[name]}: {'・'.join(left_out)} 以外"
    return f"{FIELDS[name]}: {'・'.join(listed)}"


def _law(code: str, document: Document, registry: Registry) -> str:
    """Return the text of a law; of the secrecy paragraph, each number with its first day."""
    if code != SECRECY:
        return document.law[code]
    since: dict[str, date] = {}
    for version in registry.bases[OWN_ACT]:
        since.setdefault(text_on(code, document, registry, version.first), version.first)
    return "、".join(f"{text}({day}から)" for text, day in since.items())


def _forbids(document: Document, registry: Registry) -> Iterator[tuple[str, ...]]:
    for rule in document.forbid:
        when, reason = _when(document, rule.when), f"{sentence(rule.reason)} `{rule.reason}`"
        seen = VISIBILITIES[rule.visibility]
        law = _law(rule.law, document, registry)
        yield rule.id, when, reason, seen, law, str(rule.priority)


def _grants(document: Document) -> Iterator[tuple[str, ...]]:
    for rule in document.grant:
        basis = f"{sentence(f'BASIS_{rule.basis}')} `{rule.basis}`"
        if rule.outcome != "PERMIT":
            basis += f"({OUTCOMES[rule.outcome]})"
        law = "<br>".join(document.law[code] for code in rule.law)
        duties = _duties(rule.obligations)
        yield rule.id, _when(document, rule.when), basis, law, duties, str(rule.priority)


def _duties(codes: Iterable[str]) -> str:
    return "、".join(OBLIGATIONS[code] for code in codes)


def _masks(document: Document) -> Iterator[tuple[str, ...]]:
    for rule in document.mask:
        yield rule.id, _when(document, rule.when), "、".join(PARTS[part] for part in rule.hides)


def _advice(document: Document) -> Iterator[tuple[str, ...]]:
    for rule in document.advise:
        yield rule.id, _when(document, rule.when), _duties(rule.obligations)


def _losses(document: Document) -> Iterator[tuple[str, ...]]:
    for stub in document.stub_rules:
        reasons = "".join(sentence(reason) for reason in stub.reasons)
        yield stub.id, _when(document, stub.when), reasons, VISIBILITIES[stub.visibility]
    for duty in document.loss_duties:
        reasons = "".join(sentence(reason) for reason in duty.reasons)
        yield duty.id, _when(document, duty.when), reasons, _duties(duty.obligations)


def _nearest(document: Document) -> Iterator[tuple[str, ...]]:
    for number, missing in enumerate((*document.structural, *document.situational), 1):
        yield str(number), FIELDS[missing.field], _reasons(missing)


def _reasons(missing: Missing) -> str:
    if missing.otherwise:
        return sentence(missing.otherwise)
    words = VALUES[missing.field]
    return "<br>".join(f"{words[v]}: {sentence(r)}" for v, r in missing.by_value.items())


def _period(version: BasisVersion) -> str:
    return f"{version.first}〜{version.last or ''}"


def _conferences(registry: Registry) -> Iterator[tuple[str, ...]]:
    for basis, versions in registry.bases.items():
        for one in versions:
            if details := one.conference:
                penalty = details.penalty
                notice = details.notice
                yield (
                    f"`{basis}`",
                    _period(one),
                    f"{one.act}{one.article}",
                    one.name,
                    "、".join(f"{h.host}({STRENGTHS[h.strength]})" for h in details.hosts),
                    details.secrecy.citation if details.secrecy else "",
                    registry.penalty_text(penalty, one.last or date.max) if penalty else "",
                    NOTICES[notice.kind] if notice else "",
                    one.amended_by or "",
                    f"**未確認**: {'、'.join(one.unverified)}" if one.unverified else "済",
                )


def _provisions(registry: Registry) -> Iterator[tuple[str, ...]]:
    for basis, versions in registry.bases.items():
        for one in versions:
            if details := one.provision:
                harm = "要" if details.harm_check else ""
                approver = "要" if details.reason_and_approver else ""
                article = f"個人情報保護法{one.article}"
                yield f"`{basis}`", _period(one), article, one.name, harm, approver


def _questions() -> Iterator[tuple[str, ...]]:
    for number, question in enumerate(QUESTIONS, 1):
        yield str(number), *question


if __name__ == "__main__":
    PAGE.write_text(page(policy_from().document, registry_from()), "utf-8")
