"""A list in a workbook is the list as it is shown, whatever people have written into it."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pages.sheets import Sheet, as_kept, workbook
from rules import training

texts = st.text(max_size=60) | st.sampled_from(
    [
        "=1+1",
        '=HYPERLINK("https://elsewhere.example")',
        "+1",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "王甲\n李乙",
        "  ",
        "𠮷",
    ]
)
tables = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(texts, min_size=width, max_size=width),
        st.lists(st.lists(texts, min_size=width, max_size=width), max_size=8),
    )
)


@settings(deadline=None, max_examples=150)
@given(tables)
def test_what_is_read_back_is_the_list_and_no_cell_is_a_formula(
    table: tuple[list[str], list[list[str]]],
) -> None:
    header, rows = table
    sheet = Sheet("待办 / [一]: *?", header, [12] * len(header), rows, "清单说明", [("导出人", "=1+1")])

    book = load_workbook(BytesIO(workbook(sheet)))

    lines, told = book.worksheets
    read = [[str(cell.value or "") for cell in row] for row in lines.iter_rows(max_col=len(header))]
    assert read == [[as_kept(each) for each in row] for row in (header, *rows)]
    assert {cell.data_type for row in lines.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert told["B1"].value == "=1+1"
    assert told["B1"].data_type == "s"


def test_what_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = Sheet("表", ["一"], [10], [["=1"], ["+1"], ["-1"], ["@a"], ["甲=1"]], "说明", [])

    (column,) = load_workbook(BytesIO(workbook(sheet))).worksheets[0].iter_cols(min_row=2)

    assert [cell.quotePrefix for cell in column] == [True, True, True, True, False]


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_they_were_asked_to_be() -> None:
    sheet = Sheet("表", ["一", "二"], [10, 40], [["甲", "乙"]], "说明", [])

    lines = load_workbook(BytesIO(workbook(sheet))).worksheets[0]

    assert lines.freeze_panes == "A2"
    assert [lines.column_dimensions[each].width for each in "AB"] == [10, 40]
    assert lines["A1"].font.bold


def test_in_training_both_sheets_say_so_above_their_lines_and_on_paper() -> None:
    mark = training.on_paper()
    sheet = Sheet("待办", ["编号", "事项"], [12, 12], [["一", "二"]], "清单说明", [("导出人", "王五")], mark)

    book = load_workbook(BytesIO(workbook(sheet)))

    lines, told = book.worksheets
    assert [lines["A1"].value, told["A1"].value] == [mark, mark]
    assert [lines["A2"].value, lines["A3"].value, told["B2"].value] == ["编号", "一", "王五"]
    assert (lines.freeze_panes, lines.auto_filter.ref) == ("A3", "A2:B3")
    heads = [each.oddHeader.center for each in book.worksheets if each.oddHeader]
    assert [each.text for each in heads if each] == [mark, mark]
