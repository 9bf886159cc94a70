"""What two matters can be to each other. Only a named person says so, and it changes neither of them."""

from enum import StrEnum


class LinkKind(StrEnum):
    """The first matter is this to the other. Only a repeat and a part have a direction."""

    SAME_MATTER = "same-matter"  # 同一事项
    REPEAT = "repeat"  # 重复件: the same people bring it again
    RELATED = "related"  # 有关联
    PART_OF_COLLECTIVE = "part-of-collective"  # 属于集体事项
