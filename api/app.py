"""The API: HTTP in, one update out. It translates, and decides nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

import logbook
from api import (
    accesses,
    accounts,
    acting_by_code,
    activities,
    added_papers,
    adding,
    agencies,
    agendas,
    archive,
    auditing,
    autographs,
    backlogs,
    bundles,
    case,
    clocks,
    codec,
    consultations,
    cutover,
    directory,
    dispatches,
    disputes,
    diversion,
    documents,
    doings,
    draft_acts,
    drafts,
    editions,
    enrolling,
    errands,
    evaluations,
    events,
    exchanges,
    figures,
    filters,
    forgery,
    halls,
    handovers,
    health,
    incidents,
    indicators,
    inspections,
    keeping,
    keeping_acts,
    keeping_by_code,
    labels,
    lateness,
    likeness,
    links,
    listing,
    live,
    matters,
    meetings,
    my_sessions,
    noticing,
    offered,
    operations,
    overviews,
    own_motion,
    paper_drafts,
    papers_by_code,
    people,
    personal_notice,
    petitions,
    planned,
    powers,
    presence,
    printing,
    provider,
    public_content,
    public_figures,
    publications,
    publishing,
    receipts,
    reception_days,
    receptions,
    recommendations,
    registers,
    report_sheets,
    reports,
    revisits,
    searching,
    service,
    signing_in,
    status,
    submissions,
    suggesting,
    supervisions,
    unmasking,
    verbs,
    window_reports,
    windows,
    wordings,
)
from api.answering import Answering, handle_problems
from api.clock import Clock
from api.describing import describe
from api.live import Callers
from api.office import check_records_of, open_office
from api.sealed import sealed_app
from api.upkeeping import Upkeep
from api.watched import watched
from pages import add_pages
from settings import Settings

ROUTERS = (
    signing_in,
    enrolling,
    provider,
    my_sessions,
    accounts,
    people,
    directory,
    registers,
    windows,
    halls,
    window_reports,
    powers,
    handovers,
    submissions,
    matters,
    likeness,
    links,
    drafts,
    unmasking,
    disputes,
    consultations,
    events,
    labels,
    errands,
    petitions,
    inspections,
    backlogs,
    revisits,
    meetings,
    agendas,
    planned,
    receipts,
    offered,
    reception_days,
    receptions,
    dispatches,
    incidents,
    supervisions,
    recommendations,
    own_motion,
    cutover,
    activities,
    listing,
    filters,
    doings,
    case,
    presence,
    clocks,
    diversion,
    verbs,
    documents,
    printing,
    wordings,
    paper_drafts,
    draft_acts,
    autographs,
    added_papers,
    agencies,
    exchanges,
    searching,
    suggesting,
    status,
    acting_by_code,
    papers_by_code,
    adding,
    noticing,
    live,
    editions,
    evaluations,
    publishing,
    publications,
    lateness,
    indicators,
    figures,
    overviews,
    reports,
    report_sheets,
    public_content,
    public_figures,
    service,
    codec,
    accesses,
    archive,
    bundles,
    auditing,
    keeping,
    keeping_acts,
    keeping_by_code,
    personal_notice,
    health,
    operations,
)


def create_app(settings: Settings | None = None, *, clock: Clock | None = None) -> FastAPI:
    """The whole API. It starts without database and engine, and answers 503 while they are away.

    Raises, when it starts, MissingSetting if the settings name no servers or no keys, SettingsDisagree if
    they contradict each other or the records, and BrokenTemplate if a county's wording of a document cannot
    be used.
    """
    if settings is None:  # this process is the API's own
        logbook.speak()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        printing.read_wordings()
        office = await open_office(settings or Settings(), clock)
        await check_records_of(office)
        app.state.office, app.state.callers = office, Callers(office)
        app.state.callers.start()
        app.state.upkeep = Upkeep(office)
        async with watched(app):
            yield
        await app.state.upkeep.stop()
        await app.state.callers.stop()
        await office.close()

    app = FastAPI(
        title="枫桥 Fengqiao",
        version="1",
        lifespan=lifespan,
        docs_url=None,  # its page would be loaded from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    for module in ROUTERS:  # as they are: to include them would build every route anew, at a first request
        app.router.routes.extend(module.router.routes)
    app.mount("/sealed", sealed_app())  # in no document, and for nearly everybody not there
    handle_problems(app)
    describe(app)
    add_pages(
        app,
        lambda: app.state.office.gate.way,
        lambda: app.state.office.gate.origin,
        forgery.token_for,
        lambda: app.state.office.settings.training,
    )
    app.add_middleware(Answering)
    app.add_middleware(codec.ForTheEnginesPages)
    return app
