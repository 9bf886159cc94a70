"""What is added, by its content; how much of it there may be; and under which name it goes out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.added_papers import (
    LARGEST,
    MEDIA,
    FileKind,
    Unacceptable,
    Unfit,
    check_room,
    file_name,
    kind_of,
    read_as_text,
)
from tests.files.samples import LIMITS


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", FileKind.PDF),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"RIFF\0\0\0\0WEBP", FileKind.WEBP),
        (b"PK\x03\x04", FileKind.DOCX),
        ("收据".encode(), None),
        (b"RIFF\0\0\0\0WAVE", None),
    ],
)
def test_a_file_is_what_it_begins_with_whatever_it_is_called(head: bytes, kind: FileKind | None) -> None:
    assert kind_of(head) is kind


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"", Unfit.EMPTY),
        (b"\0\0\0\x18ftypmif1", Unfit.HEIC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unfit.OLD_OFFICE),
        (b"  <SVG>", Unfit.UNKNOWN),
    ],
)
def test_what_is_known_and_not_taken_has_its_reason(head: bytes, why: Unfit) -> None:
    with pytest.raises(Unacceptable) as no:
        kind_of(head)

    assert no.value.why is why


def test_what_is_written_is_kept_and_what_is_not_is_refused() -> None:
    assert read_as_text("\ufeff你好\n".encode()) == "你好\n"
    assert read_as_text("你好".encode("gb18030")) == "你好"
    for data in (b"\xff\xff\xff", b"a\0b", "\ue000".encode()):
        with pytest.raises(Unacceptable):
            read_as_text(data)


def test_there_is_room_until_one_too_many_or_a_byte_too_much() -> None:
    check_room(LIMITS, LIMITS.many - 1, 0, LIMITS.together)
    for papers, size, more in ((LIMITS.many, 0, 1), (0, LIMITS.together, 1)):
        with pytest.raises(Unacceptable) as no:
            check_room(LIMITS, papers, size, more)
        assert no.value.why is Unfit.MANY


@pytest.mark.parametrize("largest", [0, LARGEST + 1])
def test_no_county_allows_more_than_can_be_cut_off_unread(largest: int) -> None:
    with pytest.raises(ValueError, match="largest"):
        replace(LIMITS, largest=largest)


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("收据", FileKind.JPEG, "收据.jpg"),
        ("收据.JPG", FileKind.JPEG, "收据.jpg"),
        ("../../etc/passwd", FileKind.PDF, "etcpasswd.pdf"),
        ("C:\\a\\b", FileKind.TEXT, "Cab.txt"),
        ("收据\u202egpj.exe", FileKind.PNG, "收据gpj.exe.png"),
        ("CON", FileKind.PDF, "材料 CON.pdf"),
        ("lpt1.x", FileKind.PDF, "材料 lpt1.x.pdf"),
        (" . ", FileKind.PDF, "材料.pdf"),
        ("甲\r\n乙", FileKind.TEXT, "甲 乙.txt"),
    ],
)
def test_a_name_is_one_that_any_machine_keeps(title: str, kind: FileKind, name: str) -> None:
    assert file_name(title, kind) == name


@given(title=st.text(max_size=200), kind=st.sampled_from(FileKind))
def test_whatever_it_is_called_its_name_is_safe(title: str, kind: FileKind) -> None:
    name = file_name(title, kind)
    stem, _, ending = name.rpartition(".")

    assert ending == MEDIA[kind][1]
    assert 0 < len(stem) <= 63
    assert not set(name) & set('<>:"/\\|?*\0\r\n\u202e\u2066\u200b')
    assert stem == stem.strip(". ")
