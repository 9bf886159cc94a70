"""A matter that has its number and no case yet: found from the desk, and registered under that number."""

import re
from uuid import uuid4

from tests.api.conftest import CLERK, SUPERVISOR
from tests.pages.conftest import Browser, Read
from tests.pages.test_desk import DISPUTE, screened


async def submitted(browser: Browser, **said: str) -> None:
    clerk = await browser.desk.sign_in(CLERK)
    answer = await clerk.post("/submissions", {"channel": "visit", **said}, str(uuid4()))
    assert answer.status_code == 201, answer.text


async def classified(browser: Browser, **said: str) -> Read:
    """What the clerk sees once they have classified what somebody brought."""
    await submitted(browser, **said)
    await browser.sign_in(CLERK)
    listed = await browser.open("/desk/submissions")
    links = [each for each in listed.html.split('"') if each.startswith("/desk/submissions/")]
    opened = [await browser.open(each) for each in dict.fromkeys(links)]
    return await browser.send(
        next(each for each in opened if said["body"].split("\n")[0] in each.text), purpose="ordinary"
    )


WALL = {"title": "邻居砌墙占了我家宅基地", "body": "邻居李某砌墙越界占地，请求调解。", "author": "赵丙"}


async def test_what_was_classified_is_registered_next_the_likeliest_first(browser: Browser) -> None:
    done = await classified(browser, **WALL)
    number = re.findall(r"SL-\d{4}-\d{6}", done.text)[0]
    matter = await browser.open(f"/desk/matters/{number}")

    for page in (done, matter):
        ways = [each for each in page.html.split('"') if each.endswith(f"?matter={number}")]
        assert ways == [
            f"/desk/register/{kind}?matter={number}" for kind in ("dispute", "petition", "consultation")
        ]
    assert "还没有定程序" in matter.text
    assert "按来件的文字，可能是" in matter.text


async def test_what_is_no_dispute_by_its_words_is_registered_as_a_petition_first(browser: Browser) -> None:
    done = await classified(browser, title="其他申诉求决", body="请求落实政策待遇。")

    ways = [each for each in done.html.split('"') if "?matter=" in each]
    assert ways[0].startswith("/desk/register/petition?")


async def test_a_matter_is_registered_under_its_own_number_and_is_no_longer_undecided(
    browser: Browser,
) -> None:
    number = re.findall(r"SL-\d{4}-\d{6}", (await classified(browser, **WALL)).text)[0]
    assert number in (await browser.open("/desk/matters?status=intake")).text
    page = await browser.open(f"/desk/register/dispute?matter={number}")
    assert WALL["body"] in page.text
    assert "matter.title" not in page.form.names
    assert page.form.values["parties.0.name"] == ["赵丙"]

    filled = {name: said for name, said in DISPUTE.items() if not name.startswith("matter__")}
    lacking = await browser.send(page, **{**filled, "village": ""}, **screened(page))
    assert (lacking.status, lacking.form.values["number"]) == (422, [number])
    receipt = await browser.send(lacking, **filled, **screened(page))

    assert re.findall(r"SL-\d{4}-\d{6}", receipt.text)[0] == number
    assert receipt.links["查看案件"] == f"/desk/cases/dispute/{number}/1"
    assert number not in (await browser.open("/desk/matters?status=intake")).text
    assert f"?matter={number}" not in (await browser.open(f"/desk/matters/{number}")).html


async def test_what_was_answered_and_where_it_is_are_suggested_as_its_kind_and_its_village(
    browser: Browser,
) -> None:
    clerk = await browser.desk.sign_in(CLERK)
    units = (await clerk.get("/units")).json()
    village = next(each["name"] for each in units if each["unit"] == "sl-t1-v1")
    tree = (await clerk.get("/diversion/tree")).json()
    questions = {each["id"]: each for each in tree["questions"]}
    lines, at = ["他家的墙占了我家的地。"], tree["first"]
    for code in ("own", "land", "homestead"):
        choice = next(each for each in questions[at]["choices"] if each["code"] == code)
        lines.append(f"{questions[at]['zh']} {choice['zh']}")
        at = choice["to"]

    for said, kind in ((lines, ["homestead"]), (lines[:-1], [""])):
        body, place = "\n".join(said), f"{village}村口，老槐树边" if kind[0] else "河边"
        done = await classified(browser, title="宅基地被占", body=body, place=place)
        number = re.findall(r"SL-\d{4}-\d{6}", done.text)[0]
        page = await browser.open(f"/desk/register/dispute?matter={number}")
        assert page.form.values.get("dispute_type", [""]) == kind
        assert page.form.values.get("village", [""]) == (["sl-t1-v1"] if kind[0] else [""])


