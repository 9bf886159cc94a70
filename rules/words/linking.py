"""What matters are to each other, and what speaks for it."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "link": {
        "same-matter": ("同一事项", "The same matter"),
        "repeat": ("重复件", "A repeat of the other"),
        "related": ("有关联", "Related"),
        "part-of-collective": ("属于集体事项", "Part of the collective matter"),
    },
    "link-back": {
        "same-matter": ("同一事项", "The same matter"),
        "repeat": ("有重复件", "Brought again in the other"),
        "related": ("有关联", "Related"),
        "part-of-collective": ("集体事项", "The collective matter the other is part of"),
    },
    "likeness": {
        "same-words": ("文字相近", "The same words"),
        "same-people": ("来件人相同", "The same people brought it"),
        "same-counterparties": ("对方相同", "The same counterparty"),
        "same-place": ("地点相同", "The same place"),
    },
    "problem": {
        "linked-already": (
            "这两件已经关联，什么都没有改变。要改变关联的种类，请先撤销原来的关联。",
            "These two are linked already; nothing was changed. Undo that link to make another.",
        ),
    },
}
