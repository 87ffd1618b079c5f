"""The parts of a letter's text, told apart well enough to set it on a page.

The text has blocks separated by empty lines and tables with tabs. Its gold says which words are the addressee, the
title, the signature; the rest follows from how office documents are laid out. This serves the printing of known letters
only: it may look at the answers, which the program that reads letters never can.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

Gold = Mapping[str, Any]

KINDS = (  # starts of the line that names the kind, without its spaces
    "ПРИКАЗ",
    "РАСПОРЯЖЕНИЕ",
    "ПОСТАНОВЛЕНИЕ",
    "РЕШЕНИЕ",
    "ПРОТОКОЛ",
    "УКАЗ",
    "СЛУЖЕБНАЯЗАПИСКА",
    "ДОКЛАДНАЯЗАПИСКА",
    "ПОЛОЖЕНИЕ",
    "ИНСТРУКЦИЯ",
    "ЗАКОН",
    "ПЛАН",
)
CHAPTER = re.compile(r"^(?:[IVX]+\.|Раздел \d+|Глава \d+)\s.{3,80}$")
ANNEX_MARK = re.compile(r"(?i)^(приложение(?!.{0,3}:)\b|утвержд[её]н[оаы]?|утверждаю\b)")
ITEM = re.compile(r"^\s*(?:[-–—•]|\d+(?:\.\d+)*[.)]|[а-я]\)|Сроки?\b|Отв|Исполнител)")  # a line that starts a paragraph
HYPHEN = re.compile(r"(?<=[а-яё])-$")  # a word broken at the line's end
CONTACTS = re.compile(r"\d{3}|@|\b(?:ул|д|наб|пр)\.|\bнабережная\b")  # a line with an address or a telephone
SPACED = re.compile(r"(?<=\b[а-яёА-ЯЁ]) (?=[а-яёА-ЯЁ]\b)")  # inside «п р и к а з ы в а ю»
ENDED = re.compile(r"[.:;]\s*$")
WIDE_GAP = re.compile(r"^(.*\S)\s{4,}(\S.*)$")
SHORT = 90  # characters: longer blocks are running text


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with its role: `lines` as printed, `rows` of a table, the `right` side of a line with two.

    `merged` are the columns of a table in which neighbouring equal cells are one cell.
    """

    role: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: str = ""
    merged: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Lines joined where one runs on into the next; a new item or a new sentence starts a paragraph.

        A letter-spaced word keeps together.
        """
        joined: list[str] = []
        for line in self.lines:
            if joined and not ITEM.match(line) and not ENDED.search(joined[-1]):
                joined[-1] = HYPHEN.sub("", joined[-1]) + " " * (not HYPHEN.search(joined[-1])) + line.strip()
            else:
                joined.append(line.strip())
        return tuple(SPACED.sub("\N{NO-BREAK SPACE}", text) for text in joined)


@dataclass(frozen=True, slots=True)
class Where:
    """A block, what came before it, and the answers."""

    piece: Piece
    before: tuple[str, ...]
    gold: Gold

    def holds(self, whole: str | None) -> bool:
        """Is the block a part of this printed value?"""
        return bool(whole) and self.piece.text.casefold() in " ".join(str(whole).split()).casefold()

    def names(self, person: Mapping[str, Any] | None) -> bool:
        return bool(person) and str((person or {})["surname"]).casefold() in self.piece.text.casefold()

    @property
    def signed(self) -> bool:
        return bool({"signature", "name"} & set(self.before))


def _is_kind(at: Where) -> bool:
    return (
        re.sub(r"[\s\d№N]", "", at.piece.text).startswith(KINDS)
        and at.piece.text.isupper()
        and len(at.piece.text) < SHORT
    )


def _is_addressee(at: Where) -> bool:
    early = not {"body", "salutation"} & set(at.before)
    texts = [party["text"] for party in at.gold["addressees"]]
    short = len(at.piece.text) < 2 * SHORT
    return early and any(at.holds(text) or (short and text.casefold() in at.piece.text.casefold()) for text in texts)


def _is_title(at: Where) -> bool:
    return "body" not in at.before and at.holds(at.gold["title"]) and len(at.piece.text) > 3


def _is_heading(at: Where) -> bool:
    """The name of an annex, of a section, or of an act without a letterhead."""
    named = (*(a["title"] for a in at.gold["attachments"]), *(a["section"] for a in at.gold["assignments"]))
    inside = "body" in at.before and len(at.piece.text) > 3 and any(at.holds(name) for name in named)
    first = at.piece.lines[0]
    return inside or bool(CHAPTER.match(at.piece.text)) or (first.isupper() and first.startswith(KINDS))


def _is_registration(at: Where) -> bool:
    number = at.gold["number"]
    printed = number and number in at.piece.text.replace(" ", "")
    early = not {"body", "salutation"} & set(at.before)
    return early and bool(printed or re.match(r"(?i)на [№N]|от «?\s*[\d_]|\d\d\.\d\d\.|№|«\s*\d", at.piece.text))


def _is_place(at: Where) -> bool:
    return "body" not in at.before and at.holds(at.gold["place"])


def _is_salutation(at: Where) -> bool:
    return at.piece.text.startswith("Уважаем") and at.piece.text.endswith("!")


def _is_position(at: Where) -> bool:
    return "body" in at.before and any(
        at.holds(p["position"]) and len(at.piece.text) > 3 for p in at.gold["signatories"]
    )


def _is_name(at: Where) -> bool:
    return len(at.piece.text) < 30 and not at.piece.right and any(at.names(p) for p in at.gold["signatories"])


def _is_executor(at: Where) -> bool:
    return at.signed and len(at.piece.text) < SHORT and at.names(at.gold["executor"])


def _is_head(at: Where) -> bool:
    return not set(at.before) - {"head", "kind"} and max(map(len, at.piece.lines)) < SHORT


def _is_mark(at: Where) -> bool:
    follows = at.before[-1:] == ("mark",) and re.match(
        r"(?:приказом|постановлением|распоряжением|решением|к )", at.piece.text
    )
    return len(at.piece.text) < 2 * SHORT and bool(follows or ANNEX_MARK.match(at.piece.text))


def _is_note(at: Where) -> bool:
    return at.signed and not {"mark", "heading"} & set(at.before) and max(map(len, at.piece.lines)) < SHORT


Test = Callable[[Where], bool]

RULES: tuple[tuple[str, Test], ...] = (
    ("table", lambda at: bool(at.piece.rows)),
    ("stamp", lambda at: "ЭЛЕКТРОННОЙ ПОДПИСЬЮ" in at.piece.text.upper()),
    ("signature", lambda at: bool(at.piece.right) and "body" in at.before),
    ("sides", lambda at: bool(at.piece.right)),
    ("kind", _is_kind),
    ("addressee", _is_addressee),
    ("title", _is_title),
    ("registration", _is_registration),
    ("place", _is_place),
    ("salutation", _is_salutation),
    ("agreement", lambda at: at.piece.text.upper().startswith("СОГЛАСОВАНО")),
    ("mark", _is_mark),
    ("heading", _is_heading),
    ("position", _is_position),
    ("name", _is_name),
    ("executor", _is_executor),
    ("head", _is_head),
    ("note", _is_note),
    ("body", lambda at: True),
)


def blocks(text: str) -> tuple[Piece, ...]:
    """The text cut at empty lines; tables with a page break between their rows are joined."""
    parts = [
        tuple(part.split("\n")) for part in re.split(r"\n[ \xa0]*(?:\n[ \xa0]*)+", text.strip("\n")) if part.strip()
    ]
    joined: list[Piece] = []
    for piece in map(_block, parts):
        if piece.rows and joined and len((joined[-1].rows or ((),))[0]) == len(piece.rows[0]):
            joined[-1] = replace(joined[-1], rows=joined[-1].rows + piece.rows)
        else:
            joined.append(piece)
    return tuple(joined)


def _block(lines: tuple[str, ...]) -> Piece:
    if all("\t" in line for line in lines):
        rows = tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)
        width = max(map(len, rows))
        return Piece("", rows=tuple(row + ("",) * (width - len(row)) for row in rows))
    clean = tuple(line.replace("**", "") for line in lines)
    sides = WIDE_GAP.match(clean[-1])
    return Piece("", (*clean[:-1], sides[1]), right=sides[2]) if sides else Piece("", clean)


@dataclass(frozen=True, slots=True)
class Hints:
    """What neither the text nor its gold tells.

    `starts` are the numbers of the blocks with which the documents begin, `merged` the columns of its tables in which
    neighbouring equal cells are one cell.
    """

    starts: tuple[int, ...] = (0,)
    merged: tuple[int, ...] = ()


def pieces(text: str, gold: Sequence[Gold], hints: Hints) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each document of a text."""
    parts = tuple(replace(part, merged=hints.merged) for part in blocks(text))
    bounds = pairwise((*hints.starts, len(parts)))
    return tuple(_merged(_roles(parts[a:b], answer)) for (a, b), answer in zip(bounds, gold, strict=True))


def _roles(parts: Sequence[Piece], gold: Gold) -> list[Piece]:
    placed: list[Piece] = []
    for part in parts:
        at = Where(part, tuple(p.role for p in placed), gold)
        placed.append(replace(part, role=next(role for role, test in RULES if test(at))))
    return placed


def _cut_contacts(piece: Piece) -> Iterator[Piece]:
    """A letterhead's name, and the smaller print under it."""
    small = next((i for i, line in enumerate(piece.lines) if CONTACTS.search(line)), len(piece.lines))
    for role, lines in (("head", piece.lines[:small]), ("contact", piece.lines[small:])):
        if lines:
            yield replace(piece, role=role, lines=lines)


def _is_date(piece: Piece) -> bool:
    return piece.role == "registration" and not re.search("[№N]", piece.text) and len(piece.lines) == 1


def _merged(parts: list[Piece]) -> tuple[Piece, ...]:
    """A post and the name under it make one signature; a stamp printed between them follows it.

    A date and the number under it make a line with two sides; a letterhead is cut where its small print begins.
    """
    merged: list[Piece] = []
    for part in parts:
        post = next((i for i in (-1, -2) if len(merged) >= -i and merged[i].role == "position"), None)
        if part.role == "name" and post is not None and all(p.role == "stamp" for p in merged[post + 1 :] if post < -1):
            merged[post] = Piece("signature", merged[post].lines, right=part.text)
        elif part.role == "registration" and merged and _is_date(merged[-1]):
            merged[-1] = Piece("sides", merged[-1].lines, right=part.text)
        elif part.role == "head":
            merged.extend(_cut_contacts(part))
        else:
            merged.append(part)
    return tuple(merged)
