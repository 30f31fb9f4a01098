"""Codes of areas that ended, as published: for an area that ended before the register knew its ground."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from register.geo.boundary_versions import SUCCESSIONS
from register.geo.reference import former_authorities


class FormerCode(NamedTuple):
    """The first day on which a code named no area any more, and the codes that took its place."""

    ended_on: date
    successors: tuple[str, ...]


def former_code(code: str) -> FormerCode | None:
    """What is published of a code that has ended; None if nothing is."""
    return _former_codes().get(code)


@cache
def _former_codes() -> dict[str, FormerCode]:
    found = {each.code: FormerCode(each.last_day + timedelta(days=1), each.successors) for each in former_authorities()}
    return found | {each.code: FormerCode(each.from_on, (each.successor_code,)) for each in SUCCESSIONS}
