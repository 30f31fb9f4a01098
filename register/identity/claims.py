"""What a verified token says about its bearer, and what it must say to be accepted."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from register.errors import Unauthenticated
from register.identity.causes import Cause
from register.vocabulary import AREA_PREFIXES, BODIES, Agency

MAX_NAME_CHARACTERS = 200
LAST_SECOND = 253_402_300_799  # the end of the year 9999, the last that a datetime holds
AREA = re.compile(r"[A-Z][0-9]{8}")
ORGANISATION = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Claims:
    """The bearer of a verified token. It does not say if the register knows the area or organisation.

    expires_at: without the leeway; token_id: the claim jti, which only production requires.
    """

    subject: str
    agency: Agency
    area: str | None
    organisation: str | None
    token_id: str | None
    expires_at: datetime


def read_claims(payload: Mapping[str, object], life_s: int) -> Claims:
    """The claims of a payload whose signature, issuer, audience and times have been checked.

    life_s: the longest time from iat to exp. Raises: Unauthenticated.
    """
    agency = _agency(payload)
    return Claims(
        subject=_name(payload.get("sub"), Cause.SUBJECT),
        agency=agency,
        area=_area(payload, agency),
        organisation=_organisation(payload, agency),
        token_id=_name(payload["jti"], Cause.TOKEN_ID) if "jti" in payload else None,
        expires_at=_expires_at(payload, life_s),
    )


def _agency(payload: Mapping[str, object]) -> Agency:
    claimed = payload.get("agency")
    if not isinstance(claimed, str) or claimed not in set(Agency):
        raise Unauthenticated(Cause.AGENCY)
    return Agency(claimed)


def _area(payload: Mapping[str, object], agency: Agency) -> str | None:
    kind = BODIES[agency].area_kind
    if kind is None:
        _require_absent(payload, "area", Cause.AREA)
        return None
    code = payload.get("area")
    if not isinstance(code, str) or not AREA.fullmatch(code) or not code.startswith(AREA_PREFIXES[kind]):
        raise Unauthenticated(Cause.AREA)
    return code


def _organisation(payload: Mapping[str, object], agency: Agency) -> str | None:
    if not BODIES[agency].named_by_organisation:
        _require_absent(payload, "organisation", Cause.ORGANISATION)
        return None
    code = payload.get("organisation")
    if not isinstance(code, str) or not ORGANISATION.fullmatch(code):
        raise Unauthenticated(Cause.ORGANISATION)
    return code


def _require_absent(payload: Mapping[str, object], claim: str, cause: Cause) -> None:
    if payload.get(claim) is not None:
        raise Unauthenticated(cause)


def _name(text: object, cause: Cause) -> str:
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_NAME_CHARACTERS:
        raise Unauthenticated(cause)
    if text != text.strip() or any(map(_unprintable, text)):
        raise Unauthenticated(cause)
    return text


def _unprintable(character: str) -> bool:
    # Controls, formats that reorder a line, halves of surrogate pairs, line and paragraph separators.
    category = unicodedata.category(character)
    return category.startswith("C") or category in {"Zl", "Zp"}


def _expires_at(payload: Mapping[str, object], life_s: int) -> datetime:
    expires, issued = (_seconds(payload.get(claim)) for claim in ("exp", "iat"))
    if "nbf" in payload:
        _seconds(payload["nbf"])
    if not 0 < expires - issued <= life_s:
        raise Unauthenticated(Cause.LIFE)
    return datetime.fromtimestamp(int(expires), UTC)


def _seconds(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LAST_SECOND:
        raise Unauthenticated(Cause.TIMES)
    return value
