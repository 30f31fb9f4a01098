"""Who learns that what it read was corrected: each body of its own consultations, and of nobody else's."""

from register.policy.grants.everyone import WATCHED
from register.policy.grants.grant import KEEPS, Grant, to_each
from register.policy.grants.laws import RECTIFIED
from register.vocabulary import Agency, Group, Scope

# The roles for dashboards read no record of a person or a home's place.
INFORMED: tuple[Agency, ...] = tuple(
    agency for agency in WATCHED if agency not in (Agency.DFE_STATISTICS, Agency.COMMISSIONER_STATISTICS)
)
CORRECTION_GRANTS: tuple[Grant, ...] = to_each(
    INFORMED, Group.CORRECTIONS, KEEPS, scope=Scope.ORGANISATION, basis=RECTIFIED
)
