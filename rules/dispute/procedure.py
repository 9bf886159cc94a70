"""The dispute procedure (四步调解). Read the table from top to bottom and you have read the ladder."""

from rules import danger
from rules.dispute import climbing, commands, consent, events, leaving, passing, people, reading, sessions
from rules.dispute.evolution import begin, evolve
from rules.dispute.matter import (
    Stage,
    claimer_or_supervisor,
    county_lead,
    its_lead,
    its_people,
    its_people_or_dispatcher,
    police,
)
from rules.procedure import Procedure, TimePassed, names_of

DISPUTE = Procedure(
    name="dispute",
    acts={
        # 征求意愿 every party is asked, at every step afresh
        (Stage.CONSENT, commands.Claim): (its_people, people.claim),
        (Stage.CONSENT, commands.Release): (claimer_or_supervisor, people.release),
        (Stage.CONSENT, commands.RecordConsent): (its_people, consent.record_consent),
        (Stage.CONSENT, commands.RaiseEarly): (its_lead, climbing.raise_early),
        (Stage.CONSENT, commands.FlagMajor): (its_people_or_dispatcher, climbing.flag_major),
        (Stage.CONSENT, commands.FlagCrossTownship): (
            its_people_or_dispatcher,
            climbing.flag_cross_township,
        ),
        (Stage.CONSENT, commands.SendBack): (county_lead, climbing.send_back),
        (Stage.CONSENT, commands.ExtendPeriod): (its_people, passing.extend_period),
        (Stage.CONSENT, commands.EndWithoutAgreement): (its_lead, leaving.end_without_agreement),
        (Stage.CONSENT, danger.AcknowledgeDanger): (police, people.acknowledge_danger),
        # 调解 sessions are held until the attempts of the step are used up
        (Stage.MEDIATION, commands.Claim): (its_people, people.claim),
        (Stage.MEDIATION, commands.Release): (claimer_or_supervisor, people.release),
        (Stage.MEDIATION, commands.ScheduleSession): (its_people, sessions.schedule_session),
        (Stage.MEDIATION, commands.PostponeSession): (its_people, sessions.postpone_session),
        (Stage.MEDIATION, commands.CancelSession): (its_people, sessions.cancel_session),
        (Stage.MEDIATION, commands.RecordSession): (its_people, sessions.record_session),
        (Stage.MEDIATION, commands.RaiseEarly): (its_lead, climbing.raise_early),
        (Stage.MEDIATION, commands.FlagMajor): (its_people_or_dispatcher, climbing.flag_major),
        (Stage.MEDIATION, commands.FlagCrossTownship): (
            its_people_or_dispatcher,
            climbing.flag_cross_township,
        ),
        (Stage.MEDIATION, commands.SendBack): (county_lead, climbing.send_back),
        (Stage.MEDIATION, commands.ExtendPeriod): (its_people, passing.extend_period),
        (Stage.MEDIATION, commands.EndWithoutAgreement): (its_lead, leaving.end_without_agreement),
        (Stage.MEDIATION, danger.AcknowledgeDanger): (police, people.acknowledge_danger),
        # 议定去向 step three failed; a person decides where it goes
        (Stage.DIRECTION, commands.Claim): (its_people, people.claim),
        (Stage.DIRECTION, commands.Release): (claimer_or_supervisor, people.release),
        (Stage.DIRECTION, commands.RequestCountySupport): (its_lead, climbing.request_county_support),
        (Stage.DIRECTION, commands.FlagMajor): (its_people_or_dispatcher, climbing.flag_major),
        (Stage.DIRECTION, commands.FlagCrossTownship): (
            its_people_or_dispatcher,
            climbing.flag_cross_township,
        ),
        (Stage.DIRECTION, commands.ExtendPeriod): (its_people, passing.extend_period),
        (Stage.DIRECTION, commands.EndWithoutAgreement): (its_lead, leaving.end_without_agreement),
        (Stage.DIRECTION, danger.AcknowledgeDanger): (police, people.acknowledge_danger),
    },
    facts={
        commands.ConsentRefused: consent.consent_refused,
        commands.ConsentWithdrawn: consent.consent_withdrawn,
        commands.Withdrawn: leaving.withdrawn,
        commands.LeftForRoute: leaving.left_for_route,
        commands.FiledInCourt: leaving.filed_in_court,
        commands.ConcernFound: leaving.concern_found,
        commands.InterestDeclared: people.interest_declared,
        commands.LeadSeatsHeld: people.lead_seats_held,
        danger.DangerReported: people.danger_reported,
        TimePassed: passing.time_passed,
    },
    begin=begin,
    evolve=evolve,
    events=names_of(events, danger),
    view=reading.view,
    follows=reading.follows,
    moments=passing.moments,
    commands={
        "claim": commands.Claim,
        "release": commands.Release,
        "record_consent": commands.RecordConsent,
        "schedule_session": commands.ScheduleSession,
        "postpone_session": commands.PostponeSession,
        "cancel_session": commands.CancelSession,
        "record_session": commands.RecordSession,
        "raise_early": commands.RaiseEarly,
        "flag_major": commands.FlagMajor,
        "flag_cross_township": commands.FlagCrossTownship,
        "request_county_support": commands.RequestCountySupport,
        "send_back": commands.SendBack,
        "extend_period": commands.ExtendPeriod,
        "end_without_agreement": commands.EndWithoutAgreement,
        "acknowledge_danger": danger.AcknowledgeDanger,
    },
    reports={
        "consent_refused": commands.ConsentRefused,
        "consent_withdrawn": commands.ConsentWithdrawn,
        "withdrawn": commands.Withdrawn,
        "left_for_route": commands.LeftForRoute,
        "filed_in_court": commands.FiledInCourt,
        "concern_found": commands.ConcernFound,
        "interest_declared": commands.InterestDeclared,
        "danger_reported": danger.DangerReported,
    },
    messages={
        "lead_seats_held": commands.LeadSeatsHeld,
    },
    bar=people.bar,
)
