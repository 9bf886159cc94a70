"""Forms: what a caller writes for each verb, made from the commands themselves.

Whoever asks, when, and under which key is never in the body. What a person said comes in as text and goes on
as a reference: a field that the rules call ``Sealed`` is text here.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StrictBool,
    StrictInt,
    StringConstraints,
    create_model,
)
from pydantic import Field as Said

from rules.procedure import Command, Fact, Sealed
from rules.registers import PublicName

_FROM_ELSEWHERE = {field.name for kind in (Command, Fact) for field in fields(kind)}
_LONGEST_TEXT = 20_000  # characters
_LONGEST_CODE = 200
_MOST = 50  # members of a set, or of a list


class Form(BaseModel):
    """A body with these fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _without_nul(text: str) -> str:
    """A character that no database keeps is no character of anybody's words."""
    if "\x00" in text:
        raise ValueError("U+0000")
    return text


def _in_our_time(at: datetime) -> datetime:
    if not 2000 <= at.year < 2200:
        raise ValueError("year")
    return at.astimezone(UTC)


def _day_in_our_time(day: date) -> date:
    if not 2000 <= day.year < 2200:
        raise ValueError("year")
    return day


writable = AfterValidator(_without_nul)
Text = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_TEXT, pattern=r"\S"), writable]
# References and codes only: a name written here would reach the journal.
Code = Annotated[str, StringConstraints(max_length=_LONGEST_CODE, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@/-]*$")]
Count = Annotated[StrictInt, Said(ge=-10_000, le=10_000)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Day = Annotated[date, AfterValidator(_day_in_our_time)]

Name = Annotated[Text, StringConstraints(max_length=60)]

_WRITTEN: dict[Any, Any] = {
    Sealed: Text,
    PublicName: Name,
    str: Code,
    int: Count,
    bool: StrictBool,
    datetime: Instant,
    date: Day,
}


@cache
def form_of(kind: Any) -> type[Form]:
    """The form of a command, a fact or a dataclass inside one."""
    hints = get_type_hints(kind)
    asked = {field.name: (_as_written(hints[field.name]), _default(field)) for field in _own(kind)}
    return create_model(kind.__name__, __base__=Form, __doc__=kind.__doc__, **asked)  # type: ignore[call-overload,no-any-return]


def filled(kind: Any, form: BaseModel, seal: Callable[[str, str], Sealed], path: str = "") -> dict[str, Any]:
    """The values of a form as the command takes them. ``seal(field, text)`` gives the reference of a text."""
    hints = get_type_hints(kind)
    return {
        field.name: _taken(hints[field.name], getattr(form, field.name), seal, f"{path}{field.name}")
        for field in _own(kind)
    }


def _own(kind: Any) -> list[Field[Any]]:
    return [
        field
        for field in fields(kind)
        if field.name not in _FROM_ELSEWHERE and not field.metadata.get("by_the_house")
    ]


def _as_written(hint: Any) -> Any:
    if hint in _WRITTEN:
        return _WRITTEN[hint]
    if get_origin(hint) in (Union, UnionType):
        return Union[tuple(_as_written(each) for each in get_args(hint))]  # noqa: UP007  made at run time
    if get_origin(hint) is frozenset:
        (member,) = get_args(hint)
        return Annotated[frozenset[_as_written(member)], Said(max_length=_MOST)]  # type: ignore[misc]
    if get_origin(hint) is tuple:
        member, _ = get_args(hint)
        return Annotated[tuple[_as_written(member), ...], Said(max_length=_MOST)]  # type: ignore[misc]
    form: Any = hint
    return form_of(form) if is_dataclass(hint) else hint


def _default(field: Field[Any]) -> Any:
    return ... if field.default is MISSING else field.default


def _taken(hint: Any, value: Any, seal: Callable[[str, str], Sealed], path: str) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if hint is Sealed:
        return seal(path, value)
    if get_origin(hint) is tuple:
        member, _ = get_args(hint)
        return tuple(_taken(member, each, seal, f"{path}.{n}") for n, each in enumerate(value))
    if is_dataclass(hint):
        return hint(**filled(hint, value, seal, f"{path}."))  # type: ignore[operator]
    return value
