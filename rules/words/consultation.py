"""The words of consultations (咨询): the eight services, and what can be done with a question."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "procedure": {
        "consultation": ("咨询", "Consultation"),
    },
    "stage": {
        "asked": ("待答复", "Waiting for an answer"),
        "booked": ("已预约", "A service is booked"),
        "settled": ("已答复，危险报告待处置", "Answered; a danger waits for an answer"),
    },
    "outcome": {
        "service-given": ("已提供服务", "The service was given"),
        "became-petition": ("按本人意愿转为信访", "Became a petition, as the person wished"),
        "became-dispute": ("按本人意愿申请调解", "Goes to mediation, as the person wished"),
    },
    "service": {
        "legal-advice": ("法律咨询", "Legal advice"),
        "dispute-diversion": ("纠纷分流", "Showing a dispute to its road"),
        "village-contact": ("联系村社区", "Contact with the village"),
        "mediation-guidance": ("调解指导", "Guidance for mediation"),
        "diverse-resolution": ("多元解纷", "Other ways to resolve a dispute"),
        "judicial-confirmation": ("司法确认", "Judicial confirmation"),
        "litigation-mediation-docking": ("诉调对接", "Between litigation and mediation"),
        "litigation-service": ("诉讼服务", "Litigation service"),
    },
    "command": {
        "answer_on_the_spot": ("当场答复", "Answer on the spot"),
        "answer_question": ("答复", "Answer"),
        "book_service": ("预约服务", "Book a service"),
        "rebook_service": ("改约", "Book another time"),
        "cancel_booking": ("取消预约", "Cancel the booking"),
        "record_consultation_service": ("记录已提供的服务", "Record a service that was given"),
        "hand_over_question": ("转交其他单位", "Hand over to another unit"),
        "turn_into_petition": ("按本人意愿转为信访", "Turn into a petition, as the person wishes"),
        "turn_into_dispute": ("按本人意愿申请调解", "Turn into a dispute, as the person wishes"),
    },
    "report": {
        "question_withdrawn": ("本人不再咨询", "The person does not ask any more"),
    },
    "event": {
        "QuestionRegistered": ("咨询登记", "A question was registered"),
        "QuestionAnswered": ("已答复", "The question was answered"),
        "ServiceBooked": ("已预约服务", "A service was booked"),
        "ServiceRebooked": ("已改约", "The booking was moved"),
        "BookingCancelled": ("预约已取消", "The booking was cancelled"),
        "ServiceGiven": ("已提供服务", "A service was given"),
        "QuestionHandedOver": ("已转交其他单位", "Handed over to another unit"),
        "QuestionFellOverdue": ("答复逾期", "The answer fell overdue"),
        "QuestionEnded": ("咨询结束", "The consultation ended"),
    },
    "task": {
        "answer-question": ("答复咨询", "Answer the question"),
        "receive-supplement": (
            "等待当事人补正，期满照常答复",
            "Waiting for the supplement; answer without it",
        ),
        "give-service": ("按预约提供服务并记录", "Give the service that is booked, and record it"),
        "follow-question": ("首问负责：跟踪到答复为止", "First receiver: follow it until it is answered"),
        "look-into-question": ("督办：答复已逾期", "Look into it: the answer is overdue"),
    },
    "notice": {
        "question-overdue": (
            "督办提醒：本件咨询的答复期限已过，仍未答复。请了解原因并督促答复。",
            "To the supervisor: the time for answering this question has passed. Find out why and see to it.",
        ),
        "question-still-open": (
            "首问负责提醒：您首先接待的这件咨询已过答复期限，仍未答复。请跟踪，直至答复。",
            (
                "To its first receiver: the question you took in has not been answered in time. Follow it "
                "until it is."
            ),
        ),
        "dispute-wished": (
            "提醒：咨询人希望申请调解。请以本事项编号登记纠纷，逐项审查后告知本人。",
            (
                "Whoever asked would like to mediate. Register a dispute under this matter's number, go "
                "through the screen, and tell the person."
            ),
        ),
    },
    "clock": {
        "P-21": ("答复咨询", "Answer to a question"),
    },
    "refusal": {
        "not-on-the-spot": (
            "当场答复只用于收到咨询的当天。今天答复的，请使用“答复”。",
            (
                "An answer on the spot is one of the day on which the question came. Today, use the ordinary "
                "answer."
            ),
        ),
        "booking-in-the-past": (
            "预约的时间已经过去。请与本人商定一个今后的时间；服务已经提供的，直接记录服务。",
            (
                "The time of this booking is past. Agree on one to come with the person; if the service has "
                "been given already, record it."
            ),
        ),
        "nobody-answers-there": (
            (
                "这个单位没有答复咨询的岗位，或者职能已经划转。请选择县直部门、乡镇（街道）或者县级窗口；职能"
                "划转的，转交承接单位。"
            ),
            (
                "Nobody answers questions at that unit, or another has taken over its functions. Choose a "
                "department, a township or the county's window; where functions moved, whoever has them now."
            ),
        ),
        "already-there": (
            "咨询已经在这个单位。请直接答复，或者选择另一个单位。",
            "The question is at that unit already. Answer it there, or choose another.",
        ),
        "not-wished": (
            (
                "没有本人的意愿，咨询不转为信访或者纠纷。请当面问清本人，记录本人的原话；不愿意的，照常答复。"
                "没有留姓名的，可以另行登记。"
            ),
            (
                "A question becomes a petition or a dispute only if the person wishes it. Ask the person and "
                "write down what they say; if they do not wish it, answer the question. Where no name was "
                "given, register it anew."
            ),
        ),
    },
}
