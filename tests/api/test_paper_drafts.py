"""Papers that people draft: begun with what the case knows, whole before anybody signs, each hand another's,
numbered without gaps, printed the same again."""

import io
import uuid
from typing import Any

import httpx
import pypdf
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from api.printing import templates_of
from paper.templates import template_of
from records import paper_drafts
from records.tables import paper_draft_numbers, paper_draft_steps
from rules.paper.signing import Step, is_whole
from rules.paper.table import FORMS
from tests.api.conftest import AUDITOR, CLERK, COMMISSIONER, OTHER_TOWNSHIP, POLICE, Desk
from tests.api.test_petition_papers import BUREAU, TRIAGE, carried, done, registered
from tests.api.test_petitions import with_housing
from tests.paper.conftest import needs_a_chinese_font, whole
from tests.paper.test_printing import text_of_docx, text_of_pdf, without_breaks

HEAD = "p-sl-petition-bureau-head"
CENTRE = "p-sl-dispute-resolution-centre"


async def opened(
    desk: Desk, form: str = "D-07", part: str = "", *, by: str = CLERK
) -> tuple[str, dict[str, Any]]:
    """A dispute with a paper that somebody has begun, by its path."""
    case = await desk.dispute()
    answer = await (await desk.sign_in(by)).post(f"{case.path}/drafted", _form(form, part))
    assert answer.status_code == 201, answer.text
    return f"{case.path}/drafted/{answer.json()['id']}", answer.json()


def _form(form: str, part: str) -> dict[str, str]:
    return {"form": form, **({"part": part} if part else {})}


def fields_of(form: str, part: str = "", **changes: Any) -> dict[str, Any]:
    said = {code: "\n".join(v) if not isinstance(v, str) else v for code, v in whole(form, part).items()}
    return {"fields": [{"code": code, "said": v} for code, v in {**said, **changes}.items() if v]}


async def asks(
    desk: Desk, path: str, person: str, act: str, body: Any, key: str | None = None
) -> httpx.Response:
    return await (await desk.sign_in(person)).post(f"{path}/{act}", body, key)


async def goes(desk: Desk, path: str, person: str, act: str, body: Any) -> dict[str, Any]:
    answer = await asks(desk, path, person, act, body)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def issued(desk: Desk, form: str = "D-07") -> tuple[str, dict[str, Any]]:
    path, _ = await opened(desk, form)
    await goes(desk, path, CLERK, "write", fields_of(form))
    await goes(desk, path, BUREAU, "take", {"step": "review"})
    await goes(desk, path, HEAD, "take", {"step": "sign"})
    return path, await goes(desk, path, CLERK, "take", {"step": "seal"})


def number_in(line: dict[str, Any]) -> int:
    return int(line["document_number"].partition("〕")[2].rstrip("号"))


async def read(desk: Desk, path: str, person: str = CLERK) -> dict[str, Any]:
    answer = await (await desk.sign_in(person)).get(path)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def test_a_draft_begins_with_what_the_case_knows_and_says_what_is_missing(desk: Desk) -> None:
    path, line = await opened(desk, "D-18", by=CLERK)

    paper = await read(desk, path)

    known = {each["code"]: each["known"] for each in paper["fields"] if each["known"]}
    assert known["applicant"]
    assert known["respondent"]
    assert known["facts"]
    assert "＿＿＿＿" in str(paper["preview"])
    assert known["applicant"] in str(paper["preview"])
    assert {each["code"] for each in paper["missing"]} == set(FORMS["D-18"].required())
    assert line["waits_for"] is None


async def test_drafted_reviewed_signed_and_sealed_by_different_people_it_is_issued_with_a_number(
    desk: Desk,
) -> None:
    path, line = await issued(desk)

    paper = await read(desk, path)

    assert line["document_number"] == paper["paper"]["document_number"]
    assert line["document_number"].startswith("示治异〔2026〕")
    assert [each["step"] for each in paper["steps"]] == ["write", "review", "sign", "seal"]
    assert len({each["by"] for each in paper["steps"]}) == 3
    assert paper["missing"] == []
    assert paper["may"] == ["serve"]


@pytest.mark.parametrize("lacking", sorted(FORMS["D-07"].required()))
async def test_nothing_is_reviewed_while_one_thing_is_missing_and_it_is_named(
    desk: Desk, lacking: str
) -> None:
    path, _ = await opened(desk)
    without: dict[str, Any] = {lacking: None}
    await goes(desk, path, CLERK, "write", fields_of("D-07", **without))

    refused = await asks(desk, path, BUREAU, "take", {"step": "review"})

    assert refused.status_code == 409
    assert refused.json()["code"] == "paper-incomplete"
    assert refused.json()["details"] == [lacking]


