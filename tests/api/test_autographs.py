"""An agreement that everybody it binds has signed: by hand, on paper, electronically; not sealed before, and
signed anew under another wording."""

import uuid
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from rules.paper.filling import BLANK
from tests.api.conftest import CLERK, COMMISSIONER, OTHER_TOWNSHIP, Desk
from tests.api.test_paper_drafts import asks, fields_of, goes, opened, read
from tests.api.test_petition_papers import BUREAU
from tests.files.samples import jpeg, picture
from tests.files.samples import written as saved
from tests.paper.test_printing import text_of_docx

MEDIATOR = {"name": "周调解", "person": CLERK}


async def written(desk: Desk, **changes: Any) -> str:
    path, _ = await opened(desk, "D-23")
    await goes(desk, path, CLERK, "write", fields_of("D-23", **changes))
    return path


async def parties_of(desk: Desk, path: str) -> list[str]:
    case = await read(desk, path.partition("/drafted")[0])
    return [each["party"]["ref"] for each in case["parties"]]


async def to_be_signed(desk: Desk) -> tuple[str, dict[str, Any]]:
    """An agreement that its parties and the mediator were asked to sign."""
    path = await written(desk)
    parties = await parties_of(desk, path)
    await goes(desk, path, CLERK, "ask-autographs", {"parties": parties, "mediators": [MEDIATOR]})
    return path, await read(desk, f"{path}/autographs")


def png() -> bytes:
    return saved(lambda file: picture(600, 220).save(file, "PNG"))


async def sent(  # noqa: PLR0917  as the request has it
    desk: Desk, path: str, digest: str, of: str, way: str, file: bytes, person: str = CLERK, key: str = ""
) -> httpx.Response:
    caller = await desk.sign_in(person)
    headers = {
        **caller.headers,
        "Idempotency-Key": key or str(uuid.uuid4()),
        "Content-Type": "application/octet-stream",
    }
    asked = urlencode({"of": of, "digest": digest, "way": way})
    return await desk.http.post(f"{path}/autographs?{asked}", content=file, headers=headers)


async def all_signed(desk: Desk) -> tuple[str, dict[str, Any]]:
    path, asked = await to_be_signed(desk)
    parties = [each["id"] for each in asked["signatories"] if each["signs"] == "party"]
    by_hand = await sent(desk, path, asked["digest"], parties[0], "handwritten", png())
    scanned = await sent(desk, path, asked["digest"], ",".join(parties[1:]), "scanned", jpeg())
    assert (by_hand.status_code, scanned.status_code) == (200, 200), by_hand.text + scanned.text
    last = {"signatory": asked["signatories"][-1]["id"], "digest": asked["digest"]}
    await goes(desk, path, CLERK, "autographs/electronic", last)
    return path, await read(desk, f"{path}/autographs")


async def test_everybody_signs_in_their_own_way_and_then_the_seal_is_put_to_it(desk: Desk) -> None:
    path, signed = await all_signed(desk)

    issued = await goes(desk, path, BUREAU, "take", {"step": "seal"})

    assert issued["document_number"]
    assert signed["is_complete"]
    ways = [each["way"] for each in signed["signatories"]]
    assert (ways[0], ways[1], ways[-1]) == ("handwritten", "scanned", "electronic")
    assert signed["signatories"][-1]["holds"] is True
    assert "非认证机构" in signed["signatories"][-1]["provider_words"]["zh"]
    case = path.partition("/drafted")[0]
    picture = await (await desk.sign_in(CLERK)).get(f"{case}/papers/{signed['signatories'][0]['paper']}")
    assert picture.content.startswith(b"\x89PNG")


