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

# The columns, in the order in which a line spells them.
COLUMNS = (
    Confidentiality.FILE,
    Confidentiality.WORDS,
    Confidentiality.CONTACT,
    Confidentiality.MINOR,
    Confidentiality.MEDIATION,
    Confidentiality.PRIVATE,
    Confidentiality.SENSITIVE,
    Confidentiality.REPORTER,
)
_LETTERS = {"C": Mask.CLEAR, "P": Mask.PARTIAL, ".": Mask.ABSENT}


@dataclass(frozen=True)
class Row:
    """One line of the table; of an ordinary case, or of an accusation and of nothing else."""

    role: str
    relation: Relation
    masks: Mapping[Confidentiality, Mask]
    is_of_accusations: bool = False


def _row(role: str, relation: Relation, spelled: str) -> Row:
    letters = spelled.split()
    return Row(role, relation, {c: _LETTERS[each] for c, each in zip(COLUMNS, letters, strict=True)})


_EVERYTHING = dict.fromkeys((*COLUMNS, Confidentiality.ACCUSATION), Mask.CLEAR)

POLICY: tuple[Row, ...] = (
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
    # who reviews 复查复核机关
    _row("review_handler", Relation.REVIEWED, "                         C C C  C  .    C  C     ."),
    _row("review_head", Relation.REVIEWED, "                            C C C  C  .    C  C     ."),
    # departments 县直部门
    _row("dept_handler", Relation.OWN, "                                C C C  C  .    C  C     ."),
    _row("dept_handler", Relation.INTAKE, "                             C C C  C  .    C  C     ."),
    _row("dept_head", Relation.AREA, "                                  C C C  C  .    C  C     ."),
    # agencies at a desk of ours 对接单位
    _row("docking_clerk", Relation.DOCKED, "                            C C C  C  .    .  .     ."),
    _row("police_station", Relation.ASSIGNED, "                         C C C  C  .    .  .     ."),
    _row("peoples_tribunal", Relation.ASSIGNED, "                       C C C  C  .    .  .     ."),
    # township 乡镇（街道）: what is in its own hands, and what it looks after
    _row("political_legal_commissioner", Relation.OWN, "                C C C  C  C    C  C     ."),
    _row("political_legal_commissioner", Relation.AREA, "               C C P  P  C    P  .     ."),
    _row("justice_office", Relation.OWN, "                              C C C  C  C    C  C     ."),
    _row("justice_office", Relation.AREA, "                             C C P  P  C    P  .     ."),
    _row("township_petition_office", Relation.OWN, "                    C C C  C  .    C  C     ."),
    _row("township_petition_office", Relation.INTAKE, "                 C C C  C  .    C  C     ."),
    _row("township_petition_office", Relation.AREA, "                   C C P  P  .    P  .     ."),
    _row("township_head", Relation.OWN, "                               C C C  C  .    C  C     ."),
    _row("township_head", Relation.AREA, "                              C C P  P  .    .  .     ."),
    # village 村（社区）
    _row("village_party_secretary", Relation.OWN, "                     C C C  C  C    C  C     ."),
    _row("village_party_secretary", Relation.AREA, "                    C C C  P  .    .  .     ."),
    _row("posted_township_cadre", Relation.OWN, "                       C C C  C  C    C  C     ."),
    _row("posted_township_cadre", Relation.AREA, "                      C C C  P  .    .  .     ."),
    _row("peoples_mediator", Relation.OWN, "                            C C C  C  C    C  C     ."),
    _row("peoples_mediator", Relation.REPORTED, "                       C C C  C  .    .  .     ."),
    _row("grid_worker", Relation.REPORTED, "                            C C .  .  .    .  .     ."),
    _row("auxiliary_police", Relation.REPORTED, "                       C C .  .  .    .  .     ."),
    # 检举控告: of the sealed store, and of nothing else
    Row("discipline_clerk", Relation.AREA, _EVERYTHING, is_of_accusations=True),
)


class Permission(StrEnum):
    """What a role may do that is no step of a procedure."""

    REGISTER = "register"  # 登记
    CLASSIFY = "classify"  # 打开收件并分类
    MARK = "mark"  # 标明隐私、敏感信息
    UNMASK = "unmask"  # 说明理由查看遮盖的信息
    REVEAL = "reveal"  # 同意查看隐去的身份
    BREAK_GLASS = "break-glass"  # 紧急查看
    SUPERVISE = "supervise"  # 查看逾期、无主消息、紧急查看


_INTAKE = frozenset({Permission.REGISTER, Permission.CLASSIFY, Permission.MARK, Permission.UNMASK})
_HANDLES = frozenset({Permission.REGISTER, Permission.MARK, Permission.UNMASK})
_RECEIVES = frozenset({Permission.MARK, Permission.UNMASK})
PERMISSIONS: Mapping[str, frozenset[Permission]] = {
    "window_clerk": _INTAKE,
    "petition_reception_centre": _INTAKE,
    "triage_officer": _INTAKE,
    "township_petition_office": _INTAKE,
    "petition_bureau": _HANDLES,
    "petition_bureau_head": _HANDLES | {Permission.REVEAL},
    "centre_dispatcher": _HANDLES | {Permission.BREAK_GLASS},
    "dispute_resolution_centre": _HANDLES,
    "petition_mediation_docking_office": _HANDLES,
    "legal_service_window": _HANDLES,
    "county_leader": frozenset({Permission.REGISTER, Permission.UNMASK, Permission.REVEAL}),
    "supervisor": frozenset({Permission.UNMASK, Permission.SUPERVISE}),
    "auditor": frozenset(),
    "review_handler": _RECEIVES,
    "review_head": _RECEIVES,
    "dept_handler": _HANDLES,
    "dept_head": _HANDLES,
    "docking_clerk": frozenset({Permission.UNMASK}),
    "police_station": _HANDLES | {Permission.BREAK_GLASS},
    "peoples_tribunal": frozenset({Permission.REGISTER}),
    "political_legal_commissioner": _HANDLES | {Permission.BREAK_GLASS},
    "justice_office": _HANDLES,
    "township_head": _HANDLES,
    "village_party_secretary": _HANDLES,
    "posted_township_cadre": _HANDLES,
    "peoples_mediator": _HANDLES,
    "grid_worker": frozenset({Permission.REGISTER}),
    "auxiliary_police": frozenset({Permission.REGISTER}),
    "discipline_clerk": frozenset(),
}
ROLES = frozenset(row.role for row in POLICY)


def lines_of(role: str, *, of_accusations: bool = False) -> Iterator[Row]:
    """The lines of a role, for ordinary cases or for accusations. None, for a role that is not here."""
    return (row for row in POLICY if row.role == role and row.is_of_accusations is of_accusations)


def may(role: str, power: Permission) -> bool:
    """County policy 40 岗位权限: whether a role has a power; one that is not in the table has none."""
    return power in PERMISSIONS.get(role, frozenset())
