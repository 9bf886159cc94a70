"""Agencies that break the contract, each in one way."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulator.agency import Agency
from simulator.answering import Answer, problem
from simulator.checking import Fault
from simulator.exchange import Exchange, Verdict, said
from simulator.store import Letter, Taken


class ForgetsWhatItWasTold(Agency):
    def earlier(self, id: str) -> Taken | None:
        return None


class TakesAnotherBodyForARepeat(Agency):
    def is_same(self, earlier: Taken, body: bytes) -> bool:
        return True


class TakesAnySignature(Agency):
    def why_not(self, headers: Mapping[str, str], body: bytes) -> str | None:
        why = super().why_not(headers, body)
        return None if why == "bad-signature" else why


class HasNoClock(Agency):
    def why_not(self, headers: Mapping[str, str], body: bytes) -> str | None:
        why = super().why_not(headers, body)
        return None if why == "outside-window" else why


class TakesAnEchoOfItself(Agency):
    def is_known(self, source: str) -> bool:
        return True


class PointsNowhere(Agency):
    def faults(self, message: dict[str, Any], id: str) -> list[Fault]:
        return [replace(each, pointer="") for each in super().faults(message, id)]


class ChecksNoDigest(Agency):
    def faults(self, message: dict[str, Any], id: str) -> list[Fault]:
        return [each for each in super().faults(message, id) if each.code != "digest"]


class TellsItsStateToAnybody(Agency):
    def state(self, headers: Mapping[str, str], subject: str) -> Answer:
        exchange = self.store.exchange(self.name, subject)
        return Answer(200, self.told(exchange)) if exchange else problem("unknown")


class ChangesWhatItRepeats(Agency):
    def bytes_of(self, letter: Letter) -> bytes:
        return json.dumps({**json.loads(letter.body), "time": self._instant()}).encode()


class GivesUp(Agency):
    def is_final(self, status: int) -> bool:
        return status >= 400


class CannotWait(Agency):
    def pause(self, letter: Letter, asked: float) -> float:
        return super().pause(letter, 0)


class NeverGivesUp(Agency):
    def is_final(self, status: int) -> bool:
        return False


class SumsUpWrongly(Agency):
    def write(self, subject: str, what: str, data: dict[str, Any], manner: str = "ordered") -> str:
        wrong = [{**each, "sha256": "0" * 64} for each in data.get("documents", ())]
        return super().write(subject, what, {**data, "documents": wrong} if wrong else data, manner)


class RefusesWithoutABasis(Agency):
    def write(self, subject: str, what: str, data: dict[str, Any], manner: str = "ordered") -> str:
        rest = {name: value for name, value in data.items() if name != "basis"}
        return super().write(subject, what, rest, manner)


class HoldsWhatItOnlyWants(Agency):
    def write(self, subject: str, what: str, data: dict[str, Any], manner: str = "ordered") -> str:
        exchange = self.store.exchange(self.name, subject)
        if exchange and what == "accepted":
            self.store.keep(self.name, said(exchange, what, data, by_us=True).exchange)
        return super().write(subject, what, data, manner)


class AsksAgain(Agency):
    def take(self, message: dict[str, Any], body: bytes) -> None:
        super().take(message, body)
        if ".supplied." in message["type"]:
            self.write(message["subject"], "supplement-wanted", {"items": ["又一份材料"]})


class LetsGoOfWhatItAccepted(Agency):
    def judge(self, exchange: Exchange, what: str, data: dict[str, Any]) -> Verdict:
        if exchange.stage == "accepted" and what == "recalled":
            return Verdict(replace(exchange, stage="recalled"), "taken")
        return super().judge(exchange, what, data)


class KeepsNothingForLater(Agency):
    def take(self, message: dict[str, Any], body: bytes) -> None:
        super().take(message, body)
        taken = self.store.taken(self.name, message["id"])
        if taken and taken.effect == "pending":
            self.store.take(self.name, replace(taken, effect="refused", reason="not-at-this-stage"))


class ActsThoughItWasRecalled(Agency):
    def drop(self, exchange: Exchange, reason: str) -> None:
        self.store.keep(self.name, replace(exchange, stage="accepted"))


class ReturnsTwice(Agency):
    def answered(self, letter: Letter, effect: str, reason: str | None) -> None:
        super().answered(letter, effect, reason)
        if letter.what == "returned" and effect == "taken":
            self.write(letter.subject, "returned", {**letter.data, "note": "再返回一次。"})
            self.wake()


class ConfirmsAgain(Agency):
    def judge(self, exchange: Exchange, what: str, data: dict[str, Any]) -> Verdict:
        verdict = super().judge(exchange, what, data)
        return (
            replace(verdict, effect="taken")
            if what == "confirmed" and verdict.effect == "nothing"
            else verdict
        )


class KeepsNoBooks(Agency):
    def told(self, exchange: Exchange) -> dict[str, Any]:
        return {**super().told(exchange), "taken": []}


BREAKS: dict[type[Agency], set[str]] = {
    ForgetsWhatItWasTold: {"1.2", "1.3", "3.7"},
    TakesAnotherBodyForARepeat: {"1.3"},
    TakesAnySignature: {"1.4", "1.11", "1.13"},
    HasNoClock: {"1.5"},
    TakesAnEchoOfItself: {"1.6"},
    PointsNowhere: {"1.9", "1.10"},
    ChecksNoDigest: {"1.10"},
    TellsItsStateToAnybody: {"1.11"},
    ChangesWhatItRepeats: {"2.2"},
    GivesUp: {"2.2"},
    CannotWait: {"2.2"},
    NeverGivesUp: {"2.3"},
    SumsUpWrongly: {"2.5"},
    RefusesWithoutABasis: {"2.1", "3.3", "3.13"},
    HoldsWhatItOnlyWants: {"3.2"},
    AsksAgain: {"3.4"},
    LetsGoOfWhatItAccepted: {"3.6"},
    KeepsNothingForLater: {"3.7"},
    ActsThoughItWasRecalled: {"3.8"},
    ReturnsTwice: {"3.9"},
    ConfirmsAgain: {"3.10"},
    KeepsNoBooks: {"3.15"},
}
