"""If requests can be answered, why not, and what may soon stop them: told to probes, logged when it changes."""

import structlog

from register.database.connections import Pool
from register.identity.tokens import Verifier
from register.settings import Settings
from register.sql.session.readiness import WAY_OUT, Amiss, what_is_amiss


class Readiness:
    """The state of one process, as it was last seen."""

    def __init__(self, given: Settings, verifier: Verifier) -> None:
        self._settings = given
        self._verifier = verifier
        self.seen: dict[str, object] = {"ready": True}

    async def look(self, pool: Pool) -> dict[str, object]:
        """The state as a health check tells it. A state that is not the last one is logged with the way out."""
        because, soon = await what_is_amiss(pool, self._settings)
        if not self._verifier.keys.ready:
            because = (*because, Amiss.KEYS)
        told: dict[str, object] = {"ready": not because}
        told |= {name: list(words) for name, words in (("because", because), ("warnings", soon)) if words}
        if told != self.seen:
            self.seen = told
            _log(told, (*because, *soon))
        return told


def _log(told: dict[str, object], amiss: tuple[Amiss, ...]) -> None:
    log = structlog.get_logger("register.server")
    tell = log.warning if amiss else log.info
    tell("readiness", **told, **({"way_out": " ".join(WAY_OUT[each] for each in amiss)} if amiss else {}))
