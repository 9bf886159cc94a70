"""Where every page lies that there is, and how somebody comes to see it: from the routes themselves, so that
a page which is added is visited, or is missed."""

from collections.abc import Mapping
from dataclasses import dataclass

from pages.places import PLACES
from tests.browser.walking import ADMIN, AUDITOR, CLERK, DISPATCHER, MEDIATOR, OPERATOR, SUPERVISOR

_CASE = "/desk/cases/{kind}/{number}/{n}"
# What is no page of its own: it leads on to another, is a file to be taken away, or a part that a page which
# lies open puts into itself.
NO_PAGES = {
    "/desk/sign-out",
    "/desk/sign-in/provider",
    "/desk/filters/forget",
    "/desk/register/drafts/{id}/throw-away",
    "/desk/register/{kind}/draft",
    "/desk/unattended-windows/{window}/{day}/{half}",
    "/desk/calendar.ics",
    f"{_CASE}/archive",
    "/desk/reports/{report}/{since}/{until}/printed",
    f"{_CASE}/documents/{{id}}/printed",
    f"{_CASE}/drafted/{{id}}/printed",
    "/desk/register/{kind}/beside",
    f"{_CASE}/present",
    f"{_CASE}/since",
}
# What the county that is tried out does not have on its first day; tests of the pages read these.
NOT_YET = {
    "/desk/reports/{report}/{since}/{until}",  # the first is made on the next morning
}

EVERY_PAGE = sorted(
    {"/"} | {f"{place}{path}" for place, pages in PLACES.items() for path in pages} - NO_PAGES - NOT_YET,
)

_DISPUTE = "/desk/cases/dispute/{dispute}/1"


@dataclass(frozen=True)
class Visit:
    """``to``: an address, in which ``{dispute}``, ``{agreed}``, ``{petition}``, ``{paper}``, ``{draft}``,
    ``{submission}``, ``{proposal}`` and ``{reception}`` stand for what the county has. ``by``: who of the
    staff goes there; empty where nobody signs in."""

    to: str
    by: str = CLERK


# Pages with something of the county in their address, or for somebody else than the clerk. All others are
# visited where they lie, by the clerk below /desk and by anybody elsewhere.
VISITS: Mapping[str, Visit] = {
    "/desk/administration": Visit("/desk/administration", ADMIN),
    "/desk/administration/seats": Visit("/desk/administration/seats", ADMIN),
    "/desk/administration/changes": Visit("/desk/administration/changes", ADMIN),
    "/desk/administration/clocks": Visit("/desk/administration/clocks", ADMIN),
    "/desk/administration/clocks/{id}": Visit(
        "/desk/administration/clocks/K-07?start=2026-07-06&extend=30", ADMIN
    ),
    "/desk/administration/do/{act}": Visit("/desk/administration/do/seat", ADMIN),
    "/desk/administration/registers/{register}": Visit(
        "/desk/administration/registers/mediators", SUPERVISOR
    ),
    "/desk/administration/accounts": Visit("/desk/administration/accounts", ADMIN),
    "/desk/administration/agencies": Visit("/desk/administration/agencies", ADMIN),
    "/desk/administration/audit": Visit("/desk/administration/audit", AUDITOR),
    "/desk/administration/handover": Visit(f"/desk/administration/handover?ref={CLERK}", ADMIN),
    "/desk/administration/keeping/{number}": Visit("/desk/administration/keeping/{dispute}", DISPATCHER),
    "/desk/administration/papers": Visit("/desk/administration/papers", ADMIN),
    "/desk/administration/papers/{file}": Visit("/desk/administration/papers/D-07.toml", ADMIN),
    "/desk/administration/proposals": Visit("/desk/administration/proposals", DISPATCHER),
    "/desk/administration/proposals/{number}": Visit("/desk/administration/proposals/{proposal}", DISPATCHER),
    "/desk/administration/routes/{id}": Visit("/desk/administration/routes/R-01"),
    "/desk/own-motion/{what}": Visit("/desk/own-motion/meeting", SUPERVISOR),
    "/desk/register/{kind}": Visit("/desk/register/dispute"),
    "/desk/cases/{kind}/{number}/{n}": Visit(_DISPUTE, DISPATCHER),
    "/desk/cases/{kind}/{number}/{n}/documents/{id}": Visit("{paper}", DISPATCHER),
    "/desk/cases/{kind}/{number}/{n}/added-words": Visit(f"{_DISPUTE}/added-words", DISPATCHER),
    "/desk/cases/{kind}/{number}/{n}/{verb}": Visit(f"{_DISPUTE}/danger-reported", DISPATCHER),
    f"{_CASE}/drafted": Visit(f"{_DISPUTE}/drafted"),
    f"{_CASE}/drafted/{{id}}": Visit("{draft}"),
    f"{_CASE}/drafted/{{id}}/signatures": Visit("{draft}/signatures"),
    f"{_CASE}/looked": Visit(f"{_DISPUTE}/looked"),
    f"{_CASE}/papers": Visit(f"{_DISPUTE}/papers"),
    f"{_CASE}/related": Visit(f"{_DISPUTE}/related"),
    "/desk/cases/petition/{number}/{n}/first-visit": Visit("/desk/cases/petition/{petition}/1/first-visit"),
    "/desk/county/cells/{part}": Visit("/desk/county/cells/stock?column=all&of=inflow", DISPATCHER),
    "/desk/county/figures/{id}": Visit(
        "/desk/county/figures/M-01?since=2026-01-01&until=2026-01-31", DISPATCHER
    ),
    "/desk/engine": Visit("/desk/engine", OPERATOR),
    "/desk/halls/{unit}": Visit("/desk/halls/sl"),
    "/desk/matters/{number}": Visit("/desk/matters/{dispute}"),
    "/desk/submissions/{id}": Visit("{submission}"),
    "/desk/why/{kind}/{number}/{n}": Visit("/desk/why/dispute/{dispute}/1"),
    "/desk/windows/{window}": Visit("/desk/windows/w-legal"),
    "/window/content/{id}": Visit("/window/content/chart-dispute", ""),
    "/desk/cases/dispute/{number}/{n}/minutes": Visit("/desk/cases/dispute/{agreed}/1/minutes", MEDIATOR),
    "/window/receptions/{id}": Visit("{reception}", ""),
    "/window/halls/{unit}": Visit("/window/halls/sl", ""),
    "/window/places/{code}": Visit("/window/places/dx-0004", ""),
}


def visit_of(page: str) -> Visit:
    """How somebody comes to see it. Raises KeyError where nobody has said how."""
    if "{" in page:
        return VISITS[page]
    return VISITS.get(page, Visit(page, CLERK if page.startswith("/desk/") else ""))
