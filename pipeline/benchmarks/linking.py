"""`python -m pipeline.benchmarks.linking [--documents N]`: are people and bodies brought together rightly?

Letters with known identities: bodies under full, short and contracted names, with and without an INN; people in full
and by initials, some with the initials or the whole name of another. B³ and pairwise precision and recall over
mentions, and the mentions that stand with somebody else's. Beside it, what comes of equal names alone.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from corpus.flood.dice import Dice
from corpus.flood.people import Human, human
from corpus.flood.regions import genitive, regions, taxpayer
from pipeline.store.connection import connect
from pipeline.store.files import FileFacts
from pipeline.store.save import save, tidy
from schemas.document import Document, Organization, Party
from schemas.layout import Layout

PEOPLE = 8
"""Officials of a body."""

Mention = tuple[Hashable, Hashable, Hashable]
"""Whom the letter means, whom the database says it is, and the name as printed."""


@dataclass(frozen=True)
class Body:
    """A body with its names: that of the letterhead, and those by which others write to it."""

    number: int
    region: str
    name: str
    short: str | None
    others: tuple[str, ...]
    inn: str
    people: tuple[Human, ...]


def bodies(dice: Dice) -> Iterator[Body]:
    """Five of each region; each department of an administration has the administration's INN."""
    number = 0
    for region in regions():
        of = genitive(region["name"])
        city = region["cities"].split(";")[0]
        inn = taxpayer(dice, region)[0]
        kinds: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
            (f"Министерство просвещения {of}", None, (f"Минпросвещения {of}",)),
            (f"Институт развития образования {of}", f"ИРО{city[:2].upper()}", (f"ГАУ ДПО «ИРО{city[:2].upper()}»",)),
            (f"Администрация города {city}", None, ()),
            (f"Управление образования администрации города {city}", None, ()),
            (f"Управление культуры администрации города {city}", None, ()),
        )
        for place, (name, short, others) in enumerate(kinds):
            staff = tuple(human(dice) for _ in range(PEOPLE))
            yield Body(
                number, region["code"], name, short, others, inn if place > 1 else taxpayer(dice, region)[0], staff
            )
            number += 1


def letter(dice: Dice, known: Sequence[Body]) -> tuple[Document, tuple[Hashable, Hashable, Hashable]]:
    """A letter from one body to another of its region; who issued, signed and receives it."""
    issuer = dice.choice(known)
    to = dice.choice([body for body in known if body.region == issuer.region and body is not issuer])
    who = dice.randrange(PEOPLE)
    names = [issuer.name, *(() if issuer.short else issuer.others)]
    head = Organization(name=dice.choice(names), short_name=issuer.short, inn=issuer.inn if dice.often(0.5) else None)
    addressee = dice.choice((to.name, *to.others, *((to.short,) if to.short else ())))
    document = Document(
        kind="letter",
        number=dice.digits(5),
        region=issuer.region,
        issuer=head,
        signatories=(issuer.people[who].person(dice.often(0.5)),),
        addressees=(Party(type="organization", name=addressee, text=addressee),),
    )
    return document, (issuer.number, (issuer.number, issuer.people[who].full()), to.number)


QUERY = """
SELECT documents.organization_id,
    (SELECT parties.person_id FROM document_parties JOIN parties ON parties.id = party_id
        WHERE document_id = documents.id AND role = 'signatory'),
    (SELECT parties.organization_id FROM document_parties JOIN parties ON parties.id = party_id
        WHERE document_id = documents.id AND role = 'addressee')
FROM documents ORDER BY id
"""


def mentions(documents: int, seed: int) -> tuple[list[Mention], list[Mention], int]:
    """Of people and of bodies, and how many of them are with somebody else's."""
    dice = Dice(seed)
    known = tuple(bodies(dice))
    db = connect(":memory:")
    truths, printed = [], []
    for number in range(documents):
        document, truth = letter(dice, known)
        truths.append(truth)
        printed.append(
            (document.issuer and document.issuer.name, document.signatories[0].name, document.addressees[0].name)
        )
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        save(db, FileFacts(sha256, str(number), None, 1, "1"), Layout(text="", pages=(), items=()), [document])
    tidy(db)
    found = [tuple(row) for row in db.execute(QUERY)]
    rows = list(zip(truths, found, printed, strict=True))
    people: list[Mention] = [(t[1], f[1], p[1]) for t, f, p in rows]
    named: list[Mention] = [(t[n], f[n], p[n]) for t, f, p in rows for n in (0, 2)]
    return people, named, wrong_merges(people) + wrong_merges(named)


def wrong_merges(found: Sequence[Mention]) -> int:
    """Mentions that stand with those of another, who has more of them there."""
    shared = Counter((said, meant) for meant, said, _ in found)
    largest = {said: count for (said, _), count in sorted(shared.items(), key=lambda item: item[1])}
    return sum(shared[said, meant] < largest[said] for meant, said, _ in found)


def pairwise(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """Precision and recall over pairs of mentions."""
    both = sum(comb(n, 2) for n in Counter(pairs).values())
    meant, said = (sum(comb(n, 2) for n in Counter(column).values()) for column in zip(*pairs, strict=True))
    return both / max(1, said), both / max(1, meant)


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """B³ precision and recall: the share of each mention's cluster that is right, and of its own that is there."""
    both = Counter(pairs)
    meant, said = (Counter(column) for column in zip(*pairs, strict=True))
    precision = sum(n * n / said[s] for (_, s), n in both.items()) / len(pairs)
    return precision, sum(n * n / meant[m] for (m, _), n in both.items()) / len(pairs)


def main(documents: int, seed: int) -> None:
    people, named, wrong = mentions(documents, seed)
    print(f"{documents} писем\n{'':<26}{'B³: точность':>14}{'полнота':>9}{'пары: точность':>16}{'полнота':>9}")
    for name, found in (("люди", people), ("организации", named)):
        for method, column in (("prikaz", 1), ("равные имена", 2)):
            pairs = [(mention[0], mention[column]) for mention in found]
            p, r = b_cubed(pairs)
            pp, pr = pairwise(pairs)
            print(f"{name + ', ' + method:<26}{p:>14.4f}{r:>9.4f}{pp:>16.4f}{pr:>9.4f}")
    print(f"упоминаний, отнесённых к другому: {wrong}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Точность и полнота связывания имён")
    parser.add_argument("--documents", type=int, default=5000, help="сколько писем")
    parser.add_argument("--seed", type=int, default=1, help="зерно случайности")
    args = parser.parse_args()
    main(args.documents, args.seed)
