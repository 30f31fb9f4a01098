"""A browser without a screen: it keeps cookies, signs in as an invented caller, and reads pages."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import jwt

from register.database.state_folder import state_dir
from register.http.pages.cookies import SESSION, open_seal
from register.http.pages.session import Sessions
from register.identity.claims import read_claims
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings
from register.vocabulary import Agency, Purpose
from tests.support.client import PATIENCE_S, Server

# What a server of pages needs in a test: sessions that the test can begin for any body.
PAGES = {"REGISTER_SIGN_IN_AS": "true", "REGISTER_SESSION_KEY": "for tests"}
HOST = "127.0.0.1"


@dataclass
class Browser:
    """Somebody's browser."""

    server: Server
    client: httpx2.Client

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """A page, as it is answered: no address is followed."""
        return self.client.get(f"{self.server.url}{path}", headers=headers)

    def post(self, path: str, values: Mapping[str, Any], **headers: str) -> httpx2.Response:
        """A form, as it is answered."""
        return self.client.post(f"{self.server.url}{path}", data=dict(values), headers=headers)

    def send(self, path: str, **values: Any) -> httpx2.Response:
        """The form of a page, with what stands in its hidden fields and these values."""
        return self.post(path, hidden(self.get(path).text) | values)

    def upload(self, path: str, file: tuple[str, bytes], *, field: str = "file", **values: Any) -> httpx2.Response:
        """The form of a page with a file, with what is in its hidden fields and these values."""
        known = hidden(self.get(path).text) | values
        return self.client.post(f"{self.server.url}{path}", data=known, files={field: file})

    def send_to(self, path: str) -> httpx2.Response:
        """A form of another page, sent to this one."""
        return self.post(path, hidden(self.get("/purpose").text))

    @property
    def session(self) -> str | None:
        """The session's cookie."""
        return self.client.cookies.get(SESSION)


def browser(server: Server) -> Browser:
    """A browser that has signed in nowhere."""
    return Browser(server, httpx2.Client(timeout=PATIENCE_S, trust_env=False))


def signed_in(
    server: Server,
    agency: str,
    area: str | None = None,
    *,
    organisation: str | None = None,
    purpose: Purpose | None = Purpose.SAFEGUARDING_CHILD,
    subject: str = "tester",
) -> Browser:
    """A browser with a session of this caller, begun as the demonstration begins one."""
    issuer = DevelopmentIssuer(state_dir(), settings())
    token = issuer.issue(Agency(agency), area=area, organisation=organisation, subject=subject)
    made = browser(server)
    made.client.cookies.set(SESSION, _cookie(token, purpose), domain=HOST)
    return made


def _cookie(token: str, purpose: Purpose | None) -> str:
    given = settings()
    sessions = Sessions(open_seal(given), given)
    # The issuer that made it a moment ago is this test's own.
    claims = read_claims(jwt.decode(token, options={"verify_signature": False}), given.token_life_s)
    return sessions.close(sessions.begin(claims, at_issuer=False).with_purpose(purpose))


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the last form of a page that has any."""
    forms = re.findall(r"<form.*?</form>", page, re.S)
    fields = [re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form) for form in forms]
    return {name: html.unescape(value) for name, value in [each for each in fields if each][-1]}


def plain(page: str) -> str:
    """The words of a page, as a reader gets them."""
    main = re.search(r"<main.*?</main>", page, re.S)
    assert main is not None
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main.group()))).strip()


def cells(page: str) -> list[list[str]]:
    """The rows of the first table of a page, in words."""
    table = re.search(r"<tbody.*?</tbody>", page, re.S)
    rows = re.findall(r"<tr.*?</tr>", table.group(), re.S) if table else []
    return [[_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def _words(part: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", part))).strip()
