"""The generated parts of the documentation: `python -m pipeline.docs` writes them anew, a test checks them.

A part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; what is between them is made here and nowhere else.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "database.md")
EXAMPLE = ROOT / "corpus" / "letters" / "memo_chelyabinsk_2025.txt"


def command_line() -> str:
    """What `prikaz --help` and the help of each command say."""
    from typer.main import get_command
    from typer.testing import CliRunner

    from pipeline.cli import app

    runner = CliRunner()
    names = list(get_command(app).commands)  # type: ignore[attr-defined]
    wide = {"COLUMNS": "100", "TERM": "dumb"}
    helps = [runner.invoke(app, [*name, "--help"], env=wide).output for name in ([], *([n] for n in names))]
    pages = (re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n") for text in helps)
    return "```\n" + "\n".join(f"{page}\n" for page in pages) + "```"


def queries() -> str:
    """The canned queries of Datasette: name, title, description."""
    rows = [
        f"| `{name}` | {query['title']} | {' '.join(query.get('description', '').split())} |"
        for name, query in _letters()["queries"].items()
    ]
    return "\n".join(("| запрос | название | что показывает |", "| --- | --- | --- |", *rows))


def example() -> str:
    """A letter of the corpus and the JSON read from it, without its evidence but for one value."""
    from extractors.document import extract
    from extractors.language import Language
    from pipeline.readers import read

    (document,) = extract(read(EXAMPLE), Language())
    shown = document.model_copy(
        update={"evidence": tuple(e for e in document.evidence if e.path == "/assignments/1/deadlines/0")}
    )
    letter = EXAMPLE.read_text("utf-8").strip()
    return f"```text\n{letter}\n```\n\n```json\n{shown.model_dump_json(indent=1, exclude_defaults=True)}\n```"


def tables() -> str:
    """Every table and view: its columns, what they mean and a query, from the database and the texts of Datasette."""
    db, texts = described()
    names = (*sorted(db.table_names()), *sorted(db.view_names()))
    return "\n\n".join(_table(db, name, texts[name]) for name in names if name in texts)


def diagram() -> str:
    """The tables that readers see, their keys and what they refer to, as a Mermaid diagram."""
    db, texts = described()
    entities, lines = [], []
    for name in sorted(set(db.table_names()) & set(texts)):
        keys = {
            key.column: key.other_table for key in getattr(db[name], "foreign_keys", ()) if key.other_table in texts
        }
        own = [f"        {c.type.lower()} {c.name} PK" for c in db[name].columns if c.is_pk and c.name not in keys]
        entities.append("\n".join((f"    {name} {{", *own, *(f"        key {column} FK" for column in keys), "    }")))
        lines += [f"    {other} ||--o{{ {name} : {column}" for column, other in keys.items()]
    return "\n".join(("```mermaid", "erDiagram", *lines, *entities, "```"))


def described() -> tuple["Database", dict[str, dict[str, Any]]]:
    """An empty database, and the texts of its tables and views that have some."""
    from sqlite_utils import Database

    from pipeline.store.connection import connect

    texts = {name: text for name, text in _letters()["tables"].items() if "title" in text}
    return Database(connect(":memory:")), texts


def _letters() -> dict[str, Any]:
    """What metadata.yaml says of the database."""
    import yaml

    metadata = yaml.safe_load((ROOT / "datasette" / "metadata.yaml").read_text("utf-8"))
    found: dict[str, Any] = metadata["databases"]["letters"]
    return found


def _table(db: "Database", name: str, text: dict[str, Any]) -> str:
    known = db[name]
    keys = {key.column: f" → `{key.other_table}.{key.other_column}`" for key in getattr(known, "foreign_keys", ())}
    meanings = text.get("columns", {})
    rows = [
        f"| `{c.name}` | {c.type.lower()}{keys.get(c.name, '')} | {meanings.get(c.name, '')} |" for c in known.columns
    ]
    heading = (f"### `{name}` — {text['title']}", "", text.get("description", ""), "")
    query = ("", "```sql", text["example"], "```")
    return "\n".join((*heading, "| столбец | тип | значение |", "| --- | --- | --- |", *rows, *query))


PARTS: dict[str, Callable[[], str]] = {
    "command-line": command_line,
    "queries": queries,
    "example": example,
    "tables": tables,
    "diagram": diagram,
}


def current(page: str) -> str:
    """The page with each of its parts made anew."""
    return re.sub(
        r"(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)",
        lambda match: f"{match[1]}{PARTS[match[2]]()}\n{match[3]}",
        page,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(current(path.read_text("utf-8")), "utf-8")
