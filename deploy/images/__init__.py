"""Images out of package registries alone, without an engine of containers: `python -m deploy.images --help`.

The same inputs give the same bytes: layers are sorted, everything in them bears one date and belongs to whom
the recipe says. An archive that is written here is what `docker load` reads.
"""

import os

EPOCH = int(
    os.environ.get("SOURCE_DATE_EPOCH", "1767225600")
)  # 2026-01-01: the date of everything in an image
