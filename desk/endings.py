"""Every way in which a mediation ends, as a story: what its people do, and how the case stands then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desk.acting import Case

Told = Callable[[Case], Awaitable[None]]

# Where a dispute begins: of a kind the village mediates first, or of another kind.
VILLAGE, TOWNSHIP = "neighbour", "wages"


@dataclass(frozen=True)
class Ending:
    """``trail`` is every step entered with its reason. ``aftercare`` is how that stands when all was looked
    after: done, or only the people's own time (windows) still running."""

    code: str
    zh: str
    tell: Told
    outcome: str
    trail: tuple[tuple[int, str], ...]
    dispute_type: str = VILLAGE
    is_cross_township: bool = False
    aftercare: str = "done"

    @property
    def step(self) -> int:
        """The step at which it ends."""
        return self.trail[-1][0]


V1, V2, T3 = (1, "village-scope"), (2, "failed-below"), (3, "failed-below")
OTHER, C4 = (3, "other-entry"), (4, "county-support")


async def agreement_at_one(case: Case) -> None:
    await case.agree()


async def agreement_at_two(case: Case) -> None:
    await case.fail()
    await case.agree()


async def agreement_at_three(case: Case) -> None:
    await case.fail()
    await case.fail()
    await case.agree()


async def _to_the_county(case: Case) -> None:
    for _ in range(3):
        await case.fail()
    await case.do(case.lead, "request-county-support", reason="乡镇调解不成，申请县级支持（演练虚构）")
    case.step = 4


async def agreement_at_four(case: Case) -> None:
    await _to_the_county(case)
    await case.agree()


async def no_agreement_at_all_four(case: Case) -> None:
    await _to_the_county(case)
    await case.fail()


async def oral_agreement(case: Case) -> None:
    await case.agree("oral")


async def partial_agreement(case: Case) -> None:
    await case.fail()
    await case.agree(partly=True)


async def refusal(case: Case) -> None:
    await case.do(case.clerk, "record-consent", party=case.applicant, form="written")
    await case.do(case.clerk, "consent-refused", party=case.respondent)


async def consent_withdrawn(case: Case) -> None:
    await case.everyone_agrees()
    await case.schedule()
    await case.do(case.clerk, "consent-withdrawn", party=case.respondent)


async def applicant_withdraws(case: Case) -> None:
    await case.fail()
    await case.everyone_agrees()
    await case.do(case.clerk, "withdrawn", party=case.applicant)


async def left_for_route(case: Case) -> None:
    await case.everyone_agrees()
    await case.do(case.clerk, "left-for-route", party=case.applicant, route="court")


async def filed_in_court(case: Case) -> None:
    await case.fail()
    await case.everyone_agrees()
    await case.schedule()
    await case.do(case.lead, "filed-in-court", case="人民法庭已立案（演练虚构）")


async def ended_by_its_lead(case: Case) -> None:
    await case.fail()
    await case.do(case.lead, "end-without-agreement", reason="双方差距过大，继续调解无益（演练虚构）")


async def not_mediable_found_later(case: Case) -> None:
    await case.everyone_agrees()
    await case.do(case.clerk, "concern-found", concern="crime", reply="yes")


async def concluded_elsewhere(case: Case) -> None:
    await case.do(case.clerk, "conclude-elsewhere")


async def cross_township(case: Case) -> None:
    await case.agree()


async def flagged_major(case: Case) -> None:
    await case.fail()
    await case.everyone_agrees()
    await case.schedule()
    await case.do(case.lead, "flag-major", reason="人数众多，影响重大（演练虚构）")
    case.step = 4
    await case.fail()


async def raised_early(case: Case) -> None:
    await case.do(case.lead, "raise-early", reason="涉及多个村民小组，村级难以处理（演练虚构）")
    case.step = 2
    await case.agree()


async def sent_back(case: Case) -> None:
    await _to_the_county(case)
    await case.do(case.dispatcher, "send-back", to_step=3, instructions="请先查清界址再行调解（演练虚构）")
    case.step = 3
    await case.agree()


async def direction_then_end(case: Case) -> None:
    await case.fail()
    await case.do(case.lead, "end-without-agreement", reason="不申请县级支持，引导诉讼（演练虚构）")


ENDINGS = (
    Ending("agreement-1", "村级调解达成协议", agreement_at_one, "agreement", (V1,), aftercare="windows"),
    Ending(
        "agreement-2", "村级再次调解达成协议", agreement_at_two, "agreement", (V1, V2), aftercare="windows"
    ),
    Ending(
        "agreement-3", "乡镇调解达成协议", agreement_at_three, "agreement", (V1, V2, T3), aftercare="windows"
    ),
    Ending(
        "agreement-4",
        "县级调解达成协议",
        agreement_at_four,
        "agreement",
        (V1, V2, T3, C4),
        aftercare="windows",
    ),
    Ending("oral-agreement", "口头协议", oral_agreement, "agreement", (V1,)),
    Ending(
        "partial-agreement",
        "部分达成协议",
        partial_agreement,
        "partial-agreement",
        (V1, V2),
        aftercare="windows",
    ),
    Ending("no-agreement", "四步均未达成", no_agreement_at_all_four, "no-agreement", (V1, V2, T3, C4)),
    Ending("refusal", "当事人拒绝调解", refusal, "party-refused", (V1,)),
    Ending("consent-withdrawn", "撤回同意", consent_withdrawn, "party-refused", (V1,)),
    Ending("withdrawn", "申请人撤回", applicant_withdraws, "withdrawn", (V1, V2), aftercare="windows"),
    Ending("left-for-route", "转入法定途径", left_for_route, "left-for-route", (V1,)),
    Ending("filed-in-court", "法院已受理", filed_in_court, "filed-in-court", (V1, V2)),
    Ending("ended-by-lead", "牵头人终止", ended_by_its_lead, "no-agreement", (V1, V2)),
    Ending(
        "direction-end", "议定去向时终止", direction_then_end, "no-agreement", (OTHER,), dispute_type=TOWNSHIP
    ),
    Ending("not-mediable", "后发现不宜调解", not_mediable_found_later, "not-mediable", (V1,)),
    Ending("concluded-elsewhere", "另行处理", concluded_elsewhere, "concluded-elsewhere", (V1,)),
    Ending(
        "cross-township",
        "跨乡镇直达县级",
        cross_township,
        "agreement",
        ((4, "cross-township"),),
        is_cross_township=True,
        aftercare="windows",
    ),
    Ending(
        "flagged-major", "中途认定特别重大", flagged_major, "no-agreement", (V1, V2, (4, "especially-major"))
    ),
    Ending("raised-early", "提级", raised_early, "agreement", (V1, (2, "raised-early")), aftercare="windows"),
    Ending(
        "sent-back",
        "县级发回",
        sent_back,
        "agreement",
        (V1, V2, T3, C4, (3, "sent-back")),
        aftercare="windows",
    ),
)
