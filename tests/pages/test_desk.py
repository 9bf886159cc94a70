"""At the desk: sign in, see what waits, open a case, do what can be done, and be told why the rest cannot."""

import re

import pytest

from api import examples
from tests.api import test_petition_papers as petition_papers
from tests.api.conftest import CLERK, NEXT_VILLAGE, SECRETARY
from tests.pages.conftest import Browser, Read

DISPUTE = {
    "matter__title": "宅基地边界",
    "matter__body": "两家为院墙争执多年。",
    "dispute_type": "boundary",
    "village": "sl-t1-v1",
    "parties__0__role": "applicant",
    "parties__0__name": "王甲",
    "parties__1__role": "respondent",
    "parties__1__name": "李乙",
}


def screened(page: Read) -> dict[str, str]:
    """Every question of the screen answered with no."""
    names = dict.fromkeys(name for name in page.form.names if name.startswith("screen."))
    return dict.fromkeys((name.replace(".", "__") for name in names), "no")


async def registered(browser: Browser) -> Read:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")
    return await browser.send(page, **DISPUTE, **screened(page))


async def the_case(browser: Browser) -> Read:
    """A dispute that the clerk has just registered, as the village's secretary opens it from the worklist."""
    number = (await registered(browser)).text.partition("SL-")[2].split()[0]
    await browser.sign_in(SECRETARY)
    return await browser.open(f"/desk/cases/dispute/SL-{number}/1")


async def test_whoever_has_not_signed_in_is_shown_where_and_then_comes_where_they_wanted(
    browser: Browser,
) -> None:
    asked = await browser.open("/desk/cases")
    assert asked.address.path == "/desk/sign-in"

    arrived = await browser.send(asked, person=CLERK)

    assert (arrived.status, arrived.address.path) == (200, "/desk/cases")


async def test_a_name_nobody_has_signs_nobody_in(browser: Browser) -> None:
    page = await browser.sign_in("p-nobody")

    assert page.status == 404
    assert "登录" in page.text


@pytest.mark.parametrize(
    "back", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
)
async def test_signing_in_leads_nowhere_else(browser: Browser, back: str) -> None:
    page = await browser.open(f"/desk/sign-in?back={back}")

    arrived = await browser.send(page, person=CLERK)

    assert str(arrived.address).startswith("https://fengqiao.example/")


async def test_a_clerk_registers_a_dispute_in_one_page_and_gets_the_receipt(browser: Browser) -> None:
    receipt = await registered(browser)

    assert receipt.status == 200
    assert "登记回执" in receipt.text
    assert "查询码" in receipt.text
    assert receipt.links["查看案件"].startswith("/desk/cases/dispute/SL-")


async def test_what_the_law_does_not_let_be_mediated_is_shown_to_its_door_and_nothing_is_lost(
    browser: Browser,
) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    again = await browser.send(page, **DISPUTE, **{**screened(page), "screen__crime": "yes"})

    assert again.status == 409
    assert "→" in again.text
    assert again.form.values["matter.title"] == ["宅基地边界"]
    assert again.form.values["key"] == page.form.values["key"]


