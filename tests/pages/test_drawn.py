"""What the pages about a case draw of what the API tells them: ways, entries, choices, minutes, a file."""

import re
from base64 import b64decode
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from fastapi.encoders import jsonable_encoder

from api.editions import all_editions
from api.samples import SAMPLES
from pages.case import NOTHING
from pages.charts import stacked
from pages.choices import choices_of, mediators, rooms, seats_at
from pages.county import NOWHERE, County
from pages.drawing import Reader, drawn
from pages.minutes import text_of
from pages.planning import _rows, _twice, ics_of
from pages.telling import told
from pages.way import way_of

EDITION = jsonable_encoder(all_editions()[0])
UNITS = {"sl-t1-v1": ("柳湾村", "village"), "sl": ("示例县", "county")}
READER = Reader("zh", "/desk/", me={"person": "p-me", "name": "王五"}, county=County(UNITS, {}, EDITION))
AT = "2026-11-02T01:00:00+00:00"


def entry(seq: int, kind: str, **data: Any) -> dict[str, Any]:
    by: dict[str, Any] = {"person": "p-me", "unit": "sl-t1-v1", "role": "village_party_secretary"}
    by |= {"role_words": {"zh": "书记", "en": "Secretary"}}
    return {"seq": seq, "kind": kind, "at": AT, "by": by, "data": data, "texts": {}}


def case(kind: str = "dispute", *entries: dict[str, Any], **changes: Any) -> dict[str, Any]:
    shown: dict[str, Any] = jsonable_encoder(SAMPLES["read_case"])
    shown["case"] |= {"kind": kind, "closed_at": None, **changes}
    shown["timeline"] = list(entries)
    return shown


def run(kind: str, closed_at: str | None = None) -> dict[str, Any]:
    return {"case": {"kind": kind, "closed_at": closed_at}}


def states(shown: dict[str, Any], *runs: dict[str, Any]) -> dict[str, tuple[str, int]]:
    return {step.code: (step.state, len(step.entries) + len(step.runs)) for step in way_of(shown, runs)}


def test_what_happened_stands_on_the_step_on_which_it_happened() -> None:
    shown = case(
        "dispute",
        entry(1, "Registered", step=1),
        entry(2, "SessionHeld", number=1),
        entry(3, "LevelEntered", step=3),
        entry(4, "Claimed", person="p"),
        entry(5, "SessionScheduled", number=2),
        step=3,
    )

    assert states(shown) == {
        "step-1": ("done", 1),
        "step-2": ("ahead", 0),  # nobody was there
        "step-3": ("now", 2),
        "step-4": ("ahead", 0),
    }


def test_of_a_case_that_was_brought_over_the_steps_begin_where_it_stood_and_end_when_it_is_closed() -> None:
    brought = entry(1, "BroughtOver", course={"step": 2})
    shown = case("dispute", brought, entry(2, "Ended", step=2), step=2, closed_at=AT)

    assert states(shown)["step-2"] == ("done", 1)
    assert states(shown)["step-4"] == ("not-needed", 0)


def test_after_the_end_of_a_petition_only_what_may_still_be_asked_for_is_ahead() -> None:
    shown = case("petition", entry(1, "PetitionRegistered"), entry(2, "Accepted"), closed_at=AT)

    assert {code: state for code, (state, _) in states(shown).items()} == {
        "way-receipt": "done",
        "way-acceptance": "done",
        "way-handling": "not-needed",
        "way-review": "ahead",
        "way-re-review": "ahead",
    }


def test_an_entry_names_whom_it_is_about_which_papers_and_to_whom_it_goes() -> None:
    shown = case()
    [party, *_] = shown["parties"]
    ref, name = party["party"]["ref"], f"{party['name']} {party['role_words']['zh']}"
    agency = EDITION["agencies"][0]
    papers = [{"kind": "complaint", "text": "ref", "secrecy": "internal"}]

    consented = dict(told(READER, entry(2, "HandoffConsented", party=ref), [party]))
    added = dict(told(READER, entry(3, "HandoffPapersAdded", papers=papers)))
    drafted = dict(told(READER, entry(4, "HandedOff", to=agency["code"], people=[ref, "stranger"]), [party]))
    heard = dict(told(READER, entry(5, "HandoffHeard", news="accepted")))

    assert consented == {"当事人": name}
    assert added == {"材料": "起诉状"}
    assert drafted == {"接收单位": READER.unit(agency["unit"]), "参与人": name}
    assert heard == {"情况": "对方已接收办理"}
    assert dict(told(READER, entry(6, "HandoffConsented", party="stranger"), [party])) == {}


