"""Every page and its address."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from register.http.pages.area_comparison import AT as COMPARISON
from register.http.pages.area_comparison import area_comparison, area_comparison_file
from register.http.pages.area_findings import COHORTS, FINDING, FINDINGS
from register.http.pages.area_inspections import AREA_INSPECTION, AREAS, ROUNDS
from register.http.pages.area_packs import AT as PACK
from register.http.pages.area_packs import pack, pack_file
from register.http.pages.area_targets import DECISIONS, TARGET, TARGETS
from register.http.pages.assets import PREFIX, asset
from register.http.pages.child_matches import MATCH, MATCHES
from register.http.pages.children import CHILD, CHILDREN
from register.http.pages.consultations import AT as USE
from register.http.pages.consultations import log_figures, log_figures_file
from register.http.pages.desk import ACTS as DESK
from register.http.pages.desk import desk
from register.http.pages.door import PagesDoor, Step
from register.http.pages.entrance import Entrance, purpose, sign_out
from register.http.pages.episodes import EPISODE, MISSING
from register.http.pages.explanation import MATRIX, matrix, matrix_file, why
from register.http.pages.figures import FIGURES, figure, figure_csv
from register.http.pages.home import RECORD as A_HOME
from register.http.pages.home import home, home_file
from register.http.pages.homes import HOMES
from register.http.pages.interviews import INTERVIEW, INTERVIEWS
from register.http.pages.issuer import RETURN
from register.http.pages.live import list_live, record_live
from register.http.pages.maps import TILES, tile
from register.http.pages.oversight import ACCESS, LOG, OPENINGS, REVIEW, oversight
from register.http.pages.published_inspections import ACTION, ACTIONS, FOUND, FOUND_ONE, LETTERS
from register.http.pages.records import LIVE, WHOLE, Record
from register.http.pages.return_duties import DUTIES, DUTY
from register.http.pages.returns import ONE_RETURN, RETURNS
from register.http.pages.start import start
from register.http.pages.tallies import AT as NOW
from register.http.pages.tallies import tally, tally_file
from register.http.pages.visit import View

METHODS: Final = ["GET", "POST"]

LISTS: Final = (
    HOMES,
    MISSING,
    CHILDREN,
    MATCHES,
    INTERVIEWS,
    RETURNS,
    DUTIES,
    FIGURES,
    AREAS,
    ROUNDS,
    FINDINGS,
    COHORTS,
    LETTERS,
    FOUND,
    ACTIONS,
    TARGETS,
    DECISIONS,
    LOG,
    ACCESS,
    OPENINGS,
)
RECORDS: Final[Mapping[str, Record]] = {
    "/missing/{id}": EPISODE,
    "/children/{id}": CHILD,
    "/children/matches/{id}": MATCH,
    "/interviews/{id}": INTERVIEW,
    "/returns/duties/{id}": DUTY,
    "/returns/{id}": ONE_RETURN,
    "/areas/{id}": AREA_INSPECTION,
    "/areas/findings/{id}": FINDING,
    "/areas/letters/findings/{id}": FOUND_ONE,
    "/areas/actions/{id}": ACTION,
    "/targets/{areaCode}": TARGET,
}
ACTS: Final = (
    *(act for record in RECORDS.values() for act in record.every_act),
    *ROUNDS.acts,
    *LETTERS.acts,
    *DECISIONS.acts,
    *DESK,
    REVIEW,
)
# Events, and no pages: they go on for as long as somebody reads them.
STREAMS: Final[Mapping[str, View]] = {
    **{each.live: partial(list_live, each) for each in LISTS if each.watches},
    f"/homes/{{urn}}/{LIVE}": partial(record_live, A_HOME),
    **{f"{path}/{LIVE}": partial(record_live, each) for path, each in RECORDS.items() if each.watches},
}
PAGES: Final[Mapping[str, View]] = {
    "/": start,
    "/purpose": purpose,
    "/sign-out": sign_out,
    **{each.path: each.page for each in LISTS},
    **{f"{each.path}.csv": each.file for each in LISTS},
    "/homes/{urn}": home,
    f"/homes/{{urn}}/{WHOLE}": home_file,
    TILES: tile,
    **STREAMS,
    NOW: tally,
    f"{NOW}.csv": tally_file,
    COMPARISON: area_comparison,
    f"{COMPARISON}.csv": area_comparison_file,
    "/figures/{question}": figure,
    "/figures/{question}/table.csv": figure_csv,
    PACK: pack,
    f"{PACK}/table.csv": pack_file,
    "/desk": desk,
    "/oversight": oversight,
    MATRIX: matrix,
    f"{MATRIX}.csv": matrix_file,
    USE: log_figures,
    f"{USE}.csv": log_figures_file,
    "/why": why,
    **{act.path: act.view for act in ACTS},
    **{f"{path}/{file}": view for path, record in RECORDS.items() for file, view in record.files.items()},
    **{path: record.view for path, record in RECORDS.items()},
}


STEPS: Final[Mapping[str, tuple[str, Step]]] = {
    "/sign-in": ("GET", Entrance.sign_in),
    "/sign-in/as": ("POST", Entrance.sign_in_as),
    "/sign-in/start": ("POST", Entrance.start),
    RETURN: ("GET", Entrance.come_back),
}


def pages_routes(door: Callable[[], PagesDoor]) -> list[Route]:
    """The routes of the pages. door: gives the door once the server has started."""

    def shown(view: View) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().answer(request, view)

        return answered

    def entered(step: Step) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            return await door().enter(request, step)

        return answered

    return [
        *(Route(path, shown(view), methods=METHODS) for path, view in PAGES.items()),
        *(Route(path, entered(step), methods=[method]) for path, (method, step) in STEPS.items()),
        Route(f"{PREFIX}/{{name}}", asset, methods=["GET"]),
    ]