async def test_nothing_is_sealed_before_everybody_has_signed(desk: Desk) -> None:
    path = await written(desk)
    nobody = await asks(desk, path, BUREAU, "take", {"step": "seal"})
    parties = await parties_of(desk, path)
    await goes(desk, path, CLERK, "ask-autographs", {"parties": parties, "mediators": [MEDIATOR]})
    asked = await read(desk, f"{path}/autographs")
    await sent(desk, path, asked["digest"], "1", "handwritten", png())

    some = await asks(desk, path, BUREAU, "take", {"step": "seal"})

    assert [each.json()["code"] for each in (nobody, some)] == ["autographs-lacking"] * 2
    assert some.json()["article"]["mark"] == "C"


async def test_another_wording_voids_what_was_signed(desk: Desk) -> None:
    path, before = await all_signed(desk)
    await goes(desk, path, CLERK, "write", fields_of("D-23", terms="王甲付李乙三千元。"))

    refused = await asks(desk, path, BUREAU, "take", {"step": "seal"})
    old = await sent(desk, path, before["digest"], "1", "handwritten", png())
    now = await read(desk, f"{path}/autographs")

    assert refused.json()["code"] == "autographs-lacking"
    assert now == {**now, "digest": None, "is_complete": False, "signatories": []}
    assert old.status_code == 409
    assert old.json()["code"] == "not-at-this-stage"


async def test_nobody_signs_what_they_were_not_shown_nor_twice_nor_for_another(desk: Desk) -> None:
    path, asked = await to_be_signed(desk)
    await sent(desk, path, asked["digest"], "1", "handwritten", png())
    last = asked["signatories"][-1]["id"]

    other = await sent(desk, path, "0" * 64, "2", "handwritten", png())
    twice = await sent(desk, path, asked["digest"], "1", "handwritten", png())
    unknown = await sent(desk, path, asked["digest"], "77", "scanned", png())
    for_another = await asks(
        desk, path, CLERK, "autographs/electronic", {"signatory": "2", "digest": asked["digest"]}
    )
    not_theirs = await asks(
        desk, path, BUREAU, "autographs/electronic", {"signatory": last, "digest": asked["digest"]}
    )

    codes = [each.json()["code"] for each in (other, twice, unknown, for_another)]
    assert codes == ["autographs-of-another-wording", "already-signed", "who-signs", "not-yours-to-do"]
    assert not_theirs.status_code in (403, 409)
    assert [each["way"] for each in (await read(desk, f"{path}/autographs"))["signatories"]].count(None) > 1


async def test_whoever_was_asked_signs_for_themselves_and_for_nobody_else(desk: Desk) -> None:
    path = await written(desk)
    body = {"parties": await parties_of(desk, path), "mediators": [{"name": "周", "person": COMMISSIONER}]}
    await goes(desk, path, CLERK, "ask-autographs", body)
    asked = await read(desk, f"{path}/autographs")
    last = asked["signatories"][-1]["id"]

    of_a_party, of_both, own = [
        await sent(desk, path, asked["digest"], of, "scanned", jpeg(), COMMISSIONER)
        for of in ("1", f"1,{last}", last)
    ]

    assert [each.json()["code"] for each in (of_a_party, of_both)] == ["not-yours-to-do"] * 2
    assert own.status_code == 200, own.text
    ways = [each["way"] for each in (await read(desk, f"{path}/autographs"))["signatories"]]
    assert ways == [None] * (len(ways) - 1) + ["scanned"]


async def test_whoever_reads_half_of_it_asks_nobody_to_sign_the_half(desk: Desk) -> None:
    path, _ = await opened(desk, "D-23", by=COMMISSIONER)
    await goes(desk, path, COMMISSIONER, "write", fields_of("D-23"))
    number = path.split("/")[3]
    mark = {"confidentiality": "private"}
    marked = await (await desk.sign_in(CLERK)).post(f"/matters/{number}/marks", mark)
    assert marked.status_code == 201, marked.text

    body = {"parties": await parties_of(desk, path), "mediators": [MEDIATOR]}
    refused = await asks(desk, path, COMMISSIONER, "ask-autographs", body)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-yours-to-do")


