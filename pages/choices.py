"""What is chosen and not typed in a form about a case: people, seats, codes of the county's edition."""

from collections.abc import Iterable, Mapping
from typing import Any

from pages.drawing import Choices, Reader
from rules.words import KINDS

# field -> the kind of words its codes have, where the schema has them as plain codes
_CODED = {
    "docking": "docking",
    "method": "service-method",
    "role": "role",
    "channel": "channel",
}
# and where they mean so in one schema alone
_CODED_THERE = {
    "Paper.kind": "docking-document",
    "ReturnHandoff.outcome": "docking-outcome",
    "AttachPanelOpinion.recommends": "opinion",
}
_OF_THE_PEOPLE = (
    "party",
    "petitioner",
    "parties",
    "people",
    "agreed",
    "agreed_by",
    "agreed_in_writing",
    "agent",
)
_WHO = ("person", "mediator")


def choices_of(reader: Reader, shown: Mapping[str, Any]) -> Choices:
    """By the field's name, or ``Schema.name``: (value, words). What the page knows of the case and its
    county; a code that it does not know may still be typed elsewhere through the API."""
    edition = reader.county.edition
    found = reader.choices(shown)
    people = found["party"]
    found |= dict.fromkeys(_OF_THE_PEOPLE, people)
    found |= {name: _worded(reader, kind) for name, kind in _CODED.items()}
    found |= {name: _worded(reader, kind) for name, kind in _CODED_THERE.items()}
    found["SendMessage.to"] = people
    found |= dict.fromkeys(_WHO, acted(reader, shown))
    found["clock"] = [(each["key"], reader.told(each["name"])) for each in shown["clocks"]]
    found["present"] = seats_at(reader, shown)
    found["units"] = found["unit"]
    if edition:
        grades = edition["command"]["grades"]
        found["grade"] = [(code, reader.word("incident-grade", code)) for code in grades]
        found["AgreementTerms.body"] = [(each["code"], each["name"]) for each in edition["bodies"]]
        found["HandOff.to"] = [
            (each["code"], f"{reader.unit(each['unit'])} · {reader.word('docking-body', each['body'])}")
            for each in edition["agencies"]
        ]
    return found


def handing(reader: Reader, offered: Iterable[Mapping[str, Any]], known: Choices) -> Choices:
    """Of the dockings and their receivers those that the case can be handed over by, and to."""
    dockings = [(each["docking"], reader.told(each["words"])) for each in offered]
    takes = {code for each in offered for code in each["receivers"]}
    receivers = [(code, words) for code, words in known.get("HandOff.to", ()) if code in takes]
    return {"HandOff.docking": dockings, "HandOff.to": receivers}


def seats_at(reader: Reader, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The seats at the table of the case's step: those who must be there first."""
    step, edition = shown["case"]["step"], reader.county.edition
    if not step or not edition:
        return []
    level = edition["ladder"]["levels"][step - 1]
    must = set(level["required"])
    return [
        (role, f"{reader.word('role', role)}{' ' + reader.say('must-be-there') if role in must else ''}")
        for role in _seated(level)
    ]


def acted(reader: Reader, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Whoever has had to do with the case so far, by reference, with their seat."""
    by = {each["by"]["person"]: each["by"] for each in shown["timeline"] if each["by"]}
    return [
        (person, f"{reader.unit(each['unit'])} {reader.told(each['role_words'])} · {person}")
        for person, each in by.items()
        if each["unit"] in reader.county.units
    ]


def mediators(
    reader: Reader,
    shown: Mapping[str, Any],
    lines: Iterable[Mapping[str, Any]],
    colleagues: Iterable[Mapping[str, Any]] = (),
) -> list[tuple[str, str]]:
    """Who may have mediated: whoever reads this, who sits at the unit whose case it is in a seat of the
    ladder, the register of mediators of the places that it concerns, and who has acted in it from such a
    seat. ``colleagues``: who sits where, as far as the reader is told."""
    me = reader.me or {}
    found = {str(me.get("person", "")): str(me.get("name") or me.get("person", ""))}
    tables, owner = _tables(reader), shown["case"]["owner_unit"]
    places = {owner, *shown["case"]["places"]}
    for each in colleagues:
        if each["unit"] == owner and each["role"] in tables:
            seat = f"{reader.unit(each['unit'])} {reader.told(each['role_words'])}"
            found.setdefault(each["person"], f"{each['name'] or each['person']} · {seat}")
    for line in lines:
        if line["unit"] in places:
            name = f"{line['what']['name']} · {reader.unit(line['unit'])}"
            found.setdefault(line["person"] or line["ref"], name)
    # Whoever only registered it, or took it in, has mediated nothing.
    seated = {
        each["by"]["person"] for each in shown["timeline"] if each["by"] and each["by"]["role"] in tables
    }
    for person, words in acted(reader, shown):
        if person in seated:
            found.setdefault(person, words)
    return [(person, words) for person, words in found.items() if person]


def _tables(reader: Reader) -> frozenset[str]:
    """The seats at the tables of the ladder, at whatever step."""
    ladder = reader.county.edition.get("ladder", {"levels": ()})
    return frozenset(role for level in ladder["levels"] for role in _seated(level))


def _seated(level: Mapping[str, Any]) -> list[str]:
    """Who sits at the table of a step: those who must, those who lead and keep it, those invited."""
    seats = [each["role"] for each in (*level["leads"], level["fallback"], *level["clerks"])]
    return list(dict.fromkeys([*level["required"], *seats, *level["invited"]]))


def rooms(reader: Reader, lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The rooms of the register, by unit: what each is called, how many sit there, whether it has steps."""
    found = []
    for line in sorted(lines, key=lambda each: (reader.unit(each["unit"]), each["ref"])):
        what = line["what"]
        steps = reader.say("step-free") if what["is_step_free"] else reader.say("has-steps")
        said = reader.say("room-told", name=what["name"], seats=what["seats"], steps=steps)
        found.append((line["ref"], f"{reader.unit(line['unit'])} · {said}"))
    return found


def _worded(reader: Reader, kind: str) -> list[tuple[str, str]]:
    return [(code, reader.word(kind, code)) for code in KINDS[kind]]
