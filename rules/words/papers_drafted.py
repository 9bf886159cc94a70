"""Papers that somebody drafts: their steps, how they are served, why something cannot be done."""

from collections.abc import Mapping

from rules.paper.table import FORMS

# Titles of what no procedure issues; those of the others stand with their procedures.
_TITLED_ELSEWHERE = frozenset({"D-36"})

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "document": {
        each.id: (each.zh, each.en)
        for each in FORMS.values()
        if not each.by_procedure and each.id not in _TITLED_ELSEWHERE
    },
    "paper-step": {
        "write": ("拟稿", "Write"),
        "review": ("审核", "Review"),
        "sign": ("签发", "Sign"),
        "seal": ("用印", "Put the seal to it"),
        "finish": ("办结记录", "Finish the record"),
        "send-back": ("退回修改", "Send back"),
        "serve": ("登记送达", "Record the service"),
        "void": ("作废", "Make void"),
    },
    "paper-service": {
        "direct": ("直接送达", "in person"),
        "left": ("留置送达", "left in place"),
        "electronic": ("电子送达", "electronic"),
        "mail": ("邮寄送达", "mail"),
        "public": ("公告送达", "public notice"),
    },
    "refusal": {
        "issued-by-procedure": (
            "这种文书由办理程序自己出具，不另行拟写。请在案件页面办理相应的步骤。",
            "The procedure issues this document by an act of its own. Take that step at the case instead.",
        ),
        "paper-incomplete": (
            "必填的内容还没有写全，不能审核、签发、用印。请补齐列出的各项。",
            "Something that must stand there is missing, so it cannot go on. Fill in what is listed.",
        ),
        "same-hand": (
            "拟稿、审核、签发、用印由不同的人办理，您已经办过其中一步。请由另一位有权的人办理。",
            (
                "A paper is drafted, reviewed, signed and sealed by different people, and you had a hand in "
                "it. Leave this to another person who may."
            ),
        ),
    },
}