async def test_whoever_drafted_does_not_review_and_whoever_signed_does_not_seal(desk: Desk) -> None:
    path, _ = await opened(desk, by=BUREAU)
    await goes(desk, path, BUREAU, "write", fields_of("D-07"))

    own_review = await asks(desk, path, BUREAU, "take", {"step": "review"})
    await goes(desk, path, HEAD, "take", {"step": "review"})
    own_signature = await asks(desk, path, HEAD, "take", {"step": "sign"})

    assert [each.json()["code"] for each in (own_review, own_signature)] == ["same-hand", "same-hand"]
    assert own_review.json()["article"]["mark"] == "P"


async def test_each_hand_has_its_turn_and_its_seat(desk: Desk) -> None:
    path, _ = await opened(desk)

    before_it_is_written = await asks(desk, path, BUREAU, "take", {"step": "review"})
    await goes(desk, path, CLERK, "write", fields_of("D-07"))
    out_of_turn = await asks(desk, path, HEAD, "take", {"step": "sign"})
    not_their_seat = await asks(desk, path, TRIAGE, "take", {"step": "review"})

    codes = [each.json()["code"] for each in (before_it_is_written, out_of_turn, not_their_seat)]
    assert codes == ["not-at-this-stage", "not-at-this-stage", "not-yours-to-do"]


async def test_what_is_sent_back_is_reviewed_anew_and_says_why(desk: Desk) -> None:
    path, _ = await opened(desk)
    await goes(desk, path, CLERK, "write", fields_of("D-07"))
    await goes(desk, path, BUREAU, "take", {"step": "review"})

    back = await goes(desk, path, HEAD, "send-back", {"reason": "依据没有写明条款。"})
    again = await goes(desk, path, CLERK, "write", fields_of("D-07", article="第二十三条第三款"))

    assert back["waits_for"] == again["waits_for"] == "review"
    assert [each["reason"] for each in (await read(desk, path))["steps"]][2] == "依据没有写明条款。"


async def test_a_void_number_stays_with_its_reason_and_the_next_paper_has_the_next(desk: Desk) -> None:
    path, first = await issued(desk)

    void = await goes(desk, path, HEAD, "void", {"reason": "收件单位写错。"})
    _, second = await issued(desk)

    assert void["is_void"]
    assert number_in(second) == number_in(first) + 1
    register = await (await desk.sign_in(CLERK)).get("/seal-register", unit="sl", year=2026)
    standing = {each["document_number"]: each["is_void"] for each in register.json()["items"]}
    assert standing[first["document_number"]] is True
    assert standing[second["document_number"]] is False


async def test_the_seal_register_is_told_page_by_page_to_its_last_line(desk: Desk) -> None:
    for _ in range(3):
        await issued(desk)
    clerk = await desk.sign_in(CLERK)
    here = {"unit": "sl", "year": 2026}
    whole_of_it = (await clerk.get("/seal-register", limit=200, **here)).json()

    pages = [(await clerk.get("/seal-register", limit=2, **here)).json()]
    while pages[-1]["next"]:
        pages.append((await clerk.get("/seal-register", limit=2, cursor=pages[-1]["next"], **here)).json())
    wrong = await clerk.get("/seal-register", cursor="bm90LWpzb24", **here)

    assert len(pages) > 1
    assert [line for page in pages for line in page["items"]] == whole_of_it["items"]
    assert whole_of_it["next"] is None
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "query.cursor")


async def test_numbers_have_no_gaps_and_are_given_once(desk: Desk) -> None:
    for _ in range(2):
        await issued(desk)

    async with desk.app.state.office.records.connect() as connection:
        mine = select(paper_draft_numbers.c.number).where(
            paper_draft_numbers.c.unit == "sl", paper_draft_numbers.c.kind == "D-07"
        )
        numbers = sorted((await connection.execute(mine)).scalars())

    assert numbers == list(range(1, len(numbers) + 1))


