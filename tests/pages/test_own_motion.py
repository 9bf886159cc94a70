"""What an office begins by itself: each has its form, and whose it is not is told whose it is."""

from datetime import timedelta

import pytest

from rules.instants import legal_day
from tests.api.conftest import CLERK, DISPATCHER, SUPERVISOR
from tests.api.test_supervisions import BUREAU, LEADER
from tests.pages.conftest import Browser, Read
from tests.pages.test_desk import registered

HERE = "/desk/own-motion"
VOLUNTEER = "p-sl-t1-v1-volunteer"
FOUND = {"facts": "两次推给其他单位。", "demand": "五个工作日内受理。"}


async def number_of_a_case(browser: Browser) -> str:
    return "SL-" + (await registered(browser)).text.partition("SL-")[2].split()[0]


async def form_of(browser: Browser, person: str, what: str) -> Read:
    await browser.sign_in(person)
    return await browser.open(f"{HERE}/{what}")


async def test_a_case_leads_to_what_may_be_begun_about_it_and_the_number_stands_in_the_form(
    browser: Browser,
) -> None:
    number = await number_of_a_case(browser)
    await browser.sign_in(BUREAU)
    case = await browser.open(f"/desk/cases/dispute/{number}/1")

    offered = await browser.open(case.links["就这件事督办、包案、开会、吹哨"])
    form = await browser.open(offered.links["提出督办"])

    assert f"关于 {number}" in offered.text
    assert "督查立项" not in offered.text
    assert form.form.values["number"] == [number]
    assert "由另一人签发后才送达" in form.text


