"""The types of areas side by side, and of what was decided about them."""

from register.catalogue import CATALOGUE
from register.vocabulary import Group


def test_areas_are_compared_in_the_group_of_published_figures_and_decisions_are_of_a_group_of_their_own():
    names = ("AreaTarget", "AreaTargetComponent", "AreaTargetNeighbour", "TargetDecision")

    assert {name: {column.group for column in CATALOGUE[name].columns.values()} for name in names} == {
        **{name: {Group.STATISTICS} for name in names[:3]},
        "TargetDecision": {Group.TARGET},
    }


def test_every_part_of_the_order_is_shown():
    shown = set(CATALOGUE["AreaTargetComponent"].columns)

    assert {"weight", "points", "reason", "position", "versions", "lower95", "upper95"} <= shown
