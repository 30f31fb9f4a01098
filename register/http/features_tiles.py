"""Tiles at the GIS door: drawn from what the plan of the same box shows to the caller, who is logged for it."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import orjson

from register.database.connections import Pool, transaction
from register.errors import BadInput, NotFound
from register.geo.vector_tiles import Tile, draw, tile_at
from register.http.features_visit import Told, Visit
from register.open_types import Values
from register.policy.grants import POLICY_VERSION
from register.policy.roles import role_of
from register.requests.features.answer import features_of, rows_of
from register.requests.features.collections import Collection
from register.requests.features.parameters import OF_TILE, only_known
from register.requests.features.query import asked_of
from register.requests.features.tiles import MOST_PAGES, MVT, asked_after, asked_in, drawn_of
from register.requests.graphql.execute import Executor
from register.settings import Settings

MOST_KEPT: Final = 512
# Areas are public. Where homes are is not: no copy of it is left with a client.
KEPT_BY_CLIENT: Final = {True: "private, max-age=300", False: "private, no-store"}
TOO_MANY: Final = "The tile has too many features."


@dataclass
class Tiles:
    """Draws tiles, and keeps those that it drew last.

    The rows are read each time, so that each tile is decided, paid for and logged as a page of features is. What is
    kept is the drawing: it is used again for the same body and the same answer only.
    """

    pool: Pool
    settings: Settings
    executor: Executor
    kept: OrderedDict[tuple[object, ...], bytes] = field(default_factory=OrderedDict)

    async def tell(self, visit: Visit) -> Told:
        """One tile. Raises: NotFound, BadInput, and every refusal of a page of features."""
        collection = visit.tiled()
        only_known(visit.given, OF_TILE)
        tile = tile_at(*(visit.request.path_params[name] for name in ("zoom", "row", "column")))
        if tile is None:
            raise NotFound("There is no such tile.")
        drawn = await self._drawn(visit, collection, tile, rows=await self._rows(visit, collection, tile))
        return Told({}, MVT, {"Cache-Control": KEPT_BY_CLIENT[collection.is_outlined]}, drawn)

    async def _rows(self, visit: Visit, collection: Collection, tile: Tile) -> list[Values]:
        """The rows of what is in a tile, on every page."""
        asking = asked_in(tile)
        rows: list[Values] = []
        for _ in range(MOST_PAGES):
            body = await self.executor.answer(asked_of(collection, asking), visit.caller, visit.number)
            found, cursor = rows_of(collection, asking, body)
            rows += found
            if cursor is None:
                return rows
            asking = asked_after(asking, cursor)
        raise BadInput(TOO_MANY, hint="Ask for tiles of a higher level.")

    async def _drawn(self, visit: Visit, collection: Collection, tile: Tile, *, rows: Sequence[Values]) -> bytes:
        caller = visit.caller
        digest = hashlib.sha256(orjson.dumps(rows)).digest()
        key = (POLICY_VERSION, caller.agency, caller.area, caller.organisation, collection.id, tile, digest)
        drawn = self.kept.get(key)
        if drawn is None:
            features = [*drawn_of(features_of(collection, asked_in(tile), rows))]
            async with transaction(self.pool, self.settings, role_of(caller.agency)) as connection:
                drawn = await draw(connection, tile, collection.id, features=features)
            self.kept[key] = drawn
        self.kept.move_to_end(key)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return drawn
