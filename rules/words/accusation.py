"""Accusations (检举控告), and how things come to the counter (收件渠道)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {"accusation": ("检举控告", "Accusation")},
    "stage": {
        "accusation-received": ("已收件，待移送", "Received, to be transferred"),
        "transferred-to-discipline": ("已移送纪检监察机关", "Transferred to the discipline organ"),
        "result-recorded": ("已有结果，待告知", "Result recorded, to be told"),
    },
    "outcome": {
        "concluded-elsewhere": ("另行处理", "Concluded elsewhere"),
        "result-told": ("已告知处理结果", "The result was told"),
        "result-on-record": ("未留姓名，处理结果已记录", "No name was given; the result is recorded"),
    },
    "ending": {
        # Word for word what is said where something may not be mediated: nobody is to tell the two apart.
        "concluded-elsewhere": (
            "所涉事项不宜在本次调解中继续处理，调解终止。",
            "The matter cannot be taken further in this mediation, and the mediation has ended.",
        ),
    },
    "command": {
        "conclude_elsewhere": ("另行处理", "Conclude elsewhere"),
        "transfer_to_discipline": ("移送纪检监察机关", "Transfer to the discipline organ"),
        "tell_acceptance": ("告知受理情况", "Tell that it was accepted"),
        "record_result": ("记录处理结果", "Record the result"),
        "tell_result": ("告知处理结果", "Tell the result"),
    },
    "event": {
        "AccusationReceived": ("收到检举控告", "The accusation was received"),
        "AccusationTransferred": ("已移送纪检监察机关", "It was transferred to the discipline organ"),
        "AcceptanceTold": ("已告知受理情况", "The acceptance was told"),
        "ResultRecorded": ("已记录处理结果", "The result was recorded"),
        "ResultTold": ("已告知处理结果", "The result was told"),
        "AcceptanceFellOverdue": ("告知受理情况逾期", "Telling the acceptance fell overdue"),
        "ResultFellOverdue": ("告知处理结果逾期", "Telling the result fell overdue"),
        "AccusationClosed": ("检举控告办理结束", "The accusation was closed"),
    },
    "task": {
        "transfer-to-discipline": (
            "确定有权处理的纪检监察机关并移送",
            "Decide which discipline organ is competent, and transfer",
        ),
        "record-result": ("等待并记录处理结果", "Wait for the result and record it"),
        "tell-acceptance": (
            "向实名检举控告人告知受理情况",
            "Tell whoever gave their name that it was accepted",
        ),
        "tell-result": ("向实名检举控告人告知处理结果", "Tell whoever gave their name the result"),
    },
    "notice": {
        "accusation-overdue": (
            "应当告知检举控告人的事项已逾期，请立即告知。",
            "What was to be told to whoever made the accusation is overdue; tell them at once.",
        ),
    },
    "role": {"discipline_clerk": ("纪检监察经办人", "Discipline clerk")},
    "refusal": {
        "unknown-discipline-organ": (
            "所填单位没有设立纪检监察机关。请按管理权限另选乡镇（街道）、县级或者上级的纪检监察机关。",
            (
                "This unit has no discipline organ. Choose, by management authority, that of a township, of "
                "the county or above it."
            ),
        ),
        "organ-under-the-accused": (
            "所选机关就是被检举控告的单位，或者在其之下。请移送所列的上一级有权处理机关。",
            (
                "The chosen organ is the accused unit, or is below it. Transfer to the next higher competent "
                "organ, which is named."
            ),
        ),
        "no-name-given": (
            "检举控告人没有留下姓名，无从告知。请移送并记录处理结果。",
            "Nobody gave a name, so nobody can be told. Transfer it and record the result.",
        ),
        "already-told": (
            "受理情况已经告知。请等待并记录处理结果。",
            "The acceptance has been told. Wait for the result and record it.",
        ),
    },
    "channel": {
        "letter": ("来信", "Letter"),
        "visit": ("走访", "Visit"),
        "phone": ("电话", "Telephone"),
        "online-form": ("网上", "Online form"),
        "place-code": ("场所码", "Code at a place"),
        "chat": ("即时通讯", "Chat"),
        "grid-report": ("网格上报", "Report from the grid"),
        "household-visit": ("入户走访", "Visit to a household"),
        "leaders-reception": ("领导接访", "Reception by a leader"),
        "meeting": ("会议", "Meeting"),
        "agency-push": ("机关推送", "Passed on by an agency"),
        "import": ("导入", "Import"),
        "window": ("窗口", "Window"),
        "online": ("网上", "Online"),
    },
}
