"""The cases of the fictional county: one in every stage and at every step, and one for every way to end.

All names, places and words are invented.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desk import endings
from desk.acting import Case
from desk.driving import look_after

Told = Callable[[Case], Awaitable[None]]


@dataclass(frozen=True)
class Sample:
    """A matter, and how far its story goes; without one it waits at intake."""

    village: str
    title: str
    body: str
    applicant: str
    respondent: str = ""
    dispute_type: str = "neighbour"
    tell: Told | None = None
    channel: str = "window"
    other_townships: tuple[str, ...] = ()


async def registered(case: Case) -> None:
    """Nobody has been asked yet."""


async def half_agreed(case: Case) -> None:
    await case.do(case.clerk, "claim")
    await case.do(case.clerk, "record-consent", party=case.applicant, form="oral")


async def agreed_to_mediate(case: Case) -> None:
    await case.everyone_agrees()


async def session_set(case: Case) -> None:
    await case.everyone_agrees()
    await case.schedule()


async def waits_at_two(case: Case) -> None:
    await case.fail()


async def session_at_two(case: Case) -> None:
    await case.fail()
    await session_set(case)


async def waits_at_three(case: Case) -> None:
    await case.fail()
    await case.fail()


async def direction(case: Case) -> None:
    await case.fail()


async def flagged_and_set(case: Case) -> None:
    await case.do(case.lead, "flag-major", reason="涉及三十余户，影响较大")
    case.step = 4
    await session_set(case)


async def sent_back_to_three(case: Case) -> None:
    await direction(case)
    await case.do(case.lead, "request-county-support", reason="双方对损失数额争议较大，申请县级支持")
    case.step = 4
    await case.do(case.dispatcher, "send-back", to_step=3, instructions="请先委托评估损失，再行调解")
    case.step = 3


async def in_danger(case: Case) -> None:
    await case.everyone_agrees()
    await case.do(case.clerk, "danger-reported", words="双方亲属聚集，有动手的可能")


async def agreed_and_kept(case: Case) -> None:
    await endings.agreement_at_two(case)
    await look_after(case, "agreement")


async def failed_and_guided(case: Case) -> None:
    await endings.no_agreement_at_all_four(case)
    await look_after(case, "no-agreement")


SAMPLES = (
    # 东溪镇
    Sample("sl-t1-v1", "楼道堆放杂物影响通行", "隔壁长期在共用楼道堆放杂物，多次沟通无果。", "柳青山"),
    Sample("sl-t1-v1", "院墙漏水", "邻居加高院墙后雨水流进我家。", "柳长河", "石有田", tell=registered),
    Sample(
        "sl-t1-v2",
        "老人赡养费分担",
        "三个子女对赡养费分担有争议。",
        "石秀英",
        "石建国",
        "support",
        half_agreed,
    ),
    Sample(
        "sl-t1-v2",
        "宅基地边界不清",
        "翻建房屋时对方越界砌墙。",
        "石大柱",
        "石满仓",
        "homestead",
        agreed_to_mediate,
    ),
    Sample("sl-t1-v3", "灌溉用水先后", "插秧时节上游截水。", "梅春生", "梅老四", "water", session_set),
    Sample("sl-t1-v3", "借款未还", "借条到期一年，对方拒绝归还。", "梅雪", "梅阿根", "debt", agreed_and_kept),
    # 西岭镇
    Sample("sl-t2-v1", "田埂界石被移动", "界石被移动半米。", "平安顺", "平开来", "boundary", waits_at_two),
    Sample(
        "sl-t2-v1", "油烟直排窗口", "楼下小店油烟直排我家窗口。", "平如意", "平记小吃", tell=session_at_two
    ),
    Sample(
        "sl-t2-v2",
        "承包地被占种",
        "外出务工期间承包地被人占种。",
        "平厚土",
        "平守业",
        "contracted-land",
        waits_at_three,
    ),
    Sample("sl-t2-v2", "拖欠工钱", "装修完工三个月未付工钱。", "平巧匠", "宏图装修队", "wages", session_set),
    Sample(
        "sl-t2-v3",
        "电动车碰撞赔偿",
        "双方对误工费数额有争议。",
        "竹青",
        "竹明",
        "traffic",
        direction,
        "phone",
    ),
    Sample(
        "sl-t2-v3",
        "遗产房屋分割",
        "兄弟二人对老屋分割有争议。",
        "竹大伯",
        "竹小叔",
        "inheritance",
        endings.refusal,
    ),
    # 南浦镇
    Sample(
        "sl-t3-v1",
        "河道采砂损坏渔具",
        "两镇交界处采砂船损坏渔网。",
        "渡阿公",
        "北岗采砂队",
        "other",
        registered,
        other_townships=("sl-t4",),
    ),
    Sample(
        "sl-t3-v1",
        "小区物业费纠纷",
        "三十余户拒交物业费。",
        "渡业主代表",
        "安居物业",
        "property-service",
        flagged_and_set,
    ),
    Sample(
        "sl-t3-v2", "果园喷药受损", "邻田喷药致果树落叶。", "塘果农", "塘稻农", "injury", sent_back_to_three
    ),
    Sample("sl-t3-v2", "酒后争执", "酒席后两家亲属争执。", "塘大壮", "塘二虎", tell=in_danger),
    Sample("sl-t3-v3", "排水沟堵塞", "对方填沟致积水。", "河东生", "河东流", tell=endings.oral_agreement),
    Sample(
        "sl-t3-v3", "合伙养殖分账", "对投入和分账有争议。", "河伯", "河叔", "debt", endings.partial_agreement
    ),
    # 北岗乡
    Sample("sl-t4-v1", "采光被遮挡", "新建楼房遮挡采光。", "岗向阳", "岗新楼", tell=failed_and_guided),
    Sample(
        "sl-t4-v1",
        "树根损坏地基",
        "对方树根顶裂我家地基。",
        "岗老根",
        "岗新枝",
        tell=endings.applicant_withdraws,
    ),
    Sample("sl-t4-v2", "租赁押金", "退租后不退押金。", "松子", "松房东", "debt", endings.left_for_route),
    Sample("sl-t4-v2", "山林界线", "两户山林界线不清。", "松涛", "松岭", "boundary", endings.filed_in_court),
    Sample(
        "sl-t4-v3",
        "买卖茶青欠款",
        "两年茶青款未结清。",
        "茶姑",
        "茶商",
        "debt",
        endings.not_mediable_found_later,
    ),
    Sample("sl-t4-v3", "音响扰民", "夜间广场音响扰民。", "茶静", channel="online"),
    Sample(
        "sl-t4-v3", "排水再次反映", "同一事项再次来件。", "茶水", "茶山", tell=endings.concluded_elsewhere
    ),
)
