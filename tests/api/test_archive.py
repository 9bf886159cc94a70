"""The whole file of a case as one PDF: what stands in it, in which order, who takes it, and that the same
papers make the same bytes."""

import hashlib
import io
from base64 import b64decode

import httpx
import pypdf
import pytest
from PIL import Image
from sqlalchemy import select

from records.tables import access_log
from tests.api.conftest import CLERK, DISPATCHER, GRID_WORKER, SECRETARY, SUPERVISOR, Case, Desk, add_paper
from tests.api.test_paper_drafts import HEAD, fields_of, goes
from tests.paper.conftest import needs_a_chinese_font
from tests.paper.test_printing import without_breaks

pytestmark = needs_a_chinese_font


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (640, 400), "grey").save(written, "PNG")
    return written.getvalue()


def pdf_of_pages(count: int) -> bytes:
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(400, 900)
    writer.write(written)
    return written.getvalue()


async def taken(desk: Desk, path: str, person: str = CLERK) -> httpx.Response:
    return await (await desk.sign_in(person)).get(f"{path}/archive")


async def finished(desk: Desk, path: str, form: str, part: str = "", by: str = CLERK) -> None:
    """A record that its keeper has drafted and finished."""
    body = {"form": form, **({"part": part} if part else {})}
    answer = await (await desk.sign_in(by)).post(f"{path}/drafted", body)
    assert answer.status_code == 201, answer.text
    paper = f"{path}/drafted/{answer.json()['id']}"
    await goes(desk, paper, by, "write", fields_of(form, part))
    await goes(desk, paper, by, "take", {"step": "finish"})


async def story(desk: Desk) -> Case:
    """A dispute with papers that were finished out of their order, a picture, a PDF and a text."""
    case = await desk.dispute()
    for form in ("D-26", "D-19a", "D-18"):
        await finished(desk, case.path, form)
    clerk = await desk.sign_in(CLERK)
    added = (("当事人身份证明", picture()), ("收据", pdf_of_pages(2)), ("说明", "修路款五百元。".encode()))
    for title, file in added:
        assert (await add_paper(clerk, case.path, title, file)).status_code == 201
    return case


def read(file: bytes) -> list[str]:
    return [without_breaks(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(file)).pages]


async def test_it_holds_cover_catalogue_papers_in_their_order_statement_and_back_cover(desk: Desk) -> None:
    case = await story(desk)

    answer = await taken(desk, case.path)

    assert answer.status_code == 200, answer.text
    pages = read(answer.content)
    assert "卷宗封面" in pages[0]
    assert case.number in pages[0]
    assert "王甲" in pages[0]
    assert "卷宗目录" in pages[1]
    named = ("调解申请书", "权利义务告知书", "当事人身份证明", "收据", "履行（回访）记录", "说明")
    places = [pages[1].index(each) for each in named]
    assert places == sorted(places)
    assert "卷宗情况说明" in pages[-2]
    assert "卷宗封底" in pages[-1]


async def test_every_paper_lies_on_the_pages_that_the_catalogue_names(desk: Desk) -> None:
    case = await story(desk)

    file = pypdf.PdfReader(io.BytesIO((await taken(desk, case.path)).content))

    numbered = file.pages[2:-1]
    assert [
        without_breaks(page.extract_text()).startswith(str(at)) for at, page in enumerate(numbered, 1)
    ] == [True] * len(numbered)
    catalogue = file.pages[1].extract_text()
    receipt = next(
        at for at, page in enumerate(numbered, 1) if without_breaks(page.extract_text()) == str(at)
    )
    assert f"{receipt + 1}—{receipt + 2}" in without_breaks(catalogue)  # the picture, and then the two pages
    assert all(round(float(page.mediabox.width)) == 595 for page in numbered)


async def test_what_an_archivist_wrote_of_the_file_stands_on_its_cover_and_in_its_statement(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    await finished(desk, case.path, "D-33", "cover")
    await finished(desk, case.path, "D-33", "statement")

    pages = read((await taken(desk, case.path)).content)

    assert "写明volume" in pages[0]
    assert "写明retention" in pages[0]
    assert "写明volume" in pages[1]
    assert "写明statement" in pages[-2]
    assert "卷宗封面" not in pages[1]


async def test_what_is_no_page_is_named_with_its_digest_and_not_bound(desk: Desk) -> None:
    case = await story(desk)

    pages = read((await taken(desk, case.path)).content)

    said = "修路款五百元。".encode()
    assert hashlib.sha256(said).hexdigest() in pages[-2]
    assert "未装订：说明" in pages[-2]
    assert "修路款" not in "".join(pages)


async def test_what_must_be_in_the_file_of_a_mediation_and_is_not_is_named(desk: Desk) -> None:
    case = await story(desk)

    statement = read((await taken(desk, case.path)).content)[-2]

    assert "次序中应有而卷内没有的：调解笔录、调解协议。" in statement
    assert "办理尚未结束" in statement


async def test_the_same_papers_make_the_same_bytes_whoever_takes_them_and_that_is_noted(desk: Desk) -> None:
    case = await story(desk)

    first, again = await taken(desk, case.path), await taken(desk, case.path, DISPATCHER)

    assert first.status_code == again.status_code == 200, again.text
    assert first.content == again.content
    digest = hashlib.sha256(first.content).hexdigest()
    told = first.headers["repr-digest"].removeprefix("sha-256=:").rstrip(":")
    assert b64decode(told).hex() == digest
    async with desk.app.state.office.records.connect() as connection:
        mine = select(access_log.c.person, access_log.c.digest).where(
            access_log.c.matter == case.number, access_log.c.what == "archive"
        )
        noted = (await connection.execute(mine.order_by(access_log.c.id))).all()
    assert [tuple(each) for each in noted] == [(CLERK, digest), (DISPATCHER, digest)]


async def test_a_void_paper_is_counted_and_not_bound(desk: Desk) -> None:
    case = await desk.dispute()
    answer = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", {"form": "D-31"})
    paper = f"{case.path}/drafted/{answer.json()['id']}"
    await goes(desk, paper, CLERK, "write", fields_of("D-31"))
    await goes(desk, paper, CLERK, "take", {"step": "finish"})
    before = read((await taken(desk, case.path)).content)

    await goes(desk, paper, HEAD, "void", {"reason": "写错了人。"})

    after = read((await taken(desk, case.path)).content)
    assert "授权委托书" in before[1]
    assert "授权委托书" not in after[1]
    assert "作废的文书1份" in after[-2]


@pytest.mark.parametrize(("person", "status"), [(CLERK, 200), (SUPERVISOR, 403), (GRID_WORKER, 404)])
async def test_who_takes_a_copy_of_the_whole_file(desk: Desk, person: str, status: int) -> None:
    case = await story(desk)

    assert (await taken(desk, case.path, person)).status_code == status


async def test_where_the_record_of_mediation_is_in_it_only_who_reads_that_takes_it(desk: Desk) -> None:
    case = await desk.dispute()
    before = await taken(desk, case.path)
    await finished(desk, case.path, "D-20", "record", by=SECRETARY)

    after, secretary = await taken(desk, case.path), await taken(desk, case.path, SECRETARY)

    assert [before.status_code, after.status_code, secretary.status_code] == [200, 403, 200]
    assert "调解笔录" in read(secretary.content)[1]
