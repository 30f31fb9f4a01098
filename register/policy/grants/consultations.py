"""Who learns that a body asked about a child or a home: those whose it is, and of children all who reach them."""

from register.policy.grants.grant import READS, Grant
from register.policy.grants.laws import (
    COMMISSIONED,
    JOINT_INSPECTION,
    LAW_ENFORCEMENT,
    LOOKED_AFTER,
    PLACED_IN_AREA,
    REGULATION_7,
    REGULATION_7_AMENDED,
    SAFEGUARDING,
)
from register.vocabulary import Agency, Group, Scope

# Which body it was and when: for the responsible authority, and for a force while it looks for the child.
WHO: tuple[Grant, ...] = (
    Grant(Agency.LOCAL_AUTHORITY, Group.CONSULTING_BODIES, READS, Scope.OWN_AUTHORITY, LOOKED_AFTER),
    Grant(Agency.POLICE, Group.CONSULTING_BODIES, READS, Scope.INTEREST, SAFEGUARDING),
)
HOW_OFTEN: tuple[Grant, ...] = (
    Grant(Agency.LOCAL_AUTHORITY, Group.CONSULTATIONS, READS, Scope.OWN_AUTHORITY, LOOKED_AFTER),
    Grant(Agency.LOCAL_AUTHORITY, Group.CONSULTATIONS, READS, Scope.HOSTED, PLACED_IN_AREA),
    Grant(Agency.POLICE, Group.CONSULTATIONS, READS, Scope.INTEREST, SAFEGUARDING),
    Grant(Agency.POLICE, Group.CONSULTATIONS, READS, Scope.HOSTED, PLACED_IN_AREA),
    Grant(Agency.UKMPU, Group.CONSULTATIONS, READS, Scope.LONG_MISSING, LAW_ENFORCEMENT),
    Grant(Agency.INTERVIEW_PROVIDER, Group.CONSULTATIONS, READS, Scope.CASE, COMMISSIONED),
    Grant(Agency.OFSTED_INSPECTOR, Group.CONSULTATIONS, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
)
# Who looked a home up is for the force and the authority of its area; of others, a look-up says nothing that is theirs.
OF_HOMES: tuple[Grant, ...] = (
    Grant(Agency.POLICE, Group.HOME_CONSULTATIONS, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    Grant(Agency.LOCAL_AUTHORITY, Group.HOME_CONSULTATIONS, READS, Scope.HOSTED, REGULATION_7),
)
CONSULTATION_GRANTS: tuple[Grant, ...] = (*WHO, *HOW_OFTEN, *OF_HOMES)
