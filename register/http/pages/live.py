"""Lists and records that say when something in them has changed: the feed of the register, to a page that is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from register.errors import Unavailable
from register.http.pages.lists import Listing
from register.http.pages.records import OPEN, Record
from register.http.pages.session import Session
from register.http.pages.visit import Visit
from register.http.subscriptions.server_sent_events import EventStream
from register.http.subscriptions.subscriber import follow
from register.requests.graphql.execute import Asked
from register.resolvers.reads.answer import confirm_known
from register.vocabulary import Caller, ChangeKind

TEXT: Final = (
    "subscription {name}Live($kinds: [ChangeKind!]{declared}) "
    "{{ registerChanged(kinds: $kinds, first: 10{given}) {{ token nodes {{ kind }} }} }}"
)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who has a page open, for as long as the session lasts without another page."""

    session: Session
    visit: Visit

    async def caller(self) -> Caller:
        """The caller of the session. Raises: Unauthenticated once it has ended, in whatever process."""
        await self.visit.house.confirm(self.session)
        return self.session.caller

    async def left_s(self) -> float:
        """The seconds that the session has left."""
        return self.visit.house.left_s(self.session)


async def list_live(listing: Listing, visit: Visit) -> Response:
    """What changes in a list, as it happens. Raises: Unavailable; Unauthenticated."""
    return await _live(visit, followed(listing.name, listing.watches))


async def record_live(record: Record, visit: Visit) -> Response:
    """What changes in a record, as it happens. Raises: BadInput, if it is not said of which; Unavailable;
    Unauthenticated."""
    of = visit.request.query_params.getlist(OPEN) if record.watched else None
    return await _live(visit, followed(record.entity, record.watches, of))


async def _live(visit: Visit, asked: Asked) -> Response:
    """What a subscription answers, for as long as the session lasts.

    Raises: Unavailable if too many watch; Unauthenticated if the register does not know the body.
    """
    streams = visit.house.streams
    await confirm_known(streams.pool, streams.settings, visit.caller)
    if streams.full:
        raise Unavailable("Too many pages are open. Load the page again to see what has changed.")
    subscribed = await visit.house.executor.subscribe(asked, visit.caller, visit.number)
    bodies = follow(streams, Watcher(visit.session, visit), subscribed)
    return EventStream(streams, bodies, visit.number, headers={})


def followed(name: str, watches: Iterable[ChangeKind], records: Sequence[str] | None = None) -> Asked:
    """The subscription that an open page follows. records: the keys of those that it is kept to, if it is to any."""
    kept = {} if records is None else {"records": [*records]}
    declared, given = (", $records: [ID!]", ", records: $records") if kept else ("", "")
    kinds = [each.name for each in watches]
    return Asked(
        TEXT.format(name=name, declared=declared, given=given), None, {"kinds": kinds, **kept}, reads_only=False
    )
