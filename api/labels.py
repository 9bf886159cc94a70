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
    return _square(address, code)


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
    return _square(f"{public.rstrip('/')}/window/track", "/window/track")


def _square(address: str, title: str) -> Response:
    drawn = BytesIO()
    square = segno.make(address, error="q", micro=False)
    square.save(drawn, kind="svg", scale=_SCALE, border=_MARGIN, title=title, xmldecl=False)
    return Response(drawn.getvalue(), media_type="image/svg+xml")


def address_of(public: str, code: str) -> str:
    """Where the label of a place leads: to its page at the window."""
    return f"{public.rstrip('/')}/window/places/{code}"
