"""Images of pages: recognised by `scan`, put in order by geometry."""

from pathlib import Path

from pipeline.readers.geometry import compose
from schemas.layout import Layout


def read_images(path: Path) -> Layout:
    """The pages of an image file (a TIFF may hold several)."""
    from pipeline.readers.scan import read_image

    return compose(list(read_image(path)))
