"""What a message makes of a handoff."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exchange import BY_RECEIVER, BY_SENDER, ENDED, MAY_BE_SAID, Exchange, Verdict, said

WHATS = sorted(BY_SENDER | BY_RECEIVER)
STAGES = sorted({*ENDED, "draft", "sent", "received", "signed-for", "supplement", "accepted"})


def at(stage: str, **more: object) -> Exchange:
    return Exchange("handoff/sl/1/1", "assigned-mediation", is_ours=False, stage=stage, **more)  # type: ignore[arg-type]


def say(exchange: Exchange, what: str, **data: object) -> Verdict:
    """Said by whoever may."""
    return said(exchange, what, data, by_us=what in BY_RECEIVER)


@pytest.mark.parametrize("stage", STAGES)
def test_the_receiver_holds_it_from_acceptance_until_it_has_returned_it(stage: str) -> None:
    assert at(stage).holder == ("receiver" if stage == "accepted" else "sender")


@pytest.mark.parametrize(
    ("stage", "what", "reason"),
    [
        ("recalled", "accepted", "recalled"),
        ("accepted", "recalled", "already-accepted"),
        ("accepted", "refused", "already-accepted"),
        ("refused", "accepted", "ended"),
        ("closed", "returned", "ended"),
        ("consent-ended", "returned", "ended"),
        ("received", "returned", "not-at-this-stage"),
        ("received", "confirmed", "not-at-this-stage"),
        ("signed-for", "supplied", "not-at-this-stage"),
        ("signed-for", "progressed", "not-at-this-stage"),
    ],
)
def test_a_no_has_its_reason(stage: str, what: str, reason: str) -> None:
    verdict = say(at(stage), what)

    assert (verdict.effect, verdict.reason) == ("refused", reason)
    assert verdict.exchange == at(stage)


def test_a_supplement_is_wanted_once() -> None:
    asked = say(at("signed-for", is_signed=True), "supplement-wanted", items=["a"]).exchange
    supplied = say(asked, "supplied").exchange

    again = say(supplied, "supplement-wanted", items=["b"])

    assert (asked.stage, supplied.stage) == ("supplement", "signed-for")
    assert again.reason == "supplement-asked-before"


def test_what_was_supplied_before_it_was_signed_for_leaves_it_received() -> None:
    asked = say(at("received"), "supplement-wanted").exchange

    assert say(asked, "supplied").exchange.stage == "received"


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        ("recalled", "recalled"),
        ("closed", "confirmed"),
        ("accepted", "signed-for"),
        ("signed-for", "received"),
    ],
)
def test_old_news_is_nothing(stage: str, what: str) -> None:
    assert say(at(stage), what).effect == "nothing"


@pytest.mark.parametrize("what", WHATS)
def test_nobody_says_what_is_the_others_to_say(what: str) -> None:
    for stage in STAGES:
        verdict = said(at(stage), what, {}, by_us=what in BY_SENDER)

        assert verdict == Verdict(at(stage), "refused", "not-at-this-stage")


@given(st.lists(st.sampled_from(WHATS), max_size=12))
def test_no_walk_leaves_an_end_but_to_be_closed_and_no_acceptance_is_after_a_recall(whats: list[str]) -> None:
    exchange = at("draft")
    stages = [exchange.stage]
    for number, what in enumerate(whats):
        exchange = say(exchange, what, n=number).exchange
        stages.append(exchange.stage)

    ends = [number for number, stage in enumerate(stages) if stage in ENDED]
    assert all(stages[number] in {stages[ends[0]], "closed"} for number in ends)
    assert not ends or set(stages[ends[0] :]) <= {stages[ends[0]], "closed"}
    assert len(exchange.said) == len(set(exchange.said))


def test_it_is_read_as_it_was_written() -> None:
    whole = say(at("received", practice=("accept",)), "accepted", receiver_ref="r").exchange

    assert Exchange.read(whole.written()) == whole
    assert set(MAY_BE_SAID) == set(WHATS)