async def test_the_same_request_twice_is_done_once(desk: Desk) -> None:
    path, _ = await opened(desk)
    await goes(desk, path, CLERK, "write", fields_of("D-07"))
    key = str(uuid.uuid4())

    first = await asks(desk, path, BUREAU, "take", {"step": "review"}, key)
    again = await asks(desk, path, BUREAU, "take", {"step": "review"}, key)
    other = await asks(desk, path, BUREAU, "send-back", {"reason": "另一件事"}, key)

    assert first.json() == again.json()
    assert other.status_code == 422
    assert len((await read(desk, path))["steps"]) == 2


async def test_opening_twice_opens_once(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    clerk = await desk.sign_in(CLERK)

    first, again = [await clerk.post(f"{case.path}/drafted", {"form": "D-07"}, key) for _ in range(2)]
    other = await clerk.post(f"{case.path}/drafted", {"form": "D-12"}, key)

    assert first.json() == again.json()
    assert other.status_code == 422
    assert len((await clerk.get(f"{case.path}/drafted")).json()) == 1


async def test_its_journal_is_a_chain_that_tells_every_change(desk: Desk) -> None:
    _, line = await issued(desk)
    async with desk.app.state.office.records.connect() as connection:
        entries = await paper_drafts.entries_of(connection, uuid.UUID(line["id"]))

    assert is_whole(line["id"], entries)
    assert not is_whole(line["id"], entries[1:])
    assert not is_whole(str(uuid.uuid4()), entries)
    assert entries[-1].step is Step.SEAL
    assert "写明" not in str([dict(each.body) for each in entries])


async def test_a_record_is_finished_by_whoever_kept_it(desk: Desk) -> None:
    path, _ = await opened(desk, "D-20", "record")
    await goes(desk, path, CLERK, "write", fields_of("D-20", "record"))

    finished = await goes(desk, path, CLERK, "take", {"step": "finish"})

    assert finished["document_number"]


def said_in(paper: dict[str, Any]) -> dict[str, str | None]:
    return {each["code"]: each["said"] for each in paper["fields"]}


def sent_back(said: dict[str, str | None], **changes: str) -> dict[str, Any]:
    """As a form sends back what it was shown, with what somebody changed in it."""
    return {"fields": [{"code": code, "said": v} for code, v in {**said, **changes}.items() if v]}


@pytest.mark.parametrize("form", ["D-01", "D-18"])
async def test_who_asked_not_to_be_named_is_named_in_no_draft(desk: Desk, form: str) -> None:
    hidden = await with_housing(desk, hides_identity=True)
    named = await with_housing(desk)
    clerk = await desk.sign_in(CLERK)

    drafts = []
    for case in (hidden, named):
        opened_now = await clerk.post(f"{case.path}/drafted", _form(form, ""))
        assert opened_now.status_code == 201, opened_now.text
        drafts.append(await read(desk, f"{case.path}/drafted/{opened_now.json()['id']}"))

    assert [party["name"] for party in (await hidden.read(BUREAU))["parties"]] == ["王甲"]
    told = [str([each["known"] for each in draft["fields"]]) + str(draft["preview"]) for draft in drafts]
    assert [any(name in each for name in ("王甲", "田小满")) for each in told] == [False, True]


async def test_what_somebody_does_not_read_stays_when_they_write_the_rest(desk: Desk) -> None:
    path, _ = await opened(desk, "D-20", "record")
    statements = "李乙说修路时挖断了水管。"
    await goes(desk, path, CLERK, "write", fields_of("D-20", "record", statements=statements))

    shown = await read(desk, path)
    await goes(desk, path, CLERK, "write", sent_back(said_in(shown), result="双方同意再谈一次。"))
    whole_of_it = said_in(await read(desk, path, CENTRE))
    await goes(desk, path, CLERK, "write", sent_back(said_in(shown), statements="另作记录。"))

    assert (said_in(shown)["statements"], shown["missing"]) == (None, [])
    assert whole_of_it["statements"] == statements
    assert whole_of_it["result"] == "双方同意再谈一次。"
    assert said_in(await read(desk, path, CENTRE))["statements"] == "另作记录。"


async def test_what_is_shown_in_part_is_not_written_down_in_part(desk: Desk) -> None:
    path, _ = await opened(desk, "D-18", by=COMMISSIONER)
    written = fields_of("D-18", applicant_contact="13800001111", respondent_contact="13900002222")
    await goes(desk, path, COMMISSIONER, "write", written)

    shown = said_in(await read(desk, path, COMMISSIONER))
    await goes(desk, path, COMMISSIONER, "write", sent_back(shown, respondent_contact="13700003333"))

    now = said_in(await read(desk, path))
    assert "13800001111" not in str(shown)
    assert (now["applicant_contact"], now["respondent_contact"]) == ("13800001111", "13700003333")


@pytest.mark.parametrize("form", ["D-09", "D-13", "D-21"])
async def test_what_a_procedure_issues_by_itself_is_not_drafted(desk: Desk, form: str) -> None:
    case = await desk.dispute()

    refused = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", {"form": form})

    assert refused.status_code == 409
    assert refused.json()["code"] == "issued-by-procedure"


async def test_a_sealed_transfer_is_not_drafted_outside_the_sealed_store(desk: Desk) -> None:
    case = await desk.dispute()

    refused = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", {"form": "D-30"})

    assert refused.json()["code"] == "not-yours-to-do"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"form": "D-99"}, "body.form"),
        ({"form": "D-17"}, "body.part"),
        ({"form": "D-07", "part": "x"}, "body.part"),
    ],
)
async def test_a_document_that_is_none_is_told_by_the_field(desk: Desk, body: Any, field: str) -> None:
    case = await desk.dispute()

    refused = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", body)

    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == [field]


