"""What the command line says: Chinese first, English beside it."""

WORDS: dict[str, tuple[str, str]] = {
    # a row
    "quote-never-closed": ("引号未闭合，文件可能不完整", "a quote is never closed; the file may be cut off"),
    "not-csv": ("不是合规的 CSV（引号使用有误）", "not proper CSV (a quote is misplaced)"),
    "too-few-columns": (
        "只有 {found} 列，应为 {wanted} 列；文件可能不完整",
        "{found} columns instead of {wanted}; the file may be cut off",
    ),
    "too-many-columns": ("有 {found} 列，应为 {wanted} 列", "{found} columns instead of {wanted}"),
    "unreadable-characters": ("含有无法读出的字符", "it holds characters that cannot be read"),
    "unreadable-date": ("无法识别的日期：{value}", "a date that cannot be read: {value}"),
    "date-missing": ("缺少日期", "the date is missing"),
    "nothing-said": ("标题和内容均为空", "both title and body are empty"),
    "id-missing": ("缺少编号", "the id is missing"),
    "id-with-other-content": (
        "编号 {id} 与第 {first} 行重复，但内容不同",
        "id {id} is also on line {first}, with other content",
    ),
    "id-registered-with-other-content": (
        "编号 {id} 此前已登记，但内容不同",
        "id {id} was registered before with other content",
    ),
    "not-registered": ("未予登记：{zh}", "not registered: {en}"),
    # a file
    "file-missing": ("找不到文件 {file}", "the file {file} does not exist"),
    "file-unreadable": ("无法读取文件 {file}：{why}", "the file {file} cannot be read: {why}"),
    "file-empty": ("文件 {file} 没有标题行", "the file {file} has no heading row"),
    "encoding-unknown": (
        "无法识别文件 {file} 的字符编码；请用 --encoding 指明",
        "the encoding of {file} is not known; name it with --encoding",
    ),
    "heading-twice": ("标题行中“{column}”出现两次", "the heading “{column}” stands there twice"),
    "no-such-column": ("文件中没有“{column}”这一列", "the file has no column “{column}”"),
    "no-such-field": (
        "没有“{field}”这一字段；可用：{fields}",
        "there is no field “{field}”; there are: {fields}",
    ),
    "field-twice": ("字段“{field}”被指定了两次", "the field “{field}” is mapped twice"),
    "map-unreadable": ("“{text}”应写作 列名=字段", "“{text}” should read column=field"),
    "nothing-to-register": (
        "找不到标题列或内容列；请用 --map 列名=title 指明",
        "neither a title nor a body column was found; name one with --map column=title",
    ),
    # a run
    "system-away": (
        "系统在 {seconds} 秒内没有应答（{url}）；请先启动（make run），再次执行同一命令即可继续。",
        "The system did not answer within {seconds} s ({url}); start it (make run), then run the same again.",
    ),
    "interrupted": ("已中断；再次执行同一命令即可继续。", "Interrupted; run the same again to go on."),
}


def say(code: str, **details: object) -> tuple[str, str]:
    """The sentence of a code in Chinese and in English. Raises KeyError for an unknown code."""
    zh, en = WORDS[code]
    return zh.format(**details), en.format(**details)
