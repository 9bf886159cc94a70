"""The words of the three recommendations (三项建议): what is proposed, to whom, and what they answer."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "recommendation": ("建议", "Recommendation"),
    },
    "stage": {
        "recommendation-drafted": ("待签发", "Drafted, not signed"),
        "recommendation-issued": ("已发出，待签收", "Issued; its receipt is awaited"),
        "recommendation-received": ("已收到，待反馈", "Received; an answer is awaited"),
    },
    "outcome": {
        "recommendation-adopted": ("已采纳", "Adopted"),
        "recommendation-partly-adopted": ("部分采纳", "Adopted in part"),
        "recommendation-not-adopted": ("未采纳", "Not adopted"),
        "recommendation-dropped": ("不予提出", "Dropped"),
    },
    "command": {
        "write_recommendation": ("拟写建议书", "Write the recommendation"),
        "write_accountability": ("拟写追究责任建议书", "Write the recommendation about conduct"),
        "sign_recommendation": ("签发建议书", "Sign the recommendation"),
        "drop_recommendation": ("不予提出", "Drop it"),
        "confirm_receipt": ("签收建议书", "Confirm its receipt"),
        "record_receipt": ("登记送达", "Record its service"),
        "give_feedback": ("书面反馈采纳情况", "Answer whether it is adopted"),
        "give_conduct_feedback": (
            "书面反馈追责建议采纳情况",
            "Answer whether the recommendation about conduct is adopted",
        ),
    },
    "event": {
        "RecommendationDrafted": ("已拟建议", "A recommendation was drafted"),
        "RecommendationWritten": ("已写建议书", "The recommendation was written"),
        "RecommendationIssued": ("已签发建议书", "The recommendation was signed and issued"),
        "RecommendationDropped": ("不予提出", "It was dropped"),
        "RecommendationReceived": ("建议书已收到", "The recommendation was received"),
        "FeedbackFellOverdue": ("反馈逾期", "The answer fell overdue"),
        "AdoptionToldInWriting": ("已书面反馈采纳情况", "Whether it is adopted was told in writing"),
        "RecommendationClosed": ("建议结束", "The recommendation ended"),
    },
    "task": {
        "write-recommendation": (
            "多发事项：拟写建议书，或者不予提出",
            "A cluster: write a recommendation, or have it dropped",
        ),
        "sign-recommendation": ("签发建议书，或者不予提出", "Sign the recommendation, or drop it"),
        "confirm-recommendation": ("签收建议书", "Confirm the receipt of the recommendation"),
        "answer-recommendation": ("书面反馈建议采纳情况", "Answer in writing whether it is adopted"),
    },
    "notice": {
        "cluster-found": (
            (
                "提醒：同一地方同类事项已达到县里规定的件数，已生成建议草稿。请研究原因；需要提出建议的，写明后送签；"
                "不需要的，不予提出。"
            ),
            (
                "So many matters of one kind came from one place that a draft was made. Look into the "
                "causes; write the recommendation and have it signed where one is needed, or have it dropped."
            ),
        ),
        "recommendation-issued": (
            "信访部门向您单位提出了建议。请签收，认真研究，并在期限内书面反馈采纳情况。",
            (
                "The petition department has made a recommendation to your unit. Confirm its receipt, study "
                "it, and answer in writing within its time whether it is adopted."
            ),
        ),
        "feedback-overdue": (
            (
                "提醒：建议书的反馈期限已过，仍未书面反馈采纳情况。请立即反馈。对建议重视不够、落实不力，导致问题长期得不到"
                "解决的，《信访工作条例》第四十五条第三项规定追究责任。"
            ),
            (
                "The time to answer the recommendation has passed. Answer now. Neglecting recommendations so "
                "that a problem stays unsolved for long is a fault (Regulations on Petition Work, art. 45, "
                "item 3)."
            ),
        ),
        "no-feedback": (
            (
                "提醒：收到建议的单位在期限内没有书面反馈采纳情况。请催告；长期不重视的，依照《信访工作条例》第四十五条"
                "第三项处理。"
            ),
            (
                "Whoever received the recommendation has not answered in time. Remind them; long neglect is "
                "a fault (Regulations on Petition Work, art. 45, item 3)."
            ),
        ),
        "feedback-given": (
            "收到建议的单位已书面反馈采纳情况，请查阅。",
            "Whoever received the recommendation has answered in writing. See what they say.",
        ),
    },
    "clock": {
        "P-54": ("反馈建议采纳情况（县定天数）", "Answer to a recommendation, in the county's days"),
    },
    "refusal": {
        "not-addressed-there": (
            (
                "这类建议不能向该单位提出：建议向乡镇（街道）、县直部门或者县级提出；追究责任的建议只向有管理权限的机关"
                "提出。请另选单位。"
            ),
            (
                "This recommendation does not go there: it goes to a township, a department or the county; "
                "one about conduct only to whoever has authority over it. Choose another unit."
            ),
        ),
        "not-written": (
            (
                "建议书的内容还不完整。请写明问题、依据、分析和建议；追究责任的建议写明涉及的单位，其他建议不写。"
            ),
            (
                "The recommendation is not complete. Write the problem, what shows it, the analysis and what "
                "is proposed; one about conduct says which unit it concerns, the others do not."
            ),
        ),
    },
    "document": {
        "D-14": ("改进工作建议书", "Recommendation to Improve Work"),
        "D-15": ("完善政策建议书", "Recommendation to Improve Policy"),
        "D-16": ("追究责任建议书", "Recommendation on Accountability"),
    },
    "petition-paper": {
        "recommend-improvement": (
            "信访部门在工作中发现下列问题，依照{article}，提出改进工作的建议。",
            "Under {article} the petition department recommends an improvement of your work.",
        ),
        "recommend-policy": (
            "信访部门在工作中发现下列政策问题，依照{article}，提出完善政策的建议。",
            "Under {article} the petition department recommends an improvement of a policy.",
        ),
        "recommend-accountability": (
            "信访部门依照{article}，就{concerns}的有关问题提出追究责任的建议。",
            "Under {article} the petition department makes a recommendation on accountability at {concerns}.",
        ),
        "recommended-problem": ("问题：{problem}", "The problem: {problem}"),
        "recommended-evidence": ("依据：{evidence}", "What shows it: {evidence}"),
        "recommended-cases": ("涉及事项：{numbers}", "Matters: {numbers}"),
        "recommended-cluster": (
            "统计：{since}至{until}，{place}的“{kind}”类事项共{count}件；此前各个同样长的时期依次为{before}件。",
            (
                "Counted: from {since} to {until}, {count} matters of the kind “{kind}” from {place}; in the "
                "periods of the same length before, the nearest first: {before}."
            ),
        ),
        "recommended-analysis": ("分析：{analysis}", "Why it is so: {analysis}"),
        "recommended-proposal": ("建议：{proposal}", "What is proposed: {proposal}"),
        "conduct-facts": ("事实：{problem}", "The facts: {problem}"),
        "conduct-consequence": ("造成的后果：{analysis}", "What came of it: {analysis}"),
        "adoption-asked": (
            (
                "请认真研究，自收到之日起{days}日内（县级规定，法律没有规定天数）书面反馈采纳情况；不采纳的，说明理由"
                "（{article}）。"
            ),
            (
                "Study it, and answer in writing within {days} days of its receipt whether it is adopted, "
                "and if not, why ({article}). The number of days is the county's own; the law has none."
            ),
        ),
        "neglect": (
            "对建议重视不够、落实不力，导致问题长期得不到解决的，依照{article}处理。",
            "Neglecting it so that the problem stays unsolved for long is a fault under {article}.",
        ),
    },
}
