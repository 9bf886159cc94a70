"""What can be wrong with a county's wording (模板错误), by code: each with words that say what to do."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a file of a county's wording is refused."""

    NOT_TOML = "not-toml"  # 文件格式不对
    OTHER_DOCUMENT = "other-document"  # 文种与文件名不符
    UNKNOWN_ENTRY = "unknown-entry"  # 不认识的项目
    NOT_AS_IT_SHOULD = "not-as-it-should"  # 缺少或者不是文字
    NO_SHEET = "no-sheet"  # 缺少一份
    NO_SUCH_PART = "no-such-part"  # 没有这一份
    SYNTAX = "syntax"  # 写法不对
    NOT_ALLOWED = "not-allowed"  # 模板里不许的写法
    NO_SUCH_FIELD = "no-such-field"  # 没有这个字段
    NOT_PRINTED = "not-printed"  # 必填字段没有印出来
    NOT_ISSUED = "not-issued"  # 没有程序出具它
    NO_FIRST_DAY = "no-first-day"  # 没有写从哪一天起
    TWICE = "twice"  # 重复
    NOT_THERE = "not-there"  # 没有这个文件
