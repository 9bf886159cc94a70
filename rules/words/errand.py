"""The words of errands (信访代办), and of whoever helps and sees little: volunteers, who is invited."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "role": {
        "errand_agent": ("代办员", "Errand agent"),
        "volunteer": ("志愿者", "Volunteer"),
        "invited_participant": ("受邀参与调解的人员", "Invited to mediate"),
    },
    "procedure": {"errand": ("信访代办", "Errand")},
    "stage": {
        "errand-running": ("代办中", "The errand runs"),
        "errand-reported": ("待本人评价", "The person says how it was"),
        "errand-re-examined": ("重新审查", "Examined anew"),
        "errand-at-petition-office": ("信访部门审查", "Examined by the petition department"),
    },
    "outcome": {
        "errand-satisfied": ("本人满意", "The person is satisfied"),
        "errand-not-evaluated": ("本人未评价", "Not evaluated"),
        "errand-answered": ("信访部门已答复", "Answered by the petition department"),
    },
    "errand-act": {
        "submit": ("代交材料", "Hand in papers"),
        "receive": ("代收文书", "Receive papers"),
        "enquire": ("代问进展", "Ask how it stands"),
        "accompany": ("陪同办理", "Accompany the person"),
        "call-meeting": ("提请联席会议", "Call a joint meeting"),
    },
    "errand-verdict": {
        "satisfied": ("满意", "Satisfied"),
        "dissatisfied": ("不满意", "Not satisfied"),
    },
    "authority-end": {
        "authority-revoked": ("本人撤销", "Revoked by the person"),
        "authority-expired": ("到期", "Its last day is over"),
        "authority-laid-down": ("代办员不再代办", "Laid down by the agent"),
    },
    "command": {
        "record_step": ("记录代办", "Record what was done"),
        "call_meeting": ("提请联席会议", "Call a joint meeting"),
        "answer_meeting_call": ("答复联席会议提请", "Answer the call for a joint meeting"),
        "report_errand": ("报告代办情况", "Report what was done"),
        "record_errand_satisfaction": ("记录本人评价", "Record what the person says of it"),
        "answer_re_examination": ("答复重新审查", "Answer the new examination"),
        "answer_last_examination": ("信访部门答复", "Answer for the petition department"),
        "invite_participant": ("邀请参与调解", "Invite somebody to the mediation"),
        "record_undertaking": ("登记保密承诺书", "Record the confidentiality undertaking"),
        "withdraw_invitation": ("撤回邀请", "Withdraw the invitation"),
    },
    "report": {
        "errand_revoked": ("本人撤销代办授权", "The person revokes the authority"),
        "invitation_consent_withdrawn": (
            "当事人不再同意受邀人员参与",
            "A party does not want somebody invited there any more",
        ),
    },
    "activity": {
        "patrol": ("巡防", "Patrol"),
        "mutual-aid": ("邻里互助", "Mutual aid"),
        "publicity": ("普法宣传", "Legal publicity"),
        "visit": ("走访看望", "Visit"),
        "conciliation": ("劝解邻里小事", "Conciliation of small matters between neighbours"),
        "service": ("便民服务", "Service to the public"),
    },
    "guest-kind": {
        "party-delegate": ("党代表", "Party delegate"),
        "peoples-deputy": ("人大代表", "People's deputy"),
        "cppcc-member": ("政协委员", "Member of the CPPCC"),
        "lawyer": ("律师", "Lawyer"),
        "legal-worker": ("基层法律服务工作者", "Grass-roots legal worker"),
        "expert": ("行业贤达", "Respected person of the trade"),
        "retired": ("退休人员", "Retired official"),
    },
    "invitation-end": {
        "invitation-withdrawn": ("主持人撤回邀请", "Withdrawn by whoever mediates"),
        "invitation-consent-withdrawn": ("当事人不再同意", "A party agrees no more"),
    },
    "by-code": {
        "errand-revocation": ("撤销代办授权", "Revoke the authority"),
        "errand-satisfaction": ("评价代办", "Say how the errand was done"),
    },
    "event": {
        "ErrandRegistered": ("代办登记", "An errand was registered"),
        "StepTaken": ("已代办", "The agent did something"),
        "MeetingCalled": ("已提请联席会议", "A joint meeting was called for"),
        "MeetingCallAnswered": ("联席会议提请已答复", "The call for a meeting was answered"),
        "ErrandReported": ("已报告代办情况", "What was done was reported"),
        "AuthorityEnded": ("代办授权已结束", "The authority ended"),
        "ErrandSatisfaction": ("本人已评价", "The person said how it was"),
        "ReExaminationAnswered": ("重新审查已答复", "The new examination was answered"),
        "LastExaminationAnswered": ("信访部门已答复", "The petition department answered"),
        "ErrandFellOverdue": ("逾期", "Something owed in the errand fell overdue"),
        "ErrandClosed": ("代办结束", "The errand ended"),
        "ParticipantInvited": ("已邀请参与调解", "Somebody was invited to the mediation"),
        "UndertakingRecorded": ("已登记保密承诺书", "The undertaking was recorded"),
        "InvitationEnded": ("邀请已结束", "The invitation ended"),
    },
    "task": {
        "run-errand": ("按授权代办", "Run the errand, within the authority"),
        "follow-errand": ("包案领导：跟踪代办", "Leader in charge: follow the errand"),
        "evaluate-errand": ("请本人评价，未评价不视为满意", "Ask the person how it was; silence is no yes"),
        "re-examine-errand": ("重新审查，写明理由答复", "Examine it anew, and answer with reasons"),
        "examine-errand-last": ("信访部门审查并答复", "Examine it, for the petition department"),
        "answer-meeting-call": ("答复联席会议提请", "Answer the call for a joint meeting"),
        "take-part": ("受邀参与调解，保守秘密", "Take part in the mediation, and keep it to yourself"),
        "look-into-errand": ("督办：代办事项逾期", "Look into it: something owed is overdue"),
    },
    "notice": {
        "errand-meeting-called": (
            "代办员提请召开联席会议。请在期限内答复：何时召开，或者为什么不召开。",
            "An errand agent calls for a joint meeting. Answer in time: when there is one, or why not.",
        ),
        "errand-revoked": (
            "本人已撤销代办授权，即刻生效。请不再代办，手中的材料交还本人。",
            (
                "The person has revoked the authority, with effect at once. Do nothing more under it, and "
                "give back what you hold."
            ),
        ),
        "errand-over": (
            "代办授权已到期或者代办员不再代办。需要继续代办的，由本人重新授权。",
            (
                "The authority is over: its last day has passed, or the agent lays it down. If more is to be "
                "done, the person gives a new one."
            ),
        ),
        "errand-to-be-evaluated": (
            "代办情况已报告。请告知本人，并请本人评价；本人也可以凭查询码评价。",
            "What was done is reported. Tell the person and ask how it was; the tracking code does as well.",
        ),
        "errand-dissatisfied": (
            "本人对代办不满意。请重新审查，在期限内写明理由答复。不得因此对本人有任何不利。",
            (
                "The person is not satisfied. Examine the errand anew and answer with reasons in time. It is "
                "never held against them."
            ),
        ),
        "errand-dissatisfied-again": (
            "本人对代办仍不满意。请信访部门审查并答复。不得因此对本人有任何不利。",
            (
                "The person is still not satisfied. The petition department examines it and answers. It is "
                "never held against them."
            ),
        ),
        "errand-overdue": (
            "督办提醒：代办事项的期限已过，仍未答复。请了解原因并督促。",
            "To the supervisor: something owed in an errand is overdue. Find out why and see to it.",
        ),
    },
    "clock": {
        "P-65": ("代办授权的最长期限", "Longest time of an authority"),
        "P-66": ("重新审查", "New examination"),
        "P-67": ("信访部门审查", "Examination by the petition department"),
        "P-68": ("评价代办", "Time to say how the errand was done"),
        "P-69": ("答复联席会议提请", "Answer to the call for a meeting"),
    },
    "clock-trigger": {
        "authority-given": ("授权代办", "the authority was given"),
        "errand-dissatisfied": ("本人表示不满意", "the person said they were not satisfied"),
        "errand-reported": ("代办结束或者已报告", "the errand was reported, or its authority ended"),
        "meeting-called": ("提请联席会议", "a joint meeting was called for"),
    },
    "clock-responsible": {
        "errand-agent": ("代办员", "the errand agent"),
        "leader-in-charge": ("包案领导", "the leader in charge"),
        "township-office": ("乡镇（街道）信访办", "the petition office of the township"),
    },
    "refusal": {
        "authority-over": (
            "授权已经撤销或者到期，不能再代办。需要继续的，请本人重新授权，另行登记。",
            (
                "The authority has been revoked or is over; nothing more is done under it. If more is to be "
                "done, the person gives a new one, which is registered anew."
            ),
        ),
        "not-an-agent": (
            "代办员应当是村（社区）或者乡镇（街道）在岗的代办员。请从在岗名单中选择，由本人同意。",
            (
                "An errand is run by somebody who sits as an errand agent of a village or township. Choose "
                "one who does, and whom the person agrees to."
            ),
        ),
        "not-a-leader": (
            "包案领导应当是有关单位在岗的负责人，并且不是代办员本人。请另选一位。",
            (
                "The leader in charge is a head of an organ who sits there, and not the agent. Choose "
                "somebody else."
            ),
        ),
        "meeting-already-called": (
            "已经提请联席会议，尚未答复。请等待答复；需要补充的，直接联系乡镇信访办。",
            "A meeting has been called for and is not answered yet. Wait for the answer, or ask the office.",
        ),
        "no-meeting-called": (
            "没有待答复的联席会议提请。请核对事项。",
            "No call for a meeting waits for an answer here. Look whether this is the right errand.",
        ),
        "involved-otherwise": (
            "受邀人员不得是本件的当事人、监护人或者办理人员。请另行邀请。",
            (
                "Nobody is invited who is a party, a guardian or a handler of this dispute. Invite somebody "
                "else."
            ),
        ),
        "invited-before": (
            "这位人员已经受邀。请等待各方同意和保密承诺。",
            "This person has been invited already. Wait for the consent of all parties and the undertaking.",
        ),
        "not-invited": (
            "这位人员没有受邀，或者邀请已经结束。请先邀请。",
            "This person is not invited, or the invitation has ended. Invite them first.",
        ),
        "invitation-needs-everybody": (
            "须经各方当事人都同意，才能邀请。请逐一征求意愿；有一方不同意的，不邀请，照常调解。",
            (
                "All parties consent before anybody is invited. Ask each; if one does not agree, nobody is "
                "invited and the mediation goes on as it is."
            ),
        ),
        "undertaking-recorded": (
            "保密承诺书已经登记。不再参与的，撤回邀请。",
            "The undertaking is on record already. If they are not to take part, withdraw the invitation.",
        ),
    },
}
