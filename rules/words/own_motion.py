"""What an office begins of its own motion (立项和召集): what each is called, for what it is, whose it is, and
what follows from it."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "own-motion": {
        "supervision": ("提出督办", "Open a supervision"),
        "recommendation": ("提出建议", "Draft a recommendation"),
        "inspection": ("督查立项", "Open an inspection"),
        "backlog": ("积案登记包案", "Put an old matter under a leader"),
        "meeting": ("召集会议、公布接访", "Convene a meeting or a reception"),
        "dispatch": ("吹哨调度", "Whistle for units"),
        "incident": ("宣布突发事件", "Declare an incident"),
        "report": ("编制专报", "Make a special report"),
        "activity": ("记录志愿活动", "Log an activity of volunteers"),
    },
    "page": {
        "own-motion": ("立项和召集", "Begin something"),
        "own-motion-hint": (
            "不是群众带来的，由单位自己提出的，从这里开始。",
            "What nobody brings, and an office begins by itself, begins here.",
        ),
        "about-matter": ("关于 {number}", "about {number}"),
        "begin-about-this": (
            "就这件事督办、包案、开会、吹哨",
            "Supervise it, have a leader take it, meet on it",
        ),
        "begins-nothing": (
            "您的岗位没有可以立项、召集的。",
            "There is nothing that your seat begins.",
        ),
        "begun-by-others": ("由别的岗位办理的", "What other seats begin"),
        "to-the-list": ("返回清单", "Back to the list"),
        "begins-supervision": (
            "发现拖延、推诿、违规或者不落实的，写明事实和要求。",
            "For delay, shirking or a breach that was found: what was found, and what is demanded.",
        ),
        "begins-recommendation": (
            "从一批事项看出工作或者政策问题的，写明问题、依据、分析和建议。",
            "For what many matters show of work or policy: problem, evidence, analysis, proposal.",
        ),
        "begins-inspection": (
            "定好哪些单位、哪类事项、哪段时间，系统随机抽样。",
            "Say which units, kinds and days; the sample is drawn at random.",
        ),
        "begins-backlog": (
            "久拖未结、反复信访或者上级交办的老事项，明确领导、专班和方案。",
            "For matters long open, repeated or assigned from above: a leader, a team, a plan.",
        ),
        "begins-meeting": (
            "接访、联席会议、听证评议、会商和入户走访；可以先把事项列入议程。",
            "Receptions, joint meetings, hearings, consultations, visits; with matters on the agenda.",
        ),
        "begins-dispatch": (
            "要几个单位马上到场的，写明做什么、到哪里、几点前到。",
            "For several units to come at once: to do what, where, and by when.",
        ),
        "begins-incident": (
            "需要统一指挥的突发事件，指挥记录从这时开始。",
            "For what needs one command; its log begins with this.",
        ),
        "begins-report": (
            "对一段已经过去的时间，按单位、种类或者渠道编一份报告。",
            "On days that are over, narrowed to a unit, a kind or a channel.",
        ),
        "begins-activity": (
            "志愿队的巡逻、互助和宣传，只记次数、人数和时长。",
            "A team's patrol, help or publicity: how many people, how many hours.",
        ),
        "whose-supervision": ("由信访部门及其负责人提出。", "The petition department and its head open it."),
        "whose-recommendation": (
            "由信访部门及其负责人提出。",
            "The petition department and its head draft it.",
        ),
        "whose-inspection": (
            "由县里规则列明的督查岗位立项。",
            "The county's inspecting seats, as its rules list them, open it.",
        ),
        "whose-backlog": (
            "由县里规则列明的积案登记岗位办理。",
            "The seat that keeps old matters, as the county's rules say, registers it.",
        ),
        "whose-meeting": (
            "由县里规则列明的召集岗位召集，每种会议各有召集人。",
            "Each kind of meeting has its conveners in the county's rules.",
        ),
        "whose-dispatch": (
            "由县里规则列明的吹哨岗位发起。",
            "The seats that the county's rules name whistle.",
        ),
        "whose-incident": (
            "由县里规则列明的宣布岗位宣布。",
            "The seats that the county's rules name declare it.",
        ),
        "whose-report": (
            "由信访部门和监督岗位编制。",
            "The petition department and the supervisor make it.",
        ),
        "whose-activity": ("由志愿者记录。", "Volunteers log it."),
        "follows-supervision": (
            "随即起草督办函，由另一人签发后才送达；到期未办的由系统自行督办，不用在这里提出。",
            "The letter goes out once somebody else has signed it. What falls late is supervised by itself.",
        ),
        "follows-recommendation": (
            "由另一人签发后送达，收件单位要书面答复是否采纳。",
            "It goes out once somebody else has signed it; the unit answers in writing whether it adopts it.",
        ),
        "follows-inspection": (
            "样本由系统抽取并留有凭据，谁都不能挑选。",
            "The sample is drawn by the house with proof, and chosen by nobody.",
        ),
        "follows-backlog": (
            "原来的程序照常进行；没有包案领导、专班或者方案的，在挂图上是红的。",
            "The matter goes on as it was. Without leader, team or plan it stands red on the chart.",
        ),
        "follows-meeting": (
            "对外接访的随即公布，可以预约；议程上的每一项都要有结果。",
            "A public reception is announced at once and can be booked. Every item of an agenda gets an end.",
        ),
        "follows-dispatch": (
            "各单位同时收到，各自报到或者说明理由；逾时不答的列入督办名单。",
            "Every unit is told at once and answers for itself; the silent are listed.",
        ),
        "follows-incident": (
            "您随即负责指挥，直到交给他人；一切命令和回执都留在记录里。",
            "You have the command until another takes it over. Orders and receipts stay in the log.",
        ),
        "follows-report": (
            "按当时所知编成，以后可以重新编制比对。",
            "It is made as of what was known, and can be made again and compared.",
        ),
        "follows-activity": ("不涉及任何个案，不写任何人的姓名。", "It belongs to no case and names nobody."),
    },
}
