"""The accounts that see little, over everything the API reads: what they are shown stands here by hand.

A county with several matters stands there; each account asks every route that reads, about every matter, by
every id there is. What is found beside the list is a leak, and what is missing from it is a fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.api.conftest import CLERK, MEDIATOR, SECRETARY, SUPERVISOR, Case, Desk, dispute
from tests.api.test_access import BY_SEAT, SEEN, SIGNED_IN, SOMEWHERE
from tests.api.test_consultations import asked
from tests.api.test_errands import begun
from tests.api.test_meetings import EXPERT, convened, seat_an_expert
from tests.api.test_petitions import with_housing

# Of a village of their own: nothing else in this room is entrusted to them.
VILLAGE = "sl-t3-v3"
VOLUNTEER, INVITED, AGENT = (
    f"p-{VILLAGE}-{role}" for role in ("volunteer", "invited-participant", "errand-agent")
)
ELSEWHERE = ("p-sl-t3-v2-volunteer", "p-sl-t3-v2-invited-participant", "p-sl-t3-v2-errand-agent")
OF_THE_VILLAGE = {
    "agent": {"person": AGENT, "unit": VILLAGE},
    "leader": {"person": "p-sl-t3-township-head", "role": "township_head", "unit": "sl-t3"},
    "village": VILLAGE,
}
CADRE = "p-sl-t1-v1-posted-township-cadre"
OFFICE = "p-sl-t3-township-petition-office"
# What stands in the words of somebody here, and nowhere else: kind of text -> planted in it.
MINUTES, OTHER_MINUTES, AUTHORITY = "井台边的话", "水渠边的话", "槐树下的委托"
TOPIC, OF_A_MINOR = "渠道怎样修", "孩子上学的事"
PLANTED = (MINUTES, OTHER_MINUTES, AUTHORITY, TOPIC, OF_A_MINOR, "王甲", "李乙")
DAYS = {"from": "2026-01-01", "since": "2026-01-01", "until": "2026-12-31", "q": "SL-2026", "unit": "sl"}
TAKES = (
    "/search",
    "/meetings",
    "/handoffs/bounces",
    "/consultations/counted",
    "/instruments/counted",
    "/revisits",
    "/rosters/on-duty",
    "/stock",
    "/channels",
    "/indicators",
    "/audit",
)
NOT_ASKED = {
    "GET /events",  # a stream does not end; each of its lines is read for who asked
    "GET /publication-proposals/{number}",  # of a proposal: the number of a matter is none
}
ACTIVITY = {
    "team": "red-house-3",
    "unit": VILLAGE,
    "kind": "patrol",
    "held_on": date(2026, 11, 1).isoformat(),
    "volunteers": 6,
    "hours": 12,
}


@dataclass
class Everything:
    """The matters of the county, by what they are called here."""

    desk: Desk
    cases: dict[str, Case] = field(default_factory=dict)

    def name_of(self, number: str) -> str:
        return next(name for name, case in self.cases.items() if case.number == number)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def everything(room: Desk) -> Everything:
    """Two disputes with a session held in each, to one of which somebody is invited; two errands, one of them
    over; a petition behind the first; a question; a meeting about
    both disputes and a child's, with an expert."""
    there = Everything(room)
    there.cases["dispute"] = await _mediated(room, MINUTES)
    there.cases["other dispute"] = await _mediated(room, OTHER_MINUTES)
    there.cases["petition"] = await with_housing(room)
    there.cases["question"] = await asked(room)
    about = there.cases["petition"].number
    there.cases["errand"] = await begun(room, CLERK, about=about, authority=AUTHORITY, **OF_THE_VILLAGE)
    over = await begun(room, OFFICE, **OF_THE_VILLAGE)
    await over.done(OFFICE, "errand-revoked")
    there.cases["errand that is over"] = over
    await _invited(there.cases["dispute"])
    await _with_an_expert(there)
    return there


