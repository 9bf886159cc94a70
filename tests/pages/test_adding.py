"""Papers are added on pages: at the desk to a case, at the window with the code; sent as browsers do."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import httpx
from starlette.requests import Request

from pages.adding import brought_in
from tests.files.samples import docx, jpeg
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_desk import registered

RECEIPT = "收据：今收到王甲修路款五百元。".encode()


async def sent(browser: Browser, page: Read, name: str, file: bytes, **filled: str) -> Read:
    """The page's own form, with a file, as a browser sends it."""
    form = page.form
    body = {each: values[-1] for each, values in form.values.items()} | filled
    body.pop("file", None)
    to = page.address.join(form.action) if form.action else page.address
    files = {"file": (name, file, "application/x-whatever")}
    return Read(await browser.http.post(to, data=body, files=files, follow_redirects=True))


async def case_of(browser: Browser) -> tuple[str, str]:
    """The path of a case that was just registered, and its code."""
    receipt = await registered(browser)
    path = next(link for link in receipt.links.values() if link.startswith("/desk/cases/"))
    return path, receipt.html.split('class="code">')[1].split("<")[0]


def form_with(page: Read, name: str) -> Form:
    return next(each for each in page.forms if name in each.names)


async def test_a_clerk_adds_a_paper_and_the_case_lists_it_and_gives_it_out(browser: Browser) -> None:
    path, _ = await case_of(browser)
    page = await browser.open((await browser.open(path)).links["添加材料"])

    case = await sent(browser, page, "收据.txt", RECEIPT, title="修路收据")

    assert case.address.path == path
    assert "修路收据" in case.text
    given = await browser.http.get(case.links["下载"])
    assert given.content == RECEIPT
    assert given.headers["content-disposition"].startswith("attachment")


async def test_without_a_title_it_is_called_as_the_file_was_and_never_by_its_path(browser: Browser) -> None:
    path, _ = await case_of(browser)

    case = await sent(browser, await browser.open(f"{path}/papers"), "C:\\我的\\现场.jpg", jpeg())

    assert "现场.jpg" in case.text
    assert "我的" not in case.text


async def test_what_is_refused_is_said_on_the_form_and_the_title_is_still_there(browser: Browser) -> None:
    path, _ = await case_of(browser)

    page = await sent(browser, await browser.open(f"{path}/papers"), "a.exe", b"MZ\x00\x01", title="程序")

    assert page.status == 422
    assert "这种文件不收" in page.text
    assert page.form.values["title"] == ["程序"]


async def test_the_form_sent_twice_adds_once_and_from_another_page_never(browser: Browser) -> None:
    path, _ = await case_of(browser)
    page = await browser.open(f"{path}/papers")

    await sent(browser, page, "收据.txt", RECEIPT, title="只有一份")
    again = await sent(browser, page, "收据.txt", RECEIPT, title="只有一份")
    forged = await sent(
        browser, await browser.open(f"{path}/papers"), "x.txt", RECEIPT, csrf="x", title="别处"
    )

    assert again.text.count("只有一份") == 1
    assert forged.status == 403
    assert "别处" not in (await browser.open(path)).text


async def test_with_the_code_somebody_adds_sees_and_takes_their_paper(browser: Browser) -> None:
    _, code = await case_of(browser)
    standing = await browser.send(await browser.open("/window/track"), code=code)
    page = await browser.send(standing, next(each for each in standing.forms if "papers" in each.action))

    file = docx()
    after = await sent(browser, page, "清单.docx", file, title="欠款清单")
    taking = form_with(after, "paper")
    taken = await browser.http.post(after.address, data={k: v[-1] for k, v in taking.values.items()})

    assert "材料已收到" in after.text
    assert "欠款清单" in after.text
    assert taken.content == file
    assert taken.headers["content-security-policy"].startswith("sandbox")
    assert code not in str(after.address)
    back = await browser.send(after, after.forms[0])
    assert back.address.path == "/window/track"


async def test_a_code_nobody_was_given_has_no_papers(browser: Browser) -> None:
    answer = await browser.http.post("/window/papers", data={"code": "AAAA-AAAA-AAAA-AAAA"})

    assert answer.status_code == 404


async def test_a_form_that_is_no_form_is_refused(browser: Browser) -> None:
    path, _ = await case_of(browser)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    field = b'--x\r\nContent-Disposition: form-data; name="n"\r\n\r\n1\r\n'

    nonsense = await browser.http.post(f"{path}/papers", content=b"--x\r\nnonsense", headers=headers)
    many = await browser.http.post(f"{path}/papers", content=field * 20 + b"--x--\r\n", headers=headers)

    assert (nonsense.status_code, many.status_code) == (403, 422)


async def test_a_form_without_a_file_says_that_there_is_none(browser: Browser) -> None:
    path, _ = await case_of(browser)
    page = await browser.open(f"{path}/papers")

    answer = await sent(browser, page, "", b"")

    assert answer.status == 422
    assert "这份文件是空的" in answer.text


async def test_a_page_may_bring_no_more_than_a_file_may_have(browser: Browser) -> None:
    path, _ = await case_of(browser)
    page = await browser.open(f"{path}/papers")

    answer = await sent(browser, page, "x.txt", b"x" * (33 * 1024 * 1024))

    assert answer.status == 413


async def test_whoever_has_not_signed_in_is_led_to_where_they_can(browser: Browser) -> None:
    path, _ = await case_of(browser)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=browser.desk.app), base_url="https://fengqiao.example"
    ) as nobody:
        answer = await nobody.get(f"{path}/papers")

    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/desk/sign-in")


async def test_whoever_sends_slowly_at_the_window_holds_up_nobody_at_the_desk() -> None:
    async def never() -> MutableMapping[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def at_once() -> MutableMapping[str, Any]:
        field = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n1\r\n--x--\r\n'
        return {"type": "http.request", "body": field, "more_body": False}

    async def sent(path: str, receive: Callable[[], Awaitable[MutableMapping[str, Any]]]) -> dict[str, str]:
        headers = [(b"host", b"fengqiao"), (b"content-type", b"multipart/form-data; boundary=x")]
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
        async with brought_in(Request(scope, receive)) as brought:
            return brought.fields

    slow = [asyncio.create_task(sent("/window/papers", never)) for _ in range(8)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(5):
            fields = await sent("/desk/cases/dispute/SL-2026-000001/1/papers", at_once)
    finally:
        for each in slow:
            each.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    assert fields == {"key": "1"}
