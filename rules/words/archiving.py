"""What stands in the file of a case for the archive (卷宗): places, columns, its statement."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "archive-place": {
        "application": ("调解申请书或者受理登记表", "application or registration"),
        "rights": ("权利义务告知书", "notice of rights and duties"),
        "identity": ("当事人身份证明", "proof of identity"),
        "power": ("授权委托书", "power of attorney"),
        "survey": ("调查记录", "survey record"),
        "evidence": ("证据材料", "evidence"),
        "record": ("调解笔录", "mediation record"),
        "agreement": ("调解协议", "agreement"),
        "performance": ("履行凭证", "vouchers of performance"),
        "revisit": ("回访记录", "record of the revisit"),
        "confirmation": ("司法确认材料", "papers of judicial confirmation"),
        "other": ("其他材料", "other papers"),
    },
    "archive": {
        "title": ("{number}卷宗", "File {number}"),
        "column-order": ("序号", "No."),
        "column-title": ("材料名称", "Paper"),
        "column-number": ("文号", "Number"),
        "column-date": ("日期", "Date"),
        "column-page": ("页次", "Pages"),
        "column-service": ("备注", "Remarks"),
        "served": ("{on}送达", "served {on}"),
        "apart": ("另存", "kept apart"),
        "back": ("卷宗封底", "Back cover"),
        "back-words": (
            "本卷宗到此为止，共编{pages}页，封面、目录和封底不编页。",
            "The file ends here. Its pages are numbered to {pages}; covers and catalogue bear no number.",
        ),
        "years": ("{years}年，自办结之日起", "{years} years from the day it ended"),
        "for-ever": ("永久", "for ever"),
        "counted": ("卷内材料{papers}份，共{pages}页。", "{papers} papers of {pages} pages."),
        "in-the-order": (
            "材料按人民调解卷宗的次序排列，同一位置的按形成先后排列。",
            "They stand in the order of the file of a people's mediation; within a place as they came.",
        ),
        "as-they-came": ("材料按形成先后排列。", "They stand as they came."),
        "not-ended": (
            "办理尚未结束，卷宗制作到{on}为止。",
            "The case has not ended; the file reaches to {on}.",
        ),
        "lacking": ("次序中应有而卷内没有的：{places}。", "What should be in it and is not: {places}."),
        "void": (
            "作废的文书{count}份，编号和理由见用印登记簿，不装订。",
            "{count} void papers are not bound; number and reason stand in the seal register.",
        ),
        "not-named": (
            "要求隐去身份的人，姓名和联系方式不入卷。",
            "Who asked not to be named is not named in it.",
        ),
        "none-apart": ("全部材料已经装订。", "All papers are bound."),
        "not-bound": (
            "未装订：{title}（{kind}，{size}字节，摘要：{digest}）。{why}",
            "Not bound: {title} ({kind}, {size} bytes, digest {digest}). {why}",
        ),
        "why-kind": (
            "这种文件不能原样排成页面，原件另存。",
            "A file of this kind is not pages; it is kept as it is.",
        ),
        "why-unreadable": (
            "文件加密、损坏或者页数过多，不能装订，原件另存。",
            "It is locked, broken or has too many pages; it is kept as it is.",
        ),
        "why-large": (
            "卷宗已满，不能再装订，原件另存。",
            "The file holds no more; it is kept as it is.",
        ),
        "why-held": (
            "查毒没有完成或者没有通过，不能装订。",
            "It was not scanned, or did not pass; it is not bound.",
        ),
        "why-gone": ("内容已经删除或者限制使用。", "What it said was erased, or its use is restricted."),
        "nameless": ("（名称已删除）", "(title erased)"),
    },
}
