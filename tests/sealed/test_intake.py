"""What comes in lies sealed at the counter until a named person has said what it is."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from keys.ring import UnknownKey
from records import submissions
from records.keeper import keeper_from
from records.rewrap import rewrap
from records.tables import submissions as submissions_table
from tests.api.conftest import CLERK, DISPATCHER, MONDAY, SUPERVISOR
from tests.sealed.conftest import ACCUSATION, LETTER, WORDS, Counter, dumped

TRIAGE = "p-sl-triage-officer"
TOWNSHIP_OFFICE = "p-sl-t1-township-petition-office"
GRID_WORKER = "p-sl-t1-v1-grid-worker"


async def test_what_comes_in_has_no_number_no_journal_and_no_word_in_the_database(counter: Counter) -> None:
    await counter.sign_in(CLERK)  # the first who comes has the office make its standing key
    before = dumped(counter.settings.database_url)

    await counter.submitted()

    came = set(dumped(counter.settings.database_url).splitlines()) - set(before.splitlines())
    assert {line.split(":")[0] for line in came} == {"submissions", "ledger", "arrivals"}
    assert not [word for word in WORDS if word in "".join(came)]


async def test_it_is_known_by_its_receipt_time_and_its_channel_to_the_counter_of_its_unit_alone(
    counter: Counter,
) -> None:
    id = await counter.came()

    (line,) = [
        each
        for each in (await (await counter.sign_in(TRIAGE)).get("/submissions")).json()
        if each["submission"]["id"] == id
    ]

    assert line == {
        "submission": {"id": id, "channel": "letter", "received_at": "2026-11-02T01:00:00Z"},
        "channel": {"zh": "来信", "en": "Letter"},
    }
    for person in (SUPERVISOR, DISPATCHER, TOWNSHIP_OFFICE, GRID_WORKER):
        caller = await counter.sign_in(person)
        assert id not in (await caller.get("/submissions")).text
        assert (await caller.get(f"/submissions/{id}")).status_code == 404
        refused = await caller.post(f"/submissions/{id}/classify", {"purpose": "ordinary"})
        assert refused.status_code == 404


async def test_what_a_village_brings_is_opened_at_its_township(counter: Counter) -> None:
    await counter.submitted({**LETTER, "channel": "household-visit"}, GRID_WORKER)

    (id,) = await counter.waiting(TOWNSHIP_OFFICE)

    opened = await (await counter.sign_in(TOWNSHIP_OFFICE)).get(f"/submissions/{id}")
    assert opened.json()["texts"] == {
        "title": "路灯不亮",
        "body": "村口的路灯坏了。",
        "author": "孙写信",
    }


async def test_opening_one_is_on_record_without_saying_which(counter: Counter) -> None:
    id = await counter.came()
    before = dumped(counter.settings.database_url)

    await (await counter.sign_in(CLERK)).get(f"/submissions/{id}")

    lines = set(dumped(counter.settings.database_url).splitlines()) - set(before.splitlines())
    head, line = sorted(lines)
    assert head.startswith("access_chains: ")
    assert id not in head
    assert line.startswith("access_log: ")
    assert '"person":"p-sl-window-clerk"' in line
    assert '"matter":null' in line
    assert id not in line


async def test_the_same_request_is_taken_in_once(counter: Counter) -> None:
    clerk, key = await counter.sign_in(CLERK), str(uuid4())

    first = await clerk.post("/submissions", LETTER, key)
    before = await counter.waiting()
    again = await clerk.post("/submissions", LETTER, key)
    other = await clerk.post("/submissions", {**LETTER, "title": "别的"}, key)

    assert first.json() == again.json()
    assert await counter.waiting() == before
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_an_ordinary_one_becomes_a_matter_with_its_receipt_time_and_its_code(counter: Counter) -> None:
    clerk = await counter.sign_in(CLERK)
    before = set(await counter.waiting())
    code = await counter.submitted(LETTER)
    (id,) = set(await counter.waiting()) - before
    counter.clock.pass_by(days=2)

    answer = await counter.classified(id, "ordinary")

    assert answer == {"number": answer["number"], "tracking": None}
    matter = (await clerk.get(f"/matters/{answer['number']}")).json()
    assert matter["matter"]["received_at"] == "2026-11-02T01:00:00Z"
    assert matter["matter"]["channel"] == "letter"
    assert matter["texts"]["body"] == "村口的路灯坏了。"
    assert (await counter.standing(code)).json()["number"] == answer["number"]
    assert id not in await counter.waiting()
    assert (await counter.classify(id, "ordinary")).status_code == 404


async def test_classifying_it_again_under_the_same_key_answers_the_same(counter: Counter) -> None:
    for purpose in ("ordinary", "accusation"):
        id, key = await counter.came(), str(uuid4())

        first = await counter.classify(id, purpose, key=key)
        again = await counter.classify(id, purpose, key=key)

        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json() == again.json()


async def test_what_is_both_becomes_two_things_and_nothing_in_the_ordinary_one_tells_of_the_other(
    counter: Counter,
) -> None:
    before = {case["case"]["matter"] for case in await counter.cases()}
    id, code = await counter.came_with_code(
        {**ACCUSATION, "body": ACCUSATION["body"] + "另外村口的路灯坏了。"}
    )

    answer = await counter.classified(
        id,
        "mixed",
        is_real_name=True,
        ordinary={"title": "路灯不亮", "body": "村口的路灯坏了。"},
        accusation={"title": ACCUSATION["title"], "body": ACCUSATION["body"]},
    )

    clerk = await counter.sign_in(CLERK)
    matter = (await clerk.get(f"/matters/{answer['number']}")).json()
    (number,) = {case["case"]["matter"] for case in await counter.cases()} - before
    ordinary = dumped(counter.settings.database_url)
    told = [await counter.standing(each) for each in (code, answer["tracking"])]
    assert [each.json()["number"] for each in told] == [answer["number"], None]
    assert matter["texts"] == {
        "title": "路灯不亮",
        "body": "村口的路灯坏了。",
        "author": "赵实名",
        "contact": "示例地址九号",
    }
    assert [each for each in (number, answer["tracking"], id) if each in ordinary] == []


@pytest.mark.parametrize(
    "body",
    [
        {"purpose": "mixed"},
        {"purpose": "mixed", "ordinary": {"title": "一"}},
        {"purpose": "ordinary", "ordinary": {"title": "一"}},
        {"purpose": "accusation", "accusation": {"title": "一"}},
    ],
)
async def test_only_what_is_both_is_written_apart(counter: Counter, body: dict[str, object]) -> None:
    id = await counter.came()

    answer = await (await counter.sign_in(CLERK)).post(f"/submissions/{id}/classify", body)

    assert answer.status_code == 422
    assert id in await counter.waiting()


async def test_channels_are_counted_as_things_come_in_and_no_classification_changes_a_count(
    counter: Counter,
) -> None:
    clerk = await counter.sign_in(CLERK)
    counter.clock.at = MONDAY + timedelta(days=7)
    id = await counter.came({**LETTER, "channel": "phone"})
    await counter.came({**LETTER, "channel": "phone"})
    day = {"since": "2026-11-09", "until": "2026-11-09"}
    counted = (await clerk.get("/channels", **day)).json()

    await counter.classified(id, "accusation")

    assert counted == [
        {
            "unit": "sl",
            "channel": "phone",
            "words": {"zh": "电话", "en": "Telephone"},
            "day": "2026-11-09",
            "received": 2,
        }
    ]
    assert (await clerk.get("/channels", **day)).json() == counted
    for person in (SUPERVISOR, GRID_WORKER):
        assert (await (await counter.sign_in(person)).get("/channels", **day)).json() == []


async def test_a_count_over_no_days_or_too_many_is_refused(counter: Counter) -> None:
    clerk = await counter.sign_in(CLERK)

    for since, until in (("2026-11-10", "2026-11-09"), ("2024-01-01", "2026-11-09")):
        assert (await clerk.get("/channels", since=since, until=until)).status_code == 422


async def test_somebody_who_takes_nothing_in_submits_nothing(counter: Counter) -> None:
    assert (await (await counter.sign_in(SUPERVISOR)).post("/submissions", LETTER)).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"), [("received_at", "2026-11-02T02:00:00Z"), ("unit", "sl-city"), ("channel", "window")]
)
async def test_what_cannot_be_is_not_taken_in(counter: Counter, field: str, value: str) -> None:
    answer = await (await counter.sign_in(CLERK)).post("/submissions", {**LETTER, field: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == f"body.{field}"


async def test_anybody_may_send_something_in_and_it_waits_where_it_belongs(counter: Counter) -> None:
    said = {**LETTER, "channel": "place-code", "unit": "sl-t1-v1"}
    before = set(await counter.waiting(TOWNSHIP_OFFICE))

    answer = await counter.http.post(
        "/public/submissions", json=said, headers={"Idempotency-Key": str(uuid4())}
    )

    assert answer.status_code == 201
    assert len(answer.json()["tracking"]) == 19
    assert len(set(await counter.waiting(TOWNSHIP_OFFICE)) - before) == 1


@pytest.mark.parametrize(("field", "value"), [("channel", "letter"), ("unit", "nowhere")])
async def test_what_only_a_clerk_takes_in_nobody_sends_in(counter: Counter, field: str, value: str) -> None:
    said = {**LETTER, "channel": "online-form", field: value}

    answer = await counter.http.post(
        "/public/submissions", json=said, headers={"Idempotency-Key": str(uuid4())}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == f"body.{field}"


async def test_one_address_sends_in_twenty_an_hour_and_more_in_the_next(counter: Counter) -> None:
    counter.clock.at = MONDAY + timedelta(days=30)
    said = {**LETTER, "channel": "online-form"}

    async def send() -> int:
        answer = await counter.http.post(
            "/public/submissions", json=said, headers={"Idempotency-Key": str(uuid4())}
        )
        return answer.status_code

    first = [await send() for _ in range(21)]
    counter.clock.pass_by(hours=1)
    later = await send()

    assert first == [*[201] * 20, 429]
    assert later == 201


async def test_another_keeper_takes_over_what_waits(counter: Counter) -> None:
    id, office = UUID(await counter.came()), counter.app.state.office
    old, before = office.sealed.keeper, office.sealed.settings.keeper()
    new = keeper_from([bytes(range(96, 128)), *before])

    taken = [each.rows async for each in rewrap(office.records, new, [submissions_table])]
    again = [each.rows async for each in rewrap(office.records, new, [submissions_table])]

    async with office.records.connect() as connection:
        opened = await submissions.opened(connection, new, id, {"sl"})
        with pytest.raises(UnknownKey, match=new.key_id):
            await submissions.opened(connection, old, id, {"sl"})
    assert opened
    assert opened.texts["author"] == "赵实名"
    assert (sum(taken) > 0, again) == (True, [])
    back = keeper_from([*before, bytes(range(96, 128))])
    assert sum([each.rows async for each in rewrap(office.records, back, [submissions_table])]) == sum(taken)
