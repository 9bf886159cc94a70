"""Looking at backups without reading them: how far each reaches, and whether anything has rotted."""

from collections.abc import Iterator

from backups.manifests import Manifest
from backups.place import Place, head_of
from backups.restoring import behind, first_gap
from backups.sealing import digest_of
from backups.words import Failed


def reaches(place: Place, manifest: Manifest) -> str:
    """Until when a backup can be restored with the log behind it (ISO 8601)."""
    last = manifest.finished
    for name, path in place.log(manifest.system).items():
        if name[8:] >= manifest.start[8:]:
            last = max(last, head_of(path)[0].until)
    return last


def flaws(place: Place) -> list[str]:
    """What is not as it was written: `code what`. Without keys, a signature is not looked at."""
    return [*_of_sets(place), *_of_logs(place), *_of_files(place)]


def _of_sets(place: Place) -> Iterator[str]:
    for manifest in place.taken():
        for part in manifest.parts:
            path = place.sets / manifest.id / part.name
            if not path.exists():
                yield f"part-missing {manifest.id}/{part.name}"
            elif digest_of(path) != (part.size, part.sha256):
                yield f"tampered {manifest.id}/{part.name}"
        if gap := first_gap(manifest, place.log(manifest.system)):
            yield f"wal-gap {gap}"


def _of_logs(place: Place) -> Iterator[str]:
    for directory in sorted((place.root / "wal").glob("*")):
        for path in place.log(directory.name).values():
            try:
                head, begins = head_of(path)
            except Failed:
                yield f"tampered {path.name}"
            else:
                if behind(path, begins) != (head.size, head.sha256):
                    yield f"tampered {path.name}"


def _of_files(place: Place) -> Iterator[str]:
    listed = {
        (store, name)
        for manifest in place.taken()
        for store, names in place.names_of(manifest).items()
        for name in names
    }
    for store, name in sorted(listed):
        path = place.file(store, name)
        if not path.exists():
            yield f"part-missing files/{store}/{name}"
        elif digest_of(path)[1] != name:
            yield f"tampered files/{store}/{name}"
