"""Administration, further: accounts, who leaves, what is masked, audit, personal information, rules."""

from dataclasses import replace
from uuid import uuid4

import pytest

from pages.drawing import Reader
from tests.api.conftest import ADMIN, AUDITOR, CLERK, DISPATCHER, SUPERVISOR, Desk
from tests.pages.conftest import Browser

HERE = "/desk/administration"
HEAD = "p-sl-dispute-resolution-centre"


@pytest.mark.parametrize(
    ("person", "page", "said"),
    [
        (ADMIN, "accounts", "不用本地账号"),
        (ADMIN, "handover", "先预览，再交接"),
        (AUDITOR, "audit", "不含内容"),
        (DISPATCHER, "unmaskings", "标明保密类别"),
        (HEAD, "keeping", "保管期限表"),
        (ADMIN, "publications", "demo/2026.1"),
        (CLERK, "routes", "R-01"),
        (ADMIN, "paper-forms", "文书目录"),
        (ADMIN, "agencies", "密钥只在系统设置中"),
    ],
)
async def test_each_place_says_what_it_is_for(browser: Browser, person: str, page: str, said: str) -> None:
    await browser.sign_in(person)

    shown = await browser.open(f"{HERE}/{page}")

    assert (shown.status, said in shown.text) == (200, True)


async def test_what_a_seat_may_not_do_is_not_offered_and_the_page_says_what_it_takes(
    browser: Browser,
) -> None:
    await browser.sign_in(CLERK)

    first = await browser.open(HERE)
    form = await browser.open(f"{HERE}/do/unit")

    assert f"{HERE}/do/unit" not in first.links.values()
    assert "由系统管理员办理" in first.text
    assert "由系统管理员办理" in form.text
    assert "valid_from" not in form.form.names


async def test_what_is_sent_all_the_same_is_refused_by_the_house_itself(browser: Browser) -> None:
    page = await browser.sign_in(CLERK)
    csrf = next(form for form in page.forms if form.action == "/desk/sign-out").values["csrf"][0]
    key = "0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e77"

    sent = await browser.http.post(
        f"{HERE}/do/person",
        data={
            "person": "p-x",
            "name": "某某",
            "valid_from": "2026-11-02",
            "because": "appointment",
            "key": key,
            "csrf": csrf,
        },
    )

    assert sent.status_code == 403


@pytest.mark.parametrize("act", ["nothing", "unmask", "account-reset", "release_hold?number=x"])
async def test_an_act_on_nothing_is_not_there(browser: Browser, act: str) -> None:
    await browser.sign_in(DISPATCHER)

    assert (await browser.open(f"{HERE}/do/{act}")).status == 404


async def test_a_hold_is_placed_and_released_and_both_stand_in_the_register(
    browser: Browser, county: Desk
) -> None:
    case = await county.dispute()
    await browser.sign_in(HEAD)
    page = await browser.open(f"{HERE}/do/place_hold?number={case.number}")

    held = await browser.send(page, ground="litigation", reason="法院已经立案")
    release = next(link for link in held.links.values() if "/do/release_hold" in link)
    free = await browser.send(await browser.open(release), reason="诉讼已经终结")

    assert held.address.path == f"{HERE}/keeping/{case.number}"
    assert "保全中" in held.text
    assert "没有保全" in free.text
    assert "已解除保全" in free.text
    assert [link for link in free.links.values() if "/do/release_hold" in link] == []


async def test_somebody_asks_to_see_their_own_information_and_is_given_a_copy(
    browser: Browser, county: Desk
) -> None:
    case = await county.dispute()
    added = {"Tracking-Code": case.code, "Idempotency-Key": str(uuid4())}
    for path, body in (
        ("words", {"words": "昨天又停水了。"}),
        ("notices", {"way": "email", "address": "a@b.example"}),
    ):
        assert (await county.http.post(f"/public/status/{path}", json=body, headers=added)).status_code == 200
    await browser.sign_in(HEAD)
    page = await browser.open(f"{HERE}/do/receive_data_request?number={case.number}")

    asked = await browser.send(page, asks="see", words="想看看登记了什么")
    grant = next(link for link in asked.links.values() if "/do/grant_data_request" in link)
    granted = await browser.send(await browser.open(grant))
    copy = await browser.open(granted.links["本人信息复制件"])

    assert granted.status == 200
    assert [link for link in granted.links.values() if "/do/grant_data_request" in link] == []
    assert (copy.status, "核对本人身份" in copy.text) == (200, True)
    assert "昨天又停水了。" in copy.text
    assert "接收通知的地址 a@b.example" in copy.text


