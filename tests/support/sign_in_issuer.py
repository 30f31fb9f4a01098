"""A real identity provider on loopback, in which one person signs in without being asked."""

import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from jwt.algorithms import ECAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "register-pages", "for+tests"
PATIENCE_S = 60.0


@dataclass
class SignInIssuer:
    """Issues codes and tokens with a key of its own.

    person: what its tokens say of whoever signs in. wrong: claims of the ID token that are wrong; published: what it
    publishes of itself otherwise. asked: the parameters that came to each of its addresses.
    """

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)
    published: dict[str, Any] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def configuration(self, request: Request) -> Response:
        """What it publishes of itself."""
        names = ("authorization_endpoint", "token_endpoint", "end_session_endpoint")
        paths = ("/authorize", "/token", "/end")
        told = {name: f"{self.url}{path}" for name, path in zip(names, paths, strict=True)}
        return JSONResponse({"issuer": self.url, **told, **self.published})

    def keys(self, request: Request) -> Response:
        """Its signing key."""
        public = ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return JSONResponse({"keys": [{**public, "kid": "one", "use": "sig", "alg": "ES256"}]})

    def authorize(self, request: Request) -> Response:
        """Sign the person in, and send the browser back with a code."""
        given = dict(request.query_params)
        self.asked["authorize"] = given
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        back = {"code": code, "state": given["state"], "iss": self.url} | self.returned
        return RedirectResponse(f"{given['redirect_uri']}?{urlencode(back)}", 302)

    async def token(self, request: Request) -> Response:
        """The tokens for a code that has not been used, to the client that can prove that it asked for it."""
        given = dict(parse_qsl((await request.body()).decode()))
        self.asked["token"] = given | {"authorization": request.headers.get("authorization", "")}
        asked = self.codes.pop(given.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or request.headers.get("authorization") != f"Basic {basic}"
            or asked["code_challenge"] != proof
            or asked["code_challenge_method"] != "S256"
            or asked["redirect_uri"] != given.get("redirect_uri")
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"token_type": "Bearer", "access_token": self.access(), "id_token": self.id_token(asked)})

    def access(self) -> str:
        """A token for the register."""
        return self.signed({"aud": "register", "jti": secrets.token_hex(8), **self.person}, "at+jwt")

    def id_token(self, asked: dict[str, str]) -> str:
        """A token that says to the client who signed in."""
        said = {"aud": CLIENT, "nonce": asked["nonce"], "sub": self.person["sub"], **self.wrong}
        return self.signed(said, "JWT")

    def signed(self, claims: dict[str, Any], kind: str) -> str:
        """A signed token that lasts five minutes."""
        now = int(time.time())
        whole = {"iss": self.url, "iat": now, "exp": now + 300, **claims}
        return jwt.encode(whole, self.key, "ES256", {"kid": "one", "typ": kind})

    def end(self, request: Request) -> Response:
        """End the session here, and send the browser back."""
        self.asked["end"] = dict(request.query_params)
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)

    def routes(self) -> list[Route]:
        """Its addresses."""
        return [
            Route("/.well-known/openid-configuration", self.configuration),
            Route("/keys", self.keys),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
            Route("/end", self.end),
        ]

    def settings(self) -> dict[str, str]:
        """The settings of a register whose people sign in here."""
        return {
            "REGISTER_OIDC_ISSUER": self.url,
            "REGISTER_OIDC_JWKS_URL": f"{self.url}/keys",
            "REGISTER_SIGN_IN_CLIENT_ID": CLIENT,
            "REGISTER_SIGN_IN_CLIENT_SECRET": "for tests",
            "REGISTER_SIGN_IN_AS": "false",
            "REGISTER_SESSION_KEY": "for tests",
        }


@contextmanager
def sign_in_issuer() -> Iterator[SignInIssuer]:
    """An identity provider that answers until the end."""
    made = SignInIssuer()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(Starlette(routes=made.routes()), log_level="critical", lifespan="off")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + PATIENCE_S
        while not running.started and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield made
        finally:
            running.should_exit = True
            thread.join(timeout=PATIENCE_S)
