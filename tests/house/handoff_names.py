"""The persisted names of the handoffs, pinned as in ``test_persisted_names``, and those on the wire."""

from enum import StrEnum

from rules.dockings import docking
from rules.editions import Reach
from rules.handing import News
from rules.handoff import matter as handoff

# What a handoff and the contract with the agencies name: the dockings, what can come of each, what lies with
# it, and the clocks.
DOCKINGS = (
    "assigned-mediation entrusted-mediation entrusted-mediation-summary case-package "
    "judicial-confirmation police-mediation police-second-mediation police-referral petition-mediation "
    "administrative-mediation procuratorate-mediation arbitration-mediation land-arbitration-mediation "
    "labour-arbitration land-arbitration professional-mediation medical-mediation "
    "medical-administrative-mediation traffic-mediation consumer-mediation commercial-mediation "
    "labour-mediation administrative-review notary legal-aid legal-aid-without-means-test "
    "psychological-service social-assistance judicial-assistance"
)
DOCKING_OUTCOMES = (
    "agreement aid-assigned assistance-granted assistance-refused award case-not-accepted "
    "case-registered certificate certificate-refused confirmed dealt-with-by-law decision declined "
    "deemed-withdrawn no-agreement no-violation not-mediable period-over provided rejected "
    "settled-and-withdrawn unreachable unwilling withdrawn"
)
DOCKING_PAPERS = (
    "act-document agreement assignment-letter authorisation complaint confirmation-application "
    "date-of-knowing evidence-list identity-proof joint-application means-statement mediation-record "
    "notarial-certificate notary-refusal petition-registration police-receipt proof-of-mediation "
    "referral-note request-date-record route-card ruling service-address-confirmation title-proof "
    "transfer-letter undisputed-facts"
)
DOCKING_CLOCKS = (
    "accept-by ask-by assign-by certify-by close-by decide-by decide-soon mediate-by register-by return-by"
)

# of whatever hands something over: a dispute, its aftercare, a petition
OF_HANDING = {
    "HandedOff": "docking to people summary traits counted_from",
    "HandoffHeard": "handoff asked_in news outcome",
}

HANDOFF = {
    "CoTaskFellOverdue": "unit",
    "CoTaskFinished": "unit result",
    "CoTaskGiven": "unit role what until completion",
    "HandoffAccepted": "ref message",
    "HandoffArrived": (
        "id number edition docking sender receiver people consents summary papers received_at message"
    ),
    "HandoffConsented": "party form given_at",
    "HandoffDescribed": "traits counted_from",
    "HandoffEnded": "outcome reason party message",
    "HandoffExtended": "days agreed",
    "HandoffOpened": (
        "id number edition docking sender receiver origin origin_seq people summary traits papers "
        "counted_from mediators"
    ),
    "HandoffPapersAdded": "papers",
    "HandoffProgressed": "note message",
    "HandoffReceived": "received_at message",
    "HandoffRefused": "reason legal_basis words message",
    "HandoffReturned": "came_back message",
    "HandoffSent": "message",
    "HandoffSignedFor": "signed_at ref message",
    "HandoffSilent": "clock due_on follows",
    "HandoffSupplied": "papers note message",
    "MessageLaidAside": "seq proof",
    "MessageNotDelivered": "seq what code",
    "MessageNotTaken": "what message reason",
    "MessageSentAgain": "seq",
    "MessageTaken": "seq effect",
    "NoteAdded": "words",
    "ReceiverBegan": "procedure",
    "ReceiverFinished": "procedure outcome",
    "SupplementWanted": "what message",
}

EVENTS = {"handoff": HANDOFF}

COMMANDS = {
    "handoff": (
        "accept_handoff add_handoff_papers add_note confirm_return correct_start describe_handoff "
        "expire_handoff extend_handoff finish_co_task give_co_task lay_message_aside recall_handoff "
        "record_handoff_consent record_progress refuse_handoff resend_message resume_clocks "
        "return_handoff send_handoff sign_for_handoff supply_handoff suspend_clocks want_supplement"
    ),
}

REPORTS = {"handoff": "handoff_consent_refused"}

MESSAGES = {
    "handoff": (
        "agency_said message_delivered message_undeliverable origin_ended receiver_ended receiver_started"
    ),
}

PUBLICATIONS = dict.fromkeys(EVENTS, "calendar_published rules_published")

WORKFLOWS = {"handoff": "HandoffWorkflow"}

INSIDE: dict[type, str] = {
    handoff.Side: "body unit role agency ref",
    handoff.Person: "ref role is_minor guardian theirs",
    handoff.Consent: "form at",
    handoff.Paper: "kind text secrecy",
    handoff.Return: "outcome papers performed undisputed note",
}

WORDS: dict[type[StrEnum], str] = {
    News: "sent accepted returned confirmed refused recalled expired consent-ended",
    Reach: "network desk",
    handoff.Stage: "draft sent received signed-for supplement accepted returned ended closed",
    handoff.Outcome: "confirmed refused recalled expired consent-ended",
    handoff.Holder: "sender receiver",
    handoff.SideName: "sender receiver",
    handoff.What: (
        "sent recalled supplied confirmed consent-ended received signed-for accepted refused "
        "supplement-wanted progressed returned"
    ),
    handoff.RefusalReason: "not-competent no-consent not-suitable incomplete already-pending other",
    handoff.Performed: "fully partly not",
    handoff.ConsentForm: "written oral online",
    handoff.Completion: "all any lead",
    handoff.Class: "public internal confidential secret",
    docking.Line: (
        "court confirmation police petition procuratorate arbitration professional reconsideration service"
    ),
    docking.Body: (
        "mediation professional-mediation petition-office department court police procuratorate "
        "arbitration reconsideration notary legal-aid psychological-service assistance"
    ),
    docking.Consents: "nobody everybody jointly concerned one-side",
    docking.Point: "start receipt signature acceptance return confirmation",
    docking.Silence: "supervisor reappoint agreed-or-returned to-court to-arbitration deemed-accepted",
    docking.Trait: (
        "status title special-procedure unclear-terms third-party-harmed not-voluntary body-not-lawful "
        "against-public-order wrong-court not-in-its-scope hired-injury gang-fight repeated-violation "
        "new-violation suspect-fled crime "
        "serious-injury family-violence not-a-civil-dispute beyond-reconciliation "
        "intentional-crime-before accepted-elsewhere expropriated-land family-labour-consumer "
        "petition-act in-dispute feigned about-discipline not-within-discretion"
    ),
}
