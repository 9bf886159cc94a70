"""The handoffs of a matter with their receipts; since when a case is whose; notes; and what is marked."""

from tests.api.conftest import CLERK, DISPATCHER, MEDIATOR, NEXT_VILLAGE, SECRETARY, Desk


async def test_a_note_in_a_dispute_is_read_by_those_who_work_on_it_and_by_no_code(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "add-note", {"words": "周三先去看现场。"})

    read = await case.read(MEDIATOR)
    by_code = await desk.http.get("/public/status", headers={"Tracking-Code": case.code})

    assert read["timeline"][-1]["texts"] == {"words": "周三先去看现场。"}
    assert by_code.status_code == 200
    assert "周三先去看现场" not in by_code.text


async def test_a_case_says_since_when_it_is_with_whoever_has_it(desk: Desk) -> None:
    case = await desk.dispute()

    read = await case.read()

    assert read["owner_since"] == read["case"]["opened_at"]


async def test_a_mark_stands_with_the_matter_for_whoever_reads_its_file(desk: Desk) -> None:
    case = await desk.dispute()
    marker = await desk.sign_in(DISPATCHER)
    made = await marker.post(f"/matters/{case.number}/marks", {"confidentiality": "private"})
    assert made.status_code == 201, made.text

    shown = (await marker.get(f"/matters/{case.number}")).json()

    assert [each["confidentiality"] for each in shown["marks"]] == ["private"]
    assert shown["marks"][0]["seat"] == "centre_dispatcher@sl"


async def test_a_matter_without_handoffs_has_none_and_one_not_seen_is_not_there(desk: Desk) -> None:
    case = await desk.dispute()

    mine = await (await desk.sign_in(CLERK)).get(f"/matters/{case.number}/handoffs")
    theirs = await (await desk.sign_in(NEXT_VILLAGE)).get(f"/matters/{case.number}/handoffs")

    assert (mine.status_code, mine.json(), theirs.status_code) == (200, [], 404)
