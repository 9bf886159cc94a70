"""One file looked into (检查): what it is, whether it is taken, and as what it is kept."""

from dataclasses import dataclass

from files import office, pictures, portable
from rules.added_papers import FileKind, Limits, Unacceptable, Unfit, kind_of, read_as_text

_HEAD = 4096  # bytes


@dataclass(frozen=True)
class Inspected:
    """``data``: as it is kept, where that is not as it came."""

    kind: FileKind
    data: bytes | None = None


def inspected(data: bytes, limits: Limits) -> Inspected:
    """County policy 49 收件检查: pictures are made anew from their pixels, text is kept as UTF-8, what else
    is taken stays byte for byte as it came. Raises Unacceptable."""
    if len(data) > limits.largest:
        raise Unacceptable(Unfit.LARGE)
    match kind_of(data[:_HEAD]):
        case FileKind.PDF:
            portable.looked_into(data, limits)
            return Inspected(FileKind.PDF)
        case FileKind.DOCX:
            return Inspected(office.looked_into(data, limits))
        case None:
            return Inspected(FileKind.TEXT, read_as_text(data).encode())
        case picture:
            return Inspected(picture, pictures.remade(data, picture, limits))
