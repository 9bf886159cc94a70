"""An honest agency: it follows contract 1, repeats what it says until it is answered, and no more.

It counts itself as holding a matter only on what it was told: it takes hold when its ``accepted`` is answered
``taken``, and lets go as it says ``returned``, or hears the end.
"""

from collections.abc import Iterator
from typing import NamedTuple

WAITING = "waiting"
BEFORE_ANSWERING = frozenset({"signed-for", "supplement-wanted", "supplement-wanted again"})
CHANGES_NOTHING = frozenset(
    {"supplied", "signed-for"}
)  # what it does next does not depend on having heard these


class Agency(NamedTuple):
    """``said``: its messages, each with its answer or ``waiting``. ``heard``: what it was told."""

    sends: bool
    said: tuple[tuple[str, str], ...] = ()
    heard: frozenset[str] = frozenset()

    def answer_to(self, message: str) -> str | None:
        """What it was answered; None where it has not said it."""
        return dict(self.said).get(message)

    def saying(self, message: str) -> "Agency":
        return self.answered(message, WAITING)

    def answered(self, message: str, effect: str) -> "Agency":
        """What it signed or asked for before it answered means nothing more, once that is answered too."""
        said = {**dict(self.said), message: effect}
        if "accepted" in said or "refused" in said:
            said = {each: how for each, how in said.items() if how == WAITING or each not in BEFORE_ANSWERING}
        return self._replace(said=tuple(sorted(said.items())))

    def hearing(self, message: str) -> "Agency":
        return self if message in CHANGES_NOTHING else self._replace(heard=self.heard | {message})

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(message for message, effect in self.said if effect == WAITING)

    def has_said(self, message: str) -> bool:
        return self.answer_to(message) is not None

    def is_taken(self, message: str) -> bool:
        return self.answer_to(message) == "taken"

    def was_refused(self, message: str) -> bool:
        return (self.answer_to(message) or "").startswith("refused")


class Honest:
    """How it behaves. A faulty one is made of it by changing one verb."""

    def holds(self, agency: Agency) -> bool:
        """Whether it acts as the one who holds the matter: never on a guess."""
        if agency.sends:
            is_back = agency.heard & {"refused", "returned"}
            return bool(is_back) or agency.is_taken("recalled") or agency.is_taken("consent-ended")
        has_let_go = agency.has_said("returned") or bool(agency.heard & {"recalled", "consent-ended"})
        return agency.is_taken("accepted") and not has_let_go

    def end_of(self, agency: Agency) -> str | None:
        """How the exchange ended, as far as it knows; None while it is open to it."""
        if agency.sends:
            if "refused" in agency.heard:
                return "refused"
            if "returned" in agency.heard:
                return "confirmed" if agency.has_said("confirmed") else None
            return next((end for end in ("recalled", "consent-ended") if agency.is_taken(end)), None)
        heard = [end for end in ("recalled", "consent-ended", "confirmed") if end in agency.heard]
        if heard:
            return heard[0]
        return "refused" if agency.is_taken("refused") else None

    def says(self, agency: Agency) -> Iterator[tuple[str, str | None]]:
        """What it may say next, and which allowance that takes."""
        yield from self._sender_says(agency) if agency.sends else self._receiver_says(agency)

    def _sender_says(self, agency: Agency) -> Iterator[tuple[str, str | None]]:
        is_open = not self.holds(agency)
        if is_open and not agency.has_said("recalled") and "accepted" not in agency.heard:
            yield "recalled", "recalls"
        if is_open and not agency.has_said("consent-ended"):
            yield "consent-ended", "consents"
        if is_open and "supplement-wanted" in agency.heard and not agency.has_said("supplied"):
            yield "supplied", None
        if "returned" in agency.heard and not agency.has_said("confirmed"):
            yield "confirmed", None

    def _receiver_says(self, agency: Agency) -> Iterator[tuple[str, str | None]]:
        is_open = "sent" in agency.heard and self.end_of(agency) is None
        if not is_open or agency.was_refused("accepted"):
            return
        has_answered = agency.has_said("accepted") or agency.has_said("refused")
        if not has_answered:
            yield "accepted", None
            yield "refused", None
            if not agency.has_said("signed-for"):
                yield "signed-for", None
            if not agency.has_said("supplement-wanted"):
                yield "supplement-wanted", "supplements"
            elif not agency.has_said("supplement-wanted again"):
                yield "supplement-wanted again", "supplements"
        if agency.has_said("accepted") and not agency.has_said("returned"):
            yield "returned", None  # it need not wait for the answer: its system may have done all at once

    def hears(self, agency: Agency, message: str) -> tuple[Agency, str]:
        """What a message of the county's makes of it, and what it answers."""
        if not agency.sends and message != "sent" and "sent" not in agency.heard:
            return agency, "pending"
        if message in agency.heard:
            return agency, "nothing"
        if message == "recalled" and self.holds(agency):
            return agency, "refused already-accepted"
        return agency.hearing(message), "taken"
