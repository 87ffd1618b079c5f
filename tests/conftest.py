"""What many tests share: the language once for a run, and a layout of plain text."""

from collections.abc import Callable

import pytest

from extractors.language import Language
from pipeline.readers.text import layout_of
from schemas.layout import Layout


@pytest.fixture(scope="session")
def language() -> Language:
    return Language()


@pytest.fixture(scope="session")
def layout() -> Callable[[str], Layout]:
    """Plain text as the reader of text files lays it out."""
    return layout_of
