"""Agreements at the desk: a clause into the draft, everybody's signature, the seal, and on to the court."""

import base64
from typing import Any

import pytest

from pages.signing import with_clause
from rules.paper.filling import BLANK
from tests.api.conftest import CLERK, MEDIATOR, SECRETARY
from tests.api.test_asking import held, in_session, open_aftercare
from tests.api.test_autographs import png
from tests.files.samples import jpeg
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_papers import BUREAU, act, begun, filled, writing


async def drafted(browser: Browser) -> Read:
    """An agreement that the clerk has written."""
    page = await begun(browser, "D-23")
    return await browser.send(page, writing(page), **filled("D-23"))


async def to_be_signed(browser: Browser) -> Read:
    page = await drafted(browser)
    page = await browser.open(page.links["各方签名"])
    asking = act(page, "ask")
    return await browser.send(page, asking, mediator="周调解", is_me=CLERK)


def leading(page: Read, to: str) -> Form:
    return next(each for each in page.forms if each.action.endswith(to))


def by_hand(page: Read) -> list[Form]:
    return [each for each in page.forms if each.values.get("act") == ["handwritten"]]


async def scanned(browser: Browser, page: Read) -> Read:
    form = act(page, "scanned")
    said = {name: values for name, values in form.values.items() if name != "file"}
    files = {"file": ("签名.jpg", jpeg(), "image/jpeg")}
    return Read(await browser.http.post(page.address, data=said, files=files, follow_redirects=True))


async def all_signed(browser: Browser) -> Read:
    """One party by hand, everybody else on one scan."""
    page = await to_be_signed(browser)
    page = await browser.send(page, by_hand(page)[0], picture=base64.b64encode(png()).decode())
    return await scanned(browser, page)


async def test_a_clause_is_put_into_the_draft_with_what_was_said_and_blanks_for_the_rest(
    browser: Browser,
) -> None:
    page = await begun(browser, "D-23")

    said = {"clause__who": "王甲", "clause__how_much": "3000", "field__place": "甲村"}
    picked = await browser.send(page, writing(page), clause="pay-at-once", **said)
    saved = await browser.send(picked, writing(picked))

    draft = writing(picked).values
    assert "条款已加入草稿" in picked.text
    assert draft["field.terms"][-1].strip() == f"王甲向{BLANK}支付{BLANK}共计人民币3000元。"
    assert draft["field.place"] == [f"甲村；{BLANK}"]
    assert "拟稿" in saved.text
    assert "共计人民币3000元" in saved.text


async def test_from_the_table_to_the_court_everything_comes_filled_in(browser: Browser) -> None:
    case = await in_session(browser.desk)
    await browser.sign_in(MEDIATOR)
    papers = await browser.open(f"/desk{case.path}/drafted")
    paper = await browser.send(papers, form="D-23")
    paper = await browser.send(paper, writing(paper), **filled("D-23"))
    page = await browser.open(paper.links["各方签名"])
    page = await browser.send(page, act(page, "ask"), mediator="周调解", is_me=MEDIATOR)
    page = await scanned(browser, page)
    await browser.sign_in(SECRETARY)
    paper = await browser.open(paper.address.path)
    await browser.send(paper, act(paper, "seal"))
    await browser.sign_in(MEDIATOR)

    page = await browser.open(page.address.path)
    minutes = await browser.send(page, leading(page, "/minutes"))
    await case.done(MEDIATOR, "record-session", held(await case.parties(), "王甲付李乙三千元。"))
    await open_aftercare(browser.desk, case)
    page = await browser.open(page.address.path)
    applying = await browser.send(page, leading(page, "/hand-off"))
    sent = await browser.send(applying)

    assert minutes.form.values["outcome"] == ["agreement_full"]
    assert minutes.form.values["agreement.has_seal"] == ["yes"]
    assert "写明terms" in minutes.form.values["agreement.terms"][0]
    assert "已办" not in minutes.text
    assert applying.form.values["docking"] == ["judicial-confirmation"]
    assert applying.form.values["to"] == ["court"]
    people = "\n".join(applying.form.values["people"]).split()
    assert sorted(people) == sorted(await case.parties())
    assert "共同申请司法确认" in applying.form.values["summary"][0]
    assert "已起草移送，尚未发出" in sent.text, sent.text
    assert sent.address.path.startswith("/desk/cases/aftercare/")


