"""The map of homes: the register's own tiles, for the caller of a session."""

from typing import Final

from starlette.responses import Response

from register.http.features_visit import Visit as FeaturesVisit
from register.http.pages.visit import Visit
from register.requests.features.links import Place
from register.requests.features.tiles import MVT

TILES: Final = "/homes/tiles/{collection}/{zoom}/{row}/{column}"


async def tile(visit: Visit) -> Response:
    """A tile, as the door of GIS clients draws it for the same caller. Raises: NotFound, BadInput."""
    asked = FeaturesVisit(visit.request, visit.caller, visit.number, Place(visit.base), html=False)
    told = await visit.house.tiles.tell(asked)
    return Response(told.content or None, 200 if told.content else 204, media_type=MVT)
