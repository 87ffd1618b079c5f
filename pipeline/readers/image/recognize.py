"""Recognition: tesseract as a process, its TSV as words."""

import csv
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO

import cv2

from pipeline.errors import ReadError
from pipeline.readers.image.dictionary import is_known
from pipeline.readers.image.sheet import Pixels
from schemas.layout import Box

PAGE_SECONDS = 60.0
LANGUAGES = "rus+eng"


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as recognised: `box` in pixels, `confidence` 0 to 1, `line` the same for the words of one line.

    `read` is what was recognised where `text` was repaired.
    """

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int] = (0, 0, 0)
    read: str | None = None


def kept(word: Seen, text: str, box: Box | None = None) -> Seen:
    """The word with another text, and what was read beside it."""
    if text == word.text and box is None:
        return word
    return replace(word, text=text, box=box or word.box, read=word.read or word.text)


@lru_cache(maxsize=1)
def tesseract() -> str:
    """The command; ReadError `no_tool` says which packages to install."""
    command = shutil.which("tesseract")
    advice = "установите: sudo apt-get install tesseract-ocr tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd"
    if command is None:
        raise ReadError("no_tool", f"Для чтения сканов нужна программа tesseract; {advice}")
    listed = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    missing = {"rus", "eng"} - set(listed)
    if missing:
        raise ReadError("no_tool", f"У tesseract нет данных {', '.join(sorted(missing))}; {advice}")
    return command


def _run(pixels: Pixels, dpi: float, options: list[str], seconds: float) -> str:
    """What tesseract prints about an image; ReadError `timeout` or `damaged`."""
    image = cv2.imencode(".pgm", pixels)[1].tobytes()
    command = [tesseract(), "stdin", "stdout", "--dpi", str(round(dpi)), *options]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadError("timeout", f"Страница не распознана за {seconds:.0f} с: слишком много помех") from error
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip()[:200]
        raise ReadError("damaged", f"tesseract не смог прочитать страницу: {reason}")
    return done.stdout.decode(errors="replace")


def recognise(
    grey: Pixels, dpi: float, languages: str = LANGUAGES, psm: int = 3, seconds: float = PAGE_SECONDS
) -> tuple[Seen, ...]:
    """The words of a page in tesseract's reading order. `psm` is its page segmentation mode: 3 finds the columns
    itself."""
    tsv = _run(grey, dpi, ["-l", languages, "--psm", str(psm), "tsv"], seconds)
    rows = csv.DictReader(StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        _seen(row) for row in rows if row["level"] == "5" and _is_word(row["text"].strip(), float(row["conf"]))
    )


_PLAIN = re.compile(r"(?:\d{1,2}[.)])+|[А-ЯЁ]\.[А-ЯЁ]\.[,;:)]*|[«(]*([А-ЯЁа-яё]{5,})[.,;:)»]*")
"""«5.2.», «Н.И.):», «предусмотреть»."""


def _is_word(text: str, confidence: float) -> bool:
    """Whether a word is to be kept: tesseract has no confidence at all in halves of «5.2.предусмотреть», and reads
    both."""
    plain = _PLAIN.fullmatch(text)
    return bool(text) and (confidence > 0 or (plain is not None and (not plain[1] or is_known(plain[1]))))


def _seen(row: dict[str, str]) -> Seen:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    box = Box(x0=left, top=top, x1=left + width, bottom=top + height)
    line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
    return Seen(row["text"].strip(), box, max(float(row["conf"]), 0.0) / 100, line)


def orientation(grey: Pixels, dpi: float, seconds: float = PAGE_SECONDS) -> int:
    """Degrees (0, 90, 180, 270) to turn the page clockwise so that it is upright; 0 where tesseract cannot tell."""
    try:
        told = _run(grey, dpi, ["-l", "osd", "--psm", "0"], seconds)
    except ReadError as error:
        if error.code == "no_tool":
            raise
        return 0
    fields = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    sure = float(fields.get("Orientation confidence", 0)) > 1.0
    return int(fields.get("Rotate", 0)) % 360 if sure else 0
