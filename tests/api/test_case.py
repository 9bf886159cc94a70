"""One case as people read it: what happened, what is theirs to do, and why the rest is not."""

from datetime import timedelta
from uuid import UUID, uuid4

from api import looking
from api.lens import OF_WORDS
from records import documents, outbox
from rules.dispute.procedure import DISPUTE
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    COMMISSIONER,
    MEDIATOR,
    SECRETARY,
    Case,
    Desk,
)

COMMANDS = sorted(DISPUTE.commands)


async def test_a_case_shows_its_row_its_people_and_what_waits(desk: Desk) -> None:
    case = await desk.dispute()

    read = await case.read()

    assert read["case"]["owner_role"] == "village_party_secretary"
    assert read["waits_for"]["zh"] == "征求各方当事人意愿"
    assert [task["what"] for task in read["tasks"]] == ["record-consent"]
    assert [party["role_words"]["en"] for party in read["parties"]] == ["Applicant", "Respondent"]
    assert read["outcome_words"] is None


async def test_the_timeline_says_who_did_what_in_both_languages(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")

    registered, claimed = (await case.read())["timeline"]

    assert registered["words"] == {"zh": "登记", "en": "Registered"}
    assert registered["data"]["dispute_type"] == "boundary"
    assert claimed["by"]["role"] == "village_party_secretary"
    assert claimed["by"]["role_words"]["en"] == "Village Party branch secretary"
    assert claimed["at"] == "2026-11-02T01:00:00Z"


async def test_what_one_may_do_stands_there_with_the_place_where_it_is_asked(desk: Desk) -> None:
    case = await desk.dispute()

    actions = {action["name"]: action for action in (await case.read(SECRETARY))["actions"]}

    assert actions["claim"]["path"] == f"{case.path}/claim"
    assert actions["claim"]["words"] == {"zh": "认领", "en": "Claim"}
    assert actions["claim"]["act_as"] == "village_party_secretary@sl-t1-v1"
    assert actions["danger_reported"]["path"] == f"{case.path}/danger-reported"
    assert not actions["danger_reported"]["is_command"]
    assert "schedule_session" not in actions


async def test_what_one_may_not_do_says_why(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(MEDIATOR, "claim")

    refused = {each["name"]: each for each in (await case.read(SECRETARY))["refused"]}

    assert refused["schedule_session"]["code"] == "not-at-this-stage"
    assert refused["acknowledge_danger"]["code"] == "not-yours-to-do"
    assert refused["raise_early"]["code"] == "claimed-by-another"
    assert refused["raise_early"]["article"]["zh"] == "县级规定(调解规则第3项)"
    assert refused["raise_early"]["reason"]["en"]


async def test_every_verb_is_either_offered_or_refused_with_a_reason(desk: Desk) -> None:
    case = await desk.dispute()

    for person in (SECRETARY, COMMISSIONER, CLERK, AUDITOR):
        read = await case.read(person)
        commands = [action["name"] for action in read["actions"] if action["is_command"]]
        assert sorted([*commands, *(each["name"] for each in read["refused"])]) == COMMANDS


async def test_an_action_that_is_offered_is_carried_out_and_one_that_is_refused_is_refused_alike(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    read = await case.read(SECRETARY)

    for each in read["refused"]:
        if each["name"] in ("release", "acknowledge_danger"):
            answer = await case.ask(SECRETARY, each["name"].replace("_", "-"))
            assert (answer.status_code, answer.json()["code"]) == (409, each["code"])
    assert (await case.ask(SECRETARY, "claim")).status_code == 200


async def test_the_etag_of_a_case_is_what_a_verb_takes(desk: Desk) -> None:
    case = await desk.dispute()
    tag = (await (await desk.sign_in(SECRETARY)).get(case.path)).headers["ETag"]

    assert (await case.ask(SECRETARY, "claim", **{"If-Match": tag})).status_code == 200
    assert (await case.ask(SECRETARY, "release", **{"If-Match": tag})).status_code == 412


async def test_a_read_after_an_acknowledgement_sees_what_was_acknowledged(desk: Desk) -> None:
    case = await desk.dispute()

    for _ in range(5):
        for verb in ("claim", "release"):
            receipt = await case.done(SECRETARY, verb)
            assert (await case.read())["case"]["seq"] == receipt["seq"]


async def test_after_the_end_nothing_is_offered(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "end-without-agreement", {"reason": "分歧过大。"})

    read = await case.read(SECRETARY)

    assert read["actions"] == []
    assert {each["code"] for each in read["refused"]} == {"not-at-this-stage"}
    assert read["outcome_words"]["zh"] == "调解不成"


async def test_a_document_is_read_by_its_addressees_names_with_its_proof_of_service(desk: Desk) -> None:
    case, document = await with_guidance(desk)

    (line,) = (await case.read())["documents"]
    read = (await (await desk.sign_in(CLERK)).get(f"{case.path}/documents/{document}")).json()
    masked = (await (await desk.sign_in(AUDITOR)).get(f"{case.path}/documents/{document}")).json()

    assert line["title"]["zh"] == "调解终止暨诉讼引导告知书"
    assert [service["method_words"]["en"] for service in line["services"]] == ["In person"]
    assert [copy["name"] for copy in read["copies"]] == ["王甲", "李乙"]
    assert read["copies"][0]["zh"][0] == "王甲："
    assert case.number in read["copies"][0]["en"][1]
    assert [copy["name"] for copy in masked["copies"]] == [None, None]
    assert "王甲" not in str(masked)


async def test_a_document_of_another_case_is_not_there(desk: Desk) -> None:
    _, document = await with_guidance(desk)
    other = await desk.dispute()
    caller = await desk.sign_in(CLERK)

    assert (await caller.get(f"{other.path}/documents/{document}")).status_code == 404
    assert (await caller.get(f"{other.path}/documents/{uuid4()}")).status_code == 404


async def with_guidance(desk: Desk) -> tuple[Case, UUID]:
    """A dispute that failed, its guidance notice issued and handed to one party."""
    case = await desk.dispute()
    return case, await guided(desk, case)


async def guided(desk: Desk, case: Case) -> UUID:
    """It fails; its guidance notice is issued and handed to one party."""
    await case.done(SECRETARY, "end-without-agreement", {"reason": "分歧过大。"})
    records = desk.app.state.office.records
    letters = await outbox.claim(records, 100_000, timedelta(minutes=1))
    (letter,) = (each for each in letters if each.kind == "document" and case.number in each.procedure)
    document = await documents.issue(records, letter, **letter.body)
    await documents.serve(
        records,
        procedure=letter.procedure,
        kind=letter.body["kind"],
        party=letter.body["addressees"][0],
        method="in-person",
        proof=None,
        at=letter.at,
        by=SECRETARY,
    )
    return document.id


async def test_a_reference_that_leads_nowhere_does_not_keep_the_rest_from_being_read(desk: Desk) -> None:
    case = await desk.dispute()
    known = await case.parties()
    office = desk.app.state.office

    async with office.records.connect() as connection:
        texts = await looking.opened(connection, office, OF_WORDS, [*known, str(uuid4()), "no-reference"])

    assert sorted(texts) == sorted(known)