async def test_a_register_of_a_matter_is_found_by_its_number(browser: Browser, county: Desk) -> None:
    case = await county.dispute()
    await browser.sign_in(HEAD)
    page = await browser.open(f"{HERE}/keeping")

    found = await browser.send(page, number=case.number)
    nowhere = await browser.send(page, number="XT-0000-00000000-0")

    assert found.address.path == f"{HERE}/keeping/{case.number}"
    assert nowhere.status == 404


async def test_an_emergency_look_waits_to_be_reviewed_by_whoever_supervises(
    browser: Browser, county: Desk
) -> None:
    case = await county.dispute()
    await browser.sign_in("p-sl-t2-political-legal-commissioner")
    page = await browser.open(f"{HERE}/do/emergency-look")
    asked = await browser.send(page, number=case.number, reason="有人受伤，须马上联系家属")

    await browser.sign_in(SUPERVISOR)
    waiting = await browser.open(f"{HERE}/unmaskings?which=to-review")
    review = [link for link in waiting.links.values() if "/do/look-review" in link][-1]
    reviewed = await browser.send(await browser.open(review), finding="justified")

    assert asked.status == 200
    assert case.number in waiting.text
    assert case.number not in reviewed.text


async def test_whoever_may_not_agree_is_told_so_and_whose_it_is_and_nothing_of_a_case(
    browser: Browser,
) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open(f"{HERE}/unmaskings?which=to-agree")
    audit = await browser.open(f"{HERE}/audit")

    assert (page.status, audit.status) == (403, 403)
    assert ("县级领导" in page.text, "由审计员办理" in audit.text) == (True, True)
    assert [each for each in (page, audit) if "案件页面" in each.text] == []


async def test_whoever_keeps_the_house_is_offered_no_register_and_told_whose_they_are(
    browser: Browser,
) -> None:
    await browser.sign_in(ADMIN)

    first = await browser.open(HERE)
    register = await browser.open(f"{HERE}/registers/mediators")

    assert [link for link in first.links.values() if "/registers/" in link] == []
    assert "名册由县矛盾纠纷调处中心、司法所管理" in first.text
    assert (register.status, "名册由县矛盾纠纷调处中心、司法所管理" in register.text) == (200, True)


async def test_the_auditor_reads_lines_and_counts_and_nobody_else(browser: Browser, county: Desk) -> None:
    await county.dispute()
    await browser.sign_in(AUDITOR)
    theirs = await browser.open(f"{HERE}/audit?since=2026-11-01&until=2026-11-30&kind=reading")
    wrong = await browser.open(f"{HERE}/audit?since=2026-11-30&until=2026-11-01")
    await browser.sign_in(CLERK)
    others = await browser.open(f"{HERE}/audit")

    assert (theirs.status, wrong.status, others.status) == (200, 422, 403)
    assert "明细" in theirs.text
    assert "明细" not in others.text


async def seated(browser: Browser, unit: str) -> None:
    """Somebody who will leave is given a seat."""
    page = await browser.open(f"{HERE}/do/seat")
    said = {"person": "p-leaving", "role": "grid_worker", "valid_from": "2026-11-02"}
    await browser.send(page, unit=unit, because="appointment", **said)


async def test_who_leaves_hands_over_what_the_preview_showed_and_nothing_that_came_after(
    browser: Browser,
) -> None:
    await browser.sign_in(ADMIN)
    new = await browser.open(f"{HERE}/do/person")
    said = {"person": "p-leaving", "name": "要走的人", "valid_from": "2026-11-02"}
    await browser.send(new, because="appointment", **said)
    await seated(browser, "sl-t1-v2")
    early = await browser.open(f"{HERE}/handover?ref=p-leaving&on=2026-11-09")
    await seated(browser, "sl-t2-v1")
    page = await browser.open(f"{HERE}/handover?ref=p-leaving&on=2026-11-09")

    stale = await browser.send(early, because="transfer")
    done = await browser.send(page, because="transfer")

    assert "网格员" in page.text
    assert (stale.status, "sl-t2-v1" in stale.text) == (409, True)
    assert (done.status, "p-leaving" in done.text) == (200, True)
    assert "begun" in str(done.address)


