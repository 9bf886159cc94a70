"""The way of a matter, drawn (办理路线): each step with what happened on it; a ladder, or a petition's way.

Drawn from what the API tells of the case: no step is asserted that no entry stands behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_STEPS = (1, 2, 3, 4)
# What of an entry is told on a step of the ladder; the rest stands in the timeline.
_ON_THE_LADDER = frozenset(
    {
        *("LevelEntered", "SessionScheduled", "SessionHeld", "SessionCancelled", "Agreed", "StayEnded"),
        *("StepFellOverdue", "DirectionAwaited", "Flagged", "Ended"),
    }
)
# receipt -> acceptance -> handling -> review -> re-review: what of a petition's journal is told on which.
_RECEIPT, _ACCEPTANCE, _HANDLING, _REVIEW, _RE_REVIEW = (
    *("receipt", "acceptance", "handling", "review", "re-review"),
)
_OF_A_PETITION: Mapping[str, frozenset[str]] = {
    _RECEIPT: frozenset(
        {"PetitionRegistered", "Classified", "Transferred", "TransferObjectedTo", "TakenBack"}
    ),
    _ACCEPTANCE: frozenset({"Accepted", "NotAccepted", "TransferSettled", "CompetenceSettled"}),
    _HANDLING: frozenset(
        {
            *("HandlerAppointed", "FactsHeard", "HearingHeld", "MediationProposed", "HandlingExtended"),
            *("OpinionSigned", "OpinionServed", "SuggestionAnswered", "PeriodFellOverdue", "Concluded"),
        }
    ),
}
_FOLLOWED_BY = {_REVIEW: "review", _RE_REVIEW: "re_review"}


@dataclass(frozen=True)
class Step:
    """``code``: its words; ``state``: done | now | ahead | not-needed; ``entries`` and ``runs`` of it, in
    order."""

    code: str
    state: str
    entries: Sequence[Mapping[str, Any]] = ()
    runs: Sequence[Mapping[str, Any]] = ()


def way_of(shown: Mapping[str, Any], runs: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps of a dispute or of a petition; none of anything else. ``runs``: every case of the matter."""
    match shown["case"]["kind"]:
        case "dispute":
            return _ladder(shown)
        case "petition":
            return _petition(shown, runs)
    return []


def _ladder(shown: Mapping[str, Any]) -> list[Step]:
    """A case climbs by ``LevelEntered``: what stands after it, happened on that step."""
    at, now = 0, shown["case"]["step"] or 0
    on: dict[int, list[Mapping[str, Any]]] = {step: [] for step in _STEPS}
    for entry in shown["timeline"]:
        at = _step_of(entry, at)
        if entry["kind"] in _ON_THE_LADDER and at in on:
            on[at].append(entry)
    is_over = shown["case"]["closed_at"] is not None
    return [Step(f"step-{step}", _state(step, now, on[step], is_over=is_over), on[step]) for step in _STEPS]


def _step_of(entry: Mapping[str, Any], before: int) -> int:
    said = entry["data"]
    if entry["kind"] in ("Registered", "LevelEntered"):
        return int(said["step"])
    return int(said["course"]["step"]) if entry["kind"] == "BroughtOver" else before


def _state(step: int, now: int, entries: Sequence[Mapping[str, Any]], *, is_over: bool) -> str:
    if step == now:
        return "done" if is_over else "now"
    return "done" if entries else "not-needed" if is_over else "ahead"


def _petition(shown: Mapping[str, Any], runs: Sequence[Mapping[str, Any]]) -> list[Step]:
    steps = []
    on = {
        code: [each for each in shown["timeline"] if each["kind"] in kinds]
        for code, kinds in _OF_A_PETITION.items()
    }
    is_over = shown["case"]["closed_at"] is not None
    ahead = "not-needed" if is_over else "ahead"
    last = [code for code, entries in on.items() if entries][-1:]
    for code, entries in on.items():
        state = "now" if [code] == last and not is_over else "done" if entries else ahead
        steps.append(Step(f"way-{code}", state, entries))
    for code, kind in _FOLLOWED_BY.items():
        its = [each for each in runs if each["case"]["kind"] == kind]
        is_open = any(each["case"]["closed_at"] is None for each in its)
        steps.append(Step(f"way-{code}", "now" if is_open else "done" if its else "ahead", (), its))
    return steps