def test_the_way_of_a_petition_is_now_where_its_last_entry_stands() -> None:
    shown = case("petition", entry(1, "PetitionRegistered"), entry(2, "Accepted"))

    assert states(shown) == {
        "way-receipt": ("done", 1),
        "way-acceptance": ("now", 1),
        "way-handling": ("ahead", 0),
        "way-review": ("ahead", 0),
        "way-re-review": ("ahead", 0),
    }


def test_its_review_and_re_review_are_further_runs_of_the_matter() -> None:
    shown = case("petition", entry(1, "PetitionRegistered"), entry(2, "OpinionServed"), closed_at=AT)

    found = states(shown, run("review", AT), run("re_review"))

    assert found["way-handling"] == ("done", 1)
    assert (found["way-review"], found["way-re-review"]) == (("done", 1), ("now", 1))


def test_of_anything_else_no_way_is_drawn() -> None:
    assert way_of(case("event"), []) == []


def test_an_entry_is_told_in_words_and_without_references() -> None:
    said = entry(
        2,
        "SessionHeld",
        number=1,
        outcome="no_agreement",
        present=["peoples_mediator"],
        parties=["6f0c2f0e"],
        mediators=["p-1"],
        place_unit="sl-t1-v1",
        scheduled_for="2026-11-03T01:00:00+00:00",
        effective_on="2026-11-04",
        is_full=True,
        is_confirmable=False,
        handoff="something of the house",
        route="no-such-code",
        due_on="no day",
    )

    assert dict(told(READER, said)) == {
        "第几次": "1",
        "结果": "未达成协议",
        "到场的岗位": "人民调解员",
        "地点所在单位": "柳湾村",
        "安排的时间": "2026年11月3日 09:00",
        "生效": "2026年11月4日",
        "全部达成": "是",
    }


def test_the_number_of_a_matter_is_no_particular_of_its_first_entry() -> None:
    assert list(told(READER, entry(1, "Registered", number="SL-1", step=1))) == [("调解层级", "1")]


def test_codes_of_the_edition_are_chosen_with_their_words() -> None:
    found = choices_of(READER, case("dispute", entry(1, "Registered", step=1), step=1))

    assert ("in-person", READER.word("service-method", "in-person")) in found["method"]
    assert {code for code, _ in found["grade"]} == set(EDITION["command"]["grades"])
    assert {code for code, _ in found["AgreementTerms.body"]} == {each["code"] for each in EDITION["bodies"]}
    assert found["parties"] == found["party"]
    assert found["person"] == [("p-me", "柳湾村 书记 · p-me")]


def test_who_must_be_at_the_table_of_the_step_stands_first() -> None:
    seats = seats_at(READER, case(step=1))

    assert seats[0] == ("peoples_mediator", "人民调解员 （必须到场）")
    assert seats_at(READER, case(step=None)) == []
    assert seats_at(Reader("zh", "/", county=NOWHERE), case(step=1)) == []


def test_where_the_county_is_not_known_nothing_of_it_is_chosen() -> None:
    found = choices_of(Reader("zh", "/", county=NOWHERE), case(step=1))

    assert "grade" not in found


