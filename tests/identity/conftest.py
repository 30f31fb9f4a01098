"""What the tests of the identity room share."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from register.identity.development_issuer import DevelopmentIssuer
from register.identity.signing_keys import Keys
from register.settings import Settings
from tests.support.key_server import KeyServer, key_server


@pytest.fixture
def settings() -> Callable[..., Settings]:
    """Settings of a test, with changes."""

    def build(**changes: Any) -> Settings:
        return Settings(**({"environment": "test", "token_life_s": 600} | changes))

    return build


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentIssuer:
    return DevelopmentIssuer(Path(tmp_path_factory.mktemp("issuer")), Settings(environment="test"))


@pytest.fixture
def server() -> Iterator[KeyServer]:
    with key_server() as running:
        yield running


@pytest.fixture
async def open_keys(
    server: KeyServer, settings: Callable[..., Settings]
) -> AsyncIterator[Callable[..., Awaitable[Keys]]]:
    """Opens the keys of the server, refreshed only when a test asks for it."""
    opened: list[Keys] = []

    async def open_with(**changes: Any) -> Keys:
        defaults: dict[str, Any] = {"oidc_jwks_url": server.url, "jwks_timeout_s": 0.5, "jwks_cooldown_s": 0.0}
        keys = Keys(settings(**(defaults | changes)))
        opened.append(keys)
        await keys.start()
        return keys

    yield open_with
    for keys in opened:
        await keys.close()


async def until(claim: Callable[[], bool]) -> None:
    """Waits until the claim holds, a minute at most."""
    async with asyncio.timeout(60):
        while not claim():  # noqa: ASYNC110 - what is waited for happens in another thread
            await asyncio.sleep(0.005)
