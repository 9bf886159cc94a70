"""Every way a procedure can say no. The list is closed; each entry names its basis."""

from enum import Enum

from rules.articles import Basis


class Reason(Enum):
    """Why a command is refused. The code is what API, pages and log know it by."""

    # any procedure
    NOT_AT_THIS_STAGE = ("not-at-this-stage", Basis.ORDER_OF_STEPS)
    NOT_YOURS_TO_DO = ("not-yours-to-do", Basis.ONE_OWNER)
    PAPERS_OUT_OF_DATE = ("papers-out-of-date", Basis.FRESH_PAPERS)
    # registration and screen
    NOT_MEDIABLE = ("not-mediable", Basis.SCREEN)
    SCREEN_INCOMPLETE = ("screen-incomplete", Basis.SCREEN)
    PARTIES_NOT_IDENTIFIED = ("parties-not-identified", Basis.AGREEMENT_CONTENT)
    TOO_MANY_REPRESENTATIVES = ("too-many-representatives", Basis.REPRESENTATIVES)
    MINOR_WITHOUT_GUARDIAN = ("minor-without-guardian", Basis.GUARDIANS)
    GUARDIAN_ACROSS_THE_TABLE = ("guardian-across-the-table", Basis.GUARDIANS)
    UNKNOWN_DISPUTE_TYPE = ("unknown-dispute-type", Basis.LADDER)
    # consent
    UNKNOWN_PARTY = ("unknown-party", Basis.VOLUNTARY)
    CONSENT_ALREADY_GIVEN = ("consent-already-given", Basis.VOLUNTARY)
    # people
    RECUSED = ("recused", Basis.MEDIATOR_RECUSAL)
    CLAIMED_BY_ANOTHER = ("claimed-by-another", Basis.ONE_OWNER)
    NOT_CLAIMED = ("not-claimed", Basis.ONE_OWNER)
    ALREADY_CLAIMED = ("already-claimed", Basis.ONE_OWNER)
    # sessions
    NO_SESSION_SCHEDULED = ("no-session-scheduled", Basis.SESSION)
    SESSION_ALREADY_SCHEDULED = ("session-already-scheduled", Basis.SESSION)
    SESSION_IN_THE_PAST = ("session-in-the-past", Basis.SESSION)
    RIGHTS_NOT_TOLD = ("rights-not-told", Basis.RIGHTS_TOLD)
    REQUIRED_SEAT_ABSENT = ("required-seat-absent", Basis.LADDER)
    MEDIATOR_NOT_NAMED = ("mediator-not-named", Basis.MEDIATORS)
    PARTY_ABSENT_WITH_AGREEMENT = ("party-absent-with-agreement", Basis.AGREEMENT_CONTENT)
    # agreement
    AGREEMENT_NOT_RECORDED = ("agreement-not-recorded", Basis.AGREEMENT_FORM)
    AGREEMENT_WITHOUT_OUTCOME = ("agreement-without-outcome", Basis.AGREEMENT_FORM)
    MEDIATION_BODY_NOT_NAMED = ("mediation-body-not-named", Basis.AGREEMENT_CONTENT)
    SEAL_MISSING = ("seal-missing", Basis.AGREEMENT_CONTENT)
    # ladder
    NO_HIGHER_STEP = ("no-higher-step", Basis.LADDER)
    STEP_FOUR_RESERVED = ("step-four-reserved", Basis.LADDER)
    NOT_A_LOWER_STEP = ("not-a-lower-step", Basis.LADDER)
    ALREADY_FLAGGED = ("already-flagged", Basis.LADDER)
    NOT_ANOTHER_TOWNSHIP = ("not-another-township", Basis.LADDER)
    # periods
    EXTENSION_NEEDS_EVERY_PARTY = ("extension-needs-every-party", Basis.WHOLE_PERIOD)
    EXTENSION_WITHOUT_DAYS = ("extension-without-days", Basis.WHOLE_PERIOD)
    EXTENSION_TOO_LONG = ("extension-too-long", Basis.WHOLE_PERIOD)
    # clocks
    GROUND_NOT_NAMED = ("ground-not-named", Basis.PERIODS)
    ALREADY_SUSPENDED = ("already-suspended", Basis.PERIODS)
    NOT_SUSPENDED = ("not-suspended", Basis.PERIODS)
    PERIOD_HAS_ENDED = ("period-has-ended", Basis.PERIODS)
    NO_EXTENSION = ("no-extension", Basis.PERIODS)
    ALREADY_EXTENDED = ("already-extended", Basis.PERIODS)
    NO_SUCH_CLOCK = ("no-such-clock", Basis.CORRECTION)
    DATE_IN_THE_FUTURE = ("date-in-the-future", Basis.CORRECTION)
    NOTHING_TO_CORRECT = ("nothing-to-correct", Basis.CORRECTION)
    # cut-over
    NOT_YET_HAPPENED = ("not-yet-happened", Basis.CUT_OVER)
    DATES_OUT_OF_ORDER = ("dates-out-of-order", Basis.CUT_OVER)
    STAGE_DOES_NOT_FIT = ("stage-does-not-fit", Basis.CUT_OVER)
    # particulars of a party
    NO_PARTICULAR_GIVEN = ("no-particular-given", Basis.CORRECTION)
    # aftercare
    NOTHING_TO_PERFORM = ("nothing-to-perform", Basis.PERFORMANCE)
    NO_WITHDRAWAL_TO_UNDO = ("no-withdrawal-to-undo", Basis.UNDO_WITHDRAWAL)
    TIME_TO_UNDO_IS_OVER = ("time-to-undo-is-over", Basis.UNDO_WITHDRAWAL)
    ALREADY_SERVED = ("already-served", Basis.SERVICE)
    NOTHING_TO_SERVE = ("nothing-to-serve", Basis.SERVICE)
    ASKED_BY_THE_HANDLER = ("asked-by-the-handler", Basis.RECUSAL)
    # after a petition's reply
    NO_OPINION_TO_REVIEW = ("no-opinion-to-review", Basis.REVIEW)
    REVIEW_ALREADY_ASKED = ("review-already-asked", Basis.REVIEW)
    REVIEW_TOO_LATE = ("review-too-late", Basis.REVIEW)
    NO_HIGHER_ORGAN = ("no-higher-organ", Basis.REVIEW)
    GROUND_DOES_NOT_FIT = ("ground-does-not-fit", Basis.REVIEW)
    PROCEDURE_HAS_ENDED = ("procedure-has-ended", Basis.PROCEDURE_ENDED)
    NOT_WITHDRAWN = ("not-withdrawn", Basis.UNDO_WITHDRAWAL)
    TOO_LATE_TO_TAKE_UP_AGAIN = ("too-late-to-take-up-again", Basis.UNDO_WITHDRAWAL)
    NOT_OWED = ("not-owed", Basis.CLOSING_AUDIT)
    ASSESSED_WITHOUT_REASON = ("assessed-without-reason", Basis.THREE_IN_PLACE)
    UNREACHABLE_WITHOUT_NOTES = ("unreachable-without-notes", Basis.CLOSING_AUDIT)
    ASSESSMENT_MISSING = ("assessment-missing", Basis.THREE_IN_PLACE)
    CONFIRMATION_MISSING = ("confirmation-missing", Basis.CLOSING_AUDIT)
    RE_EXAMINATION_MISSING = ("re-examination-missing", Basis.EVALUATION)
    REVIEW_NOT_CARRIED_OUT = ("review-not-carried-out", Basis.REVIEW)
    REPORT_MISSING = ("report-missing", Basis.CLOSING_AUDIT)
    AFTER_CARE_MISSING = ("after-care-missing", Basis.AFTER_CARE)
    AUDITED_BY_THE_HANDLER = ("audited-by-the-handler", Basis.CLOSING_AUDIT)
    NOT_EVALUATED_HERE = ("not-evaluated-here", Basis.EVALUATION)
    ALREADY_EVALUATED = ("already-evaluated", Basis.EVALUATION)
    EVALUATION_IS_OVER = ("evaluation-is-over", Basis.EVALUATION)
    EVALUATED_BY_THE_HANDLER = ("evaluated-by-the-handler", Basis.EVALUATION)
    RE_EXAMINED_BY_THE_HANDLER = ("re-examined-by-the-handler", Basis.EVALUATION)
    # reviews and re-reviews
    HANDLED_THE_ORIGINAL = ("handled-the-original", Basis.REVIEW)
    SIGNED_BY_THE_HANDLER = ("signed-by-the-handler", Basis.REVIEW)
    REVIEW_OPINION_INCOMPLETE = ("review-opinion-incomplete", Basis.REVIEW)
    NOT_FOR_PUBLICATION = ("not-for-publication", Basis.RE_REVIEW)
    SERVED_BEFORE_ISSUE = ("served-before-issue", Basis.PROOF_OF_SERVICE)
    RE_REVIEW_TOO_LATE = ("re-review-too-late", Basis.RE_REVIEW)
    RE_REVIEW_ALREADY_ASKED = ("re-review-already-asked", Basis.RE_REVIEW)
    HEARING_IN_THE_PAST = ("hearing-in-the-past", Basis.HEARING_PANEL)
    # consultations
    NOT_ON_THE_SPOT = ("not-on-the-spot", Basis.CONSULTATION)
    BOOKING_IN_THE_PAST = ("booking-in-the-past", Basis.CONSULTATION)
    NOBODY_ANSWERS_THERE = ("nobody-answers-there", Basis.CONSULTATION)
    ALREADY_THERE = ("already-there", Basis.CONSULTATION)
    NOT_WISHED = ("not-wished", Basis.CONSULTATION)
    # registering and routing a petition
    ANONYMOUS_WITH_A_NAME = ("anonymous-with-a-name", Basis.INFORMED)
    PETITIONER_MISSING = ("petitioner-missing", Basis.INFORMED)
    ROUTE_NOT_IN_FORCE = ("route-not-in-force", Basis.CLASSIFIED_HANDLING)
    NOT_TO_BE_RECORDED_HERE = ("not-to-be-recorded-here", Basis.ACCUSATIONS)
    CORRECTION_WITHOUT_REASON = ("correction-without-reason", Basis.CLASSIFIED_HANDLING)
    NOT_CLASSIFIED = ("not-classified", Basis.CLASSIFIED_HANDLING)
    FIRST_VISIT_INCOMPLETE = ("first-visit-incomplete", Basis.FIRST_VISIT)
    REPORT_BY_IN_THE_PAST = ("report-by-in-the-past", Basis.ROUTING)
    WRONG_ORGAN = ("wrong-organ", Basis.LITIGATION_SEPARATED)
    ORGAN_NOT_LISTED = ("organ-not-listed", Basis.CLASSIFIED_HANDLING)
    NO_SUCH_ORGAN = ("no-such-organ", Basis.COMPETENT_ORGAN)
    ORGAN_SUCCEEDED = ("organ-succeeded", Basis.SUCCESSOR)
    NO_OTHER_ROUTE = ("no-other-route", Basis.FACTS_HEARD)
    OTHER_MATTER_NOT_NAMED = ("other-matter-not-named", Basis.PENDING_ELSEWHERE)
    DEPARTMENT_TRANSFERS = ("department-transfers", Basis.ROUTING)
    NOT_A_VISIT = ("not-a-visit", Basis.PLACE_OF_VISIT)
    NOT_URGENT = ("not-urgent", Basis.URGENT)
    # whose a petition is
    NOT_TRANSFERRED = ("not-transferred", Basis.TRANSFER_OBJECTION)
    OBJECTION_PENDING = ("objection-pending", Basis.TRANSFER_OBJECTION)
    NOT_OBJECTED_TO = ("not-objected-to", Basis.TRANSFER_OBJECTION)
    TIME_TO_OBJECT_IS_OVER = ("time-to-object-is-over", Basis.TRANSFER_OBJECTION)
    COMPETENCE_IS_SETTLED = ("competence-is-settled", Basis.COMPETENCE)
    NO_JOINT_MEETING = ("no-joint-meeting", Basis.COMPETENCE)
    TRANSFERRED_IS_OBJECTED_TO = ("transferred-is-objected-to", Basis.TRANSFER_OBJECTION)
    # handling a petition
    STATUTORY_ROUTE_FIRST = ("statutory-route-first", Basis.CLASSIFIED_HANDLING)
    MANNER_DOES_NOT_FIT = ("manner-does-not-fit", Basis.CLASSIFIED_HANDLING)
    NOT_SIMPLE = ("not-simple", Basis.SIMPLIFIED)
    TIME_FOR_SIMPLE_IS_OVER = ("time-for-simple-is-over", Basis.SIMPLIFIED)
    NOT_SIMPLIFIED = ("not-simplified", Basis.SIMPLIFIED)
    PANEL_ALREADY_DRAWN = ("panel-already-drawn", Basis.HEARING_PANEL)
    NO_PANEL = ("no-panel", Basis.HEARING_PANEL)
    PANEL_TOO_SMALL = ("panel-too-small", Basis.HEARING_PANEL)
    PLACE_NOT_KNOWN = ("place-not-known", Basis.LADDER)
    MEDIATION_UNDER_WAY = ("mediation-under-way", Basis.MEDIATION_IN_PETITION)
    MEDIATION_NEEDS_EVERYBODY = ("mediation-needs-everybody", Basis.MEDIATION_IN_PETITION)
    EXTENSION_PENDING = ("extension-pending", Basis.HANDLING_PERIOD)
    NO_EXTENSION_ASKED = ("no-extension-asked", Basis.HANDLING_PERIOD)
    NOT_BY_THE_SAME_PERSON = ("not-by-the-same-person", Basis.CLOSING_AUDIT)
    FACTS_NOT_HEARD = ("facts-not-heard", Basis.FACTS_HEARD)
    OPINION_INCOMPLETE = ("opinion-incomplete", Basis.HANDLING_OPINION)
    NOTHING_DRAFTED = ("nothing-drafted", Basis.HANDLING_OPINION)
    NOT_ASSIGNED = ("not-assigned", Basis.ROUTING)
    # supplement
    SUPPLEMENT_ASKED_BEFORE = ("supplement-asked-before", Basis.SUPPLEMENT)
    NO_SUPPLEMENT_ASKED = ("no-supplement-asked", Basis.SUPPLEMENT)
    # people of a petition or a consultation
    REPRESENTATIVES_NOT_CHOSEN = ("representatives-not-chosen", Basis.REPRESENTATIVES)
    AUTHORITY_MISSING = ("authority-missing", Basis.AGENCY)
    PRINCIPAL_NOT_NAMED = ("principal-not-named", Basis.AGENCY)
    OUTSIDE_AUTHORITY = ("outside-authority", Basis.AGENCY)
    # accusations
    UNKNOWN_DISCIPLINE_ORGAN = ("unknown-discipline-organ", Basis.ACCUSATIONS)
    ORGAN_UNDER_THE_ACCUSED = ("organ-under-the-accused", Basis.ACCUSATIONS)
    NO_NAME_GIVEN = ("no-name-given", Basis.ACCUSATIONS)
    ALREADY_TOLD = ("already-told", Basis.ACCUSATIONS)

    def __init__(self, code: str, basis: Basis) -> None:
        self.code = code
        self.basis = basis


class Refused(Exception):
    """The procedure does not allow this command now. Changes nothing; carries a code, never text."""

    def __init__(self, reason: Reason, *details: str) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.details = details  # further codes (a party's reference, a concern), never words


REASONS = {reason.code: reason for reason in Reason}