@pytest.mark.parametrize(
    ("of", "way", "file"),
    [
        ("1", "handwritten", jpeg()),
        ("1,2", "handwritten", png()),
        ("1", "scanned", b"words"),
        ("1", "electronic", png()),
    ],
)
async def test_a_signature_is_a_picture_of_one_person_and_a_scan_a_picture_or_pdf(
    desk: Desk, of: str, way: str, file: bytes
) -> None:
    path, asked = await to_be_signed(desk)

    refused = await sent(desk, path, asked["digest"], of, way, file)

    assert refused.status_code == 422, refused.text
    listed = await (await desk.sign_in(CLERK)).get(f"{path.partition('/drafted')[0]}/papers")
    assert listed.json() == []


async def test_the_same_signature_sent_twice_is_one(desk: Desk) -> None:
    path, asked = await to_be_signed(desk)
    key = str(uuid.uuid4())

    first = await sent(desk, path, asked["digest"], "1", "handwritten", png(), key=key)
    again = await sent(desk, path, asked["digest"], "1", "handwritten", png(), key=key)

    assert first.json() == again.json()
    assert [each["step"] for each in (await read(desk, path))["steps"]].count("autograph") == 1


async def test_what_leaves_a_blank_or_names_too_few_is_not_to_be_signed(desk: Desk) -> None:
    path = await written(desk, terms=f"王甲付李乙{BLANK}元。")
    parties = await parties_of(desk, path)

    blank = await asks(desk, path, CLERK, "ask-autographs", {"parties": parties, "mediators": [MEDIATOR]})
    await goes(desk, path, CLERK, "write", fields_of("D-23"))
    few = await asks(desk, path, CLERK, "ask-autographs", {"parties": parties[:1], "mediators": [MEDIATOR]})
    stranger = await asks(
        desk, path, CLERK, "ask-autographs", {"parties": [*parties, "nobody"], "mediators": [MEDIATOR]}
    )

    assert (blank.json()["code"], blank.json()["details"]) == ("paper-incomplete", ["terms"])
    assert few.json()["code"] == "who-signs"
    assert stranger.status_code == 422


async def test_the_printed_agreement_says_who_signed_and_how(desk: Desk) -> None:
    path, signed = await all_signed(desk)
    await goes(desk, path, BUREAU, "take", {"step": "seal"})
    caller = await desk.sign_in(CLERK)

    first = (await caller.get(f"{path}/printed", **{"as": "docx"})).content
    again = (await caller.get(f"{path}/printed", **{"as": "docx"})).content

    assert first == again
    text = text_of_docx(first)
    assert "签名记录" in text
    assert signed["digest"] in text
    assert "周调解" in text


async def test_whoever_does_not_see_the_case_meets_no_signature(desk: Desk) -> None:
    path, asked = await to_be_signed(desk)

    seen = await (await desk.sign_in(OTHER_TOWNSHIP)).get(f"{path}/autographs")
    signed = await sent(desk, path, asked["digest"], "1", "handwritten", png(), person=OTHER_TOWNSHIP)

    assert (seen.status_code, signed.status_code) == (404, 404)


async def test_the_county_s_clauses_come_with_the_draft(desk: Desk) -> None:
    path, _ = await opened(desk, "D-23")
    other, _ = await opened(desk, "D-07")

    clauses = (await read(desk, path))["clauses"]

    assert {each["code"] for each in clauses} >= {"pay-at-once", "pay-in-parts"}
    assert "how_much" in clauses[0]["asks"]
    assert (await read(desk, other))["clauses"] == []


async def test_a_third_party_reads_how_it_was_signed_and_not_by_whom(desk: Desk) -> None:
    path, signed = await all_signed(desk)
    names = [each["name"] for each in signed["signatories"] if each["signs"] == "party"]
    caller = await desk.sign_in(CLERK)

    whole, third = [
        text_of_docx((await caller.get(f"{path}/printed", **{"as": "docx"} | whose)).content)
        for whose in ({}, {"for": "third-party"})
    ]

    assert names
    assert [each in whole for each in names] == [True] * len(names)
    assert [each in third for each in names] == [False] * len(names)
    assert signed["digest"] in third