def test_mediators_are_whoever_reads_it_sits_at_a_table_there_or_stands_in_the_register_there() -> None:
    line = {"unit": "sl-t1-v1", "person": None, "ref": "m-1", "what": {"name": "赵六"}}
    elsewhere = {**line, "unit": "sl-t2-v1", "ref": "m-2"}
    words = {"zh": "人民调解员", "en": "People's mediator"}
    sits = {"person": "p-m", "name": "周七", "role": "peoples_mediator", "role_words": words}
    colleagues: list[dict[str, Any]] = [
        {**sits, "unit": "sl-t1-v1"},
        {**sits, "unit": "sl", "person": "p-there"},
        {**sits, "unit": "sl-t1-v1", "role": "window_clerk", "person": "p-w"},
        {**sits, "unit": "sl-t1-v1", "name": None, "person": "p-n"},
    ]

    shown = case("dispute", entry(1, "Registered", step=1), owner_unit="sl-t1-v1")
    found = mediators(READER, shown, [line, elsewhere], colleagues)

    assert found == [
        ("p-me", "王五"),
        ("p-m", "周七 · 柳湾村 人民调解员"),
        ("p-n", "p-n · 柳湾村 人民调解员"),
        ("m-1", "赵六 · 柳湾村"),
    ]


def test_whoever_only_registered_it_has_mediated_nothing_and_a_seat_at_the_table_may_have() -> None:
    def by(role: str, person: str) -> dict[str, Any]:
        return entry(1, "Registered") | {"by": entry(1, "")["by"] | {"role": role, "person": person}}

    shown = case("dispute", by("window_clerk", "p-clerk"), by("village_party_secretary", "p-led"))

    assert mediators(READER, shown, []) == [("p-me", "王五"), ("p-led", "柳湾村 书记 · p-led")]
    nowhere = Reader("zh", "/", me={"person": "p-me", "name": ""}, county=NOWHERE)
    assert mediators(nowhere, shown, []) == [("p-me", "p-me")]


def test_the_minutes_are_in_chinese_whatever_language_the_page_is_in() -> None:
    english = Reader("en", "/desk/", county=READER.county)
    shown = case()
    party = shown["parties"][0]["party"]["ref"]

    text = text_of(
        english, shown, {"came": [party], "informed": [], "others": ["村民两名"], "proposals": ["x"]}
    )

    assert text.splitlines() == [
        "已在开始前告知权利义务：无",
        "到场的当事人：王甲",
        "其他到场的人：村民两名",
        "各方陈述：（无）",
        "调解方案：x",
        "结果：（无）",
    ]


def planned(n: int = 1, **changes: Any) -> dict[str, Any]:
    (shown,) = jsonable_encoder(SAMPLES["read_calendar"])["items"]
    shown["planned"] |= {"procedure": f"dispute/sl/SL-{n}/1", "people": [], **changes}
    return dict(shown)


def test_what_needs_one_place_or_person_at_one_instant_twice_is_marked_and_nothing_else_is() -> None:
    one, two = planned(1), planned(2, place_unit="sl", people=["p-me"])
    three, four = planned(3, place_unit="sl-t2", people=["p-me"]), planned(4, place_unit="sl-t3")

    assert _twice([one, two, three, four]) == {"dispute/sl/SL-2/1", "dispute/sl/SL-3/1"}


@pytest.mark.parametrize(("by", "titles"), [("place", ["柳湾村"]), ("people", ["王五", "还没有确定人"])])
def test_a_row_is_a_place_or_somebody(by: str, titles: list[str]) -> None:
    rows = _rows(READER, [planned(1), planned(2, people=["p-me"])], by)

    assert [title for title, _ in rows] == titles
    assert all(list(on) == [date(2026, 3, 16)] for _, on in rows)


def in_room(n: int, room: str | None, name: str | None = None) -> dict[str, Any]:
    return {**planned(n, room=room), "room_name": name or room}


@pytest.mark.parametrize(
    ("rooms", "twice"),
    [
        (("one", "one"), {1, 2}),
        (("one", "two"), set()),
        (("one", None), {1, 2}),
        ((None, None), {1, 2}),
    ],
)
def test_two_at_one_place_are_wanted_twice_unless_each_has_a_room_of_its_own(
    rooms: tuple[str | None, ...], twice: set[int]
) -> None:
    lines = [in_room(n, room) for n, room in enumerate(rooms, 1)]

    assert _twice(lines) == {f"dispute/sl/SL-{n}/1" for n in twice}


