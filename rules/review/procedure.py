"""Review (复查) and re-review (复核): the same table twice; what differs, the instance says."""

from collections.abc import Mapping
from enum import StrEnum

from rules import danger, late, particulars, staffing, timekeeping
from rules.procedure import ByWhom, Command, Procedure, Step, TimePassed, names_of
from rules.review import commands, deciding, ending, events, hearings, people
from rules.review.evolution import begin, evolve
from rules.review.matter import (
    Instance,
    Stage,
    counter_or_reviewers,
    dispatcher,
    its_head,
    reviewers,
    who_answers_danger,
    whoever_asks_again,
)
from rules.review.reading import follows, view

ACTS: Mapping[tuple[StrEnum, type[Command]], tuple[ByWhom, Step]] = {
    # 审查 the reviewing organ finds out, hears, decides
    (Stage.REVIEWING, commands.RecordFindings): (reviewers, deciding.record_findings),
    (Stage.REVIEWING, commands.DrawReviewPanel): (reviewers, hearings.draw_panel),
    (Stage.REVIEWING, commands.HoldReviewHearing): (reviewers, hearings.hold_hearing),
    (Stage.REVIEWING, commands.IssueReviewOpinion): (its_head, deciding.issue_review_opinion),
    # only where the rule of the period names a hearing does it stand still: K-13 does, K-11 does not
    (Stage.REVIEWING, timekeeping.SuspendClocks): (reviewers, hearings.exclude_hearing),
    (Stage.REVIEWING, timekeeping.ResumeClocks): (reviewers, timekeeping.resume_clocks),
    (Stage.REVIEWING, danger.AcknowledgeDanger): (who_answers_danger, people.acknowledge_danger),
    (Stage.REVIEWING, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
    (Stage.REVIEWING, particulars.CorrectParticulars): (counter_or_reviewers, people.correct_particulars),
    # 送达 the opinion is brought to every petitioner
    (Stage.SERVING, commands.ServeReviewOpinion): (reviewers, deciding.serve_review_opinion),
    (Stage.SERVING, commands.RequestReReview): (whoever_asks_again, ending.request_re_review),
    (Stage.SERVING, timekeeping.ResumeClocks): (reviewers, timekeeping.resume_clocks),
    (Stage.SERVING, danger.AcknowledgeDanger): (who_answers_danger, people.acknowledge_danger),
    (Stage.SERVING, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
    (Stage.SERVING, particulars.CorrectParticulars): (counter_or_reviewers, people.correct_particulars),
    # 已送达 the petitioners may ask for a re-review
    (Stage.SERVED, commands.RequestReReview): (whoever_asks_again, ending.request_re_review),
    (Stage.SERVED, danger.AcknowledgeDanger): (who_answers_danger, people.acknowledge_danger),
    (Stage.SERVED, timekeeping.CorrectStart): (dispatcher, timekeeping.correct_start),
    (Stage.SERVED, particulars.CorrectParticulars): (counter_or_reviewers, people.correct_particulars),
}


def _procedure(instance: Instance) -> Procedure:
    return Procedure(
        name=instance.value,
        acts=ACTS,
        facts={
            commands.RequestWithdrawn: ending.request_withdrawn,
            commands.InterestDeclared: hearings.interest_declared,
            danger.DangerReported: people.danger_reported,
            **timekeeping.FACTS,
            TimePassed: ending.time_passed,
            **staffing.FACTS,
        },
        begin=begin,
        evolve=staffing.staffed(late.noted(evolve)),
        events=names_of(events, danger, particulars, staffing, timekeeping),
        view=staffing.flagged(view),
        follows=danger.landing(late.told(follows)),
        moments=ending.moments,
        commands={
            "record_findings": commands.RecordFindings,
            "draw_panel": commands.DrawReviewPanel,
            "hold_hearing": commands.HoldReviewHearing,
            "issue_review_opinion": commands.IssueReviewOpinion,
            "serve_review_opinion": commands.ServeReviewOpinion,
            "request_re_review": commands.RequestReReview,
            "acknowledge_danger": danger.AcknowledgeDanger,
            "correct_start": timekeeping.CorrectStart,
            "suspend_clocks": timekeeping.SuspendClocks,
            "resume_clocks": timekeeping.ResumeClocks,
            "correct_particulars": particulars.CorrectParticulars,
        },
        reports={
            "request_withdrawn": commands.RequestWithdrawn,
            "interest_declared": commands.InterestDeclared,
            "danger_reported": danger.DangerReported,
        },
        messages=staffing.TOLD,
        publications=timekeeping.PUBLICATIONS,
        bar=people.bar,
    )


REVIEW = _procedure(Instance.REVIEW)
RE_REVIEW = _procedure(Instance.RE_REVIEW)