async def test_what_is_no_clause_adds_nothing() -> None:
    shown: dict[str, Any] = {"clauses": [], "fields": []}

    assert with_clause(shown, {"clause": ["x"], "field.terms": ["甲"]}) == {
        "clause": ["x"],
        "field.terms": ["甲"],
    }


async def test_everybody_is_asked_and_signs_on_the_screen_on_paper_and_electronically(
    browser: Browser,
) -> None:
    page = await to_be_signed(browser)
    people = len(by_hand(page))

    page = await browser.send(page, by_hand(page)[0], picture=base64.b64encode(png()).decode())
    signed_by_one = len(by_hand(page))
    page = await browser.send(page, act(page, "electronic"))
    electronically = page.text
    page = await scanned(browser, page)

    assert people >= 3
    assert signed_by_one == people - 1
    assert "本地电子签署（非认证机构认证）" in electronically
    assert "验证通过" in electronically
    assert "各方都已签名，可以用印" in page.text
    assert "屏幕手写签名" in page.text
    assert "纸质签名扫描件" in page.text


async def test_without_a_script_the_frame_is_not_shown_and_the_scan_signs(browser: Browser) -> None:
    page = await to_be_signed(browser)

    assert page.html.count('data-sign="unable-') == page.html.count('<form method="post" data-sign=')
    assert page.html.count(" hidden>") >= len(by_hand(page))
    assert "请打印协议，签名后上传扫描件" in page.text
    assert "各方都已签名" in (await scanned(browser, page)).text


async def test_what_is_no_picture_is_no_signature_and_the_page_says_so(browser: Browser) -> None:
    page = await to_be_signed(browser)

    nothing = await browser.send(page, by_hand(page)[0], picture="")
    nonsense = await browser.send(page, by_hand(page)[0], picture="不是图")

    assert [each.status for each in (nothing, nonsense)] == [422, 422]
    assert len(by_hand(nonsense)) == len(by_hand(page))


async def test_the_seal_waits_and_says_for_whom(browser: Browser) -> None:
    page = await to_be_signed(browser)
    here = page.address.path.removesuffix("/signatures")
    await browser.sign_in(BUREAU)

    paper = await browser.open(here)

    assert "还有人没有签名，不能用印" in paper.text
    assert not [each for each in paper.forms if each.values.get("act") == ["seal"]]


async def test_an_agreement_that_is_written_anew_is_signed_anew(browser: Browser) -> None:
    page = await all_signed(browser)
    paper = await browser.open(page.address.path.removesuffix("/signatures"))

    anew = await browser.send(paper, writing(paper), **{**filled("D-23"), "field__place": "乙村"})
    page = await browser.open(anew.links["各方签名"])

    assert "还没有请各方签名" in page.text
    assert by_hand(page) == []


async def test_from_the_sealed_agreement_the_application_to_the_court_begins_filled_in(
    browser: Browser,
) -> None:
    signed = await all_signed(browser)
    here = signed.address.path
    await browser.sign_in(BUREAU)
    paper = await browser.open(here.removesuffix("/signatures"))
    paper = await browser.send(paper, act(paper, "seal"))
    number = paper.text.partition("已出具：")[2].split()[0]
    await browser.sign_in(CLERK)
    page = await browser.open(here)

    applying = next(each for each in page.forms if each.values.get("form") == ["D-25/application"])
    application = await browser.send(page, applying)

    assert "当场申请司法确认" in page.text
    fields = writing(application).values
    assert fields["field.agreement_no"] == [number]
    assert fields["field.effective_on"] == ["2026-11-26"]
    assert "王甲" in fields["field.applicants"][0]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_page_is_drawn_in_both_languages(browser: Browser, language: str) -> None:
    page = await to_be_signed(browser)
    await browser.open(f"/language?to={language}&back=/desk/")

    page = await browser.open(page.address.path)

    assert page.status == 200
    assert ("Upload the signed paper" if language == "en" else "上传签好的纸质协议") in page.text
