"""Files of a store of one's own."""

from pathlib import Path

import pytest

from files.keeping import Files
from files.scanning import Scanner
from files.store import Directory
from keys.suites import INTL


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(Directory(tmp_path), Scanner(""), INTL)
