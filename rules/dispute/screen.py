"""The screen of what may not be mediated (可否调解审查): a reasoned answer with the right door.

Mediable are rights the parties can dispose of. What is not is answered, concern by concern, with
the organ that is competent and the basis; a civil part that remains may be mediated while the
authority acts on the rest (SJTS 23). A named person answers every question; nothing is inferred.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.articles import Basis
from rules.refusals import Reason, Refused


class Concern(StrEnum):
    FAMILY_VIOLENCE = "family-violence"  # 家庭暴力
    CRIME = "crime"  # 涉嫌犯罪
    HARM_TO_A_CHILD = "harm-to-a-child"  # 侵害未成年人
    STATUS = "status"  # 身份关系
    PUBLIC_INTEREST_ILLEGALITY = "public-interest-illegality"  # 损害公共利益的违法行为
    PUNISHMENT_DECIDED = "punishment-decided"  # 已作出处罚决定
    ADMINISTRATIVE_ACT = "administrative-act"  # 行政行为的效力
    DISCIPLINE = "discipline"  # 违纪违法检举控告
    CASE_ALREADY_ACCEPTED = "case-already-accepted"  # 法院、仲裁机构已受理


class Reply(StrEnum):
    NO = "no"  # 不涉及
    YES = "yes"  # 涉及
    CIVIL_PART_REMAINS = "civil-part-remains"  # 涉及, 但有可调解的民事部分


class Door(StrEnum):
    """Where a person is shown to, when mediation is not the way."""

    POLICE = "police"  # 公安机关
    POLICE_AND_PROTECTION_ORDER = "police-and-protection-order"  # 公安机关、人身安全保护令
    COURT = "court"  # 人民法院
    COMPETENT_AUTHORITY = "competent-authority"  # 主管行政机关
    RECONSIDERATION_OR_SUIT = "reconsideration-or-suit"  # 行政复议、行政诉讼
    DISCIPLINE_ORGAN = "discipline-inspection-organ"  # 纪检监察机关
    ACCEPTING_BODY = "accepting-body"  # 已受理的法院或者仲裁机构


@dataclass(frozen=True)
class Finding:
    """One concern that applies: the door, why, and whether a civil part may still be mediated."""

    concern: Concern
    door: Door
    basis: Basis
    civil_part_remains: bool


# concern -> (door, basis, whether a civil part can be split off and mediated)
ANSWERS: Mapping[Concern, tuple[Door, Basis, bool]] = {
    Concern.FAMILY_VIOLENCE: (Door.POLICE_AND_PROTECTION_ORDER, Basis.DOMESTIC_VIOLENCE, False),
    Concern.CRIME: (Door.POLICE, Basis.DANGER, False),
    Concern.HARM_TO_A_CHILD: (Door.POLICE, Basis.MINORS, False),
    Concern.STATUS: (Door.COURT, Basis.STATUS, True),
    Concern.PUBLIC_INTEREST_ILLEGALITY: (Door.COMPETENT_AUTHORITY, Basis.ILLEGALITY_REMAINS, True),
    Concern.PUNISHMENT_DECIDED: (Door.RECONSIDERATION_OR_SUIT, Basis.SCREEN, True),
    Concern.ADMINISTRATIVE_ACT: (Door.RECONSIDERATION_OR_SUIT, Basis.SCREEN, True),
    Concern.DISCIPLINE: (Door.DISCIPLINE_ORGAN, Basis.SCREEN, False),
    Concern.CASE_ALREADY_ACCEPTED: (Door.ACCEPTING_BODY, Basis.NO_BAR_TO_COURT, False),
}


def screen(replies: Mapping[Concern, Reply]) -> tuple[Finding, ...]:
    """SJTS 23, county policy 8: every question answered, every concern with its door.

    Raises Refused(SCREEN_INCOMPLETE) naming the questions left open.
    """
    if open_questions := [concern for concern in Concern if concern not in replies]:
        raise Refused(Reason.SCREEN_INCOMPLETE, *open_questions)
    return tuple(finding_of(c, replies[c]) for c in Concern if replies[c] is not Reply.NO)


def finding_of(concern: Concern, reply: Reply) -> Finding:
    door, basis, can_be_split = ANSWERS[concern]
    return Finding(concern, door, basis, can_be_split and reply is Reply.CIVIL_PART_REMAINS)


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that leave nothing to mediate."""
    return tuple(finding for finding in findings if not finding.civil_part_remains)
