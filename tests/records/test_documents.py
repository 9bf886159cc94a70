"""Documents are issued once, numbered without gaps, and their service is proved; histories are kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from records import documents, histories, outbox
from records.documents import Document
from records.outbox import Claimed
from rules.dispute import commands
from rules.procedure import Sealed
from tests.records.house import Case, House, Told


def ends_without_agreement(told: Told) -> None:
    told.everyone_consents()
    told.hear(commands.EndWithoutAgreement(id="", by=told.lead, reason=Sealed("ref")))


async def a_guided_case(house: House) -> tuple[Case, Claimed]:
    """A dispute that ended in guidance, and the letter that asks for the notice."""
    case = await (await house.dispute()).tell(ends_without_agreement)
    letters = await outbox.claim(house.engine, limit=1000, lease=timedelta(0))
    return case, next(each for each in letters if each.procedure == case.id and each.kind == "document")


async def issue(house: House, letter: Claimed, unit: str = "sl") -> Document:
    body = letter.body
    return await documents.issue(
        house.engine,
        letter,
        kind=body["kind"],
        unit=unit,
        addressees=body["addressees"],
        data=body["data"],
    )


async def serve(house: House, case: Case, proof: str = "proof-1") -> bool:
    return await documents.serve(
        house.engine,
        procedure=case.id,
        kind="D-21",
        party="li",
        method="in-person",
        proof=proof,
        at=case.state.changed_at,
        by="p-1",
    )


async def test_the_guidance_is_issued_once_as_its_letter_says(house: House) -> None:
    case, letter = await a_guided_case(house)

    first = await issue(house, letter)
    again = await issue(house, letter)

    assert first == again
    assert await documents.documents_of(house.engine, case.state.number) == (first,)
    assert (first.draft.kind, first.draft.addressees) == ("D-21", ("zhang", "li"))
    assert first.draft.data["outcome"] == "no-agreement"
    assert first.draft.issued_at == case.state.changed_at


async def test_a_second_letter_of_one_entry_is_a_second_document(house: House) -> None:
    _, letter = await a_guided_case(house)

    first, second = await issue(house, letter), await issue(house, replace(letter, number=2))

    assert (second.number, second.id != first.id) == (first.number + 1, True)


async def test_a_units_documents_are_numbered_without_gaps_whoever_comes_at_once(house: House) -> None:
    cases = [await a_guided_case(house) for _ in range(8)]

    issued = await asyncio.gather(*(issue(house, letter, "u-9") for _, letter in cases for _ in range(3)))

    assert sorted({each.number for each in issued}) == list(range(1, 9))
    assert {each.year for each in issued} == {2026}


async def test_a_document_that_cannot_be_written_gives_its_number_back(house: House) -> None:
    _, letter = await a_guided_case(house)

    with pytest.raises(IntegrityError):
        await issue(house, replace(letter, seq=99), "u-10")

    assert (await issue(house, letter, "u-10")).number == 1


async def test_the_first_proof_of_service_stands(house: House) -> None:
    case, letter = await a_guided_case(house)
    assert not await serve(house, case)
    document = await issue(house, letter)

    assert await serve(house, case)
    assert await serve(house, case, proof="proof-2")

    [service] = await documents.services_of(house.engine, case.state.number)
    assert (service.document, service.party, service.proof) == (document.id, "li", "proof-1")


async def test_a_history_is_kept_once_and_read_back_as_it_was(house: House) -> None:
    said = '{"events": [{"eventId": "1", "zh": "登记"}]}'

    await histories.keep(house.engine, "dispute/1", "run-1", said)
    await histories.keep(house.engine, "dispute/1", "run-1", "{}")
    await histories.keep(house.engine, "dispute/1", "run-2", "{}")

    assert await histories.runs_of(house.engine, "dispute/1") == {"run-1": said, "run-2": "{}"}
