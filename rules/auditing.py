"""What an auditor looks for (审计事项), and by what it is known in the journals and in the log of looks.

Codes alone: a kind of look that nothing writes yet is audited as soon as something does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Looked(StrEnum):
    """What somebody did that is noted (查阅种类). What is read of a matter, its people are told."""

    CASE = "case"  # 案件
    MATTER = "matter"  # 来件
    DOCUMENT = "document"  # 文书
    ADDED_PAPER = "added-paper"  # 补充材料
    LINK = "link"  # 关联理由
    SUBMISSION = "submission"  # 打开收件
    DRAFT = "draft"  # 打开自己的草稿
    LIKENESSES = "likenesses"  # 查重
    LIKENESS = "likeness"  # 在查重中被比对
    SEARCH = "search"  # 查找
    EXPORT = "export"  # 导出证据包
    EXPORT_WORDS = "export-words"  # 导出证据包, 含姓名和原话
    ARCHIVE = "archive"  # 制作卷宗副本
    KEEPING = "keeping"  # 个人信息登记簿
    OWN_INFORMATION = "own-information"  # 本人信息的复制件
    STATUS = "status"  # 本人凭查询码
    ACCESSES = "accesses"  # 查阅记录
    AUDIT = "audit"  # 审计
    HISTORIES = "histories"  # 申请查阅流程记录
    HISTORY = "history"  # 查阅流程记录
    UNMASK = "unmask"  # 解除遮蔽
    UNMASK_ASKED = "unmask-asked"  # 申请查看隐去的身份
    UNMASK_AGREED = "unmask-agreed"  # 同意查看隐去的身份
    BREAK_GLASS = "break-glass"  # 紧急查阅
    BREAK_GLASS_REVIEWED = "break-glass-reviewed"  # 复核紧急查阅
    MARKED = "marked"  # 标明保密类别
    UNMARKED = "unmarked"  # 取消标明
    PERMISSION = "permission"  # 权限变动
    PUBLICATION = "publication"  # 提请、答复规则和放假安排的公布


# What its people are told when they ask who has opened their matter (谁看过我的材料).
TOLD_TO_PEOPLE = frozenset(
    {
        Looked.CASE,
        Looked.MATTER,
        Looked.DOCUMENT,
        Looked.ADDED_PAPER,
        Looked.LINK,
        Looked.SUBMISSION,
        Looked.HISTORY,
        Looked.LIKENESSES,
        Looked.LIKENESS,
        Looked.EXPORT,
        Looked.EXPORT_WORDS,
        Looked.ARCHIVE,
        Looked.KEEPING,
        Looked.OWN_INFORMATION,
        Looked.UNMASK,
        Looked.BREAK_GLASS,
    }
)

# By which somebody opens a matter: counted, for nobody opens very many in an hour (批量查阅).
OPENED = frozenset(
    {
        Looked.CASE,
        Looked.MATTER,
        Looked.DOCUMENT,
        Looked.ADDED_PAPER,
        Looked.LIKENESSES,
        Looked.EXPORT,
        Looked.EXPORT_WORDS,
        Looked.ARCHIVE,
        Looked.KEEPING,
        Looked.OWN_INFORMATION,
    }
)


class Audited(StrEnum):
    REFUSAL = "refusal"  # 不予受理、不予接收、不同意
    EXTENSION = "extension"  # 延期
    WITHDRAWAL = "withdrawal"  # 撤回
    TRANSFER = "transfer"  # 转送、移送
    RECUSAL = "recusal"  # 回避
    UNMASKING = "unmasking"  # 解除遮蔽
    BREAK_GLASS = "break-glass"  # 紧急查阅
    PERMISSION = "permission"  # 权限变动
    PUBLICATION = "publication"  # 公布规则和放假安排
    EXPORT = "export"  # 导出
    READING = "reading"  # 查阅敏感材料


@dataclass(frozen=True)
class Sign:
    """An entry of this kind; where an ``outcome`` is named, only with that one."""

    kind: str
    outcome: str | None = None


# By which entries of the journals it is known.
ENTRIES: Mapping[Audited, tuple[Sign, ...]] = {
    Audited.REFUSAL: (
        Sign("Concluded", "not-accepted"),
        Sign("HandoffRefused"),
        Sign("ExtensionRefused"),
        Sign("ObjectionRejected"),
    ),
    Audited.EXTENSION: (Sign("PeriodExtended"), Sign("HandlingExtended"), Sign("HandoffExtended")),
    Audited.WITHDRAWAL: (
        Sign("Ended", "withdrawn"),
        Sign("ConsentEnded"),
        Sign("WithdrawalNoted"),
        Sign("RequestTakenBack"),
        Sign("QuestionEnded", "withdrawn"),
    ),
    Audited.TRANSFER: (
        Sign("Transferred"),
        Sign("TakenBack"),
        Sign("HandedOff"),
        Sign("QuestionHandedOver"),
    ),
    Audited.RECUSAL: (Sign("Recused"), Sign("HandlerRecused")),
}

# By which looks; whatever is in none of them is a reading. What follows a slash only tells one from another.
LOOKS: Mapping[Audited, frozenset[str]] = {
    Audited.UNMASKING: frozenset({Looked.UNMASK, Looked.UNMASK_ASKED, Looked.UNMASK_AGREED}),
    Audited.BREAK_GLASS: frozenset({Looked.BREAK_GLASS, Looked.BREAK_GLASS_REVIEWED}),
    Audited.PERMISSION: frozenset({Looked.PERMISSION, Looked.MARKED, Looked.UNMARKED}),
    Audited.PUBLICATION: frozenset({Looked.PUBLICATION}),
    Audited.EXPORT: frozenset({Looked.EXPORT, Looked.EXPORT_WORDS, Looked.ARCHIVE}),
}


def audited(look: str) -> Audited:
    """What a look is to an auditor, by its code."""
    return next((kind for kind, codes in LOOKS.items() if look_code(look) in codes), Audited.READING)


def look_code(look: str) -> str:
    """The code of a look, without what only tells it from another."""
    return look.partition("/")[0]
