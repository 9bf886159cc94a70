"""`python -m deploy.supply.sbom`: the list of what is shipped, as CycloneDX; compared with the lock.

The same inputs make the same bytes: no time, no random number. What stands in it names no registry; a digest
says which file is meant, wherever it was fetched.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.supply.licences import licences
from deploy.supply.locked import ROOT, RUN, Locked, locked

# One package on each line: name, version and architecture, as `dpkg-query --show` writes them.
DEBIAN_FORMAT = "${Package}\\t${Version}\\t${Architecture}\\n"


def sbom(lock: Path = RUN, debian: Iterable[tuple[str, str, str]] = ()) -> dict[str, Any]:
    """Of the libraries of a lock and the Debian packages of an image. Raises CalledProcessError."""
    # In the environment of this very Python, so that it is the locked tool.
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--no-validate"),
        *("--pyproject", str(ROOT / "pyproject.toml"), "--sv", "1.6", "--of", "JSON", str(lock)),
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    bom: dict[str, Any] = json.loads(made.stdout)
    terms = licences(lock)
    for component in bom["components"]:
        component.pop("description", None)
        for reference in component.get("externalReferences", ()):
            reference["url"] = component["purl"]  # the tool names a registry; ours may be another
        component["licenses"] = [{"expression": terms[component["name"]]}]
    bom["components"] += [_of_debian(*each) for each in sorted(set(debian))]
    return bom


def _of_debian(name: str, version: str, architecture: str) -> dict[str, Any]:
    purl = f"pkg:deb/debian/{name}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}"
    return {"bom-ref": purl, "name": name, "purl": purl, "type": "library", "version": version}


def differences(bom: dict[str, Any], lock: Iterable[Locked]) -> list[str]:
    """What one of the two names and the other does not, digests included; empty if they are the same."""
    listed = {
        (each["name"], each["version"]): frozenset(
            digest["content"]
            for reference in each.get("externalReferences", ())
            for digest in reference.get("hashes", ())
        )
        for each in bom["components"]
        if each["purl"].startswith("pkg:pypi/")
    }
    wanted = {(each.name, each.version): each.hashes for each in lock}
    return [
        *(f"not listed: {name} {version}" for name, version in sorted(wanted.keys() - listed.keys())),
        *(f"not locked: {name} {version}" for name, version in sorted(listed.keys() - wanted.keys())),
        *(
            f"other digests: {name} {version}"
            for name, version in sorted(wanted.keys() & listed.keys())
            if wanted[name, version] != listed[name, version]
        ),
    ]


def read_debian(listing: str) -> list[tuple[str, str, str]]:
    """The packages of a listing by `DEBIAN_FORMAT`."""
    rows = [line.split("\t") for line in listing.splitlines() if line.strip()]
    return [(name, version, architecture) for name, version, architecture in rows]


def written(bom: dict[str, Any]) -> str:
    """As it is kept: the same content, the same bytes."""
    return json.dumps(bom, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write it, and say what it does not hold. The exit code."""
    parser = argparse.ArgumentParser(description="软件物料清单 what is shipped, as CycloneDX")
    parser.add_argument(
        "--debian", type=Path, help="a listing of Debian packages: name, version, architecture"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "sbom.json")
    asked = parser.parse_args()
    bom = sbom(debian=read_debian(asked.debian.read_text()) if asked.debian else ())
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(written(bom), encoding="utf-8")
    differing = differences(bom, locked())
    for line in differing:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"{asked.output}: {len(bom['components'])} components, {len(differing)} differences\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