async def test_what_was_left_out_is_marked_and_what_was_written_stands(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    again = await browser.send(page, **{**DISPUTE, "village": ""}, **screened(page))

    assert again.status == 422
    assert again.html.count('class="field wrong"') == 1
    assert again.form.values["parties.1.name"] == ["李乙"]


async def test_the_same_form_sent_twice_registers_once(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")
    filled = {**DISPUTE, **screened(page)}

    first, second = await browser.send(page, **filled), await browser.send(page, **filled)

    assert first.links["查看案件"] == second.links["查看案件"]


async def test_a_case_says_where_it_stands_who_has_it_and_why_that_day(browser: Browser) -> None:
    page = await the_case(browser)

    assert 'aria-current="step"><span class="step">村（社区）调解' in page.html
    for said in ("柳湾村", "征求各方当事人意愿", "当日不计入，自次日起计算", "王甲", "登记"):
        assert said in page.text
    assert "记录同意" in page.links
    assert "暂不能办的，以及为什么" in page.text


async def test_what_can_be_done_is_a_form_and_once_done_stands_in_the_case(browser: Browser) -> None:
    case = await the_case(browser)
    form = await browser.open(case.links["记录同意"])
    party = next(value for value in form.html.split('value="') if "王甲" in value).split('"')[0]

    after = await browser.send(form, party=party, form="written")

    assert after.address.path == case.address.path
    assert "已办：记录同意" in after.text
    assert after.html.count('<li id="e') == case.html.count('<li id="e') + 1


async def test_a_form_that_was_opened_before_somebody_else_acted_changes_nothing(browser: Browser) -> None:
    case = await the_case(browser)
    late = await browser.open(case.links["记录同意"])
    party = next(value for value in late.html.split('value="') if "王甲" in value).split('"')[0]
    await browser.send(await browser.open(case.links["认领"]))

    again = await browser.send(late, party=party, form="written")

    assert again.status == 412
    assert again.form.values["seen"] != late.form.values["seen"]


async def test_a_form_sent_twice_is_done_once_even_if_it_could_not_be_done_again(browser: Browser) -> None:
    case = await the_case(browser)
    form = await browser.open(case.links["认领"])

    first, second = await browser.send(form), await browser.send(form)

    assert (first.status, second.status) == (200, 200)
    assert second.html.count('<li id="e') == first.html.count('<li id="e') == case.html.count('<li id="e') + 1


async def test_a_verb_that_nobody_knows_is_not_there(browser: Browser) -> None:
    case = await the_case(browser)
    form = await browser.open(case.links["认领"])

    sent = await browser.http.post(f"{case.address.path}/nothing", data=form.form.values)

    assert sent.status_code == 404


async def test_what_cannot_be_done_now_says_why(browser: Browser) -> None:
    case = await the_case(browser)

    page = await browser.open(f"{case.address.path}/record-session")

    assert page.status == 409
    assert "现在的环节" in page.text


async def test_a_case_of_the_next_village_is_not_there(browser: Browser) -> None:
    case = await the_case(browser)
    await browser.sign_in(NEXT_VILLAGE)

    page = await browser.open(case.address.path)

    assert page.status == 404
    assert "王甲" not in page.text


async def test_a_form_that_another_page_sends_changes_nothing(browser: Browser) -> None:
    case = await the_case(browser)
    form = await browser.open(case.links["认领"])

    without = await browser.send(form, csrf="")
    from_elsewhere = await browser.http.post(
        form.address, data=form.form.values, headers={"Origin": "https://elsewhere.example"}
    )

    assert (without.status, from_elsewhere.status_code) == (403, 403)


async def test_whatever_people_write_is_words_and_never_markup(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")
    hostile = "<script>alert(1)</script>&\"'"

    receipt = await browser.send(page, **{**DISPUTE, "parties__0__name": hostile}, **screened(page))
    case = await browser.open(receipt.links["查看案件"])

    assert case.status == 200
    assert "<script>alert" not in case.html
    assert hostile in case.text


async def test_the_same_page_in_english(browser: Browser) -> None:
    case = await the_case(browser)

    english = await browser.open(case.links["English"])

    assert english.address.path == case.address.path
    assert "What can be done now" in english.text
    assert 'lang="en"' in english.html


async def test_a_case_is_found_by_name(browser: Browser) -> None:
    case = await the_case(browser)

    found = await browser.send(await browser.open("/desk/search"), q="王甲")

    assert case.address.path in found.links.values()


async def test_every_verb_that_can_be_done_now_has_a_form(browser: Browser) -> None:
    case = await the_case(browser)
    acts = case.html.partition('<ul class="acts">')[2].partition("</ul>")[0]
    forms = set(re.findall(r'href="([^"]+)"', acts))

    shown = {link: await browser.open(link) for link in forms}

    assert len(shown) > 5
    assert {page.status for page in shown.values()} == {200}
    assert [link for link, page in shown.items() if "key" not in page.form.names] == []


@pytest.mark.parametrize("kind", ["petition", "consultation", "event", "errand"])
async def test_everything_that_is_brought_has_its_page(browser: Browser, kind: str) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open(f"/desk/register/{kind}")

    assert page.status == 200
    assert not {"number", "edition", "matter.channel"} & set(page.form.names)


async def test_who_signs_out_is_asked_who_they_are(browser: Browser) -> None:
    page = await browser.sign_in(CLERK)
    signing_out = next(form for form in page.forms if form.action == "/desk/sign-out")

    await browser.send(page, signing_out)

    assert (await browser.open("/desk/")).address.path == "/desk/sign-in"


def test_the_example_of_the_document_is_what_the_page_asks_for() -> None:
    body = examples.DISPUTE["dispute"]["value"]
    asked = {name.partition("__")[0] for name in DISPUTE}

    assert asked | {"screen"} <= set(body)


async def test_a_browser_demands_nothing_of_what_may_be_left_out(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    demanded = set(re.findall(r'name="([^"]+)"[^>]* required', page.html))

    assert {"parties.0.name", "parties.1.name", "screen.crime"} <= demanded  # both sides, or it is refused
    assert not [name for name in demanded if name.startswith("parties.2")]


async def test_a_list_is_as_long_as_its_lines_and_not_as_many_characters(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    area = page.html.partition('name="other_townships"')[2].partition(">")[0]

    assert "maxlength" not in area


async def test_a_paper_is_read_as_it_went_out(browser: Browser) -> None:
    path = await petition_papers.registered(browser.desk, "R-17")
    told = {"explanation": "欠薪由劳动监察查处，已当面说明。"}
    await petition_papers.done(browser.desk, path, petition_papers.BUREAU, "guide", told)
    await petition_papers.carried(browser.desk, path)
    await browser.sign_in(petition_papers.BUREAU)
    case = await browser.open(f"/desk{path}")

    paper = await browser.open(case.links["其他法定途径告知书"])

    assert paper.status == 200
    assert "欠薪由劳动监察查处" in paper.text
