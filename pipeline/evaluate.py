"""How well letters are read: a folder of letters against their gold files.

Gold is `<stem>.json` (one object, or a list where the file holds several documents), beside the letter or in a folder
`gold` beside it or beside its folder. Files without gold are passed over.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import ReadError
from pipeline.scoring.pairs import Json
from pipeline.scoring.report import Report, Result
from pipeline.scoring.score import score_file

Predict = Callable[[Path], list[dict[str, Any]]]


def evaluate_folder(folder: Path) -> Report:
    """Reads every letter of `folder` (and of its subfolders) that has gold, and scores what was found in it.

    :raises FileNotFoundError: where no letter has gold, so that an empty report never looks like a good one.
    """
    letters = tuple(_letters(folder))
    if not letters:
        raise FileNotFoundError(f"В папке {folder} нет писем с эталоном (<имя письма>.json рядом или в папке gold)")
    predict = _reader()
    return Report(tuple(_result(path, path.relative_to(folder), answer, predict) for path, answer in letters))


def _letters(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each letter with its gold file."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() != ".json"):
        places = (path.parent, path.parent / "gold", path.parent.parent / "gold")
        answers = (place / f"{path.stem}.json" for place in places)
        answer = next((a for a in answers if a.is_file()), None)
        if answer:
            yield path, answer


def _result(path: Path, name: Path, answer: Path, predict: Predict) -> Result:
    """One letter scored; the edge at which a letter's failure becomes a line of the report."""
    expected = gold_documents(answer)
    try:
        return Result(str(name), score_file(predict(path), expected))
    except ReadError as error:
        return Result(str(name), score_file((), expected), error.message)
    except Exception as error:  # a fault of one letter must not hide the figures of the others
        return Result(str(name), score_file((), expected), f"{type(error).__name__}: {error}")


def gold_documents(path: Path) -> list[Mapping[str, Json]]:
    """The documents of a gold file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return content if isinstance(content, list) else [content]


def _reader() -> Predict:
    """File to contract JSON; the language models are loaded once, here."""
    from extractors.document import extract
    from extractors.language import Language
    from pipeline.readers import read

    language = Language()
    return lambda path: [document.model_dump(mode="json") for document in extract(read(path), language)]
