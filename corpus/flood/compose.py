"""A whole letter or act from a seed, and its gold."""

import datetime as dt
import re
from typing import Any

from corpus.flood import ends
from corpus.flood.damage import damaged
from corpus.flood.dice import Dice
from corpus.flood.documents import MAKERS, Draft
from corpus.flood.issuers import issuer
from corpus.flood.paper import set_out
from schemas.document import Document

Gold = dict[str, Any]


def compose(seed: int, held_out: bool = False, damage: bool = False) -> tuple[str, Gold]:
    """The text of letter `seed` and its gold, with `ambiguous` beside the contract's keys.

    >>> compose(5) == compose(5)
    True
    """
    dice = Dice(seed, held_out)
    day = dt.date(dice.randint(2018, 2026), 1, 9) + dt.timedelta(days=dice.randrange(340))
    draft = Draft(dice, issuer(dice), ends.registered(dice, day))
    dice.weighted(MAKERS)(draft)
    text = set_out(dice, draft.blocks)
    return (damaged(dice, text) if damage else text), _gold(draft)


def _gold(draft: Draft) -> Gold:
    values = {"number": draft.registered.number, "date": draft.day, "region": draft.whose.code, **draft.gold}
    document = Document.model_validate(values).model_dump(mode="json", exclude={"evidence"})
    return {**document, "notes": "", "ambiguous": [*draft.open, *_unsure(document)]}


def _unsure(document: Gold) -> list[str]:
    """What the contract leaves open: the dot of «г.» or of an initial where the sentence ends with it too; when «далее»
    begins; whether a span whose year stands in the next one is inferred; whose is a law of a region, or a change."""
    references = document["references"]
    unnamed = (n for n, one in enumerate(references) if not one["issuer"] and not one["number"].endswith("-ФЗ"))
    found = [f"/references/{n}/issuer" for n in unnamed]
    for n, duty in enumerate(document["assignments"]):
        if re.search(r"(?:\bг|\b[А-ЯЁ])\.?$", duty["text"]):
            found.append(f"/assignments/{n}/text")
        for k, deadline in enumerate(duty["deadlines"]):
            place = f"/assignments/{n}/deadlines/{k}"
            if deadline["text"].startswith("далее"):
                found += [f"{place}/start", f"{place}/inferred"]
            elif deadline["kind"] == "period" and not re.search(r"\d{4}", deadline["text"]):
                found.append(f"{place}/inferred")
    return found
