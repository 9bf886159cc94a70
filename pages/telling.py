"""What an entry of the journal says, in the words of the reader (办理过程): fields with their labels, codes
with their words, days as people write them. References of people and inner numbers are left out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pages.drawing import Reader
from pages.refusing import named
from rules.words import KINDS

# field -> the kinds of words its codes may have, the first that knows it
_WORDS: Mapping[str, tuple[str, ...]] = {
    "outcome": ("session-outcome", "outcome", "docking-outcome"),
    "because": ("because", "assigned-because"),
    "how": ("level-end", "invitation-end", "how"),
    "form": ("form",),
    "flag": ("flag",),
    "route": ("route",),
    "docking": ("docking",),
    "method": ("service-method",),
    "opinion": ("opinion",),
    "result": ("outcome", "event-result"),
    "recommends": ("outcome",),
    "manner": ("manner",),
    "value": ("satisfaction",),
    "target": ("evaluated",),
    "kind": ("guest-kind", "meeting-kind", "event-kind"),
    "present": ("role",),
    "concern": ("concern",),
    "dispute_type": ("dispute-type",),
    "channel": ("channel",),
    "by_way_of": ("settled-by",),
    "clock": ("clock",),
    "grade": ("incident-grade",),
    "news": ("handoff-news",),
    "traits": ("docking-trait",),
    "completion": ("completion",),
    "performed": ("performed",),
}
# What is called otherwise in an entry than in a form, or stands in no form at all.
RELABELLED = (
    *("because", "how", "number", "flag", "panel", "is_full", "is_confirmable", "confirm_by", "effective_on"),
    *("counted_to", "signed_at", "present", "result", "news"),
)
_UNITS = frozenset(
    {*("unit", "to_unit", "from_unit", "place_unit", "village", "township", "other_township", "reviewer")}
)
# Numbers that mean something by themselves.
_PLAIN = frozenset({"number", "days", "step", "to_step", "people_count"})


# Who it is about, by reference: told by name, as the reader may see it.
_WHO = frozenset({"party", "people", "parties", "agreed", "petitioner", "to"})


def told(
    reader: Reader, entry: Mapping[str, Any], parties: Iterable[Mapping[str, Any]] = ()
) -> Iterator[tuple[str, str]]:
    """(label, words) of what an entry says beside what was said in words. ``parties``: as the case shows
    them."""
    people = {str(each["party"]["ref"]): named(reader, each) for each in parties}
    is_first = entry["seq"] == 1
    for name, value in entry["data"].items():
        if (name == "number" and is_first) or value in (None, "", [], False):
            continue
        label, words = _label(reader, name), _value(reader, name, value, people)
        if label and words:
            yield label, words


def _label(reader: Reader, name: str) -> str:
    """Nothing for what no form and no page has a name for: an inner matter of the house."""
    kind = "entry-field" if name in RELABELLED else "field"
    return reader.word(kind, name) if name in KINDS[kind] else ""


def _value(reader: Reader, name: str, value: Any, people: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return reader.joined(filter(None, (_value(reader, name, each, people) for each in value)))
    if name == "papers" and isinstance(value, dict):
        return reader.word("docking-document", value["kind"])
    if name in _WHO:
        return people.get(str(value)) or _agency(reader, str(value))
    if value is True:
        return reader.say("yes")
    if name in _UNITS:
        return reader.unit(str(value))
    if name in _WORDS and isinstance(value, str):
        known = next((kind for kind in _WORDS[name] if value in KINDS.get(kind, {})), None)
        return reader.word(known, value) if known else ""
    if name in _PLAIN:
        return str(value)
    return _day_or_time(reader, name, value)


def _agency(reader: Reader, code: str) -> str:
    """A body that matters are handed to, by the unit it is; nothing for what is none."""
    agencies = (reader.county.edition or {}).get("agencies", ())
    return next((reader.unit(each["unit"]) for each in agencies if each["code"] == code), "")


def _day_or_time(reader: Reader, name: str, value: Any) -> str:
    """Days and instants are told by their names; anything else is a reference, and is not."""
    if not isinstance(value, str) or not name.endswith(("_on", "_at", "_for", "_by", "until", "due")):
        return ""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return reader.time(value) if at.tzinfo else reader.day(value)
