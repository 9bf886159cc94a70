"""A matter is handed over, answered, worked on and given back: what the people of either side do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules.clocks.rule import Extension, Ground, Unit
from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Consents, Silence, Trait
from rules.editions import Edition
from rules.handing_over import check_may_begin
from rules.handoff import commands, events
from rules.handoff.matter import Class, Completion, Holder, Outcome, Paper, RefusalReason, Stage, What
from rules.handoff.procedure import HANDOFF
from rules.notes import AddNote
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.timekeeping import CorrectStart, ResumeClocks, RulesPublished, SuspendClocks, next_notice_at
from rules.words import petition_paper
from tests.rules import county
from tests.rules.handoff.story import (
    AGREEMENT,
    ASSIGNED,
    CENTRE,
    COMPLAINT,
    COURT,
    HELPING,
    KINDS,
    LAWYER,
    LI,
    MEDIATION,
    OFFICE,
    OTHER_HELPING,
    RECORD,
    STANDS,
    TRIAL,
    TRIBUNAL,
    ZHANG,
    HandoffStory,
    a_handoff,
    a_handoff_at,
    co_task,
    consent,
    expire,
    extending,
    opened,
    recall,
    returning,
)
from tests.rules.story import KEY, WORDS, a_dispute

SECRET = Paper(kind="complaint", text=WORDS, secrecy=Class.SECRET)
SEND = commands.SendHandoff(id=KEY, by=CENTRE)

pytestmark = pytest.mark.usefixtures("trial_row")


def refuses(party: str) -> commands.HandoffConsentRefused:
    return commands.HandoffConsentRefused(party=party)


# Drafting and sending.


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"docking": "weather"}, Reason.NO_SUCH_DOCKING),
        ({"sender": replace(MEDIATION, body=Body.NOTARY)}, Reason.NOT_BETWEEN_THESE),
        ({"receiver": replace(COURT, body=Body.NOTARY)}, Reason.NOT_BETWEEN_THESE),
        ({"papers": (SECRET,)}, Reason.SECRET_PAPER),
        ({"people": ()}, Reason.PARTIES_NOT_IDENTIFIED),
        ({"people": (ZHANG, ZHANG)}, Reason.PARTIES_NOT_IDENTIFIED),
    ],
)
def test_it_is_drafted_between_two_bodies_of_its_docking_about_people_who_are_known(
    said: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        opened(**said)

    assert refused.value.reason is reason


def test_nobody_agrees_for_another() -> None:
    story = a_handoff()

    story.hear(consent("zhang"))

    assert story.state.needs_consent_of == {"li"}
    assert story.refusal_of(consent("zhang")) is Reason.CONSENT_ALREADY_GIVEN
    assert story.refusal_of(consent("passer-by")) is Reason.UNKNOWN_PARTY


def test_a_consent_is_not_of_a_day_to_come() -> None:
    story = a_handoff()

    story.hear(consent("zhang", given_at=story.at + timedelta(days=3)))

    assert story.state.consents["zhang"].at == story.at


@pytest.mark.parametrize(
    ("consents", "needed"),
    [
        (Consents.NOBODY, set()),
        (Consents.EVERYBODY, {"zhang", "li"}),
        (Consents.JOINTLY, {"zhang", "li"}),
        (Consents.CONCERNED, {"zhang"}),
        (Consents.ONE_SIDE, {"zhang"}),
    ],
)
def test_the_docking_says_whose_consent_it_needs(
    consents: Consents, needed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, consents=consents))

    assert a_handoff(people=(ZHANG, LI, LAWYER)).state.needs_consent_of == needed


def test_nothing_is_sent_before_everybody_who_must_has_agreed() -> None:
    story = a_handoff(papers=(COMPLAINT,))
    story.hear(consent("zhang"))

    assert story.refusal_of(SEND) is Reason.CONSENT_MISSING

    story.hear(consent("li"))
    story.hear(SEND)

    assert story.state.stage is Stage.SENT


def test_nothing_is_sent_without_its_papers() -> None:
    story = a_handoff()
    story.hear(consent("zhang"))
    story.hear(consent("li"))

    assert story.refusal_of(SEND) is Reason.DOCUMENT_MISSING

    story.complete().hear(SEND)

    assert [paper.kind for paper in story.state.papers] == ["complaint"]


def test_what_a_person_found_it_to_be_decides_whether_it_may_be_sent() -> None:
    story = a_handoff().complete()
    story.hear(
        commands.DescribeHandoff(
            id=KEY, by=CENTRE, traits=frozenset({Trait.TITLE}), counted_from=county.MONDAY
        )
    )

    assert story.refusal_of(SEND) is Reason.STATUS_IS_NOT_MEDIATED

    story.hear(
        commands.DescribeHandoff(
            id=KEY, by=CENTRE, traits=frozenset({Trait.CRIME}), counted_from=county.MONDAY
        )
    )

    assert story.hear(SEND)


def test_it_is_sent_within_its_time_counted_from_when_somebody_said() -> None:
    story = a_handoff(counted_from=None).complete()

    assert story.refusal_of(SEND) is Reason.START_NOT_SAID

    story.hear(commands.DescribeHandoff(id=KEY, by=CENTRE, traits=frozenset(), counted_from=county.MONDAY))
    story.at += timedelta(days=4)

    assert story.refusal_of(SEND) is Reason.SENT_TOO_LATE


def test_whoever_says_what_it_is_need_not_say_again_since_when_it_counts() -> None:
    story = a_handoff(counted_from=county.MONDAY).complete()

    story.hear(commands.DescribeHandoff(id=KEY, by=CENTRE, traits=frozenset()))

    assert story.state.counted_from == county.MONDAY
    assert story.hear(SEND)


def test_on_a_date_that_is_provisional_nobody_is_too_late() -> None:
    edition = county.known_until(2025)
    story = a_handoff(edition=edition).complete()
    story.at += timedelta(days=4)

    assert story.hear(SEND)


def test_no_more_people_on_a_side_than_the_docking_takes() -> None:
    others = tuple(replace(ZHANG, ref=f"zhang-{n}") for n in range(2))

    assert a_handoff(people=(ZHANG, *others)).complete().refusal_of(SEND) is Reason.TOO_MANY_A_SIDE


def test_nothing_secret_is_handed_over() -> None:
    drafting, wanted = a_handoff(), a_handoff_at(Stage.SUPPLEMENT)
    accepted = a_handoff_at(Stage.ACCEPTED, "among-us")
    add = commands.AddHandoffPapers(id=KEY, by=CENTRE, papers=(SECRET,))
    supply = commands.SupplyHandoff(id=KEY, by=CENTRE, papers=(SECRET,))

    assert drafting.refusal_of(add) is Reason.SECRET_PAPER
    assert wanted.refusal_of(supply) is Reason.SECRET_PAPER
    assert accepted.refusal_of(returning(papers=(RECORD, SECRET))) is Reason.SECRET_PAPER


def test_whoever_it_is_about_is_told_in_writing_where_it_went() -> None:
    story = a_handoff().send()

    (paper,) = story.letters_of("document")

    assert (paper.body["kind"], paper.body["addressees"]) == ("handed-over", ["li", "zhang"])
    assert paper.body["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "docking": "trial",
        "to": "sl-court",
        "body": "court",
        "answer_by": "2026-11-05",
    }


def test_what_an_agency_sent_the_agency_has_told_them() -> None:
    assert a_handoff("from-agency").send().letters_of("document") == []


def test_the_notice_says_where_why_by_when_and_what_stays_open() -> None:
    data = a_handoff("among-us").send().letters_of("document")[0].body["data"]
    names = {"addressee": "王甲", "number": "SL-2026-1", "unit": "示例县人民法庭", "to": "柳湾司法所"}

    said = petition_paper("handed-over", data, names, "zh")

    assert said[:2] == [
        "王甲：",
        (
            "您的事项（编号SL-2026-1），示例县人民法庭于2026年11月2日通过“委派调解（立案前）”"
            "移送柳湾司法所（调解组织）。"
        ),
    ]
    assert "不迟于2026年11月5日（含当日）" in said[3]
    assert said[-3:-1] == [
        "依据：《信访工作条例》第23条第1款、县级规定(调解规则第28项)",
        "示例县人民法庭（印章）　2026年11月2日",
    ]


def test_where_no_day_is_known_the_notice_names_none() -> None:
    data = {**a_handoff().send().letters_of("document")[0].body["data"], "answer_by": ""}

    said = petition_paper("handed-over", data, {"to": "人民法院"}, "zh")

    assert "人民法院收到后应当答复是否接收。没有答复，不等于接收。" in said


# Received, signed for, answered.


@pytest.mark.parametrize("kind", KINDS)
def test_a_receipt_is_not_an_acceptance(kind: str) -> None:
    story = a_handoff_at(Stage.RECEIVED, kind)

    story.sign()

    assert story.state.holder is Holder.SENDER
    assert story.state.accepted_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_receiver_holds_it_from_its_acceptance_until_the_return(kind: str) -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, kind)
    holders = [story.state.holder]

    for go in (HandoffStory.accept, HandoffStory.give_back, HandoffStory.confirm):
        go(story)
        holders.append(story.state.holder)

    assert holders == [Holder.SENDER, Holder.RECEIVER, Holder.SENDER, Holder.SENDER]
    assert story.state.outcome is Outcome.CONFIRMED


def test_the_time_to_mediate_runs_from_the_signature() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.at += timedelta(days=1)

    story.sign()

    assert story.state.clock("mediate-by").started_at == story.at
    assert story.state.due("mediate-by").on == date(2026, 12, 3)  # type: ignore[union-attr]


def test_whoever_accepts_at_once_has_signed_for_it() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    story.accept()

    assert story.state.clock("mediate-by").started_at == story.at


def test_a_receiver_that_does_not_take_it_says_why_and_the_sender_decides_what_is_next() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, "among-us")

    story.refuse()

    assert (story.state.outcome, story.state.refusal) == (Outcome.REFUSED, RefusalReason.NOT_COMPETENT)
    assert story.state.has_ended
    assert story.notices()[-1] == ("handoff-refused", TRIBUNAL.role, TRIBUNAL.unit)
    assert story.origin_told()[-1] == ("refused", None)


@pytest.mark.parametrize("end", [HandoffStory.refuse, None])
def test_what_was_refused_or_returned_is_handed_over_again_as_another_exchange(end: object) -> None:
    first = a_handoff_at(Stage.SIGNED_FOR, "among-us")
    _ = first.refuse() if end else first.accept().give_back().confirm()

    again = a_handoff("among-us", id="handoff/sl/SL-2026-1/2").send()

    assert first.state.has_ended
    assert again.state.stage is Stage.RECEIVED
    assert again.state.id != first.state.id


@pytest.mark.parametrize("kind", KINDS)
def test_a_supplement_is_wanted_once_and_all_at_once(kind: str) -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, kind)

    story.want().supply()

    assert story.state.stage is Stage.SIGNED_FOR
    assert story.state.supplied
    assert [paper.kind for paper in story.state.papers][-1] == "mediation-record"
    if kind == "to-agency":
        story.want()
        assert story.kinds()[-1] == "MessageNotTaken"
    else:
        again = commands.WantSupplement(id=KEY, by=OFFICE, what=WORDS)
        assert story.refusal_of(again) is Reason.SUPPLEMENT_ASKED_BEFORE


def test_it_is_answered_before_the_supplement_has_come_if_the_receiver_can() -> None:
    assert a_handoff_at(Stage.SUPPLEMENT, "among-us").accept().state.stage is Stage.ACCEPTED
    assert a_handoff_at(Stage.SUPPLEMENT, "among-us").refuse().state.outcome is Outcome.REFUSED


def test_of_recall_and_acceptance_the_first_counts() -> None:
    taken_back, accepted = a_handoff_at(Stage.RECEIVED, "among-us"), a_handoff_at(Stage.RECEIVED, "among-us")

    taken_back.hear(recall(by=TRIBUNAL))
    accepted.accept()

    accept = commands.AcceptHandoff(id=KEY, by=OFFICE)
    assert taken_back.refusal_of(accept) is Reason.NOT_AT_THIS_STAGE
    assert accepted.refusal_of(recall(by=TRIBUNAL)) is Reason.NOT_AT_THIS_STAGE
    assert (taken_back.state.outcome, accepted.state.holder) == (Outcome.RECALLED, Holder.RECEIVER)


def test_whoever_is_told_of_an_end_is_whoever_did_not_make_it_and_has_it() -> None:
    draft, by_sender = a_handoff("among-us"), a_handoff_at(Stage.RECEIVED, "among-us")
    by_supervisor = a_handoff_at(Stage.RECEIVED, "among-us")

    draft.hear(recall(by=TRIBUNAL))
    by_sender.hear(recall(by=TRIBUNAL))
    by_supervisor.hear(recall(by=county.SUPERVISOR))

    told = [
        [(role, unit) for code, role, unit in story.notices() if code == "handoff-recalled"]
        for story in (draft, by_sender, by_supervisor)
    ]
    sender, receiver = (TRIBUNAL.role, TRIBUNAL.unit), (OFFICE.role, OFFICE.unit)
    assert told == [[], [receiver], [sender, receiver]]


def test_whoever_mediated_it_before_does_not_take_it_on_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(DOCKINGS[ASSIGNED], keeps_former_mediators_out=True)
    monkeypatch.setitem(DOCKINGS, ASSIGNED, row)
    story = a_handoff("among-us", mediators=frozenset({OFFICE.person})).send()
    accept = commands.AcceptHandoff(id=KEY, by=OFFICE)

    assert story.refusal_of(accept) is Reason.MEDIATED_BEFORE
    assert story.hear(replace(accept, by=replace(OFFICE, person="another")))


# Silence.


def test_silence_reaches_a_supervisor_and_neither_accepts_nor_ends_it() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    silent = story.wait_for_the_next_moment()

    assert [(type(each), each.follows) for each in silent] == [(events.HandoffSilent, Silence.REAPPOINT)]  # type: ignore[attr-defined]
    assert (story.state.stage, story.state.holder) == (Stage.RECEIVED, Holder.SENDER)
    assert story.notices()[-2:] == [
        ("handoff-silent", "supervisor", "sl"),
        ("silence-reappoint", TRIBUNAL.role, TRIBUNAL.unit),
    ]
    assert story.tasks()["look-into-silence"] == ("supervisor", "sl")
    assert story.wait(days=30) == ()


def test_of_silence_people_are_told_in_the_notice_hours_and_by_the_day_that_passed() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    story.wait_for_the_next_moment()

    told = [each for each in story.letters_of("notice") if "silen" in each.body["code"]]
    assert {each.body["due_on"] for each in told} == {"2026-11-05"}
    assert {each.not_before for each in told} == {next_notice_at(story.edition, story.at)}


def test_the_silence_of_one_whom_an_agency_waits_for_reaches_the_supervisor_alone() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency")

    story.wait_for_the_next_moment()

    assert [code for code in story.codes() if "silen" in code] == ["handoff-silent"]


def test_a_late_answer_ends_the_silence() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.wait_for_the_next_moment()

    story.accept()

    assert not story.state.is_late
    assert "look-into-silence" not in story.tasks()
    assert story.procedure.view(story.state).case.light == "green"


def test_after_silence_a_person_ends_it_and_never_before() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    assert story.refusal_of(expire(by=TRIBUNAL)) is Reason.NOT_SILENT

    story.wait_for_the_next_moment()
    story.hear(expire(by=TRIBUNAL))

    assert (story.state.outcome, story.state.has_ended) == (Outcome.EXPIRED, True)


def test_what_has_ended_is_silent_no_more() -> None:
    story = a_handoff_at(Stage.CLOSED, "among-us")

    assert story.wait(days=90) == ()
    assert story.procedure.next_moment(story.state) is None


def test_a_correction_that_gives_time_back_takes_the_silence_away() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.wait_for_the_next_moment()

    story.hear(
        CorrectStart(
            id=KEY,
            by=county.SUPERVISOR,
            clock="accept-by",
            started_at=story.at - timedelta(hours=1),
            reason=WORDS,
        )
    )

    assert story.state.silent == frozenset()


def test_a_rule_that_is_published_moves_the_dates_of_an_open_handoff() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    rule = replace(story.state.edition.rule("K-50"), count=5)

    story.hear(RulesPublished(version="demo/9", clocks=(rule,)))

    assert story.state.due("accept-by").on == date(2026, 11, 9)  # type: ignore[union-attr]


# Consent that there is not.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "stage", [Stage.SENT, Stage.RECEIVED, Stage.SIGNED_FOR, Stage.SUPPLEMENT, Stage.ACCEPTED]
)
def test_whoever_does_not_agree_any_more_brings_it_back_at_once(stage: Stage, kind: str) -> None:
    if stage is Stage.SENT and kind != "to-agency":
        stage = Stage.RECEIVED  # our own people have it at once
    story = a_handoff_at(stage, kind)

    story.hear(refuses("zhang"))
    story.taken()  # until its system has been told to stop, whoever works on it has it

    assert story.state.holder is Holder.SENDER
    assert not story.state.may_be_recalled


def test_whoever_works_on_it_has_it_until_told_that_there_is_no_consent_any_more() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "to-agency")

    story.hear(refuses("zhang"))

    assert story.state.is_settled
    assert story.state.holder is Holder.RECEIVER


def test_the_other_side_is_asked_by_the_receiver_and_may_refuse() -> None:
    asked, at_work = (
        a_handoff_at(Stage.SIGNED_FOR, "from-agency"),
        a_handoff_at(Stage.ACCEPTED, "from-agency"),
    )

    asked.hear(refuses("li"))
    at_work.hear(refuses("li"))

    assert (asked.state.outcome, asked.state.refusal) == (Outcome.REFUSED, RefusalReason.NO_CONSENT)
    assert asked.says_to_the_other()[-1] is What.REFUSED
    assert at_work.state.came_back
    assert at_work.state.came_back.outcome == "unwilling"
    assert at_work.says_to_the_other()[-1] is What.RETURNED


def test_among_ourselves_it_ends_and_both_sides_know() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    story.hear(refuses("li"))

    assert story.state.outcome is Outcome.CONSENT_ENDED
    assert story.codes()[-2:] == ["handoff-consent-ended", "handoff-consent-ended"]


def test_the_receiving_system_is_told_that_a_party_does_not_agree() -> None:
    story = a_handoff_at(Stage.ACCEPTED)

    story.hear(refuses("zhang"))

    assert story.says_to_the_other()[-1] is What.CONSENT_ENDED


@pytest.mark.parametrize("party", ["passer-by", "lawyer"])
def test_whoever_is_not_asked_ends_nothing(party: str) -> None:
    story = a_handoff(people=(ZHANG, LI, LAWYER)).send()

    assert story.hear(refuses(party)) == ()


def test_what_needs_nobodys_consent_nobody_ends_by_refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, consents=Consents.NOBODY))
    story = a_handoff().send()

    assert story.hear(refuses("zhang")) == ()


def test_a_refusal_after_the_return_or_the_end_changes_nothing() -> None:
    for stage in (Stage.RETURNED, Stage.CLOSED):
        assert a_handoff_at(stage, "among-us").hear(refuses("zhang")) == ()


def test_what_has_begun_here_hears_of_a_refusal_itself() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2"))

    assert story.hear(refuses("zhang")) == ()


def test_a_draft_ends_when_a_party_does_not_agree_and_nobody_else_is_told() -> None:
    story = a_handoff()

    story.hear(refuses("li"))

    assert (story.state.outcome, story.state.has_ended) == (Outcome.CONSENT_ENDED, True)
    assert story.says_to_the_other() == []


def test_what_nobody_has_accepted_is_taken_back_when_its_origin_has_ended() -> None:
    ended = commands.OriginEnded(procedure="dispute/sl/SL-2026-1/1", outcome="left-for-route")
    draft, sent, accepted = a_handoff(), a_handoff().send(), a_handoff_at(Stage.ACCEPTED)

    for story in (draft, sent, accepted):
        story.hear(ended)

    assert [story.state.outcome for story in (draft, sent, accepted)] == [
        Outcome.RECALLED,
        Outcome.RECALLED,
        None,
    ]


# Working on it, with others, and giving it back.


def test_what_an_accepted_handoff_begins_its_receiver_begins_once() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    check_may_begin(story.state, OFFICE, "dispute")

    story.hear(commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2"))
    with pytest.raises(Refused, match=Reason.NOT_AT_THIS_STAGE.code):
        check_may_begin(story.state, OFFICE, "dispute")


@pytest.mark.parametrize(
    ("stage", "seat", "opens", "reason"),
    [
        (Stage.RECEIVED, OFFICE, "dispute", Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, OFFICE, "petition", Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, TRIBUNAL, "dispute", Reason.NOT_YOURS_TO_DO),
    ],
)
def test_nothing_begins_before_the_acceptance_nor_by_anybody_else_nor_anything_else(
    stage: Stage, seat: Officer, opens: str, reason: Reason
) -> None:
    story = a_handoff_at(stage, "among-us")

    with pytest.raises(Refused, match=reason.code):
        check_may_begin(story.state, seat, opens)


def test_nothing_is_returned_before_what_it_began_here_has_ended() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    started = commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2")
    ended = commands.ReceiverEnded(procedure="dispute/sl/SL-2026-1/2", outcome="no-agreement")
    story.hear(started)

    assert story.refusal_of(returning()) is Reason.RECEIVER_NOT_FINISHED
    assert story.hear(started) == ()

    story.hear(ended)
    assert story.hear(ended) == ()
    assert story.codes()[-1] == "handoff-to-be-returned"
    assert story.hear(returning())


def test_what_comes_back_is_an_outcome_of_the_docking_with_its_papers() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    assert story.refusal_of(returning(outcome="registered")) is Reason.OUTCOME_NOT_OF_THIS_DOCKING
    assert story.refusal_of(returning(papers=())) is Reason.DOCUMENT_MISSING
    assert story.refusal_of(returning(outcome="agreement")) is Reason.DOCUMENT_MISSING

    story.hear(returning(outcome="agreement", papers=(RECORD, AGREEMENT)))

    assert story.origin_told()[-1] == ("returned", "agreement")
    assert story.notices()[-1] == ("handoff-returned", TRIBUNAL.role, TRIBUNAL.unit)


def test_the_sender_sees_how_far_it_is() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    before = story.state.stage

    story.hear(commands.RecordProgress(id=KEY, by=OFFICE, note=WORDS))
    story.hear(AddNote(id=KEY, by=TRIBUNAL, words=WORDS))

    assert story.kinds()[-2:] == ["HandoffProgressed", "NoteAdded"]
    assert story.state.stage is before


def test_more_time_needs_the_written_agreement_of_everybody() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    assert story.refusal_of(extending(10, "zhang")) is Reason.EXTENSION_NEEDS_EVERY_PARTY
    assert story.refusal_of(extending(0, "zhang", "li")) is Reason.EXTENSION_WITHOUT_DAYS

    story.hear(extending(10, "zhang", "li"))

    assert story.state.due("mediate-by").on == date(2026, 12, 14)  # type: ignore[union-attr]


def test_after_the_time_is_over_they_may_still_agree_to_more_and_the_silence_is_gone() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.wait(days=40)
    assert story.state.is_late

    story.hear(extending(30, "zhang", "li"))

    assert not story.state.is_late


def test_no_more_time_than_the_rule_allows_and_no_more_often() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us", edition=where_it_is_extended_once())
    everybody = ("zhang", "li")

    assert story.refusal_of(extending(16, *everybody)) is Reason.EXTENSION_TOO_LONG

    story.hear(extending(15, *everybody))

    assert story.refusal_of(extending(5, *everybody)) is Reason.ALREADY_EXTENDED


def test_only_the_time_whose_rule_allows_it_is_made_longer() -> None:
    both = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")
    before = both.state.due("report-by")

    both.hear(extending(10, "zhang", "li"))

    assert both.state.due("report-by") == before
    assert len(both.state.clock("mediate-by").extensions) == 1


def test_where_no_rule_allows_it_nothing_is_extended(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = tuple(clock for clock in TRIAL.clocks if clock.name != "mediate-by")
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks))
    some = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks[:1]))
    none = a_handoff_at(Stage.ACCEPTED, "among-us", docking="trial")

    assert none.refusal_of(extending(10, "zhang", "li")) is Reason.NO_EXTENSION
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, clocks=clocks))
    assert some.refusal_of(extending(10, "zhang", "li")) is Reason.NO_EXTENSION


def test_a_period_stands_still_only_while_it_is_worked_on_and_on_a_ground_of_its_rule() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    stand = SuspendClocks(id=KEY, by=OFFICE, ground=Ground.APPRAISAL, reason=WORDS)

    story.hear(stand)
    standing = story.state.due("mediate-by"), story.procedure.view(story.state).case.due_on
    story.at += timedelta(days=3)
    story.hear(ResumeClocks(id=KEY, by=OFFICE))

    assert standing == (None, None)
    assert story.state.due("mediate-by").on == date(2026, 12, 4)  # type: ignore[union-attr]


def given(completion: Completion) -> HandoffStory:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task(completion=completion))
    story.hear(co_task(OTHER_HELPING.unit, completion=completion))
    return story


def finish(by: object = HELPING) -> commands.FinishCoTask:
    return commands.FinishCoTask(id=KEY, by=by, result=WORDS)  # type: ignore[arg-type]


def test_what_all_must_do_is_returned_when_all_have_done_it() -> None:
    story = given(Completion.ALL)
    story.hear(finish())

    assert story.refusal_of(returning()) is Reason.CO_TASKS_OPEN

    story.hear(finish(OTHER_HELPING))

    assert story.hear(returning())


def test_what_any_may_do_is_returned_when_one_has_done_it() -> None:
    story = given(Completion.ANY)

    assert story.refusal_of(returning()) is Reason.CO_TASKS_OPEN

    story.hear(finish())

    assert story.hear(returning())


def test_where_the_lead_decides_nobody_is_waited_for() -> None:
    assert given(Completion.LEAD).hear(returning())


def test_a_task_is_given_to_a_unit_that_can_do_it_once_and_in_time() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task())

    assert story.refusal_of(co_task()) is Reason.CO_TASK_GIVEN_BEFORE
    assert story.refusal_of(co_task(OFFICE.unit)) is Reason.CO_TASK_TO_ONESELF
    assert story.refusal_of(co_task(county.VILLAGE)) is Reason.CO_TASK_TO_NOBODY
    assert story.refusal_of(co_task("sl-d3", until=story.at)) is Reason.CO_TASK_IN_THE_PAST


def test_a_task_is_told_to_whoever_does_it_and_stands_in_their_list_until_it_is_done() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    story.hear(co_task())

    assert story.notices()[-1] == ("co-task-given", HELPING.role, HELPING.unit)
    assert story.letters_of("notice")[-1].body["due_on"] == "2026-11-09"
    assert story.tasks()["co-task"] == (HELPING.role, HELPING.unit)
    assert HELPING.unit in story.procedure.view(story.state).case.places

    story.hear(finish())

    assert "co-task" not in story.tasks()
    assert story.refusal_of(finish()) is Reason.NO_CO_TASK


def test_a_task_that_is_late_reaches_the_lead_and_changes_nothing_else() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(co_task())

    late = story.wait_for_the_next_moment()

    assert [type(each) for each in late] == [events.CoTaskFellOverdue]
    assert story.notices()[-1] == ("co-task-overdue", OFFICE.role, OFFICE.unit)
    assert story.state.holder is Holder.RECEIVER
    assert story.hear(finish())


def test_a_procedure_that_ends_after_the_return_is_not_waited_for() -> None:
    ended = commands.ReceiverEnded(procedure="dispute/sl/SL-2026-1/2", outcome="agreement")
    started = commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2")

    assert a_handoff_at(Stage.RETURNED, "among-us").hear(ended) == ()
    assert a_handoff_at(Stage.CLOSED, "among-us").hear(started) == ()


TURNS: dict[tuple[Stage, str], list[str]] = {
    (Stage.DRAFT, "any"): ["send-handoff"],
    (Stage.RECEIVED, "any"): ["sign-for-handoff"],
    (Stage.RECEIVED, "to-agency"): [],
    (Stage.SIGNED_FOR, "any"): ["answer-handoff"],
    (Stage.SIGNED_FOR, "to-agency"): [],
    (Stage.SUPPLEMENT, "any"): ["supply-handoff"],
    (Stage.SUPPLEMENT, "from-agency"): [],
    (Stage.ACCEPTED, "any"): ["return-handoff"],
    (Stage.ACCEPTED, "to-agency"): [],
    (Stage.RETURNED, "any"): ["confirm-return"],
    (Stage.RETURNED, "from-agency"): [],
}


@pytest.mark.parametrize(("stage", "kind"), STANDS)
def test_what_is_read_of_it_names_whose_turn_it_is(stage: Stage, kind: str) -> None:
    story = a_handoff_at(stage, kind)

    shown = story.procedure.view(story.state)

    turn = [task.what for task in shown.tasks]
    assert turn == TURNS.get((stage, kind), TURNS.get((stage, "any"), []))
    assert shown.case.owner_unit == story.state.holding.unit


def where_it_is_extended_once() -> Edition:
    once = Extension(at_most=15, unit=Unit.CALENDAR_DAYS, times=1, approver="parties")
    rules = tuple(replace(rule, extension=once) if rule.id == "K-48" else rule for rule in county.TOLD.clocks)
    return replace(county.TOLD, clocks=rules)


def test_what_never_happened_to_a_handoff_is_not_evolved() -> None:
    with pytest.raises(TypeError):
        HANDOFF.evolve(a_handoff().state, a_dispute().events[0])
