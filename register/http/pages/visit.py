"""One visit to a page: who asks and how, what the form says, and how the page is answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from register.errors import InvalidRequest, NotOurForm
from register.http.features_tiles import Tiles
from register.http.pages.questions import Question, Told, told_of
from register.http.pages.session import Session
from register.http.pages.uploads import FORM as UPLOAD
from register.http.pages.uploads import read_upload, tidied
from register.http.subscriptions.subscriber import Streams
from register.http.transport.body import read_body
from register.open_types import Value
from register.requests.graphql.execute import Asked, Executor
from register.requests.graphql.uploads import file_fields
from register.vocabulary import Caller, Purpose

MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"


class House(Protocol):
    """What a visit needs of the door it came in by."""

    tiles: Tiles
    executor: Executor
    streams: Streams

    async def confirm(self, session: Session) -> None:
        """Raises: Unauthenticated, if the session has ended, or its person was revoked."""

    def left_s(self, session: Session) -> float:
        """The seconds that a session has left, if nobody opens another page."""

    async def answer_operation(self, asked: Asked, caller: Caller, number: str) -> bytes:
        """The answer of GraphQL."""

    def render(self, template: str, visit: "Visit", **shown: object) -> str:
        """A page as text."""

    async def way_out(self, session: Session, base: str) -> str:
        """Where a session that ends leads."""

    def form_token(self, about: str) -> str:
        """What a form carries to show that this server made it, and of what."""

    def is_form_token(self, given: str, about: str) -> bool:
        """True if a form carries the token of a session."""


@dataclass
class Visit:
    """One request of somebody who has signed in.

    base: the server's address; root: the path below which it is reached. at: the path of the page, without root.
    """

    request: Request
    session: Session
    number: str
    house: House
    base: str
    root: str = ""
    sent: dict[str, list[str]] = field(default_factory=dict)
    max_bytes: int = 65_536
    max_upload_bytes: int = 65_536
    timeout_s: float = 10.0
    ends: bool = False

    @property
    def caller(self) -> Caller:
        """Whom the register answers."""
        return self.session.caller

    @property
    def at(self) -> str:
        """The path of the page."""
        return self.request.url.path

    @property
    def given(self) -> Mapping[str, str]:
        """The parameters of the address."""
        return self.request.query_params

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    async def ask(self, question: Question, /, **variables: object) -> Told:
        """The answer to the page's question. Raises: every refusal of a whole request."""
        return await self.tell(question.asked(**variables))

    async def tell(self, asked: Asked) -> Told:
        """The answer to an operation. Raises: every refusal of a whole request."""
        return told_of(await self.house.answer_operation(asked, self.caller, self.number))

    async def form(self) -> Mapping[str, list[str]]:
        """What a form of the session says. Raises: NotOurForm, and every refusal of a body."""
        self.sent = await self._read()
        token = self.sent.get("csrf", [""])[0]
        if is_from_elsewhere(self.request, self.base) or not self.house.is_form_token(token, self.session.id):
            raise NotOurForm("This form was not sent from a page that you opened here.")
        return self.sent

    async def _read(self) -> dict[str, list[str]]:
        """A form; one with a file only from those whose body may send files."""
        kind = self.request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == UPLOAD and file_fields(self.caller.agency):
            return await read_upload(self.request, max_bytes=self.max_upload_bytes, timeout_s=self.timeout_s)
        return await read_form(self.request, max_bytes=self.max_bytes, timeout_s=self.timeout_s)

    def keep(self, purpose: Purpose) -> None:
        """Continue the session with a purpose."""
        self.session = self.session.with_purpose(purpose)

    def page(self, template: str, *, status: int = 200, **shown: Value) -> Response:
        """A page."""
        return HTMLResponse(self.house.render(template, self, **shown), status)

    def onward(self, path: str) -> Response:
        """Send the visitor on to another page, which the browser gets by itself."""
        return RedirectResponse(f"{self.root}{path}", 303)


View = Callable[[Visit], Awaitable[Response]]


def is_from_elsewhere(request: Request, base: str) -> bool:
    """True if a browser says that a page of another site sent the request."""
    origin = request.headers.get("origin")
    if origin is not None and not f"{base}/".startswith(f"{origin}/"):
        return True
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


async def read_form(request: Request, *, max_bytes: int, timeout_s: float) -> dict[str, list[str]]:
    """The fields of a form. Raises: InvalidRequest, TooLarge, RequestTimeout."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise InvalidRequest("This is not a form.", hint="Send the form of the page.")
    raw = await read_body(request, max_bytes=max_bytes, timeout_s=timeout_s)
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise InvalidRequest("This is not a form.", hint="Send the form of the page.") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value.strip())
    return tidied(fields)
