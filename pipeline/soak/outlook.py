"""Mails as Outlook saves them (`.msg`), for trials: a compound file [MS-CFB] with the properties of [MS-OXMSG]."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, FREE, END, FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
FOLDER, STREAM, ROOT = 1, 2, 5
SMALL = 4096
"""Bytes: shorter streams would stand in sectors of their own kind."""

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Folder = Mapping[str, "bytes | Folder"]


@dataclass
class Entry:
    """A record of the directory. The first thing in a folder is its `child`, the next hangs on that by its `right`."""

    name: str
    kind: int
    start: int = 0
    size: int = 0
    child: int = FREE
    right: int = FREE

    def packed(self) -> bytes:
        name = f"{self.name}\0".encode("utf-16-le")
        links = struct.pack("<HBBIII", len(name), self.kind, 1, FREE, self.right, self.child)
        return name.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", self.start, self.size)


@dataclass
class Compound:
    """A compound file as it grows: its sectors, which of them follows which, and its directory."""

    body: bytes = b""
    fat: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=lambda: [Entry("Root Entry", ROOT, start=END)])

    def chain(self, data: bytes) -> int:
        """Adds sectors one after the other; returns the first."""
        start, count = len(self.fat), -(-len(data) // SECTOR)
        self.fat += [*range(start + 1, start + count), END]
        self.body += data.ljust(count * SECTOR, b"\0")
        return start

    def fill(self, parent: Entry, folder: Folder) -> None:
        """Adds what is in a folder, then what is in the folders in it."""
        inner: list[tuple[Entry, Folder]] = []
        last: Entry | None = None
        for name, content in folder.items():
            if isinstance(content, bytes):
                data = content.ljust(SMALL, b"\0")
                entry = Entry(name, STREAM, self.chain(data), len(data))
            else:
                entry = Entry(name, FOLDER)
                inner.append((entry, content))
            if last:
                last.right = len(self.entries)
            else:
                parent.child = len(self.entries)
            self.entries.append(entry)
            last = entry
        for entry, content in inner:
            self.fill(entry, content)

    def packed(self) -> bytes:
        """The file: its header, what it holds, and as its last sector the table of sectors."""
        directory = self.chain(b"".join(entry.packed() for entry in self.entries))
        table = struct.pack(f"<{len(self.fat) + 1}I", *self.fat, FAT_SECTOR)
        assert len(table) <= SECTOR
        header = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<IIIIIIIIII", 0, 1, directory, 0, SMALL, END, 0, END, 0, len(self.fat))
        return header.ljust(SECTOR, b"\xff") + self.body + table.ljust(SECTOR, b"\xff")


def compound(root: Folder) -> bytes:
    """A compound file of 60 kB at most: streams, padded so that none is a small one, and folders."""
    made = Compound()
    made.fill(made.entries[0], root)
    return made.packed()


def outlook(text: str, *attachments: tuple[str, bytes]) -> bytes:
    """A mail as Outlook saves it, with what is read of it."""

    def properties(header: int, *tags: tuple[int, int]) -> bytes:
        records = b"".join(struct.pack("<IIII", tag, 6, size, 0) for tag, size in tags)
        return bytes(header) + records

    root: dict[str, bytes | Folder] = {
        "__nameid_version1.0": {},
        "__properties_version1.0": properties(32, (0x1000001F, 2 * len(text))),
        "__substg1.0_1000001F": text.encode("utf-16-le"),
    }
    for number, (name, content) in enumerate(attachments):
        root[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": properties(8, (0x3707001F, 2 * len(name)), (0x37010102, len(content))),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
    return compound(root)
