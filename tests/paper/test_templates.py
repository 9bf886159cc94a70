"""Thirty-seven documents as the demo county words them; a broken template is refused by line and field."""

from pathlib import Path

import pytest

from paper.sheet import Heading, Paragraph, Rows
from paper.templates import BrokenTemplate, Papers, papers_in, sheet_of
from rules.paper.filling import told
from rules.paper.table import FORMS
from tests.paper.conftest import FOLDER, ISSUE, PARTS, printed, whole


def test_the_county_words_all_thirty_seven(papers: Papers) -> None:
    assert len(FORMS) == 37
    assert papers.templates.keys() == FORMS.keys()


@pytest.mark.parametrize(("kind", "part"), PARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_that_must_be_filled_in_is_printed(
    papers: Papers, kind: str, part: str, language: str
) -> None:
    sheet = printed(papers, kind, part, language)

    for field in FORMS[kind].required(part).values():
        for line in told(field, whole(kind, part)[field.code], language).splitlines():
            assert line in sheet.text, field.code


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_the_title_is_said_in_both_languages(papers: Papers, kind: str, part: str) -> None:
    zh, en = (printed(papers, kind, part, language).title for language in ("zh", "en"))

    assert zh.isascii() is False
    assert en == FORMS[kind].title("en", part)
    assert en.isascii()


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_what_is_missing_is_left_blank_to_be_seen(papers: Papers, kind: str, part: str) -> None:
    sheet = sheet_of(papers.templates[kind], part, {}, ISSUE)

    assert sheet.text.count("＿＿＿＿") >= len(FORMS[kind].required(part))


def test_what_is_filled_in_is_words_and_never_a_heading_a_row_or_a_template(papers: Papers) -> None:
    hostile = "# 一、标题\n| a | b |\n{{ 7 * 7 }}{% for x in y %}"

    sheet = sheet_of(papers.templates["D-07"], "", {**whole("D-07", ""), "reasons": hostile}, ISSUE)

    assert Paragraph("# 一、标题") in sheet.blocks
    assert Paragraph("{{ 7 * 7 }}{% for x in y %}") in sheet.blocks
    assert not any(isinstance(each, Rows) for each in sheet.blocks)


def test_an_optional_field_that_says_nothing_leaves_no_trace(papers: Papers) -> None:
    without = {**whole("D-01", ""), "accused": ""}

    sheet = sheet_of(papers.templates["D-01"], "", without, ISSUE)

    assert "被反映人" not in sheet.text
    assert "被反映人" in printed(papers, "D-01", "").text


def test_a_number_bears_the_characters_of_unit_and_kind(papers: Papers) -> None:
    assert papers.number("D-07", "sl-t1", "东溪镇", 2026, 12) == "东溪异〔2026〕12号"
    assert papers.number("D-07", "sl-t1-v1", "柳湾村", 2026, 3) == "柳湾村异〔2026〕3号"
    assert papers.number("none", "sl-t1", "东溪镇", 2026, 12) == "东溪〔2026〕12号"


TRANSFER = (FOLDER / "D-12.toml").read_text(encoding="utf-8")
LINE_OF_ATTITUDE = next(at for at, line in enumerate(TRANSFER.splitlines(), 1) if "attitude" in line)


@pytest.mark.parametrize(
    ("written", "instead", "field", "why"),
    [
        ("{{ attitude }}", "{{ attitude }", "", "unexpected"),
        ("{{ attitude }}", "{{ attitude }}{{ mood }}", "mood", "no such field"),
        ("{{ attitude }}", "{{ attitude }}{% for a in b %}{% endfor %}", "", "For is not allowed"),
        ("{{ attitude }}", "{{ attitude.__class__ }}", "", "Getattr is not allowed"),
        ("{{ attitude }}", "{{ attitude }}{{ range(9) }}", "", "Call is not allowed"),
        ("{{ attitude }}", "{{ attitude * 999999999 }}", "", "Mul is not allowed"),
        ("{{ attitude }}", "{% include 'x' %}", "", "Include is not allowed"),
    ],
)
def test_a_broken_line_is_refused_with_file_line_and_field(
    tmp_path: Path, written: str, instead: str, field: str, why: str
) -> None:
    with pytest.raises(BrokenTemplate, match=why) as refused:
        _county_with(tmp_path, TRANSFER.replace(written, instead))

    assert (refused.value.file, refused.value.line) == ("D-12.toml", LINE_OF_ATTITUDE)
    assert refused.value.field == field
    assert str(refused.value).startswith(f"D-12.toml:{LINE_OF_ATTITUDE}")


@pytest.mark.parametrize("instead", ["", "{% if attitude %}有{% endif %}"])
def test_a_required_field_that_is_left_out_is_refused_by_name(tmp_path: Path, instead: str) -> None:
    with pytest.raises(BrokenTemplate) as refused:
        _county_with(tmp_path, TRANSFER.replace("{{ attitude }}", instead))

    assert refused.value.field == "attitude"


@pytest.mark.parametrize(
    ("written", "instead", "line"),
    [
        ("[[sheet]]", "[[sheet", 5),
        ('document = "D-12"', 'document = "D-13"', 1),
        ('version = "2026.1"', 'version = "2026.1"\ncolour = "red"', 1),
        ("[[sheet]]", "[[sheet]]\nsize = 3", 1),
        ("[[sheet]]", '[[sheet]]\npart = "second"', 8),
    ],
)
def test_a_file_that_is_no_template_is_refused(tmp_path: Path, written: str, instead: str, line: int) -> None:
    with pytest.raises(BrokenTemplate) as refused:
        _county_with(tmp_path, TRANSFER.replace(written, instead))

    assert refused.value.line == line


def test_a_document_of_several_parts_needs_a_sheet_for_each(tmp_path: Path) -> None:
    notice_alone = (FOLDER / "D-17.toml").read_text(encoding="utf-8").split("[[sheet]]")[:2]

    with pytest.raises(BrokenTemplate, match="no sheet for part minutes"):
        _county_with(tmp_path, "[[sheet]]".join(notice_alone), "D-17.toml")


def test_a_county_changes_the_wording_without_code(tmp_path: Path) -> None:
    papers = _county_with(tmp_path, TRANSFER.replace("特此报告。", "以上报告，请审阅。"))

    sheet = sheet_of(papers.templates["D-12"], "", whole("D-12", ""), ISSUE)

    assert "以上报告，请审阅。" in sheet.text
    assert "特此报告" not in sheet.text


def test_headings_stand_where_the_template_has_them(papers: Papers) -> None:
    headings = [each for each in printed(papers, "D-12", "").blocks if isinstance(each, Heading)]

    assert headings[0] == Heading(1, "一、办理结果")


def _county_with(folder: Path, text: str, name: str = "D-12.toml") -> Papers:
    (folder / "marks.toml").write_text("[units]\n", encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return papers_in(folder)
