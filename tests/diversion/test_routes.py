"""The list of the fourth quarter of 2026, row by row: the concrete complaints of the reference, §5.4."""

from dataclasses import replace
from datetime import date

import pytest

from counties.routes import route_list
from rules.articles import Mark
from rules.clocks.table.whole import TABLE
from rules.diversion.card import citations
from rules.diversion.organs import OrganCode, OrganKind, kind_of_organ
from rules.diversion.route import (
    Category,
    Mediable,
    Phrase,
    Purpose,
    Reception,
    Route,
    RouteList,
    UnknownRoute,
    Way,
    may_receive,
    reception_of,
)
from tests.diversion.rows import ROWS, Row

LIST = route_list("2026.4")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_line_of_the_list_is_the_row_of_the_reference(row: Row) -> None:
    route = LIST.route(row.id)

    assert route.category == row.category
    assert " ".join(route.ways) == row.ways
    assert " ".join(route.organs) == row.organs
    assert ", ".join(each["short"] for each in citations(route.bases)) == row.bases
    assert " ".join(route.clocks) == row.clocks
    assert route.mediable == row.mediable


def test_the_list_has_these_lines_and_no_other() -> None:
    assert [route.id for route in LIST.routes] == [row.id for row in ROWS]
    assert [row.id for row in ROWS] == [f"R-{number:02}" for number in range(1, 55)]


@pytest.mark.parametrize("route", LIST.routes, ids=lambda route: route.id)
def test_a_line_says_what_to_do_in_both_languages(route: Route) -> None:
    said = [route.title, route.next, *route.steps, *route.limits, *route.papers]

    assert route.steps
    assert [each for each in said if not each.zh or not each.en] == []
    assert [each for each in said if any("一" <= character <= "鿿" for character in each.en)] == []


@pytest.mark.parametrize("route", LIST.routes, ids=lambda route: route.id)
def test_a_line_is_found_by_words_that_people_use(route: Route) -> None:
    assert len(route.words) >= 9
    assert len(set(route.words)) == len(route.words)
    assert all(word == word.strip() != "" for word in route.words)


def test_every_clock_a_line_names_is_in_the_table() -> None:
    assert {clock for route in LIST.routes for clock in route.clocks} <= set(TABLE)


def test_what_is_to_be_verified_is_listed_and_off() -> None:
    assert [route.id for route in LIST.routes if not route.is_live] == ["R-51"]
    assert LIST.route("R-51").mark is Mark.VERIFY


def test_only_what_asks_for_a_decision_has_a_way() -> None:
    without = {route.id: route.purpose for route in LIST.routes if not route.ways}

    assert without == {
        "R-42": Purpose.ACCUSATION,
        "R-52": Purpose.SUGGESTION,
        "R-53": Purpose.CONSULTATION,
    }
    with pytest.raises(ValueError, match="R-52: a way belongs to what asks for a decision"):
        replace(LIST.route("R-52"), ways=(Way.PETITION_HANDLING,))
    with pytest.raises(ValueError, match="R-10: a way belongs to what asks for a decision"):
        replace(LIST.route("R-10"), ways=())


def test_the_sixty_days_belong_to_the_petition_procedure_alone() -> None:  # XFTL 34, K-07
    assert [route.id for route in LIST.routes if "K-07" in route.clocks] == ["R-54"]
    assert [route.id for route in LIST.routes if route.is_residual] == ["R-54"]


def test_what_is_related_to_litigation_is_passed_on_and_runs_no_sixty_days() -> None:  # K-25, NG-25
    related = [route for route in LIST.routes if route.category is Category.LITIGATION_RELATED]

    assert [route.id for route in related] == ["R-09", "R-39", "R-40", "R-41", "R-44"]
    assert all("K-25" in route.clocks and "K-07" not in route.clocks for route in related)
    assert not TABLE["K-25"].is_counted


# §5.6: what is not mediated as a solution, each with the rows it is about.
NOT_MEDIATED = {
    "crimes": ["R-39", "R-44"],
    "public-interest illegality": ["R-28", "R-49"],
    "protection against domestic violence": ["R-13"],
    "punishment already decided": ["R-38"],
    "validity of administrative acts": ["R-08", "R-19", "R-22", "R-23", "R-25", "R-30", "R-36", "R-43"],
    "what courts have decided, or decide": ["R-09", "R-40", "R-41"],
    "discipline": ["R-42"],
}
# Status, compensation, the neighbour's or the employer's part, a child's damages: split, and only this part.
SPLIT = {
    "status": ["R-12"],
    "compensation beside an act": ["R-01", "R-03", "R-04"],
    "the part between equals beside a duty": [
        *("R-06", "R-11", "R-17", "R-21", "R-27", "R-32", "R-33", "R-37", "R-45"),
    ],
    "protection of a child": ["R-35"],
}


@pytest.mark.parametrize("why", sorted(NOT_MEDIATED))
def test_what_the_parties_may_not_dispose_of_is_not_mediated(why: str) -> None:
    assert {LIST.route(id).mediable for id in NOT_MEDIATED[why]} == {Mediable.NO}


@pytest.mark.parametrize("why", sorted(SPLIT))
def test_a_mixed_case_is_split_and_its_civil_part_alone_mediated(why: str) -> None:
    assert {LIST.route(id).mediable for id in SPLIT[why]} == {Mediable.CIVIL_PART}


