"""Where an outline stands among those held."""

from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest

from register.errors import SetupError
from register.geo.boundary_versions import Placing, Version, place
from register.geo.caller_geometry import as_ewkb
from tests.support.invented_ground import square

FIRST, LATER, LATEST = date(2020, 1, 1), date(2023, 1, 1), date(2025, 1, 1)
OLD = square("E23000001", 400_000, 300_000)
NEW = square("E23000001", 400_500, 300_000)


def version(
    number: int,
    valid_from: date,
    valid_to: date | None = None,
    *,
    feature=OLD,
    is_demonstration: bool = False,
) -> Version:
    outline = sha256(as_ewkb(feature.geometry)).hexdigest()
    return Version(UUID(int=number), feature.code, feature.name, valid_from, valid_to, is_demonstration, outline)


def test_the_first_outline_of_an_area_stands_alone():
    assert place(OLD, [], FIRST, is_demonstration=False) == Placing(OLD)


def test_an_outline_that_is_held_already_changes_nothing():
    assert place(OLD, [version(1, FIRST)], FIRST, is_demonstration=False).is_unchanged
    assert place(OLD, [version(1, FIRST)], LATER, is_demonstration=False).is_unchanged
    assert place(OLD, [version(1, FIRST, LATER)], FIRST, is_demonstration=False).is_unchanged


def test_a_later_outline_closes_the_one_before():
    assert place(NEW, [version(1, FIRST)], LATER, is_demonstration=False) == Placing(NEW, closes=UUID(int=1))


def test_an_outline_from_before_the_first_ends_where_that_begins():
    assert place(NEW, [version(1, LATER)], FIRST, is_demonstration=False) == Placing(NEW, valid_to=LATER)


def test_an_outline_from_after_the_last_has_ended_stands_alone():
    assert place(NEW, [version(1, FIRST, LATER)], LATEST, is_demonstration=False) == Placing(NEW)


@pytest.mark.parametrize(
    "held",
    [[version(1, LATER)], [version(1, FIRST, LATEST), version(2, LATEST)], [version(1, FIRST, LATEST)]],
    ids=["same day", "within an older one", "before an older one ended"],
)
def test_two_outlines_for_one_day_are_refused(held):
    with pytest.raises(SetupError, match="E23000001 has another boundary from 2023-01-01"):
        place(NEW, held, LATER, is_demonstration=False)


def test_an_official_outline_clears_away_those_of_the_demonstration():
    held = [version(1, FIRST, LATER, is_demonstration=True), version(2, LATER, is_demonstration=True)]

    assert place(NEW, held, FIRST, is_demonstration=False) == Placing(NEW, clears=(UUID(int=1), UUID(int=2)))


def test_a_demonstration_outline_never_takes_the_place_of_an_official_one():
    with pytest.raises(SetupError, match="which a demonstration outline cannot replace"):
        place(NEW, [version(1, FIRST)], LATER, is_demonstration=True)


def test_a_retired_code_gets_no_outline_after_its_end():
    barnsley = square("E08000016", 400_000, 300_000)

    with pytest.raises(SetupError, match="E08000016 was replaced by E08000038 on 2025-04-01"):
        place(barnsley, [], date(2025, 4, 1), is_demonstration=False)

    assert place(barnsley, [], date(2025, 3, 31), is_demonstration=False) == Placing(barnsley)
