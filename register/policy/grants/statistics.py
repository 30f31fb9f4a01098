"""Who may read published statistics: everyone, as they are published. Nobody is granted what they were made of."""

from register.policy.grants.everyone import EVERYONE
from register.policy.grants.grant import READS, Grant, to_each
from register.policy.grants.laws import STATISTICS
from register.vocabulary import Group, Scope

STATISTICS_GRANTS: tuple[Grant, ...] = to_each(
    EVERYONE, Group.STATISTICS, READS, scope=Scope.NATIONAL, basis=STATISTICS
)
