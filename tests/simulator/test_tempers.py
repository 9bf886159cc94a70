"""How agencies of every temper go about a matter in earnest, over HTTP."""

from pathlib import Path

import pytest

import contract
from conformance import matter
from simulator.exchange import Exchange
from simulator.planning import Temper, dice, first_acts, wished
from tests.simulator.playing import at_the_desk, court, heard, send_matter


@pytest.mark.parametrize("temper", [Temper.PROMPT, Temper.SLOW, Temper.DOUBLE_SENDS, Temper.ERRORS])
async def test_an_honest_agency_brings_a_matter_to_its_result(tmp_path: Path, temper: Temper) -> None:
    async with court(tmp_path / "s", temper, pace=0.002) as kit:
        subject = await send_matter(kit, "case-package")

        returned = await kit.hear(subject, "returned")

        told = await kit.state(subject, "returned")
        assert heard(kit, subject) == ["received", "signed-for", "accepted", "progressed", "returned"]
        assert returned.message is not None
        assert returned.message["data"]["outcome"] in contract.dockings()["case-package"]
        assert told["receiver_ref"].startswith("court-")
        assert kit.county.strange == []


async def test_two_posts_of_one_message_are_one_message(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.DOUBLE_SENDS) as kit:
        subject = await send_matter(kit)
        await kit.hear(subject, "returned")
        await kit.state(subject, "returned")

        requests = [each.id for each in kit.county.affairs[subject].heard]

        assert all(requests.count(id) >= 2 for id in requests)


async def test_a_refusal_has_a_reason_and_is_the_end(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.REFUSES) as kit:
        subject = await send_matter(kit)

        refused = await kit.hear(subject, "refused")

        assert refused.message is not None
        assert refused.message["data"]["basis"]
        await kit.state(subject, "refused")


async def test_who_asks_for_a_supplement_waits_for_it(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.SUPPLEMENT) as kit:
        subject = await send_matter(kit)
        await kit.hear(subject, "supplement-wanted")
        await kit.state(subject, "supplement")
        await kit.silence(subject)
        kit.none_of(subject, "accepted")

        await kit.send("supplied", subject, matter.supplement())

        await kit.hear(subject, "returned")


async def test_a_recall_while_a_supplement_is_awaited_is_the_end(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.SUPPLEMENT) as kit:
        subject = await send_matter(kit)
        await kit.hear(subject, "supplement-wanted")
        await kit.state(subject, "supplement")

        recalled = await kit.send("recalled", subject, {"reason": "不再需要。"})

        assert recalled.receipt["effect"] == "taken"
        await kit.silence(subject)
        kit.none_of(subject, "accepted")


@pytest.mark.parametrize("temper", [Temper.SILENT, Temper.DESK])
async def test_a_silent_agency_takes_everything_and_says_nothing(tmp_path: Path, temper: Temper) -> None:
    async with court(tmp_path / "s", temper) as kit:
        subject = await send_matter(kit)

        await kit.silence(subject)

        assert heard(kit, subject) == []
        assert (await kit.state(subject, "sent"))["holder"] == "sender"


async def test_out_of_order_the_acceptance_overtakes_the_receipt(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.OUT_OF_ORDER) as kit:
        subject = await send_matter(kit)

        await kit.hear(subject, "returned")

        assert heard(kit, subject)[:3] == ["accepted", "signed-for", "received"]


async def test_rubbish_comes_among_what_is_good_and_holds_up_nothing(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.GARBAGE) as kit:
        subjects = [await send_matter(kit) for _ in range(6)]

        for subject in subjects:
            await kit.hear(subject, "returned")
            await kit.state(subject, "returned")

        ledger = (await kit.client.get(f"{kit.url}/desk/ledger")).json()
        rubbish = {each["manner"]: each["status"] for each in ledger if each["manner"] != "ordered"}
        assert len(rubbish) > 4
        assert all(
            status in {400, 401, 422} for status in rubbish.values()
        )  # the kit does not measure: no 413
        assert len(kit.county.strange) >= len(rubbish)


async def test_a_stubborn_agency_accepts_what_was_recalled_and_then_drops_it(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.ACCEPTS_AFTER_RECALL, pace=0.1) as kit:
        subject = await send_matter(kit)
        await kit.send("recalled", subject, {"reason": "不再需要。"})
        kit.county.affairs[subject].stage = "recalled"

        await kit.until(lambda: "accepted" in heard(kit, subject), "no acceptance")
        await kit.silence(subject)

        assert kit.county.affairs[subject].what_was_said("accepted")[0].effect == "refused"
        kit.none_of(subject, "returned")
        assert (await kit.state(subject, "recalled"))["holder"] == "sender"


async def test_a_matter_of_its_own_goes_all_the_way(tmp_path: Path) -> None:
    async with court(tmp_path / "s", Temper.PROMPT) as kit:
        pushed = await kit.client.post(f"{kit.url}/desk/push", json={"docking": "entrusted-mediation"})
        subject = await kit.pushed()
        seat = {"role": "mediator", "unit": "sl-centre"}
        await kit.send("supplement-wanted", subject, {"items": ["联系方式"]})
        await kit.hear(subject, "supplied")
        await kit.send("accepted", subject, {"receiver_ref": "SL-1", "accepted_by": seat})

        returned = await kit.send("returned", subject, {"outcome": "agreement", "documents": []})

        assert pushed.json() == {"subject": subject}
        assert returned.receipt["effect"] == "taken"
        await kit.until(lambda: "confirmed" in heard(kit, subject), "no confirmation")
        await kit.state(subject, "closed")


async def test_a_matter_recalled_before_it_leaves_leaves_after_its_recall(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        await kit.client.post(f"{kit.url}/desk/push", json={"docking": "notary", "recalled_first": True})

        subject = await kit.pushed()

        assert sorted(heard(kit, subject)) == ["recalled", "sent"]


async def test_the_countys_acceptance_stands_over_a_recall_that_is_on_its_way(tmp_path: Path) -> None:
    async with court(tmp_path / "s") as kit:
        await kit.client.post(f"{kit.url}/desk/push", json={"docking": "notary"})
        subject = await kit.pushed()
        await kit.state(subject, "sent")
        accepted = await kit.send(
            "accepted", subject, {"receiver_ref": "SL-1", "accepted_by": {"role": "clerk", "unit": "sl"}}
        )

        recalled = await at_the_desk(kit, subject, "recall")

        assert accepted.receipt["effect"] == "taken"
        assert (recalled.status_code, recalled.json()["detail"]) == (409, "already-accepted")


def test_the_same_seed_means_the_same_acts_and_another_seed_others() -> None:
    exchange = Exchange("handoff/sl/1/1", "assigned-mediation", is_ours=False)

    drawn = [first_acts(Temper.PROMPT, exchange, dice(seed, "court", exchange.subject)) for seed in (1, 1, 2)]

    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_wishes_are_carried_out_in_order_until_silence() -> None:
    exchange = Exchange(
        "a/1", "notary", is_ours=False, practice=("want-supplement", "accept", "stay-silent", "return")
    )

    acts = wished(exchange)

    said = [act.what for act in acts]
    assert said == ["received", "signed-for", "supplement-wanted", "received", "signed-for", "accepted"]
    assert [act.needs_supplement for act in acts] == [False] * 3 + [True] * 3
    assert {act.paces for act in acts} == {0}
