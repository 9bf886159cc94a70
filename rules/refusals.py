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
