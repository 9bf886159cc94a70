"""The accusation path from the counter to its end, as the discipline clerk walks it."""

from tests.sealed.conftest import ACCUSED, ACCUSER, DISCIPLINE, SECOND, Counter, dumped

TOLD = {"method": "in-person", "proof": "当面告知。"}


async def test_it_has_a_number_of_its_own_series_and_runs_from_the_day_it_came(counter: Counter) -> None:
    id = await counter.came()
    counter.clock.pass_by(days=1)
    before = len(await counter.cases())

    await counter.classified(id, is_real_name=True)

    cases = await counter.cases()
    newest = max(cases, key=lambda each: each["case"]["matter"])
    assert len(cases) == before + 1
    assert newest["case"]["matter"] == f"SL-J-2026-{before + 1:06}"
    assert newest["case"]["opened_at"] == "2026-11-02T01:00:00Z"
    assert newest["case"]["due_on"] == "2026-11-23"
    assert newest["stage"]["zh"] == "已收件，待移送"


async def test_the_discipline_clerk_reads_it_and_leads_it_to_the_competent_organ(counter: Counter) -> None:
    case = await counter.accusation()
    clerk = await counter.sign_in(SECOND)

    said = (await clerk.get(f"/sealed/matters/{case.number}")).json()["texts"]
    refused = await case.ask(
        "transfer-to-discipline", {"organ": "sl-t1", "accused_units": ["sl-t1"], "reason": "按管理权限。"}
    )
    await case.done(
        "transfer-to-discipline", {"organ": "sl", "accused_units": ["sl-t1"], "reason": "按管理权限。"}
    )
    await case.done("tell-acceptance", TOLD)
    await case.done("record-result", {"result": "经核查，反映的问题部分属实。"})
    await case.done("tell-result", TOLD)

    assert ACCUSED in said["title"]
    assert said["author"] == ACCUSER
    assert (refused.status_code, refused.json()["code"]) == (409, "organ-under-the-accused")
    assert refused.json()["details"] == ["sl"]
    shown = await case.read()
    assert shown["outcome_words"]["zh"] == "已告知处理结果"
    assert [entry["kind"] for entry in shown["timeline"]] == [
        "AccusationReceived",
        "AccusationTransferred",
        "AcceptanceTold",
        "ResultRecorded",
        "ResultTold",
        "AccusationClosed",
    ]


async def test_what_can_be_done_is_named_by_the_path_where_it_is_done(counter: Counter) -> None:
    case = await counter.accusation()

    actions = {action["name"]: action["path"] for action in (await case.read())["actions"]}

    assert actions == {
        "transfer_to_discipline": f"{case.path}/transfer-to-discipline",
        "tell_acceptance": f"{case.path}/tell-acceptance",
        "correct_start": f"{case.path}/correct-start",
    }


async def test_who_read_it_is_on_record_in_the_sealed_store_alone(counter: Counter) -> None:
    case = await counter.accusation()
    ordinary = dumped(counter.settings.database_url)

    await case.read()

    assert dumped(counter.settings.database_url) == ordinary
    assert f'"matter":"{case.number}"' in dumped(counter.settings.sealed().database_url)
    assert DISCIPLINE in dumped(counter.settings.sealed().database_url)


async def test_the_discipline_clerk_sees_nothing_of_the_ordinary_store(counter: Counter) -> None:
    dispute = await counter.dispute()
    clerk = await counter.sign_in(DISCIPLINE)

    assert (await clerk.get("/cases")).json()["items"] == []
    assert (await clerk.get("/matters")).json()["items"] == []
    assert (await clerk.get(dispute.path)).status_code == 404
    assert (await clerk.get(f"/sealed{dispute.path}")).status_code == 404
    assert (await clerk.get("/submissions")).json() == []


async def test_its_worklist_names_what_waits(counter: Counter) -> None:
    case = await counter.accusation()

    listed = await (await counter.sign_in(DISCIPLINE)).get("/sealed/worklists/mine", limit=200)

    mine = [each["task"]["what"] for each in listed.json()["items"] if each["task"]["matter"] == case.number]
    assert sorted(mine) == ["tell-acceptance", "transfer-to-discipline"]


async def test_a_published_calendar_reaches_the_sealed_store_too(counter: Counter) -> None:
    notice = {
        "series": "china",
        "year": 2028,
        "source": "通知",
        "holidays": ["2028-01-01"],
        "make_up_workdays": [],
        "public_reason": "通知",
    }
    dispatcher = await counter.sign_in("p-sl-centre-dispatcher")
    head = await counter.sign_in("p-sl-petition-bureau-head")
    where = (await dispatcher.post("/publications/calendar", notice)).headers["Location"]
    seen = (await head.get(where)).json()

    answer = await head.post(f"{where}/approve", {"digest": seen["digest"]})

    assert answer.status_code == 200, answer.text
    published = [
        line
        for url in (counter.settings.database_url, counter.settings.sealed().database_url)
        for line in dumped(url).splitlines()
        if line.startswith("publications: ") and answer.json()["answer"]["version"] in line
    ]
    assert len(published) == 2
