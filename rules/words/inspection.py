"""The words of inspections (督查), of old matters under a leader (积案包案), checklists and revisits."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "inspection": ("督查", "Inspection"),
        "backlog": ("积案包案", "Old matter under a leader"),
    },
    "stage": {
        "to-draw": ("待抽样", "The sample is to be drawn"),
        "checking": ("督查中", "Being inspected"),
        "rectifying": ("整改中", "Being put right"),
        "backlog-registered": ("待确定包案领导", "Waiting for a leader"),
        "led": ("包案中", "Under a leader"),
        "assessing": ("待评估", "Waiting for assessment"),
    },
    "outcome": {
        "all-rectified": ("全部整改到位", "Everything was put right"),
        "nothing-found": ("未发现问题", "Nothing was found"),
        "scope-too-wide": ("范围过大，未抽样", "The scope was too wide; nothing was drawn"),
        "settled-for-good": ("已化解", "Settled for good"),
        "handed-back": ("退回", "Handed back"),
    },
    "aspect": {
        "matter": ("事项本身", "The matter itself"),
        "handling": ("办理过程", "How it was handled"),
    },
    "backlog-ground": {
        "long-open": ("长期未结", "Open for long"),
        "repeated": ("重复信访", "Brought again and again"),
        "assigned-from-above": ("上级交办", "Assigned from above"),
    },
    "revisit": {
        "owed": ("待回访", "A revisit is owed"),
        "met": ("已回访", "Revisited"),
        "missed": ("逾期未回访", "The time for the revisit has passed"),
    },
    "command": {
        "record_finding": ("记录问题", "Record a finding"),
        "find_in_order": ("核查无问题", "Say that nothing was found"),
        "call_in_inspector": ("增加督查人员", "Call in another inspector"),
        "issue_circular": ("印发督查通报", "Issue the circular"),
        "record_rectification": ("记录整改情况", "Record how it was put right"),
        "check_rectification": ("逐项核查整改", "Check one item of it"),
        "sign_off_rectification": ("核签整改", "Sign it off"),
        "send_back_rectification": ("退回重新整改", "Send it back"),
        "assign_leader": ("确定包案领导", "Assign a leader"),
        "take_charge": ("接案", "Take it on"),
        "propose_leader": ("提出变更包案领导", "Propose another leader"),
        "approve_leader": ("同意变更包案领导", "Agree to another leader"),
        "decline_leader": ("不同意变更包案领导", "Decline another leader"),
        "form_team": ("组建专班", "Form the team"),
        "set_plan": ("制定化解方案", "Set the plan"),
        "add_milestone": ("设定节点", "Add a milestone"),
        "reach_milestone": ("完成节点", "Reach a milestone"),
        "report_settled": ("报告已化解", "Report that it is settled"),
        "check_backlog": ("逐项核查化解", "Check one item of the settlement"),
        "assess_backlog": ("评估核签", "Assess and sign"),
        "take_back_to_work": ("评估不通过，继续化解", "Not passed: work on"),
        "hand_back": ("退回包案", "Hand it back"),
    },
    "event": {
        "InspectionOpened": ("督查立项", "An inspection was opened"),
        "SampleDrawn": ("已抽样", "The sample was drawn"),
        "InspectorCalledIn": ("已增加督查人员", "Another inspector was called in"),
        "FindingRecorded": ("发现问题", "A finding was recorded"),
        "FoundInOrder": ("核查无问题", "Nothing was found"),
        "CircularIssued": ("督查通报已印发", "The circular was issued"),
        "RectificationRecorded": ("已记录整改", "It was recorded how it was put right"),
        "RectificationChecked": ("已核查一项", "One item of it was checked"),
        "RectificationSignedOff": ("整改已核签", "It was signed off"),
        "RectificationSentBack": ("整改已退回", "It was sent back"),
        "RectificationFellOverdue": ("整改逾期", "It was not put right in time"),
        "FindingClosed": ("问题已销号", "The finding was closed"),
        "InspectionEnded": ("督查结束", "The inspection ended"),
        "BacklogRegistered": ("积案登记", "An old matter was registered"),
        "LeaderAssigned": ("已确定包案领导", "A leader was assigned"),
        "ChargeTaken": ("领导已接案", "The leader has taken it on"),
        "LeaderProposed": ("已提出变更包案领导", "Another leader was proposed"),
        "LeaderDeclined": ("变更包案领导未同意", "Another leader was declined"),
        "TeamFormed": ("已组建专班", "The team was formed"),
        "PlanSet": ("已制定化解方案", "The plan was set"),
        "MilestoneAdded": ("已设定节点", "A milestone was added"),
        "MilestoneReached": ("节点已完成", "A milestone was reached"),
        "MilestoneMissed": ("节点逾期", "A milestone was missed"),
        "ArrangementFellOverdue": ("包案未按期落实", "Leader, team or plan were not there in time"),
        "SettlementReported": ("已报告化解", "It was reported as settled"),
        "MatterFoundOpen": ("事项尚未办结", "The matter was found to be open"),
        "MatterFoundEnded": ("事项确已办结", "The matter was found to have ended"),
        "BacklogChecked": ("已核查一项化解情况", "One item of the settlement was checked"),
        "BacklogAssessed": ("已评估核签", "It was assessed and signed"),
        "AssessmentFellOverdue": ("评估逾期", "The assessment fell overdue"),
        "BackToWork": ("评估未通过", "The assessment was not passed"),
        "BacklogEnded": ("包案结束", "The campaign over this matter ended"),
    },
    "task": {
        "draw-sample": ("等待系统抽样", "The sample is being drawn"),
        "look-at-sample": ("逐件核查事项和办理", "Look at each matter of the sample, and at its handling"),
        "issue-circular": ("印发督查通报", "Issue the circular"),
        "rectify": ("整改督查发现的问题", "Put right what the inspection found"),
        "sign-off-rectification": ("核签整改", "Sign off what was put right"),
        "assign-leader": ("确定包案领导", "Assign a leader"),
        "take-charge": ("接案", "Take it on"),
        "approve-leader": ("审批变更包案领导", "Decide on another leader"),
        "arrange-backlog": ("组建专班、制定方案、设定节点", "Form the team, set the plan and its milestones"),
        "settle-backlog": ("按方案化解", "Settle it after the plan"),
        "check-backlog": ("逐项核查化解", "Check the settlement, item by item"),
        "assess-backlog": ("评估核签", "Assess and sign"),
    },
    "notice": {
        "rectification-overdue": (
            "督查提醒：督查发现的问题没有按期整改。请督促责任单位完成整改并说明原因。",
            "What an inspection found was not put right in time. See that the unit does it and says why.",
        ),
        "rectification-sent-back": (
            "督查提醒：整改未通过核签，已退回。请按退回理由继续整改，原整改期限不变。",
            "What you put right was not signed off. Go on after the reason given; the date stays as it was.",
        ),
        "backlog-to-lead": (
            "包案提醒：一件积案确定由您的岗位包案。请接案，组建专班，制定方案并设定节点。",
            "An old matter was given to your seat. Take it on, form the team, set plan and milestones.",
        ),
        "milestone-missed": (
            "包案提醒：您包案的积案有一个节点没有按期完成。请了解原因，督促推进。",
            "A milestone of the old matter you lead was missed. Find out why and see to it.",
        ),
        "backlog-not-arranged": (
            "督办提醒：这件积案没有按期落实包案领导、专班和方案。请督促落实。",
            "This old matter has not got its leader, team and plan in time. See to it.",
        ),
        "backlog-not-assessed": (
            "督办提醒：这件积案已经办结，没有按期评估核签。请督促评估。",
            "This old matter has ended and was not assessed in time. See to it.",
        ),
    },
    "document": {
        "inspection-circular": ("督查通报", "Circular of an inspection"),
    },
    "petition-paper": {
        "circular": (
            "{unit}对{since}至{until}（含首尾两日）办理的事项开展督查，由系统随机抽取{drawn}件，事项本身和办理过程一并核查。",
            (
                "{unit} inspected matters taken up from {since} to {until}, both days included. {drawn} of "
                "them were drawn by chance, and each was looked at twice: the matter, and its handling."
            ),
        ),
        "circular-words": ("{words}", "The circular in its own words: {words}"),
        "circular-found": (
            "问题{n}：{whose}，{aspect}（{article}）。",
            "Finding {n}: {whose}; {aspect} ({article}).",
        ),
        "circular-due": (
            "责任单位应当在{due_on}前（含当日）整改，记录整改情况并逐项核查。",
            "The units concerned put these right until {due_on}, that day included, say how, and check.",
        ),
        "circular-closing": (
            "没有整改记录、没有经其他人员核签的，不予销号；逾期的报告上级。",
            (
                "Nothing is closed without that record and the signatures of others; what is late is told "
                "upwards."
            ),
        ),
        "circular-nothing": ("未发现需要整改的问题。", "Nothing was found that has to be put right."),
    },
    "clock": {
        "P-55": ("整改督查发现的问题", "To put right what an inspection found"),
        "P-56": ("落实包案领导、专班和方案", "To arrange leader, team and plan"),
        "P-57": ("评估化解情况", "To assess the settlement"),
    },
    "clock-trigger": {
        "circular-issued": ("督查通报已印发", "The circular was issued"),
        "backlog-registered": ("积案已登记", "The old matter was registered"),
        "matter-found-ended": ("事项确已办结", "The matter was found to have ended"),
    },
    "clock-responsible": {
        "inspected-unit": ("被督查单位", "The inspected unit"),
    },
    "refusal": {
        "not-an-inspector": (
            "所列岗位不是督查岗位，不能联合督查。请从本县的督查岗位中选择。",
            "That seat does not inspect. Choose among the seats that inspect in this county.",
        ),
        "inspects-already": (
            "这个岗位已经参加本次督查。请选择另一个督查岗位。",
            "That seat inspects here already. Choose another one.",
        ),
        "inspects-itself": (
            "被督查的不能督查自己。请由没有经手、也不属于被督查单位的督查人员办理。",
            "Nobody inspects their own work. Leave it to an inspector who had no hand in it.",
        ),
        "scope-is-empty": (
            "督查范围不完整。请写明单位、事项类别、起止日期和抽查件数。",
            "The scope is not complete. Name the units, the kinds, the days and how many to draw.",
        ),
        "unit-not-in-scope": (
            "这个单位不在督查范围内，或者没有负责整改的岗位。请选择范围内的责任单位。",
            "That unit is not in the scope, or nobody answers for it. Choose a unit that is.",
        ),
        "matter-not-in-sample": (
            "这个事项没有被抽中。只能对抽中的事项记录；其他线索请另行立项或者督办。",
            "That matter was not drawn. Record what was drawn; for anything else open another inspection.",
        ),
        "looked-at-already": (
            "这一项已经核查过。请查看记录；还有新问题的，写入督查通报。",
            "This was looked at before. See the record; put anything more into the circular.",
        ),
        "sample-not-looked-at": (
            "抽中的事项还没有全部核查。事项本身和办理过程都核查完，再印发通报。",
            "The sample has not all been looked at. Look at each matter and its handling, then issue it.",
        ),
        "no-such-finding": (
            "没有这个编号的未销号问题。请核对问题编号。",
            "There is no open finding of that number. Check the number.",
        ),
        "finding-of-another-unit": (
            "这个问题由另一个单位整改。请核对问题编号，只办理本单位的问题。",
            "Another unit puts this right. Check the number, and see to what is your unit's.",
        ),
        "not-rectified": (
            "责任单位还没有记录整改。没有整改记录的问题不能核查、核签。",
            "Nothing is on record of how it was put right. Wait for the unit's record.",
        ),
        "rectified-already": (
            "整改已经记录，正在核查核签。退回以后才能重新记录。",
            "It is on record and being verified. Record it anew once it was sent back.",
        ),
        "no-such-check": (
            "本县的核查清单没有这一项。请从清单中选择。",
            "The county's checklist has no such item. Choose one of the list.",
        ),
        "checked-already": (
            "这一项已经核查。请核查其余各项。",
            "This item was checked before. Go on with the others.",
        ),
        "checks-missing": (
            "核查没有做完，不能核签。请先完成清单的每一项。",
            "Not everything was checked. Complete the list, then sign.",
        ),
        "signs-own-check": (
            "自己办理或者核查的，自己不能核签。请由另一人核签。",
            "Nobody signs off what they did or checked themselves. Leave it to another person.",
        ),
        "signed-already": (
            "同一人不能核签两次。请由另一人核签。",
            "One person does not sign twice. Leave it to another person.",
        ),
        "not-old-yet": (
            "事项还没有达到长期未结的时间。属于重复信访或者上级交办的，请按该理由登记。",
            "The matter is not old yet. If it comes again and again or from above, register it as that.",
        ),
        "not-a-leaders-seat": (
            "这个岗位不能担任包案领导。请从本县规定的岗位中选择。",
            "That seat leads no old matters. Choose one that the county names.",
        ),
        "leader-assigned-already": (
            "已经有包案领导。需要变更的，请提出变更并说明理由。",
            "It has a leader. To change it, propose another and say why.",
        ),
        "already-leads": (
            "这个岗位已经是包案领导。请选择另一个岗位。",
            "That seat leads it already. Choose another.",
        ),
        "no-leader-proposed": (
            "没有待审批的变更。请先由主管科室提出。",
            "Nobody has been proposed. Have the office propose somebody first.",
        ),
        "approves-own-proposal": (
            "自己提出的变更，自己不能审批。请由另一人审批。",
            "Nobody agrees to their own proposal. Leave it to another person.",
        ),
        "not-of-the-team": (
            "专班的单位不明确，或者承办单位不在专班之内。请核对后重新选择。",
            "A unit is not known, or the one that carries it out is not of the team. Choose again.",
        ),
        "no-plan-yet": (
            "还没有化解方案。请先制定方案，再设定节点。",
            "There is no plan yet. Set the plan, then its milestones.",
        ),
        "milestone-in-the-past": (
            "节点的日期已经过去。请选择今天或者以后的日期。",
            "That day is past. Choose today or a later one.",
        ),
        "no-such-milestone": (
            "没有这个编号的未完成节点。请核对节点编号。",
            "There is no open milestone of that number. Check the number.",
        ),
        "not-arranged": (
            "包案领导、专班、方案没有落实齐全。请先落实，再报告化解。",
            "It lacks a leader, a team or a plan. Arrange these first.",
        ),
    },
}
