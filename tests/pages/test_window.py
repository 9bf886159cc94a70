"""At the window, without signing in: find the way, bring something, see where it stands, and act on it."""

import secrets
from dataclasses import replace

import pytest

from tests.api.conftest import CLERK
from tests.pages.conftest import Browser
from tests.pages.test_citizen import brought
from tests.pages.test_desk import registered


async def test_the_front_leads_to_the_three_things_anybody_needs(browser: Browser) -> None:
    page = await browser.open("/")

    assert page.status == 200
    assert {"/window/way", "/window/submit", "/window/track"} <= set(page.links.values())
    assert "请立即报警" in page.text


async def test_a_few_answers_lead_to_a_card_that_says_where_and_how(browser: Browser) -> None:
    page = await browser.open("/window/way")
    for answers in ("own", "own,work", "own,work,wages"):
        assert f'value="{answers}"' in page.html
        page = await browser.send(page, answers=answers)
        assert page.status == 200

    assert "doors" not in page.html
    assert "重新开始" in page.text


async def test_what_is_brought_gets_a_code_and_the_code_says_that_it_waits(browser: Browser) -> None:
    received = await brought(browser, title="路灯不亮", body="村口三盏路灯坏了两周。")
    code = received.html.split('class="code">')[1].split("<")[0]

    standing = await browser.send(await browser.open("/window/track"), code=code)

    assert "已收到，正等待工作人员查看" in standing.text
    assert code not in str(standing.address)


async def test_a_code_nobody_was_given_tells_nothing(browser: Browser) -> None:
    page = await browser.send(await browser.open("/window/track"), code=secrets.token_hex(8))

    assert page.status == 404
    assert page.form.names == ["code", "factor"]


async def test_whoever_holds_the_code_sees_the_step_the_days_and_what_they_can_do(browser: Browser) -> None:
    receipt = await registered(browser)
    code = receipt.html.split('class="code">')[1].split("<")[0]

    standing = await browser.send(await browser.open("/window/track"), code=code)

    for said in ("柳湾村", "征求各方当事人意愿", "当日不计入，自次日起计算"):
        assert said in standing.text
    assert "王甲" not in standing.text


async def test_at_the_label_of_a_place_anybody_says_what_is_wrong_there(browser: Browser) -> None:
    page = await browser.open("/window/places/dx-0004")
    kinds = page.html.split('name="kind"')[1].split("</select>")[0]
    assert 'value="illegal-parking"' in kinds

    received = await browser.send(
        page, kind="illegal-parking", title="车堵了巷口", body="一辆面包车停了三天。"
    )

    assert "已收到" in received.text


async def test_a_place_nobody_knows_has_no_page(browser: Browser) -> None:
    assert (await browser.open("/window/places/dx-9999")).status == 404


async def test_no_page_lets_anything_in_from_elsewhere(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    for path in ("/", "/window/submit", "/window/track", "/desk/", "/desk/cases", "/desk/register/dispute"):
        page = await browser.open(path)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["referrer-policy"] == "same-origin"  # else browsers say "Origin: null"
        assert "http://" not in page.html
        assert "https://" not in page.html


async def test_what_the_pages_need_is_small_and_here(browser: Browser) -> None:
    answers = [await browser.http.get(f"/assets/{name}") for name in ("house.css", "house.js")]

    assert [each.status_code for each in answers] == [200, 200]
    assert sum(len(each.content) for each in answers) < 40_000


async def test_an_act_that_nobody_knows_changes_nothing_and_says_so(browser: Browser) -> None:
    receipt = await registered(browser)
    code = receipt.html.split('class="code">')[1].split("<")[0]

    page = await browser.http.post("/window/track", data={"code": code, "act": "nothing", "key": ""})

    assert page.status_code == 404
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("path", ["/", "/desk/sign-in", "/window/track?code=x"])
async def test_a_page_opened_under_another_name_of_this_machine_goes_on_under_its_own(
    browser: Browser, path: str
) -> None:
    """Forms of that other name would not be taken for ours."""
    office = browser.desk.app.state.office
    ours = "http://127.0.0.1:8000"
    browser.desk.app.state.office = replace(office, gate=replace(office.gate, origin=ours))

    other = await browser.http.get(f"http://localhost:8000{path}")
    elsewhere = await browser.http.get(f"http://example.org:8000{path}")
    browser.desk.app.state.office = office

    assert (other.status_code, other.headers["location"]) == (307, f"{ours}{path}")
    assert elsewhere.status_code != 307
