"""The clauses of the contract as checks, numbered as in docs/agency-contract.md."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from conformance import pushing, receiving, speaking, wire
from conformance.kit import Kit


@dataclass(frozen=True)
class Clause:
    """One sentence that an agency keeps or does not. `is_optional`: only of those that offer it.

    `is_about_all`: looks back at everything that was heard, or needs the quiet after it.
    """

    number: str
    zh: str
    en: str
    check: Callable[[Kit], Awaitable[None]]
    is_optional: bool = False
    is_about_all: bool = False


CLAUSES: tuple[Clause, ...] = (
    Clause(
        "1.1",
        "消息第一次送到，答 202 和完整的回执。",
        "The first time, a message is answered 202 with a whole receipt.",
        wire.first_time,
    ),
    Clause(
        "1.2",
        "同一编号、同一正文再次送到，答 200 和第一次的回执，不再办一次。",
        "The same id and body again: 200, the first receipt, and nothing is done twice.",
        wire.again,
    ),
    Clause("1.3", "同一编号、另一正文，答 409。", "The same id with another body: 409.", wire.other_body),
    Clause("1.4", "签名不符，答 401。", "A signature that is not right: 401.", wire.bad_signature),
    Clause(
        "1.5",
        "时间戳不在前后三百秒之内，答 401。",
        "A timestamp more than 300 seconds off: 401.",
        wire.outside_the_window,
    ),
    Clause(
        "1.6",
        "没有签名的，或者自称不是县级系统的，答 401。",
        "Unsigned, or from somebody who is not the county: 401.",
        wire.unknown_sender,
    ),
    Clause("1.7", "超过 65,536 字节，答 413。", "Larger than 65,536 bytes: 413.", wire.too_large),
    Clause("1.8", "不是 JSON 对象，答 400。", "No JSON object: 400.", wire.not_json),
    Clause(
        "1.9",
        "不符合结构的，答 422 并指出位置。",
        "Not of the schema: 422, with a pointer to the place.",
        wire.not_of_the_contract,
    ),
    Clause(
        "1.10",
        "给出文本的文件，摘要与文本不符，答 422。",
        "A document whose digest is not of its text: 422.",
        wire.wrong_digest,
    ),
    Clause(
        "1.11",
        "查询状态也要签名；没有的对接答 404。",
        "The state is told to a signed request only; of an unknown handoff, 404.",
        wire.state_is_signed_for,
    ),
    Clause(
        "1.12",
        "几个签名中有一个正确即可。",
        "Of several signatures, one that is right suffices.",
        wire.several_signatures,
    ),
    Clause(
        "1.13",
        "约定了 Ed25519 的，也认 Ed25519。",
        "Where Ed25519 was agreed, such a signature suffices.",
        wire.by_key,
        is_optional=True,
    ),
    Clause(
        "2.1",
        "机关的每条消息都有签名，符合合同。",
        "Every message of the agency is signed, and of the contract.",
        speaking.signed_and_of_the_contract,
        is_about_all=True,
    ),
    Clause(
        "2.2",
        "没有得到 2xx 的消息，以同一编号、同一正文重送，时间戳更新；遵守 Retry-After。",
        "Without a 2xx it is repeated, same id and bytes, fresh timestamp; Retry-After is honoured.",
        speaking.repeats,
    ),
    Clause(
        "2.3",
        "得到最终的 4xx，不再重送。",
        "After a final 4xx it is not repeated.",
        speaking.final_answers,
        is_about_all=True,
    ),
    Clause(
        "2.4",
        "得到 pending 的，以同一编号再问。",
        "After `pending` it is asked again under the same id.",
        speaking.pending,
    ),
    Clause(
        "2.5",
        "给出文本的文件，摘要是该文本的摘要。",
        "Where a document's text is given, its digest is of that text.",
        speaking.digests,
        is_about_all=True,
    ),
    Clause(
        "3.1",
        "受理带有机关自己的编号；此后由接收方负责。",
        "An acceptance has the agency's own reference; from then on the receiver holds it.",
        receiving.accepts,
    ),
    Clause(
        "3.2",
        "受理经县级系统答 taken 才成立，在此以前仍由发送方负责。",
        "It stands only once answered `taken`; until then the sender holds it.",
        receiving.holder,
    ),
    Clause(
        "3.3", "不予受理，有原因、依据和说明。", "A refusal has reason, basis and words.", receiving.refuses
    ),
    Clause(
        "3.4",
        "要求补充只有一次；补齐以后接着办。",
        "A supplement is asked for once; when it has come, work goes on.",
        receiving.asks_once,
    ),
    Clause(
        "3.5",
        "受理以前撤回，成立；此后不再受理。",
        "Recalled before acceptance, it is recalled, and not accepted any more.",
        receiving.recalled_before_acceptance,
    ),
    Clause(
        "3.6",
        "受理以后撤回，答 refused already-accepted。",
        "Recalled after acceptance: `refused already-accepted`.",
        receiving.recalled_after_acceptance,
    ),
    Clause(
        "3.7",
        "撤回先于送出到达，先存放；送出到达以后，以撤回结束。",
        "A recall that comes before its matter is kept, and the matter ends recalled.",
        receiving.recalled_before_it_came,
    ),
    Clause(
        "3.8",
        "受理被答 refused recalled，放下此事，不再说什么。",
        "An acceptance answered `refused recalled`: the matter is dropped.",
        receiving.drops_what_was_recalled,
    ),
    Clause(
        "3.9",
        "结果返回一次，属于该类对接的结果。",
        "The result is returned once, with an outcome of the docking.",
        receiving.returns_once,
    ),
    Clause(
        "3.10",
        "确认以后结束；再次确认，什么也不改变。",
        "Confirmed, it is closed; confirmed again, nothing changes.",
        receiving.confirmed,
    ),
    Clause(
        "3.11",
        "同意终止，对接随之结束。",
        "When a consent has ended, the handoff has.",
        receiving.consent_ended,
    ),
    Clause(
        "3.12",
        "不在这一阶段的，答 refused not-at-this-stage。",
        "What is not of this stage: `refused not-at-this-stage`.",
        receiving.at_the_wrong_stage,
    ),
    Clause(
        "3.13",
        "已经结束的，答 refused ended。",
        "What comes after the end: `refused ended`.",
        receiving.after_the_end,
    ),
    Clause(
        "3.14",
        "另一编号说同一件事，答 nothing。",
        "The same news under another id: `nothing`.",
        receiving.same_news,
    ),
    Clause(
        "3.15",
        "查到的状态与往来的消息一致。",
        "The state that is told is what was exchanged.",
        receiving.state_is_what_was_exchanged,
    ),
    Clause(
        "4.1",
        "机关送出的，县级系统受理成立，由县级系统负责。",
        "Of its own matters: the county's acceptance stands, and the county holds it.",
        pushing.is_accepted,
        is_optional=True,
    ),
    Clause(
        "4.2",
        "机关送出的，第二次要求补充答 refused supplement-asked-before。",
        "Of its own matters: a second wish for a supplement is `refused supplement-asked-before`.",
        pushing.is_asked_once,
        is_optional=True,
    ),
    Clause(
        "4.3",
        "机关送出的，结果只收一次。",
        "Of its own matters: a result is taken once.",
        pushing.is_returned_once,
        is_optional=True,
    ),
)
