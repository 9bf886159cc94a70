"""The papers of a petition as they are read: by name, in words, with the card of the route; or blank."""

from datetime import timedelta
from typing import Any

from records import documents, outbox
from tests.api.conftest import AUDITOR, CLERK, Desk
from tests.api.conftest import dispute as registration
from tests.paper.test_printing import text_of_docx

BUREAU = "p-sl-petition-bureau"
TRIAGE = "p-sl-triage-officer"


async def registered(desk: Desk, route: str) -> str:
    """The path of a petition that came by letter and has been classified."""
    matter = {**registration()["matter"], "title": "欠薪", "body": "工地三个月没有发工资。"}
    people = [{"role": "petitioner", "name": "王甲"}]
    body = {"matter": matter, "channel": "letter", "people": people}
    answer = await (await desk.sign_in(CLERK)).post("/petitions", body)
    assert answer.status_code == 201, answer.text
    path = f"/cases/petition/{answer.json()['number']}/1"
    await done(desk, path, TRIAGE, "classify", {"route": route})
    return path


async def done(desk: Desk, path: str, person: str, verb: str, body: dict[str, Any]) -> None:
    answer = await (await desk.sign_in(person)).post(f"{path}/{verb}", body)
    assert answer.status_code == 200, answer.text


async def carried(desk: Desk, path: str) -> None:
    """Its papers and messages are issued, as the relay does."""
    records, number = desk.app.state.office.records, path.split("/")[3]
    for letter in await outbox.claim(records, 100_000, timedelta(minutes=1)):
        if letter.kind == "document" and number in letter.procedure:
            await documents.issue(records, letter, **letter.body)
        if letter.kind == "message" and number in letter.procedure:
            to, words = [letter.body["to"]], {"words": letter.body["words"]}
            unit = letter.body["unit"]
            await documents.issue(records, letter, kind="message", unit=unit, addressees=to, data=words)


async def issued(desk: Desk, path: str, person: str) -> dict[str, Any]:
    """Its only paper, once the relay has carried it, as this person reads it."""
    await carried(desk, path)
    caller = await desk.sign_in(person)
    (line,) = (await caller.get(path)).json()["documents"]
    read: dict[str, Any] = (await caller.get(f"{path}/documents/{line['id']}")).json()
    return read


async def test_the_notice_of_a_route_is_read_by_name_with_what_was_explained_and_the_card(desk: Desk) -> None:
    path = await registered(desk, "R-17")
    await done(desk, path, BUREAU, "guide", {"explanation": "欠薪由劳动监察查处，已当面说明。"})

    read = await issued(desk, path, BUREAU)
    (masked,) = (await issued(desk, path, AUDITOR))["copies"]

    (copy,) = read["copies"]
    assert read["document"]["title"]["zh"] == "其他法定途径告知书"
    assert copy["name"] == "王甲"
    assert copy["zh"][0] == "王甲："
    assert "说明：欠薪由劳动监察查处，已当面说明。" in copy["zh"]
    assert "期限：劳动保障监察调查，自“立案”起60个工作日。" in copy["zh"]
    assert "Time: Labour inspection: investigation, 60 working days from: The case was opened." in copy["en"]
    assert masked["name"] is None
    assert masked["zh"][0] == "＿＿＿＿："
    assert "说明：＿＿＿＿" in masked["zh"]


async def test_what_is_not_classified_is_turned_away_without_a_card(desk: Desk) -> None:
    matter = {**registration()["matter"], "title": "看不懂的信", "body": "……"}
    body = {"matter": matter, "channel": "letter", "people": [{"role": "petitioner", "name": "王甲"}]}
    answer = await (await desk.sign_in(CLERK)).post("/petitions", body)
    path = f"/cases/petition/{answer.json()['number']}/1"
    said = {"ground": "N-10", "explanation": "请写明希望谁做什么。"}
    await done(desk, path, BUREAU, "not-accept", said)

    (copy,) = (await issued(desk, path, BUREAU))["copies"]

    assert "具体情况和去向：请写明希望谁做什么。" in copy["zh"]
    assert not any(each.startswith("法定途径") for each in copy["zh"])


