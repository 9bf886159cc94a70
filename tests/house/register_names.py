"""The persisted names of the registers and of the windows' journal, pinned as in ``test_persisted_names``."""

from enum import StrEnum

from rules import registers
from rules.queueing import QueueStep

WORDS: dict[type[StrEnum], str] = {
    registers.Register: (
        "mediators lawyers panel-members volunteer-teams invited village-resources functions premises "
        "readiness windows shifts engagements complaints rooms"
    ),
    registers.Grade: "first second third ungraded",
    registers.InvitedAs: ("party-delegate congress-deputy consultative-member legal-worker respected-person"),
    registers.ResourceKind: "peacemakers police-post veterans-station covenant volunteers",
    registers.FunctionTag: (
        "reception-centre convenience-centre resolution-centre command-centre reception litigation "
        "mediation labour reconsideration legal-service"
    ),
    registers.ReadyItem: "sign premises staff rules",
    registers.Presence: "resident rotating on-call",
    registers.HalfDay: "morning afternoon",
    registers.EngagedAs: "for-a-party opinion",
    QueueStep: "taken called begun ended not-there moved",
}
