"""`python -m proof BUNDLE`: check an evidence bundle with Python, `cryptography` and nothing else.

Exit codes: 0 nothing was changed; 1 something was; 2 it cannot be read.
"""

import argparse
import sys
from pathlib import Path

from proof.bundles import check
from proof.telling import told


def main() -> int:
    """Check, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m proof", description=__doc__.partition("\n")[0])
    parser.add_argument("bundle", type=Path, help="证据包 the bundle, or where it was unpacked")
    parser.add_argument("--key", help="公布的首个公钥指纹 the first key's fingerprint, as published")
    asked = parser.parse_args()
    try:
        checked = check(asked.bundle, asked.key)
    except OSError as error:
        print(f"{asked.bundle}: {error.strerror}", file=sys.stderr)
        return 2
    for line in told(checked):
        print(line)
    return 1 if checked.flaws else 0


if __name__ == "__main__":
    sys.exit(main())
