"""The table (权限表): who reads what, and who may do what is no step of a procedure. All else is denied.

A line says: whoever sits as ``role`` and has this ``relation`` to a case reads, of each class, this much:
``C`` clear 显示, ``P`` in part 部分遮盖, ``.`` not at all 不显示. Of several lines the most that one of them
gives holds; of a text in several classes the strictest. docs/authority.md is this table for people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.relations import Relation

# The columns, in the order in which a line spells them; and the last, which few lines have.
_SPELLED = (
    Confidentiality.FILE,
    Confidentiality.WORDS,
    Confidentiality.CONTACT,
    Confidentiality.MINOR,
    Confidentiality.MEDIATION,
    Confidentiality.PRIVATE,
    Confidentiality.SENSITIVE,
    Confidentiality.REPORTER,
)
COLUMNS = (*_SPELLED, Confidentiality.CONDUCT)
# Who reads what is said about somebody's conduct: who writes it, who signs it, and whoever it is laid before.
_READS_CONDUCT = frozenset(
    {
        ("petition_bureau", Relation.AREA),
        ("petition_bureau_head", Relation.AREA),
        ("county_leader", Relation.ASSIGNED),
    }
)
# Invited to one session by name, and no longer than it lasts; whatever seat they have, it is at no desk.
_INVITED = frozenset({"invited_expert"})
_LETTERS = {"C": Mask.CLEAR, "P": Mask.PARTIAL, ".": Mask.ABSENT}


@dataclass(frozen=True)
class PolicyLine:
    """One line of the table; of an ordinary case, or of an accusation and of nothing else."""

    role: str
    relation: Relation
    masks: Mapping[Confidentiality, Mask]
    is_of_accusations: bool = False

    @property
    def is_of_the_file(self) -> bool:
        """Whether it is a line of those who handle or look after matters, and not of somebody who helps in
        one case (受托、受邀)."""
        return self.relation is not Relation.ENTRUSTED and self.role not in _INVITED


def _row(role: str, relation: Relation, spelled: str) -> PolicyLine:
    letters = spelled.split()
    masks = {c: _LETTERS[each] for c, each in zip(_SPELLED, letters, strict=True)}
    conduct = Mask.CLEAR if (role, relation) in _READS_CONDUCT else Mask.ABSENT
    return PolicyLine(role, relation, {**masks, Confidentiality.CONDUCT: conduct})


_EVERYTHING = dict.fromkeys((*COLUMNS, Confidentiality.ACCUSATION), Mask.CLEAR)

POLICY: tuple[PolicyLine, ...] = (
    #                                                                 files   minor   private  reporter
    #    role                                 relation                   words   said     sensitive
    #                                                                      contact
    # county 县级
    _row("window_clerk", Relation.INTAKE, "                             C C C  C  .    C  C     C"),
    _row("window_clerk", Relation.ASSIGNED, "                           C C C  C  .    C  C     ."),
    _row("window_clerk", Relation.SERVED, "                             C C C  C  .    P  P     ."),
    _row("triage_officer", Relation.AREA, "                             C C C  C  .    P  P     C"),
    _row("petition_bureau", Relation.AREA, "                            C C C  C  .    P  P     C"),
    _row("petition_bureau_head", Relation.AREA, "                       C C C  C  .    P  P     C"),
    _row("centre_dispatcher", Relation.AREA, "                          C C C  P  .    P  P     ."),
    _row("dispute_resolution_centre", Relation.AREA, "                  C C C  C  C    C  C     ."),
    _row("petition_reception_centre", Relation.AREA, "                  C C C  C  C    C  C     ."),
    _row("petition_mediation_docking_office", Relation.AREA, "          C C C  C  .    P  P     ."),
    _row("legal_service_window", Relation.INTAKE, "                     C C C  C  .    C  C     ."),
    _row("legal_service_window", Relation.ASSIGNED, "                   C C C  C  .    C  C     ."),
    _row("legal_service_window", Relation.SERVED, "                     C C C  C  .    P  P     ."),
    _row("county_leader", Relation.ASSIGNED, "                          C C P  P  C    P  P     ."),
    _row("supervisor", Relation.AREA, "                                 C C P  P  .    .  .     ."),
    _row("auditor", Relation.AREA, "                                    C . .  .  .    .  .     ."),
    _row("archivist", Relation.AREA, "                                  C . .  .  .    .  .     ."),
    # who reviews 复查复核机关
    _row("review_handler", Relation.REVIEWED, "                         C C C  C  .    C  C     ."),
    _row("review_head", Relation.REVIEWED, "                            C C C  C  .    C  C     ."),
    # departments 县直部门
    _row("dept_handler", Relation.OWN, "                                C C C  C  .    C  C     ."),
    _row("dept_handler", Relation.INTAKE, "                             C C C  C  .    C  C     ."),
    _row("dept_head", Relation.AREA, "                                  C C C  C  .    C  C     ."),
    _row("dept_head", Relation.ASSIGNED, "                              C C .  .  .    .  .     ."),
    # agencies at a desk of ours 对接单位
    _row("docking_clerk", Relation.DOCKED, "                            C C C  C  .    .  .     ."),
    _row("docking_clerk", Relation.ASSIGNED, "                          C C .  .  .    .  .     ."),
    _row("police_station", Relation.ASSIGNED, "                         C C C  C  .    .  .     ."),
    _row("peoples_tribunal", Relation.ASSIGNED, "                       C C C  C  .    .  .     ."),
    # township 乡镇（街道）: what is in its own hands, and what it looks after
    _row("political_legal_commissioner", Relation.OWN, "                C C C  C  C    C  C     ."),
    _row("political_legal_commissioner", Relation.AREA, "               C C P  P  C    P  .     ."),
    _row("political_legal_commissioner", Relation.ASSIGNED, "           C C .  .  .    .  .     ."),
    _row("justice_office", Relation.OWN, "                              C C C  C  C    C  C     ."),
    _row("justice_office", Relation.AREA, "                             C C P  P  C    P  .     ."),
    _row("justice_office", Relation.ASSIGNED, "                         C C .  .  .    .  .     ."),
    _row("township_petition_office", Relation.OWN, "                    C C C  C  .    C  C     ."),
    _row("township_petition_office", Relation.INTAKE, "                 C C C  C  .    C  C     ."),
    _row("township_petition_office", Relation.AREA, "                   C C P  P  .    P  .     ."),
    _row("township_petition_office", Relation.ASSIGNED, "               C C .  .  .    .  .     ."),
    _row("township_head", Relation.OWN, "                               C C C  C  .    C  C     ."),
    _row("township_head", Relation.AREA, "                              C C P  P  .    .  .     ."),
    _row("township_head", Relation.ASSIGNED, "                          C C .  .  .    .  .     ."),
    # village 村（社区）
    _row("village_party_secretary", Relation.OWN, "                     C C C  C  C    C  C     ."),
    _row("village_party_secretary", Relation.AREA, "                    C C C  P  .    .  .     ."),
    _row("posted_township_cadre", Relation.OWN, "                       C C C  C  C    C  C     ."),
    _row("posted_township_cadre", Relation.AREA, "                      C C C  P  .    .  .     ."),
    _row("peoples_mediator", Relation.OWN, "                            C C C  C  C    C  C     ."),
    _row("peoples_mediator", Relation.REPORTED, "                       C C C  C  .    .  .     ."),
    _row("grid_worker", Relation.ASSIGNED, "                            C C .  .  .    .  .     ."),
    _row("grid_worker", Relation.REPORTED, "                            C C .  .  .    .  .     ."),
    _row("auxiliary_police", Relation.REPORTED, "                       C C .  .  .    .  .     ."),
    # 受邀参加会议: the session, as long as it lasts
    _row("invited_expert", Relation.ASSIGNED, "                         C C .  .  .    .  .     ."),
    # who helps 代办、受邀: one case, by somebody's word, as long as it holds; volunteers have no line at all
    _row("errand_agent", Relation.ENTRUSTED, "                          C C .  C  .    .  .     ."),
    _row("invited_participant", Relation.ENTRUSTED, "                   C . .  .  C    .  .     ."),
    # 检举控告: of the sealed store, and of nothing else
    PolicyLine("discipline_clerk", Relation.AREA, _EVERYTHING, is_of_accusations=True),
)


class Permission(StrEnum):
    """What a role may do that is no step of a procedure."""

    REGISTER = "register"  # 登记
    CLASSIFY = "classify"  # 打开收件并分类
    MARK = "mark"  # 标明隐私、敏感信息
    UNMASK = "unmask"  # 说明理由查看遮盖的信息
    REVEAL = "reveal"  # 同意查看隐去的身份
    BREAK_GLASS = "break-glass"  # 紧急查看
    REPORT = "report"  # 编制专报，重新编制并比对
    SUPERVISE = "supervise"  # 查看逾期、无主消息、紧急查看
    EXPORT = "export"  # 导出证据包
    AUDIT = "audit"  # 查看审计记录
    TELL_WHO_LOOKED = "tell-who-looked"  # 答复谁看过材料
    TAKE_IN_REQUESTS = "take-in-requests"  # 收取本人对个人信息的请求
    KEEP_FILES = "keep-files"  # 提出删除
    DECIDE_ON_FILES = "decide-on-files"  # 审定删除，答复本人的请求
    HOLD_FILES = "hold-files"  # 要求保留
    OPEN_HISTORIES = "open-histories"  # 打开流程引擎的历史
    OPERATE = "operate"  # 看护系统运行
    KEEP_ACCOUNTS = "keep-accounts"  # 管理帐号
    KEEP_DIRECTORY = "keep-directory"  # 登记单位、人员、任职
    CONFIRM_IN_DIRECTORY = "confirm-in-directory"  # 作为第二人确认任职
    READ_DIRECTORY_CHANGES = "read-directory-changes"  # 查看任职变动
    SEE_EMPTY_SEATS = "see-empty-seats"  # 查看空缺的岗位
    KEEP_REGISTERS = "keep-registers"  # 管理名册
    KEEP_ROSTERS = "keep-rosters"  # 管理窗口、值班
    STAFF_WINDOWS = "staff-windows"  # 坐窗口
    DRAFT_PAPERS = "draft-papers"  # 拟写文书
    REVIEW_PAPERS = "review-papers"  # 审核文书
    SIGN_PAPERS = "sign-papers"  # 签发文书
    SEAL_PAPERS = "seal-papers"  # 用印
    LOG_ACTIVITIES = "log-activities"  # 记录志愿活动


_ASKED_OF_THEIR_OWN = frozenset({Permission.TAKE_IN_REQUESTS})
_HANDLES = frozenset({Permission.REGISTER, Permission.MARK, Permission.UNMASK, Permission.DRAFT_PAPERS})
_INTAKE = _HANDLES | {Permission.CLASSIFY} | _ASKED_OF_THEIR_OWN
_RECEIVES = frozenset({Permission.MARK, Permission.UNMASK, Permission.DRAFT_PAPERS})
_FILES = frozenset({Permission.KEEP_FILES, Permission.DECIDE_ON_FILES, Permission.HOLD_FILES})
_DECIDES = frozenset({Permission.DECIDE_ON_FILES, Permission.HOLD_FILES}) | _ASKED_OF_THEIR_OWN
_PROVES = frozenset({Permission.READ_DIRECTORY_CHANGES, Permission.SEE_EMPTY_SEATS})
_ROSTERS = frozenset({Permission.KEEP_ROSTERS})
_REGISTERS = frozenset({Permission.KEEP_REGISTERS})
_WINDOWS = frozenset({Permission.STAFF_WINDOWS})
_REVIEWS = frozenset({Permission.REVIEW_PAPERS})
_SIGNS = frozenset({Permission.SIGN_PAPERS})
_SEALS = frozenset({Permission.SEAL_PAPERS})
_CONTROLS = _PROVES | {Permission.CONFIRM_IN_DIRECTORY}
PERMISSIONS: Mapping[str, frozenset[Permission]] = {
    "window_clerk": _INTAKE | _WINDOWS | {Permission.TELL_WHO_LOOKED} | _SEALS,
    "petition_reception_centre": _INTAKE
    | _ROSTERS
    | _WINDOWS
    | {Permission.TELL_WHO_LOOKED}
    | _REVIEWS
    | _SEALS,
    "triage_officer": _INTAKE | _WINDOWS,
    "township_petition_office": _INTAKE | _ROSTERS | _WINDOWS | _REVIEWS | _SEALS,
    "petition_bureau": _HANDLES
    | _ASKED_OF_THEIR_OWN
    | {Permission.EXPORT, Permission.TELL_WHO_LOOKED, Permission.REPORT}
    | _REVIEWS
    | _SEALS,
    "petition_bureau_head": _HANDLES
    | _DECIDES
    | {Permission.REVEAL, Permission.EXPORT, Permission.REPORT}
    | _REVIEWS
    | _SIGNS,
    "centre_dispatcher": _HANDLES | {Permission.BREAK_GLASS, Permission.EXPORT},
    "dispute_resolution_centre": _HANDLES | _DECIDES | _REGISTERS | _ROSTERS | _REVIEWS | _SIGNS | _SEALS,
    "petition_mediation_docking_office": _HANDLES,
    "legal_service_window": _HANDLES | _ASKED_OF_THEIR_OWN | _WINDOWS,
    "county_leader": frozenset({Permission.REGISTER, Permission.UNMASK, Permission.REVEAL}) | _SIGNS,
    "supervisor": frozenset(
        {
            Permission.UNMASK,
            Permission.SUPERVISE,
            Permission.REPORT,
            Permission.HOLD_FILES,
            Permission.SEE_EMPTY_SEATS,
        }
    ),
    "auditor": _PROVES | {Permission.AUDIT, Permission.EXPORT},
    "archivist": frozenset({Permission.KEEP_FILES, Permission.HOLD_FILES}),
    "review_handler": _RECEIVES | _REVIEWS | _SEALS,
    "review_head": _RECEIVES | _SIGNS,
    "dept_handler": _HANDLES | _WINDOWS | _REVIEWS | _SEALS,
    "dept_head": _HANDLES | _REVIEWS | _SIGNS,
    "docking_clerk": _WINDOWS | {Permission.UNMASK},
    "police_station": _HANDLES | {Permission.BREAK_GLASS},
    "peoples_tribunal": frozenset({Permission.REGISTER}),
    "political_legal_commissioner": _HANDLES | {Permission.BREAK_GLASS} | _REVIEWS | _SIGNS,
    "justice_office": _HANDLES | _REGISTERS | _REVIEWS | _SEALS,
    "township_head": _HANDLES | _SIGNS,
    "village_party_secretary": _HANDLES | _SIGNS | _SEALS,
    "posted_township_cadre": _HANDLES | _REVIEWS | _SEALS,
    "peoples_mediator": _HANDLES,
    "grid_worker": frozenset({Permission.REGISTER}),
    "auxiliary_police": frozenset({Permission.REGISTER}),
    # They see no case; what their team did, they write down.
    "volunteer": frozenset({Permission.LOG_ACTIVITIES}),
    # In the sealed store they do all of it; that nobody confirms their own proposal, the rules see to.
    "discipline_clerk": _FILES | _ASKED_OF_THEIR_OWN | {Permission.DRAFT_PAPERS} | _SEALS,
    "invited_expert": frozenset(),
    # 三员: they keep the house and see no case.
    "system_admin": _CONTROLS | {Permission.KEEP_DIRECTORY, Permission.KEEP_ACCOUNTS},
    "security_admin": _CONTROLS,
    # Not who configures the house: an engine's history says who did what in a case (0024).
    "engine_operator": frozenset({Permission.OPEN_HISTORIES, Permission.OPERATE}),
}
ROLES = frozenset(row.role for row in POLICY)


def lines_of(role: str, *, of_accusations: bool = False, of_the_file: bool = False) -> Iterator[PolicyLine]:
    """County policy 36 受托、受邀: the lines of a role, for ordinary cases or for accusations. None, for a
    role that is not here.

    ``of_the_file``: only those by which is read what is kept of a matter beside the course of its cases: its
    register, who has looked, what it is linked to and like, what was marked, evidence. Whoever helps in one
    case reads that case as their line says, and of all this nothing.
    """
    return (
        row
        for row in POLICY
        if row.role == role
        and row.is_of_accusations is of_accusations
        and (row.is_of_the_file or not of_the_file)
    )


def may(role: str, power: Permission) -> bool:
    """County policy 36 岗位权限: whether a role has a power; one that is not in the table has none."""
    return power in PERMISSIONS.get(role, frozenset())
