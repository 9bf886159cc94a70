"""The copy of one addressee of every document there is: nothing of how another person is reached stands on
it, in .docx or in what is laid out as PDF."""

from dataclasses import replace

import pytest

from paper.docx import docx_of
from paper.templates import Papers, sheet_of
from rules.paper.filling import Filled
from rules.paper.form import Field, FieldKind, Secrecy
from rules.paper.masking import Somebody, copy_for
from rules.paper.table import FORMS
from tests.paper.conftest import ISSUE, PARTS, written_in
from tests.paper.test_printing import text_of_docx, without_breaks

READER = Somebody(("王甲",), ("13800001111", "柳湾村七组12号", "330106199001011234"))
OTHER = Somebody(("李乙",), ("13900002222", "东溪镇渡口街3号", "330106198512315678"))
PEOPLE = (READER, OTHER)
_WORDS = (FieldKind.LINE, FieldKind.TEXT)


def planted(field: Field, who: Somebody) -> Filled:
    """Something of one person in every field that takes words."""
    if field.is_of_office:
        return "县治理中心，0571-87654321"
    if field.secrecy is Secrecy.CONTACT:
        return "、".join(who.data)
    said = "；".join((*OTHER.names, *OTHER.data, *READER.names, *READER.data))
    if field.kind is FieldKind.SEVERAL:
        return [f"李乙，{'，'.join(OTHER.data)}", f"王甲，{'，'.join(READER.data)}"]
    return said if field.kind in _WORDS else written_in(field)


def whole(kind: str, part: str) -> dict[str, Filled]:
    """A document that is full of what is of the other; what is somebody's own is theirs."""
    fields = FORMS[kind].of(part)
    owners = {each.owner for each in fields if each.owner}
    said = {each.code: planted(each, OTHER) for each in fields}
    return {**said, **dict.fromkeys(owners, OTHER.names[0])}


def printed(papers: Papers, kind: str, part: str, reader: Somebody | None, language: str) -> str:
    said = copy_for(FORMS[kind], part, whole(kind, part), PEOPLE, reader)
    sheet = sheet_of(papers.templates[kind], part, said, ISSUE, language)
    return without_breaks(f"{sheet.text}\n{text_of_docx(docx_of(sheet))}")


@pytest.mark.parametrize(("kind", "part"), PARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_how_another_is_reached_stands_in_anybodys_copy(
    papers: Papers, kind: str, part: str, language: str
) -> None:
    before = without_breaks(sheet_of(papers.templates[kind], part, whole(kind, part), ISSUE, language).text)

    copy = printed(papers, kind, part, READER, language)

    assert [each for each in OTHER.data if each in copy] == []
    assert all(each in copy for each in READER.data if each in before)


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_in_the_copy_for_a_third_party_nobody_is_named(papers: Papers, kind: str, part: str) -> None:
    said = copy_for(FORMS[kind], part, whole(kind, part), PEOPLE, None)
    sheet = sheet_of(papers.templates[kind], part, said, replace(ISSUE, addressee=""))

    assert [each for one in PEOPLE for each in (*one.names, *one.data) if each in sheet.text] == []


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_the_copy_of_the_other_holds_what_is_theirs(papers: Papers, kind: str, part: str) -> None:
    own = [each for each in FORMS[kind].of(part) if each.owner]

    copy = printed(papers, kind, part, OTHER, "zh")

    assert all(each in copy for each in OTHER.data) or not own


def test_every_field_about_how_somebody_is_reached_says_whose_it_is() -> None:
    open_ended = {
        (form.id, each.code)
        for form in FORMS.values()
        for each in form.fields
        if each.secrecy is Secrecy.CONTACT and not each.owner
    }

    assert open_ended == {("D-05", "petitioner"), ("D-06", "petitioner")}  # to an organ, which is to know
    assert not any(FORMS[kind].masks_others for kind, _ in open_ended)
