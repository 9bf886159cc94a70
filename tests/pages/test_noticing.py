"""Notices at the desk, and how whoever holds a code chooses to be told."""

import uuid
from datetime import UTC, datetime

from sqlalchemy import insert, select

from activities.notifying import Notifier
from counties.notifying import policy_in_force
from records.tables import documents, procedures
from tests.api.conftest import CLERK, Desk
from tests.pages.conftest import Browser
from tests.pages.test_adding import case_of


async def issued(desk: Desk, number: str, addressee: str) -> None:
    """A document to a seat, as the relay writes it down; and the notice of it."""
    office = desk.app.state.office
    async with office.records.begin() as connection:
        procedure = await connection.scalar(select(procedures.c.id).where(procedures.c.matter == number))
        row = {
            "id": uuid.uuid4(),
            "procedure": procedure,
            "seq": 1,
            "letter": 77,
            "matter": number,
            "kind": "notice",
            "unit": "sl",
            "year": 2026,
            "number": uuid.uuid4().int % 10**9,
            "version": 1,
            "data": {"code": "new-task", "role": "window_clerk", "unit": "sl", "due_on": ""},
            "addressees": [addressee],
            "digest": "0" * 64,
            "issued_at": datetime.now(UTC),
        }
        await connection.execute(insert(documents).values(row))
    await Notifier(office.records, office.keeper, {}, "", policy_in_force, desk.clock).make()


async def test_a_notice_lies_in_the_list_until_it_was_seen(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    path, _ = await case_of(browser)
    number = path.split("/")[4]
    assert number not in (await browser.open("/desk/notices")).text
    await issued(browser.desk, number, "window_clerk@sl")

    page = await browser.open("/desk/notices")
    assert number in page.text
    assert "工作提醒" in page.text  # what it is about, and to whom
    assert "窗口受理员" in page.html.partition("<tbody>")[2]
    row = next(each for each in page.html.split("<tr") if number in each)  # others may have been told too
    seen = next(form for form in page.forms if form.values.get("notice", ["-"])[0] in row)
    after = await browser.send(page, seen)

    assert number not in after.text


async def test_with_the_code_somebody_chooses_how_they_are_told(browser: Browser) -> None:
    _, code = await case_of(browser)
    standing = await browser.send(await browser.open("/window/track"), code=code)

    page = await browser.send(standing, next(each for each in standing.forms if "notices" in each.action))
    wrong = await browser.send(page, way="email", address="13800000000")
    chosen = await browser.send(wrong, way="sms", address="13800000000")
    nothing = await browser.send(chosen, way="none", address="13800000000")

    assert wrong.status == 422
    assert "请核对这一项" in wrong.text
    assert "已选定：短信" in chosen.text
    assert "已选定：不要通知" in nothing.text
    assert code not in str(nothing.address)


async def test_without_a_code_one_is_asked_for_it(browser: Browser) -> None:
    assert "code" in (await browser.open("/window/notices")).form.names
    assert "code" in (await browser.open("/window/papers")).form.names
