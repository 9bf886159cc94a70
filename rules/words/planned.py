"""The words of the calendar of sessions, and of what a handoff has still to bring."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "planned": {
        "session": ("调解会", "Session of mediation"),
        "hearing": ("听证会", "Hearing"),
    },
    "taken": {
        "place": ("同一地点", "The same place"),
        "room": ("同一房间", "The same room"),
        "person": ("同一承办人、调解员或者评议团成员", "Somebody who is to sit at both"),
        "party": ("同一当事人", "One of the people is wanted at both"),
    },
    "handoff-wanted": {
        "sending": ("发出", "Sending"),
        "receipt": ("系统回执", "Receipt of the other side's system"),
        "signature": ("签收", "Signing for it"),
        "answer": ("接收或者不予接收", "Taking it, or not"),
        "result": ("退回结果", "The result"),
        "confirmation": ("移送方确认结果", "The sender's confirmation"),
    },
}