async def test_a_field_that_holds_what_it_does_not_take_is_told(desk: Desk) -> None:
    path, _ = await opened(desk)

    wrong = await asks(desk, path, CLERK, "write", {"fields": [{"code": "received_on", "said": "昨天"}]})
    unknown = await asks(desk, path, CLERK, "write", {"fields": [{"code": "mood", "said": "好"}]})

    assert wrong.json()["errors"] == [{"field": "body.received_on", "code": "day"}]
    assert unknown.json()["errors"] == [{"field": "body.mood", "code": "unknown"}]


@pytest.mark.parametrize("person", [AUDITOR, OTHER_TOWNSHIP, POLICE])
async def test_whoever_does_not_read_the_case_meets_no_paper(desk: Desk, person: str) -> None:
    path, _ = await opened(desk)
    caller = await desk.sign_in(person)

    answers = [
        await caller.get(path),
        await caller.get(path.rpartition("/")[0]),
        await caller.get(f"{path}/printed"),
        await caller.post(f"{path}/take", {"step": "review"}),
    ]

    assert {each.status_code for each in answers} == {404}


async def test_a_paper_of_another_case_is_not_there(desk: Desk) -> None:
    _, line = await opened(desk)
    other = await desk.dispute()

    answer = await (await desk.sign_in(CLERK)).get(f"{other.path}/drafted/{line['id']}")

    assert answer.status_code == 404


async def test_the_service_is_kept_with_method_receiver_and_day(desk: Desk) -> None:
    path, _ = await issued(desk)

    await goes(
        desk,
        path,
        CLERK,
        "serve",
        {"method": "left", "receiver": "其妻，见证人赵某", "served_on": "2026-11-02"},
    )

    last = (await read(desk, path))["steps"][-1]
    assert (last["method_words"]["zh"], last["receiver"], last["served_on"]) == (
        "留置送达",
        "其妻，见证人赵某",
        "2026-11-02",
    )


async def test_it_prints_what_it_says_and_again_the_same_to_the_byte(desk: Desk) -> None:
    path, line = await issued(desk)
    clerk = await desk.sign_in(CLERK)

    first, again = [await clerk.get(f"{path}/printed", **{"as": "docx"}) for _ in range(2)]

    assert first.content == again.content
    said = text_of_docx(first.content)
    assert line["document_number"] in said
    for code in FORMS["D-07"].required():
        if FORMS["D-07"].required()[code].kind == "text":
            assert f"写明{code}" in said


