"""Charts (图表), drawn on the server as SVG by pygal: pictures that bring no script, no font and no style
from anywhere. What a chart shows stands in the table beside it; the table is the truth.
"""

import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import pygal
from pygal.style import Style

# pygal looks for its maps at every import anybody makes, in a way that Python has given up; we draw none.
sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]

# Told apart by the colour-blind too (Okabe and Ito), and by their patterns on a grey printer.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
LIGHTS: Mapping[str, str] = {"green": "#2f8f5b", "yellow": "#e69f00", "red": "#a11212"}
_PATTERNS = ("", "M0,8 L8,0", "M0,0 L8,8 M0,8 L8,0", "M4,0 L4,8", "M0,4 L8,4", "M0,4 L8,4 M4,0 L4,8")
_FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif"

_QUIET = (
    ".text-overlay text{paint-order:stroke;stroke:#fff!important;stroke-width:4px;fill:#000!important}"
    ".guides .line,.guide.line{stroke:#d5dae1!important;stroke-dasharray:none!important}"
)
_LONGEST = 20  # characters of a label
_LINE = 24  # pixels of a line of the legend
_WIDTH = 760  # pixels of a chart
_LEGEND = 40  # pixels of a box of the legend, with what lies around it
_BROAD = 13  # pixels of a Chinese character in it
_WIDE = 7  # so much wider is a Chinese character than pygal takes it to be, in pixels

Series = Sequence[tuple[str, Sequence[int | None]]]  # name, and a value for each label


def stacked(labels: Sequence[str], series: Series, colours: Sequence[str] = _COLOURS) -> str:
    """Bars that lie, one on the other, as the address of a picture. An empty value is drawn as nothing."""
    height = 90 + 34 * max(len(labels), 1)
    return _drawn(pygal.HorizontalStackedBar, labels, series, colours, height)


def bars(labels: Sequence[str], series: Series, colours: Sequence[str] = _COLOURS) -> str:
    """Bars that stand side by side."""
    return _drawn(pygal.Bar, labels, series, colours, 300)


def in_lights(labels: Sequence[str], series: Series) -> str:
    """Stacked bars in the three colours, which their patterns tell apart as well."""
    return stacked(labels, series, tuple(LIGHTS.values()))


def _drawn(
    kind: type[pygal.Graph], labels: Sequence[str], series: Series, colours: Sequence[str], height: int
) -> str:
    lies = kind is pygal.HorizontalStackedBar
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="#1c2430",
        foreground_strong="#1c2430",
        foreground_subtle="#56606e",
        colors=tuple(colours),
        font_family=_FONT,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        value_font_size=12,
        value_label_font_size=12,
        opacity="1",
        transition="0s",
    )
    beside = max((_long(label[:_LONGEST]) for label in labels), default=0) if lies else 0
    columns = _columns([name for name, _ in series], _LEGEND + beside)
    below = _LINE * (-(-len(series) // columns) - 1)  # for the lines of the legend after its first
    chart = kind(
        style=style,
        width=_WIDTH,
        height=height + below,
        margin_bottom=6 + below,
        js=(),
        no_prefix=True,
        disable_xml_declaration=True,
        explicit_size=False,
        print_values=True,
        print_zeroes=False,
        value_formatter=_written,
        legend_at_bottom=True,
        legend_at_bottom_columns=columns,
        show_y_guides=True,
        include_x_axis=True,
        no_data_text="",
        truncate_label=_LONGEST,
        margin=6,
        margin_left=6 + (max(map(_wider, labels), default=0) if lies else 0),
    )
    order = slice(None, None, -1) if lies else slice(None)  # what lies begins at the bottom
    chart.x_labels = list(labels)[order]
    for name, values in series:
        chart.add(name, list(values)[order])
    chart.add_xml_filter(lambda root: _plain(root, colours))
    return "data:image/svg+xml;base64," + b64encode(chart.render(is_unicode=True).encode()).decode("ascii")


def _columns(names: Sequence[str], beside: int) -> int:
    """In how many columns the legend stands, so that no name of it runs into the next. ``beside``: pixels
    that the labels take from it."""
    widest = max((_LEGEND + _long(name) for name in names), default=_WIDTH)
    return max(1, min(len(names), (_WIDTH - beside) // widest))


def _long(words: str) -> int:
    return sum(_BROAD if each > "\u2e80" else _WIDE for each in words)


def _wider(label: str) -> int:
    return sum(_WIDE for each in label[:_LONGEST] if each > "\u2e80")


def _written(value: float | None) -> str:
    return f"{value:.0f}" if value and value == int(value) else ""


def _plain(root: Any, colours: Sequence[str]) -> Any:
    """Without scripts, comments and what it would do under a mouse; with a pattern for each series."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in ("script", "desc"):
                parent.remove(child)
    defs = _put(root, "defs")
    for number, colour in enumerate(colours[: len(_PATTERNS)]):
        size = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
        pattern = _put(defs, "pattern", id=f"p{number}", **size)
        _put(pattern, "rect", width="8", height="8", fill=colour)
        if _PATTERNS[number]:
            _put(pattern, "path", d=_PATTERNS[number], stroke="#fff", **{"stroke-width": "1.5"})
    _put(root, "style").text = _QUIET + "".join(
        f".serie-{n} rect,#activate-serie-{n} rect{{fill:url(#p{n})!important}}" for n in range(len(colours))
    )
    return root


def _put(parent: Any, tag: str, **attributes: str) -> Any:
    child = parent.makeelement(tag, attributes)
    parent.append(child)
    return child
