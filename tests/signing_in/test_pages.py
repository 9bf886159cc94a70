"""Coming in with an account, page by page: the invitation, the password, the telephone that is lost."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp

from tests.pages.conftest import Browser, Read
from tests.signing_in.conftest import PASSWORD, House

ANOTHER = "另一句谁也想不到的长口令"


def browser_of(house: House) -> Browser:
    return Browser(house.browser().http, None)  # type: ignore[arg-type]  # what belongs to nobody's desk


def code_of(page: Read, house: House) -> str:
    return pyotp.TOTP(page.form.values["seed"][0]).at(house.clock.at)


async def begun(house: House, browser: Browser) -> Read:
    invitation = await house.invited(await house.person())
    return await browser.send(await browser.open("/desk/sign-in/enrolment"), invitation=invitation)


async def test_an_invitation_becomes_an_account_and_the_recovery_codes_are_shown(house: House) -> None:
    browser = browser_of(house)
    page = await begun(house, browser)

    done = await browser.send(page, password=PASSWORD, again=PASSWORD, code=code_of(page, house))
    desk = await browser.open("/desk/")

    assert 'src="data:image/svg+xml;base64,' in page.html
    assert page.form.values["seed"][0] in page.text
    assert len(re.findall(r"<li>[\w-]+</li>", done.html)) == 10
    assert desk.address.path == "/desk/"
    for shown in (page, done):
        assert shown.headers["cache-control"] == "no-store"
        assert "invitation" not in str(shown.address)


async def test_what_is_wrong_with_the_password_is_said_and_the_device_need_not_be_set_up_again(
    house: House,
) -> None:
    browser = browser_of(house)
    page = await begun(house, browser)

    unlike = await browser.send(page, password=PASSWORD, again=ANOTHER, code="000000")
    weak = await browser.send(unlike, password="123", again="123", code=code_of(page, house))
    done = await browser.send(weak, password=PASSWORD, again=PASSWORD, code=code_of(page, house))

    assert (unlike.status, weak.status, done.status) == (422, 422, 200)
    assert "两次写的密码不一样" in unlike.text
    assert weak.form.values["seed"] == page.form.values["seed"]
    assert "备用码" in done.text


async def test_an_invitation_that_is_none_opens_nothing(house: House) -> None:
    browser = browser_of(house)

    page = await browser.send(await browser.open("/desk/sign-in/enrolment"), invitation="made-up")

    assert page.status == 401
    assert "seed" not in page.form.names


async def test_without_the_telephone_a_recovery_code_and_a_new_password_let_one_in(house: House) -> None:
    account = await house.account()
    browser = browser_of(house)
    page = await browser.open("/desk/sign-in/renew")
    said = {"login": account.login, "password": account.password, "code": account.recovery[0]}

    unlike = await browser.send(page, **said, new_password=ANOTHER, again=PASSWORD)
    arrived = await browser.send(unlike, **said, new_password=ANOTHER, again=ANOTHER)

    assert unlike.status == 422
    assert unlike.form.values["login"] == [account.login]
    assert "password" not in unlike.form.values or unlike.form.values["password"] == [""]
    assert arrived.address.path == "/desk/"


async def test_the_sign_in_page_leads_to_both_and_lists_nobody(house: House) -> None:
    page = await browser_of(house).open("/desk/sign-in")

    assert {"/desk/sign-in/enrolment", "/desk/sign-in/renew"} <= set(page.links.values())
    assert 'name="person"' not in page.html
    assert (await house.browser().get("/dev/people")).status_code == 404


async def test_a_password_that_ran_out_leads_to_where_another_is_chosen(house: House) -> None:
    account = await house.account()
    browser = browser_of(house)
    gate = house.office.gate
    house.through(replace(gate, local=replace(gate.local, max_age=timedelta(days=90))))
    house.clock.pass_by(days=91)
    said = {"login": account.login, "password": account.password, "code": house.code(account)}

    try:
        page = await browser.send(await browser.open("/desk/sign-in?back=/desk/cases"), **said)
        arrived = await browser.send(page, **said, new_password=ANOTHER, again=ANOTHER)
    finally:
        house.through(gate)

    assert page.address.path == "/desk/sign-in/renew"
    assert (arrived.status, arrived.address.path) == (200, "/desk/cases")
