"""`python -m backups`: archive the log, and take a backup whenever it is time, until asked to end."""

import sys

import structlog

import logbook
from backups.archiving import Archiver, until_asked_to_end
from backups.taking import Taker
from backups.words import Failed
from keys.opening import open_keys
from keys.service import KeysUnavailable
from settings import MissingSetting, Settings, SettingsDisagree


def main() -> int:
    """Archive, or say why that cannot be. The exit code."""
    logbook.speak()
    try:
        archiver = Archiver(Taker.of(open_keys(Settings())))
    except (Failed, MissingSetting, SettingsDisagree, KeysUnavailable) as reason:
        sys.stderr.write(f"{reason}\n")
        structlog.get_logger().error("archive.failed", error=type(reason).__name__)
        return 1
    until_asked_to_end(archiver)
    return 0


if __name__ == "__main__":
    sys.exit(main())
