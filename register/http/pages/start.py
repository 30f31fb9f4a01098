"""The first page: who you are, what you may do here, and where."""

from typing import Final

from starlette.responses import Response

from register.http.pages.navigation import places_of
from register.http.pages.questions import Question
from register.http.pages.visit import Visit

START: Final = Question("StartPage", "viewer", "subject agency organisation area { code name }")


async def start(visit: Visit) -> Response:
    """The first page."""
    told = await visit.ask(START)
    return visit.page("start.html", viewer=told.data["viewer"], offered=places_of(visit.caller.agency))
