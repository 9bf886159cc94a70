"""Who reaches what: every route is on exactly one list, and unseen is not there."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from api import examples, keeping_acts, meeting_examples
from api.app import create_app
from api.forms import form_of
from api.verbs import OF_THEIR_OWN
from records.tables import access_log
from rules.procedure import Officer
from rules.procedures import PROCEDURES
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    GRID_WORKER,
    MANY_SEATS,
    MEDIATOR,
    NEXT_VILLAGE,
    NO_SEAT,
    OTHER_TOWNSHIP,
    POLICE,
    SECRETARY,
    SUPERVISOR,
    Desk,
)

# Nobody has signed in yet.
OPEN = {
    "GET /health/live",
    "GET /health/ready",
    "GET /healthz",
    "GET /readyz",
    "GET /openapi.json",
    "POST /dev/sign-in",
    "GET /dev/people",  # where anybody may take anybody's place
    "POST /sign-in",
    "POST /sign-in/enrolment",
    "POST /sign-in/enrolment/finish",
    "POST /sign-in/provider",
    "GET /sign-in/provider/callback",
    "POST /sign-in/provider/ended",  # by a token that the provider has signed
    "POST /public/submissions",
    "GET /public/places/{code}",
    "GET /public/tracking-label",
    "POST /public/places/{code}/reports",
    "GET /public/status",
    # by the code itself
    "GET /public/status/accesses",
    *(f"POST /public/status/{name}" for name in examples.BY_CODE),
    "POST /public/status/words",
    "GET /public/status/data-requests",
    "POST /public/status/data-requests",
    *(f"{method} /public/status/papers" for method in ("GET", "POST")),
    "GET /public/status/papers/{id}",
    "POST /public/status/notices",
    "GET /public/personal-information-notice",
    "GET /public/personal-information-notice/{version}",
    "GET /public/content",
    "GET /public/content/{id}",
    # XFTL 18: who receives when and where, and booking it
    "GET /receptions",
    "GET /receptions/booked",  # by the code with which it was booked
    "GET /public/halls",
    "GET /public/halls/{unit}",
    "POST /public/halls/{unit}/tickets",
    "GET /public/figures",
    "GET /public/service",
    "POST /receptions/{id}/bookings",
    "POST /receptions/{id}/bookings/cancel",
}
# Whoever comes, without signing in: statutory routes. Nothing of them is kept.
PUBLIC = {"GET /proof/keys", "GET /routes", "GET /routes/{id}", "GET /diversion/tree", "GET /diversion/walk"}
# An agency's system, by its signature; it never signs in.
SIGNED = {"POST /agencies/{agency}/messages", "GET /agencies/{agency}/handoffs/{subject:path}"}
# Whoever has signed in; what they get is what they see.
SIGNED_IN = {
    "GET /notices",
    "GET /me",
    "GET /paper-forms",
    "GET /seal-register",  # of the cases that one sees
    "GET /me/session",
    "GET /me/sessions",
    "DELETE /me/sessions",
    "DELETE /me/sessions/{id}",
    "POST /me/tokens",
    "POST /sign-out",
    "GET /units",
    "GET /own-motion",  # which of one's own seats may begin what
    "GET /drafts",
    "GET /drafts/{id}",  # of one's own, and of nobody else's
    "POST /drafts/{id}",
    "DELETE /drafts/{id}",
    "GET /colleagues",  # of one's own units
    "GET /overview",
    "GET /overview/{part}",
    "GET /reception-days",
    "GET /editions",
    "GET /editions/{id:path}",
    "GET /publications",
    "GET /publications/{version:path}",
    "GET /clocks",
    "GET /clocks/{id}/deadline",
    "GET /cases",
    "GET /worklists/{whose}",
    "GET /worklists/{whose}/tally",
    "GET /doings",
    "GET /me/filters",  # one's own
    "POST /me/filters",
    "DELETE /me/filters/{id}",
    "GET /matters",
    "GET /search",
    "GET /events",
    "GET /unmaskings/{which}",
    "GET /services",
    "GET /events/recurring",
    "GET /places/{code}/label",
    "GET /activities",  # of one's own unit, and of those one looks after
    "GET /consultations/counted",
    "GET /backlog",
    "GET /revisits",
    "GET /meetings",
    "GET /meetings/counted",
    "GET /meeting-kinds",
    "GET /calendar",
    "GET /silent-units",
    "GET /instruments/counted",
    "GET /submissions",
    "GET /channels",
    "GET /indicators/on-time",
    "GET /indicators/timely-acceptance",
    "GET /indicators/evaluation",
    "GET /indicators",
    "GET /indicators/{id}",
    "GET /stock",
    "GET /unattended-windows",  # those of which one is told
    "GET /reports",
    "GET /reports/{report}/{since}/{until}",
    "GET /reports/{report}/{since}/{until}/printed",
    "GET /handoffs/deliveries",
    "GET /handoffs/bounces",
    "GET /retention",
    "POST /matters/likenesses",
    "POST /diversion/suggestions",
}
# Seats that take matters in, put disputes on the ladder, supervise, publish, or let people sign in.
BY_SEAT = {
    "GET /accounts",
    "POST /accounts",
    "POST /accounts/{whose}/reset",
    "POST /accounts/{whose}/disable",
    "POST /accounts/{whose}/enable",
    "GET /subjects",
    "POST /subjects",
    "DELETE /subjects/{id}",
    "POST /matters",
    "POST /submissions",
    "POST /disputes",
    "POST /consultations",
    "POST /events",
    "POST /inspections",
    "POST /backlogs",
    "POST /dispatches",
    "POST /incidents",
    "POST /errands",
    "POST /activities",
    "POST /petitions",
    "POST /meetings",
    "POST /supervisions",
    "POST /recommendations",
    "POST /past-matters",
    "POST /disputes/brought-over",
    "GET /lateness",
    "GET /handoffs/strays",
    "GET /audit",
    "GET /audit/counts",
    "GET /keeping",
    "POST /publications/calendar",
    "POST /publications/rules",
    "GET /paper-wordings",
    "GET /paper-wordings/{file}",
    "POST /paper-wordings/check",
    "GET /publication-proposals",
    "GET /publication-proposals/{number}",
    *(f"POST /publication-proposals/{{number}}/{answer}" for answer in ("approve", "refuse", "withdraw")),
    "GET /reports/{report}/{since}/{until}/again",
    "POST /reports/special",
    "POST /codec/leave",
    "POST /codec/decode",
    "POST /codec/encode",
    "POST /emergency-looks",
    # whoever keeps the house running, and sees no case
    "GET /engine",
    "GET /engine/upkeep",
    "POST /engine/upkeep/{kind}",
    "GET /engine/runs/{kind}/{number}/{n}",
}
# Seats that keep the directory, are its second person, read its proof, or supervise.
BY_SEAT |= {
    *(f"POST /directory/{what}" for what in ("units", "people", "seats", "seats/end", "seats/correct")),
    *(f"POST /directory/people/{{ref}}/{what}" for what in ("end", "handover")),
    *(f"POST /directory/proposals/{{number}}/{what}" for what in ("confirm", "decline")),
    "POST /directory/delegations",
    "POST /directory/delegations/{id}/end",
    *(f"GET /directory/{what}" for what in ("proposals", "changes", "seats", "people", "empty-seats")),
    "GET /directory/people/{ref}/handover",
    "GET /directory/handovers/{id}",
}
# Whoever handles matters reads registers, rosters and windows; their keepers write; halls give out tickets.
REGISTERS = (
    *("mediators", "lawyers", "panel-members", "volunteer-teams", "invited", "windows", "shifts"),
    *("functions", "premises", "readiness", "village-resources", "complaints", "engagements", "rooms"),
)
BY_SEAT |= {
    *(f"POST /registers/{register}" for register in REGISTERS),
    "POST /registers/{register}/end",
    "GET /registers/{register}",
    "GET /registers/mediators/full-time",
    "GET /registers/mediators/{ref}",
    "GET /registers/functions/{tag}/unit",
    "GET /registers/units/{unit}",
    "GET /rosters/on-duty",
    "GET /halls/{unit}/report",
    "POST /halls/{unit}/tickets",
    "GET /windows/{window}/queue",
    "GET /powers/{kind}",
}
# Whoever sits at the window today; and whoever is told that nobody did.
AT_THE_WINDOW = {
    *(f"POST /windows/{{window}}/{step}" for step in ("sign-on", "sign-off", "call-next")),
    *(f"POST /windows/{{window}}/tickets/{{number}}/{s}" for s in ("begin", "end", "move", "not-there")),
    "POST /unattended-windows/{window}/{day}/{half}/see",
}
# The counter of the unit that received it; for all others, and afterwards, it is not there.
AT_THE_COUNTER = {"GET /submissions/{id}", "POST /submissions/{id}/classify"}
# Whoever sees the case or matter; for all others it is not there.
SEEN = {
    "GET /matters/{number}",
    "GET /matters/{number}/likenesses",
    "GET /matters/{number}/added-words",
    "GET /matters/{number}/meetings",
    "GET /matters/{number}/handoffs",
    "GET /matters/{number}/accesses",
    "POST /matters/{number}/bundle",
    "POST /matters/{number}/links",
    "DELETE /matters/{number}/links/{other}",
    "GET /matters/{number}/keeping",
    "GET /matters/{number}/data-requests/{ref}/copy",
    *(f"POST /matters/{{number}}/{act.path}" for act in keeping_acts.ACTS),
    "POST /matters/{number}/unmaskings",
    "POST /unmaskings/{id}/agree",
    "POST /notices/{id}/settle",
    "POST /unmaskings/{id}/review",
    "POST /matters/{number}/marks",
    "DELETE /matters/{number}/marks/{mark}",
    "GET /cases/{kind}/{number}/{n}",
    "GET /presence/{kind}/{number}/{n}",
    "GET /cases/{kind}/{number}/{n}/clocks",
    "GET /cases/{kind}/{number}/{n}/clashes",
    "GET /cases/{kind}/{number}/{n}/dockings",
    "GET /cases/{kind}/{number}/{n}/notices",
    "GET /cases/errand/{number}/{n}/behind",
    "GET /cases/dispute/{number}/{n}/panel",
    "GET /cases/{kind}/{number}/{n}/documents/{id}",
    "GET /cases/{kind}/{number}/{n}/papers",
    "GET /cases/{kind}/{number}/{n}/papers/{id}",
    "POST /cases/{kind}/{number}/{n}/papers",
    "GET /cases/{kind}/{number}/{n}/documents/{id}/printed",
    "GET /cases/{kind}/{number}/{n}/archive",
    "GET /cases/{kind}/{number}/{n}/drafted",
    "POST /cases/{kind}/{number}/{n}/drafted",
    "GET /cases/{kind}/{number}/{n}/drafted/{id}",
    "GET /cases/{kind}/{number}/{n}/drafted/{id}/printed",
    *(
        f"POST /cases/{{kind}}/{{number}}/{{n}}/drafted/{{id}}/{act}"
        for act in ("write", "take", "send-back", "void", "serve", "ask-autographs", "autographs")
    ),
    "GET /cases/{kind}/{number}/{n}/drafted/{id}/autographs",
    "POST /cases/{kind}/{number}/{n}/drafted/{id}/autographs/electronic",
    "GET /inspections/{number}/{n}/draw",
    *(
        f"POST /cases/{name}/{{number}}/{{n}}/{verb.replace('_', '-')}"
        for name, procedure in PROCEDURES.items()
        for verb in {**procedure.commands, **procedure.reports}
    ),
}
LISTS = (OPEN, PUBLIC, SIGNED, SIGNED_IN, BY_SEAT, AT_THE_WINDOW, AT_THE_COUNTER, SEEN)
SOMEWHERE = {
    "file": "D-07.toml",
    "number": "SL-2026-999999",
    "code": "dx-0001",
    "other": "SL-2026-999998",
    "n": "1",
    "kind": "dispute",
    "whose": "mine",
    "which": "mine",
    "mark": "private",
    "agency": "court",
    "subject": "tw-2026-1",
    "version": "china.0",
    "ref": "none",
    "report": "daily",
    "since": "2026-01-01",
    "until": "2026-01-01",
    "unit": "sl",
    "register": "mediators",
    "tag": "reception-centre",
    "window": "none",
    "day": "2026-01-01",
    "half": "morning",
    "part": "units",
    "id": "6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01",
}


def reached(route: str) -> tuple[str, str]:
    """Method and path of a route, about a matter that nobody has seen."""
    method, path = route.replace(":path", "").split(" ")
    return method, path.format_map(SOMEWHERE)


def kinds() -> dict[tuple[str, str], type]:
    """Every procedure and verb, and what it asks or reports: two procedures may call two things alike."""
    return {
        (each.name, name): kind
        for each in PROCEDURES.values()
        for name, kind in {**each.commands, **each.reports}.items()
        if (each.name, name) not in OF_THEIR_OWN
    }


def example_of(path: str) -> Any:
    """What is sent to a path."""
    parts = path.replace("-", "_").split("/")
    if parts[-1] == "bundle":
        return {}
    for act in keeping_acts.ACTS:
        if path.endswith(act.path.format(ref=SOMEWHERE["ref"])):
            return examples.KEEPING[act.name]
    of_a_matter = {"links": examples.LINK, "unmaskings": examples.UNMASKING, "marks": examples.MARK}
    if parts[-1] in of_a_matter:
        return next(iter(of_a_matter[parts[-1]].values()))["value"]
    if parts[1] == "unmaskings":
        return {"finding": "justified"} if parts[-1] == "review" else None
    for procedure, verb in OF_THEIR_OWN:
        if {procedure, verb} <= set(parts):
            return meeting_examples.OF_THEIR_OWN[verb]
    asked = next(
        (kind for (procedure, verb), kind in kinds().items() if {procedure, verb} <= set(parts)), None
    )
    return examples.VERBS[asked.__name__] if asked else None


def routes() -> Iterator[str]:
    schema = create_app().openapi()
    for path, operations in schema["paths"].items():
        for method in operations:
            yield f"{method.upper()} {path}"


def test_every_route_is_on_exactly_one_access_list() -> None:
    listed = [route.replace(":path}", "}") for each in LISTS for route in each]

    assert sorted(listed) == sorted({*routes(), "GET /openapi.json"})


@pytest.mark.parametrize("route", sorted(SIGNED_IN | BY_SEAT | AT_THE_WINDOW | AT_THE_COUNTER | SEEN))
async def test_nobody_gets_in_without_a_token(desk: Desk, route: str) -> None:
    method, path = reached(route)

    answer = await desk.http.request(method, path)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("route", sorted(SIGNED))
@pytest.mark.parametrize("person", [CLERK, SUPERVISOR])
async def test_nobody_speaks_for_an_agency_by_signing_in(desk: Desk, route: str, person: str) -> None:
    method, path = reached(route)

    answer = await (await desk.sign_in(person)).request(method, path, {})

    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed")


@pytest.mark.parametrize("route", sorted(SEEN))
async def test_what_one_does_not_see_is_answered_like_what_is_not_there(desk: Desk, route: str) -> None:
    case, caller = await desk.dispute(), await desk.sign_in(NEXT_VILLAGE)
    method, unknown = reached(route)
    there = unknown.replace(SOMEWHERE["number"], case.number)

    answers = [await caller.request(method, path, example_of(path)) for path in (there, unknown)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert case.number not in answers[0].text


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (CLERK, True),
        (SUPERVISOR, True),
        (AUDITOR, True),
        (POLICE, False),
        (SECRETARY, True),
        (MEDIATOR, True),
        (GRID_WORKER, False),
        (NEXT_VILLAGE, False),
        (OTHER_TOWNSHIP, False),
        (ADMIN, False),
    ],
)
async def test_a_case_is_seen_where_it_lies_and_above(desk: Desk, person: str, sees: bool) -> None:
    case, caller = await desk.dispute(), await desk.sign_in(person)

    one = await caller.get(case.path)
    listed = (await caller.get("/cases", kind="dispute", sort="-number", limit=5)).json()["items"]

    assert one.status_code == (200 if sees else 404)
    assert (case.number in {line["case"]["matter"] for line in listed}) == sees


async def test_a_case_across_townships_is_seen_by_both(desk: Desk) -> None:
    case = await desk.dispute(other_townships=["sl-t2"])

    answer = await (await desk.sign_in(OTHER_TOWNSHIP)).get(case.path)

    assert answer.status_code == 200


async def test_the_auditor_reads_what_was_done_and_nobodys_name_or_word(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})

    text = (await (await desk.sign_in(AUDITOR)).get(case.path)).text
    read = await case.read(AUDITOR)

    assert [party["name"] for party in read["parties"]] == [None, None]
    assert [entry["kind"] for entry in read["timeline"]] == ["Registered", "StayEnded", "LevelEntered"]
    assert [entry["texts"] for entry in read["timeline"]] == [{}, {}, {}]
    assert not any(word in text for word in ("王甲", "李乙", "涉及多户", "柳湾村"))


async def test_whoever_may_not_read_a_case_has_nothing_to_report_about_it(desk: Desk) -> None:
    case = await desk.dispute()
    party = (await case.parties())[0]

    answer = await case.ask(AUDITOR, "consent-refused", {"party": party})

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")
    assert (await case.read())["case"]["stage"] == "consent"


async def test_contacts_are_for_those_who_must_reach_people(desk: Desk) -> None:
    case = await desk.dispute()

    contacts = {
        person: [party["contact"] for party in (await case.read(person))["parties"]]
        for person in (SECRETARY, SUPERVISOR, CLERK)
    }

    assert contacts == {
        SECRETARY: ["示例县柳湾村", None],
        SUPERVISOR: [None, None],
        CLERK: ["示例县柳湾村", None],
    }


async def test_whoever_opens_what_is_personal_is_on_record_and_the_auditor_opens_nothing(desk: Desk) -> None:
    case = await desk.dispute()
    await case.read(SECRETARY)
    await case.read(AUDITOR)

    async with desk.app.state.office.records.connect() as connection:
        rows = await connection.execute(select(access_log).where(access_log.c.matter == case.number))

    assert [(row.person, row.seat, row.what) for row in rows] == [
        (SECRETARY, "village_party_secretary@sl-t1-v1", "case")
    ]


async def test_a_person_of_several_seats_acts_as_the_first_that_may(desk: Desk) -> None:
    case = await desk.dispute()

    await case.done(MANY_SEATS, "claim")

    (asked,) = desk.engine.asked
    assert asked.by == Officer(MANY_SEATS, "village_party_secretary", "sl-t1-v1")


async def test_a_person_acts_as_the_seat_they_name(desk: Desk) -> None:
    case = await desk.dispute()
    as_grid_worker = {"Act-As": "grid_worker@sl-t1-v1"}
    as_secretary = {"Act-As": "village_party_secretary@sl-t1-v1"}

    unseen = await case.ask(MANY_SEATS, "claim", **as_grid_worker)
    read = await (await desk.sign_in(MANY_SEATS, **as_secretary)).get(case.path)

    assert (unseen.status_code, unseen.json()["code"]) == (404, "not-found")
    assert {action["act_as"] for action in read.json()["actions"]} == {"village_party_secretary@sl-t1-v1"}


@pytest.mark.parametrize(("seat", "status"), [("supervisor@sl", 403), ("supervisor", 400), ("@", 400)])
async def test_nobody_acts_as_a_seat_that_is_not_theirs(desk: Desk, seat: str, status: int) -> None:
    caller = await desk.sign_in(SECRETARY, **{"Act-As": seat})

    assert (await caller.get("/me")).status_code == status


async def test_a_seat_counts_from_its_first_day(desk: Desk) -> None:
    caller = await desk.sign_in(SECRETARY)
    desk.clock.at = desk.clock.at.replace(year=2025)

    me = (await caller.get("/me")).json()

    assert me["seats"] == []
    assert (await caller.get("/cases")).json()["items"] == []


async def test_me_names_the_person_and_their_seats(desk: Desk) -> None:
    me = (await (await desk.sign_in(SECRETARY)).get("/me")).json()

    assert (me["person"], me["name"]) == (SECRETARY, "柳湾村书记")
    assert me["seats"][0]["act_as"] == "village_party_secretary@sl-t1-v1"


@pytest.mark.parametrize("person", [NO_SEAT, "p-nobody"])
async def test_whoever_holds_no_seat_cannot_sign_in(desk: Desk, person: str) -> None:
    assert (await desk.http.post("/dev/sign-in", json={"person": person})).status_code == 404


async def test_only_a_development_installation_lets_anybody_sign_in(desk: Desk) -> None:
    office = desk.app.state.office
    desk.app.state.office = replace(office, gate=replace(office.gate, way="local"))

    answer = await desk.http.post("/dev/sign-in", json={"person": CLERK})

    desk.app.state.office = office
    assert answer.status_code == 404


async def test_a_development_sign_in_may_be_a_session_for_pages(desk: Desk) -> None:
    answer = await desk.http.post("/dev/sign-in", json={"person": CLERK, "session": True})
    cookie = answer.headers["Set-Cookie"].partition(";")[0]

    me = await desk.http.get("/me", headers={"Cookie": cookie})
    unasked = await desk.http.post("/sign-out", headers={"Cookie": cookie})
    csrf = (await desk.http.get("/me/session", headers={"Cookie": cookie})).json()["csrf"]
    token = await desk.http.post("/me/tokens", headers={"Cookie": cookie, "X-CSRF-Token": csrf})

    assert me.json()["person"] == CLERK
    assert (unasked.status_code, unasked.json()["code"]) == (403, "not-from-our-pages")
    assert token.status_code == 404  # there are others
    assert "Set-Cookie" not in (await desk.http.post("/dev/sign-in", json={"person": CLERK})).headers


def forged(secret: str, salt: str) -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps(CLERK))


@pytest.mark.parametrize(
    "token",
    ["", "x", forged("another key", "fengqiao sign-in"), forged("a key for tests", "another purpose")],
    ids=["none", "no token", "another key", "another purpose"],
)
async def test_a_token_that_we_did_not_sign_lets_nobody_in(desk: Desk, token: str) -> None:
    answer = await desk.http.get("/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 401


async def test_a_token_ends_after_twelve_hours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    caller, later = await desk.sign_in(CLERK), time.time() + 12 * 60 * 60 + 2

    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)

    assert (await caller.get("/me")).status_code == 401


def test_every_verb_has_an_example_and_every_example_is_one_that_is_read() -> None:
    names = {kind.__name__ for kind in kinds().values()}

    for kind in kinds().values():
        form_of(kind).model_validate(examples.VERBS[kind.__name__])

    assert set(examples.VERBS) == names
