"""One visit to the GIS door: who asks and how, and the answer before it is written."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from register.errors import NotFound
from register.http.sign_in import KEY_PARAMETER
from register.open_types import Values
from register.requests.features.collections import Collection, collections
from register.requests.features.links import JSON, Place
from register.vocabulary import Caller


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks, under which number it is logged, and in which form it is answered."""

    request: Request
    caller: Caller
    number: str
    place: Place
    html: bool

    @property
    def given(self) -> Sequence[tuple[str, str]]:
        """The parameters of the query string, without a key: no link and no manifest repeats it."""
        return [(name, value) for name, value in self.request.query_params.multi_items() if name != KEY_PARAMETER]

    def collection(self) -> Collection:
        """The collection that the path names. Raises: NotFound, in the same words if it is another body's."""
        found = collections().get(self.request.path_params["collection"])
        if found is None or not found.is_offered(self.caller.agency):
            raise NotFound("There is no such collection.")
        return found

    def tiled(self) -> Collection:
        """The same, if it is drawn as tiles. Raises: NotFound."""
        found = self.collection()
        if not found.has_tiles:
            raise NotFound("There are no tiles of this collection.")
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """An answer before it is written: a document, its media type, and headers of its own.

    content: the bytes of an answer that is no document; file: those of one that is sent piece by piece.
    """

    document: Values
    media_type: str = JSON
    headers: Mapping[str, str] | None = None
    content: bytes | None = None
    file: Iterator[bytes] | None = None


View = Callable[[Visit], Awaitable[Told]]
