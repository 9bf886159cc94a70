"""What the county's overview is made of (一屏概览): its tables, their rows and columns."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "overview-part": {
        "stock": ("存量和变动", "Stock and flow"),
        "units": ("在办事项三色（按单位）", "Open matters by colour and unit"),
        "topics": ("在办事项三色（按类别）", "Open matters by colour and kind"),
        "ladder": ("调解四步", "The four steps of the ladder"),
        "handoffs": ("单位之间的对接", "Handoffs between units"),
    },
    "overview-column": {
        "all": ("件数", "Count"),
        "green": ("绿：正常", "Green: in time"),
        "yellow": ("黄：已提醒", "Yellow: reminded"),
        "red": ("红：已逾期", "Red: overdue"),
        "came": ("到过这一步", "Came here"),
        "agreed": ("在此达成协议", "Agreed here"),
        "ended": ("在此以其他方式结束", "Ended here otherwise"),
        "still": ("仍在这一步", "Still here"),
        "on": ("去了别的一步", "Went to another step"),
        "sent": ("送出", "Sent"),
        "answered": ("已答复", "Answered"),
        "late": ("超期", "Late"),
        "back": ("退回", "Came back untaken"),
    },
    "overview-row": {
        "before": ("期初存量", "Open at the beginning"),
        "inflow": ("新增", "New"),
        "reopened": ("重新办理", "Taken up anew"),
        "moved_in": ("转入", "Moved in"),
        "closed": ("办结", "Closed"),
        "moved_out": ("转出", "Moved out"),
        "after": ("期末存量", "Open at the end"),
        "step-1": ("第一步：村（社区）", "Step 1: village"),
        "step-2": ("第二步：村（社区），驻村干部参加", "Step 2: village, with the posted cadre"),
        "step-3": ("第三步：镇（街道）", "Step 3: township"),
        "step-4": ("第四步：县级", "Step 4: county"),
        "no-subject": ("未定类别", "No kind said"),
    },
}