async def _with_an_expert(there: Everything) -> None:
    await seat_an_expert(there.desk)
    parties = dispute()["parties"]
    child = {**parties[0], "is_minor": True, "guardian": "王大明"}
    there.cases["child's dispute"] = await there.desk.dispute(parties=[child, *parties[1:]])
    first, *others = (there.cases[name].number for name in ("dispute", "other dispute", "child's dispute"))
    meeting = await convened(there.desk, SECRETARY, kind="remote-guidance", about=[first])
    for number, topic in zip(others, (TOPIC, OF_A_MINOR), strict=True):
        await meeting.done(SECRETARY, "add-item", {"topic": topic, "matter": number})
    await meeting.done(SECRETARY, "begin-meeting", {})
    await meeting.done(SECRETARY, "invite", {"person": EXPERT, "role": "invited_expert", "unit": "sl"})
    there.cases["meeting"] = meeting


async def _mediated(room: Desk, minutes: str) -> Case:
    case = await room.dispute()
    parties = await case.parties()
    for party in parties:
        await case.done(SECRETARY, "record-consent", {"party": party})
    place = {"scheduled_for": "2026-11-02T03:00:00Z", "place_unit": "sl-t1-v1"}
    await case.done(SECRETARY, "schedule-session", place)
    held = {
        "outcome": "no_agreement",
        "present": ["peoples_mediator"],
        "parties": parties,
        "mediators": [MEDIATOR],
        "rights_told": True,
        "minutes": minutes,
    }
    await case.done(SECRETARY, "record-session", held)
    return case


async def _invited(case: Case) -> None:
    """At the second step, which the first session led to: everybody agrees to it, and to who comes."""
    parties = await case.parties()
    for party in parties:
        await case.done(CADRE, "record-consent", {"party": party})
    seat = {"person": INVITED, "unit": VILLAGE, "kind": "lawyer"}
    await case.done(CADRE, "invite-participant", {**seat, "agreed_by": parties})
    await case.done(CADRE, "record-undertaking", {"person": INVITED, "undertaking": "本人承诺保密。"})


def reads() -> Iterator[str]:
    """Every path of the API that reads, for whoever has signed in."""
    routes = (SIGNED_IN | SEEN | BY_SEAT) - NOT_ASKED
    yield from sorted(r.split(" ")[1].replace(":path", "") for r in routes if r.startswith("GET"))


def about(path: str, everything: Everything) -> Iterator[tuple[str, str]]:
    """The path for every matter there is, by what it is called here; for what is about none, once."""
    ids = SOMEWHERE | {
        "whose": "mine",
        "which": "mine",
        "ref": "none",
        "version": "china.0",
        "id": str(uuid4()),
    }
    if "{number}" not in path:
        yield "-", path.format_map({**ids, "number": "", "n": "1"})
        return
    for name, case in everything.cases.items():
        kind = {"kind": case.kind, "number": case.number, "n": "1", "other": case.number, "mark": "private"}
        yield name, path.format_map({**ids, **kind})


async def found(everything: Everything, person: str) -> set[tuple[str, str]]:
    """Path and matter, of everything in which this person is answered with a case, a number or a word."""
    caller = await everything.desk.sign_in(person)
    shown = set()
    for path in reads():
        for name, filled in about(path, everything):
            answer = await caller.get(filled, **(DAYS if path.startswith(TAKES) else {}))
            assert answer.status_code < 500, (path, answer.text)
            if name != "-" and answer.status_code not in (403, 404):
                shown.add((path, name))
            shown |= {(path, other) for other, case in everything.cases.items() if case.number in answer.text}
            shown |= {(path, word) for word in PLANTED if word in answer.text}
    return shown


