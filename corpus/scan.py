"""A printed letter after a scanner: pages of a PDF as images, with the noise, tilt, stamp and pen of an office."""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

INK = (38, 62, 158)  # the blue of a stamp
POINTS = 72  # of an inch


@dataclass(frozen=True, slots=True)
class Wear:
    """What happens to the paper. `dpi` dots an inch; `seed` makes every page come out the same each time."""

    dpi: int = 300
    noise: bool = False
    tilt: bool = False
    stamp: bool = False
    seed: int = 0


def pages(pdf: Path, wear: Wear, names: Sequence[str] = ()) -> list[Image.Image]:
    """The pages as scanned. The stamp and the pen stand beside the first of `names` that a page prints.

    `info["turn"]` of a page says by how many degrees its paper lay turned, counter-clockwise.
    """
    chance = random.Random(f"{wear.seed}:{pdf.stem}")
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(document[i], wear, names, chance) for i in range(len(document))]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, wear: Wear, names: Sequence[str], chance: random.Random) -> Image.Image:
    image = page.render(scale=wear.dpi / POINTS).to_pil().convert("RGB")
    spot = _signature(page, names) if wear.stamp else None
    if spot:
        _sign(image, spot, wear.dpi, chance)
        _stamp(image, spot, wear.dpi, chance)
    turn = chance.uniform(0.4, 1.3) * chance.choice((-1, 1)) if wear.tilt else 0.0
    if turn:
        image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
    scanned = _noisy(image, chance) if wear.noise else image
    scanned.info["turn"] = turn
    return scanned


def _signature(page: pypdfium2.PdfPage, names: Sequence[str]) -> tuple[float, float] | None:
    """Left end and middle of the last print of a name, in points from the page's top left."""
    text = page.get_textpage()
    spots = []
    for name in names:
        search = text.search(name)
        while match := search.get_next():
            left, bottom, _, top = text.get_charbox(match[0])
            spots.append((left, page.get_height() - (top + bottom) / 2))
    return max(spots, key=lambda spot: spot[1], default=None)


def _sign(image: Image.Image, spot: tuple[float, float], dpi: int, chance: random.Random) -> None:
    """A scribble by pen, left of the name."""
    unit = dpi / POINTS
    x, y = (spot[0] - 95) * unit, spot[1] * unit
    points = []
    for step in range(60):
        x += 1.25 * unit
        swing = math.sin(step / 2.1) * (13 - step / 6) + chance.uniform(-1.5, 1.5)
        points.append((x + 6 * unit * math.cos(step / 2.1), y - swing * unit))
    ImageDraw.Draw(image).line(points, fill=(24, 32, 96), width=max(2, round(1.1 * unit)), joint="curve")


def _stamp(image: Image.Image, spot: tuple[float, float], dpi: int, chance: random.Random) -> None:
    """A round seal over the end of the post and the signature: two rings and letters around."""
    unit = dpi / POINTS
    radius = 55 * unit
    seal = Image.new("L", (round(2 * radius) + 4,) * 2, 0)
    draw = ImageDraw.Draw(seal)
    for share, width in ((1.0, 1.6), (0.93, 0.6), (0.6, 0.8)):
        inset = radius * (1 - share) + 2
        draw.ellipse(
            (inset, inset, 2 * radius - inset, 2 * radius - inset), outline=215, width=max(1, round(width * unit))
        )
    _ring(seal, "* ДЛЯ ДОКУМЕНТОВ * КАНЦЕЛЯРИЯ * ДЛЯ ДОКУМЕНТОВ ", radius, unit)
    seal = seal.rotate(chance.uniform(-25, 25))
    corner = (round((spot[0] - 150) * unit - radius), round(spot[1] * unit - radius * chance.uniform(0.7, 1.0)))
    image.paste(Image.new("RGB", seal.size, INK), corner, seal)


def _ring(seal: Image.Image, words: str, radius: float, unit: float) -> None:
    font = ImageFont.truetype("LiberationSans-Regular.ttf", round(9 * unit))
    middle = seal.width / 2
    for place, letter in enumerate(words):
        turn = 2 * math.pi * place / len(words)
        tile = Image.new("L", (round(14 * unit),) * 2, 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), letter, 215, font, anchor="mm")
        tile = tile.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
        x = middle + 0.77 * radius * math.sin(turn) - tile.width / 2
        y = middle - 0.77 * radius * math.cos(turn) - tile.height / 2
        seal.paste(255, (round(x), round(y)), tile)


def _noisy(image: Image.Image, chance: random.Random) -> Image.Image:
    """Grain of the sensor, greyish paper and specks of dust."""
    grain = np.random.default_rng(chance.getrandbits(32))
    dots = np.asarray(image, dtype=np.float32) * 0.96
    height, width = dots.shape[:2]
    dots += grain.normal(0, 6, (height, width, 1)).astype(np.float32)
    for y, x in zip(grain.integers(0, height - 3, 150), grain.integers(0, width - 3, 150), strict=True):
        dots[y : y + 2, x : x + 2] = 70
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))


def save_pdf(images: Sequence[Image.Image], path: Path, dpi: int) -> None:
    """A PDF of images only, as a scanner writes it: no text layer."""
    canvas = Canvas(str(path), invariant=1)
    for image in images:
        size = (image.width * POINTS / dpi, image.height * POINTS / dpi)
        jpeg = io.BytesIO()
        image.copy().save(jpeg, "JPEG", quality=85)  # a saved image remembers its encoder, and TIFF stumbles over it
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *size)
        canvas.showPage()
    canvas.save()


def save_tiff(images: Sequence[Image.Image], path: Path, dpi: int) -> None:
    """All pages in one TIFF."""
    images[0].save(path, save_all=True, append_images=list(images[1:]), compression="jpeg", dpi=(dpi, dpi), quality=85)
