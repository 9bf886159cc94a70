"""What stands on the pages where a county's templates of papers are looked over (文书模板)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "wordings": ("文书模板", "Templates of papers"),
        "wordings-short": ("检查县里的文书模板，看示例。", "Look over the county's templates, with samples."),
        "wordings-hint": (
            "模板和条款是县里的文件，重新启动以后才使用，有错的启动时即被拒绝。放进目录之前，先在这里检查。",
            (
                "Templates and clauses are files of the county. They are used after the next start, which "
                "refuses a broken one: check it here before it is put in the folder."
            ),
        ),
        "wordings-there": ("县里现有的", "What the county has"),
        "wordings-broken": ("{count} 份有错", "{count} broken"),
        "wordings-all-fine": ("全部无误", "All fine"),
        "wording-fine": ("无误", "Fine"),
        "wording-broken": ("有错，不能使用", "Broken, and cannot be used"),
        "wording-where": ("在哪里", "Where"),
        "wording-line": ("{file} 第 {line} 行", "{file}, line {line}"),
        "wording-field": ("字段", "Field"),
        "wording-what": ("怎么办", "What to do"),
        "wording-version": ("版本", "Version"),
        "wording-required": ("必须印出的字段", "Fields it must print"),
        "wording-fields": ("可以使用的字段", "Fields it may print"),
        "wording-must": ("必须印出", "it must"),
        "wording-sample": (
            "示例：内容都是编造的，不是任何事项",
            "A sample: all of it is invented, and about nobody",
        ),
        "wording-check": ("检查一个文件", "Check a file"),
        "wording-file": ("模板文件", "File"),
        "wording-file-hint": (
            "文件名就是将来放在目录里的名称，例如 D-07；检查后不留存。",
            "Its name is the one it will have in the county's folder, such as D-07. Nothing is kept.",
        ),
        "wording-check-it": ("检查", "Check"),
        "wording-checked": ("检查结果：{file}", "Checked: {file}"),
        "wording-would-do": (
            "无误，可以放进县里的目录。",
            "It is fine, and can be put into the county's folder.",
        ),
    }
}
