"""What follows a petition's reply, through the API: who is rated does not see it, and danger finds a door."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from records import intake
from records.intake import Opening
from rules.editions import Edition
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Event
from rules.review.matter import Instance
from rules.review.procedure import REVIEW
from tests.api.conftest import CLERK, MONDAY, Case, Desk
from tests.api.test_petitions import HOUSING, with_housing
from tests.rules import county
from tests.rules.after_reply import opened, request_of

HANDLER = "p-sl-d1-dept-handler"
UNIT_HEAD = "p-sl-d1-dept-head"
BUREAU = "p-sl-petition-bureau"
BUREAU_HEAD = "p-sl-petition-bureau-head"


@dataclass
class Followed:
    """A matter whose petition was answered on this Monday, and one petitioner of it."""

    desk: Desk
    number: str
    petitioner: str

    @property
    def path(self) -> str:
        return f"/cases/petition_aftercare/{self.number}/1"

    async def read(self, person: str) -> dict[str, Any]:
        answer = await (await self.desk.sign_in(person)).get(self.path)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def ask(self, person: str, verb: str, **body: Any) -> tuple[int, str]:
        answer = await (await self.desk.sign_in(person)).post(f"{self.path}/{verb}", body)
        said = answer.json()
        return answer.status_code, said.get("code") or said["stage"]

    async def listed(self, person: str, whose: str) -> list[str]:
        """What stands on a worklist of theirs about this matter."""
        answer = await (await self.desk.sign_in(person)).get(f"/worklists/{whose}", limit=200)
        lines = [line["task"] for line in answer.json()["items"]]
        return [line["what"] for line in lines if line["matter"] == self.number]


async def an_answered_petition(desk: Desk) -> Followed:
    case: Case = await desk.dispute()
    return await followed(desk, case.number, (await case.parties())[0])


async def followed(desk: Desk, number: str, petitioner: str, **said: Any) -> Followed:
    """What follows the petition of a matter, without the petition."""

    def first(id: str, number: str, edition: Edition) -> Event:
        whole = {
            "id": id,
            "number": number,
            "edition": edition,
            "petitioners": frozenset({petitioner}),
            "served": {petitioner: MONDAY},
            "hands": frozenset({HANDLER, BUREAU}),
            "at": MONDAY,
        }
        event: Event = opened(**{**whole, **said})
        return event

    opening = Opening(PETITION_AFTERCARE, county.TOLD, first)
    await intake.open_about(desk.app.state.office.records, number, opening, str(uuid4()))
    return Followed(desk, number, petitioner)


async def test_a_dissatisfied_petitioner_is_heard_and_the_unit_does_not_know_before_the_end(
    desk: Desk,
) -> None:
    matter = await an_answered_petition(desk)
    said = {
        "petitioner": matter.petitioner,
        "target": "unit",
        "value": "dissatisfied",
        "reason": "态度不好。",
    }

    assert await matter.ask(CLERK, "record-evaluation", **said) == (200, "open")

    seen = await matter.read(BUREAU_HEAD)
    (entry,) = (each for each in seen["timeline"] if each["kind"] == "Evaluated")
    assert (entry["data"]["value"], entry["texts"]) == ("dissatisfied", {"reason": "态度不好。"})
    assert "re-examine" in {task["what"] for task in seen["tasks"]}
    for person in (HANDLER, UNIT_HEAD, BUREAU):
        read = await matter.read(person)
        assert "Evaluated" not in {each["kind"] for each in read["timeline"]}
        assert "re-examine" not in {task["what"] for task in read["tasks"]}
        assert "dissatisfied" not in str(read)
        assert "态度不好" not in str(read)


async def test_who_is_evaluated_reads_of_no_evaluation_and_everybody_else_of_each(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    said = {"petitioner": matter.petitioner, "target": "unit", "value": "satisfied"}
    await matter.ask(CLERK, "record-evaluation", **said)

    rated, head = await matter.read(HANDLER), await matter.read(BUREAU_HEAD)

    assert rated["evaluations"] == []
    words = [
        (each["target_words"]["zh"], each["status_words"]["zh"], each["value_words"])
        for each in head["evaluations"]
    ]
    assert words == [
        ("责任单位", "已评价", {"zh": "满意", "en": "Satisfied"}),
        ("信访部门", "待评价", None),
    ]


@pytest.mark.parametrize(("hides", "name"), [(False, "王甲"), (True, None)])
async def test_the_people_are_named_as_they_are_on_the_petition(
    desk: Desk, *, hides: bool, name: str | None
) -> None:
    case = await with_housing(desk, hides_identity=hides)
    (petitioner,) = await case.parties()
    matter = await followed(desk, case.number, petitioner, unit="sl-d4")

    handler, bureau = await matter.read(HOUSING), await matter.read(BUREAU)

    assert [each["name"] for each in handler["parties"]] == [name]
    assert [each["name"] for each in bureau["parties"]] == ["王甲"]


async def test_a_re_examination_stands_on_no_list_but_of_whoever_has_to_do_it(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    said = {"petitioner": matter.petitioner, "target": "unit", "value": "dissatisfied"}
    await matter.ask(CLERK, "record-evaluation", **said)

    lists = {
        (person, whose): await matter.listed(person, whose)
        for person in (HANDLER, UNIT_HEAD, BUREAU, BUREAU_HEAD)
        for whose in ("mine", "unit", "all")
    }

    assert {key for key, what in lists.items() if "re-examine" in what} == {(BUREAU_HEAD, "mine")}
    assert "close-matter" in lists[HANDLER, "all"]


async def test_when_the_matter_is_handled_anew_everybody_may_know_why(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    said = {"petitioner": matter.petitioner, "target": "unit", "value": "dissatisfied"}
    await matter.ask(CLERK, "record-evaluation", **said)

    done = await matter.ask(
        BUREAU_HEAD, "record-re-examination", finding="handle-anew", notes="没有听取陈述。"
    )

    assert done == (200, "closed")
    kinds = [each["kind"] for each in (await matter.read(HANDLER))["timeline"]]
    assert kinds[-3:] == ["Evaluated", "ReExamined", "PetitionAftercareClosed"]


async def test_whoever_handled_it_is_told_why_they_do_not_fill_in_the_evaluation(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    said = {"petitioner": matter.petitioner, "target": "unit", "value": "satisfied"}

    assert await matter.ask(BUREAU, "record-evaluation", **said) == (409, "evaluated-by-the-handler")
    assert await matter.ask(HANDLER, "record-evaluation", **said) == (409, "not-yours-to-do")


async def test_a_review_is_asked_for_and_what_was_said_is_kept_sealed(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    said = {"petitioner": matter.petitioner, "filing": "window", "grounds": "没有核实工龄。"}

    assert await matter.ask(CLERK, "request-review", **said) == (200, "open")

    (entry,) = (e for e in (await matter.read(CLERK))["timeline"] if e["kind"] == "ReviewAskedFor")
    assert entry["texts"] == {"grounds": "没有核实工龄。"}
    assert entry["data"]["review"] == f"review/sl/{matter.number}/1"
    assert await matter.ask(CLERK, "request-review", **said) == (409, "review-already-asked")


async def test_on_day_thirty_one_the_window_says_why_and_what_can_be_done(desk: Desk) -> None:
    matter = await an_answered_petition(desk)
    desk.clock.pass_by(days=31)
    clerk = await desk.sign_in(CLERK)

    said = {"petitioner": matter.petitioner, "filing": "online", "grounds": "不服。"}
    answer = await clerk.post(f"{matter.path}/request-review", said)

    assert (answer.status_code, answer.json()["code"]) == (409, "review-too-late")
    assert "新的事实" in answer.text
    assert "第35条" in answer.text


async def test_danger_reported_after_a_review_has_ended_goes_to_what_follows_the_petition(
    desk: Desk,
) -> None:
    matter = await an_answered_petition(desk)
    records = desk.app.state.office.records

    def first(id: str, number: str, edition: Edition) -> Event:
        petitioners = frozenset({matter.petitioner})
        aftercare = f"petition_aftercare/sl/{number}/1"
        return request_of(
            Instance.REVIEW,
            id=id,
            number=number,
            edition=edition,
            petitioners=petitioners,
            aftercare=aftercare,
            received_at=MONDAY,
            at=MONDAY,
        )

    await intake.open_about(records, matter.number, Opening(REVIEW, county.TOLD, first), str(uuid4()))
    clerk, review = await desk.sign_in(CLERK), f"/cases/review/{matter.number}/1"
    ended = await clerk.post(f"{review}/request-withdrawn", {"petitioner": matter.petitioner})
    assert ended.json()["stage"] == "closed"

    reported = await clerk.post(f"{review}/danger-reported", {"words": "扬言动手。"})

    assert reported.status_code == 200, reported.text
    assert (await matter.read(CLERK))["timeline"][-1]["kind"] == "DangerNoted"