async def test_a_letter_to_a_unit_is_addressed_by_the_units_name(desk: Desk) -> None:
    path = await registered(desk, "R-54")
    reason = {"reason": "该局负责村内道路。"}
    await done(desk, path, BUREAU, "transfer", {"to_unit": "sl-d4", **reason})

    (copy,) = (await issued(desk, path, BUREAU))["copies"]

    assert copy["party"] == "dept_handler@sl-d4"
    assert copy["name"] == "示例县住房和城乡建设局"
    assert copy["zh"][0] == "示例县住房和城乡建设局："
    assert copy["zh"][-2] == "示例县（印章）　2026年11月2日"


async def by_code(desk: Desk, names: list[str]) -> tuple[dict[str, list[str]], str]:
    """What the holder of the code reads of a petition that these people share, once it was transferred and
    each was written to; and the whole answer."""
    clerk = await desk.sign_in(CLERK)
    taken = (await clerk.post("/matters", {**registration()["matter"], "title": "路灯"})).json()
    people = [{"role": "petitioner", "name": name} for name in names]
    body = {"number": taken["number"], "channel": "letter", "people": people, "people_count": len(names)}
    assert (await clerk.post("/petitions", body)).status_code == 201
    path = f"/cases/petition/{taken['number']}/1"
    for each in (await clerk.get(path)).json()["parties"]:
        said = {"to": each["party"]["ref"], "words": "请带上身份证来一趟。"}
        await done(desk, path, BUREAU, "send-message", said)
    await done(desk, path, TRIAGE, "classify", {"route": "R-54"})
    await done(desk, path, BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "该局负责村内道路。"})
    said = {"manner": "ordinary", "notice": "六十日内办结。"}
    await done(desk, path, "p-sl-d4-dept-handler", "accept", said)
    await carried(desk, path)

    answer = await desk.http.get("/public/status", headers={"Tracking-Code": taken["tracking"]})
    (case,) = answer.json()["cases"]
    return {paper["title"]["zh"]: paper["zh"] for paper in case["papers"]}, answer.text


async def test_the_holder_of_the_code_reads_what_went_to_people_without_a_name_and_no_letter_between_agencies(
    desk: Desk,
) -> None:
    papers, answer = await by_code(desk, ["王甲"])

    assert papers.keys() == {"受理告知书", "告知信息"}
    assert papers["告知信息"] == ["请带上身份证来一趟。"]
    assert papers["受理告知书"][0] == "＿＿＿＿："
    assert any("六十日内办结。" in line for line in papers["受理告知书"])
    assert "王甲" not in answer
    assert "该局负责村内道路" not in answer


async def test_where_several_share_it_the_code_opens_no_message_that_was_for_one_of_them(desk: Desk) -> None:
    papers, answer = await by_code(desk, ["王甲", "李乙"])

    assert papers.keys() == {"受理告知书"}
    assert "请带上身份证" not in answer


async def test_what_a_procedure_issues_is_printed_as_the_county_arranges_it_and_says_all_of_it(
    desk: Desk,
) -> None:
    path = await registered(desk, "R-54")
    await done(desk, path, BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "属于住建部门职责。"})
    await carried(desk, path)
    reader = await desk.sign_in(BUREAU)
    (letter,) = [
        each for each in (await reader.get(path)).json()["documents"] if each["kind"] in {"D-05", "D-06"}
    ]
    said = (await reader.get(f"{path}/documents/{letter['id']}")).json()["copies"][0]

    file = await reader.get(f"{path}/documents/{letter['id']}/printed", **{"as": "docx"})

    text = text_of_docx(file.content)
    assert "告知和异议" in text.splitlines()
    assert [each for each in said["zh"][1:] if each not in text] == []
