"""An administrator looks over the county's templates, and a file before it is put there."""

import httpx

from tests.api.conftest import ADMIN, CLERK
from tests.pages.conftest import Browser, Read
from tests.paper.conftest import FOLDER

HERE = "/desk/administration/papers"
TRANSFER = (FOLDER / "D-12.toml").read_bytes()


async def brought(browser: Browser, name: str, file: bytes) -> Read:
    page = await browser.open(HERE)
    csrf = page.form.values["csrf"]
    sent: httpx.Response = await browser.http.post(HERE, data={"csrf": csrf}, files={"file": (name, file)})
    return Read(sent)


async def test_every_template_has_its_state_and_a_sample_that_says_it_is_invented(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    listed = await browser.open(HERE)
    one = await browser.open(f"{HERE}/D-12.toml")

    assert "全部无误" in listed.text
    assert f"{HERE}/D-12.toml" in listed.links.values()
    assert f"{HERE}/clauses.toml" in listed.links.values()
    assert "示例：内容都是编造的" in one.text
    assert "〔示例〕" in one.text
    assert "信访人态度 attitude 必须印出" in one.text


async def test_a_good_file_is_fine_and_shown_as_it_will_look(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await brought(browser, "D-12.toml", TRANSFER.replace(b"\n", b"\r\n"))

    assert (page.status, "可以放进县里的目录" in page.text) == (200, True)
    assert "〔示例〕" in page.text


async def test_a_broken_file_is_told_by_line_and_field_and_what_to_do(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    broken = TRANSFER.replace(b"{{ attitude }}", b"{{ mood }}")
    line = next(at for at, each in enumerate(TRANSFER.splitlines(), 1) if b"attitude" in each)

    page = await brought(browser, "D-12.toml", broken)

    assert "有错，不能使用" in page.text
    assert f"D-12.toml 第 {line} 行" in page.text
    assert "mood" in page.text
    assert "请按必填字段表核对名称" in page.text
    assert "全部无误" in page.text  # what the county has is as it was


async def test_what_somebody_wrote_into_a_file_is_words_on_the_page(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    hostile = TRANSFER.replace(b"{{ attitude }}", b"{{ attitude }}<script>alert(1)</script>")

    page = await brought(browser, "D-12.toml", hostile)

    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script>" in page.text


async def test_no_file_a_wrong_name_and_one_too_large_are_refused(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    none = await browser.send(await browser.open(HERE))
    named = await brought(browser, "D-12.docx", TRANSFER)
    large = await brought(browser, "D-12.toml", b"x" * 30_000)
    odd = Read(
        await browser.http.post(
            HERE, content=b"--", headers={"content-type": "multipart/form-data; boundary=x"}
        )
    )

    assert [each.status for each in (none, named, large)] == [422, 422, 422]
    assert odd.status in (400, 403, 422)
    assert all("trouble" in each.html for each in (none, named, large))


async def test_a_clerk_is_told_that_this_is_not_theirs(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open(HERE)

    assert page.status == 403
