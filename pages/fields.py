"""Forms made from the schema of a request's body: which fields there are, and what was written into them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from rules.instants import BEIJING
from rules.words.fields import ENUMS

_LONG = 500  # characters from which on a text has several lines
_ON_ONE_LINE = frozenset({"name", "telephone", "contact", "address", "title", "author"})  # however long
_ROWS = 3  # of a list of things with several fields, to begin with
_MOST_ROWS = 50  # of such a list, where the schema does not say
_DIGITS = 3  # of the number of a row
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Field:
    """``kind``: text, long, code, number, day, instant, yes-no, choice, choices, lines, group, rows.

    ``path`` is its name in the form, ``name`` in the body; ``schema`` that of whatever it stands in;
    ``labels``: the kind of words in which its label stands."""

    path: str
    name: str
    kind: str
    schema: str
    is_required: bool
    options: tuple[str, ...] = ()
    words: str = ""  # kind of the options' words
    most: int | None = None
    fields: tuple["Field", ...] = ()
    row: tuple[tuple["Field", ...], ...] = ()
    labels: str = "field"


class Forms:
    """The forms of the document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._paths = document["paths"]
        self._schemas: Mapping[str, Any] = document["components"]["schemas"]

    def of(self, path: str) -> tuple[Field, ...]:
        """The fields of what is posted there; none where nothing is asked, or nothing can be posted."""
        body = self._paths.get(path, {}).get("post", {}).get("requestBody")
        return self._fields(body["content"]["application/json"]["schema"], "") if body else ()

    def _fields(self, schema: Mapping[str, Any], within: str, *, is_asked: bool = True) -> tuple[Field, ...]:
        """``is_asked``: whether it is there at all events. What stands in something that may be left out is
        required only once that is filled in, which no browser knows: it would let nobody send the form."""
        name, whole = self._found(schema)
        required = whole.get("required", ()) if is_asked else ()
        return tuple(
            self._field(each, told, name, f"{within}{each}", is_required=each in required)
            for each, told in whole.get("properties", {}).items()
        )

    def _found(self, schema: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        name = ""
        while "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            schema = self._schemas[name]
        return name, schema

    def _field(
        self, name: str, told: Mapping[str, Any], schema: str, path: str, *, is_required: bool
    ) -> Field:
        possible = [each for each in told.get("anyOf", [told]) if each.get("type") != "null"]
        title, said = self._found(possible[0])
        kind, options, most = _kind_of(said)
        if kind == "long" and name in _ON_ONE_LINE:
            kind = "text"
        words_of = ENUMS.get(title, "")
        inner: tuple[Field, ...] = ()
        row: tuple[tuple[Field, ...], ...] = ()
        if kind == "group":
            inner = self._fields(possible[0], f"{path}.", is_asked=is_required)
            inner = inner or self._answers(said, f"{path}.", is_asked=is_required)
        elif kind == "rows":
            title, member = self._found(said["items"])
            if "enum" in member:
                kind, options, words_of = "choices", tuple(member["enum"]), ENUMS.get(title, "")
            elif member.get("type") == "object":
                row = tuple(
                    self._fields(said["items"], f"{path}.{n}.", is_asked=is_required and n == 0)
                    for n in range(_ROWS)
                )
            else:
                kind = "lines"
        return Field(path, name, kind, schema, is_required, options, words_of, most, inner, row)

    def _answers(self, said: Mapping[str, Any], within: str, *, is_asked: bool) -> tuple[Field, ...]:
        """One field for each of the names there may be, each answered in the same way."""
        if "propertyNames" not in said:
            return ()
        title, names = self._found(said["propertyNames"])
        each = self._field("", said["additionalProperties"], title, within, is_required=is_asked)
        labels = ENUMS.get(title, "")
        return tuple(
            replace(each, path=f"{within}{name}", name=name, labels=labels) for name in names["enum"]
        )


def _kind_of(said: Mapping[str, Any]) -> tuple[str, tuple[str, ...], int | None]:
    most = said.get("maxLength")
    if "enum" in said:
        return "choice", tuple(map(str, said["enum"])), None
    match said.get("type"):
        case "boolean":
            return "yes-no", (YES, NO), None
        case "integer" | "number":
            return "number", (), None
        case "array":
            return "rows", (), None
        case "object":
            return "group", (), None
    match said.get("format"):
        case "date":
            return "day", (), None
        case "date-time":
            return "instant", (), None
    return ("long" if (most or 0) > _LONG else "code" if "pattern" in said and most else "text"), (), most


def grown(fields: Sequence[Field], written: Mapping[str, Sequence[str]], more: str = "") -> tuple[Field, ...]:
    """The same fields with as many rows of each list as somebody has had before them, by the names of what
    was ``written``; of the list that ``more`` names one more, up to what its schema takes, where all of its
    rows lie open already."""
    return tuple(_grown(each, written, more) for each in fields)


def _grown(field: Field, written: Mapping[str, Sequence[str]], more: str) -> Field:
    if field.kind == "group":
        return replace(field, fields=grown(field.fields, written, more))
    if field.kind != "rows":
        return field
    before = f"{field.path}."
    numbers = (name.removeprefix(before).partition(".")[0] for name in written if name.startswith(before))
    had = max((int(n) + 1 for n in numbers if n.isdecimal() and len(n) <= _DIGITS), default=0)
    shown = max(had, len(field.row))
    wanted = shown + (more == field.path and all(_lies_open(field, n, written) for n in range(shown)))
    several = range(min(wanted, field.most or _MOST_ROWS))
    last = field.row[-1]  # of which nothing is demanded
    copied = f"{before}{len(field.row) - 1}."
    further = ((_renamed(each, copied, f"{before}{n}.") for each in last) for n in several[len(field.row) :])
    row = (*field.row[: len(several)], *map(tuple, further))
    return replace(field, row=row)


def unfolded(
    field: Field, written: Mapping[str, Sequence[str]], wrong: Collection[str] = ()
) -> frozenset[int]:
    """Which rows of a list lie open, from 0: those that must be filled in, those that somebody has written
    into or has to mend, and, where one more was asked for, the next of the others."""
    numbers = range(len(field.row))
    lie_open = [n for n in numbers if _lies_open(field, n, written, wrong)]
    folded = [n for n in numbers if n not in lie_open]
    return frozenset(lie_open + folded[: field.path in written.get("more", ())])


def _lies_open(
    field: Field, n: int, written: Mapping[str, Sequence[str]], wrong: Collection[str] = ()
) -> bool:
    if n == 0 or (n == 1 and field.is_required):
        return True
    before = f"{field.path}.{n}."
    is_written = any(name.startswith(before) and any(said) for name, said in written.items())
    return is_written or any(name.startswith(before) for name in wrong)


def demanded(field: Field, least: int) -> Field:
    """A list of which the first ``least`` rows must be filled in, where one of them is: each as the first."""
    first, before = field.row[0], f"{field.path}.0."
    copies = (tuple(_renamed(each, before, f"{field.path}.{n}.") for each in first) for n in range(least))
    return replace(field, row=(*copies, *field.row[least:]))


def _renamed(field: Field, before: str, after: str) -> Field:
    inner = tuple(_renamed(each, before, after) for each in field.fields)
    return replace(field, path=field.path.replace(before, after, 1), fields=inner)


def leaves(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields that something is written into, those of groups and rows included."""
    for each in fields:
        inner = (*each.fields, *chain(*each.row))
        yield from leaves(inner) if inner else (each,)


def paths(fields: Sequence[Field]) -> frozenset[str]:
    """Every place in the form that something can be written into."""
    found = set[str]()
    for each in fields:
        rows = [paths(row) for row in each.row]
        found |= frozenset({each.path}).union(*rows) if rows else paths(each.fields) or {each.path}
    return frozenset(found)


def read(fields: Sequence[Field], written: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The body as the schema has it. What was left empty is left out; what makes no sense goes on as it was
    written, for the API to say so."""
    found = ((each.name, _value(each, written)) for each in fields)
    return {name: value for name, value in found if value is not None}


def _value(field: Field, written: Mapping[str, Sequence[str]]) -> Any:
    said = [each for each in written.get(field.path, ()) if each.strip()]
    match field.kind:
        case "group":
            return read(field.fields, written) or None
        case "rows":
            return [row for row in (read(each, written) for each in field.row) if row] or None
        case "choices":
            # Where it is asked for, nothing ticked is an answer too: none of them.
            return list(dict.fromkeys(said)) or ([] if field.is_required else None)
        case "lines":
            return [line.strip() for line in "\n".join(said).splitlines() if line.strip()] or None
    return _one(field.kind, said[-1]) if said else None


def _one(kind: str, said: str) -> Any:
    match kind:
        case "yes-no":
            return {YES: True, NO: False}.get(said, said)
        case "number":
            return int(said) if said.strip().lstrip("-").isdecimal() else said
        case "instant":
            return _instant(said)
    return said.replace("\r\n", "\n")


def _instant(said: str) -> str:
    """What a browser writes without a zone is the county's time."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return said
    return (at if at.tzinfo else at.replace(tzinfo=BEIJING)).isoformat()
