"""The label of a place (场所码标牌): a square code that leads to its form, and nothing of anybody."""

from io import BytesIO

import segno
from fastapi import APIRouter, Depends, Request, Response

from api.events import PlaceCode
from api.identity import whoever
from api.office import TheOffice
from api.problems import unseen
from records import gazetteer
from rules.instants import legal_day

router = APIRouter(tags=["事件 events"])

_SCALE, _MARGIN = 8, 4  # pixels for a module; modules left white around it


@router.get(
    "/places/{code}/label",
    operation_id="print_label",
    summary="场所码标牌 The label of a place",
    dependencies=[Depends(whoever)],
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {"example": "<svg>…</svg>"}}, "description": "SVG"}},
)
async def print_label(code: PlaceCode, office: TheOffice, request: Request) -> Response:
    """To be printed and put up. The address it leads to is public, and names the place alone."""
    if await gazetteer.find(office.records, code, legal_day(await office.clock())) is None:
        raise unseen()
    address = address_of(office.settings.public_address or str(request.base_url), code)
    return _square(address, code, office.press.mark)


@router.get(
    "/public/tracking-label",
    operation_id="print_tracking_label",
    summary="查询二维码 The square code that leads to where one asks after a matter",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {"example": "<svg>…</svg>"}}, "description": "SVG"}},
)
async def print_tracking_label(office: TheOffice, request: Request) -> Response:
    """The same for everybody: it leads to the page and holds no tracking code, so that a receipt which is
    photographed or left behind opens nothing."""
    public = office.settings.public_address or str(request.base_url)
    return _square(f"{public.rstrip('/')}/window/track", "/window/track", office.press.mark)


def _square(address: str, title: str, mark: str) -> Response:
    """``mark``: what stands in the white below it in a training installation (演练)."""
    drawn = BytesIO()
    square = segno.make(address, error="q", micro=False)
    named = f"{mark} · {title}" if mark else title
    square.save(drawn, kind="svg", scale=_SCALE, border=_MARGIN, title=named, xmldecl=False)
    svg = drawn.getvalue().decode()
    if mark:
        wide, high = square.symbol_size(_SCALE, _MARGIN)
        at, size = high - _SCALE, (_MARGIN - 1) * _SCALE
        words = f'<text x="{wide / 2:g}" y="{at}" font-size="{size}" text-anchor="middle">{mark}</text>'
        svg = svg.replace("</svg>", f"{words}</svg>")
    return Response(svg, media_type="image/svg+xml")


def address_of(public: str, code: str) -> str:
    """Where the label of a place leads: to its page at the window."""
    return f"{public.rstrip('/')}/window/places/{code}"
