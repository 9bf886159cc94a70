"""A county's files are looked over before they are used: fine, or broken in which line and field."""

import shutil
from pathlib import Path

import pytest

from paper import clauses
from paper.checking import SAMPLE, check, check_folder, samples_of
from paper.docx import docx_of
from paper.templates import MARKS
from rules.paper.faults import Fault
from rules.paper.table import FORMS
from tests.paper.conftest import FOLDER

TRANSFER = (FOLDER / "D-12.toml").read_text(encoding="utf-8")
DEEP = f"{{{{ {'not ' * 20_000}a }}}}"
ARRANGED = "\n[[issued]]\nin_force_from = 2026-01-01\nbody = '''\nx\n'''\n"
CLAUSES = (FOLDER / clauses.FILE).read_text(encoding="utf-8")
CLAUSE = (
    '[[clause]]\ndocument = "D-23"\ncode = "a"\nzh = "甲"\nen = "A"\n[clause.says]\nterms = "{{ who }}"\n'
)


def test_everything_that_the_county_has_is_fine() -> None:
    checked = check_folder(FOLDER)

    assert [each.file for each in checked] == [*(f"{id}.toml" for id in FORMS), clauses.FILE, MARKS]
    assert [each.file for each in checked if each.trouble] == []
    assert check_folder(FOLDER) == checked


@pytest.mark.parametrize("id", FORMS)
def test_a_sample_says_of_all_that_it_is_one_and_can_be_laid_out(id: str) -> None:
    template = check(f"{id}.toml", (FOLDER / f"{id}.toml").read_text(encoding="utf-8")).template
    assert template

    sheets = samples_of(template)

    assert len(sheets) == len(template.form.part_codes)
    for sheet, part in zip(sheets, template.form.part_codes, strict=True):
        assert SAMPLE in sheet.text
        for field in template.form.required(part).values():
            words = {"day": "2026年1月5日", "number": "1", "choice": ""}.get(
                field.kind, f"{SAMPLE}{field.zh}"
            )
            assert words in sheet.text
        assert docx_of(sheet)


def test_what_is_broken_or_gone_is_named_and_the_rest_is_looked_at_all_the_same(tmp_path: Path) -> None:
    there = tmp_path / "papers"
    shutil.copytree(FOLDER, there)
    (there / "D-07.toml").unlink()
    (there / "D-12.toml").write_text(TRANSFER.replace("{{ attitude }}", ""), encoding="utf-8")
    (there / MARKS).write_bytes(b"\xff\xfe")

    broken = {each.file: each.trouble for each in check_folder(there) if each.trouble}

    assert {file: trouble.fault for file, trouble in broken.items()} == {
        "D-07.toml": Fault.NOT_THERE,
        "D-12.toml": Fault.NOT_PRINTED,
        MARKS: Fault.NOT_TOML,
    }
    assert broken["D-12.toml"].field == "attitude"


@pytest.mark.parametrize(
    ("file", "text", "fault", "line", "field"),
    [
        ("D-12.toml", TRANSFER.replace("[[sheet]]", "[[sheet"), Fault.NOT_TOML, 5, ""),
        ("D-12.toml", "[" * 100_000, Fault.NOT_TOML, 1, ""),
        ("D-13.toml", TRANSFER, Fault.OTHER_DOCUMENT, 1, ""),
        ("D-99.toml", TRANSFER, Fault.OTHER_DOCUMENT, 1, ""),
        ("D-12.toml", 'colour = "red"\n' + TRANSFER, Fault.UNKNOWN_ENTRY, 1, ""),
        ("D-12.toml", "document = []\nversion = '1'", Fault.NOT_AS_IT_SHOULD, 1, "document"),
        ("D-12.toml", TRANSFER.replace("version =", "#"), Fault.NOT_AS_IT_SHOULD, 1, "version"),
        ("D-12.toml", 'document = "D-12"\nversion = "1"\nsheet = "x"', Fault.NOT_AS_IT_SHOULD, 1, "sheet"),
        ("D-12.toml", 'document = "D-12"\nversion = "1"\nsheet = [3]', Fault.NOT_AS_IT_SHOULD, 1, "sheet"),
        ("D-12.toml", 'document = "D-12"\nversion = "1"\n[[sheet]]\n', Fault.NOT_AS_IT_SHOULD, 1, "body"),
        ("D-12.toml", TRANSFER.replace("[[sheet]]", '[[sheet]]\npart = "x"'), Fault.NO_SUCH_PART, 8, ""),
        ("D-12.toml", 'document = "D-12"\nversion = "1"', Fault.NO_SHEET, 1, ""),
        ("D-12.toml", TRANSFER.replace("{{ attitude }}", "{{ attitude }"), Fault.SYNTAX, None, ""),
        ("D-12.toml", TRANSFER.replace("{{ attitude }}", "{{ range(9) }}"), Fault.NOT_ALLOWED, None, ""),
        ("D-12.toml", TRANSFER.replace("{{ attitude }}", DEEP), Fault.SYNTAX, None, ""),
        ("D-12.toml", TRANSFER.replace("{{ attitude }}", "{{ mood }}"), Fault.NO_SUCH_FIELD, None, "mood"),
        ("D-12.toml", TRANSFER.replace("{{ attitude }}", ""), Fault.NOT_PRINTED, None, "attitude"),
        ("D-12.toml", f"{TRANSFER}{ARRANGED}", Fault.NOT_ISSUED, None, ""),
        (clauses.FILE, "[[clause", Fault.NOT_TOML, 1, ""),
        (clauses.FILE, 'clause = "x"', Fault.NOT_AS_IT_SHOULD, 1, "clause"),
        (clauses.FILE, "clause = [3]\n[[ clause ]]", Fault.NOT_TOML, 2, ""),
        (clauses.FILE, CLAUSE.replace('code = "a"', "code = 3"), Fault.NOT_AS_IT_SHOULD, 1, "says"),
        (clauses.FILE, CLAUSE.replace('code = "a"\n', ""), Fault.NOT_AS_IT_SHOULD, 1, ""),
        (clauses.FILE, CLAUSE + CLAUSE, Fault.TWICE, 8, ""),
        (clauses.FILE, CLAUSE.replace("D-23", "D-99"), Fault.OTHER_DOCUMENT, 1, ""),
        (clauses.FILE, CLAUSE.replace("terms", "price"), Fault.NO_SUCH_FIELD, 1, "price"),
        (clauses.FILE, CLAUSE.replace("who", "why"), Fault.NO_SUCH_FIELD, 1, ""),
        (MARKS, "units = 3", Fault.NOT_AS_IT_SHOULD, 1, "units"),
        (MARKS, "[units]\nsl = 3", Fault.NOT_AS_IT_SHOULD, 1, "units"),
    ],
)  # fmt: skip
def test_a_file_is_refused_by_line_and_field_and_says_which_fault_it_is(
    file: str, text: str, fault: Fault, line: int | None, field: str
) -> None:
    trouble = check(file, text).trouble

    assert trouble
    assert (trouble.fault, trouble.field) == (fault, field)
    expected = line or next(
        (at for at, each in enumerate(TRANSFER.splitlines(), 1) if "attitude" in each), trouble.line
    )
    assert trouble.line == expected or fault in (Fault.NOT_PRINTED, Fault.NOT_ISSUED)


def test_a_good_file_of_each_kind_is_fine() -> None:
    assert check("D-12.toml", TRANSFER).template
    assert check(clauses.FILE, CLAUSES).trouble is None
    assert check(MARKS, '[units]\nsl = "示治"\n').trouble is None
