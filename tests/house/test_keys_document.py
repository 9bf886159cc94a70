"""docs/keys.md holds every secret that an installation is given."""

import re

from settings import _SECRETS, Settings
from tests.house.repository import ROOT, text

DOCUMENT = text(ROOT / "docs" / "keys.md")
INVENTORY = re.findall(r"^\|.*\|$", DOCUMENT, re.MULTILINE)
SECRETS = [*_SECRETS, "database_url", "sealed_database_url"]


def test_every_secret_of_the_settings_stands_in_the_inventory() -> None:
    lines = "\n".join(INVENTORY)

    assert [name for name in SECRETS if f"`{Settings._variable(name)}`" not in lines] == []


def test_every_setting_that_is_kept_secret_is_one_of_them() -> None:
    hidden = {
        name
        for name, field in Settings.model_fields.items()
        if not field.repr or "Secret" in str(field.annotation)
    }

    assert hidden == set(SECRETS)
