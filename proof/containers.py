"""The container of a bundle: a ZIP that any tool opens, in which every byte is determined by the parts.

That is why a changed byte is found even where no part has it: packed again, the parts give another container.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_HEAD, _CENTRAL_HEAD, _END_HEAD = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_VERSION, _UTF8, _STORED, _MIDNIGHT, _FIRST_DAY = 20, 0x800, 0, 0, 0x21  # 1980-01-01 00:00
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3 << 8


@dataclass(frozen=True)
class Stretch:
    """So many bytes of a container from ``start`` on; ``part`` is whose they are, "" at its end. ``is_head``:
    they say where and what the part is."""

    part: str
    start: int
    size: int
    is_head: bool


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts in the order of their names, stored as they are."""
    return b"".join(piece for _, _, piece in _pieces(parts))


def layout(parts: Mapping[str, bytes]) -> list[Stretch]:
    """Which bytes of the packed parts are whose."""
    stretches, at = [], 0
    for part, is_head, piece in _pieces(parts):
        stretches.append(Stretch(part, at, len(piece), is_head))
        at += len(piece)
    return stretches


def unpacked(data: bytes) -> list[dict[str, bytes]]:
    """The parts as the container tells of them, in its two ways of telling; they are the same unless it was
    changed. A way that leads nowhere is left out."""
    ways = []
    for way in (_by_local_heads, _by_the_directory):
        try:
            parts = way(data)
        except (struct.error, UnicodeDecodeError, ValueError):
            continue
        if parts not in ways:
            ways.append(parts)
    return ways


def _pieces(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bool, bytes]]:
    """Each piece in its place: whose it is, and whether it is a head."""
    directory: list[tuple[str, bytes]] = []
    at = 0
    for name in sorted(parts):
        said, named = parts[name], name.encode()
        told = (_UTF8, _STORED, _MIDNIGHT, _FIRST_DAY, zlib.crc32(said), len(said), len(said), len(named), 0)
        head = struct.pack(_LOCAL_HEAD, _LOCAL, _VERSION, *told) + named
        place = (0, 0, 0, _PLAIN_FILE, at)
        line = struct.pack(_CENTRAL_HEAD, _CENTRAL, _UNIX | _VERSION, _VERSION, *told, *place) + named
        directory.append((name, line))
        yield name, True, head
        yield name, False, said
        at += len(head) + len(said)
    for name, piece in directory:
        yield name, True, piece
    count, size = len(directory), sum(len(piece) for _, piece in directory)
    yield "", True, struct.pack(_END_HEAD, _END, 0, 0, count, count, size, at, 0)


def _by_local_heads(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == _LOCAL:
        at = _one(data, at, parts)
    if not parts:
        raise ValueError("no part begins here")
    return parts


def _by_the_directory(data: bytes) -> dict[str, bytes]:
    _, _, _, _, count, _, at, _ = struct.unpack_from(_END_HEAD, data, len(data) - struct.calcsize(_END_HEAD))
    parts: dict[str, bytes] = {}
    for _ in range(count):
        head = struct.unpack_from(_CENTRAL_HEAD, data, at)
        if head[0] != _CENTRAL:
            raise ValueError("no line of the directory")
        size, named, begins = head[8], head[10], head[16]
        name = data[at + struct.calcsize(_CENTRAL_HEAD) :][:named].decode()
        _put(parts, name, data, begins + struct.calcsize(_LOCAL_HEAD) + named, size)
        at += struct.calcsize(_CENTRAL_HEAD) + named
    return parts


def _one(data: bytes, at: int, parts: dict[str, bytes]) -> int:
    """Take the part whose head is here; where the next one begins."""
    head = struct.unpack_from(_LOCAL_HEAD, data, at)
    size, named = head[7], head[9]
    at += struct.calcsize(_LOCAL_HEAD)
    _put(parts, data[at : at + named].decode(), data, at + named, size)
    return int(at + named + size)


def _put(parts: dict[str, bytes], name: str, data: bytes, at: int, size: int) -> None:
    if name in parts or at + size > len(data):
        raise ValueError("twice, or beyond the end")
    parts[name] = data[at : at + size]