# A volunteer sees no case: every list is empty, every case is not there.
NOTHING: set[tuple[str, str]] = set()
# Somebody who is invited: that case, and what is said in its sessions; nobody's name. Of what is kept of the
# matter, of its links and of what is like it, nothing.
# Of a case one sees: what it could be handed over with, who has it open, and which papers were added, of
# which there are none; nothing says a word of it.
OF_WHOEVER_SEES_IT = (
    "cases/{kind}/{number}/{n}/dockings",
    "cases/{kind}/{number}/{n}/papers",
    "presence/{kind}/{number}/{n}",
)
OF_THE_INVITED = {
    *((path, "dispute") for path in ("/cases", "/matters", "/worklists/{whose}")),
    *((path, "dispute") for path in ("/matters/{number}", "/cases/{kind}/{number}/{n}")),
    ("/cases/{kind}/{number}/{n}/clocks", "dispute"),
    ("/cases/{kind}/{number}/{n}", MINUTES),
    ("/search", "dispute"),  # by its number
    ("/calendar", "dispute"),  # when it meets
    *((f"/{each}", "dispute") for each in OF_WHOEVER_SEES_IT),
}
# An agent: the one errand, its paper and the person's name; of the matter behind it a line, and its number.
OF_THE_AGENT = {
    *((path, "errand") for path in ("/cases", "/matters", "/worklists/{whose}", "/search")),
    *((path, "errand") for path in ("/matters/{number}", "/cases/{kind}/{number}/{n}")),
    ("/cases/{kind}/{number}/{n}/clocks", "errand"),
    *((f"/{each}", "errand") for each in OF_WHOEVER_SEES_IT),
    ("/cases/{kind}/{number}/{n}/drafted", "errand"),  # they read its words, and nothing is drafted
    ("/cases/errand/{number}/{n}/behind", "errand"),
    ("/cases/errand/{number}/{n}/behind", "petition"),
    ("/cases/{kind}/{number}/{n}", "petition"),  # its number, in the entry by which the errand began
    ("/cases/{kind}/{number}/{n}", "王甲"),
    ("/cases/{kind}/{number}/{n}", AUTHORITY),
}
# An expert: the one meeting, and what is said there; of the matters on its agenda not so much as the number,
# and of what is said of a minor's no word.
OF_THE_EXPERT = {
    *((path, "meeting") for path in ("/cases", "/matters", "/worklists/{whose}", "/meetings", "/search")),
    *((path, "meeting") for path in ("/matters/{number}", "/cases/{kind}/{number}/{n}")),
    ("/cases/{kind}/{number}/{n}/clocks", "meeting"),
    *((f"/{each}", "meeting") for each in OF_WHOEVER_SEES_IT),
    ("/cases/{kind}/{number}/{n}/drafted", "meeting"),  # they read its words, and nothing is drafted
    ("/calendar", "meeting"),
    ("/cases/{kind}/{number}/{n}", TOPIC),
}


@pytest.mark.parametrize("person", [VOLUNTEER, *ELSEWHERE])
async def test_a_volunteer_and_whoever_is_not_entrusted_see_nothing_at_all(
    everything: Everything, person: str
) -> None:
    assert await found(everything, person) == NOTHING


async def test_whoever_is_invited_sees_the_one_case_and_what_is_said_there(everything: Everything) -> None:
    assert await found(everything, INVITED) == OF_THE_INVITED


async def test_an_expert_sees_the_one_meeting_and_of_its_agenda_no_matter(everything: Everything) -> None:
    assert await found(everything, EXPERT) == OF_THE_EXPERT


async def test_whoever_holds_the_meeting_reads_which_matters_are_on_its_agenda(
    everything: Everything,
) -> None:
    read = await everything.cases["meeting"].read(SECRETARY)
    expert = await everything.cases["meeting"].read(EXPERT)

    data = {each["kind"]: each["data"] for each in read["timeline"]}
    assert data["MeetingConvened"]["about"] == [everything.cases["dispute"].number]
    assert data["ItemAdded"]["matter"] == everything.cases["child's dispute"].number
    told = [each["texts"].get("topic") for each in expert["timeline"] if each["kind"] == "ItemAdded"]
    assert told == [TOPIC, None]
    assert OF_A_MINOR in str(read["timeline"])


