"""The directory through the API: who changes it, by two where that is asked, and what the next request
finds."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import text

from local.postgres import Postgres
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    MEDIATOR,
    MONDAY,
    SECRETARY,
    SECURITY,
    SUPERVISOR,
    Caller,
    Desk,
    county_of_its_own,
)

TODAY = date(2026, 11, 2)
_numbers = itertools.count(1)


def day(n: int) -> str:
    return (TODAY + timedelta(days=n)).isoformat()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, whose people come and go."""
    async with county_of_its_own(postgres, "api_directory") as desk:
        yield desk


@dataclass
class Keeping:
    """The directory as its keepers change it, in a village of this test's own."""

    desk: Desk
    unit: str

    async def as_(
        self, person: str, path: str, body: dict[str, Any], key: str | None = None
    ) -> httpx.Response:
        caller = await self.desk.sign_in(person)
        return await caller.post(f"/directory/{path}", {"because": "appointment", **body}, key)

    async def done(self, person: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self.as_(person, path, body)
        assert answer.status_code in (201, 202), answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def person(self) -> str:
        ref = f"p-new-{next(_numbers)}"
        await self.done(ADMIN, "people", {"person": ref, "name": "新人", "valid_from": day(-30)})
        return ref

    async def seated(self, role: str, person: str | None = None, unit: str | None = None, **more: Any) -> str:
        """Somebody in a seat of this unit, confirmed by a second person where it takes two."""
        person = person or await self.person()
        seat = {"person": person, "role": role, "unit": unit or self.unit, "valid_from": day(0), **more}
        made = await self.done(ADMIN, "seats", seat)
        if made["waits"]:
            number = made["changes"][0]["change"]["number"]
            await self.done(SECURITY, f"proposals/{number}/confirm", {})
        return person

    async def delegated(self, person: str, deputy: str, role: str, **more: Any) -> httpx.Response:
        leave = {
            "because": "leave",
            "person": person,
            "role": role,
            "unit": self.unit,
            "deputy": deputy,
            "valid_from": day(0),
            "valid_until": day(7),
            **more,
        }
        return await self.as_(ADMIN, "delegations", leave)

    async def seats_of(self, person: str) -> dict[str, str]:
        """What somebody acts as now, and by what right."""
        me = (await (await self.desk.sign_in(person)).get("/me")).json()
        return {seat["act_as"]: seat["capacity"] for seat in me["seats"]}


@pytest_asyncio.fixture(loop_scope="session")
async def keeping(desk: Desk) -> AsyncIterator[Keeping]:
    unit = f"sl-d-new-{next(_numbers)}"
    here = Keeping(desk, unit)
    entered = {"unit": unit, "parent": "sl", "organ": "department", "name": "新设局", "valid_from": day(-30)}
    await here.done(ADMIN, "units", entered)
    yield here


async def test_only_the_administrator_changes_the_directory_and_sees_no_case(keeping: Keeping) -> None:
    case = await keeping.desk.dispute()
    body = {"person": "p-x", "name": "某人", "valid_from": day(0)}

    assert [
        (await keeping.as_(who, "people", body)).status_code for who in (CLERK, SUPERVISOR, AUDITOR, SECURITY)
    ] == [
        403,
        403,
        403,
        403,
    ]
    administrator = await keeping.desk.sign_in(ADMIN)
    assert (await administrator.get(case.path)).status_code == 404
    assert (await administrator.get("/cases")).json()["total"] == 0
    assert (await administrator.get("/search", q="张")).status_code in (200, 404, 422)


async def test_a_seat_that_reads_contacts_waits_for_a_second_person(keeping: Keeping) -> None:
    new = await keeping.person()
    seat = {"person": new, "role": "dept_handler", "unit": keeping.unit, "valid_from": day(0)}

    proposed = await keeping.as_(ADMIN, "seats", seat)

    assert proposed.status_code == 202
    assert proposed.json()["waits"]
    number = proposed.json()["changes"][0]["change"]["number"]
    assert await signs_in(keeping.desk, new) is False  # it is not theirs yet
    waiting = (await (await keeping.desk.sign_in(SECURITY)).get("/directory/proposals")).json()
    assert number in [line["change"]["number"] for line in waiting]
    by_the_same = await keeping.as_(ADMIN, f"proposals/{number}/confirm", {})
    assert (by_the_same.status_code, by_the_same.json()["code"]) == (409, "not-by-who-proposed-it")
    assert (await keeping.as_(SECURITY, f"proposals/{number}/confirm", {})).status_code == 201
    assert await keeping.seats_of(new) == {f"dept_handler@{keeping.unit}": "holder"}
    again = await keeping.as_(SECURITY, f"proposals/{number}/confirm", {})
    assert (again.status_code, again.json()["code"]) == (409, "no-such-proposal")


async def test_a_seat_that_reads_no_contacts_takes_one_person(keeping: Keeping) -> None:
    new = await keeping.person()
    seat = {"person": new, "role": "grid_worker", "unit": "sl-t1-v1", "valid_from": day(0)}

    assert (await keeping.as_(ADMIN, "seats", seat)).status_code == 201


async def test_a_declined_grant_is_none(keeping: Keeping) -> None:
    new = await keeping.person()
    seat = {"person": new, "role": "dept_head", "unit": keeping.unit, "valid_from": day(0)}
    number = (await keeping.done(ADMIN, "seats", seat))["changes"][0]["change"]["number"]

    await keeping.done(SECURITY, f"proposals/{number}/decline", {})

    assert await signs_in(keeping.desk, new) is False
    assert (await keeping.as_(SECURITY, f"proposals/{number}/confirm", {})).status_code == 409


async def test_whoever_moves_between_units_is_denied_at_the_next_request(keeping: Keeping) -> None:
    handler = await keeping.seated("dept_handler")
    session = await keeping.desk.sign_in(handler)  # signed in before, and goes on with the same token
    before = f"dept_handler@{keeping.unit}"
    held = {"person": handler, "role": "dept_handler", "unit": keeping.unit, "valid_from": day(0)}
    assert (await session.get("/me")).json()["seats"][0]["act_as"] == before

    await keeping.done(ADMIN, "seats/end", {**held, "because": "transfer"})

    assert (await session.get("/me")).json()["seats"] == []
    session.headers["Act-As"] = before
    assert (await session.get("/cases")).status_code == 403
    del session.headers["Act-As"]
    await keeping.seated("dept_handler", handler, "sl-d4")
    assert [seat["act_as"] for seat in (await session.get("/me")).json()["seats"]] == ["dept_handler@sl-d4"]


async def test_a_deputy_acts_for_the_days_that_are_named_and_not_at_the_next_request(
    keeping: Keeping,
) -> None:
    handler, deputy = (
        await keeping.seated("dept_handler"),
        await keeping.seated("grid_worker", unit="sl-t1-v2"),
    )
    proposed = await keeping.delegated(handler, deputy, "dept_handler")
    assert proposed.status_code == 202  # the seat reads contacts
    number = proposed.json()["changes"][0]["change"]["number"]
    await keeping.done(SECURITY, f"proposals/{number}/confirm", {})
    seat = f"dept_handler@{keeping.unit}"
    session = await keeping.desk.sign_in(deputy)

    shown = {each["act_as"]: each for each in (await session.get("/me")).json()["seats"]}
    assert (shown[seat]["capacity"], shown[seat]["instead_of"], shown[seat]["until"]) == (
        "deputy",
        handler,
        day(7),
    )
    assert await keeping.seats_of(handler) == {}  # who is on leave does not act meanwhile

    keeping.desk.clock.pass_by(days=6)
    assert seat in {
        each["act_as"] for each in (await (await keeping.desk.sign_in(deputy)).get("/me")).json()["seats"]
    }
    keeping.desk.clock.pass_by(days=1)
    late = await keeping.desk.sign_in(deputy)
    assert seat not in {each["act_as"] for each in (await late.get("/me")).json()["seats"]}
    late.headers["Act-As"] = seat
    assert (await late.get("/cases")).status_code == 403
    assert await keeping.seats_of(handler) == {seat: "holder"}


async def test_whoever_is_back_early_ends_their_deputys_time_themselves(keeping: Keeping) -> None:
    worker, deputy = await keeping.seated("grid_worker"), await keeping.seated("dept_handler")
    made = (await keeping.delegated(worker, deputy, "grid_worker")).json()
    id = made["changes"][0]["change"]["body"]["after"]["id"]
    stranger = await keeping.as_(CLERK, f"delegations/{id}/end", {"because": "back-early"})
    assert stranger.status_code == 403

    ended = await keeping.as_(worker, f"delegations/{id}/end", {"because": "back-early"})

    assert ended.status_code == 201
    assert await keeping.seats_of(worker) == {f"grid_worker@{keeping.unit}": "holder"}


async def test_a_person_names_their_own_deputy_and_nobody_elses(keeping: Keeping) -> None:
    worker, deputy = await keeping.seated("grid_worker"), await keeping.seated("grid_worker", unit="sl-t1-v3")
    leave = {
        "because": "leave",
        "person": worker,
        "role": "grid_worker",
        "unit": keeping.unit,
        "deputy": deputy,
        "valid_from": day(1),
        "valid_until": day(3),
    }

    assert (await keeping.as_(deputy, "delegations", leave)).status_code == 403
    assert (await keeping.as_(worker, "delegations", leave)).status_code == 201
    overlapping = await keeping.as_(worker, "delegations", {**leave, "valid_from": day(2)})
    assert (overlapping.status_code, overlapping.json()["code"]) == (409, "deputised-already")
    assert len(overlapping.json()["details"]) == 1  # it says with which


async def test_what_is_not_an_absence_needs_no_deputy(keeping: Keeping) -> None:
    worker = await keeping.seated("grid_worker")

    refused = await keeping.delegated(worker, MEDIATOR, "grid_worker", because="appointment")

    assert refused.status_code == 422


async def test_an_empty_seat_falls_to_the_head_of_its_unit_until_it_is_filled(keeping: Keeping) -> None:
    head, handler = await keeping.seated("dept_head"), await keeping.seated("dept_handler")
    seat = f"dept_handler@{keeping.unit}"
    assert seat not in await keeping.seats_of(head)

    held = {"person": handler, "role": "dept_handler", "unit": keeping.unit, "valid_from": day(0)}
    await keeping.done(ADMIN, "seats/end", {**held, "because": "resignation"})

    assert (await keeping.seats_of(head))[seat] == "stand-in"
    empty = (await (await keeping.desk.sign_in(SUPERVISOR)).get("/directory/empty-seats")).json()
    (mine,) = [each for each in empty if (each["role"], each["unit"]) == ("dept_handler", keeping.unit)]
    assert mine["stands_in"] == [head]
    await keeping.seated("dept_handler")
    assert seat not in await keeping.seats_of(head)


async def test_every_change_is_listed_for_the_auditor_with_who_when_what_and_why(keeping: Keeping) -> None:
    await keeping.seated("dept_handler")
    auditor = await keeping.desk.sign_in(AUDITOR)

    listed = (await auditor.get("/directory/changes", unit=keeping.unit)).json()

    kinds = [line["change"]["kind"] for line in listed["items"]]
    assert kinds == ["unit-entered", "seat-proposed", "seat-granted"]
    granted = listed["items"][-1]["change"]
    assert (granted["by_person"], granted["by_role"]) == (SECURITY, "security_admin")
    assert granted["answers"] == listed["items"][1]["change"]["number"]
    assert (granted["because"], granted["at"][:10]) == ("appointment", MONDAY.date().isoformat())
    latest = (await auditor.get("/directory/changes", unit=keeping.unit, sort="-number", limit=2)).json()
    assert [line["change"]["kind"] for line in latest["items"]] == ["seat-granted", "seat-proposed"]
    earlier = await auditor.get(
        "/directory/changes", unit=keeping.unit, sort="-number", cursor=latest["next"]
    )
    assert [line["change"]["kind"] for line in earlier.json()["items"]] == ["unit-entered"]
    narrowed = await auditor.get(
        "/directory/changes", unit=keeping.unit, kind="seat-granted", since="2026-11-03T00:00:00Z"
    )
    assert narrowed.json()["total"] == 0
    assert (await (await keeping.desk.sign_in(CLERK)).get("/directory/changes")).status_code == 403
    page = (await auditor.get("/directory/changes", unit=keeping.unit, limit=2)).json()
    rest = (await auditor.get("/directory/changes", unit=keeping.unit, cursor=page["next"])).json()
    assert [line["change"]["kind"] for line in rest["items"]] == ["seat-granted"]
    assert (await auditor.get("/directory/changes", cursor="eyJ4IjoxfQ")).status_code == 422


async def test_everybody_in_the_directory_is_known_by_name_and_seat_to_who_keeps_it(
    keeping: Keeping,
) -> None:
    worker = await keeping.seated("grid_worker")

    listed = (await (await keeping.desk.sign_in(ADMIN)).get("/directory/people")).json()
    refused = await (await keeping.desk.sign_in(CLERK)).get("/directory/people")

    (found,) = [each for each in listed if each["person"] == worker]
    assert [(seat["role"], seat["unit"]) for seat in found["seats"]] == [("grid_worker", keeping.unit)]
    assert (found["name"], found["valid_until"]) == ("新人", None)
    assert refused.status_code == 403


async def test_the_same_key_changes_once_and_another_body_is_told(keeping: Keeping) -> None:
    key, ref = "0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e12", f"p-new-{next(_numbers)}"
    body = {"person": ref, "name": "新人", "valid_from": day(0)}

    first = await keeping.as_(ADMIN, "people", body, key)
    second = await keeping.as_(ADMIN, "people", body, key)
    other = await keeping.as_(ADMIN, "people", {**body, "name": "另一人"}, key)

    assert (first.status_code, second.json()) == (201, first.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_what_was_entered_wrongly_is_corrected_and_both_stand(keeping: Keeping) -> None:
    worker = await keeping.seated("grid_worker")
    held = {"person": worker, "role": "grid_worker", "unit": keeping.unit, "valid_from": day(0)}
    past = await keeping.as_(ADMIN, "seats/end", {**held, "on": day(-1)})
    assert (past.status_code, past.json()["code"]) == (409, "ends-in-the-past")

    corrected = await keeping.done(
        ADMIN, "seats/correct", {**held, "because": "correction", "valid_until": day(0)}
    )

    body = corrected["changes"][0]["change"]["body"]
    assert (body["before"]["valid_until"], body["after"]["valid_until"]) == (None, day(0))


async def test_whoever_holds_seats_does_not_leave_the_directory(keeping: Keeping) -> None:
    worker = await keeping.seated("grid_worker")

    refused = await keeping.as_(ADMIN, f"people/{worker}/end", {"because": "resignation"})

    assert (refused.status_code, refused.json()["code"]) == (409, "seats-still-held")
    free = await keeping.person()
    assert (await keeping.as_(ADMIN, f"people/{free}/end", {"because": "resignation"})).status_code == 201


async def test_the_database_itself_refuses_two_intervals_of_one_seat_that_overlap(keeping: Keeping) -> None:
    worker = await keeping.seated("grid_worker")
    row = {"person": worker, "unit": keeping.unit, "since": TODAY + timedelta(days=3)}

    with pytest.raises(Exception, match="the seat is held on some of these days"):
        async with keeping.desk.app.state.office.records.begin() as connection:
            await connection.execute(
                text(
                    "INSERT INTO seats (person, role, unit, valid_from)"
                    " VALUES (:person, 'grid_worker', :unit, :since)"
                ),
                row,
            )


async def test_a_timeline_says_that_a_deputy_acted_and_for_whom(keeping: Keeping) -> None:
    case = await keeping.desk.dispute()
    deputy = await keeping.seated("grid_worker", unit="sl-t1-v3")
    leave = {
        "because": "illness",
        "person": MEDIATOR,
        "role": "peoples_mediator",
        "unit": "sl-t1-v1",
        "deputy": deputy,
        "valid_from": day(0),
        "valid_until": day(1),
    }
    number = (await keeping.done(ADMIN, "delegations", leave))["changes"][0]["change"]["number"]
    await keeping.done(SECURITY, f"proposals/{number}/confirm", {})
    party = (await case.parties())[0]
    await case.done(deputy, "record-consent", {"party": party})
    keeping.desk.clock.pass_by(days=2)

    first, consent = (await case.read())["timeline"][:2]

    assert (first["by"]["capacity"], first["by"]["instead_of"]) == ("holder", None)
    by = consent["by"]
    assert (by["person"], by["role"], by["capacity"], by["instead_of"]) == (
        deputy,
        "peoples_mediator",
        "deputy",
        MEDIATOR,
    )
    assert (await case.ask(deputy, "claim")).status_code in (404, 409)


async def test_what_somebody_on_leave_has_claimed_is_on_their_deputys_worklist(keeping: Keeping) -> None:
    mediator = await keeping.seated("peoples_mediator", unit="sl-t1-v1")
    deputy = await keeping.seated("grid_worker", unit="sl-t1-v3")
    case = await keeping.desk.dispute()
    await case.done(mediator, "claim")
    mine = await keeping.desk.sign_in(deputy)
    assert case.number not in {line["task"]["matter"] for line in await worklist(mine)}
    leave = {"because": "leave", "person": mediator, "deputy": deputy, "role": "peoples_mediator"}
    days = {"unit": "sl-t1-v1", "valid_from": day(0), "valid_until": day(2)}
    number = (await keeping.done(ADMIN, "delegations", {**leave, **days}))["changes"][0]["change"]["number"]

    await keeping.done(SECURITY, f"proposals/{number}/confirm", {})

    assert case.number in {line["task"]["matter"] for line in await worklist(mine)}


async def worklist(caller: Caller) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = (await caller.get("/worklists/mine", limit=200)).json()["items"]
    return lines


async def signs_in(desk: Desk, person: str) -> bool:
    answer = await desk.http.post("/dev/sign-in", json={"person": person})
    return answer.status_code == 200


# Handover


async def test_a_preview_shows_what_somebody_holds_and_another_world_is_told(keeping: Keeping) -> None:
    mediator, successor = await keeping.seated("peoples_mediator", unit="sl-t1-v1"), MEDIATOR
    case = await keeping.desk.dispute()
    await case.done(mediator, "claim")
    administrator = await keeping.desk.sign_in(ADMIN)
    path = f"/directory/people/{mediator}/handover"

    seen = (await administrator.get(path)).json()

    assert [line["procedure"] for line in seen["answers_for"]] == [f"dispute/sl/{case.number}/1"] * 2
    assert (seen["cases"], len(seen["seats"])) == (1, 1)
    assert (
        any(each["kind"] == "dispute" and each["tasks"] >= 1 for each in seen["waiting"])
        or seen["waiting"] == []
    )
    assert (await (await keeping.desk.sign_in(CLERK)).get(path)).status_code == 403
    other = await keeping.desk.dispute()
    await other.done(mediator, "claim")
    body = {
        "because": "resignation",
        "digest": seen["digest"],
        "seen": seen["lines"],
        "successors": [{"role": "peoples_mediator", "unit": "sl-t1-v1", "person": successor}],
    }
    changed = await administrator.post(path, body)
    assert (changed.status_code, changed.json()["code"]) == (409, "another-world")
    assert any(other.number in line and line.startswith("+") for line in changed.json()["details"])
    again = (await administrator.get(path)).json()
    unseated = {
        **body,
        "digest": again["digest"],
        "otherwise": SECRETARY,
        "successors": [{"role": "peoples_mediator", "unit": "sl-t1-v1", "person": CLERK}],
    }
    refused = await administrator.post(path, unseated)
    assert (refused.status_code, refused.json()["code"]) == (409, "successor-not-seated")

    key = "0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e77"
    begun = await administrator.post(path, {**body, "digest": again["digest"], "seen": []}, key)

    assert begun.status_code == 202, begun.text
    assert (begun.json()["cases"], begun.json()["handed"], begun.json()["finished_at"]) == (2, 0, None)
    same = await administrator.post(path, {**body, "digest": again["digest"], "seen": []}, key)
    assert same.json()["id"] == begun.json()["id"]
    reused = await administrator.post(path, {**body, "digest": again["digest"]}, key)
    assert reused.json()["code"] == "key-reused"
    progress = await administrator.get(f"/directory/handovers/{begun.json()['id']}")
    assert progress.json()["state_words"]["en"] == "On its way"
    assert (
        await administrator.get("/directory/handovers/0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e99")
    ).status_code == 404
    assert (
        await (await keeping.desk.sign_in(CLERK)).get(f"/directory/handovers/{begun.json()['id']}")
    ).status_code == 403
    assert await signs_in(keeping.desk, mediator) is False
    listed = (await administrator.get("/directory/changes", of=mediator)).json()
    assert [line["change"]["kind"] for line in listed["items"]][-2:] == ["handover-begun", "seat-ended"]
