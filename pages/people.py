"""Officers by their names (人员姓名): who is meant by a reference, whom a form can name, and a name that was
written where a reference belongs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pages.door import Door, Problem
from pages.drawing import LANGUAGES, Officers, Reader
from pages.fields import Field

_NAMING = frozenset({"person", "deputy", "otherwise"})
_NEW = "NewPerson"  # whose reference is made there
_WRONG = 422
NOBODY = "nobody"  # how a field is wrong, where nobody is called so
_KEEPS_THE_DIRECTORY = "see-empty-seats"


async def known(reader: Reader, door: Door) -> Reader:
    """The same reader, told the officers by their names: all of them where they may see who sits where, and
    otherwise those of their own units. Raises Problem."""
    if reader.may(_KEEPS_THE_DIRECTORY):
        listed = await door.get("/directory/people")
        return replace(
            reader, people={each["person"]: (each["name"], _posts(reader, each)) for each in listed}
        )
    found: Officers = {}
    for each in await door.get("/colleagues"):
        before = found.get(each["person"], ("", ""))[1]
        post = _post(reader, each, reader.unit(each["unit"]))
        found[each["person"]] = (each["name"] or each["person"], reader.joined(filter(None, (before, post))))
    return replace(reader, people=found)


def _posts(reader: Reader, officer: Mapping[str, Any]) -> str:
    if officer["valid_until"]:
        return reader.say("left-on", day=reader.day(officer["valid_until"]))
    return reader.joined(_post(reader, seat, seat["unit_name"]) for seat in officer["seats"])


def _post(reader: Reader, seat: Mapping[str, Any], unit: str) -> str:
    return f"{unit} {reader.told(seat['role_words'])}"


def named(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The same fields; where one names an officer, it offers them."""
    return tuple(_named(each) for each in fields)


def _named(field: Field) -> Field:
    inner, row = named(field.fields), tuple(named(each) for each in field.row)
    is_officer = field.kind == "code" and field.name in _NAMING and field.schema != _NEW
    return replace(field, fields=inner, row=row, kind="person" if is_officer else field.kind)


def meant(
    reader: Reader, fields: Sequence[Field], written: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What was written, with the reference wherever a name was. Raises Problem 422: nobody is called so, or
    several are."""
    said = {name: list(values) for name, values in written.items()}
    for path in _paths(fields):
        if written.get(path, [""])[-1].strip():
            said[path] = [whom(reader, written[path][-1], path)]
    return said


def _paths(fields: Sequence[Field]) -> Iterator[str]:
    for each in fields:
        if each.kind == "person":
            yield each.path
        yield from _paths(each.fields)
        for row in each.row:
            yield from _paths(row)


def whom(reader: Reader, said: str, path: str = "ref") -> str:
    """The reference of whoever is called so; what is a reference stays what it is. ``path``: the field it was
    written into. Raises Problem 422."""
    said = said.strip()
    if said in reader.people or said.isascii():
        return said
    found = [(ref, posts) for ref, (name, posts) in reader.people.items() if name == said]
    if len(found) == 1:
        return found[0][0]
    told = {each: _why_not(replace(reader, language=each), said, found) for each in LANGUAGES}
    raise Problem(
        _WRONG, {"words": told, "errors": [{"field": f"body.{path}", "code": "whom" if found else NOBODY}]}
    )


def _why_not(reader: Reader, said: str, found: Sequence[tuple[str, str]]) -> str:
    if not found:
        return reader.say("nobody-called-so", name=said)
    people = reader.semicolon.join(f"{ref} {posts}".strip() for ref, posts in found)
    return reader.say("several-called-so", name=said, people=people)
