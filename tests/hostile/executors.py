"""Asks executors directly, on the path that every request takes after its token, and masks what differs each time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from register.database.connections import Pool
from register.errors import RegisterError
from register.requests.graphql.execute import Asked, Executor
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.hostile.raw_requests import CURSOR, PLACE


def known(agency: str, area: str | None = None, organisation: str | None = None, subject: str = "tester") -> Caller:
    """A caller of today, with a purpose."""
    today = datetime.now(UTC).date()
    return Caller(subject, Agency(agency), area, organisation, Purpose.SAFEGUARDING_CHILD, today)


class Room:
    """Executors over one pool. shared: the one that remembers what it was asked."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.shared = Executor(pool, settings())

    def fresh(self, *, documents: bool = False) -> Executor:
        """An executor that has answered nobody before. documents: whether it has parsed nothing either."""
        made = Executor(self.pool, settings())
        if not documents:
            made.documents = self.shared.documents
        return made

    async def ask(self, executor: Executor, text: str, variables: Mapping[str, Any], caller: Caller) -> bytes:
        """What a caller is answered, cursors and places masked; or the code and the words of the refusal."""
        asked = Asked(text, None, variables, reads_only=False)
        try:
            if await executor.is_subscription(asked, caller):
                body = (await (await executor.subscribe(asked, caller, "test")).read(caller, None)).body
            else:
                body = await executor.answer(asked, caller, "test")
        except RegisterError as refusal:
            return f"{refusal.code} {refusal.message}".encode()
        return PLACE.sub(b'"place"', CURSOR.sub(b'"cursor"', body))
