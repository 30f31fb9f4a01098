"""Who may do what with enforcement: that a condition or notice applies, and what it says."""

from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.policy.grants.laws import CARE_STANDARDS_KEEPER, JOINT_INSPECTION, NOTIFICATION, REGULATION_7_AMENDED
from register.vocabulary import Agency, Group, Scope

# Of the inspectorates, those whose field the enforcement is: for as long as they inspect the area.
INSPECT_ENFORCEMENT: tuple[Agency, ...] = (Agency.OFSTED_INSPECTOR, Agency.CQC)

STATUS: tuple[Grant, ...] = (
    Grant(Agency.OFSTED, Group.ENFORCEMENT_STATUS, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.POLICE, Group.ENFORCEMENT_STATUS, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    Grant(Agency.POLICE, Group.ENFORCEMENT_STATUS, READS, Scope.OPENED_HOME, REGULATION_7_AMENDED),
    Grant(Agency.DFE, Group.ENFORCEMENT_STATUS, READS, Scope.NATIONAL, REGULATION_7_AMENDED),
    Grant(Agency.COMMISSIONER, Group.ENFORCEMENT_STATUS, READS, Scope.NATIONAL, REGULATION_7_AMENDED),
    Grant(Agency.LOCAL_AUTHORITY, Group.ENFORCEMENT_STATUS, READS, Scope.NATIONAL, NOTIFICATION),
    *to_each(INSPECT_ENFORCEMENT, Group.ENFORCEMENT_STATUS, READS, scope=Scope.INSPECTED_AREA, basis=JOINT_INSPECTION),
)
DETAIL: tuple[Grant, ...] = (
    Grant(Agency.OFSTED, Group.ENFORCEMENT_DETAIL, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.DFE, Group.ENFORCEMENT_DETAIL, READS, Scope.NATIONAL, REGULATION_7_AMENDED),
    Grant(Agency.LOCAL_AUTHORITY, Group.ENFORCEMENT_DETAIL, READS, Scope.NATIONAL, NOTIFICATION),
    *to_each(INSPECT_ENFORCEMENT, Group.ENFORCEMENT_DETAIL, READS, scope=Scope.INSPECTED_AREA, basis=JOINT_INSPECTION),
)
ENFORCEMENT_GRANTS: tuple[Grant, ...] = (*STATUS, *DETAIL)
