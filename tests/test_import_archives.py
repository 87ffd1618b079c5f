"""Files that hold files: archives and mails, nested, broken and hostile."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.batch import budget, mails
from pipeline.batch.sources import TOO_DEEP, find_sources
from pipeline.batch.tars import LONGEST_HEADER
from pipeline.errors import ReadError
from pipeline.soak.outlook import outlook
from tests.test_import import db, rows, run, statuses

__all__ = ["db"]


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], *links: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return stream.getvalue()


def mail(text: str, *attachments: tuple[str, bytes], html: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Приказ"
    message.set_content(text, subtype="html" if html else "plain")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "a.tar": lambda data: data,
    "a.tar.gz": gzip.compress,
    "a.tgz": gzip.compress,
    "a.tar.bz2": bz2.compress,
    "a.TAR.XZ": lzma.compress,
    "two streams.tbz2": lambda data: bz2.compress(data[:700]) + bz2.compress(data[700:]),
    "really gzip.tar": gzip.compress,
}


@pytest.mark.parametrize("name", PACKERS)
def test_a_tar(tmp_path: Path, db: Path, name: str) -> None:
    files = {"../../evil.txt": b"one", "10.txt": b"two", "2.txt": b"three", "._2.txt": b"litter"}
    (tmp_path / name).write_bytes(PACKERS[name](tarred(files, "link.txt")))
    results = run(db, tmp_path / name)
    assert statuses(results) == ["imported"] * 3
    assert [title for (title,) in rows(db, "SELECT title FROM documents ORDER BY id")] == ["three", "two", "one"]
    assert not (tmp_path.parent / "evil.txt").exists()
    assert statuses(run(db, tmp_path / name)) == ["unchanged"] * 3


def names_and_reasons(*paths: Path) -> list[tuple[str, str]]:
    """What each source holds, or why it does not open; the name is that below the first folder."""
    found = []
    for source in find_sources(paths):
        place = source.place.removeprefix(f"{paths[0].parent}/")
        try:
            with source.open() as stream:
                found.append((place, stream.read().decode()))
        except ReadError as error:
            found.append((place, error.message))
    return found


def test_archives_in_archives(tmp_path: Path) -> None:
    inner = mail("О деле", ("b.tar.gz", gzip.compress(tarred({"x.txt": b"deep"}))))
    (tmp_path / "a.zip").write_bytes(zipped({"1.txt": b"first", "2.eml": inner, "3.txt": b"last"}))
    assert names_and_reasons(tmp_path / "a.zip") == [
        ("a.zip/1.txt", "first"),
        ("a.zip/2.eml/1/b.tar.gz/x.txt", "deep"),
        ("a.zip/2.eml/письмо.txt", "О деле"),
        ("a.zip/3.txt", "last"),
    ]


def test_the_depth_is_limited(tmp_path: Path) -> None:
    content = b"deep"
    for _ in range(budget.MAX_DEPTH + 1):
        content = zipped({"a.zip": content, "b.txt": b"here"})
    (tmp_path / "a.zip").write_bytes(content)
    found = names_and_reasons(tmp_path / "a.zip")
    assert [text for _, text in found if text != "here"] == [TOO_DEEP.message]
    assert len(found) == 4


def test_names_that_meet_are_numbered(tmp_path: Path) -> None:
    stream = io.BytesIO(tarred({"a.txt": b"one"}))
    with tarfile.open(fileobj=stream, mode="a") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    (tmp_path / "a.tar").write_bytes(stream.getvalue())
    assert names_and_reasons(tmp_path / "a.tar") == [("a.tar/a.txt", "one"), ("a.tar/a.txt (2)", "")]


def longest_header() -> bytes:
    """A TAR whose note says that it is larger than any note is."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, LONGEST_HEADER + 512
    return info.tobuf(tarfile.USTAR_FORMAT) + bytes(LONGEST_HEADER + 2048)


ZEROS = bytes(8 * 2**20)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (lambda: zipped({"a.txt": ZEROS}), "бомб"),
    "bomb.tar.gz": (lambda: gzip.compress(tarred({"a.txt": ZEROS})), "бомб"),
    "bomb.tar.xz": (lambda: lzma.compress(tarred({"a.txt": ZEROS})), "бомб"),
    "header.tar": (longest_header, "повреждён"),
    "cut.tar.gz": (lambda: gzip.compress(tarred({"a.txt": b"a"}))[:60], "повреждён"),
    "cut.tar.xz": (lambda: lzma.compress(tarred({"a.txt": b"a"}))[:60], "повреждён"),
    "text.tar": (lambda: b"no archive", "повреждён"),
    "cut.zip": (lambda: zipped({"a.txt": b"a"})[:30], "повреждён"),
    "nothing.msg": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "повреждено"),
    "text.msg": (lambda: b"text", "повреждено"),
    "wide memory.tar.xz": (
        lambda: lzma.compress(bytes(99), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 2**30}]),
        "",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "HARMLESS", 2**20)
    content, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(content())
    ((place, message),) = names_and_reasons(tmp_path / name)
    assert place == name
    assert reason in message


def test_nested_archives_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_MEMBERS", 5)
    inner = zipped({"1.txt": b"1", "2.txt": b"2"})
    (tmp_path / "a.zip").write_bytes(zipped({"1.zip": inner, "2.zip": inner}))
    messages = [text for _, text in names_and_reasons(tmp_path / "a.zip")]
    assert messages == ["1", "2", budget.TOO_LARGE]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (mail("О деле"), [("письмо.txt", "О деле")]),
        (mail("<p>О деле<br>о ремонте</p>", html=True), [("письмо.txt", "О деле\nо ремонте")]),
        (mail("", ("Приказ.txt", b"first")), [("1/Приказ.txt", "first")]),
        (
            mail("См. вложения", ("Приказ.txt", b"first"), ("../Приказ.txt", b"second")),
            [("1/Приказ.txt", "first"), ("2/../Приказ.txt", "second"), ("письмо.txt", "См. вложения")],
        ),
        (b"", [("", mails.EMPTY)]),
        (b"Content-Type: text/plain; charset=none\n\n\xff\xfe", [("", mails.DAMAGED)]),
    ],
)
def test_a_mail(tmp_path: Path, content: bytes, found: list[tuple[str, str]]) -> None:
    (tmp_path / "a.eml").write_bytes(content)
    expected = [("a.eml/" + name if name else "a.eml", text) for name, text in found]
    assert names_and_reasons(tmp_path / "a.eml") == expected


def test_a_mail_sent_on_as_an_attachment(tmp_path: Path) -> None:
    message, inner = EmailMessage(), EmailMessage()
    inner.set_content("О деле")
    message.set_content("Пересылаю")
    message.add_attachment(inner)
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    assert names_and_reasons(tmp_path / "a.eml")[0] == ("a.eml/1/пересланное.eml/письмо.txt", "О деле")


def test_a_cover_note_that_says_nothing_is_no_failure(tmp_path: Path, db: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail("nothing said", ("1.txt", b"first")))
    assert statuses(run(db, tmp_path / "a.eml")) == ["imported"]
    (tmp_path / "b.eml").write_bytes(mail("nothing said"))
    assert statuses(run(db, tmp_path / "b.eml")) == ["failed"]


def test_a_mail_of_outlook(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(outlook("О деле", ("Приказ.txt", b"first")))
    found = [(place, text.rstrip("\0")) for place, text in names_and_reasons(tmp_path / "a.msg")]
    assert found == [("a.msg/1/Приказ.txt", "first"), ("a.msg/письмо.txt", "О деле")]
