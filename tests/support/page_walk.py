"""Walking the pages as a reader does: from the first one, by the links on each, once along every route."""

import html
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from starlette.routing import compile_path

from register.http.pages.routes import PAGES
from register.tables import organisation
from register.vocabulary import Agency
from tests.support import story
from tests.support.client import Server
from tests.support.inspection_factories import create_inspection, create_round, tell_what_was_found
from tests.support.return_factories import tell_of_authority_returns
from tests.support.statistics import tell_of_statistics

START = "/"
LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')
ROUTES = {path: compile_path(path)[0] for path in PAGES}
# For which area or organisation somebody of a kind of body works; of the others, for none.
SCOPES: dict[Agency, dict[str, Any]] = {
    Agency.POLICE: {"area": story.NORTHBY},
    Agency.LOCAL_AUTHORITY: {"area": story.SOUTHBY_COUNCIL},
    Agency.HEALTH: {"organisation": "story-board"},
    Agency.INTERVIEW_PROVIDER: {"organisation": "story-trust"},
}
# Which no link leads to: what the map and an open list ask for by themselves, and how a session ends.
WITHOUT_LINK = {path for path in PAGES if path.endswith("/live") or "{zoom}" in path} | {"/sign-out"}


def tell_of_everything(server: Server) -> None:
    """Have a server's story, which holds children, hold a record of every other kind that has a page too."""
    with server.owner.begin() as owner:
        tell_of_authority_returns(owner)
        tell_of_statistics(owner)
        inspection = create_inspection(owner, story.NORTHBY_COUNCIL, create_round(owner))
        tell_what_was_found(owner, story.NORTHBY_COUNCIL, inspection)
        board = {"code": "story-board", "agency": Agency.HEALTH.value, "name": "Story Board"}
        owner.execute(organisation.insert().values(**board))


def route_of(address: str) -> str | None:
    """The route by which the register answers an address; None if it is none of a page."""
    path = address.split("?")[0].split("#")[0]
    return next((route for route, pattern in ROUTES.items() if pattern.match(path)), None)


def walk_links(read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Every route that links lead to, with the first address that does. read: opens an address and gives the page."""
    seen, waiting = {START}, deque([START])
    while waiting:
        address = waiting.popleft()
        page = read(address)
        yield str(route_of(address)), address
        for link in map(html.unescape, LINK.findall(page)):
            route = route_of(link)
            if route is not None and route not in seen | WITHOUT_LINK:
                seen.add(route)
                waiting.append(link)
