"""Standing duties of regulations: «Отдел представляет отчёт ежеквартально»."""

import re

from extractors.duties.context import Setting
from extractors.lines import fold

_MUST = re.compile(r"\b(?:обязан[аы]?|долж(?:ен|на|но|ны))\b", re.IGNORECASE)


def standing_duty(words: str, setting: Setting, source: str) -> bool:
    """Whether a sentence of a regulation obliges its subject by a verb in the present tense."""
    return False
