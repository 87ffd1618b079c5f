"""How much one file that was handed in may unfold into, with everything that is nested in it."""

from dataclasses import dataclass

from pipeline.errors import ReadError

MAX_MEMBERS = 20_000
MAX_UNPACKED = 8 * 2**30
MAX_DEPTH = 3
"""Files, bytes, and archives inside one another: more is a mistake or an attack."""

MAX_RATIO = 200
HARMLESS = 100 * 2**20
"""Office files pack 20 times at most and clean pages 100 times; what unfolds into few bytes does no harm anyway."""

TOO_LARGE = "Архив слишком велик: распакуйте его и загрузите папку"
BOMB = "Архив подозрительно сжат (похоже на «бомбу»): если он нужен, распакуйте его сами и загрузите папку"


@dataclass(slots=True)
class Budget:
    """What is left to unfold."""

    files: int
    bytes: int

    def spend(self, files: int, unpacked: int, packed: int) -> None:
        """Takes an archive of `packed` bytes into account. Raises ReadError `too_large`."""
        self.files -= files
        self.bytes -= unpacked
        check_ratio(unpacked, packed)
        if self.files < 0 or self.bytes < 0:
            raise ReadError("too_large", TOO_LARGE)


def whole() -> Budget:
    """What each file handed in has."""
    return Budget(MAX_MEMBERS, MAX_UNPACKED)


def check_ratio(unpacked: int, packed: int) -> None:
    """Raises ReadError for a content that is far larger than anything but a bomb unpacks to.

    >>> check_ratio(90 * 2**20, 1)
    >>> check_ratio(200 * 2**20, 2**20)
    """
    if unpacked > HARMLESS and unpacked > MAX_RATIO * packed:
        raise ReadError("too_large", BOMB)
