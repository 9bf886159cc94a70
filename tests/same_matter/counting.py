"""Counts how common pairs of characters are: `python -m tests.same_matter.counting` writes the table anew.

From the messages beside the repository, without those whose pairs are labelled.
"""

import base64
from collections import Counter, defaultdict
from collections.abc import Iterable

from suggesting.commonness import TABLE, digest
from suggesting.same_matter import Matter
from tests.same_matter.messages import PAIRS, messages

_COUNTED_FROM = 16


def counted(matters: Iterable[Matter]) -> tuple[int, str]:
    """How many messages there were, and the table."""
    seen: Counter[bytes] = Counter()
    number = 0
    for matter in matters:
        number += 1
        seen.update({digest(pair) for pair in matter.pairs})
    lines: defaultdict[int, list[bytes]] = defaultdict(list)
    for pair, count in seen.items():
        if count >= _COUNTED_FROM:
            lines[1 << (count.bit_length() - 1)].append(pair)
    return number, "".join(
        f"{least} {base64.b85encode(b''.join(sorted(digests))).decode()}\n"
        for least, digests in sorted(lines.items())
    )


def unlabelled() -> list[Matter]:
    """The messages that are in no pair."""
    labelled = {number for pair in PAIRS for number in (pair.a, pair.b)}
    return [matter for number, matter in messages().items() if number not in labelled]


if __name__ == "__main__":
    TABLE.write_text(counted(unlabelled())[1], encoding="ascii")
