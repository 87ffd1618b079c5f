"""The page of measurements, `docs/measurements.md`: each benchmark writes the section that is its own."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "measurements.md"


def section(name: str, page: Path = PAGE) -> str:
    """What stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. Raises KeyError where nothing does."""
    return _place(name, page)[2].strip()


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Puts `text` there. Raises KeyError where there is no such place."""
    found = _place(name, page)
    page.write_text(f"{found.string[: found.end(1)]}{text.strip()}\n{found.string[found.start(3) :]}", "utf-8")


def _place(name: str, page: Path) -> re.Match[str]:
    pattern = rf"(<!-- begin {re.escape(name)} -->\n)(.*?)(<!-- end {re.escape(name)} -->)"
    found = re.search(pattern, page.read_text("utf-8"), re.DOTALL)
    if not found:
        raise KeyError(name)
    return found
