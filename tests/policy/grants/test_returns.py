"""Who may do what with returns: no row of a child is another body's, and what each writes is its own."""

from register.policy.grants.returns import OF_RETURNS, RETURN_GRANTS
from register.vocabulary import Agency, Group, Scope, Use
from tests.support.readers import readers_of


def test_the_rows_of_a_return_are_read_by_its_authority_alone():
    assert readers_of(Group.RETURN_ROWS) == {Agency.LOCAL_AUTHORITY: {Scope.OWN_AUTHORITY}}
    assert readers_of(Group.RETURN_SIGN_OFFS) == {Agency.LOCAL_AUTHORITY: {Scope.OWN_AUTHORITY}}


def test_who_returned_is_seen_by_those_who_oversee_it():
    assert set(readers_of(Group.RETURN)) == {
        Agency.LOCAL_AUTHORITY, Agency.DFE, Agency.OFSTED, Agency.OFSTED_INSPECTOR, Agency.COMMISSIONER, Agency.AUDITOR,
    }  # fmt: skip


def test_an_authority_returns_and_the_department_judges():
    changed = {(grant.agency, grant.group) for grant in RETURN_GRANTS if Use.CHANGE in grant.uses}

    own = {(Agency.LOCAL_AUTHORITY, group) for group in OF_RETURNS}
    assert changed == own | {(Agency.DFE, Group.RETURN_JUDGEMENTS)}
