"""What a scope says of a table, and that it says nothing where it has nothing to say."""

import pytest

from register.policy.grants import KEEPS
from register.tables import GROUP_OF, metadata
from register.vocabulary import Agency, Group, Scope
from tests.policy.second_wall.wall import grant, of_agencies, policy

TABLES = {table.name: table for table in metadata.sorted_tables}


NOWHERE = [
    (Scope.ORGANISATION, "home"),
    (Scope.SELF, "home"),
    (Scope.SUPERVISED, "home_identity"),
    (Scope.OWN_BOUNDARY, "area"),
    (Scope.OPENED_HOME, "home_reach"),
    (Scope.OPENED_HOME, "home_finder"),
    (Scope.OWN_BOUNDARY, "entry_author"),
]


@pytest.mark.parametrize(("scope", "table"), NOWHERE)
def test_a_scope_that_says_nothing_of_a_table_gives_none_of_its_rows(with_grants, scope, table):
    with_grants(grant(Agency.HEALTH, GROUP_OF[TABLES[table]], scope))

    assert policy("register_health", table).using == "false"


@pytest.mark.parametrize("scope", [each for each in Scope if each is not Scope.NATIONAL])
def test_no_scope_but_the_national_one_gives_every_row_of_any_table(with_grants, scope):
    with_grants(*(grant(Agency.HEALTH, group, scope, uses=KEEPS[:1]) for group in Group))

    _, policies = of_agencies()
    assert {p.using for p in policies if p.verb == "select"} >= {"false"}
    assert "true" not in {p.using for p in policies}
