"""Codes of areas that ended, as published: for an area that ended before the register knew its ground."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from register.geo.boundary_versions import SUCCESSIONS
from register.geo.reference import former_authorities


class EndedArea(NamedTuple):
    """An area that exists no more: the first day without it, and the codes of those that replaced it.

    is_whole: true if these replaced nothing else, so that their ground together is its ground.
    """

    ended_on: date
    successors: tuple[str, ...]
    is_whole: bool


def former_code(code: str) -> EndedArea | None:
    """What is published of a code that has ended; None if nothing is."""
    return _former_codes().get(code)


@cache
def _former_codes() -> dict[str, EndedArea]:
    ended = {each.code: (each.last_day + timedelta(days=1), each.successors) for each in former_authorities()}
    ended |= {each.code: (each.from_on, (each.successor_code,)) for each in SUCCESSIONS}
    replaced = Counter(code for _, successors in ended.values() for code in successors)
    return {
        code: EndedArea(day, successors, all(replaced[each] == 1 for each in successors))
        for code, (day, successors) in ended.items()
    }
