"""Why a caller may or may not, from the grants alone."""

from datetime import date

import pytest

from register.catalogue import CATALOGUE
from register.plan.coordinates import Place, place_of
from register.policy.authority import NOTHING_LIVE, Live, authority_of
from register.policy.explain import allowed, explain_use, grants_for, not_allowed, unknown_row, with_only
from register.vocabulary import Agency, Explained, Group, Scope, Use, WithheldReason

TODAY = date(2026, 1, 1)


def told(agency, group, use=Use.READ, *, day=TODAY, live=NOTHING_LIVE, on_rows=True):
    place = Place((group,), use, CATALOGUE["Home"] if on_rows else None)
    return explain_use("X.y", authority_of(agency, [day], live), place)


@pytest.mark.parametrize(("agency", "outcome"), [(Agency.ADMIN, Explained.ALLOWED), (Agency.POLICE, Explained.REFUSED)])
def test_a_command_is_explained_by_who_may_send_it_and_not_by_its_groups_alone(agency, outcome):
    place = place_of("Mutation.requestAdministration")

    assert explain_use("Mutation.requestAdministration", authority_of(agency, [TODAY]), place).outcome is outcome


@pytest.mark.parametrize(
    ("agency", "group", "more", "line"),
    [
        (
            Agency.POLICE,
            Group.HOME_LOCATION,
            {},
            "X.y: allowed (own boundary), by SI 2010/2130 reg 7 as amended 1 April 2013, in force from 2013-04-01.",
        ),
        (
            Agency.POLICE,
            Group.HOME_LOCATION,
            {"live": Live(frozenset({Scope.OPENED_HOME}))},
            "X.y: allowed (own boundary or opened home), by SI 2010/2130 reg 7 as amended 1 April 2013, "
            "in force from 2013-04-01.",
        ),
        (
            Agency.DFE_STATISTICS,
            Group.HOME_LOCATION,
            {},
            "X.y: withheld, because no grant lets dfe_statistics read home identity and location.",
        ),
        (
            Agency.POLICE,
            Group.HOME_LOCATION,
            {"day": date(2013, 3, 31)},
            "X.y: withheld, because the law that would let police read home identity and location is not yet in force.",
        ),
        (
            Agency.CQC,
            Group.HOME_LOCATION,
            {"live": Live(ended=frozenset({Scope.INSPECTED_AREA}))},
            "X.y: withheld, because the access that let cqc read home identity and location has ended.",
        ),
        (
            Agency.POLICE,
            Group.ENFORCEMENT_DETAIL,
            {"use": Use.MATCH},
            "X.y: refused, because no grant lets police match enforcement detail.",
        ),
        (
            Agency.POLICE,
            Group.HOME_PUBLIC,
            {"use": Use.CHANGE},
            "X.y: refused, because no grant lets police change home public facts.",
        ),
        (Agency.POLICE, Group.AUDIT, {"on_rows": False}, "X.y: refused, because no grant lets police read audit log."),
    ],
)
def test_one_line_says_what_becomes_of_it_and_why(agency, group, more, line):
    assert told(agency, group, **more).line == line


def test_an_explanation_names_the_grant_or_the_reason_and_never_both():
    yes, no = told(Agency.DFE, Group.HOME_LOCATION), told(Agency.DFE, Group.HOME_PEOPLE)

    assert (yes.outcome, yes.by.scope, yes.reason) == (Explained.ALLOWED, Scope.NATIONAL, None)
    assert (no.outcome, no.by, no.reason) == (Explained.WITHHELD, None, WithheldReason.NO_GRANT)


def test_one_grant_of_several_can_be_looked_at_alone():
    live = Live(frozenset({Scope.OPENED_HOME}))
    authority = authority_of(Agency.POLICE, [TODAY], live)
    grants = grants_for(authority, Group.HOME_LOCATION, Use.READ)

    alone = with_only(authority, grants[1])

    assert [grant.scope for grant in grants] == [Scope.OWN_BOUNDARY, Scope.OPENED_HOME]
    assert alone.reach(Group.HOME_LOCATION, Use.READ).scopes == {Scope.OPENED_HOME}
    assert alone.reach(Group.HOME_PUBLIC, Use.READ) == authority.reach(Group.HOME_PUBLIC, Use.READ)


def test_a_row_that_is_not_there_and_one_that_may_not_be_known_are_told_in_the_same_words():
    assert unknown_row("X.y").line == "X.y: withheld, because there is no such row that the caller may see."


def test_a_grant_is_told_with_its_law_and_a_refusal_with_its_group():
    authority = authority_of(Agency.POLICE, [TODAY])
    grant = grants_for(authority, Group.HOME_PEOPLE, Use.READ)[0]
    reason = WithheldReason.OUTSIDE_SCOPE

    assert grant.basis.name in allowed("X.y", grant).line
    assert (
        "elsewhere, but not here" in not_allowed("X.y", authority, Group.HOME_PEOPLE, use=Use.READ, reason=reason).line
    )
