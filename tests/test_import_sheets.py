"""One letter in several image files, put together on request."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.batch.sheets import together
from pipeline.batch.sources import find_sources
from pipeline.errors import ReadError


def image(path: Path, shade: int = 255, mode: str = "L") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, (413, 584), shade if mode == "L" else (0, 0, 0, 0)).save(path, dpi=(50, 50))
    return path


def names(folder: Path) -> list[str]:
    return [source.name for source in together(find_sources([folder]))]


def pages(content: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages]


def test_numbered_images_of_one_name_are_one_letter(tmp_path: Path) -> None:
    for name in (
        "письмо_1.png",
        "письмо_2.png",
        "письмо_10.png",
        "приказ 1.jpg",
        "приказ 2.jpg",
        "план.png",
        "план_1.pdf",
    ):
        image(tmp_path / name) if not name.endswith("pdf") else (tmp_path / name).write_bytes(b"%PDF-")
    assert names(tmp_path) == ["письмо.pdf", "план.png", "план_1.pdf", "приказ.pdf"]


def test_a_folder_of_numbers_is_called_by_its_name(tmp_path: Path) -> None:
    for number in (1, 2):
        image(tmp_path / "Письмо министра" / f"{number}.jpg")
    image(tmp_path / "1.jpg")
    assert names(tmp_path) == ["1.jpg", "Письмо министра.pdf"]


def test_pages_stand_in_their_order_and_size_and_bytes_do_not_change(tmp_path: Path) -> None:
    jpeg = image(tmp_path / "письмо_2.jpg", 200)
    image(tmp_path / "письмо_1.png", mode="RGBA")
    (letter,) = together(find_sources([tmp_path]))
    first, second = (letter.open().read() for _ in range(2))
    assert first == second
    assert pages(first) == [(595, 842), (595, 842)]  # 50 dpi: a sheet of A4, not one of 50 dots an inch
    assert jpeg.read_bytes() in first
    assert letter.stamp is not None
    assert letter.place.endswith("письмо_1.png")


def test_a_damaged_sheet_is_named(tmp_path: Path) -> None:
    image(tmp_path / "письмо_1.png")
    (tmp_path / "письмо_2.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    (letter,) = together(find_sources([tmp_path]))
    with pytest.raises(ReadError, match=r"письмо_2\.png"):
        letter.open()
