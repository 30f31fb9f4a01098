"""Downloads at the GIS door: a collection in one signed file, each page of it read, paid for and logged as any."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from register.errors import NotFound, RateLimited
from register.http.features_visit import Told, Visit
from register.open_types import Values
from register.requests.downloads.download import Wanted, take
from register.requests.downloads.forms import offered
from register.requests.features.crs import Crs
from register.requests.features.links import ZIP
from register.requests.features.parameters import read_download
from register.requests.graphql.execute import Executor
from register.requests.graphql.preparation import payer
from register.sealing.heads import key_id
from register.sealing.keys import SealingKey

DOWNLOADS: Final = "downloads"
MOST_AT_ONCE: Final = 4
BUSY_S: Final = 15
PIECE_BYTES: Final = 262_144
BUSY: Final = "Another download of your organisation is under way, or too many of others."


@dataclass
class Downloads:
    """Takes downloads: one at a time for each body, and few at once.

    key: that signs them; without one there are none.
    """

    executor: Executor
    key: SealingKey | None
    taking: set[str] = field(default_factory=set)

    async def tell(self, visit: Visit) -> Told:
        """One download. Raises: NotFound, RateLimited, and every refusal of a page of features."""
        collection = visit.collection()
        form = offered().get(visit.request.path_params["form"])
        if form is None or self.key is None:
            raise NotFound("There is no such download.", hint=f"There are {', '.join(offered())}." if self.key else "")
        asking = read_download(collection, visit.given, form.crs or Crs.GRID)
        wanted = Wanted(collection, asking, form, dict(visit.given))
        with self._turn(payer(visit.caller)), TemporaryDirectory() as folder:
            made = await take(
                wanted, self.executor, visit.caller, number=visit.number, key=self.key, folder=Path(folder)
            )
            size, file = made.stat().st_size, made.open("rb")
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Content-Length": str(size)}
        return Told({}, ZIP, headers, file=_pieces(file))

    def listed(self, visit: Visit) -> Values:
        """The downloads of a collection, and the public key that signs them."""
        collection = visit.collection()
        path = f"/collections/{collection.id}/{DOWNLOADS}"
        told = {"title": f"Downloads of {collection.title}", "links": visit.place.both(path, html=visit.html)}
        if self.key is None:
            return told
        links = [visit.place.link("enclosure", f"{path}/{e.name}", ZIP, title=e.title) for e in offered().values()]
        public = self.key.public_key
        return {**told, "links": [*told["links"], *links], "publicKey": public.hex(), "keyId": key_id(public)}

    @contextmanager
    def _turn(self, body: str) -> Iterator[None]:
        if body in self.taking or len(self.taking) >= MOST_AT_ONCE:
            raise RateLimited(BUSY, retryAfterS=BUSY_S)
        self.taking.add(body)
        try:
            yield
        finally:
            self.taking.remove(body)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file that is no longer in any folder: nothing of it is left when it was sent, or was not."""
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece
