"""Composed letters as the files that a night brings: texts, Word documents, PDFs, and an archive with the rest."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from corpus.flood import compose
from corpus.render import FORMS, Source
from corpus.scan import Wear

DIGITAL = ("txt", "docx", "pdf")
ZIPPED = 20
"""Every so manieth letter comes in the archive."""


def inbox(folder: Path, count: int, seed: int = 0) -> Path:
    """A new folder with `count` letters, all different, of which the archive `письма.zip` holds some."""
    unfinished = folder.with_name(f"{folder.name}.new")
    unfinished.mkdir(parents=True)
    with zipfile.ZipFile(unfinished / "письма.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, source in enumerate(composed(seed, count)):
            path = written(source, DIGITAL[number % len(DIGITAL)], unfinished, f"{number:05}")
            if number % ZIPPED == 0:
                archive.write(path, path.name)
                path.unlink()
    return unfinished.rename(folder)


def composed(seed: int, count: int) -> Iterator[Source]:
    """Texts with gold, which last until the next one."""
    with tempfile.TemporaryDirectory() as name:
        text, gold = Path(name, "letter.txt"), Path(name, "letter.json")
        for number in range(seed, seed + count):
            letter, answer = compose(number)
            text.write_text(letter, "utf-8")
            gold.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
            yield Source(text, gold)


def written(source: Source, form: str, folder: Path, name: str, wear: Wear | None = None) -> Path:
    """The letter in a form of `corpus.render`."""
    suffix, write = FORMS[form]
    path = folder / f"{name}{suffix}"
    write(source, path, wear or Wear())
    return path
