"""What stands on the pages about papers: drafting, preview, steps, the seal register."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "as-docx": ("下载可编辑的文件", "Download as .docx"),
        "as-pdf": ("下载 PDF", "Download as PDF"),
        "draft-paper": ("拟写文书、查看已拟文书", "Draft a paper, or see those drafted"),
        "drafted": ("拟写的文书", "Papers drafted here"),
        "none-drafted": ("还没有拟写的文书。", "No paper has been drafted yet."),
        "which-form": ("拟写哪一种", "Which document"),
        "begin-draft": ("开始拟写", "Begin"),
        "still-missing": (
            "还缺 {count} 项，补齐后才能审核、签发、用印",
            "{count} still missing before it can go on",
        ),
        "nothing-missing": ("必填内容已经写全", "Everything that must stand there does"),
        "preview": ("预览", "How it will look"),
        "filled-by-case": (
            "案件中已有的内容已经填好，请核对。",
            "What the case knows is filled in; please check it.",
        ),
        "save-draft": ("保存草稿", "Save"),
        "steps-taken": ("办理记录", "Steps"),
        "next-hand": ("下一步：{what}", "Next: {what}"),
        "is-issued": ("已出具：{number}", "Issued: {number}"),
        "is-void": ("已作废", "Void"),
        "why-back": ("退回或者作废的理由", "Why it goes back, or is void"),
        "seal-register": ("用印登记簿", "Seal register"),
        "no-seals": ("这一年还没有用印。", "Nothing was sealed in that year."),
        "sealed-by": ("用印人", "Sealed by"),
        "year": ("年度", "Year"),
        "take-file": ("下载全卷（PDF）", "Download the whole file (PDF)"),
        "take-file-hint": (
            "封面、目录、全部文书和材料；制作副本会记入查阅记录。",
            "Cover, catalogue, every document and paper. That a copy was taken is noted.",
        ),
        "copies-for": ("打印给各人的副本", "Copies for each person"),
        "copies-for-hint": (
            "副本中没有其他人的住址、电话、证件号码；给第三方的副本，姓名也遮去。",
            "No copy tells how another person is reached; in one for a third party names are masked.",
        ),
        "third-party": ("第三方", "A third party"),
        "choose-form": ("请选择", "Choose"),
    }
}
