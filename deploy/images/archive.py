"""An image as an archive that `docker load` reads, written without an engine of containers."""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deploy.images import EPOCH
from deploy.images.layers import Layer


@dataclass(frozen=True)
class Image:
    """``name``: repository and tag. ``runs``: as Docker configures a container (User, Env, Cmd …)."""

    name: str
    layers: Sequence[Layer]
    runs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def configuration(self) -> bytes:
        """What the image's own id is the digest of."""
        created = datetime.fromtimestamp(EPOCH, UTC).isoformat().replace("+00:00", "Z")
        described = {
            "architecture": "amd64",
            "os": "linux",
            "created": created,
            "config": self.runs,
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{layer.digest}" for layer in self.layers]},
            "history": [{"created": created, "comment": layer.path.stem} for layer in self.layers],
        }
        return json.dumps(described, sort_keys=True, separators=(",", ":")).encode()

    @property
    def id(self) -> str:
        """The digest by which engines know it."""
        return hashlib.sha256(self.configuration).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of its layers, unpacked."""
        return sum(layer.path.stat().st_size for layer in self.layers)


def write(path: Path, images: Sequence[Image]) -> None:
    """All of them in one archive, a layer that several have only once."""
    manifest = [
        {
            "Config": f"{image.id}.json",
            "RepoTags": [image.name],
            "Layers": [f"{layer.digest}.tar" for layer in image.layers],
        }
        for image in images
    ]
    layers = {layer.digest: layer.path for image in images for layer in image.layers}
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for image in images:
            _add(archive, f"{image.id}.json", image.configuration)
        for digest in sorted(layers):
            _add(archive, f"{digest}.tar", layers[digest])
        _add(archive, "manifest.json", json.dumps(manifest, sort_keys=True).encode())


def _add(archive: tarfile.TarFile, name: str, content: bytes | Path) -> None:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.mtime = 0o644, EPOCH
    if isinstance(content, Path):
        entry.size = content.stat().st_size
        with content.open("rb") as file:
            archive.addfile(entry, file)
    else:
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
