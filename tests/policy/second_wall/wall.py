"""What the second wall is for one role, table and verb, and grants to make it of."""

from datetime import UTC, date, datetime

from register.policy.grants import Grant
from register.policy.roles import SEALS_ROLE
from register.policy.second_wall.rights import rights
from register.policy.second_wall.row_policies import row_policies
from register.vocabulary import Basis, Use

TODAY = datetime.now(UTC).date()


def of_agencies():
    """The rights and the policies of all roles but the one that anyone may speak with."""
    given = {right for right in rights() if right.role != SEALS_ROLE}
    return given, {p for p in row_policies(TODAY) if p.role != SEALS_ROLE}


def policy(role, table, verb="select", today=TODAY):
    """The one policy of a role for a table and verb, or nothing."""
    return next((p for p in row_policies(today) if (p.role, p.table, p.verb) == (role, table, verb)), None)


def grant(agency, group, scope, *, since=date(2013, 4, 1), uses=(Use.READ,)):
    return Grant(agency, group, uses, scope, Basis("test", "A law", since))
