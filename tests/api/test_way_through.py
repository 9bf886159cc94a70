"""One dispute through the API: registered, read, decided upon."""

from tests.api.conftest import SECRETARY, Desk


async def test_a_dispute_is_registered_claimed_and_read(desk: Desk) -> None:
    case = await desk.dispute()

    claimed = await case.ask(SECRETARY, "claim")

    assert (claimed.status_code, claimed.headers["ETag"]) == (200, '"2"')
    read = await case.read()
    assert read["case"]["stage"] == "consent"
    assert read["case"]["handler"] == SECRETARY
    assert [party["name"] for party in read["parties"]] == ["王甲", "李乙"]
    assert [entry["kind"] for entry in read["timeline"]] == ["Registered", "Claimed"]
