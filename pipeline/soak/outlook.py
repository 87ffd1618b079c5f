"""Mails as Outlook saves them (`.msg`), for trials: a compound file [MS-CFB] with the properties of [MS-OXMSG]."""

import struct
from collections.abc import Mapping

SECTOR, FREE, END, FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Folder = Mapping[str, "bytes | Folder"]


def compound(root: Folder) -> bytes:
    """A compound file of 60 kB at most: streams, padded so that none is a small one, and folders."""
    entries: list[list[object]] = [["Root Entry", 5, FREE, END, 0]]
    fat: list[int] = []
    body = b""

    def chain(data: bytes) -> int:
        nonlocal body
        start, count = len(fat), -(-len(data) // SECTOR)
        fat.extend([*range(start + 1, start + count), END])
        body += data.ljust(count * SECTOR, b"\0")
        return start

    def add(folder: Folder, parent: int) -> None:
        """Children hang on one another by their right sides."""
        last, siblings = parent, []
        for name, content in folder.items():
            data = content.ljust(4096, b"\0") if isinstance(content, bytes) else b""
            entries.append([name, 2 if data else 1, FREE, chain(data) if data else 0, len(data)])
            siblings.append(len(entries) - 1)
            rights[last] = siblings[-1] if last != parent else rights.get(last, FREE)
            if last == parent:
                entries[parent][2] = siblings[-1]
            last = siblings[-1]
        for number, content in zip(siblings, folder.values(), strict=True):
            if not isinstance(content, bytes):
                add(content, number)

    rights: dict[int, int] = {}
    add(root, 0)
    directory = b"".join(
        (str(name) + "\0").encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(str(name)) + 2, kind, 1, FREE, rights.get(n, FREE), child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
        for n, (name, kind, child, start, size) in enumerate(entries)
    )
    directory_start = chain(directory)
    fat_start = len(fat)
    fat.append(FAT_SECTOR)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    assert len(table) == SECTOR
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory_start, 0, 4096, END, 0, END, 0) + struct.pack("<I", fat_start)  # fmt: skip
    return header.ljust(SECTOR, b"\xff") + body + table


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
