"""Sessions of the pages: who signed in, for which purpose, and until when. A browser keeps them, encrypted."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

import orjson

from register.errors import Unauthenticated
from register.http.pages.cookies import SESSION, Seal
from register.identity.causes import Cause
from register.identity.claims import Claims
from register.open_types import Values
from register.settings import Settings
from register.vocabulary import Agency, Caller, Purpose


@dataclass(frozen=True, slots=True)
class Session:
    """One session. began_at, seen_at: seconds since 1970; at_issuer: true if it was begun at an identity provider."""

    id: str
    claims: Claims
    began_at: int
    seen_at: int
    purpose: Purpose | None = None
    at_issuer: bool = False

    @property
    def number(self) -> UUID:
        """Its number, by which it is remembered once it has ended."""
        return UUID(hex=self.id)

    @property
    def caller(self) -> Caller:
        """Whom the register answers in the session."""
        of = self.claims
        return Caller(of.subject, of.agency, of.area, of.organisation, self.purpose, datetime.now(UTC).date())

    @property
    def person(self) -> str:
        """Who signed in: the same in each session, and another for each person of each body."""
        of = self.claims
        return orjson.dumps([of.agency, of.area, of.organisation, of.subject]).decode()

    def with_purpose(self, purpose: Purpose | None) -> Self:
        """The same session, for a purpose."""
        return replace(self, purpose=purpose)


@dataclass
class Sessions:
    """Begins sessions, and reads them from the cookies in which browsers hold them."""

    seal: Seal
    settings: Settings

    def begin(self, claims: Claims, *, at_issuer: bool) -> Session:
        """A new session, with a number of its own whatever the browser brought."""
        now = int(time.time())
        return Session(os.urandom(16).hex(), claims, now, now, at_issuer=at_issuer)

    def find(self, cookie: str | None) -> Session:
        """The session of a cookie, seen now, if its time is not over. Raises: Unauthenticated."""
        values = self.seal.open(SESSION, cookie)
        if values is None:
            raise Unauthenticated(Cause.NO_SESSION)
        session = _read(values, self.settings.session_life_s)
        if self.left_s(session) <= 0:
            raise Unauthenticated(Cause.SESSION_ENDED)
        return replace(session, seen_at=int(time.time()))

    def left_s(self, session: Session) -> float:
        """The seconds that a session has left, if nobody comes again."""
        return min(self._idle_end(session), self._end(session)) - time.time()

    def close(self, session: Session) -> str:
        """The session as its cookie carries it."""
        return self.seal.close(SESSION, _written(session))

    def _idle_end(self, session: Session) -> int:
        return session.seen_at + self.settings.session_idle_s

    def _end(self, session: Session) -> int:
        return session.began_at + self.settings.session_life_s


def _written(session: Session) -> Values:
    of = session.claims
    return {
        "id": session.id,
        "subject": of.subject,
        "agency": of.agency.value,
        "area": of.area,
        "organisation": of.organisation,
        "token": of.token_id,
        "began": session.began_at,
        "seen": session.seen_at,
        "purpose": session.purpose.value if session.purpose else None,
        "issuer": session.at_issuer,
    }


def _read(values: Mapping[str, object], life_s: int) -> Session:
    """The session that was written so: nobody else can seal one."""
    purpose, began = values["purpose"], int(str(values["began"]))
    claims = Claims(
        subject=str(values["subject"]),
        agency=Agency(str(values["agency"])),
        area=_text(values["area"]),
        organisation=_text(values["organisation"]),
        token_id=_text(values["token"]),
        expires_at=datetime.fromtimestamp(began + life_s, UTC),
    )
    return Session(
        str(values["id"]),
        claims,
        began,
        int(str(values["seen"])),
        Purpose(str(purpose)) if purpose else None,
        at_issuer=values["issuer"] is True,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
