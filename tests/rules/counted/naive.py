"""A second opinion on every indicator, deliberately naive: it reads the written journals, entry by entry, and
imports nothing of what counts. Periods it walks day by day (``tests.clocks.oracle``).

Each function gives (numerator, denominator), or (names, what each took), for the same period, by the
ids of procedures. Written from the definitions, not from the code.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from tests.clocks.oracle import Calendar, end_of_days

DAY, EIGHT = timedelta(days=1), timedelta(hours=8)
ONLINE = {"online-form", "place-code", "chat"}
HELD = 90

Pair = tuple[list[str], list[str]]
Row = tuple[str, date, datetime | None, datetime | None]


def day(at: datetime) -> date:
    """The legal day, by adding eight hours."""
    return (at.replace(tzinfo=None) - at.utcoffset() + EIGHT).date()  # type: ignore[operator]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@dataclass
class File:
    """A journal as plain entries (kind, at, body), up to an instant; and what is known of its matter."""

    id: str
    lines: list[tuple[str, datetime, dict[str, Any]]]
    channel: str | None
    received_at: datetime | None
    is_repeat: bool
    repeated_at: datetime | None

    @property
    def kind(self) -> str:
        return self.id.split("/")[0]

    @property
    def number(self) -> str:
        return self.id.split("/")[2]

    @property
    def n(self) -> int:
        return int(self.id.split("/")[3])

    @property
    def first(self) -> dict[str, Any]:
        return self.lines[0][2]

    @property
    def opened(self) -> datetime:
        return self.lines[0][1]

    def of(self, *kinds: str) -> list[tuple[datetime, dict[str, Any]]]:
        return [(at, body) for kind, at, body in self.lines if kind in kinds]

    def end(self) -> tuple[datetime, dict[str, Any]] | None:
        ends = ("Concluded", "Ended", "QuestionEnded", "PetitionAftercareClosed", "EventEnded")
        found = self.of(*ends)
        return found[0] if found else None


@dataclass
class Asked:
    files: list[File]
    since: date
    until: date
    as_of: datetime
    calendar: Calendar

    def kinds(self, *kinds: str) -> list[File]:
        return [each for each in self.files if each.kind in kinds]

    @cached_property
    def by_id(self) -> dict[str, File]:
        return {each.id: each for each in self.files}

    def about(self, petition: str, *kinds: str) -> list[File]:
        """What followed from a petition."""
        return self._about.get((petition, kinds)) or []

    @cached_property
    def _about(self) -> dict[tuple[str, tuple[str, ...]], list[File]]:
        found: dict[tuple[str, tuple[str, ...]], list[File]] = {}
        for kinds in (("review", "re_review"), ("petition_aftercare",)):
            for each in self.kinds(*kinds):
                found.setdefault((each.first["petition"], kinds), []).append(each)
        return found

    def has(self, at: datetime) -> bool:
        return self.since <= day(at) <= self.until

    def is_over(self, last: date) -> bool:
        return midnight_after(last) <= self.as_of

    def end_of(self, start: datetime, count: int, unit: str = "calendar-days", more: int = 0) -> date:
        longer = [(more, "calendar-days")] if more else []
        found = end_of_days(unit, count, True, day(start), longer, [], self.calendar)
        assert found
        return found.due


def midnight_after(last: date) -> datetime:
    return datetime(last.year, last.month, last.day, tzinfo=UTC) + DAY - EIGHT


def in_time(asked: Asked, rows: Iterable[Row]) -> Pair:
    """(id, last day, done, over without being done): what was due in the time, and what was done by then."""
    due, good = [], []
    for id, last, done, gone in rows:
        over = midnight_after(last)
        if not asked.since <= last <= asked.until or over > asked.as_of:
            continue
        if done is None and gone is not None and gone < over:
            continue
        due.append(id)
        if done is not None and done < over:
            good.append(id)
    return good, due


def _cancels(body: dict[str, Any]) -> bool:
    return body["outcome"] in ("withdrawn", "concluded-elsewhere")


def m_01(asked: Asked) -> Pair:
    rows: list[Row] = []
    for file in asked.kinds("petition"):
        if file.first["unit"] != "sl":
            continue
        done: datetime | None = None
        gone: datetime | None = None
        for kind, at, body in file.lines:
            if kind == "Transferred" and done is None:
                done = at
            if kind == "TakenBack":
                done = None
            if kind == "Concluded" and done is None:
                done, gone = (None, at) if _cancels(body) else (at, None)
        rows.append((file.id, asked.end_of(instant(file.first["received_at"]), 15), done, gone))
    return in_time(asked, rows)


def m_02(asked: Asked) -> Pair:
    rows: list[Row] = []
    for file in asked.kinds("petition"):
        start: datetime | None = None
        done: datetime | None = None
        gone: datetime | None = None
        for kind, at, body in file.lines:
            if kind == "Transferred":
                start, done, gone = at, None, None
            if kind == "TakenBack":
                gone = at
            if kind == "Accepted":
                done = at
            if kind == "Concluded" and not (done or gone):
                done, gone = (None, at) if _cancels(body) else (at, None)
        if start:
            rows.append((file.id, asked.end_of(start, 15), done, gone))
    return in_time(asked, rows)


def _handled(asked: Asked) -> list[Row]:
    rows: list[Row] = []
    for file in asked.kinds("petition"):
        accepted = file.of("Accepted")
        if not accepted or accepted[0][1]["manner"] == "suggestion":
            continue
        more = sum(body["days"] for _, body in file.of("HandlingExtended"))
        last = asked.end_of(accepted[0][0], 60, more=more)
        ended = file.of("Concluded")
        served = [instant(body["served_at"]) for _, body in file.of("OpinionServed")]
        if ended and ended[0][1]["outcome"] == "answered":
            rows.append((file.id, last, max(served) if served else ended[0][0], None))
        else:
            rows.append((file.id, last, None, ended[0][0] if ended else None))
    return rows


def m_03_a(asked: Asked) -> Pair:
    due, good = [], []
    for id, last, done, gone in _handled(asked):
        over = midnight_after(last)
        if asked.since <= last <= asked.until and not (gone and gone < over):
            due.append(id)
            if done and done < over:
                good.append(id)
    return good, due


def m_03_b(asked: Asked) -> Pair:
    return in_time(asked, _handled(asked))


def _closed_afterwards(asked: Asked) -> list[File]:
    return [
        file
        for file in asked.kinds("petition_aftercare")
        for at, _ in file.of("PetitionAftercareClosed")
        if asked.has(at)
    ]


def m_04(target: str) -> Callable[[Asked], Pair]:
    def counts(asked: Asked) -> Pair:
        good, every = [], []
        for file in _closed_afterwards(asked):
            said = {body["petitioner"] for _, body in file.of("Evaluated") if body["target"] == target}
            good += [file.id] * len([1 for _, body in file.of("Evaluated") if body["target"] == target])
            every += [file.id] * len([1 for _, body in file.of("Evaluated") if body["target"] == target])
            for _, body in file.of("WindowClosed"):
                window = body["window"]
                if window["window"] == "evaluate" and window["petitioner"] not in said:
                    every.append(file.id)
        return good, every

    return counts


def m_05(target: str) -> Callable[[Asked], Pair]:
    def counts(asked: Asked) -> Pair:
        said = [
            (file.id, body["value"])
            for file in _closed_afterwards(asked)
            for _, body in file.of("Evaluated")
            if body["target"] == target
        ]
        return [id for id, value in said if value in ("satisfied", "basically-satisfied")], [
            id for id, _ in said
        ]

    return counts


def _registered(asked: Asked, *kinds: str) -> list[File]:
    return [file for file in asked.kinds(*kinds) if asked.has(file.opened)]


def m_06(asked: Asked) -> Pair:
    rows = [file for file in _registered(asked, "petition") if file.n == 1]
    return [file.id for file in rows if file.channel in ONLINE], [file.id for file in rows]


def m_07(asked: Asked) -> Pair:
    rows = [file for file in _registered(asked, "petition") if file.n == 1]
    return [file.id for file in rows if file.is_repeat], [file.id for file in rows]


def _outcome(file: File) -> str | None:
    end = file.end()
    return end[1]["outcome"] if end else None


def m_08(asked: Asked) -> Pair:
    rows = _registered(asked, "dispute")
    return [file.id for file in rows if _outcome(file) == "agreement"], [file.id for file in rows]


def _all_agreed(file: File) -> datetime | None:
    """When everybody had said yes to the same step for the first time."""
    parties = {party["ref"] for party in file.first["parties"]}
    yes: set[str] = set()
    for kind, at, body in file.lines:
        if kind == "LevelEntered":
            yes = set()
        if kind == "ConsentGiven":
            yes.add(body["party"])
            if yes == parties:
                return at
        if kind == "ConsentEnded":
            yes.discard(body["party"])
    return None


def m_09_a(asked: Asked) -> Pair:
    rows = [file for file in asked.kinds("dispute") if (at := _all_agreed(file)) and asked.has(at)]
    good = ("agreement", "partial-agreement")
    return [file.id for file in rows if _outcome(file) in good], [file.id for file in rows]


def m_09_b(asked: Asked) -> Pair:
    ways = ("agreement", "partial-agreement", "no-agreement", "party-refused")
    rows = [
        file
        for file in asked.kinds("dispute")
        if (end := file.end()) and asked.has(end[0]) and _outcome(file) in ways and _all_agreed(file)
    ]
    return [file.id for file in rows if _outcome(file) in ways[:2]], [file.id for file in rows]


def m_10(asked: Asked) -> Pair:
    confirmed = {
        file.first["dispute"]
        for file in asked.kinds("aftercare")
        for _, body in file.of("ConfirmationRuled")
        if body["outcome"] == "confirmed"
    }
    rows = []
    for file in asked.kinds("dispute"):
        days = [date.fromisoformat(b["effective_on"]) for _, b in file.of("Agreed") if b["is_confirmable"]]
        if days and asked.since <= max(days) <= asked.until:
            rows.append(file.id)
    return [id for id in rows if id in confirmed], rows


def _next(asked: Asked, file: File) -> File | None:
    return asked.by_id.get(f"{file.id.rsplit('/', 1)[0]}/{file.n + 1}")


def m_12(asked: Asked) -> Pair:
    good, every = [], []
    for file in asked.kinds("petition"):
        end = file.end()
        if not end or file.n > 1 or file.is_repeat or _cancels(end[1]):
            continue
        last = day(end[0]) + HELD * DAY
        if not (asked.since <= last <= asked.until and last < day(asked.as_of)):
            continue
        every.append(file.id)
        until = end[0] + HELD * DAY
        again = _next(asked, file)
        reviews = asked.about(file.id, "review", "re_review")
        back = [each.opened for each in ([again] if again else []) + reviews]
        back += [file.repeated_at] if file.repeated_at else []
        said = [
            body["substantively"]
            for each in asked.about(file.id, "petition_aftercare")
            for _, body in each.of("MatterAudited")
        ]
        if said[-1:] == ["resolved"] and all(at > until for at in back):
            good.append(file.id)
    return good, every


def m_13(asked: Asked) -> Pair:
    rows = [
        (file, end[0])
        for file in asked.kinds("petition")
        if (end := file.end()) and file.n == 1 and not file.is_repeat and asked.has(end[0])
    ]
    kinds = ("FactsHeard", "FirstVisitRecorded", "HearingHeld", "MessageSent")
    good = [file.id for file, at in rows if any(when <= at for when, _ in file.of(*kinds))]
    return good, [file.id for file, _ in rows]


Took = tuple[list[str], list[int]]


def _days(asked: Asked, done: Callable[[File], datetime | None]) -> Took:
    names, took = [], []
    for file in asked.kinds("petition"):
        at = done(file)
        if at and asked.has(at):
            names.append(file.id)
            took.append((day(at) - day(instant(file.first["received_at"]))).days)
    return names, took


def _first(file: File, kind: str) -> datetime | None:
    found = file.of(kind)
    return found[0][0] if found else None


def m_15_sent(asked: Asked) -> Took:
    return _days(asked, lambda file: _first(file, "Transferred"))


def m_15_accepted(asked: Asked) -> Took:
    return _days(asked, lambda file: _first(file, "Accepted"))


def m_15_answered(asked: Asked) -> Took:
    def served(file: File) -> datetime | None:
        return max((instant(body["served_at"]) for _, body in file.of("OpinionServed")), default=None)

    return _days(asked, served)


def m_16(asked: Asked) -> Pair:
    rows = _registered(asked, "petition", "dispute", "consultation", "event")
    return [file.id for file in rows if file.end()], [file.id for file in rows]


def m_17(asked: Asked) -> Pair:
    rows = [(f.id, end[1]) for f in asked.kinds("dispute") if (end := f.end()) and asked.has(end[0])]
    to_court = [
        id for id, body in rows if body["outcome"] == "filed-in-court" or body.get("route") == "court"
    ]
    return [id for id, _ in rows if id not in to_court], [id for id, _ in rows]


def m_19_assigned(asked: Asked) -> Took:
    rows = []
    for file in asked.kinds("petition"):
        at = _first(file, "Transferred")
        if at and asked.has(at):
            rows.append((file.id, int((at - instant(file.first["received_at"])).total_seconds())))
    for file in asked.kinds("dispute"):
        if file.n == 1 and asked.has(file.opened):
            assert file.received_at
            rows.append((file.id, int((file.opened - file.received_at).total_seconds())))
    for file in asked.kinds("event"):
        if asked.has(file.opened):
            received = instant(file.first["received_at"])
            rows.append((file.id, int((file.opened - received).total_seconds())))
    return [id for id, _ in rows], [taken for _, taken in rows]


def m_19_resolved(asked: Asked) -> Took:
    rows = [
        (file.id, int((end[0] - file.opened).total_seconds() // 60))
        for file in asked.kinds("dispute")
        if (end := file.end()) and end[1]["outcome"] == "agreement" and asked.has(end[0])
    ]
    for file in asked.kinds("event"):
        results = [body["result"] for _, body in file.of("ClosingProposed")]
        audited = _first(file, "ClosingApproved")
        if audited and results[-1] == "put-right" and asked.has(audited):
            received = instant(file.first["received_at"])
            rows.append((file.id, int((audited - received).total_seconds() // 60)))
    return [id for id, _ in rows], [taken for _, taken in rows]


def m_18_answered(asked: Asked) -> Pair:
    rows: list[Row] = []
    for file in asked.kinds("recommendation"):
        for _, body in file.of("RecommendationReceived"):
            last = asked.end_of(instant(body["received_at"]), 30)
            rows.append((file.id, last, _first(file, "AdoptionToldInWriting"), None))
    return in_time(asked, rows)


def m_18_adopted(asked: Asked) -> Pair:
    said = [
        (file.id, body["adoption"])
        for file in asked.kinds("recommendation")
        for at, body in file.of("AdoptionToldInWriting")
        if asked.has(at)
    ]
    return [id for id, how in said if how != "not-adopted"], [id for id, _ in said]


def m_18_letters(asked: Asked) -> Pair:
    rows: list[Row] = []
    for file in asked.kinds("supervision"):
        start, done = None, None
        for kind, at, _ in file.lines:
            if kind in ("SupervisionLetterIssued", "RectificationAskedAgain"):
                start, done = at, None
            if kind == "RectificationReported":
                done = at
        if start:
            rows.append((file.id, asked.end_of(start, 10, "working-days"), done, None))
    return in_time(asked, rows)


def m_20_reopened(asked: Asked) -> Pair:
    good, every = [], []
    for file in asked.kinds("petition", "dispute"):
        end = file.end()
        if not end:
            continue
        last = day(end[0]) + HELD * DAY
        if asked.since <= last <= asked.until and last < day(asked.as_of):
            every.append(file.id)
            again = _next(asked, file)
            if again and again.opened <= end[0] + HELD * DAY:
                good.append(file.id)
    return good, every


def m_20_resolved(asked: Asked) -> Pair:
    rows = [
        file
        for file in _closed_afterwards(asked)
        if file.of("PetitionAftercareClosed")[0][1]["outcome"] == "matter-closed"
    ]
    audits = [(file.id, file.of("MatterAudited")[-1:]) for file in rows]
    good = [id for id, last in audits if last and last[0][1]["substantively"] == "resolved"]
    return good, [file.id for file in rows]


def m_21(asked: Asked) -> Pair:
    rows = [
        (file.id, body["result"])
        for file in asked.kinds("review", "re_review")
        for at, body in file.of("ReviewOpinionIssued")[-1:]
        if asked.has(at)
    ]
    return [id for id, result in rows if result in ("changed", "revoked")], [id for id, _ in rows]


def m_22(asked: Asked) -> Pair:
    rows: list[Row] = []
    for file in asked.kinds("handoff"):
        received = _first(file, "HandoffReceived")
        if received is None:
            continue
        answered = [at for at, _ in file.of("HandoffAccepted", "HandoffRefused")]
        ended = _first(file, "HandoffEnded")
        done = answered[0] if answered else None
        rows.append((file.id, asked.end_of(received, 3, "working-days"), done, None if done else ended))
    return in_time(asked, rows)


SHARES: Mapping[str, Callable[[Asked], Pair]] = {
    "M-01": m_01,
    "M-02": m_02,
    "M-03-A": m_03_a,
    "M-03-B": m_03_b,
    "M-04-department": m_04("petition-department"),
    "M-04-unit": m_04("unit"),
    "M-05-department": m_05("petition-department"),
    "M-05-unit": m_05("unit"),
    "M-06": m_06,
    "M-07": m_07,
    "M-08": m_08,
    "M-09-A": m_09_a,
    "M-09-B": m_09_b,
    "M-10": m_10,
    "M-12": m_12,
    "M-13": m_13,
    "M-16": m_16,
    "M-17": m_17,
    "M-18-answered": m_18_answered,
    "M-18-adopted": m_18_adopted,
    "M-18-letters": m_18_letters,
    "M-20-reopened": m_20_reopened,
    "M-20-resolved": m_20_resolved,
    "M-21": m_21,
    "M-22": m_22,
}
TIMES: Mapping[str, Callable[[Asked], Took]] = {
    "M-15-sent": m_15_sent,
    "M-15-accepted": m_15_accepted,
    "M-15-answered": m_15_answered,
    "M-19-assigned": m_19_assigned,
    "M-19-resolved": m_19_resolved,
}
