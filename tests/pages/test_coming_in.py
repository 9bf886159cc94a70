"""Coming in: whoever tries it out finds whose place to take, and whoever has an account sets it up alone."""

import re

from tests.pages.conftest import Browser


async def test_whoever_tries_it_out_chooses_whose_place_to_take(browser: Browser) -> None:
    page = await browser.open("/desk/sign-in")

    assert 'name="person" value="p-sl-t1-v1-village-party-secretary"' in page.html
    assert "柳湾村" in page.text
    begin = page.html.partition("可以从这些人开始")[2].partition("全部人员")[0]
    assert re.findall(r'value="([^"]+)"', begin)[0] == "p-sl-window-clerk"

    # the button of a person comes after the field, and is what counts
    arrived = await browser.send(page, person=["p-sl-window-clerk", "p-sl-t1-v1-village-party-secretary"])
    assert "村（社区）党支部书记" in arrived.text


async def test_where_nobody_has_an_account_no_page_asks_for_an_invitation(browser: Browser) -> None:
    for path in ("/desk/sign-in/enrolment", "/desk/sign-in/renew"):
        page = await browser.open(path)

        assert page.status == 200
        assert "不用本地账号登录" in page.text
        assert not [name for form in page.forms for name in form.names if name == "password"]