async def test_a_line_is_entered_in_a_register_by_its_keeper(browser: Browser) -> None:
    await browser.sign_in(HEAD)
    page = await browser.open(f"{HERE}/do/enter-readiness")

    entered = await browser.send(
        page,
        ref="q-pages",
        unit="sl-t1",
        valid_from="2026-11-02",
        because="appointment",
        what__item="sign",
        what__count="1",
    )

    assert entered.address.path == f"{HERE}/registers/readiness"
    assert "q-pages" in entered.text


async def test_rules_that_reach_no_open_case_are_not_published(browser: Browser) -> None:
    await browser.sign_in(DISPATCHER)
    page = await browser.open(f"{HERE}/do/publish-rules")

    refused = await browser.send(page, edition="demo/2026.1")

    assert refused.status == 422
    assert "trouble" in refused.html


async def test_a_route_says_where_it_leads_and_by_which_article(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    shown = await browser.open(f"{HERE}/routes/R-01")

    assert (shown.status, "依据" in shown.text) == (200, True)


async def test_papers_say_in_words_through_whose_hands_they_go_in_either_language(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/paper-forms")
    await browser.http.get("/language?to=en&back=/")
    english = await browser.open(f"{HERE}/paper-forms")
    await browser.http.get("/language?to=zh&back=/")

    assert "审核、签名、盖章" in page.text
    assert "review, sign, seal" in english.text
    assert ("Petitioner" in english.text, "信访人" in english.text) == (True, False)
    assert [each for each in (page, english) if "[" in each.text] == []


async def test_why_something_is_kept_is_said_in_the_readers_language_alone(browser: Browser) -> None:
    await browser.sign_in(HEAD)

    page = await browser.open(f"{HERE}/keeping")
    await browser.http.get("/language?to=en&back=/")
    english = await browser.open(f"{HERE}/keeping")
    await browser.http.get("/language?to=zh&back=/")

    assert ("县级规定第32项" in page.text, "county policy 32" in page.text) == (True, False)
    assert ("县级规定第32项" in english.text, "county policy 32" in english.text) == (False, True)


async def test_a_period_without_a_length_offers_nothing_to_reckon(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    listed = await browser.open(f"{HERE}/clocks")

    pages = [await browser.open(f"{HERE}/clocks/{each}") for each in ("K-01", "K-07")]

    assert "未规定" in listed.text
    assert ["没有规定长短" in each.text for each in pages] == [True, False]
    assert ["start" in each.form.names for each in pages] == [False, True]


async def test_a_day_of_leaving_that_is_none_is_marked_where_it_was_written(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/handover?ref=p-sl-archivist&on=yesterday")

    assert page.status == 422
    assert '<label class="wrong">' in page.html
    assert 'aria-invalid="true" type="date"' in page.html


async def test_what_a_register_says_is_said_in_words(browser: Browser) -> None:
    await browser.sign_in(HEAD)

    here = await browser.open(f"{HERE}/registers/mediators")
    there = await browser.open("/desk/registers?register=mediators")
    agencies = await browser.open(f"{HERE}/agencies")

    assert [each for each in (here, there) if "county-committee" in each.text] == []
    assert "信访部门" in agencies.text


async def test_names_one_after_the_other_are_parted_as_the_language_does_it() -> None:
    zh, en = Reader("zh", "/"), Reader("en", "/")

    assert [each.joined(["a", "b"]) for each in (zh, en)] == ["a、b", "a, b"]
    assert [each.officer("p-x") for each in (zh, replace(en, people={"p-x": ("苏晚晴", "")}))] == [
        "p-x",
        "苏晚晴 (p-x)",
    ]
    assert [each.own("县级规定第32项 county policy 32") for each in (zh, en)] == [
        "县级规定第32项",
        "county policy 32",
    ]
    assert en.own("《民法典》") == "《民法典》"
    assert en.posts("unmask").endswith("and others")
    assert "discipline" not in en.posts("hold-files").casefold()


async def test_what_is_published_is_offered_to_who_proposes_it_and_others_are_told_whose_it_is(
    browser: Browser,
) -> None:
    await browser.sign_in(ADMIN)
    theirs = await browser.open(f"{HERE}/publications")
    await browser.sign_in(DISPATCHER)
    ours = await browser.open(f"{HERE}/publications")

    acts = [f"{HERE}/do/publish-calendar" in each.links.values() for each in (theirs, ours)]
    assert acts == [False, True]
    assert "放假安排和期限规则由" in theirs.text
