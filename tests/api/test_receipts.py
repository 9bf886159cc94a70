"""The handoffs of a matter with their receipts; since when a case is whose; notes; and what is marked."""

from uuid import uuid4

import pytest

from rules.handoff.commands import MessageDelivered
from tests.api.conftest import CLERK, DISPATCHER, MEDIATOR, NEXT_VILLAGE, SECRETARY, Desk
from tests.api.test_exchanges import given_up, sent_to_the_police, tried


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


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("no-address", "对方系统没有登记地址，尚未送达"),
        ("ConnectError", "对方系统还没有收下，尚未送达"),
        (None, "正在送往对方系统，尚未送达"),
    ],
)
async def test_whoever_sent_a_handoff_is_told_why_it_has_not_arrived_and_whom_to_tell(
    desk: Desk, answer: str | None, said: str
) -> None:
    case, handoff = await sent_to_the_police(desk)
    if answer:
        await tried(desk, handoff, answer)

    (told,) = (await (await desk.sign_in(SECRETARY)).get(f"/matters/{case.number}/handoffs")).json()

    assert told["undelivered"]["zh"].startswith(said)
    assert "运行维护人员" in told["undelivered"]["zh"]


async def test_what_is_tried_no_more_is_said_so(desk: Desk) -> None:
    case, handoff = await sent_to_the_police(desk)
    reader = await desk.sign_in(SECRETARY)
    await tried(desk, handoff, "422")
    await given_up(desk, handoff, "422")

    (told,) = (await reader.get(f"/matters/{case.number}/handoffs")).json()

    assert "已经停止重试" in told["undelivered"]["zh"]


async def test_what_the_other_side_has_taken_is_undelivered_no_more(desk: Desk) -> None:
    case, handoff = await sent_to_the_police(desk)
    reader = await desk.sign_in(SECRETARY)
    await tried(desk, handoff, "taken", taken=True)
    await desk.engine.update(
        handoff, MessageDelivered(id=str(uuid4()), seq=2, taken_at=desk.clock.at, effect="taken")
    )

    (told,) = (await reader.get(f"/matters/{case.number}/handoffs")).json()

    assert told["undelivered"] is None
