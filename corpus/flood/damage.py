"""What a bad scan does to text without making its gold untrue: Latin look-alikes and words broken at line ends."""

import re

from corpus.flood.dice import Dice

TWINS = str.maketrans("аеосрхАВЕКМНОРСТХ", "aeocpxABEKMHOPCTX")
WORD = re.compile(r"\b[а-яё]{6,}\b")
SYLLABLE = re.compile(r"(?<=[а-яё][аеиоуыэюя])(?=[бвгджзклмнпрстфхцчшщ][аеиоуыэюя])")


def damaged(dice: Dice, text: str) -> str:
    """The text with one letter in two hundred words replaced by its twin, and lines of prose broken inside words."""
    lines = [line if "\t" in line or len(line) < 60 else _broken(dice, line) for line in text.split("\n")]
    return WORD.sub(lambda word: _twin(dice, word[0]), "\n".join(lines))


def _twin(dice: Dice, word: str) -> str:
    if not dice.often(0.03):
        return word
    at = dice.randrange(1, len(word))
    return word[:at] + word[at].translate(TWINS) + word[at + 1 :]


def _broken(dice: Dice, line: str) -> str:
    """A long line broken once, inside a word."""
    places = [m.start() + s.start() for m in WORD.finditer(line, 30) for s in SYLLABLE.finditer(m[0])]
    if not places or not dice.often(0.15):
        return line
    at = dice.choice(places)
    return line[:at] + "-\n" + line[at:]
