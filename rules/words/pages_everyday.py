"""What stands on the pages of every day: what waits elsewhere, what was told, what is kept and printed."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "unit-waits": ("看本单位的待办", "See what waits for my unit"),
        "must-fill": ("这一项要填。", "This is needed."),
        "code-not-found": (
            "没有找到。请核对查询码；提交时另设了口令的，口令也要填。",
            "Nothing was found. Please check the code; if you set a word of your own, it is needed too.",
        ),
        "no-receptions-but": (
            "不用等：可以先提交诉求，或者到大厅取号。",
            "There is no need to wait: bring your matter now, or take a ticket in a hall.",
        ),
        "brings-dispute": ("两方有争执，都愿意坐下来谈的", "Two sides differ, and may talk it over"),
        "brings-petition": (
            "反映情况、提建议、投诉请求的",
            "A proposal, a complaint or a claim to an authority",
        ),
        "brings-consultation": ("只问怎么办、归谁管的", "A question: what to do, whom to ask"),
        "brings-event": ("网格巡查发现、要派人处置的", "Found on the grid's round, for somebody to see to"),
        "brings-errand": ("行动不便的，替他跑腿的", "Done for somebody who cannot come"),
        "help-papers": (
            "选好文书，已经知道的会填好，缺哪一项会列出来；缺一项都不能签发。",
            "What is known is filled in, what is missing is listed; until then nothing is issued.",
        ),
        "help-ticket": ("替来的人取号，不用姓名。", "A ticket for whoever comes; no name is asked."),
        "help-window": (
            "先坐班，再叫号；没来的过号，不归这个窗口的转过去。",
            "Sign on, then call. Who does not come is passed over; who belongs elsewhere is moved.",
        ),
        "help-information": (
            "送出以后，这里写明最迟哪天答复。",
            "Once it is sent, it says here by which day you are answered.",
        ),
        "help-reception": (
            "不用登录。送出后给您一个查询码，凭码可以改到别的日子，也可以取消。",
            "No account is needed. You get a code, by which you can change the day or give it up.",
        ),
        "help-place-report": (
            "不用登录，不写姓名也可以。写清楚看到了什么。",
            "No account is needed, and no name. Say what you saw.",
        ),
        "help-registration": (
            "先写标题：旁边会列出可能重复的，和可能归哪里管。有星号的要填，其他可以以后补。",
            "Begin with the title: what is alike, and where it may belong, stands beside. A star: needed.",
        ),
        "help-notices": (
            "这里是要您看的，或者要用信件、电话告知当事人的。寄出、告知以后点一下，案件里就有记录。",
            "For you to see, or to be told by letter or telephone. Say once it is done: the case records it.",
        ),
        "what-happened": ("情况有变，记下来", "Something happened: record it"),
        "added-words": ("补充说明", "What was added in words"),
        "see-added-words": ("看当事人后来的补充说明", "Read what was added in words later"),
        "no-added-words": ("没有补充说明。", "Nothing was added."),
        "notices-of": ("通知", "Told"),
        "notice-tries": ("已试 {n} 次", "tried {n} times"),
        "no-kept-filters": (
            "还没有常用筛选。在待办或者案件清单里选好条件，点“保存当前筛选”。",
            "No filter is kept yet. Narrow the worklist or the list of cases, then “Keep this filter”.",
        ),
        "all-kept-filters": ("管理常用筛选", "All kept filters"),
        "panel-sits": ("评议团 {n} 人", "Panel of {n}"),
        "panel-not-drawn": ("评议团未抽取", "No panel drawn yet"),
        "only-panels": ("只看有评议团的", "Only those with a panel"),
        "printed-from": ("打印自 {at}", "Printed from {at}"),
        "printed-by": ("{who}，{when}", "by {who}, {when}"),
    },
}
