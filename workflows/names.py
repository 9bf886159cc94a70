"""What the engine knows us by. These words lie in histories for years: never change one."""

APPEND = "append_to_the_journal"  # the only activity a proceeding asks for

# What a publication asks for.
FIND = "find_untold_cases"
TELL = "tell_some_cases"
FINISH = "finish_publication"
PROGRESS = "progress"

# Signals and queries that every proceeding answers.
RENEW = "renew"
NUDGE = "nudge"
CURRENT = "current"
SEQ = "seq"

# What every proceeding is told of the people who act in it.
SEATS_LOOKED_AT = "seats_looked_at"
PERSON_LEFT = "person_left"

# What a handover asks for.
FIND_HELD = "find_what_is_answered_for"
HAND_TO_SUCCESSORS = "hand_to_successors"
FINISH_HANDOVER = "finish_handover"

# What the rota of a county asks for.
OPEN_MEETINGS = "open_coming_meetings"

# What watching asks for, and the one workflow that does.
WATCH = "watch"
LOOK_AT_RECORDS = "look_at_the_records"
HOLD_AGAINST_ENGINE = "hold_against_the_engine"
NOTE_FINDINGS = "note_what_does_not_hold"

# What reporting asks for.
FIND_NEXT_REPORT = "find_next_report"
MAKE_REPORT = "make_report"

# What the house itself tells a dispute.
LEAD_SEATS_HELD = "lead_seats_held"

# What the house itself tells a petition.
MEDIATION_ENDED = "mediation_ended"

# What a handoff is told: by an agency's system, by what its acceptance began, by what it came from.
AGENCY_SAID = "agency_said"
MESSAGE_DELIVERED = "message_delivered"
MESSAGE_UNDELIVERABLE = "message_undeliverable"
RECEIVER_STARTED = "receiver_started"
RECEIVER_ENDED = "receiver_ended"
ORIGIN_ENDED = "origin_ended"
SEND_TO_AGENCY = "send_to_agency"

# What the house itself tells an inspection, and an old matter under a leader.
FRAME_LISTED = "frame_listed"
MATTER_LOOKED_AT = "matter_looked_at"

# What a handoff tells the procedure it came from.
HANDOFF_TOLD = "handoff_told"

# What a review tells what follows the petition.
REVIEW_ANSWERED = "review_answered"
REVIEW_ENDED = "review_ended"

# What a case tells the incident that its danger opened.
POLICE_HEARD = "police_heard"

# What a supervision is told of the duty it supervises.
DUTY_MET = "duty_met"
DUTY_MOVED = "duty_moved"

LATENESS = "fengqiao_lateness"  # a metric

# Types of the failures an update can end in, beside the refusal codes of the rules.
RECORDS_AWAY = "records-away"  # nothing was changed; ask again later
NOT_YET_JOURNALLED = "not-yet-journalled"  # the fact is kept; ask again with the same key
RULES_BROKEN = "rules-broken"  # our fault; nothing was changed

# What the journal answers for ever to a request, so that keeping it would keep everything behind it waiting.
ANOTHER_BODY = "another-body"  # the key belongs to another request
NOT_PLAIN = "not-plain"  # it cannot be written down
NEVER_JOURNALLED = frozenset({ANOTHER_BODY, NOT_PLAIN})


def queue_of(agency: str) -> str:
    """The task queue of an agency: a slow one slows nobody else."""
    return f"agency-{agency}"
