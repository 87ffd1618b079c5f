"""A page made ready for recognition: upright, straight, evenly lit, without the edges and holes of the paper."""

from dataclasses import replace
from functools import reduce

import cv2
import numpy as np

from pipeline.readers.image.outlines import ink_of, rectangles
from pipeline.readers.image.sheet import Matrix, Pixels, Sheet

WORKING_DPI = (140.0, 400.0)
"""Resolutions that are recognised as they are; others are brought to 300. Enlarging 150 and 200 dpi was measured: on
noisy pages it makes four to ten times the errors, on clean ones it changes nothing."""
TARGET_DPI = 300.0
SKEW_WIDTH = 900
MAX_SKEW = 5.0
MIN_SKEW = 0.1
STRIPS, FEW_LETTERS = 8, 5
LANDSCAPE = 1.25
"""Width to height of a sheet that may hold two pages; A4 and A3 have 1.41."""
GUTTER_INCHES = 0.3
LEAST_LINES = 10
"""Lines of text on each page of a sheet: an empty strip through fewer is the space between two columns of a
letterhead."""
SATURATED = 60
"""Difference of the brightest and the darkest channel: ink of a stamp pad or a pen has over 100, grey and JPEG grain
under 40."""
FAINT = 130
"""Black under a stamp is darker in every channel."""
TINGED = 12
"""The same difference at the edges of coloured ink, which JPEG makes grey: it keeps half the colours of each line."""
FRINGE = 12
"""Pixels: smaller coloured things are edges of black letters, on which the three colours of a scanner do not meet."""
PUNCH_HOLE_MM = (3.5, 9.0)
HOLE_MARGIN_MM = 22.0


def without_colour(pixels: Pixels) -> Pixels:
    """Grey page where coloured ink (a stamp, a signature) is paper and black under it stays: each pixel's brightest
    channel, and white where the pixel is not dark and coloured, or tinged and beside a coloured one."""
    if pixels.ndim == 2:
        return pixels
    grey = reduce(cv2.max, cv2.split(pixels))
    vivid = cv2.subtract(grey, darkest(pixels))
    faint = (grey > FAINT) & (vivid > np.where(coloured_places(pixels), np.uint8(TINGED), np.uint8(SATURATED)))
    return np.asarray(np.where(faint, np.uint8(255), grey), dtype=np.uint8)