async def test_an_agent_sees_the_one_errand(everything: Everything) -> None:
    assert await found(everything, AGENT) == OF_THE_AGENT


async def test_the_walk_finds_what_is_there_for_whoever_sees_it(everything: Everything) -> None:
    """The control: for the supervisor, who sees every case, the same walk finds all of them."""
    shown = await found(everything, SUPERVISOR)

    assert {name for path, name in shown if path == "/cases/{kind}/{number}/{n}"} >= set(everything.cases)


async def test_once_a_party_agrees_no_more_nothing_is_left_of_it(everything: Everything) -> None:
    case = await _mediated_and_invited(everything.desk)
    caller = await everything.desk.sign_in(INVITED)
    before = (await caller.get(case.path)).status_code
    party = (await case.parties())[0]

    await case.done(CADRE, "invitation-consent-withdrawn", {"party": party, "person": INVITED})

    assert (before, (await caller.get(case.path)).status_code) == (200, 404)
    assert case.number not in (await caller.get("/cases")).text
    assert case.number not in (await caller.get("/worklists/mine")).text
    assert (await caller.get(f"/matters/{case.number}")).status_code == 404


async def _mediated_and_invited(desk: Desk) -> Case:
    case = await _mediated(desk, OTHER_MINUTES)
    await _invited(case)
    return case


@pytest.mark.parametrize("person", [VOLUNTEER, INVITED])
async def test_they_do_nothing_in_a_case_either(everything: Everything, person: str) -> None:
    caller = await everything.desk.sign_in(person)
    case = everything.cases["dispute"]
    wanted = 404 if person == VOLUNTEER else 409

    answers = [
        (await caller.post(f"{case.path}/{verb}", body)).status_code
        for verb, body in (
            ("claim", {}),
            ("raise-early", {"reason": "无。"}),
            ("danger-reported", {"words": "无。"}),
        )
    ]

    assert answers == [wanted] * 3


async def test_a_volunteer_logs_what_the_team_did_and_reads_it_again(everything: Everything) -> None:
    volunteer = await everything.desk.sign_in(VOLUNTEER)

    logged = await volunteer.post("/activities", ACTIVITY)

    assert logged.status_code == 201, logged.text
    assert logged.json()["words"] == {"zh": "巡防", "en": "Patrol"}
    assert logged.json() in (await volunteer.get("/activities")).json()
    assert logged.json() in (await (await everything.desk.sign_in(SUPERVISOR)).get("/activities")).json()
    assert (await (await everything.desk.sign_in(ELSEWHERE[0])).get("/activities")).json() == []


async def test_an_activity_is_logged_once_by_a_volunteer_of_the_place_after_it_took_place(
    everything: Everything,
) -> None:
    volunteer, key = await everything.desk.sign_in(VOLUNTEER), str(uuid4())
    before = len((await volunteer.get("/activities")).json())

    answers = [
        await volunteer.post("/activities", {**ACTIVITY, **changes}, each)
        for changes, each in (
            ({}, key),
            ({}, key),
            ({"hours": 1}, key),
            ({"held_on": "2026-11-03"}, str(uuid4())),
            ({"unit": "sl-t3-v2"}, str(uuid4())),
            ({"hours": 0}, str(uuid4())),
        )
    ]
    others = await (await everything.desk.sign_in(MEDIATOR)).post("/activities", ACTIVITY)

    assert [(each.status_code, each.json().get("code")) for each in (*answers, others)] == [
        (201, None),
        (201, None),
        (422, "key-reused"),
        (409, "date-in-the-future"),
        (409, "not-yours-to-do"),
        (422, "malformed"),
        (409, "not-yours-to-do"),
    ]
    assert len((await volunteer.get("/activities")).json()) == before + 1
