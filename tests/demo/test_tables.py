"""What the demo shows of a story, in words."""

from io import StringIO

from rich.console import Console

from demo.stories import SCENARIOS, read
from demo.tables import show
from demo.telling import Telling, tell
from tests.demo.room import MONDAY, Room


async def shown(name: str) -> list[str]:
    """What stands in the third column, entry by entry."""
    room, console = Room(), Console(width=200, file=StringIO(), record=True)
    telling = Telling(read(SCENARIOS / f"{name}.toml"), room, MONDAY, patience=0)
    await tell([telling], room, MONDAY)
    show(telling, console)
    lines = [line.split("│") for line in console.export_text().splitlines()]
    return [cells[3].strip() for cells in lines if len(cells) > 3]


async def test_what_an_entry_says_beyond_its_name_is_shown_in_words() -> None:
    what = await shown("closed-after-audit")

    assert what[8:] == [
        "程序办结：已答复",
        "答复后续事项开始",
        "已评估三到位一处理",
        "结案前已与信访人核实",
        "记录处理意见执行情况：部分执行",
        "信访人已评价：满意",
        "信访人已评价：基本满意",
        "记录处理意见执行情况：已全部执行",
        "已回访",
        "已审核：已实质化解",
        "当事人的期限届满",
        "审结或者重新办理：审结",
    ]


async def test_what_is_sealed_is_shown_by_its_entries_alone() -> None:
    assert await shown("accusation-sealed") == [
        "收到检举控告",
        "已移送纪检监察机关",
        "告知受理情况逾期",
        "已告知受理情况",
        "已记录处理结果",
        "已告知处理结果",
        "检举控告办理结束：已告知处理结果",
    ]
