"""A sheet as PDF (WeasyPrint): the same bytes for the same sheet, whenever it is printed."""

import hashlib
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML, URLFetcher

from paper.fonts import NoChineseFont, can_print_chinese
from paper.sheet import Block, Heading, Paragraph, Rows, Sheet

_STYLE, _STAMP_STYLE = (Path(__file__).parent / name for name in ("print.css", "stamp.css"))
_LONG_NAME = 12  # characters of an issuer that do not fit in one line at full size


def pdf_of(sheet: Sheet) -> bytes:
    """Raises NoChineseFont."""
    return pdf_of_all([sheet])


def pdf_of_all(sheets: list[Sheet]) -> bytes:
    """Several sheets in one file, each on a page of its own. Raises NoChineseFont."""
    if not can_print_chinese():
        raise NoChineseFont
    return _written(_page(sheets), _style())


def stamp_of(mark: str, line: str, at: datetime) -> bytes:
    """One page of A4 with nothing on it but a mark across it and a line at its head, to be laid over pages.
    Raises NoChineseFont."""
    if not can_print_chinese():
        raise NoChineseFont
    html = (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(mark)}</title><meta '
        f'name="dcterms.created" content="{at.isoformat()}"></head><body>'
        f'<p class="stamped">{escape(line)}</p><p class="across">{escape(mark)}</p></body></html>'
    )
    return _written(html, _stamp_style())


def _written(html: str, style: CSS) -> bytes:
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
    printed: bytes = document.write_pdf(stylesheets=[style], pdf_identifier=identifier)
    return printed


@cache
def _stamp_style() -> CSS:
    return CSS(filename=str(_STAMP_STYLE))


@cache
def _style() -> CSS:
    return CSS(filename=str(_STYLE))


def _page(sheets: list[Sheet]) -> str:
    first = sheets[0]
    made = first.issued_at.isoformat(timespec="seconds")
    language = "zh-CN" if first.language == "zh" else "en"
    body = '<div style="break-before: page"></div>'.join(_sheet(each) for each in sheets)
    name = escape(first.name or first.title)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{name}'
        f'</title><meta name="dcterms.created" content="{made}"><meta name="dcterms.modified"'
        f' content="{made}"></head><body>{body}</body></html>'
    )


def _sheet(sheet: Sheet) -> str:
    """Its parts in the order of the standard: head, number, title, addressee, text, signature, foot."""
    parts = [f'<div class="{"official" if sheet.is_official else "plain"}">']
    if sheet.is_official and sheet.issuer:
        is_long = " long" if len(sheet.issuer) > _LONG_NAME else ""
        parts.append(f'<p class="head{is_long}">{escape(sheet.issuer)}</p>')
    if sheet.number:
        parts.append(f'<p class="number">{escape(sheet.number)}</p>')
    parts.append(f"<h1>{escape(sheet.title)}</h1>")
    if sheet.addressee:
        parts.append(f'<p class="addressee">{escape(sheet.addressee)}：</p>')
    parts += [_block(each) for each in sheet.blocks]
    for text, place in ((sheet.issuer, "first"), (sheet.on, "last")):
        if text and not sheet.is_signed_off:
            parts.append(f'<p class="sign {place}">{escape(text)}</p>')
    if sheet.seal:
        parts.append(f'<p class="seal">{escape(sheet.seal)}</p>')
    if sheet.copies_to:
        parts.append(f'<p class="foot">抄送：{escape(sheet.copies_to)}</p>')
    return "\n".join([*parts, "</div>"])


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Paragraph(text, is_right):
            return f'<p class="right">{escape(text)}</p>' if is_right else f"<p>{escape(text)}</p>"
        case Rows(rows, is_list, is_even):
            return _list(rows, is_even=is_even) if is_list else _table(rows)


def _list(rows: tuple[tuple[str, ...], ...], *, is_even: bool) -> str:
    head, *others = (
        "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)
        for tag, cells in zip(("th", *("td" for _ in rows[1:])), rows, strict=True)
    )
    body = "".join(f"<tr>{each}</tr>" for each in others)
    kind = "list even" if is_even else "list"
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    width = max(map(len, rows))

    def row(cells: tuple[str, ...]) -> str:
        spans = [1] * (len(cells) - 1) + [width - len(cells) + 1]
        return "".join(
            f'<td colspan="{span}">{escape(cell)}</td>' for cell, span in zip(cells, spans, strict=True)
        )

    return f"<table>{''.join(f'<tr>{row(cells)}</tr>' for cells in rows)}</table>"