async def test_a_petition_about_a_matter_knows_how_it_came(browser: Browser) -> None:
    number = re.findall(r"SL-\d{4}-\d{6}", (await classified(browser, **WALL)).text)[0]
    page = await browser.open(f"/desk/register/petition?matter={number}")
    assert page.form.values["channel"] == ["visit"]

    receipt = await browser.send(page, people__0__role="petitioner")

    assert receipt.links["查看案件"] == f"/desk/cases/petition/{number}/1"


async def test_a_draft_about_a_matter_is_still_about_it_and_gone_once_it_is_registered(
    browser: Browser,
) -> None:
    number = re.findall(r"SL-\d{4}-\d{6}", (await classified(browser, **WALL)).text)[0]
    page = await browser.open(f"/desk/register/consultation?matter={number}")
    await browser.send(page, do="keep")

    resumed = await browser.open(f"/desk/register/consultation?draft={page.form.values['key'][0]}")

    assert resumed.form.values["number"] == [number]
    assert WALL["body"] in resumed.text
    receipt = await browser.send(resumed, people__0__role="petitioner")
    assert receipt.links["查看案件"] == f"/desk/cases/consultation/{number}/1"
    assert page.form.values["key"][0] not in (await browser.open("/desk/register")).html


async def test_what_always_brings_a_matter_of_its_own_is_about_no_other(browser: Browser) -> None:
    number = re.findall(r"SL-\d{4}-\d{6}", (await classified(browser, **WALL)).text)[0]

    page = await browser.open(f"/desk/register/errand?matter={number}")

    assert "number" not in page.form.names
    assert WALL["body"] not in page.text


async def test_a_matter_nobody_sees_is_registered_as_nothing(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    assert (await browser.open("/desk/register/dispute?matter=SL-2026-999999")).status == 404


async def test_whoever_may_only_read_a_matter_is_offered_nothing(browser: Browser) -> None:
    number = re.findall(r"SL-\d{4}-\d{6}", (await classified(browser, **WALL)).text)[0]
    await browser.sign_in(SUPERVISOR)

    matter = await browser.open(f"/desk/matters/{number}")

    assert (matter.status, f"?matter={number}" in matter.html) == (200, False)


async def test_what_is_no_case_yet_stands_beside_the_worklist_with_how_much_there_is(
    browser: Browser,
) -> None:
    await classified(browser, **WALL)
    before = await browser.open("/desk/")
    await submitted(browser, title="新来的", body="刚送来的一件。")

    after = await browser.open("/desk/")

    assert counted(after, "收件箱") == counted(before, "收件箱") + 1
    assert counted(after, "还没有定程序的事项") > 0
    assert after.links["收件箱"] == "/desk/submissions"
    assert WALL["title"] not in after.text
    await browser.sign_in(SUPERVISOR)
    theirs = await browser.open("/desk/")
    assert "收件箱" not in theirs.text
    assert "还没有定程序的事项" not in theirs.text


def counted(page: Read, words: str) -> int:
    found = re.search(rf">{words} <strong>(\d+)</strong>", page.html)
    assert found, page.text
    return int(found[1])


async def test_before_anybody_has_it_the_code_offers_no_upload_and_says_kindly_what_to_do(
    browser: Browser,
) -> None:
    clerk = await browser.desk.sign_in(CLERK)
    body = {"channel": "visit", "title": "路灯", "body": "井边的路灯坏了五天。"}
    code = (await clerk.post("/submissions", body, str(uuid4()))).json()["tracking"]
    unread = await browser.send(await browser.open("/window/track"), code=code)
    await browser.sign_in(CLERK)
    listed = await browser.open("/desk/submissions")
    links = [each for each in listed.html.split('"') if each.startswith("/desk/submissions/")]
    opened = [await browser.open(each) for each in dict.fromkeys(links)]
    await browser.send(next(each for each in opened if body["body"] in each.text), purpose="ordinary")

    standing = await browser.send(await browser.open("/window/track"), code=code)
    sent = await browser.http.post("/window/papers", data={"code": code, "key": str(uuid4())})

    for page in (unread, standing):
        assert "照片和文件要等定下由谁办理以后才能在这里补" in page.text
        assert "/window/papers" not in page.html
    assert "已经编号" in standing.text
    assert "照片和文件要等定下由谁办理" in sent.text
    assert "重新打开案件" not in sent.text


async def test_the_receipt_says_what_it_is_about_who_they_are_and_who_received_it(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    receipt = await browser.send(page, **DISPUTE, **screened(page))

    for said in ("宅基地边界", "王甲", "李乙", "接收单位", "定下由谁办理以后，还可以凭它补材料"):
        assert said in receipt.text


async def test_both_sides_of_a_dispute_bear_the_star_and_a_third_does_not(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open("/desk/register/dispute")

    demanded = {n: bool(re.search(rf'name="parties\.{n}\.name"[^>]* required', page.html)) for n in range(3)}
    assert demanded == {0: True, 1: True, 2: False}
    assert "选“涉及”的不在这里调解" in page.text
    more = await browser.send(page, parties__2__name="王乙", more="parties")
    assert "parties.3.name" in more.form.names