async def test_the_petition_department_opens_a_supervision(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    form = await form_of(browser, BUREAU, f"supervision?number={number}")

    opened = await browser.send(form, unit="sl-d4", ground="shirking", **FOUND)

    assert (opened.status, opened.address.path) == (200, f"/desk/cases/supervision/{number}/1")
    listed = await browser.open("/desk/oversight?kind=supervision")
    assert listed.links[number] == f"/desk/cases/supervision/{number}/1"


async def test_the_same_form_sent_twice_opens_one(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    form = await form_of(browser, BUREAU, f"supervision?number={number}")

    first = await browser.send(form, unit="sl-d4", ground="shirking", **FOUND)
    again = await browser.send(form, unit="sl-d4", ground="shirking", **FOUND)

    assert first.address == again.address
    assert (await browser.open(f"/desk/cases/supervision/{number}/2")).status == 404


async def test_an_old_matter_is_put_under_a_leader_and_stands_on_the_chart(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    form = await form_of(browser, BUREAU, f"backlog?number={number}")

    opened = await browser.send(form, ground="assigned-from-above")

    assert opened.address.path == f"/desk/cases/backlog/{number}/1"
    assert number in (await browser.open("/desk/backlog")).links


async def test_a_leader_announces_a_reception(browser: Browser) -> None:
    form = await form_of(browser, LEADER, "meeting")
    day = legal_day(browser.desk.clock.at) + timedelta(days=7)

    convened = await browser.send(
        form, kind="reception", title="领导接访", scheduled_for=f"{day}T09:00", place_unit="sl"
    )

    assert convened.status == 200
    assert convened.address.path.startswith("/desk/cases/meeting/SL-")
    assert "领导接访" in (await browser.open("/window/receptions")).text


async def test_an_inspection_says_of_whom_of_what_and_of_which_days(browser: Browser) -> None:
    form = await form_of(browser, SUPERVISOR, "inspection")

    opened = await browser.send(
        form,
        title="办理质量督查",
        units=["sl-t1", "sl-d1"],
        kinds=["dispute", "petition"],
        since="2026-01-01",
        until="2026-06-30",
        sample_size="5",
        jointly=["petition_bureau"],
    )

    assert opened.status == 200
    assert opened.address.path.startswith("/desk/cases/inspection/SL-")


async def test_units_are_whistled_for_and_one_more_row_keeps_what_was_written(browser: Browser) -> None:
    form = await form_of(browser, DISPATCHER, "dispatch")
    day = legal_day(browser.desk.clock.at) + timedelta(days=1)
    written = {
        "matter__channel": "phone",
        "matter__title": "厂门口聚集讨薪",
        "township": "sl-t1",
        "lead__role": "dept_head",
        "lead__unit": "sl-d1",
        "purpose": "到场核对数额。",
        "place": "鞋厂门口",
        "be_there_by": f"{day}T09:45",
    }

    wider = await browser.send(form, **written, more="units")
    opened = await browser.send(wider)

    rows = wider.html.partition('id="rows-units"')[2].split("<details")[1:]
    assert [row.partition(">")[0] for row in rows[:3]] == [
        ' class="row" open',
        ' class="row" open',
        ' class="row"',
    ]
    assert "author" not in str(form.form.names)
    assert opened.status == 200
    assert opened.address.path.startswith("/desk/cases/dispatch/SL-")


async def test_an_incident_is_declared_with_its_grade_chosen(browser: Browser) -> None:
    form = await form_of(browser, DISPATCHER, "incident")

    declared = await browser.send(
        form,
        matter__channel="phone",
        matter__title="施工现场对峙",
        township="sl-t1",
        grade="general",
        words="两村村民对峙。",
    )

    assert declared.address.path.startswith("/desk/cases/incident/SL-")


async def test_a_recommendation_rests_on_the_matters_it_names(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    form = await form_of(browser, BUREAU, f"recommendation?number={number}")
    said = dict.fromkeys(("problem", "evidence", "analysis", "proposal"), "村道养护责任不清。")

    drafted = await browser.send(form, kind="D-14", to="sl-d4", **said)

    assert form.form.values["cases"] == [number]
    assert drafted.address.path.startswith("/desk/cases/recommendation/SL-")


async def test_a_special_report_is_made_and_opens(browser: Browser) -> None:
    form = await form_of(browser, SUPERVISOR, "report")

    made = await browser.send(form, since="2026-01-01", until="2026-01-31", kind="dispute")

    assert made.status == 200
    assert made.address.path == "/desk/reports/special/2026-01-01/2026-01-31"
    assert "专报" in made.text


async def test_a_volunteer_logs_what_a_team_did(browser: Browser) -> None:
    form = await form_of(browser, VOLUNTEER, "activity")

    logged = await browser.send(
        form,
        team="red-house-3",
        unit="sl-t1-v1",
        kind="patrol",
        held_on="2026-01-05",
        volunteers="4",
        hours="8",
    )

    assert (logged.status, logged.address.path) == (200, "/desk/activities")


async def test_what_was_left_out_is_marked_and_what_was_written_stands(browser: Browser) -> None:
    form = await form_of(browser, BUREAU, "supervision")

    refused = await browser.send(form, number="SL-2026-000001", facts="推给其他单位。")

    assert refused.status == 422
    assert "这一项要填。" in refused.text
    assert refused.form.values["facts"] == ["推给其他单位。"]


async def test_whoever_may_begin_nothing_is_told_whose_each_is(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    offered = await browser.open(HERE)
    form = await browser.open(f"{HERE}/supervision")

    assert "您的岗位没有可以立项、召集的。" in offered.text
    assert "由信访部门及其负责人提出。" in offered.text
    assert "由信访部门及其负责人提出。" in form.text
    assert "facts" not in form.form.names


async def test_what_is_sent_all_the_same_is_refused_by_the_house_itself(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    form = await form_of(browser, BUREAU, f"supervision?number={number}")
    page = await browser.sign_in(CLERK)
    csrf = next(each for each in page.forms if each.action == "/desk/sign-out").values["csrf"][0]

    refused = await browser.send(form, unit="sl-d4", ground="shirking", csrf=csrf, **FOUND)

    assert refused.status == 409
    assert (await browser.open(f"/desk/cases/supervision/{number}/1")).status == 404


@pytest.mark.parametrize("path", [f"{HERE}/nothing", f"{HERE}/report/1"])
async def test_what_nobody_begins_has_no_page(browser: Browser, path: str) -> None:
    await browser.sign_in(BUREAU)

    assert (await browser.open(path)).status == 404
