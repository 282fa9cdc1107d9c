"""
Promise 8: surnames cannot be guessed from a dump better than by always guessing the commonest.

The attacker knows the surname shares that the residents were drawn from, and has every row of both
databases: digests and how often each occurs, lengths, places, times, keys; but no key.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import dict_row

from events.case import ConsultationReceived
from events.person import PersonRegistered
from events.values import Caller, Purpose, Route, SharingStance, Topic, Urgency
from services.facts import gather, utc_now
from services.files import case_file, person_file
from services.ledger.drafts import Draft, Expected
from services.worker import catch_up
from tests.city import TENANT, City, city
from tests.databases import TemplateServer
from tests.depth import rounds

SEED: Final = 20_241_010
BATCH: Final = 25

SURNAMES: Final = {
    "佐藤": 72, "鈴木": 54, "高橋": 42, "田中": 34, "伊藤": 28, "渡辺": 23, "山本": 19, "中村": 16,
    "小林": 14, "加藤": 12, "吉田": 11, "山田": 10, "佐々木": 9, "山口": 8, "松本": 7, "井上": 7,
    "木村": 6, "林": 6, "斎藤": 5, "清水": 5, "山崎": 5, "森": 4, "池田": 4, "橋本": 4,
    "阿部": 4, "石川": 3, "山下": 3, "中島": 3, "石井": 3, "小川": 3, "前田": 3, "岡田": 2,
    "長谷川": 2, "藤田": 2, "後藤": 2, "近藤": 2, "村上": 2, "遠藤": 2, "青木": 2, "坂本": 2,
}  # fmt: skip
"""Forty surnames and how many in a village of about four hundred and fifty bear each."""

GIVEN: Final = [
    first + second
    for first in "美陽恵和智由千幸真裕直明友彩麻沙奈理佳久"
    for second in "子美恵香代江穂菜紀乃一男夫人介平也樹太郎"
]
"""Four hundred given names, the first ones more usual than the last."""

ROWS = "SELECT * FROM people.person ORDER BY seq"
PARTS = """
SELECT p.seq, p.part_no, octet_length(p.sealed) AS size, p.digests, e.line1, e.line2, e.leaf
FROM log.part p JOIN log.entry e USING (tenant, seq) WHERE e.type = 'person.registered'
"""

Guess = Callable[["Stolen"], list[str]]


@dataclass(frozen=True)
class Stolen:
    """What a thief sees of each resident, in the order in which they were taken down."""

    people: list[dict[str, Any]]
    sizes: list[tuple[int, ...]]

    @property
    def digests(self) -> list[bytes]:
        """The digest of each whole name."""
        return [bytes(row["name_digest"]) for row in self.people]


def residents(dice: Random) -> list[tuple[str, str]]:
    """Draw surname and given name of each resident."""
    drawn = dice.choices([*SURNAMES], weights=[*SURNAMES.values()], k=rounds(fast=400, deep=800))
    usual = [1 / (rank + 20) for rank in range(len(GIVEN))]
    return list(zip(drawn, dice.choices(GIVEN, weights=usual, k=len(drawn)), strict=True))


@pytest.fixture(scope="module")
def stolen(
    postgres: TemplateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[str], Stolen]]:
    """Give the true surnames, and the dump of a city in which they were taken down."""
    pair = postgres.copy()
    truth = residents(Random(SEED))
    with city(pair, tmp_path_factory.mktemp("city"), working=False) as town:
        for start in range(0, len(truth), BATCH):
            take(town, truth[start : start + BATCH])
        catch_up(pair)
    with psycopg.Connection[dict[str, Any]].connect(
        pair.conninfo("backup"), row_factory=dict_row
    ) as thief:
        people = thief.execute(ROWS).fetchall()
        sizes: dict[int, tuple[int, ...]] = {}
        for part in thief.execute(PARTS):
            sizes[part["seq"]] = (*sizes.get(part["seq"], ()), part["size"])
    yield [surname for surname, _ in truth], Stolen(people, [sizes[row["seq"]] for row in people])
    postgres.drop(pair)


def take(town: City, some: Sequence[tuple[str, str]]) -> None:
    """Take residents down, in one append, with a case each."""
    ledger = town.system.ledgers.of(TENANT)
    facts = gather(ledger, town.worker, utc_now())
    signature = facts.signature(command_id=uuid4(), purpose=Purpose.SERVICE)
    drafts: list[Draft] = []
    for surname, given in some:
        person_id, case_id = uuid4(), uuid4()
        sheet = PersonRegistered(
            person_id=person_id,
            programme=town.desk,
            name=f"{surname} {given}",
            kana="",
            born="",
            address="さくら市本町1-2-3",
            phone="",
        )
        slip = ConsultationReceived(
            case_id=case_id,
            programme=town.desk,
            person_id=person_id,
            lead=town.worker.staff,
            route=Route.SELF_VISIT,
            caller=Caller.SELF,
            topics=(Topic.NO_FOOD,),
            main_topic=Topic.NO_FOOD,
            urgency=Urgency.NORMAL,
            sharing=SharingStance.NOT_YET_ASKED,
            teller_id=person_id,
            own_words="食べるものがない。",
            wishes="",
        )
        for event, stream, file in (
            (sheet, person_id, person_file(person_id)),
            (slip, case_id, case_file(case_id)),
        ):
            drafts.append(
                Draft(
                    event=event,
                    event_id=uuid4(),
                    stream=stream,
                    version=1,
                    signature=signature,
                    file=file,
                    programme=town.desk,
                )
            )
    ledger.record(drafts, Expected())


COMMONEST: Final = sorted(SURNAMES, key=lambda name: -SURNAMES[name])


def by_frequency_of_digests(dump: Stolen) -> list[str]:
    """Take the digest that occurs most often for the commonest surname, and so on down."""
    ranked = [digest for digest, _ in Counter(dump.digests).most_common()]
    rank = {
        digest: COMMONEST[place * len(COMMONEST) // len(ranked)]
        for place, digest in enumerate(ranked)
    }
    return [rank[digest] for digest in dump.digests]


def by_repeated_digests(dump: Stolen) -> list[str]:
    """Take a whole name that occurs twice for one of the commonest, any other for the next."""
    counts = Counter(dump.digests)
    return [COMMONEST[0] if counts[digest] > 1 else COMMONEST[1] for digest in dump.digests]


def by_length(dump: Stolen) -> list[str]:
    """Take longer sealed parts for longer surnames."""
    longest = max(dump.sizes)
    by_size = {True: "佐々木", False: COMMONEST[0]}
    return [by_size[size == longest and len(set(dump.sizes)) > 1] for size in dump.sizes]


def by_digest_bytes(dump: Stolen) -> list[str]:
    """Take digests in their order for surnames in theirs, by share."""
    return by_order(dump, [row["name_digest"] for row in dump.people])


def by_id(dump: Stolen) -> list[str]:
    """Take random ids in their order for surnames in theirs, by share."""
    return by_order(dump, [row["person_id"].bytes for row in dump.people])


def by_key(dump: Stolen) -> list[str]:
    """Take keys in their order for surnames in theirs, by share."""
    return by_order(dump, [row["id_key"].bytes for row in dump.people])


def by_order(dump: Stolen, column: list[Any]) -> list[str]:
    """Give surnames out along a column, each as often as its share says."""
    whole, names = sum(SURNAMES.values()), sorted(SURNAMES)
    places = sorted(range(len(column)), key=lambda place: column[place])
    ladder = [name for name in names for _ in range(SURNAMES[name])]
    guessed = [""] * len(dump.people)
    for rank, place in enumerate(places):
        guessed[place] = ladder[rank * whole // len(places)]
    return guessed


ATTACKS: Final = (
    by_frequency_of_digests,
    by_repeated_digests,
    by_length,
    by_digest_bytes,
    by_id,
    by_key,
)


def hits(truth: list[str], guessed: list[str]) -> int:
    """Count right guesses."""
    return sum(one == other for one, other in zip(truth, guessed, strict=True))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_who_guesses_surnames_from_a_dump_does_no_better_than_always_guessing_the_commonest(
    stolen: tuple[list[str], Stolen], attack: Guess
) -> None:
    """By more than four standard deviations, that is, which chance does once in 30,000 runs."""
    truth, dump = stolen
    always = hits(truth, [COMMONEST[0]] * len(truth))
    deviation = (always * (1 - always / len(truth))) ** 0.5

    assert hits(truth, attack(dump)) <= always + 4 * deviation


def test_parts_have_one_size_whatever_the_name(stolen: tuple[list[str], Stolen]) -> None:
    _, dump = stolen

    assert len(set(dump.sizes)) == 1


def test_a_digest_is_of_a_whole_name_and_shows_no_shared_surname(
    stolen: tuple[list[str], Stolen],
) -> None:
    """Only the same surname with the same given name has the same digest; no part of it more."""
    _, dump = stolen
    whole = [f"{surname} {given}" for surname, given in residents(Random(SEED))]

    assert len(set(zip(whole, dump.digests, strict=True))) == len(set(whole))
    assert len({digest[:4] for digest in dump.digests}) == len(set(whole))


def test_an_attack_that_had_the_names_would_be_seen(stolen: tuple[list[str], Stolen]) -> None:
    """The measure is sound: with digests of surnames alone, ranking by frequency wins by far."""
    truth, dump = stolen
    fake = [{"name_digest": name.encode()} for name in truth]
    always = hits(truth, [COMMONEST[0]] * len(truth))
    deviation = (always * (1 - always / len(truth))) ** 0.5

    guessed = by_frequency_of_digests(Stolen(fake, dump.sizes))

    assert hits(truth, guessed) > always + 4 * deviation
