"""Row policies: which rows the grants give, from which day, and what a history adds."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from register.policy import matrix as page
from register.policy.grants import GRANTS, POLICY_VERSION
from register.policy.roles import SEALS_ROLE, role_of
from register.policy.second_wall.rights import rights
from register.policy.second_wall.row_policies import row_policies
from register.vocabulary import Agency, Group, Scope, Use
from tests.policy.second_wall.wall import TODAY, grant, policy

ROLES = [*(role_of(agency) for agency in Agency), SEALS_ROLE]
PAGE = Path(page.__file__).with_name("matrix.md")


def test_a_grant_whose_law_begins_later_carries_its_day_and_loses_it_on_that_day(with_grants):
    tomorrow = TODAY + timedelta(days=1)
    with_grants(grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, since=tomorrow))

    assert policy("register_health", "premises").using == f"(current_date >= date '{tomorrow}' and true)"
    assert policy("register_health", "premises", today=tomorrow).using == "true"


def test_a_law_that_begins_later_does_not_hold_back_one_that_has_begun(with_grants):
    tomorrow = TODAY + timedelta(days=1)
    with_grants(
        grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, since=tomorrow),
        grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.OWN_BOUNDARY),
    )
    using = policy("register_health", "home_identity").using

    dated, own = using.split(" or ", 1)
    assert dated == f"(current_date >= date '{tomorrow}' and true)"
    assert "home_identity.home_id in (select r.home_id from register.home_reach r where r.area_code = nullif(" in own
    assert "and r.home_id = home_identity.home_id" in own


def test_scopes_that_mean_links_of_one_area_are_looked_up_at_once(with_grants):
    with_grants(
        *(grant(Agency.POLICE, Group.EPISODE, scope) for scope in (Scope.HOSTED, Scope.OWNED, Scope.INTEREST)),
        grant(Agency.POLICE, Group.EPISODE, Scope.LONG_MISSING),
    )
    using = policy("register_police", "missing_episode").using

    assert using.count("offset 100") == 2
    own, of_any = using.split(" or case ")
    assert own.count("r.how in ('host', 'shielded_host', 'owner', 'shielded_owner', 'interest')") == 3
    assert of_any.count("r.how in ('long_missing')") == 3


def test_a_law_that_begins_later_opens_its_own_scope_alone(with_grants):
    tomorrow = TODAY + timedelta(days=1)
    with_grants(
        grant(Agency.POLICE, Group.EPISODE, Scope.HOSTED),
        grant(Agency.POLICE, Group.EPISODE, Scope.OWNED, since=tomorrow),
    )
    now, later = policy("register_police", "missing_episode").using.split(
        f" or (current_date >= date '{tomorrow}' and "
    )

    assert ("owner" in now, "host" in now) == (False, True)
    assert ("owner" in later, "'host'" in later) == (True, False)


def test_a_history_is_read_by_the_rule_of_its_table_and_changed_by_nobody():
    found = list(row_policies(TODAY))
    histories = {(p.role, p.table): p for p in found if p.table.endswith("_history")}

    assert {p.verb for p in histories.values()} == {"select"}
    for (role, table), past in histories.items():
        now = policy(role, table.removesuffix("_history")).using
        assert past.using.replace(f"{table}.", f"{table.removesuffix('_history')}.") == now, (role, table)
    assert {right.verb for right in rights() if right.table.endswith("_history")} == {"select"}


def test_there_is_one_policy_for_each_role_table_and_verb():
    found = [(p.role, p.table, p.verb) for p in row_policies(TODAY)]

    assert len(found) == len(set(found))
    assert {right.role for right in rights()} == set(ROLES) == {p.role for p in row_policies(TODAY)}


WIDENED = {
    "one group more": grant(Agency.DFE_STATISTICS, Group.HOME_LOCATION, Scope.OWN_AUTHORITY),
    "one group more, nationally": grant(Agency.POLICE, Group.ENFORCEMENT_DETAIL, Scope.NATIONAL),
    "the same group, farther": grant(Agency.POLICE, Group.HOME_LOCATION, Scope.NATIONAL),
    "the same group, to change": grant(Agency.DFE, Group.HOME_PUBLIC, Scope.NATIONAL, uses=(Use.CHANGE,)),
}


@pytest.mark.parametrize("added", WIDENED.values(), ids=WIDENED)
def test_whoever_is_given_more_stands_on_a_page_that_differs_from_the_committed_one(with_grants, added):
    assert page.matrix() == PAGE.read_text()
    walled = set(rights()), set(row_policies(TODAY))

    with_grants(*GRANTS, added)

    assert page.matrix() != PAGE.read_text()
    assert page.POLICY_VERSION != POLICY_VERSION
    assert (set(rights()), set(row_policies(TODAY))) != walled


def test_a_law_that_is_said_to_begin_sooner_changes_the_page_and_the_version(with_grants):
    first, *others = GRANTS
    sooner = dataclasses.replace(first.basis, in_force_from=first.basis.in_force_from - timedelta(days=1))

    with_grants(dataclasses.replace(first, basis=sooner), *others)

    assert page.POLICY_VERSION != POLICY_VERSION
    assert page.matrix() != PAGE.read_text()