def test_the_rest_of_the_complaints_can_be_mediated() -> None:
    named = {id for ids in (*NOT_MEDIATED.values(), *SPLIT.values()) for id in ids}

    rest = [route for route in LIST.routes if route.id not in named and route.id <= "R-45"]

    assert {route.mediable for route in rest} == {Mediable.YES}
    assert [route.id for route in rest] == [
        *("R-02", "R-05", "R-07", "R-10", "R-14", "R-15", "R-16"),
        *("R-18", "R-20", "R-24", "R-26", "R-29", "R-31", "R-34"),
    ]


# ZJ-08, one window: disputes to mediation first, complaints and petitions to the petition window, questions
# to legal service; NG-25, what is a court's to the windows of the courts and police; accusations apart.
TRIAGE = [
    ("R-10", Reception.MEDIATION),  # a dispute between neighbours
    ("R-18", Reception.MEDIATION),  # a labour dispute
    ("R-27", Reception.MEDIATION),  # a consumer's dispute
    ("R-01", Reception.PETITION),  # a complaint about an expropriation
    ("R-33", Reception.PETITION),  # a report of pollution
    ("R-52", Reception.PETITION),  # a suggestion
    ("R-54", Reception.PETITION),  # a petition
    ("R-53", Reception.LEGAL_SERVICE),  # a question
    ("R-40", Reception.JUSTICE),  # a judgment
    ("R-39", Reception.JUSTICE),  # a case that is not filed
    ("R-42", Reception.DISCIPLINE),  # an accusation
]


@pytest.mark.parametrize(("id", "reception"), TRIAGE)
def test_a_visitor_is_shown_to_the_window_for_what_he_comes_with(id: str, reception: Reception) -> None:
    assert reception_of(LIST.route(id)) is reception


def test_no_dispute_is_sent_to_mediation_that_may_not_be_mediated() -> None:
    to_mediation = [route for route in LIST.routes if reception_of(route) is Reception.MEDIATION]

    assert len(to_mediation) == 17
    assert {route.mediable for route in to_mediation} == {Mediable.YES, Mediable.CIVIL_PART}


@pytest.mark.parametrize("organ", OrganCode)
def test_what_is_a_courts_goes_to_no_administrative_organ(organ: OrganCode) -> None:  # §5.5 rule 5
    judgment, accusation = LIST.route("R-40"), LIST.route("R-42")

    assert may_receive(judgment, organ) is (organ in {OrganCode.COURT, OrganCode.PROCURATORATE})
    assert may_receive(accusation, organ) is (organ is OrganCode.DISCIPLINE_ORGAN)


def test_no_list_can_send_a_courts_matter_elsewhere() -> None:
    judgment, accusation = LIST.route("R-40"), LIST.route("R-42")

    with pytest.raises(ValueError, match="R-40: a matter of the courts names another organ"):
        replace(judgment, organs=(OrganCode.COURT, OrganCode.PETITION_DEPARTMENT))
    with pytest.raises(ValueError, match="R-42: an accusation names another organ"):
        replace(accusation, organs=(OrganCode.DISCIPLINE_ORGAN, OrganCode.TOWNSHIP))


@pytest.mark.parametrize(
    ("organ", "may"),
    [
        (OrganCode.HUMAN_RESOURCES, True),
        (OrganCode.ARBITRATION_COMMITTEE, True),
        (OrganCode.ECOLOGY, False),
        (OrganCode.PETITION_DEPARTMENT, False),
    ],
)
def test_a_matter_is_sent_to_an_organ_that_the_list_names(organ: OrganCode, may: bool) -> None:
    assert may_receive(LIST.route("R-17"), organ) is may


@pytest.mark.parametrize(
    ("organ", "may"),
    [
        (OrganCode.ECOLOGY, True),
        (OrganCode.TOWNSHIP, True),
        (OrganCode.COURT, False),
        (OrganCode.POLICE, False),
        (OrganCode.MEDIATION_COMMITTEE, False),
    ],
)
def test_what_no_other_route_takes_goes_to_whichever_administrative_organ_is_competent(
    organ: OrganCode, may: bool
) -> None:
    assert may_receive(LIST.route("R-54"), organ) is may


def test_an_organ_is_of_one_kind() -> None:
    kinds = {organ: kind_of_organ(organ) for organ in OrganCode}

    assert [organ for organ, kind in kinds.items() if kind is OrganKind.JUDICIAL] == [
        *("court", "procuratorate", "police", "traffic-police", "higher-traffic-police"),
    ]
    assert [organ for organ, kind in kinds.items() if kind is OrganKind.DISCIPLINE] == ["discipline-organ"]
    assert kinds[OrganCode.RECONSIDERATION_ORGAN] is OrganKind.ADMINISTRATIVE
    assert kinds[OrganCode.ARBITRATION_COMMITTEE] is OrganKind.ARBITRATION
    assert kinds[OrganCode.MEDIATION_COMMITTEE] is OrganKind.MEDIATION
    assert kinds[OrganCode.NOTARY_OFFICE] is OrganKind.SERVICE


def test_a_line_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownRoute) as unknown:
        LIST.route("R-99")

    assert unknown.value.id == "R-99"


def test_two_lines_of_one_id_are_no_list() -> None:
    with pytest.raises(ValueError, match="two routes bear one id"):
        RouteList(
            version="2026.4", valid_from=date(2026, 10, 1), routes=(LIST.route("R-01"), LIST.route("R-01"))
        )


def test_a_change_of_any_word_is_another_digest() -> None:
    changed = replace(LIST.route("R-10"), next=Phrase("到村里。", "Go to the village."))

    other = replace(LIST, routes=(*(each for each in LIST.routes if each.id != "R-10"), changed))

    assert other.digest != LIST.digest
