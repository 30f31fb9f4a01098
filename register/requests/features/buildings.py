"""Features that are the buildings of homes: each home of an answer becomes those of its buildings that it shows.

A page of features ends after any building, and not only where a page of homes does: its cursor says after which home,
and how many buildings of the next one were shown already. Those in a box come in two turns, the main buildings of homes
first: these are found from west to east, and the others are few.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from register.errors import BadInput
from register.open_types import Values
from register.requests.features.crs import Crs
from register.requests.features.values import Box

_CURSOR: Final = re.compile(r"(\d{1,4})(r?)\.(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page begins: after a home, or at the first, and after so many buildings of the next.

    rest: of a box, true for the turn of the buildings that are not a home's main one.
    """

    after: str | None = None
    skipped: int = 0
    rest: bool = False

    @property
    def written(self) -> str:
        """The cursor that clients are given."""
        return f"{self.skipped}{'r' if self.rest else ''}.{self.after or ''}"

    def next_of(self, box: Box | None) -> "Turn | None":
        """The turn that follows when this one has ended: of a box, that of the other buildings."""
        return None if box is None or self.rest else Turn(rest=True)


def read_turn(cursor: str | None, box: Box | None) -> Turn:
    """Where the page of a cursor begins. box: that is asked for. Raises: BadInput."""
    if cursor is None:
        return Turn()
    found = _CURSOR.fullmatch(cursor)
    if found is None or (found[2] and box is None):
        raise BadInput("The cursor is not of this question.", hint="Follow the link next as it is.")
    return Turn(found[3] or None, int(found[1]), bool(found[2]))


def of_turn(home: Values, name: str, turn: Turn) -> Values:
    """A home with those of its buildings whose turn it is. name: the field with its buildings."""
    return {**home, name: [each for each in home[name] or () if each["isMain"] is not turn.rest]}


def buildings_of(rows: Sequence[Values], name: str, box: Box | None) -> Iterator[tuple[int, int, Values]]:
    """Each building with what is shown of its home: the number of the home, its own in the home, and its values.

    rows: homes, each with its buildings under name. box: the only ground that buildings may be on.
    """
    for number, row in enumerate(rows):
        home = {key: value for key, value in row.items() if key != name}
        found = [each for each in row[name] or () if box is None or _is_in(each["location"], box)]
        yield from ((number, place, home | each) for place, each in enumerate(found))


def page_of_buildings(
    rows: Sequence[tuple[str, Values]], name: str, box: Box | None, *, turn: Turn, limit: int, more: bool
) -> tuple[list[Values], Turn | None]:
    """The buildings of one page, and where the next one begins, if there is one.

    rows: homes, each with the cursor of its place; more: whether homes follow them.
    """
    shown: list[Values] = []
    for number, place, building in buildings_of([home for _, home in rows], name, box):
        if number == 0 and place < turn.skipped:
            continue
        if len(shown) == limit:
            return shown, replace(turn, after=rows[number - 1][0] if number else turn.after, skipped=place)
        shown.append(building)
    if more and rows:
        return shown, replace(turn, after=rows[-1][0], skipped=0)
    return shown, turn.next_of(box)


def _is_in(location: Values | None, box: Box) -> bool:
    if location is None:
        return False
    across, along = ("easting", "northing") if box.crs is Crs.GRID else ("longitude", "latitude")
    return bool(box.west <= location[across] <= box.east and box.south <= location[along] <= box.north)
