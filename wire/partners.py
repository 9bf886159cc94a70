"""Where the agencies' systems are, and what is shared with each: from the settings, never from a case."""

from dataclasses import dataclass

from settings import Settings
from wire.signing import Keys


@dataclass(frozen=True)
class Partner:  # 对接系统
    """``url`` is the base of its endpoint; empty where nobody has said where it is."""

    agency: str
    url: str
    keys: Keys


def partners_of(settings: Settings) -> dict[str, Partner]:
    """Every agency that has an address or a secret here, by its code."""
    urls, secrets = _pairs(settings.agencies, "="), _pairs(settings.agency_secrets.get_secret_value(), ":")
    return {
        agency: Partner(agency, urls.get(agency, "").rstrip("/"), _keys(secrets.get(agency, "")))
        for agency in sorted(urls | secrets)
    }


def _keys(said: str) -> Keys:
    """``whsec_…``, or ``whsk_…|whpk_…``: our private and their public half; or all three."""
    parts = said.split("|")
    named = {part.partition("_")[0]: part for part in parts if part}
    return Keys(named.get("whsec", ""), named.get("whsk", ""), named.get("whpk", ""))


def _pairs(said: str, mark: str) -> dict[str, str]:
    found = (pair.partition(mark) for pair in said.split(",") if pair)
    return {name.strip(): value.strip() for name, _, value in found}
