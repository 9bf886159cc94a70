"""The corpus of what people and old systems really write: rare names, odd digits, invisible and hostile text.

``entries.json`` writes everything beyond ASCII as escapes, so that a reader sees what an editor would hide.
"""

import json
from dataclasses import dataclass
from pathlib import Path

_REFUSED = "refused-"


@dataclass(frozen=True)
class Entry:
    """``text``, said ``times`` over; ``why`` it stands here. What is refused is of a kind that says so."""

    kind: str
    text: str
    why: str
    times: int = 1

    @property
    def said(self) -> str:
        """The whole of it."""
        return self.text * self.times

    @property
    def is_refused(self) -> bool:
        """Whether nobody can have meant it: nothing but space, half a character, U+0000."""
        return self.kind.startswith(_REFUSED)


ENTRIES = tuple(Entry(**each) for each in json.loads(Path(__file__).with_name("entries.json").read_text()))
KEPT = tuple(entry for entry in ENTRIES if not entry.is_refused)
REFUSED = tuple(entry for entry in ENTRIES if entry.is_refused)
