"""Rights of a role: what it is granted, column by column, and nothing besides."""

from register.policy.second_wall.rights import Right, rights
from register.policy.second_wall.row_policies import RowPolicy
from register.tables import access_log
from register.vocabulary import Agency, Group, Scope, Use
from tests.policy.second_wall.wall import grant, of_agencies


def test_a_grant_to_match_or_to_count_gives_nothing_to_read(with_grants):
    with_grants(grant(Agency.HEALTH, Group.HOME_LOCATION, Scope.NATIONAL, uses=(Use.MATCH, Use.COUNT)))

    given, policies = of_agencies()
    assert {right for right in given if right.table != "access_log"} == set()
    assert {p for p in policies if p.table != "access_log"} == set()


def test_without_any_grant_a_role_may_write_down_a_consultation_and_do_nothing_else(with_grants):
    with_grants()
    columns = {"id", "at", "transaction"}

    given, policies = of_agencies()
    assert {(right.table, right.verb) for right in given} == {("access_log", "insert")}
    assert {right.column for right in given} == {column.name for column in access_log.columns} - columns
    assert {(p.table, p.verb, p.using) for p in policies} == {("access_log", "insert", None)}


def test_rights_and_policies_are_plain_values_that_sort():
    assert sorted(rights())[0] == min(rights())
    assert Right("r", "t", "select", "c") < Right("r", "t", "select", "d")
    assert RowPolicy("register_dfe", "home", "select", "true", None).name == "register_dfe_select"
