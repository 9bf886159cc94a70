"""Administration: who sits where, what waits for a second person, registers, and how a day comes about."""

import re

import pytest

from tests.api.conftest import ADMIN, DISPATCHER, SECURITY, SUPERVISOR
from tests.pages.conftest import Browser, Read

HERE = "/desk/administration"


async def proposed(browser: Browser, person: str, role: str, unit: str = "sl") -> Read:
    """A seat, asked for by the system's administrator."""
    await browser.sign_in(ADMIN)
    page = await browser.open(f"{HERE}/do/seat")
    return await browser.send(
        page, person=person, role=role, unit=unit, valid_from="2026-11-02", because="appointment"
    )


async def test_whoever_looks_after_the_installation_is_led_there_and_nobody_else(browser: Browser) -> None:
    theirs = await browser.sign_in(ADMIN)
    others = await browser.sign_in(DISPATCHER)

    assert HERE in theirs.links.values()
    assert HERE not in others.links.values()


async def test_everything_there_has_a_page(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    first = await browser.open(HERE)

    acts = [link for link in first.links.values() if link.startswith(f"{HERE}/do/")]
    shown = [await browser.open(link) for link in acts]

    assert len(acts) == 6
    assert [page.status for page in shown] == [200] * 6
    assert [page for page in shown if "because" not in page.form.names] == []


async def test_an_ordinary_seat_is_given_at_once_and_stands_among_the_changes(browser: Browser) -> None:
    page = await proposed(browser, "p-no-seat", "grid_worker", "sl-t1-v1")

    assert page.address.path == f"{HERE}/changes"
    assert "已记录" in page.text
    seats = await browser.open(f"{HERE}/seats?unit=sl-t1-v1")
    assert "p-no-seat" in seats.text


async def test_people_are_called_by_their_names_and_the_latest_change_stands_first(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    person = await browser.open(f"{HERE}/do/person")
    said = {"valid_from": "2026-11-02", "because": "appointment"}
    await browser.send(person, person="p-named-one", name="苏晚晴", **said)

    page = await proposed(browser, "苏晚晴", "grid_worker", "sl-t1-v1")

    rows = re.findall(r"<tr>(.*?)</tr>", page.html, re.DOTALL)
    first = Read.cells(rows[1])
    assert first[2].startswith("苏晚晴 p-named-one · 网格员")
    seats = await browser.open(f"{HERE}/seats?unit=sl-t1-v1")
    assert "苏晚晴 p-named-one" in seats.text


async def test_a_person_is_chosen_from_a_list_that_says_name_and_post(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/do/seat")
    new = await browser.open(f"{HERE}/do/person")

    assert re.search(r'<option value="p-sl-archivist">[^<]+ · [^<]*档案', page.html)
    assert 'name="person" aria-describedby="f-person-help" list="people"' in page.html
    assert 'list="people"' not in new.html


async def test_a_name_nobody_has_and_a_name_two_have_are_said_kindly_and_nothing_changes(
    browser: Browser,
) -> None:
    await browser.sign_in(ADMIN)
    said = {"valid_from": "2026-11-02", "because": "appointment", "name": "沈同名"}
    for ref in ("p-same-1", "p-same-2"):
        await browser.send(await browser.open(f"{HERE}/do/person"), person=ref, **said)

    nobody = await proposed(browser, "无此人", "grid_worker", "sl-t1-v1")
    several = await proposed(browser, "沈同名", "grid_worker", "sl-t1-v1")
    leaving = await browser.open(f"{HERE}/handover?ref=无此人")

    assert (nobody.status, several.status, leaving.status) == (422, 422, 422)
    assert "人员登记中没有“无此人”" in nobody.text
    assert "人员登记中没有“无此人”" in leaving.text
    assert "叫“沈同名”的不止一位：p-same-1；p-same-2" in several.text
    assert several.form.values["person"] == ["沈同名"]
    assert nobody.links["登记人员"] == "/desk/administration/do/person"
    assert "登记人员" not in several.links
    assert "例如 p-sl-t1-07" in (await browser.open(nobody.links["登记人员"])).text


async def test_a_seat_that_reads_what_is_confidential_waits_until_another_person_confirms_it(
    browser: Browser,
) -> None:
    page = await proposed(browser, "p-many-seats", "discipline_clerk")
    assert "待第二人确认后生效" in page.text
    assert f"（{ADMIN}）。提请人自己不能确认" in page.text
    refused = await browser.send(page, answer="confirm", because="appointment")
    assert refused.status in (403, 409)

    await browser.sign_in(SECURITY)
    waiting = await browser.open(f"{HERE}/changes")
    after = await browser.send(waiting, answer="confirm", because="appointment")

    assert (after.status, "没有待确认的变更" in after.text) == (200, True)


async def test_what_was_left_out_is_marked_and_nothing_changes(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    page = await browser.open(f"{HERE}/do/person")

    again = await browser.send(page, person="p-new")

    assert again.status == 422
    assert "wrong" in again.html
    assert again.form.values["person"] == ["p-new"]


async def test_a_unit_nobody_sits_in_says_so(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/seats?unit=nowhere")

    assert "没有登记岗位" in page.text


async def test_whoever_has_no_seat_any_more_is_told_that_it_takes_one(browser: Browser) -> None:
    unit, role, since = "sl-t1-v1", "grid_worker", "2026-11-02"
    admin = await browser.desk.sign_in(ADMIN)
    seat = {
        "person": "p-seat-lost",
        "role": role,
        "unit": unit,
        "valid_from": since,
        "because": "appointment",
    }
    person = {"person": "p-seat-lost", "name": "离席人", "valid_from": since, "because": "appointment"}
    assert (await admin.post("/directory/people", person)).status_code == 201
    assert (await admin.post("/directory/seats", seat)).status_code == 201
    await browser.sign_in("p-seat-lost")
    ended = await admin.post("/directory/seats/end", {**seat, "because": "transfer"})
    assert ended.status_code == 201

    pages = [await browser.open(f"{HERE}/seats{asked}") for asked in ("", f"?unit={unit}")]

    assert [page.status for page in pages] == [403, 403]
    assert ["这项管理事务不由您的岗位办理" in page.text for page in pages] == [True, True]


async def test_every_period_says_from_what_how_long_and_by_which_article(browser: Browser) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/clocks")

    assert "《信访工作条例》第34条" in page.text
    assert f"{HERE}/clocks/K-07" in page.links.values()


async def test_a_day_is_reckoned_and_says_how_it_comes_about(browser: Browser) -> None:
    await browser.sign_in(ADMIN)
    page = await browser.open(f"{HERE}/clocks/K-07")

    told = await browser.open(f"{HERE}/clocks/K-07?start=2026-07-06&extend=30")
    later = await browser.open(f"{HERE}/clocks/K-13?start=2026-08-31&from=2026-09-02&to=2026-09-11")

    assert page.form.names == ["start", "extend", "from", "to"]
    assert "到期日 2026年10月8日" in told.text
    assert "延长30日" in told.text
    assert "到期日 2026年10月10日" in later.text


@pytest.mark.parametrize("start", ["yesterday", "2026-13-01"])
async def test_a_day_that_is_none_is_refused_and_stands_as_it_was_written(
    browser: Browser, start: str
) -> None:
    await browser.sign_in(ADMIN)

    page = await browser.open(f"{HERE}/clocks/K-07?start={start}")

    assert page.status == 422
    assert page.form.values["start"] == [start]


async def test_a_register_shows_its_lines_or_that_there_are_none(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    page = await browser.open(f"{HERE}/registers/mediators")

    assert page.status == 200
    assert "还没有内容" in page.text


@pytest.mark.parametrize("where", ["do/nothing", "clocks/K-999", "registers/nothing"])
async def test_what_nobody_knows_is_not_there(browser: Browser, where: str) -> None:
    await browser.sign_in(ADMIN)

    assert (await browser.open(f"{HERE}/{where}")).status in (404, 422)


@pytest.mark.parametrize("changes", [{"number": "1/decline"}, {"answer": "perhaps"}])
async def test_a_proposal_that_nobody_made_is_not_answered(browser: Browser, changes: dict[str, str]) -> None:
    page = await browser.sign_in(ADMIN)
    csrf = next(form for form in page.forms if form.action == "/desk/sign-out").values["csrf"][0]

    sent = await browser.http.post(
        f"{HERE}/changes", data={"number": "1", "answer": "confirm", "key": "k", "csrf": csrf, **changes}
    )

    assert sent.status_code == 404
