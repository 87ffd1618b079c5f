"""Frames drawn around text: whole rectangles, or four sides drawn one by one (round corners are drawn so)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from schemas.layout import Box

WIDTH, HEIGHT = 60.0, 20.0
"""Points: the least sides of a frame with text in it."""
THIN = 3.0
"""Points: a shape not thicker than this is a side."""
CORNER = 10.0
"""Points: how much shorter sides may be for round corners."""


def frames_of(page: Any) -> list[Box]:
    """The frames of a pdfplumber page that are rectangles or made of curves; those of lines are found as tables."""
    shapes = [shape for shape in (*page.rects, *page.curves) if shape.get("stroke") or shape["object_type"] == "curve"]
    boxes = [_box(shape) for shape in shapes]
    whole = [box for box in boxes if box.x1 - box.x0 > WIDTH and box.bottom - box.top > HEIGHT]
    return whole + list(_of_sides(boxes))


def _of_sides(boxes: Sequence[Box]) -> Iterable[Box]:
    level = [box for box in boxes if box.bottom - box.top <= THIN and box.x1 - box.x0 > WIDTH - 2 * CORNER]
    upright = [box for box in boxes if box.x1 - box.x0 <= THIN and box.bottom - box.top > HEIGHT - 2 * CORNER]
    for a, b in combinations(sorted(level, key=lambda box: box.top), 2):
        if abs(a.x0 - b.x0) > THIN or abs(a.x1 - b.x1) > THIN:
            continue
        sides = [side for side in upright if side.top >= a.top - THIN and side.bottom <= b.bottom + THIN]
        if _near(sides, a.x0) and _near(sides, a.x1):
            yield Box(x0=a.x0 - CORNER, top=a.top, x1=a.x1 + CORNER, bottom=b.bottom)


def _near(sides: Iterable[Box], x: float) -> bool:
    return any(abs((side.x0 + side.x1) / 2 - x) <= CORNER for side in sides)


def _box(shape: Mapping[str, Any]) -> Box:
    return Box(x0=shape["x0"], top=shape["top"], x1=shape["x1"], bottom=shape["bottom"])
