"""The image of a page, and the way from its pixels back to the page that was scanned."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from schemas.layout import Box

Pixels = NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]
"""An affine map: (a, b, c, d, e, f) takes (x, y) to (ax + by + c, dx + ey + f)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def after(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + b * j, a * h + b * k, a * i + b * m + c, d * g + e * j, d * h + e * k, d * i + e * m + f)


def inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    scale = a * e - b * d
    return (e / scale, -b / scale, (b * f - c * e) / scale, -d / scale, a / scale, (c * d - a * f) / scale)


def moved(box: Box, matrix: Matrix) -> Box:
    """The upright rectangle around `box` after `matrix`."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    return Box(x0=round(min(xs), 2), top=round(min(ys), 2), x1=round(max(xs), 2), bottom=round(max(ys), 2))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page image, RGB or grey. `to_page` takes its pixels to points of the page as scanned, `width` by `height`
    points."""

    pixels: Pixels
    dpi: float
    number: int
    width: float
    height: float
    to_page: Matrix
    fold: float | None = None
    """Two pages scanned side by side are put under one another: where the second begins, in pixels."""
    below_to_page: Matrix = IDENTITY
    """The same as `to_page` for what is below the fold."""

    def turned(self, pixels: Pixels, back: Matrix) -> "Sheet":
        """The sheet with other pixels; `back` takes the new pixels to the present ones."""
        return replace(
            self, pixels=pixels, to_page=after(self.to_page, back), below_to_page=after(self.below_to_page, back)
        )

    def folded(self, pixels: Pixels, at: float, back: Matrix) -> "Sheet":
        """The sheet with its right page put under the left; `back` takes pixels below the fold to the present ones."""
        return replace(self, pixels=pixels, fold=at, below_to_page=after(self.to_page, back))

    @property
    def to_points(self) -> Matrix:
        """From pixels to points of the straightened page: what reading order is found in."""
        scale = 72 / self.dpi
        return (scale, 0.0, 0.0, 0.0, scale, 0.0)
