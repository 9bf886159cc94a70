"""Every way in which a verb can be answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError
from temporalio.service import RPCStatusCode

from api import asking
from api.app import create_app
from records import intake, papers
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.procedure import Event, Officer
from rules.succession import aftercare_of
from rules.words import say
from tests.api.conftest import (
    CLERK,
    DISPATCHER,
    MEDIATOR,
    NEXT_VILLAGE,
    SECRETARY,
    Case,
    Desk,
    client_of,
    settings_for,
)
from tests.servers import brought_up
from workflows import starting

REASON = {"reason": "涉及多户，村里难以协调。"}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_ANSWER_WITHIN", timedelta(milliseconds=300))


async def test_what_stands_is_answered_with_its_entry_and_the_etag_of_the_case(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, "claim")

    assert answer.status_code == 200
    assert answer.json() == {"seq": 2, "stage": "consent", "at": "2026-11-02T01:00:00Z"}
    assert answer.headers["ETag"] == '"2"'
    assert (await case.read())["case"]["seq"] == 2


async def test_a_refusal_is_409_with_its_article_and_both_languages(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, "cancel-session", REASON)

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] == "zh"
    said = answer.json()
    assert said["type"] == "urn:fengqiao:problem:not-at-this-stage"
    assert said["article"]["mark"] == "P"
    assert said["article"]["zh"].startswith("县级规定")
    assert said["title"] in said["words"]["zh"]
    assert said["remedy"] in said["words"]["zh"]


async def test_whoever_prefers_english_is_refused_in_english(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, "cancel-session", REASON, **{"Accept-Language": "en-GB, zh;q=0.8"})

    assert answer.headers["Content-Language"] == "en"
    assert answer.json()["detail"] == say("refusal", "not-at-this-stage", "en")


async def test_the_details_of_a_refusal_are_codes(desk: Desk) -> None:
    case = await desk.dispute()
    first, second = await case.parties()

    answer = await case.ask(SECRETARY, "extend-period", {"days": 5, "agreed_in_writing": [first]})

    assert (answer.status_code, answer.json()["code"]) == (409, "extension-needs-every-party")
    assert answer.json()["details"] == [second]


async def test_what_is_seen_and_not_ones_to_do_is_409(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await case.ask(CLERK, "claim")

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")


async def test_old_papers_are_412_and_fresh_ones_are_not(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")

    old = await case.ask(SECRETARY, "raise-early", REASON, **{"If-Match": '"1"'})
    fresh = await case.ask(SECRETARY, "raise-early", REASON, **{"If-Match": '"2"'})

    assert (old.status_code, old.json()["code"]) == (412, "papers-out-of-date")
    assert fresh.status_code == 200


async def test_a_proceeding_that_the_engine_does_not_know_yet_is_begun_and_asked_again(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.begun.clear()

    answer = await case.ask(SECRETARY, "claim")

    assert answer.status_code == 200
    assert desk.engine.begun == {f"dispute/sl/{case.number}/1"}


async def test_after_the_end_a_command_is_refused_and_a_fact_has_nothing_to_do(desk: Desk) -> None:
    case = await desk.dispute()
    party = (await case.parties())[0]
    ended = await case.done(SECRETARY, "consent-refused", {"party": party})

    command = await case.ask(SECRETARY, "claim")
    fact = await case.ask(SECRETARY, "withdrawn", {"party": party})

    assert ended["stage"] == "closed"
    assert (command.status_code, command.json()["code"]) == (409, "not-at-this-stage")
    assert (fact.status_code, fact.json()["seq"]) == (200, ended["seq"])


async def test_danger_reported_after_the_end_goes_to_the_aftercare(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "end-without-agreement", {"reason": "分歧过大。"})
    too_early = await case.ask(SECRETARY, "danger-reported", {"words": "扬言动手。"})
    await open_aftercare(desk, case)

    heard = await case.ask(SECRETARY, "danger-reported", {"words": "扬言动手。"})

    assert (too_early.status_code, too_early.json()["code"]) == (409, "danger-after-the-end")
    assert (heard.status_code, heard.json()["stage"]) == (200, "open")
    aftercare = (await (await desk.sign_in(CLERK)).get(f"/cases/aftercare/{case.number}/1")).json()
    assert aftercare["timeline"][-1]["kind"] == "DangerNoted"
    assert aftercare["timeline"][-1]["texts"] == {"words": "扬言动手。"}


async def test_while_the_engine_is_away_the_caller_is_asked_to_come_back(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.is_away = True

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["code"]) == (503, "engine-away")
    assert int(answer.headers["Retry-After"]) > 0


async def test_an_engine_that_goes_away_in_between_leaves_it_unknown_and_then_is_away(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")
    desk.engine.is_away = True  # and we have heard it a moment ago

    unknown = await case.ask(SECRETARY, "release")
    away = await case.ask(SECRETARY, "release")

    assert (unknown.status_code, unknown.json()["code"]) == (504, "outcome-not-known")
    assert (away.status_code, away.json()["code"]) == (503, "engine-away")


@pytest.mark.parametrize(
    ("status", "answered", "code"),
    [
        (RPCStatusCode.RESOURCE_EXHAUSTED, 503, "engine-away"),
        (RPCStatusCode.DEADLINE_EXCEEDED, 504, "outcome-not-known"),
        (RPCStatusCode.FAILED_PRECONDITION, 504, "outcome-not-known"),
        (RPCStatusCode.INTERNAL, 504, "outcome-not-known"),
        (RPCStatusCode.INVALID_ARGUMENT, 500, "unexpected"),
    ],
)
async def test_what_the_way_to_the_engine_ends_in_has_its_status(
    desk: Desk, status: RPCStatusCode, answered: int, code: str
) -> None:
    case = await desk.dispute()
    desk.engine.breaks_with = status

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["code"]) == (answered, code)


@pytest.mark.parametrize("trouble", ["cannot_begin", "is_forgetful"])
async def test_a_proceeding_that_cannot_be_begun_now_is_away(desk: Desk, trouble: str) -> None:
    case = await desk.dispute()
    desk.engine.begun.clear()
    setattr(desk.engine, trouble, True)

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["code"]) == (503, "engine-away")


async def test_what_stands_although_the_connection_broke_is_found_in_the_ledger(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.breaks_off = True

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["seq"]) == (200, 2)


async def test_while_the_journal_is_away_the_caller_is_asked_to_come_back(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.fails_with = "records-away"

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["code"]) == (503, "records-away")


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [("records-away", 504, "outcome-not-known"), ("not-claimed", 409, "not-claimed")],
)
async def test_while_the_ledger_is_away_too_nobody_says_that_nothing_was_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failure: str, status: int, code: str
) -> None:
    async def away(*_: Any) -> None:
        raise OperationalError("", None, ConnectionError())

    case = await desk.dispute()
    desk.engine.fails_with = failure
    monkeypatch.setattr(asking, "first_receipt", away)

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        ("not-yet-journalled", 504, "outcome-not-known"),
        ("AcceptedUpdateCompletedWorkflow", 504, "outcome-not-known"),
        ("rules-broken", 500, "unexpected"),
        ("another-body", 422, "key-reused"),
        ("not-plain", 422, "malformed"),
    ],
)
async def test_what_a_proceeding_fails_with_has_its_status(
    desk: Desk, failure: str, status: int, code: str
) -> None:
    case = await desk.dispute()
    desk.engine.fails_with = failure

    answer = await case.ask(SECRETARY, "danger-reported", {"words": "扬言动手。"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_an_answer_that_never_comes_is_not_known_and_the_same_key_tells(
    desk: Desk, impatient: None
) -> None:
    case = await desk.dispute()
    key = str(uuid4())
    desk.engine.is_deaf = True

    unknown = await case.ask(SECRETARY, "claim", key=key)
    desk.engine.is_deaf = False
    known = await case.ask(SECRETARY, "claim", key=key)

    assert (unknown.status_code, unknown.json()["code"]) == (504, "outcome-not-known")
    assert "Idempotency-Key" in unknown.json()["remedy"]
    assert (known.status_code, known.json()["seq"]) == (200, 2)


async def test_an_answer_that_is_lost_is_found_in_the_ledger(desk: Desk, impatient: None) -> None:
    case = await desk.dispute()
    desk.engine.forgets_to_answer = True

    answer = await case.ask(SECRETARY, "claim")

    assert (answer.status_code, answer.json()["seq"]) == (200, 2)


async def test_every_attempt_carries_the_key_as_its_command_id_and_the_seat_of_the_person(desk: Desk) -> None:
    case = await desk.dispute()
    key = str(uuid4())

    await case.ask(SECRETARY, "claim", key=key.upper(), **{"If-Match": '"1"'})

    (asked,) = desk.engine.asked
    assert asked.id == key
    assert asked.by == Officer(SECRETARY, "village_party_secretary", "sl-t1-v1")
    assert vars(asked)["expected_seq"] == 1


async def test_words_travel_as_references_and_are_read_by_those_who_may(desk: Desk) -> None:
    case = await desk.dispute()

    await case.done(SECRETARY, "raise-early", REASON)

    (asked,) = desk.engine.asked
    assert REASON["reason"] not in str(vars(asked))
    entered = (await case.read(DISPATCHER))["timeline"][-1]
    assert entered["texts"] == {"reason": REASON["reason"]}


async def test_the_terms_inside_an_agreement_are_sealed_too(desk: Desk) -> None:
    case = await in_session(desk)
    parties = await case.parties()
    terms = "院墙以现有界石为准。"

    await case.done(MEDIATOR, "record-session", held(parties, terms))

    assert terms not in str(vars(desk.engine.asked[-1]))
    read = await case.read(SECRETARY)
    assert [each["terms"] for each in read["agreements"]] == [terms]
    assert [each["minutes"] for each in read["sessions"]] == ["双方到场。"]
    assert read["case"]["outcome"] == "agreement"
    told = {each["key"]: each["state_words"]["zh"] for each in read["clocks"]}
    assert told["confirmation-1"] == "没有办结，在调解后续事项中继续计时"
    assert told["whole"] == "已办结"


async def test_a_corrected_text_under_the_key_of_a_refused_request_is_the_one_that_stands(desk: Desk) -> None:
    case = await desk.dispute()
    key = str(uuid4())
    refused = await case.ask(
        SECRETARY, "postpone-session", {"scheduled_for": "2026-11-09T01:00:00Z", "reason": "错"}, key=key
    )

    stands = await case.ask(SECRETARY, "raise-early", {"reason": "对"}, key=key)

    assert (refused.status_code, stands.status_code) == (409, 200)
    assert (await case.read())["timeline"][-1]["texts"] == {"reason": "对"}


async def test_what_is_not_seen_is_answered_like_what_is_not_there(desk: Desk) -> None:
    case = await desk.dispute()
    neighbour = await desk.sign_in(NEXT_VILLAGE)

    unseen = await neighbour.post(f"{case.path}/claim", {})
    unknown = await neighbour.post("/cases/dispute/SL-2026-999999/1/claim", {})

    assert unseen.status_code == unknown.status_code == 404
    assert unseen.content == unknown.content


async def test_it_is_ready_when_database_and_engine_answer(desk: Desk) -> None:
    ready = await desk.http.get("/health/ready")
    desk.engine.is_away = True
    not_ready = await desk.http.get("/health/ready")

    assert (ready.status_code, ready.json()["is_ready"]) == (200, True)
    assert (not_ready.status_code, not_ready.json()["engine"]) == (503, False)


async def test_an_app_without_database_starts_and_asks_to_come_back(desk: Desk) -> None:
    token = (await desk.sign_in(CLERK)).headers
    app = create_app(settings_for("postgresql://nobody:nothing@127.0.0.1:1/nowhere"), clock=desk.clock)

    async with brought_up(app) as running, client_of(running.app) as http:
        ready = await http.get("/health/ready")
        live = await http.get("/health/live")
        cases = await http.get("/cases", headers=token)

    assert ready.status_code == 503
    assert set(ready.json().values()) == {False}
    assert live.status_code == 204
    assert (cases.status_code, cases.json()["code"]) == (503, "records-away")
    assert "Retry-After" in cases.headers


async def open_aftercare(desk: Desk, case: Case) -> None:
    """What the relay does after an end."""
    records = desk.app.state.office.records
    loaded = await papers.load(records, f"dispute/sl/{case.number}/1")
    dispute = starting.file_of(DISPUTE, loaded.entries, loaded.edition).state

    def first(edition: Edition) -> Event:
        return aftercare_of(replace(dispute, edition=edition), dispute.changed_at)

    await intake.open_procedure(records, first, loaded.edition, command=str(uuid4()))


async def in_session(desk: Desk) -> Case:
    """A dispute to which everybody has agreed, with a session on Wednesday."""
    case = await desk.dispute()
    for party in await case.parties():
        await case.done(MEDIATOR, "record-consent", {"party": party})
    await case.done(
        MEDIATOR, "schedule-session", {"scheduled_for": "2026-11-04T01:00:00Z", "place_unit": "sl-t1-v1"}
    )
    desk.clock.pass_by(days=2)
    return case


def held(parties: list[str], terms: str) -> dict[str, Any]:
    return {
        "outcome": "agreement_full",
        "present": ["peoples_mediator"],
        "parties": parties,
        "mediators": [MEDIATOR],
        "rights_told": True,
        "minutes": "双方到场。",
        "agreement": {
            "form": "written",
            "body": "county-committee",
            "has_seal": True,
            "has_mediator_signature": True,
            "terms": terms,
        },
    }