async def test_it_is_printed_by_the_wording_it_was_issued_by(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = await issued(desk)
    clerk = await desk.sign_in(CLERK)
    before = await clerk.get(f"{path}/printed")

    today = templates_of("sl")
    changed = template_of("D-07.toml", today.templates["D-07"].text.replace("请予核实", "望予核实"))
    monkeypatch.setitem(today.templates, "D-07", changed)
    draft, _ = await opened(desk)

    assert (await clerk.get(f"{path}/printed")).content == before.content
    assert "望予核实" in str((await read(desk, draft))["preview"])


async def test_its_number_stands_as_it_was_written_whatever_the_county_writes_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, line = await issued(desk)
    clerk = await desk.sign_in(CLERK)
    before = await clerk.get(f"{path}/printed")

    today = templates_of("sl")
    monkeypatch.setitem(today.marks, "sl", "新名")
    _, later = await issued(desk)
    register = (await clerk.get("/seal-register", unit="sl", year=desk.clock.at.year)).json()

    assert later["document_number"].startswith("新名")
    assert (await clerk.get(f"{path}/printed")).content == before.content
    assert (await read(desk, path))["paper"]["document_number"] == line["document_number"]
    assert line["document_number"] in [each["document_number"] for each in register["items"]]


@needs_a_chinese_font
async def test_as_pdf_too(desk: Desk) -> None:
    path, line = await issued(desk)

    file = await (await desk.sign_in(CLERK)).get(f"{path}/printed", **{"as": "pdf"})

    assert file.headers["content-type"] == "application/pdf"
    assert line["document_number"] in without_breaks(text_of_pdf(file.content))
    assert pypdf.PdfReader(io.BytesIO(file.content)).pages


async def test_a_draft_says_that_it_is_one_and_a_void_paper_too(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    draft, _ = await opened(desk)
    void, _ = await issued(desk)
    await goes(desk, void, HEAD, "void", {"reason": "写错。"})

    printed = [text_of_docx((await clerk.get(f"{each}/printed")).content) for each in (draft, void)]

    assert "（草稿）" in printed[0]
    assert "（已作废）" in printed[1]


async def test_in_english_it_is_the_fields_by_their_names(desk: Desk) -> None:
    path, _ = await issued(desk)

    file = await (await desk.sign_in(CLERK)).get(f"{path}/printed", language="en")

    assert "Objection to a Transfer" in text_of_docx(file.content)
    assert "Detailed reasons" in text_of_docx(file.content)


async def test_without_a_chinese_font_a_pdf_is_refused_with_the_reason(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = await issued(desk)
    monkeypatch.setattr("paper.pdf.can_print_chinese", lambda: False)

    refused = await (await desk.sign_in(CLERK)).get(f"{path}/printed", **{"as": "pdf"})

    assert refused.status_code == 503
    assert "没有中文字体" in refused.text


async def test_the_catalogue_says_what_is_drafted_and_by_which_hands(desk: Desk) -> None:
    listed = (await (await desk.sign_in(CLERK)).get("/paper-forms")).json()

    by_id = {each["id"]: each for each in listed}
    assert len(by_id) == 37
    assert by_id["D-07"]["hands"] == ["review", "sign", "seal"]
    assert by_id["D-09"]["parts"] == []
    assert [part for part, _ in by_id["D-17"]["parts"]] == ["minutes", "opinion"]


async def test_a_document_of_a_procedure_prints_in_the_words_it_is_read_in(desk: Desk) -> None:
    path = await registered(desk, "R-17")
    await done(desk, path, BUREAU, "guide", {"explanation": "欠薪由劳动监察查处，已当面说明。"})
    await carried(desk, path)
    bureau, auditor = await desk.sign_in(BUREAU), await desk.sign_in(AUDITOR)
    (line,) = (await bureau.get(path)).json()["documents"]
    at = f"{path}/documents/{line['id']}/printed"

    ours, again, theirs = await bureau.get(at), await bureau.get(at), await auditor.get(at)

    said = text_of_docx(ours.content)
    assert ours.content == again.content
    assert "其他法定途径告知书" in said
    assert "欠薪由劳动监察查处" in said
    assert "王甲：" in said
    masked = text_of_docx(theirs.content)
    assert "欠薪由劳动监察查处" not in masked
    assert "王甲" not in masked
    assert (await bureau.get(at, copy=5)).status_code == 404


async def test_no_step_is_changed_or_taken_out(desk: Desk) -> None:
    _, line = await issued(desk)
    mine = paper_draft_steps.c.draft == uuid.UUID(line["id"])

    for change in (
        update(paper_draft_steps).where(mine).values(person="p-x"),
        delete(paper_draft_steps).where(mine),
    ):
        with pytest.raises(DBAPIError):
            async with desk.app.state.office.records.begin() as connection:
                await connection.execute(change)


async def test_another_unit_does_not_put_its_hand_to_it(desk: Desk) -> None:
    path, _ = await opened(desk)
    await goes(desk, path, CLERK, "write", fields_of("D-07"))
    reads = await (await desk.sign_in(COMMISSIONER)).get(path)

    refused = await asks(desk, path, COMMISSIONER, "take", {"step": "review"})

    assert refused.status_code == (409 if reads.status_code == 200 else 404)
