"""Deputies, empty seats, handover and changes of the directory (代理、空岗、离任交接、人员岗位变更), in
words."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "capacity": {
        "holder": ("本岗", "Holds the seat"),
        "deputy": ("代理", "Deputy"),
        "stand-in": ("空岗代行", "Stands in for an empty seat"),
    },
    "directory-because": {
        "installation": ("初始录入", "First installation"),
        "appointment": ("任命、录用", "Appointment"),
        "transfer": ("调动", "Transfer"),
        "retirement": ("退休", "Retirement"),
        "resignation": ("辞职", "Resignation"),
        "dismissal": ("免职", "Dismissal"),
        "reorganisation": ("机构调整", "Reorganisation"),
        "leave": ("休假", "Leave"),
        "illness": ("病假", "Illness"),
        "training": ("学习培训", "Training"),
        "secondment": ("借调、挂职", "Secondment"),
        "back-early": ("提前返岗", "Back early"),
        "correction": ("更正", "Correction"),
    },
    "handover": {
        "under-way": ("交接中", "On its way"),
        "finished": ("交接完毕", "Finished"),
    },
    "directory-change": {
        "unit-entered": ("登记单位", "Unit entered"),
        "person-entered": ("登记人员", "Person entered"),
        "person-ended": ("人员离职", "Person left"),
        "seat-proposed": ("提请任职，待第二人确认", "Seat proposed, waiting for a second person"),
        "seat-granted": ("任职", "Seat granted"),
        "seat-ended": ("任职终止", "Seat ended"),
        "seat-corrected": ("任职期间更正", "Seat corrected"),
        "delegation-proposed": ("提请代理，待第二人确认", "Deputy proposed, waiting for a second person"),
        "delegation-granted": ("代理", "Deputy granted"),
        "delegation-ended": ("代理终止", "Deputy's time ended"),
        "proposal-declined": ("不予确认", "Proposal declined"),
        "handover-begun": ("离任交接开始", "Handover begun"),
    },
    "task": {
        "fill-seat": ("补足空缺岗位", "Fill the seat: what waits here waits for nobody"),
        "hand-over": ("办理离任交接", "Hand over what somebody who left answered for"),
    },
    "event": {
        "StaffingChanged": ("在岗情况变化", "Who is there has changed"),
        "HandedToSuccessor": ("离任交接", "Handed to a successor"),
    },
    "role": {
        "system_admin": ("系统管理员", "System administrator"),
        "security_admin": ("安全管理员", "Security administrator"),
    },
    "refusal": {
        "seat-is-not-deputised": (
            "这个岗位不得由他人代理：密件经办、系统管理、安全管理和审计只由本人行使。请另行任命同岗人员。",
            (
                "Nobody deputises for this seat: sealed accusations, the keeping of the system and its audit "
                "are done by whoever holds the seat. Have somebody else appointed to the same seat."
            ),
        ),
        "deputised-already": (
            "这个岗位在这段时间已经有人代理。请先终止列出的代理，或者改用不重叠的日期。",
            (
                "Somebody deputises for this seat on some of these days. End the delegation listed here, or "
                "choose days that do not overlap with it."
            ),
        ),
        "chain-of-deputies": (
            "代理不得转给第三人：代理人自己有人代理，或者被代理人正在代理他人。请选择这段时间在岗的人员。",
            (
                "A deputy has no deputy: the one is away on these days, or the other deputises for somebody. "
                "Choose somebody who is there."
            ),
        ),
        "would-approve-own-request": (
            "代理之后，会由同一个人审批自己的申请。请另选代理人。",
            "The deputy would approve what they ask for themselves. Choose another deputy.",
        ),
        "no-such-delegation": (
            "没有这项代理。请在代理列表中核对编号。",
            "There is no such delegation. Check its id in the list of delegations.",
        ),
        "successor-not-seated": (
            "接收人当日不在所接的岗位上。请先办理接收人的任职，或者另选接收人。",
            (
                "The successor does not sit in the seat they are to take over on that day. Have the seat "
                "granted first, or name somebody else."
            ),
        ),
        "not-to-oneself": (
            "任何人不得给自己授权，也不得变更自己的任职。请由另一位管理员办理。",
            "Nobody grants or changes a seat of their own. Have another administrator do it.",
        ),
        "not-by-who-proposed-it": (
            "提请的人不能自己确认。请由另一位系统管理员或者安全管理员确认。",
            (
                "Whoever proposed it does not confirm it. Have another system administrator or the security "
                "administrator confirm it."
            ),
        ),
        "entered-already": (
            "这个编号已经登记过。请核对；确属另一单位或者人员的，换一个编号。",
            "This reference was entered before. Check it; for somebody or something else use another one.",
        ),
        "no-such-unit": (
            "没有这个单位，或者它在这段时间不存在。请核对单位编号和日期。",
            "There is no such unit, or not on all of these days. Check its reference and the days.",
        ),
        "no-such-person": (
            "没有登记这个人员，或者其在这段时间不在职。请先登记人员，或者核对日期。",
            (
                "There is no such person, or not on all of these days. Enter the person first, or "
                "check the days."
            ),
        ),
        "no-such-seat": (
            "这个人在这段时间并不担任这个岗位。请核对人员、岗位和日期。",
            (
                "This person does not hold this seat on all of these days. Check the person, the "
                "seat and the days."
            ),
        ),
        "no-such-proposal": (
            "没有待确认的这项提请，可能已经确认或者不予确认。请刷新待确认列表。",
            "No such proposal waits; it may have been confirmed or declined. Look at the list again.",
        ),
        "interval-is-empty": (
            "结束日期必须晚于开始日期。请更正日期。",
            "The end must be later than the beginning. Correct the days.",
        ),
        "begins-in-the-past": (
            "任职和代理不得倒签日期。请从今天或者以后开始；确属补录的，理由选择更正。",
            (
                "A seat or a delegation is not granted for days gone by. Begin today or later; where an "
                "appointment was entered late, say that it is a correction."
            ),
        ),
        "ends-in-the-past": (
            "不得把已经过去的日期改成结束日期。请选择今天或者以后；登记有误的，办理更正。",
            (
                "Nothing is ended on a day gone by. Choose today or later; what was entered wrongly "
                "is corrected."
            ),
        ),
        "seat-held-already": (
            "这个人在这段时间已经担任这个岗位。请核对日期；需要变更期间的，办理更正。",
            "This person holds this seat on some of these days. Check the days, or correct the seat.",
        ),
        "seats-do-not-go-together": (
            "系统管理、安全管理和审计岗位不得与其他岗位兼任。请先终止原岗位，或者另选人员。",
            (
                "The seats of system administrator, security administrator and auditor go with no other "
                "seat. End the other seat first, or choose somebody else."
            ),
        ),
        "seats-still-held": (
            "这个人还有任职没有终止。请先办理离任交接。",
            "This person still holds seats. Carry out the handover first.",
        ),
    },
}
