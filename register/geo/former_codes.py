"""Codes of areas that ended, as published: for an area that ended before the register knew its ground."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from register.geo.boundary_versions import SUCCESSIONS
from register.geo.reference import former_authorities


class FormerCode(NamedTuple):
    """The first day on which a code named no area any more, and the codes that took its place.

    is_whole: true if these replaced nothing else, so that their ground together is that of the code.
    """

    ended_on: date
    successors: tuple[str, ...]
    is_whole: bool


def former_code(code: str) -> FormerCode | None:
    """What is published of a code that has ended; None if nothing is."""
    return _former_codes().get(code)


@cache
def _former_codes() -> dict[str, FormerCode]:
    ended = {each.code: (each.last_day + timedelta(days=1), each.successors) for each in former_authorities()}
    ended |= {each.code: (each.from_on, (each.successor_code,)) for each in SUCCESSIONS}
    replaced = Counter(code for _, successors in ended.values() for code in successors)
    return {
        code: FormerCode(day, successors, all(replaced[each] == 1 for each in successors))
        for code, (day, successors) in ended.items()
    }
