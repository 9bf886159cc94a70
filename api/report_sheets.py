"""Reports on paper (报告打印): the daily analysis, the weekly standing of units, the monthly circular, as a
.docx or PDF; as they were made, without the numbers of matters, and with nobody's name."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.identity import Whoever
from api.office import TheOffice
from api.printing import FILE, Language, PrintedAs, printed
from api.reports import Kinds, LineShown, Narrowed, NumberShown, ReportShown, Since, Until, read_report
from api.saying import Words
from api.sight import InSight
from paper.sheet import Block, Heading, Paragraph, Rows, Sheet
from rules.instants import BEIJING
from rules.words import say

router = APIRouter(tags=["报告 reports"])

COLUMNS = ("line", "of", "count", "among", "share", "numbers")
TOLD = ("as-of", "made-at", "digest", "too-few", "nothing")
_WORDS_OF = {"kind": "procedure", "channel": "channel", "figure": "figure", "subject": "dispute-type"}
_UNITS = frozenset({"unit", "sender", "place", "agency"})
_NUMERALS = "一二三四五六七八九十"


class ReportWanted(BaseModel):
    """``as``: which file."""

    printed_as: PrintedAs = Field(PrintedAs.DOCX, alias="as")
    language: Language = Language.ZH
    key: str = Field("", description="专报的键 the key of a special report", max_length=60)


@router.get(
    "/reports/{report}/{since}/{until}/printed",
    operation_id="print_report",
    response_class=Response,
    responses=FILE,
    summary="打印报告 Print a report",
)
async def print_report(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    report: Kinds,
    since: Since,
    until: Until,
    wanted: Annotated[ReportWanted, Query()],
) -> Response:
    """The same to the byte whenever it is printed. Small counts are left out as they are on the screen. 503
    where this machine has no Chinese font and a PDF is asked for."""
    shown = await read_report(person, sight, report, since, until, wanted.key)
    units = {unit.unit: unit.name for unit in sight.units.values()}
    sheet = sheet_of(shown, units, wanted.language)
    return await printed(office.press, sheet, wanted.printed_as, f"{report}-{since}-{until}")


def sheet_of(shown: ReportShown, units: Mapping[str, str], language: str) -> Sheet:
    """A report as it is printed: its parts in their order, each a table; its digest at the end."""
    period = _day(shown.since, language)
    if shown.until != shown.since:
        period += f" – {_day(shown.until, language)}"
    narrowed = _narrowed(shown, units, language)
    begin = [
        *([Paragraph(narrowed)] if narrowed else []),
        Paragraph(f"{_said('as-of', language)}{_time(shown.as_of, language)}"),
        Paragraph(f"{_said('made-at', language)}{_time(shown.composed_at, language)}"),
    ]
    return Sheet(
        title=f"{_told(shown.words, language)}\n{period}",
        blocks=(
            *begin,
            *_parts(shown, units, language),
            Paragraph(f"{_said('digest', language)}{shown.digest}"),
        ),
        issued_at=shown.composed_at,
        language=language,
    )


def _parts(shown: ReportShown, units: Mapping[str, str], language: str) -> Iterator[Block]:
    head = tuple(_say(column, language) for column in COLUMNS)
    for number, part in enumerate(shown.parts):
        title = _told(part.words, language)
        yield Heading(1, f"{_NUMERALS[number]}、{title}" if language == "zh" else f"{number + 1}. {title}")
        if part.lines:
            yield Rows(
                _filled((head, *(_row(line, units, language) for line in part.lines))),
                is_list=True,
                is_even=True,
            )
        else:
            yield Paragraph(_say("nothing", language))


def _filled(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Without the columns in which nothing stands."""
    told = [n for n in range(len(COLUMNS)) if n == 0 or any(row[n] for row in rows[1:])]
    return tuple(tuple(row[n] for n in told) for row in rows)


def _row(line: LineShown, units: Mapping[str, str], language: str) -> tuple[str, ...]:
    of = " · ".join(_called(each, units, language) for each in line.of)
    name = _told(line.words, language)
    if not line.is_told:
        return (name, of, _say("too-few", language), "", "", "")
    count, among = ("" if each is None else str(each) for each in (line.count, line.among))
    share = f"{line.count / line.among:.1%}" if line.among and line.count is not None else ""
    numbers = "；".join(
        f"{_number(each, language)}{_colon(language)}{each.number:g}"
        for each in line.numbers
        if each.number is not None
    )
    return (name, of, count, among, share, numbers)


def _number(each: NumberShown, language: str) -> str:
    """What it is called; an edge of days with the edge."""
    edge = f" {each.name}" if each.name.isdigit() else ""
    return f"{_told(each.words, language)}{edge}"


def _called(each: Narrowed, units: Mapping[str, str], language: str) -> str:
    if each.what in _UNITS:
        return units.get(each.code, each.code)
    return say(_WORDS_OF[each.what], each.code, language) if each.what in _WORDS_OF else each.code


def _narrowed(shown: ReportShown, units: Mapping[str, str], language: str) -> str:
    """To what a special one is narrowed."""
    said = (
        shown.unit and units.get(shown.unit, shown.unit),
        shown.procedure and say("procedure", shown.procedure, language),
        shown.channel and say("channel", shown.channel, language),
    )
    return " · ".join(each for each in said if each)


def _say(code: str, language: str) -> str:
    return say("report-sheet", code, language)


def _said(code: str, language: str) -> str:
    return f"{_say(code, language)}{_colon(language)}"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _told(words: Words, language: str) -> str:
    return str(getattr(words, language))


def _day(day: date, language: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B %Y}"


def _time(at: datetime, language: str) -> str:
    there = at.astimezone(BEIJING)
    return f"{_day(there.date(), language)} {there:%H:%M}"
