"""Who may read reference data. The Office for National Statistics publishes it."""

from register.policy.grants.everyone import EVERYONE
from register.policy.grants.grant import READS, Grant, to_each
from register.policy.grants.laws import CARE_STANDARDS
from register.vocabulary import Group, Scope

REFERENCE_GRANTS: tuple[Grant, ...] = to_each(
    EVERYONE, Group.REFERENCE, READS, scope=Scope.NATIONAL, basis=CARE_STANDARDS
)
