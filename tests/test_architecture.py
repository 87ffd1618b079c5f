"""The rooms keep to their own: imports point one way, and nothing that does not belong is in the repository."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("schemas", "extractors", "pipeline")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported(module: Path) -> set[str]:
    """The rooms that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names & {*ROOMS, "corpus", "tests"}


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(module: Path) -> None:
    parts = module.relative_to(ROOT).parts
    measures = {"corpus"} if parts[1] in ("benchmarks", "soak") else set()  # a measurement composes its letters
    assert imported(module) <= set(ROOMS[: ROOMS.index(parts[0]) + 1]) | measures


def test_datasette_is_a_folder_of_configuration() -> None:
    assert not (ROOT / "datasette" / "__init__.py").exists()
