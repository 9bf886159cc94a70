"""`python -m deploy.supply.secrets`: nothing in the repository looks like a secret that nobody has looked at.

What detect-secrets finds is compared with `.secrets.baseline`, the findings that somebody has looked at:
digests, public keys and passwords of servers that live for one test. `--accept` takes what is found now into
it, which is for whoever has looked at each line of what it adds.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from detect_secrets.core import baseline
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

from deploy.supply.locked import ROOT

_GIT = shutil.which("git") or "git"
BASELINE = ROOT / ".secrets.baseline"
# Digests and recorded histories, each compared with what made it by a test of its own.
PASSED_OVER = (
    r"(^|/)(requirements/.*\.txt|package-lock\.json|histories/.*\.json|\.secrets\.baseline)$"
    r"|\.(png|xz|npz|zip)$"
)

_PLUGINS = [
    {"name": "ArtifactoryDetector"},
    {"name": "AWSKeyDetector"},
    {"name": "Base64HighEntropyString", "limit": 4.5},
    {"name": "BasicAuthDetector"},
    {"name": "GitHubTokenDetector"},
    {"name": "JwtTokenDetector"},
    {"name": "KeywordDetector", "keyword_exclude": ""},
    {"name": "PrivateKeyDetector"},
    {"name": "SlackDetector"},
]
_FILTERS = [
    {"path": f"detect_secrets.filters.{name}"}
    for name in (
        "allowlist.is_line_allowlisted",
        "heuristic.is_indirect_reference",
        "heuristic.is_likely_id_string",
        "heuristic.is_not_alphanumeric_string",
        "heuristic.is_potential_uuid",
        "heuristic.is_prefixed_with_dollar_sign",
        "heuristic.is_sequential_string",
        "heuristic.is_templated_secret",
    )
]

Finding = tuple[str, str, str]  # the file, what it looks like, the digest of what was found


def found_in(paths: Iterable[Path], root: Path = ROOT) -> dict[Finding, int]:
    """What looks like a secret in these files, and on which line."""
    found: dict[Finding, int] = {}
    with transient_settings({"plugins_used": _PLUGINS, "filters_used": _FILTERS}):
        for path in paths:
            name = path.relative_to(root).as_posix()
            for each in scan_file(str(path)):
                found.setdefault((name, each.type, each.secret_hash), each.line_number)
    return found


def looked_at(kept: Path = BASELINE) -> set[Finding]:
    """What somebody has looked at."""
    listed = baseline.load_from_file(str(kept))["results"]
    return {(name, each["type"], each["hashed_secret"]) for name, all_ in listed.items() for each in all_}


def new(found: dict[Finding, int], kept: set[Finding]) -> list[str]:
    """Where something is that nobody has looked at; never what it is."""
    return [
        f"{name}:{line}: {kind}"
        for (name, kind, digest), line in sorted(found.items())
        if (name, kind, digest) not in kept
    ]


def ours() -> list[Path]:
    """Every file that is kept in the repository, or is about to be, but those that hold digests alone."""
    listed = subprocess.run(
        [_GIT, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [ROOT / name for name in sorted(listed) if name and not re.search(PASSED_OVER, name)]


def _accept(found: dict[Finding, int]) -> None:
    results: dict[str, list[dict[str, object]]] = {}
    for (name, kind, digest), line in sorted(found.items()):
        results.setdefault(name, []).append(
            {
                "type": kind,
                "filename": name,
                "hashed_secret": digest,
                "is_verified": False,
                "line_number": line,
            }
        )
    kept = {
        "version": version("detect-secrets"),
        "plugins_used": _PLUGINS,
        "filters_used": _FILTERS,
        "results": results,
        "generated_at": "",  # the same findings, the same bytes
    }
    BASELINE.write_text(json.dumps(kept, indent=1) + "\n")


def main() -> int:
    """Look, and say where something is that nobody has looked at. The exit code."""
    parser = argparse.ArgumentParser(description="查找密钥 look for secrets")
    parser.add_argument("--accept", action="store_true", help="take what is found into the baseline")
    found = found_in(ours())
    if parser.parse_args().accept:
        _accept(found)
    unknown = new(found, looked_at())
    for line in unknown:
        sys.stderr.write(f"像是密钥 looks like a secret: {line}\n")
    sys.stdout.write(f"{len(found)} findings, {len(unknown)} of them new\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
