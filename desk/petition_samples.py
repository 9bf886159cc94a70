"""The petitions of the fictional county: one at every stage on their way. All names, places, words are
invented."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from desk.acting import Case
from desk.town import CLERK

_SAMPLES = UUID("5e0d8f58-9a3e-5d0c-9a57-2f3d9c7a6b10")  # the name space of our keys; never changes

TRIAGE, BUREAU = "p-sl-triage-officer", "p-sl-petition-bureau"
_HOUSING, _HOUSING_HEAD = "p-sl-d4-dept-handler", "p-sl-d4-dept-head"
_WATER, _TOWN = "p-sl-d14-dept-handler", "p-sl-d10-dept-handler"

Act = tuple[str, str, dict[str, Any]]  # who asks for which verb, and what is said

_CLASSIFIED: Act = (TRIAGE, "classify", {"route": "R-54"})
_TO_WATER: Act = (BUREAU, "transfer", {"to_unit": "sl-d14", "reason": "来件所述属该局职责。"})
_TO_HOUSING: Act = (BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "来件所述属该局职责。"})
_TO_THE_TOWN: Act = (BUREAU, "transfer", {"to_unit": "sl-d10", "reason": "来件所述属该局职责。"})
_OBJECTED: Act = (_WATER, "object-to-transfer", {"reasons": "经核对权责清单，不属本局职责。"})
_TAKEN_BACK: Act = (BUREAU, "take-back", {"reason": "核实后同意。"})
_ACCEPTED: Act = (_HOUSING, "accept", {"manner": "ordinary", "notice": "您反映的事项已受理，六十日内办结。"})
_HEARD: Act = (_HOUSING, "hear-facts", {"record": "到现场看过，听取了来信人的说法。"})
_DRAFTED: Act = (
    _HOUSING,
    "draft-opinion",
    {
        "opinion": "supported",
        "request": "请求修复路灯。",
        "facts_and_reasons": "路灯损坏属实，列入维修计划而未实施。",
        "findings": "现场核实属实。",
        "legal_basis": "市政设施养护的有关规定。",
        "executes": "sl-d4",
        "tells_review": True,
    },
)
_SIGNED: Act = (_HOUSING_HEAD, "sign-opinion", {"has_seal": True})


@dataclass(frozen=True)
class PetitionSample:
    """A petition, and how far it has come. ``serves``: the opinion has reached whoever asked."""

    village: str
    channel: str
    title: str
    body: str
    petitioner: str
    acts: tuple[Act, ...] = ()
    serves: bool = False
    said: dict[str, Any] = field(default_factory=dict)


async def tell(number: int, sample: PetitionSample, case: Case) -> None:
    """Register one petition and tell its story as far as it goes."""
    matter = {
        "channel": sample.channel,
        "title": sample.title,
        "body": sample.body,
        "author": sample.petitioner,
        "origin": {"source": "sample", "id": f"petition-{number:02}"},
    }
    body = {
        "matter": matter,
        "channel": sample.channel,
        "people": [{"role": "petitioner", "name": sample.petitioner}],
        "village": sample.village,
        **sample.said,
    }
    key = str(uuid5(_SAMPLES, f"petition/{number:02}"))
    registered = (await case.caller.post(CLERK, "/petitions", body, key)).body
    path = f"/cases/petition/{registered['number']}/{registered['n']}"
    for person, verb, said in sample.acts:
        await case.ask(person, f"{path}/{verb}", said)
    if sample.serves:
        shown = await case.caller.get(CLERK, path)
        ref = shown["parties"][0]["party"]["ref"]
        told = {"petitioner": ref, "method": "in-person", "proof": "本人签收。"}
        await case.ask(_HOUSING, f"{path}/serve-opinion", told)


PETITIONS = (
    PetitionSample("sl-t1-v1", "letter", "村口路灯坏了", "村口两盏路灯坏了半个月，晚上看不见路。", "田小满"),
    PetitionSample(
        "sl-t1-v2", "phone", "河边护栏倒了", "河边护栏倒了一段，小孩放学要经过。", "石大江", (_CLASSIFIED,)
    ),
    PetitionSample(
        "sl-t2-v1",
        "online-form",
        "自来水浑浊",
        "这几天自来水发黄，不敢喝。",
        "上官云",
        (_CLASSIFIED, _TO_WATER),
    ),
    PetitionSample(
        "sl-t2-v2",
        "agency-push",
        "道路积水",
        "一下雨门口就积水，几个部门都说不归自己管。",
        "下河生",
        (_CLASSIFIED, _TO_WATER, _OBJECTED),
    ),
    PetitionSample(
        "sl-t3-v1",
        "grid-report",
        "渡口台阶损坏",
        "渡口台阶断了两级，老人上下船不便。",
        "渡小舟",
        (
            *(_CLASSIFIED, _TO_WATER, _OBJECTED, _TAKEN_BACK, _TO_THE_TOWN),
            (_TOWN, "object-to-transfer", {"reasons": "不在城区范围，不属本局职责。"}),
        ),
    ),
    PetitionSample(
        "sl-t3-v2",
        "letter",
        "小区外墙脱落",
        "外墙瓷砖掉下来砸了车。",
        "新一塘",
        (_CLASSIFIED, _TO_HOUSING, _ACCEPTED),
    ),
    PetitionSample(
        "sl-t4-v1",
        "chat",
        "建议增设路牌",
        "建议在岔路口装一块路牌。",
        "岗山青",
        ((TRIAGE, "classify", {"route": "R-52"}), _TO_HOUSING),
    ),
    PetitionSample(
        "sl-t4-v2",
        "letter",
        "路灯修复",
        "村里的路灯报修三次没有人来。",
        "松长青",
        (_CLASSIFIED, _TO_HOUSING, _ACCEPTED, _HEARD, _DRAFTED, _SIGNED),
        serves=True,
    ),
)
