"""Which links a scope means: once for each area, whichever scopes mean them."""

from register.policy.authority import Reach
from register.sql.links import AREAS, Whose, any_area, inspected_area, links_meant, own_area, scoped_area
from register.tables import CHILD, HOME
from register.tables.anchors import links_of
from register.vocabulary import Scope, WithheldReason


def test_of_homes_the_scopes_of_an_area_mean_every_link_of_it():
    meant = links_meant(links_of(HOME), frozenset({Scope.OWN_BOUNDARY, Scope.HOSTED, Scope.INSPECTED_AREA}))

    assert sorted(meant, key=lambda each: each.area.__name__) == [Whose(inspected_area), Whose(own_area)]


def test_of_homes_the_scopes_of_children_mean_no_link():
    assert links_meant(links_of(HOME), frozenset({Scope.OWNED, Scope.INTEREST, Scope.LONG_MISSING})) == []


def test_of_children_scopes_of_one_area_are_looked_up_together():
    meant = links_meant(links_of(CHILD), frozenset({Scope.OWNED, Scope.INTEREST, Scope.HOSTED}))

    assert meant == [Whose(own_area, ("host", "interest", "owner", "shielded_host", "shielded_owner"))]


def test_of_children_a_scope_that_says_nothing_of_them_means_no_link():
    assert links_meant(links_of(CHILD), frozenset({Scope.OWN_BOUNDARY, Scope.OPENED_HOME, Scope.SELF})) == []


def test_a_link_without_an_area_is_one_of_any():
    assert AREAS[Scope.LONG_MISSING] is any_area
    assert str(any_area(CHILD_AREA)) == "true"


CHILD_AREA = None


def test_an_area_is_held_by_the_scopes_of_homes_alone():
    nowhere = Reach(frozenset({Scope.INTEREST}), WithheldReason.OUTSIDE_SCOPE)
    everywhere = Reach(frozenset({Scope.NATIONAL}), WithheldReason.OUTSIDE_SCOPE)

    assert str(scoped_area(nowhere, CHILD_AREA)) == "false"
    assert str(scoped_area(everywhere, CHILD_AREA)) == "true"
