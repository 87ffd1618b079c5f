"""Letters of the corpus (or of any folder of texts with gold) as the files that offices send.

    python -m corpus.render OUT [--source DIR] [--forms txt docx pdf scan tiff]
                                [--dpi 300] [--noise] [--tilt] [--stamp] [--seed N]

Each form gets a folder of its own, gold goes to OUT/gold, so `prikaz evaluate OUT/scan` scores one form and
`prikaz evaluate OUT` all. The same letters and the same seed give the same bytes.
"""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus import paper, scan, word
from corpus.shape import Hints, Piece, pieces

LETTERS = Path(__file__).parent / "letters"


@dataclass(frozen=True)
class Source:
    """A text, its gold, and where there is one its file of hints (`<stem>.layout.json`, the fields of `Hints`)."""

    text: Path
    gold: Path

    @cached_property
    def answers(self) -> list[Mapping[str, Any]]:
        content = json.loads(self.gold.read_text(encoding="utf-8"))
        return content if isinstance(content, list) else [content]

    @cached_property
    def documents(self) -> tuple[tuple[Piece, ...], ...]:
        path = self.text.with_suffix(".layout.json")
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        hints = Hints(**{name: tuple(value) for name, value in told.items()})
        return pieces(self.text.read_text(encoding="utf-8"), self.answers, hints)

    @property
    def signatures(self) -> tuple[str, ...]:
        """Names printed under the documents that are signed by hand."""
        by_hand = (parts for parts in self.documents if all(piece.role != "stamp" for piece in parts))
        return tuple(piece.right for parts in by_hand for piece in parts if piece.role == "signature")


def sources(folder: Path) -> Iterator[Source]:
    """The texts of a folder that have gold beside them, or in a folder `gold` beside theirs."""
    for text in sorted(folder.glob("*.txt")):
        places = (text.with_suffix(".json"), folder.parent / "gold" / f"{text.stem}.json")
        gold = next((place for place in places if place.exists()), None)
        if gold:
            yield Source(text, gold)


def _txt(source: Source, path: Path, wear: scan.Wear) -> None:
    shutil.copyfile(source.text, path)


def _docx(source: Source, path: Path, wear: scan.Wear) -> None:
    word.build(source.documents, path)


def _pdf(source: Source, path: Path, wear: scan.Wear) -> None:
    paper.build(source.documents, path)


def _scan(source: Source, path: Path, wear: scan.Wear) -> None:
    paper.build(source.documents, path)
    scan.save_pdf(scan.pages(path, wear, source.signatures), path, wear.dpi)


def _tiff(source: Source, path: Path, wear: scan.Wear) -> None:
    printed = path.with_suffix(".pdf")
    paper.build(source.documents, printed)
    scan.save_tiff(scan.pages(printed, wear, source.signatures), path, wear.dpi)
    printed.unlink()


Render = Callable[[Source, Path, scan.Wear], None]

FORMS: Mapping[str, tuple[str, Render]] = {
    "txt": (".txt", _txt),
    "docx": (".docx", _docx),
    "pdf": (".pdf", _pdf),
    "scan": (".pdf", _scan),
    "tiff": (".tiff", _tiff),
}


def render(
    out: Path, source: Path = LETTERS, forms: Sequence[str] = tuple(FORMS), wear: scan.Wear | None = None
) -> int:
    """Writes every letter of `source` in every form. Returns how many files were written, gold aside."""
    letters = tuple(sources(source))
    (out / "gold").mkdir(parents=True, exist_ok=True)
    for letter in letters:
        shutil.copyfile(letter.gold, out / "gold" / letter.gold.name)
        for form in forms:
            suffix, write = FORMS[form]
            (out / form).mkdir(exist_ok=True)
            write(letter, out / form / f"{letter.text.stem}{suffix}", wear or scan.Wear())
    return len(letters) * len(forms)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m corpus.render", description="Письма корпуса в виде файлов разных форм"
    )
    parser.add_argument("out", type=Path, help="папка, куда писать")
    parser.add_argument("--source", type=Path, default=LETTERS, help="папка с текстами и эталоном")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS), help="формы файлов")
    parser.add_argument("--dpi", type=int, default=300, help="точек на дюйм у сканов")
    parser.add_argument("--noise", action="store_true", help="зерно и пыль")
    parser.add_argument("--tilt", action="store_true", help="перекос")
    parser.add_argument("--stamp", action="store_true", help="синяя печать и подпись")
    parser.add_argument("--seed", type=int, default=0, help="зерно случайности")
    given = parser.parse_args(arguments)
    wear = scan.Wear(given.dpi, given.noise, given.tilt, given.stamp, given.seed)
    print(f"Записано файлов: {render(given.out, given.source, given.forms, wear)}")


if __name__ == "__main__":
    main()
