"""What whoever holds a tracking code does without signing in: as the rules let them, by nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx

from records import intake
from records.intake import Opening
from rules.editions import Edition
from rules.instants import BEIJING
from rules.procedure import Event, Officer
from rules.review.matter import Instance
from rules.review.procedure import REVIEW
from tests.api.conftest import CLERK, MONDAY, Case, Desk
from tests.api.test_after_reply import BUREAU_HEAD, Followed, followed
from tests.api.test_petitions import BUREAU, HOUSING, TRIAGE, petition
from tests.rules import county
from tests.rules.after_reply import people_of, request_of
from tests.rules.story import KEY

THE_HOLDER = Officer("tracking-code", "petitioner", "sl")


@dataclass
class Holder:
    """Somebody with the code of a matter."""

    desk: Desk
    code: str
    case: Case

    async def read(self) -> dict[str, Any]:
        answer = await self.desk.http.get("/public/status", headers={"Tracking-Code": self.code})
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def offered(self, procedure: str = "信访答复后续事项") -> list[dict[str, Any]]:
        """In the case of that name, or of a matter whose petition is not followed yet, in the petition."""
        cases = {case["procedure"]["zh"]: case["can_do"] for case in (await self.read())["cases"]}
        offered: list[dict[str, Any]] = cases.get(procedure, cases["信访事项"])
        return offered

    async def post(self, act: str, key: str | None = None, **body: Any) -> httpx.Response:
        return await posted(self.desk, self.code, act, body, key)

    async def does(self, act: str, **body: Any) -> tuple[int, str]:
        answer = await self.post(act, **body)
        said = answer.json()
        return answer.status_code, said.get("code") or said["stage"]


async def posted(
    desk: Desk, code: str, act: str, body: dict[str, Any], key: str | None = None
) -> httpx.Response:
    """As somebody at an address of their own."""
    headers = {"Idempotency-Key": key or str(uuid4()), "Tracking-Code": code}
    return await desk.http.post(f"/public/status/{act}", json=body, headers=headers)


async def registered(desk: Desk, people: Iterable[str] = ("王甲",), **changes: Any) -> Holder:
    """A petition of these people, and whoever was given its code."""
    clerk = await desk.sign_in(CLERK)
    taken = (await clerk.post("/matters", {**petition()["matter"], "channel": "letter"})).json()
    whole = petition(
        channel="letter", people=[{"role": "petitioner", "name": name} for name in people], **changes
    )
    without = {name: value for name, value in whole.items() if name != "matter"}
    answer = await clerk.post("/petitions", {**without, "number": taken["number"]})
    assert answer.status_code == 201, answer.text
    return Holder(desk, taken["tracking"], Case(desk, taken["number"], kind="petition"))


async def answered(desk: Desk, people: Iterable[str] = ("王甲",), **said: Any) -> tuple[Holder, Followed]:
    """And what follows its answer."""
    holder = await registered(desk, people)
    refs = await holder.case.parties()
    whole = {
        "petitioners": frozenset(refs),
        "people": tuple(sorted(people_of(frozenset(refs)), key=lambda each: refs.index(each.ref))),
        "served": dict.fromkeys(refs, MONDAY),
        "unit": "sl-d4",
    }
    return holder, await followed(desk, holder.case.number, refs[0], **{**whole, **said})


def names(offered: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in offered]


async def test_a_petition_can_be_withdrawn_and_once_it_has_a_class_contested(desk: Desk) -> None:
    holder = await registered(desk)
    before = names(await holder.offered())
    await holder.case.done(TRIAGE, "classify", {"route": "R-54"})

    after = await holder.offered()

    assert before == ["withdrawal"]
    assert names(after) == ["withdrawal", "contest"]
    assert after[1] == {
        "name": "contest",
        "words": {"zh": "对分类有异议，请求复核分类", "en": "Contest how it was classified"},
        "meaning": {
            "zh": "请写明这件事究竟是什么。办理单位会重新看分类，办理不因此停止。",
            "en": "Say what it really is. How it was classified is looked at again; nothing stops meanwhile.",
        },
        "path": "/public/status/contest",
        "petitioner": None,
        "until": None,
    }


async def test_a_class_is_contested_in_ones_own_words(desk: Desk) -> None:
    holder = await registered(desk)
    await holder.case.done(TRIAGE, "classify", {"route": "R-54"})

    assert await holder.does("contest", words="这是拖欠工资。") == (200, "routing")

    read = await holder.case.read(TRIAGE)
    assert read["timeline"][-1]["texts"] == {"words": "这是拖欠工资。"}
    assert read["timeline"][-1]["by"]["role_words"]["zh"] == "信访人（凭查询码）"
    assert "look-at-class" in {task["what"] for task in read["tasks"]}


async def test_a_withdrawal_by_code_ends_it_and_is_nobodys_handling(desk: Desk) -> None:
    holder = await registered(desk)

    assert await holder.does("withdrawal") == (200, "closed")

    (asked,) = desk.engine.asked
    assert asked.by == THE_HOLDER
    assert (await holder.case.read())["outcome_words"]["zh"] == "本人撤回"
    assert await holder.offered() == []
    assert await holder.does("withdrawal") == (200, "closed")


async def test_what_was_withdrawn_is_taken_up_again_within_seven_days(desk: Desk) -> None:
    holder, matter = await answered(desk, outcome="withdrawn", served={})
    (offered,) = await holder.offered()
    assert (offered["name"], offered["until"]) == ("take-up-again", "2026-11-09")

    assert await holder.does("take-up-again") == (200, "closed")

    (taken, closed) = (await matter.read(BUREAU_HEAD))["timeline"][-2:]
    assert (taken["kind"], closed["data"]["ground"]) == ("TakenUpAgain", "taken-up-again")


async def test_after_seven_days_it_is_said_what_can_be_done_instead(desk: Desk) -> None:
    holder, _ = await answered(desk, outcome="withdrawn", served={})
    desk.clock.pass_by(days=8)

    answer = await holder.post("take-up-again")

    assert (answer.status_code, answer.json()["code"]) == (409, "too-late-to-take-up-again")
    assert "作为新的信访事项登记" in answer.json()["remedy"]
    assert await holder.offered() == []


async def test_an_answer_can_be_evaluated_and_reviewed_until_a_day_that_is_told(desk: Desk) -> None:
    holder, matter = await answered(desk)
    offered = await holder.offered()
    assert [(each["name"], each["until"]) for each in offered] == [
        ("evaluation", "2026-12-02"),
        ("review", "2026-12-02"),
    ]

    said = {"value": "dissatisfied", "reason": "态度不好。"}
    assert await holder.does("evaluation", target="unit", **said) == (200, "open")
    assert await holder.does("evaluation", target="unit", **said) == (409, "already-evaluated")
    assert "evaluation" in names(await holder.offered())
    await holder.does("evaluation", target="petition-department", value="satisfied")

    assert names(await holder.offered()) == ["review"]
    entries = (await matter.read(BUREAU_HEAD))["timeline"][-2:]
    assert [each["data"]["value"] for each in entries] == ["dissatisfied", "satisfied"]
    assert entries[0]["texts"] == {"reason": "态度不好。"}
    assert "Evaluated" not in str((await matter.read(HOUSING))["timeline"])


async def test_a_review_is_asked_for_online_with_its_grounds(desk: Desk) -> None:
    holder, matter = await answered(desk)

    assert await holder.does("review", grounds="没有核实工龄。") == (200, "open")

    (entry,) = (each for each in (await matter.read(CLERK))["timeline"] if each["kind"] == "ReviewAskedFor")
    assert entry["texts"] == {"grounds": "没有核实工龄。"}
    assert (entry["data"]["filing"], entry["data"]["petitioner"]) == ("online", matter.petitioner)
    assert "review" not in names(await holder.offered())
    assert await holder.does("review", grounds="再说一次。") == (409, "review-already-asked")


async def test_on_the_thirty_first_day_a_review_is_refused_as_it_is_at_a_window(desk: Desk) -> None:
    holder, matter = await answered(desk)
    desk.clock.pass_by(days=31)

    by_code = await holder.post("review", grounds="不服。")

    clerk = await desk.sign_in(CLERK)
    said = {"petitioner": matter.petitioner, "filing": "online", "grounds": "不服。"}
    assert (by_code.status_code, by_code.json()["code"]) == (409, "review-too-late")
    assert by_code.json() == (await clerk.post(f"{matter.path}/request-review", said)).json()
    assert await holder.offered() == []


async def reviewed(desk: Desk, holder: Holder) -> str:
    """A review of its opinion, decided and served; the path of its case."""
    refs = frozenset(await holder.case.parties())

    def first(id: str, number: str, edition: Edition) -> Event:
        return request_of(
            Instance.REVIEW,
            id=id,
            number=number,
            edition=edition,
            petitioners=refs,
            aftercare=f"petition_aftercare/sl/{number}/1",
            of_unit="sl-d4",
            hands=frozenset(),
            received_at=MONDAY,
            at=MONDAY,
        )

    records = desk.app.state.office.records
    await intake.open_about(records, holder.case.number, Opening(REVIEW, county.TOLD, first), str(uuid4()))
    case = Case(desk, holder.case.number, kind="review")
    await case.done("p-sl-review-handler", "record-findings", {"findings": "已经核实。"})
    parts = dict.fromkeys(("original", "petitioners_view", "findings", "basis"), "如下。")
    signed = {"result": "upheld", **parts, "tells_the_way": True, "has_seal": True}
    await case.done("p-sl-county-leader", "issue-review-opinion", signed)
    for ref in refs:
        served = {"method": "in-person", "proven_at": desk.clock.at.isoformat(), "proof": "当面签收。"}
        await case.done("p-sl-review-handler", "serve-review-opinion", {"petitioner": ref, **served})
    return case.path


async def test_a_re_review_is_asked_for_and_a_second_is_not(desk: Desk) -> None:
    holder, _ = await answered(desk)
    path = await reviewed(desk, holder)
    offered = {each["name"]: each["until"] for each in await holder.offered("信访复查")}
    assert offered["re-review"] == "2026-12-02"

    assert (await holder.does("re-review", grounds="仍不服。"))[0] == 200

    entries = (await (await desk.sign_in(CLERK)).get(path)).json()["timeline"]
    (asked,) = (each for each in entries if each["kind"] == "ReReviewAskedFor")
    assert asked["texts"] == {"grounds": "仍不服。"}
    assert "re-review" not in names(await holder.offered("信访复查"))


async def test_of_several_the_one_is_named_by_number_as_registered_and_no_name_is_shown(desk: Desk) -> None:
    holder, matter = await answered(desk, ("王甲", "赵乙"))
    _, second = await holder.case.parties()
    said = {"target": "unit", "value": "satisfied"}

    unnamed = await holder.post("evaluation", **said)
    nobody = await holder.post("evaluation", petitioner=3, **said)
    assert await holder.does("evaluation", petitioner=2, **said) == (200, "open")

    assert [each.json()["errors"] for each in (unnamed, nobody)] == [
        [{"field": "body.petitioner", "code": "missing"}],
        [{"field": "body.petitioner", "code": "unknown-petitioner"}],
    ]
    (entry,) = (each for each in (await matter.read(BUREAU_HEAD))["timeline"] if each["kind"] == "Evaluated")
    assert entry["data"]["petitioner"] == second
    read = await holder.read()
    evaluations = [each for each in await holder.offered() if each["name"] == "evaluation"]
    assert [each["petitioner"] for each in evaluations] == [1, 2]
    assert not any(name in str(read) for name in ("王甲", "赵乙"))


async def test_where_nobody_gave_a_name_there_is_nobody_to_evaluate(desk: Desk) -> None:
    holder = await registered(desk, (), is_anonymous=True)

    assert names(await holder.offered()) == []
    assert await holder.does("withdrawal") == (409, "unknown-party")


async def test_a_last_day_that_is_a_guess_is_not_told_as_one(desk: Desk) -> None:
    """Of 2041 nothing is published."""
    holder = await registered(desk)
    (petitioner,) = await holder.case.parties()
    desk.clock.at = at = datetime(2040, 12, 20, 10, tzinfo=BEIJING)
    await followed(desk, holder.case.number, petitioner, at=at, served={petitioner: at})

    offered = [(each["name"], each["until"]) for each in await holder.offered()]

    assert offered == [("evaluation", None), ("review", None)]


async def test_what_never_came_to_that_point_is_refused_as_at_another_stage(desk: Desk) -> None:
    holder = await registered(desk)

    assert await holder.does("review", grounds="不服。") == (409, "not-at-this-stage")
    assert await holder.does("re-review", grounds="不服。") == (409, "not-at-this-stage")


async def test_a_dispute_is_no_petition(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    taken = (await clerk.post("/matters", {**petition()["matter"], "channel": "letter"})).json()

    answer = await posted(desk, taken["tracking"], "withdrawal", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


async def test_asked_twice_under_one_key_it_stands_once_and_another_body_is_named(desk: Desk) -> None:
    holder, matter = await answered(desk)
    said = {"target": "unit", "value": "satisfied"}

    first = await holder.post("evaluation", KEY.replace("4000", "4bcd"), **said)
    again = await holder.post("evaluation", KEY.replace("4000", "4bcd"), **said)
    other = await holder.post("evaluation", KEY.replace("4000", "4bcd"), target="unit", value="dissatisfied")

    assert (first.status_code, again.json()) == (200, first.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    kinds = [each["kind"] for each in (await matter.read(BUREAU_HEAD))["timeline"]]
    assert kinds.count("Evaluated") == 1


async def test_a_code_nobody_was_given_does_nothing(desk: Desk) -> None:
    bodies = {
        "evaluation": {"target": "unit", "value": "satisfied"},
        "review": {"grounds": "不服。"},
        "re-review": {"grounds": "不服。"},
        "withdrawal": {},
        "contest": {"words": "不对。"},
        "take-up-again": {},
    }

    answers = [await posted(desk, f"NOBODY-{act}", act, body) for act, body in bodies.items()]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, "not-found")}


async def test_what_waits_at_the_counter_can_do_nothing_yet(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    body = {"channel": "letter", "title": "路灯坏了", "body": "村口的路灯坏了。"}
    code = (await clerk.post("/submissions", body)).json()["tracking"]

    answer = await posted(desk, code, "withdrawal", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


async def test_from_one_address_only_so_much_in_an_hour(desk: Desk) -> None:
    office = desk.app.state.office
    strict = office.settings.model_copy(update={"public_submissions_an_hour": 1})
    desk.app.state.office = replace(office, settings=strict)
    desk.clock.at = MONDAY + timedelta(days=900)

    code = (await registered(desk)).code

    answers = [await posted(desk, code, "withdrawal", {}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].headers["Retry-After"] == "3600"


async def test_the_holder_of_a_code_is_no_seat_that_somebody_signs_in_with(desk: Desk) -> None:
    as_holder = await desk.sign_in(CLERK, **{"Act-As": "petitioner@sl"})

    assert (await as_holder.get("/me")).status_code == 403


async def test_petitions_department_reads_who_spoke_and_no_name_of_theirs(desk: Desk) -> None:
    holder = await registered(desk)
    await holder.does("withdrawal")

    entry = (await holder.case.read(BUREAU))["timeline"][-1]

    assert (entry["by"]["person"], entry["by"]["role"]) == ("tracking-code", "petitioner")
