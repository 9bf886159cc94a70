"""A county's templates are looked over, those that lie there and one before it does; it is not kept."""

import shutil
from pathlib import Path

import pytest

import counties.papers
from rules.paper.table import FORMS
from tests.api.conftest import ADMIN, CLERK, DISPATCHER, SECRETARY, Desk
from tests.paper.conftest import FOLDER

HERE = "/paper-wordings"
TRANSFER = (FOLDER / "D-12.toml").read_text(encoding="utf-8")


async def test_every_document_is_there_with_what_it_must_print(desk: Desk) -> None:
    listed = (await (await desk.sign_in(ADMIN)).get(HERE)).json()

    documents = {each["document"]: each for each in listed if each["document"]}
    assert documents.keys() == FORMS.keys()
    assert [each["trouble"] for each in listed] == [None] * (len(FORMS) + 2)
    required = {field.zh for field in FORMS["D-12"].required().values()}
    assert required == {each["words"]["zh"] for each in documents["D-12"]["fields"] if each["is_required"]}


async def test_one_is_shown_with_a_sample_that_says_it_is_one(desk: Desk) -> None:
    admin = await desk.sign_in(ADMIN)

    shown = (await admin.get(f"{HERE}/D-12.toml")).json()

    assert [each["title"] for each in shown["samples"]] != []
    assert "〔示例〕" in str(shown["samples"])
    assert (await admin.get(f"{HERE}/clauses.toml")).json()["samples"] == []
    assert (await admin.get(f"{HERE}/D-99.toml")).status_code == 404
    assert (await admin.get(f"{HERE}/..%2Fpeople.toml")).status_code in (404, 422)


async def test_a_file_is_checked_before_it_is_used_and_told_by_line_and_field(desk: Desk) -> None:
    admin = await desk.sign_in(ADMIN)
    broken = TRANSFER.replace("{{ attitude }}", "{{ attitude }}{{ mood }}")
    line = next(at for at, each in enumerate(TRANSFER.splitlines(), 1) if "attitude" in each)

    fine = (await admin.post(f"{HERE}/check", {"file": "D-12.toml", "wording": TRANSFER})).json()
    told = (await admin.post(f"{HERE}/check", {"file": "D-12.toml", "wording": broken})).json()
    left_out = TRANSFER.replace("{{ attitude }}", "")
    named = (await admin.post(f"{HERE}/check", {"file": "D-12.toml", "wording": left_out})).json()
    there = (await admin.get(f"{HERE}/D-12.toml")).json()

    assert (fine["trouble"], bool(fine["samples"])) == (None, True)
    trouble = told["trouble"]
    assert (trouble["line"], trouble["field"], trouble["fault"]) == (line, "mood", "no-such-field")
    assert (trouble["field_words"], told["samples"]) == (None, [])
    assert "核对名称" in trouble["words"]["zh"]
    assert named["trouble"]["field_words"]["zh"]
    assert there["trouble"] is None  # nothing of it was kept


async def test_what_lies_broken_in_the_folder_is_said_while_the_rest_is_fine(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "papers"
    shutil.copytree(FOLDER, there)
    (there / "D-12.toml").write_text(TRANSFER.replace("{{ attitude }}", ""), encoding="utf-8")
    monkeypatch.setattr("api.wordings.papers_folder", lambda _: there)

    listed = (await (await desk.sign_in(DISPATCHER)).get(HERE)).json()

    assert [each["file"] for each in listed if each["trouble"]] == ["D-12.toml"]


async def test_a_county_without_templates_has_none_to_look_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.wordings.papers_folder", lambda _: None)

    assert (await (await desk.sign_in(ADMIN)).get(HERE)).status_code == 404
    assert counties.papers.papers_folder("sl") == FOLDER


@pytest.mark.parametrize("person", [CLERK, SECRETARY])
async def test_nobody_else_looks_them_over(desk: Desk, person: str) -> None:
    caller = await desk.sign_in(person)

    answers = [
        await caller.get(HERE),
        await caller.get(f"{HERE}/D-12.toml"),
        await caller.post(f"{HERE}/check", {"file": "D-12.toml", "wording": TRANSFER}),
    ]

    assert [each.status_code for each in answers] == [403] * 3


@pytest.mark.parametrize(
    "body",
    [
        {"file": "../D-12.toml", "wording": "x"},
        {"file": "D-12.docx", "wording": "x"},
        {"file": "D-12.toml", "wording": " "},
        {"file": "D-12.toml", "wording": "x" * 20_001},
        {"file": "D-12.toml"},
    ],
)
async def test_what_is_no_file_of_a_county_is_refused_by_its_field(desk: Desk, body: dict[str, str]) -> None:
    answer = await (await desk.sign_in(ADMIN)).post(f"{HERE}/check", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
