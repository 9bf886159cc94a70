"""How something comes to the counter (收件渠道)."""

from enum import StrEnum


class Channel(StrEnum):
    LETTER = "letter"  # 来信
    VISIT = "visit"  # 走访
    PHONE = "phone"  # 电话
    ONLINE_FORM = "online-form"  # 网上
    PLACE_CODE = "place-code"  # 场所码
    CHAT = "chat"  # 即时通讯
    GRID_REPORT = "grid-report"  # 网格上报
    HOUSEHOLD_VISIT = "household-visit"  # 入户走访
    LEADERS_RECEPTION = "leaders-reception"  # 领导接访
    MEETING = "meeting"  # 会议
    AGENCY_PUSH = "agency-push"  # 机关推送
    IMPORT = "import"  # 导入


# What people send in themselves, without signing in.
PUBLIC = frozenset({Channel.ONLINE_FORM, Channel.PLACE_CODE, Channel.CHAT})
