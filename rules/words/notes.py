"""Internal notes, messages to a person, and what a person is asked to add (备注、告知、补正)."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "command": {
        "add_note": ("内部备注（当事人看不到）", "Internal note, which the person never reads"),
        "send_message": ("告知信息（发给当事人）", "Message to the person"),
        "ask_supplement": ("一次性告知补正", "Ask for a supplement, once"),
        "record_supplement": ("收到补正", "Record the supplement"),
    },
    "clock": {
        "P-16": ("补正", "Supplement"),
    },
    "event": {
        "NoteAdded": ("内部备注", "An internal note was added"),
        "MessageSent": ("告知当事人", "A message was sent to the person"),
        "SupplementAsked": ("已要求补正", "A supplement was asked for"),
        "SupplementReceived": ("已收到补正", "The supplement was received"),
        "SupplementTimePassed": ("补正期满", "The time for the supplement passed"),
    },
    "document": {
        "message": ("告知信息", "Message to the person"),
    },
    "refusal": {
        "supplement-asked-before": (
            (
                "补正只能一次性告知，本案已经告知过。请按已有的材料办理；还缺的由本单位自行核实，或者电话请当"
                "事人自愿补充，不得以此拖延。"
            ),
            (
                "A supplement is asked for once, with everything that is missing, and it has been. Go on "
                "with what there is; find out the rest yourselves, or ask the person to add it if they "
                "like, and let nothing wait for it."
            ),
        ),
        "no-supplement-asked": (
            "本案没有要求过补正。当事人另外送来的材料，请用内部备注记录，或者直接写入答复。",
            (
                "No supplement has been asked for in this case. What the person brought all the same, put "
                "into a note, or answer on it."
            ),
        ),
    },
}
