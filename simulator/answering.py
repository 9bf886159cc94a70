"""What an agency answers over HTTP: a receipt, a state, or a problem with its code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.checking import Fault

PROBLEMS: dict[str, tuple[int, str]] = {
    "not-json": (400, "正文不是 JSON 对象。 The body is no JSON object."),
    "not-a-cloudevent": (400, "Content-Type 应为 application/cloudevents+json。 It should be that type."),
    "unsigned": (401, "没有签名。 It is not signed."),
    "unknown-sender": (401, "不认识的发送方。 The sender is not known."),
    "bad-signature": (401, "签名不符。 The signature is not right."),
    "outside-window": (401, "时间戳不在前后三百秒之内。 The timestamp is outside the window."),
    "unknown": (404, "没有这一对接。 There is no such handoff."),
    "id-used": (409, "同一编号曾用于另一内容。 The id was used with another body."),
    "cannot-be-said": (409, "此时不能这样做。 This cannot be said at this stage."),
    "not-taken": (422, "本系统不收这一件。 This system does not take this."),
    "too-large": (413, "正文超过 65,536 字节。 The body is larger than 65,536 bytes."),
    "not-of-the-contract": (422, "内容不符合合同。 It is not of the contract."),
    "out-of-order": (500, "本系统暂时出错。 This system is out of order."),
    "away": (503, "本系统暂不可用。 This system is away."),
}


@dataclass(frozen=True)
class Answer:
    """An answer, as the web server is to give it."""

    status: int
    content: Any
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    @property
    def body(self) -> bytes:
        return json.dumps(self.content, ensure_ascii=False).encode()


def problem(code: str, faults: Sequence[Fault] = (), *, retry_after: int | None = None) -> Answer:
    """A no, by its code."""
    status, title = PROBLEMS[code]
    content = {"type": f"urn:fengqiao:problem:{code}", "title": title, "status": status, "code": code}
    if faults:
        content["errors"] = [fault.plain() for fault in faults[:50]]
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Answer(status, content, headers, "application/problem+json")
