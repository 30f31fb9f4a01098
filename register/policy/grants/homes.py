"""Who may do what with homes: their public facts, their identity and location, their people."""

from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.policy.grants.laws import (
    CARE_STANDARDS,
    CARE_STANDARDS_KEEPER,
    INSTRUCTED,
    JOINT_INSPECTION,
    REGULATION_7,
    REGULATION_7_AMENDED,
)
from register.vocabulary import Agency, Group, Scope

# Not the commissioned interview providers: their contract covers their own cases. Ofsted keeps these facts.
READERS_OF_PUBLIC_FACTS: tuple[Agency, ...] = (
    Agency.POLICE,
    Agency.UKMPU,
    Agency.OFSTED_INSPECTOR,
    Agency.DFE,
    Agency.DFE_STATISTICS,
    Agency.COMMISSIONER,
    Agency.COMMISSIONER_STATISTICS,
    Agency.LOCAL_AUTHORITY,
    Agency.CQC,
    Agency.HMICFRS,
    Agency.HMI_PROBATION,
    Agency.HEALTH,
    Agency.ADMIN,
    Agency.AUDITOR,
)
# The officials whom the change of 2013 names; their dashboards are agencies of their own.
NAMED_IN_2013: tuple[Agency, ...] = (Agency.DFE, Agency.COMMISSIONER)

PUBLIC_FACTS: tuple[Grant, ...] = (
    *to_each(READERS_OF_PUBLIC_FACTS, Group.HOME_PUBLIC, READS, scope=Scope.NATIONAL, basis=CARE_STANDARDS),
    Grant(Agency.OFSTED, Group.HOME_PUBLIC, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
)
LOCATION: tuple[Grant, ...] = (
    Grant(Agency.OFSTED, Group.HOME_LOCATION, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.POLICE, Group.HOME_LOCATION, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    # Another force's home is opened one at a time, for a named incident, with a reason, for an hour.
    Grant(Agency.POLICE, Group.HOME_LOCATION, READS, Scope.OPENED_HOME, REGULATION_7_AMENDED),
    *to_each(NAMED_IN_2013, Group.HOME_LOCATION, READS, scope=Scope.NATIONAL, basis=REGULATION_7_AMENDED),
    # Authorities received the national list every month before this register.
    Grant(Agency.LOCAL_AUTHORITY, Group.HOME_LOCATION, READS, Scope.NATIONAL, REGULATION_7),
    # Inspectorates see the area that they inspect together, for as long as the inspection lasts.
    Grant(Agency.OFSTED_INSPECTOR, Group.HOME_LOCATION, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
    Grant(Agency.CQC, Group.HOME_LOCATION, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
    Grant(Agency.HMICFRS, Group.HOME_LOCATION, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
    # Administrators keep the system running and see nothing of it, unless two people agreed on one home.
    Grant(Agency.ADMIN, Group.HOME_LOCATION, READS, Scope.OPENED_HOME, INSTRUCTED),
)
PEOPLE: tuple[Grant, ...] = (
    Grant(Agency.OFSTED, Group.HOME_PEOPLE, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.POLICE, Group.HOME_PEOPLE, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    Grant(Agency.POLICE, Group.HOME_PEOPLE, READS, Scope.OPENED_HOME, REGULATION_7_AMENDED),
    # Only where the authority hosts the home.
    Grant(Agency.LOCAL_AUTHORITY, Group.HOME_PEOPLE, READS, Scope.HOSTED, REGULATION_7),
    Grant(Agency.OFSTED_INSPECTOR, Group.HOME_PEOPLE, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
)
# A version goes up with every change, so it tells of those that a reader may not see: only Ofsted's commands need it.
VERSIONS: tuple[Grant, ...] = (
    Grant(Agency.OFSTED, Group.RECORD_VERSIONS, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
)
HOME_GRANTS: tuple[Grant, ...] = (*PUBLIC_FACTS, *LOCATION, *PEOPLE, *VERSIONS)
