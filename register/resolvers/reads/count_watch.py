"""Many counts by one caller that close in on one record: an alarm in the security log, for each count is one bit."""

import time
from collections import OrderedDict
from collections.abc import Sequence

from register.identity.security_log import security_event
from register.vocabulary import Caller

# So many different searches that each counted the same record within an hour: a value is being spelled out.
COUNTS_OF_ONE_RECORD = 10
WITHIN_S = 3_600.0
MOST_RECORDS = 10_000

Watched = tuple[str, str, str]


class Narrowing:
    """The searches by which callers have lately counted a record. It holds digests and keys, and no value."""

    def __init__(self) -> None:
        self._searches: OrderedDict[Watched, tuple[float, set[str]]] = OrderedDict()

    def note(self, caller: Caller, keys: Sequence[str], search: str, *, request: str, now: float) -> None:
        """Note that a search counted these records. The alarm sounds once an hour for a caller and a record."""
        for key in keys:
            watched = (caller.agency.value, caller.subject, key)
            since, searches = self._searches.pop(watched, (now, set()))
            if now - since > WITHIN_S:
                since, searches = now, set()
            self._searches[watched] = since, searches
            if len(searches) < COUNTS_OF_ONE_RECORD and search not in searches:
                searches.add(search)
                if len(searches) == COUNTS_OF_ONE_RECORD:
                    security_event(
                        "narrowing_counts",
                        subject=caller.subject,
                        agency=caller.agency.value,
                        key=key,
                        request=request,
                        alarm=True,
                    )
        while len(self._searches) > MOST_RECORDS:
            self._searches.popitem(last=False)


WATCH = Narrowing()


def watch_count(caller: Caller, keys: Sequence[str], searches: Sequence[str], *, request: str) -> None:
    """Note a count by this process's callers; one that searched by nothing sensitive says nothing of a record."""
    if searches and keys:
        WATCH.note(caller, keys, "\n".join(searches), request=request, now=time.monotonic())
