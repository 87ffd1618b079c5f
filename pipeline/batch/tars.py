"""The files in a TAR archive, packed by gzip, bzip2 or xz or not at all. Links and devices in it are no files."""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import islice
from typing import IO

from pipeline.batch.budget import MAX_UNPACKED, TOO_LARGE, Budget, check_ratio
from pipeline.batch.source import BROKEN, Source, check_size, members, seekable
from pipeline.errors import ReadError

CHUNK = 2**20
OPEN = 4
"""Archives kept open for their next file: those nested in one another."""

XZ_MEMORY = 256 * 2**20
"""Bytes that unpacking may take: `xz -9` needs 65 million."""

LONGEST_HEADER = 2**20
"""Names and notes in a TAR are shorter; a longer one is meant to fill the memory."""


def tar_members(source: Source, budget: Budget) -> list[Source]:
    """Raises ReadError where the archive is broken or too large."""
    try:
        archive, packed = _opened(source)
        infos = [info for info in islice(archive, budget.files + 1) if info.isreg() and not info.issparse()]
    except (*BROKEN, OSError, ValueError) as error:
        raise ReadError("damaged", "Архив повреждён: скопируйте его ещё раз") from error
    budget.spend(len(infos), sum(info.size for info in infos), packed)
    return members(source, ((info.name, partial(_open, source, info)) for info in infos))


def _open(source: Source, info: tarfile.TarInfo) -> IO[bytes]:
    check_size(info.size)
    try:
        stream = _opened(source)[0].extractfile(info)
    except (*BROKEN, OSError, ValueError) as error:
        raise ReadError("damaged", "Файл в архиве повреждён") from error
    assert stream is not None  # a plain file
    return stream


@lru_cache(maxsize=OPEN)
def _opened(source: Source) -> tuple[tarfile.TarFile, int]:
    """The archive, unpacked once into a nameless file, and the bytes it had packed."""
    stream = seekable(source)
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(6)
    stream.seek(0)
    for magic, unpack in PACKERS:
        if head.startswith(magic):
            with stream:
                stream = _copied(unpack(stream), packed)
            break
    return tarfile.open(fileobj=_Careful(stream), mode="r:"), packed  # type: ignore[call-overload]


class _Careful:
    """A file that is read in portions: a header that claims to be gigabytes long ends its archive."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.seek, self.tell, self.stream = stream.seek, stream.tell, stream

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= LONGEST_HEADER:
            raise tarfile.ReadError("header too long")
        return self.stream.read(size)


def _copied(chunks: Iterator[bytes], packed: int) -> IO[bytes]:
    copy: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the archive has it
    for chunk in chunks:
        copy.write(chunk)
        check_ratio(copy.tell(), packed)
        if copy.tell() > MAX_UNPACKED:
            raise ReadError("too_large", TOO_LARGE)
    copy.seek(0)
    return copy


def _gzip(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(gzip.GzipFile(fileobj=stream).read, CHUNK), b"")


def _streams(
    decompressor: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor], stream: IO[bytes]
) -> Iterator[bytes]:
    """What bzip2 and xz unpack to, in bounded portions; several packed streams may stand one after the other."""
    data = stream.read(CHUNK)
    while data:
        one = decompressor()
        while not one.eof:
            if one.needs_input and not data:
                raise EOFError("cut")
            yield one.decompress(data, CHUNK)
            data = stream.read(CHUNK) if one.needs_input and not one.eof else b""
        data = one.unused_data or stream.read(CHUNK)


PACKERS: tuple[tuple[bytes, Callable[[IO[bytes]], Iterator[bytes]]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"BZh", partial(_streams, bz2.BZ2Decompressor)),
    (b"\xfd7zXZ", partial(_streams, partial(lzma.LZMADecompressor, memlimit=XZ_MEMORY))),
)
"""By the first bytes of the file, whatever its name says."""
