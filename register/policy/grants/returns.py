"""Who may do what with returns by local authorities. No row of a child in them is read by any other body."""

from register.policy.grants.grant import KEEPS, READS, Grant
from register.policy.grants.laws import ACCOUNTABILITY, AUTHORITY_INSPECTED, COMMISSIONER_INFORMED, RETURNED
from register.vocabulary import Agency, Basis, Group, Scope

OF_RETURNS: tuple[Group, ...] = (
    Group.RETURN,
    Group.RETURN_CHECKS,
    Group.RETURN_BYPASSES,
    Group.RETURN_SIGN_OFFS,
    Group.RETURN_ROWS,
)
# Who sees which authority returned what, and which did not.
OVERSEES: tuple[tuple[Agency, Basis], ...] = (
    (Agency.DFE, RETURNED),
    (Agency.OFSTED, AUTHORITY_INSPECTED),
    (Agency.OFSTED_INSPECTOR, AUTHORITY_INSPECTED),
    (Agency.COMMISSIONER, COMMISSIONER_INFORMED),
    (Agency.AUDITOR, ACCOUNTABILITY),
)
RETURN_GRANTS: tuple[Grant, ...] = (
    *(Grant(Agency.LOCAL_AUTHORITY, group, KEEPS, Scope.OWN_AUTHORITY, RETURNED) for group in OF_RETURNS),
    *(Grant(agency, Group.RETURN, READS, Scope.NATIONAL, basis) for agency, basis in OVERSEES),
    Grant(Agency.DFE, Group.RETURN_CHECKS, READS, Scope.NATIONAL, RETURNED),
    Grant(Agency.OFSTED, Group.RETURN_CHECKS, READS, Scope.NATIONAL, AUTHORITY_INSPECTED),
    # The receiver of returns judges if an error may remain.
    Grant(Agency.DFE, Group.RETURN_BYPASSES, READS, Scope.NATIONAL, RETURNED),
    Grant(Agency.DFE, Group.RETURN_JUDGEMENTS, KEEPS, Scope.NATIONAL, RETURNED),
    Grant(Agency.LOCAL_AUTHORITY, Group.RETURN_JUDGEMENTS, READS, Scope.OWN_AUTHORITY, RETURNED),
)
