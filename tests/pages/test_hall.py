"""At a window of a hall: sit down, call the next, begin, end, move, not there; and who is on duty."""

from collections.abc import AsyncIterator

import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import AUDITOR, CLERK, Desk, county_of_its_own
from tests.api.test_windows import CENTRE, NINE
from tests.pages.conftest import Browser, Form, Read


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, with two windows in its hall."""
    async with county_of_its_own(postgres, "pages_hall") as desk:
        keeper = await desk.sign_in(CENTRE)
        for ref, service in (("w-labour", "labour"), ("w-legal", "legal-service")):
            answer = await keeper.post(
                "/registers/windows",
                {
                    "because": "installation",
                    "unit": "sl",
                    "valid_from": NINE.date().isoformat(),
                    "ref": ref,
                    "what": {"name": f"{ref} 号窗口", "services": [service]},
                },
            )
            assert answer.status_code == 201, answer.text
        yield desk


def form_with(page: Read, name: str) -> Form:
    """The first form that has this field or button."""
    return next(each for each in page.forms if name in each.names)


async def pressed(browser: Browser, step: str, *, ticket: bool = False, **more: str) -> Read:
    """A button of the window's page; of the ticket that is there, or of the window itself."""
    page = await browser.open("/desk/windows/w-labour")
    buttons = [each for each in page.forms if "step" in each.names]
    form = next(each for each in buttons if ("number" in each.names) is ticket)
    form.values.pop("is_complete", None)
    return await browser.send(page, form, step=step, **more)


async def test_a_ticket_is_taken_in_the_hall_called_begun_and_ended_at_the_window(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    hall = await browser.open("/desk/halls/sl")
    taken = await browser.send(hall, form_with(hall, "service"), service="labour")
    assert "已取号" in taken.text

    await pressed(browser, "sign-on")
    called = await pressed(browser, "call-next")
    begun = await pressed(browser, "begin", ticket=True)
    over = await pressed(browser, "end", ticket=True, is_complete="yes")

    assert "已叫号" in called.text
    assert "办理中" in begun.text
    assert "窗口没有人" in over.text
    report = await browser.open("/desk/halls/sl")
    assert "w-labour 号窗口" in report.text


async def test_who_does_not_come_is_passed_over_and_who_belongs_elsewhere_is_moved(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    for _ in range(2):
        hall = await browser.open("/desk/halls/sl")
        await browser.send(hall, form_with(hall, "service"), service="labour")
    await pressed(browser, "sign-on")

    await pressed(browser, "call-next")
    missed = await pressed(browser, "not-there", ticket=True)
    await pressed(browser, "call-next")
    await pressed(browser, "begin", ticket=True)
    moved = await pressed(browser, "move", ticket=True, to="w-legal|legal-service")

    assert "窗口没有人" in missed.text
    assert "窗口没有人" in moved.text
    there = await browser.open("/desk/windows/w-legal")
    assert "共 1 件" in there.text


async def test_what_is_refused_says_why_and_the_queue_stays_on_the_page(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    await pressed(browser, "sign-on")

    page = await pressed(browser, "call-next")

    assert page.status == 409
    assert 'role="alert"' in page.html
    assert "等候" in page.text


async def test_whoever_has_no_business_at_windows_is_kept_out(browser: Browser) -> None:
    await browser.sign_in(AUDITOR)

    halls, window = [await browser.open(f"/desk/{each}") for each in ("halls", "windows/w-labour")]

    assert (halls.status, window.status) == (403, 403)


async def test_every_hall_and_window_can_be_reached(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open("/desk/halls")

    assert {"/desk/halls/sl", "/desk/windows/w-labour", "/desk/windows/w-legal"} <= set(page.links.values())
    assert "无人值守的窗口" in page.text