def test_a_room_has_a_row_of_its_own_also_when_nothing_is_planned_in_it() -> None:
    free = {"unit": "sl", "what": {"name": "听证室"}}

    rows = dict(_rows(READER, [in_room(1, "r", "议事室"), planned(2)], "place", [free]))

    assert list(rows) == ["柳湾村", "柳湾村 · 议事室", "示例县 · 听证室"]
    assert rows["示例县 · 听证室"] == {}


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (READER, ["示例县 · 听证室（40座，有台阶）", "柳湾村 · 议事室（20座，无台阶）"]),
        (
            replace(READER, language="en"),
            ["示例县 · 听证室 (40 seats, has steps)", "柳湾村 · 议事室 (20 seats, no steps)"],
        ),
    ],
)
def test_a_room_is_chosen_by_its_name_its_seats_and_its_steps(reader: Reader, words: list[str]) -> None:
    lines = [
        {"ref": "b", "unit": "sl", "what": {"name": "听证室", "seats": 40, "is_step_free": False}},
        {"ref": "a", "unit": "sl-t1-v1", "what": {"name": "议事室", "seats": 20, "is_step_free": True}},
    ]

    assert sorted(rooms(reader, lines)) == sorted(zip(["b", "a"], words, strict=True))


def test_in_a_calendar_program_the_room_stands_behind_its_place() -> None:
    assert "LOCATION:柳湾村 · 议事室" in ics_of(READER, [in_room(1, "r", "议事室")], "host")


def test_in_a_file_for_a_calendar_program_marks_of_its_grammar_are_escaped() -> None:
    odd = Reader("zh", "/", county=County({"sl": ("甲;乙,丙\\丁\n戊", "county")}, {}))

    assert "LOCATION:甲\\;乙\\,丙\\\\丁\\n戊" in ics_of(odd, [planned(1, place_unit="sl")], "host").split(
        "\r\n"
    )


def test_in_training_what_is_taken_into_a_calendar_program_says_so() -> None:
    there = ics_of(replace(READER, is_training=True), [planned(1)], "host")

    assert "SUMMARY:【演练】" in there
    assert "演练" not in ics_of(READER, [planned(1)], "host")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("matter", [NOTHING, {**NOTHING, "texts": {"title": None, "body": None}}])
def test_a_case_is_drawn_where_of_its_matter_nothing_is_read(language: str, matter: dict[str, Any]) -> None:
    reader = Reader(language, "/desk/", me={"person": "p", "name": None, "seats": []}, county=READER.county)
    shown = case("petition")

    page = drawn(
        reader,
        "case.html",
        shown=shown,
        matter=matter,
        meetings=[],
        handoffs=[],
        way=way_of(shown, []),
        notes=[],
        messages=[],
        said={},
        agreed={},
        can=frozenset({"add_note", "send_message"}),
        added=[],
        notices={},
        place="https://fengqiao.example/desk/",
        now=AT,
        others=(),
        here="/desk/cases/petition/SL-1/1",
        done=None,
    )

    assert f"<h1>{shown['case']['matter']}" in bytes(page.body).decode()


def test_no_name_of_a_legend_runs_into_the_next_and_all_of_it_stands_on_the_picture() -> None:
    names = ("在此达成协议", "在此以其他方式结束", "仍在这一步", "去了别的一步")
    labels = ("第一步：村（社区）", "第二步：村（社区），驻村干部参加")
    picture = stacked(labels, [(name, [1, 2]) for name in names])

    svg = b64decode(picture.partition(",")[2]).decode()

    height = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', svg)[0])
    whole = re.findall(r'<text x="([\d.]+)" y="([\d.]+)">(?:<title>[^<]*</title>)?([^<]+)</text>', svg)
    placed = [(float(y), float(x), name) for x, y, name in whole if name in names]
    assert sorted(name for *_, name in placed) == sorted(names)
    for (y, x, name), (below, right, _) in pairwise(sorted(placed)):
        assert below > y or right >= x + 13 * len(name)
    legends = svg.partition('class="legends"')[2]
    assert legends
    assert height >= 90 + 34 * len(labels) + 24  # a second line of it
