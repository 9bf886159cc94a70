"""Why a command of a handoff is refused (不予执行): the reason, and what to do instead; said to the clerk."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "refusal": {
        "no-such-docking": (
            "没有这种对接。请从列出的对接中选择；确实没有合适的，请联系对方单位，以公函等方式办理。",
            (
                "There is no such docking. Choose one of those listed; if none fits, turn to the other "
                "body by letter."
            ),
        ),
        "no-such-agency": (
            "本县没有这个对接单位。请从列出的对接单位中选择；确实需要的，请联系县级管理人员登记该单位。",
            (
                "The county knows no such agency. Choose one of those listed; if another is needed, ask "
                "whoever keeps the county's list to enter it."
            ),
        ),
        "nothing-to-confirm": (
            (
                "没有可以申请司法确认的协议，或者三十日的申请期限已过。请核对协议；需要强制执行力的，告诉当"
                "事人可以申请公证、支付令或者起诉。"
            ),
            (
                "There is no agreement whose confirmation could still be applied for. Check the agreement; "
                "for something enforceable, tell the parties of notarization, an order for payment, or a "
                "suit."
            ),
        ),
        "not-between-these": (
            "这种对接不在这两类单位之间进行。请核对移送方和接收方，或者选择另一种对接。",
            (
                "This docking is not one between these two kinds of bodies. Check who sends and who "
                "receives, or choose another docking."
            ),
        ),
        "sent-too-late": (
            (
                "可以提出的期限已经过去，不能再发出。请核对起算时间，写错的先更正；确已超过的，告诉当事人还"
                "有哪些途径。"
            ),
            (
                "The time in which this could be sent is over. Check from when it counts, and correct what "
                "was typed wrong; if it is over indeed, tell the parties which other roads are open."
            ),
        ),
        "start-not-said": (
            "没有写明期限从何时起算，无法判断是否超过期限。请在“核实并说明情况”中填写起算时间，再发出。",
            (
                "Nobody has said from when the time to send it counts. Say so where you describe the "
                "matter, then send it."
            ),
        ),
        "too-many-a-side": (
            "一方的人数超过了这种对接允许的人数。请核对当事人；人数属实的，请选择其他途径。",
            (
                "There are more people on one side than this docking takes. Check the parties; if they are "
                "right, another road is needed."
            ),
        ),
        "consent-missing": (
            (
                "还有人没有同意移送，名单见所列。请逐一征得同意并记录；有人不愿意的，登记“当事人不同意移送”"
                "，不得劝压。"
            ),
            (
                "Not everybody who must agree has agreed; those who have not are named here. Ask each and "
                "record it; if somebody does not wish it, report that, and press nobody."
            ),
        ),
        "document-missing": (
            "缺少所列的材料。请补齐后再办理这一步。",
            "Papers are missing; they are named here. Add them, then do this.",
        ),
        "secret-paper": (
            "涉密材料不得通过本系统移送。请取出该材料，按照保密规定另行办理。",
            (
                "What is secret is not handed over by this way. Take it out, and deal with it under the "
                "rules on secrets."
            ),
        ),
        "already-accepted": (
            (
                "接收方已经接收办理，不能再撤回。请与接收方联系，等待退回的结果；当事人不愿意的，登记“当事"
                "人不同意移送”。"
            ),
            (
                "The receiver has accepted it, so it cannot be taken back any more. Talk to the receiver "
                "and wait for the result; if a party does not wish it, report that."
            ),
        ),
        "handoff-has-ended": (
            "本次对接已经结束，不能再办理。需要再次移送的，请另行起草一次对接。",
            (
                "This handoff has ended, and nothing more is done in it. To hand the matter over again, "
                "draft another one."
            ),
        ),
        "not-silent": (
            "期限还没有过去，不能以逾期为由终止。请等到期满；要提前收回的，请使用“撤回”。",
            (
                "The time is not over yet, so there is no silence to end it for. Wait until it is; to have "
                "the matter back before, take it back."
            ),
        ),
        "no-such-message": (
            "没有这样一条未能送达的消息。请重新打开案件，从列出的未送达消息中选择。",
            "There is no such undelivered message. Open the case again and choose one of those listed.",
        ),
        "mediated-before": (
            "您以前调解过这件事，不能再接手。请由没有参与过的同事接收办理。",
            (
                "You have mediated this matter before and do not take it on again. A colleague who had no "
                "part in it must accept it."
            ),
        ),
        "outcome-not-of-this-docking": (
            "这种对接没有这样的结果。请从列出的结果中选择。",
            "This docking has no such outcome. Choose one of those listed.",
        ),
        "receiver-not-finished": (
            "由本次对接启动的程序还没有结束，不能退回结果。请先办结该程序。",
            (
                "What this handoff began here has not ended yet, so there is no result to return. Bring "
                "that to its end first."
            ),
        ),
        "co-tasks-open": (
            (
                "还有协办任务没有完成，按约定不能退回结果。请催办；确实不需要的，可以改为由牵头单位决定，再"
                "退回。"
            ),
            (
                "Tasks of other units are not finished, and by what was agreed nothing is returned before. "
                "Ask those units; if their part is not needed, give the next task as one on which the lead "
                "decides."
            ),
        ),
        "co-task-in-the-past": (
            "协办任务的期限已经过去。请填写一个今后的时间。",
            "The time for this task is past already. Name one to come.",
        ),
        "co-task-given-before": (
            "这个单位已经有一项协办任务。请等待其完成，或者直接与该单位联系。",
            "That unit has a task already. Wait until it is done, or speak to the unit.",
        ),
        "co-task-to-oneself": (
            "不能把协办任务交给自己单位。请直接办理，或者选择另一个单位。",
            "A unit gives no task to itself. Do it, or choose another unit.",
        ),
        "co-task-to-nobody": (
            "这个单位没有可以承办的岗位，任务无人接手。请选择县直部门、乡镇（街道）等有承办人的单位。",
            (
                "Nobody handles matters at that unit, so nobody would do the task. Choose a department, a "
                "township or another unit with a handler."
            ),
        ),
        "no-co-task": (
            "您单位没有未完成的协办任务。请重新打开案件核对。",
            "Your unit has no unfinished task here. Open the case again and check.",
        ),
        "handoff-still-open": (
            "这件事还有一次对接没有结束。请等待结果退回，或者先撤回该次对接，再办理这一步。",
            (
                "A handoff of this matter is still open. Wait for its result, or take it back first, then "
                "do this."
            ),
        ),
        "status-is-not-mediated": (
            (
                "婚姻、亲子、收养等身份关系的确认，不能委派调解。请告诉当事人向有管辖权的人民法院提出；财产"
                "、抚养等可以处分的部分另行移送。"
            ),
            (
                "Whether a marriage, a parentage or an adoption stands is not assigned to mediation. Show "
                "the parties to the court with jurisdiction; what they may dispose of, such as property or "
                "support, may be handed over on its own."
            ),
        ),
    },
}
