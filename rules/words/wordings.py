"""What is wrong with a county's wording of a document (文书模板检查), and what to do about it."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "wording-file": {
        "clauses.toml": ("协议条款", "Clauses for agreements"),
        "marks.toml": ("发文机关代字", "Characters of the units"),
    },
    "wording-fault": {
        "not-toml": (
            "文件格式不对，读到这一行读不下去。请检查引号、方括号和等号，用三个引号包住正文。",
            "The file cannot be read from this line on. Check quotes, brackets and equals signs.",
        ),
        "other-document": (
            "文件里写的文种不是文件名所说的那一种，或者目录里没有。请让两处一致。",
            "The document it names is not that of the file's name, or there is none such. Make them agree.",
        ),
        "unknown-entry": (
            "有一项是这里不认识的。请删去，或者核对拼写。",
            "An entry means nothing here. Take it out, or check how it is written.",
        ),
        "not-as-it-should": (
            "这一项缺少，或者不是文字。请补上，并写在引号里。",
            "It is missing, or is no text. Write it, in quotes.",
        ),
        "no-sheet": (
            "缺少这种文书的一份。请为每一份写一段以方括号开头的正文。",
            "A part of the document has no sheet. Write one for each part.",
        ),
        "no-such-part": (
            "这种文书没有这一份。请核对份名。",
            "The document has no such part. Check its name.",
        ),
        "syntax": (
            "字段的写法不对。字段写成两个花括号，条件要有开头和结尾。",
            "A field is badly written. It stands in two braces, and what begins with a condition ends.",
        ),
        "not-allowed": (
            "模板里只能写字段和条件，不能循环、计算或者调用。请改成文字或者字段。",
            "A template has fields and conditions alone: no loops, sums or calls. Write words or fields.",
        ),
        "no-such-field": (
            "这种文书没有这个字段。请按必填字段表核对名称。",
            "The document has no such field. Check the name against the list of its fields.",
        ),
        "not-printed": (
            "这一项必须印出来，模板里没有，或者只在条件里才印。请在正文里写上这个字段。",
            "It must be printed, and is not, or only on a condition. Write the field into the text.",
        ),
        "not-issued": (
            "这种文书不由程序出具，不能写程序出具的正文。请删去这一段。",
            "No procedure issues this document, so there is nothing to arrange. Take that part out.",
        ),
        "no-first-day": (
            "没有写明从哪一天起使用。请写上日期。",
            "It does not say from which day on it holds. Write the day.",
        ),
        "twice": (
            "同一个条款出现了两次。请改其中一个的代码。",
            "A clause stands there twice. Give one of them another code.",
        ),
        "not-there": (
            "县里的目录中没有这个文件。请把检查无误的文件放进去，再重新启动接口。",
            "It is not in the county's folder. Put one there that was checked, and start the API again.",
        ),
    },
}
