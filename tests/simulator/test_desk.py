"""At the desk of an agency, and at its door."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import contract
from conformance import matter
from tests.simulator.playing import at_the_desk, court, heard, send_matter


async def test_people_of_the_agency_take_a_matter_to_its_end(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit, "judicial-confirmation")
        for act in ("receive", "sign", "accept", "progress"):
            assert (await at_the_desk(kit, subject, act)).status_code == 200

        await at_the_desk(kit, subject, "return", data={"outcome": "confirmed", "note": "裁定有效。"})

        await kit.state(subject, "returned")
        await kit.send("confirmed", subject, {})
        shown = (await kit.client.get(f"{kit.url}/desk/exchanges/{subject}")).json()
        listed = (await kit.client.get(f"{kit.url}/desk/exchanges")).json()
        assert listed == [shown]
        assert shown["stage"] == "closed"
        assert [each["what"] for each in shown["heard"]] == ["sent", "confirmed"]
        assert shown["said"][-1]["data"]["note"] == "裁定有效。"
        assert shown["on_their_way"] == []


async def test_what_cannot_be_said_is_said_only_by_force(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)

        no = await at_the_desk(kit, subject, "return", data={"outcome": "agreement"})
        forced = await at_the_desk(kit, subject, "return", data={"outcome": "agreement"}, forced=True)

        assert (no.status_code, no.json()["detail"]) == (409, "not-at-this-stage")
        assert forced.status_code == 200
        await kit.hear(subject, "returned")


async def test_the_desk_knows_what_it_has_and_what_it_can_do(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)

        answers = [
            await at_the_desk(kit, "nobody/1", "accept"),
            await at_the_desk(kit, subject, "dance"),
            await kit.client.get(f"{kit.url}/desk/exchanges/nobody/1"),
            await kit.client.post(f"{kit.url}/desk/push", json={"docking": "dancing"}),
            await kit.client.get(f"{kit.url}s/desk/exchanges"),
            await kit.client.get(f"{kit.url}/../health"),
        ]

        assert [each.status_code for each in answers] == [404, 422, 404, 422, 404, 200]


async def test_at_a_closed_door_nothing_about_this_is_taken_until_it_is_opened(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        shut, other = matter.new_subject(), matter.new_subject()
        door = {"subject": shut, "closed": True}
        sent = {
            name: said for name, said in matter.practice("court", "stay-silent").items() if name != "practice"
        }
        await kit.client.post(f"{kit.url}/desk/doors", json=door)

        turned_away = await kit.send("sent", shut, sent)
        beside = await kit.send("sent", other, sent)
        await kit.client.post(f"{kit.url}/desk/doors", json={**door, "closed": False})
        again = await kit.repeat(turned_away.id, turned_away.body)

        assert (turned_away.response.status_code, turned_away.response.json()["code"]) == (422, "not-taken")
        assert (beside.response.status_code, again.status_code) == (202, 202)


async def test_an_id_is_answered_by_what_became_of_it(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        recalled = await kit.send("recalled", subject, {"reason": "不再需要。"})
        await kit.send("supplied", subject, matter.supplement())

        again = await kit.repeat(recalled.id, recalled.body)

        assert again.status_code == 200
        assert again.json() == recalled.receipt
        assert recalled.receipt["stage"] == "recalled"


async def test_what_waited_for_its_matter_is_decided_in_its_order(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = matter.new_subject()
        early = [
            await kit.send("confirmed", subject, {}),
            await kit.send("consent-ended", subject, {"party": "party-1"}),
            await kit.send("recalled", subject, {"reason": "不再需要。"}),
            await kit.send("returned", subject, {"outcome": "certificate", "documents": []}),
        ]
        assert {each.receipt["effect"] for each in early} == {"pending"}
        assert {each.receipt["holder"] for each in early} == {None}

        await kit.send("sent", subject, matter.practice("court", "stay-silent"))

        repeated = [(await kit.repeat(each.id, each.body)).json() for each in early]
        assert [(each["effect"], each["reason"]) for each in repeated] == [
            ("refused", "not-at-this-stage"),
            ("taken", None),
            ("refused", "ended"),
            ("refused", "not-at-this-stage"),
        ]


async def test_an_outcome_of_another_docking_is_refused_with_its_place(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        await kit.client.post(f"{kit.url}/desk/push", json={"docking": "notary"})
        subject = await kit.pushed()

        returned = await kit.send("returned", subject, {"outcome": "agreement", "documents": []})

        assert returned.response.status_code == 422
        assert returned.response.json()["errors"][0]["pointer"] == "/data/outcome"


async def test_a_body_names_the_id_under_which_it_is_signed_and_its_type(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        body = matter.written(
            matter.message("sent", matter.new_subject(), matter.practice("court", "accept"))
        )

        other_id = await kit.post(body, kit.keys.headers("another", body))
        other_type = await kit.post(
            body, {**kit.keys.headers("another", body), "content-type": "application/json"}
        )

        assert other_id.json()["errors"][0]["pointer"] == "/id"
        assert (other_type.status_code, other_type.json()["code"]) == (400, "not-a-cloudevent")


async def test_the_largest_message_is_taken_and_one_byte_more_is_not(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        whole = matter.message("sent", matter.new_subject(), matter.practice("court", "stay-silent"))
        body = matter.written(whole)
        largest = body + b" " * (contract.LARGEST - len(body))

        answers = [
            await kit.post(each, kit.keys.headers(whole["id"], each))
            for each in (largest + b" ", largest + b" " * 2_000_000, largest)
        ]

        assert [each.status_code for each in answers] == [413, 413, 202]


@pytest.mark.parametrize(("late_by", "status"), [(299, 202), (-299, 202), (302, 401), (-302, 401)])
async def test_the_clock_is_handed_in(tmp_path: Path, late_by: int, status: int) -> None:
    then = datetime(2027, 1, 1, tzinfo=UTC)
    async with court(tmp_path / "s", now=lambda: then) as kit:
        whole = matter.message("sent", matter.new_subject(), matter.practice("court", "stay-silent"))
        body = matter.written(whole)

        headers = kit.keys.headers(whole["id"], body, at=then - timedelta(seconds=late_by))
        answer = await kit.post(body, headers)

        assert answer.status_code == status


async def test_an_agency_that_was_recalled_says_nothing_more_at_its_desk(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        subject = await send_matter(kit)
        await kit.send("recalled", subject, {"reason": "不再需要。"})

        no = await at_the_desk(kit, subject, "accept")

        assert (no.status_code, no.json()["detail"]) == (409, "recalled")
        assert heard(kit, subject) == []