def coloured_places(pixels: Pixels) -> Pixels:
    """Where coloured ink is, and three pixels around it (1); what a scanner adds to the edges of letters is none."""
    if pixels.ndim == 2:
        return np.zeros_like(pixels)
    vivid = cv2.subtract(reduce(cv2.max, cv2.split(pixels)), darkest(pixels))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((vivid > SATURATED).astype(np.uint8), connectivity=8)
    strokes = np.zeros(count, np.uint8)
    strokes[1:] = boxes[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= FRINGE
    return np.asarray(cv2.dilate(strokes[labels], np.ones((7, 7), np.uint8)), dtype=np.uint8)


def darkest(pixels: Pixels) -> Pixels:
    """Grey page where every ink is dark, coloured too."""
    return pixels if pixels.ndim == 2 else np.asarray(reduce(cv2.min, cv2.split(pixels)), dtype=np.uint8)


def resized(sheet: Sheet) -> Sheet:
    """The sheet at a resolution that recognition and ruling lines work at."""
    if WORKING_DPI[0] <= sheet.dpi <= WORKING_DPI[1]:
        return sheet
    scale = TARGET_DPI / sheet.dpi
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    pixels = np.asarray(cv2.resize(sheet.pixels, None, fx=scale, fy=scale, interpolation=method), dtype=np.uint8)
    back = (1 / scale, 0.0, 0.0, 0.0, 1 / scale, 0.0)
    return replace(sheet.turned(pixels, back), dpi=TARGET_DPI)


def quarter_turned(sheet: Sheet, degrees: int) -> Sheet:
    """The sheet turned clockwise by 90, 180 or 270 degrees."""
    height, width = sheet.pixels.shape[:2]
    codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    backs: dict[int, Matrix] = {
        90: (0.0, 1.0, 0.0, -1.0, 0.0, float(height)),
        180: (-1.0, 0.0, float(width), 0.0, -1.0, float(height)),
        270: (0.0, -1.0, float(width), 1.0, 0.0, 0.0),
    }
    return sheet.turned(np.asarray(cv2.rotate(sheet.pixels, codes[degrees]), dtype=np.uint8), backs[degrees])


def small_ink(pixels: Pixels) -> Pixels:
    """Ink (255) on paper (0), about 900 pixels wide, without long lines' and blobs' weight: for angles and
    directions."""
    scale = SKEW_WIDTH / pixels.shape[1]
    grey = without_colour(_scaled(pixels, scale) if scale < 1 else pixels)
    blurred = cv2.GaussianBlur(grey, (3, 3), 0)
    ink = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    large = np.flatnonzero((stats[:, cv2.CC_STAT_WIDTH] > 60) | (stats[:, cv2.CC_STAT_HEIGHT] > 60))
    ink[np.isin(labels, large)] = 0
    return np.asarray(ink, dtype=np.uint8)


def _scaled(pixels: Pixels, scale: float) -> Pixels:
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _sharpness(ink: Pixels, axis: int) -> float:
    """How strongly rows (axis 1) or columns (axis 0) of ink and paper alternate."""
    profile = ink.mean(axis=axis, dtype=np.float64)
    return float(np.square(np.diff(profile)).sum())


def is_sideways(pixels: Pixels) -> bool:
    """Whether lines of text seem to run up or down the page."""
    ink = _scaled(small_ink(pixels), 0.5)
    return _sharpness(ink, 0) > 1.2 * max(_sharpness(ink, 1), _best_sharpness(ink))


def _best_sharpness(ink: Pixels) -> float:
    return max(_sharpness(_rotated(ink, angle), 1) for angle in (-3.0, -1.5, 1.5, 3.0))


def _rotated(ink: Pixels, angle: float) -> Pixels:
    height, width = ink.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return np.asarray(cv2.warpAffine(ink, matrix, (width, height)), dtype=np.uint8)


def skew(pixels: Pixels) -> float:
    """The angle in degrees (counter-clockwise, within 5) that makes the lines of text level."""
    ink = small_ink(pixels)
    if not ink.any():
        return 0.0
    best = 0.0
    for lines, step, reach in ((_scaled(ink, 0.5), 0.5, MAX_SKEW), (ink, 0.1, 0.4)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        sharpness = {float(angle): _sharpness(_rotated(lines, float(angle)), 1) for angle in angles}
        best = max(sharpness, key=lambda angle: (sharpness[angle], -abs(angle)))
    return best if abs(best) <= MAX_SKEW else 0.0


def level(sheet: Sheet) -> Sheet:
    """The sheet with its lines of text made level, on a canvas of the same size."""
    angle = skew(sheet.pixels)
    if abs(angle) < MIN_SKEW:
        return sheet
    height, width = sheet.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    paper = float(np.median(sheet.pixels[::8, ::8]))
    turned = cv2.warpAffine(
        sheet.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper, paper, paper)
    )
    a, b, c, d, e, f = (float(value) for value in cv2.invertAffineTransform(matrix).ravel())
    return sheet.turned(np.asarray(turned, dtype=np.uint8), (a, b, c, d, e, f))


def unfolded(sheet: Sheet) -> Sheet:
    """Two pages side by side on one landscape sheet put under one another; any other sheet as it is."""
    middle = _gutter(sheet)
    if middle is None:
        return sheet
    height, width = sheet.pixels.shape[:2]
    side = max(middle, width - middle)
    spare = [(0, 0)] * (sheet.pixels.ndim - 2)
    halves = [
        np.pad(half, [(0, 0), (0, side - half.shape[1]), *spare], constant_values=255)
        for half in (sheet.pixels[:, :middle], sheet.pixels[:, middle:])
    ]
    return sheet.folded(np.vstack(halves), height, (1.0, 0.0, float(middle), 0.0, 1.0, -float(height)))


def _gutter(sheet: Sheet) -> int | None:
    """The middle of the empty strip from top to bottom between two pages that both hold many lines of text."""
    height, width = sheet.pixels.shape[:2]
    if width < LANDSCAPE * height:
        return None
    grey = without_edges(even(without_colour(sheet.pixels)), sheet.dpi)
    ink = np.asarray(cv2.morphologyEx(ink_of(grey, 140), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    left, right = int(width * 0.44), int(width * 0.56)
    empty = np.flatnonzero(ink[:, left:right].sum(axis=0, dtype=np.int64) == 0)
    runs = np.split(empty, np.flatnonzero(np.diff(empty) > 1) + 1)
    widest = max(runs, key=len)
    if len(widest) < GUTTER_INCHES * sheet.dpi:
        return None
    middle = left + int(widest[len(widest) // 2])
    return middle if min(_line_count(ink[:, :middle]), _line_count(ink[:, middle:])) >= LEAST_LINES else None


def _line_count(ink: Pixels) -> int:
    """How many rows of ink with paper between."""
    rows = np.asarray(ink.max(axis=1), dtype=np.int16)
    return int(np.count_nonzero(np.diff(rows) > 0))


def even(grey: Pixels) -> Pixels:
    """Grey page with shadows and a tinted paper made white: divided by the paper's own brightness around each place."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    if int(paper.min()) > 235:
        return grey
    wide = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(wide, 1), scale=255), dtype=np.uint8)


def despeckled(grey: Pixels) -> Pixels:
    """The page without salt and grain, if it has much of it."""
    ink = np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], dtype=np.uint8)
    alone = cv2.morphologyEx(ink, cv2.MORPH_HITMISS, np.array([[-1, -1, -1], [-1, 1, -1], [-1, -1, -1]], np.int8))
    specks = float(np.count_nonzero(alone)) / ink.size
    return np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8) if specks > 0.0004 else grey


def without_edges(grey: Pixels, dpi: float) -> Pixels:
    """The page with dark borders of the glass, shadows of the edge and punch holes painted white."""
    ink = np.asarray(cv2.morphologyEx(ink_of(grey, 140), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    height, width = grey.shape
    doomed = [
        index
        for index, (x, y, w, h, area) in enumerate(stats[1:].tolist(), start=1)
        if _is_border(x, y, w, h, width, height, dpi) or _is_hole(x, y, w, h, area, width, height, dpi)
    ]
    if not doomed:
        return grey
    mask = cv2.dilate(np.isin(labels, doomed).astype(np.uint8), np.ones((9, 9), np.uint8))
    clean = grey.copy()
    clean[mask > 0] = 255
    return clean


def _is_border(x: int, y: int, w: int, h: int, width: int, height: int, dpi: float) -> bool:
    """A dark strip along an edge of the image, longer than a letter and no deeper than 2 cm (or a frame of it
    around)."""
    touches = x <= 2 or y <= 2 or x + w >= width - 2 or y + h >= height - 2
    return touches and max(w, h) > dpi / 3


def _is_hole(x: int, y: int, w: int, h: int, area: int, width: int, height: int, dpi: float) -> bool:
    """A filled round spot of a punch's size near an edge."""
    low, high = (mm / 25.4 * dpi for mm in PUNCH_HOLE_MM)
    margin = HOLE_MARGIN_MM / 25.4 * dpi
    near = x < margin or y < margin or x + w > width - margin or y + h > height - margin
    is_round = 0.75 < w / h < 1.33 and area > 0.65 * w * h
    return near and is_round and low <= min(w, h) and max(w, h) <= high


def is_blank(pixels: Pixels, dpi: float) -> bool:
    """Whether the page has fewer than five shapes of a letter's size, in any colour; strip by strip, because most pages
    have them in the first."""
    letters = 0
    for strip in np.array_split(pixels, STRIPS):
        letters += sum(dpi * 0.04 < h < dpi for _, _, _, h in rectangles(ink_of(darkest(strip), 160)))
        if letters >= FEW_LETTERS:
            return False
    return True
