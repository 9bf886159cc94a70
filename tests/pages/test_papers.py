"""Papers at the desk: begun from the case, written beside a preview, taken from hand to hand, printed."""

import re
from html import unescape

import pytest

from rules.paper.table import FORMS
from tests.api.conftest import CLERK
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_desk import registered
from tests.paper.conftest import needs_a_chinese_font, whole

BUREAU, HEAD = "p-sl-petition-bureau", "p-sl-petition-bureau-head"


async def begun(browser: Browser, form: str = "D-07") -> Read:
    """A paper that the clerk has begun for a dispute they have just registered."""
    receipt = await registered(browser)
    papers = await browser.open(f"{receipt.links['查看案件']}/drafted")
    return await browser.send(papers, form=form)


def writing(page: Read) -> Form:
    return next(each for each in page.forms if each.values.get("act") == ["write"])


def act(page: Read, name: str) -> Form:
    return next(each for each in page.forms if each.values.get("act") == [name])


def filled(form: str = "D-07") -> dict[str, str]:
    said = whole(form, "")
    return {f"field__{code}": v if isinstance(v, str) else "\n".join(v) for code, v in said.items()}


async def written(browser: Browser) -> Read:
    page = await begun(browser)
    return await browser.send(page, writing(page), **filled())


async def test_the_case_leads_to_its_papers(browser: Browser) -> None:
    receipt = await registered(browser)
    case = await browser.open(receipt.links["查看案件"])

    papers = await browser.open(case.links["拟写文书、查看已拟文书"])

    assert papers.status == 200
    assert "还没有拟写的文书" in papers.text
    assert 'value="D-17/minutes"' in papers.html
    assert 'value="D-09"' not in papers.html


async def test_a_draft_says_what_is_missing_and_shows_how_it_will_look(browser: Browser) -> None:
    page = await begun(browser, "D-18")

    assert page.status == 200
    assert "案件中已有的内容已经填好" in page.text
    assert "还缺" in page.text
    assert "＿＿＿＿" in page.text
    assert "王甲" in page.text


async def test_what_is_written_stands_in_the_preview_as_words(browser: Browser) -> None:
    page = await begun(browser)

    after = await browser.send(
        page, writing(page), **{**filled(), "field__reasons": "<script>alert(1)</script>"}
    )

    assert after.status == 200
    assert "<script>alert" not in after.html
    assert "<script>alert(1)</script>" in after.text
    assert "必填内容已经写全" in after.text


async def test_a_wrong_day_is_marked_and_what_was_written_stands(browser: Browser) -> None:
    page = await begun(browser)

    after = await browser.send(page, writing(page), **{**filled(), "field__received_on": "昨天"})

    assert after.status == 422
    assert after.html.count('class="field wrong"') == 1
    assert "写明reasons" in after.text


async def test_from_hand_to_hand_it_is_issued_served_and_printed(browser: Browser) -> None:
    page = await written(browser)
    here = page.address.path
    for person, hand in ((BUREAU, "review"), (HEAD, "sign"), (CLERK, "seal")):
        await browser.sign_in(person)
        page = await browser.open(here)
        page = await browser.send(page, act(page, hand))
        assert page.status == 200, page.text

    served = await browser.send(
        page, act(page, "serve"), method="direct", receiver="本人", served_on="2026-11-02"
    )
    file = await browser.http.get(f"{here}/printed?as=docx")
    register = await browser.open("/desk/seals?unit=sl&year=2026")

    assert "已出具：示治异〔2026〕" in page.text
    assert "直接送达 · 本人" in served.text
    assert file.content[:2] == b"PK"
    assert 'filename="D-07-' in file.headers["content-disposition"]
    assert "示治异〔2026〕" in register.text


async def sealed(browser: Browser) -> str:
    """The number of a paper that went through every hand."""
    here = (await written(browser)).address.path
    for person, hand in ((BUREAU, "review"), (HEAD, "sign"), (CLERK, "seal")):
        await browser.sign_in(person)
        page = await browser.open(here)
        page = await browser.send(page, act(page, hand))
    return str(re.findall(r"示治异〔2026〕\d+号", page.text)[0])


async def test_the_seal_register_goes_on_page_after_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = {await sealed(browser), await sealed(browser)}
    monkeypatch.setattr("pages.papers.LINES", 1)

    shown = [await browser.open("/desk/seals?unit=sl&year=2026")]
    while "下一页" in shown[-1].links:
        shown.append(await browser.open(f"/desk/seals{shown[-1].links['下一页']}"))

    stands = [re.findall(r"示治异〔2026〕\d+号", page.text) for page in shown]
    assert [len(each) for each in stands[:-1]] == [1] * (len(shown) - 1)
    assert numbers <= {each for page in stands for each in page}


async def test_whoever_drafted_is_told_why_they_do_not_review(browser: Browser) -> None:
    await registered(browser)
    page = await written(browser)

    assert "拟稿、审核、签发、用印" in page.text or "审核" in page.text
    assert not [each for each in page.forms if each.values.get("act") == ["review"]]


@needs_a_chinese_font
async def test_the_case_leads_to_its_whole_file(browser: Browser) -> None:
    receipt = await registered(browser)
    case = await browser.open(receipt.links["查看案件"])

    file = await browser.http.get(case.links["下载全卷（PDF）"])

    assert file.content.startswith(b"%PDF-")
    assert file.headers["repr-digest"].startswith("sha-256=:")


async def test_an_issued_paper_is_printed_for_each_of_the_people(browser: Browser) -> None:
    page = await begun(browser, "D-31")
    page = await browser.send(page, writing(page), **filled("D-31"))
    assert "打印给各人的副本" not in page.text

    page = await browser.send(page, act(page, "finish"))

    assert "打印给各人的副本" in page.text
    assert "王甲" in page.text
    copy = re.search(r'href="([^"]*for=third-party[^"]*as=docx)"', page.html)
    assert copy is not None
    assert (await browser.http.get(unescape(copy[1]))).content[:2] == b"PK"


async def test_a_paper_that_goes_back_says_why(browser: Browser) -> None:
    page = await written(browser)
    await browser.sign_in(BUREAU)
    page = await browser.open(page.address.path)

    back = await browser.send(page, act(page, "send-back"), reason="依据没有写明条款。")

    assert "依据没有写明条款。" in back.text


async def test_a_form_that_nobody_knows_is_refused_with_the_page_still_there(browser: Browser) -> None:
    receipt = await registered(browser)
    papers = await browser.open(f"{receipt.links['查看案件']}/drafted")

    refused = await browser.send(papers, form="D-09")

    assert refused.status == 409
    assert "由办理程序自己出具" in refused.text


async def test_a_register_of_no_year_asks_for_one(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    assert (await browser.open("/desk/seals")).status == 200
    assert "这一年还没有用印" in (await browser.open("/desk/seals?year=2001")).text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_of_papers_is_drawn_in_both_languages(browser: Browser, language: str) -> None:
    page = await written(browser)
    await browser.open(f"/language?to={language}&back=/desk/")

    papers = [await browser.open(each) for each in (page.address.path, page.address.path.rpartition("/")[0])]

    titles = FORMS["D-07"].zh, FORMS["D-07"].en
    assert [each.status for each in papers] == [200, 200]
    assert all(titles[language == "en"] in each.text for each in papers)
