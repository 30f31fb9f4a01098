"""Who may do what with joint inspections of areas: Ofsted leads, and inspectors read what they inspect."""

from register.policy.grants.everyone import EVERYONE
from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.policy.grants.laws import ACCOUNTABILITY, JOINT_INSPECTION
from register.vocabulary import INSPECTORATES, Agency, Group, Scope

# What two people of Ofsted open to the inspectorates, all of which read the same of it.
OF_INSPECTIONS: tuple[Group, ...] = (
    Group.AREA_INSPECTION, Group.AREA_PACK, Group.AREA_FINDING, Group.AREA_COHORT, Group.ACTION_PLAN,
)  # fmt: skip
# What the inspectors write themselves.
WRITTEN: tuple[Group, ...] = (Group.AREA_FINDING, Group.AREA_COHORT)
# Who publishes inspections of areas.
PUBLISHES: tuple[Agency, ...] = (Agency.OFSTED, Agency.HMICFRS)
AREA_INSPECTION_GRANTS: tuple[Grant, ...] = (
    *to_each(
        [agency for agency in EVERYONE if agency is not Agency.OFSTED],
        Group.PROGRAMME,
        READS,
        scope=Scope.NATIONAL,
        basis=JOINT_INSPECTION,
    ),
    Grant(Agency.OFSTED, Group.PROGRAMME, KEEPS, Scope.NATIONAL, JOINT_INSPECTION),
    Grant(Agency.OFSTED, Group.AREA_INSPECTION, KEEPS, Scope.NATIONAL, JOINT_INSPECTION),
    Grant(Agency.OFSTED, Group.AREA_PACK, READS, Scope.NATIONAL, JOINT_INSPECTION),
    *(
        grant
        for group in OF_INSPECTIONS
        for grant in to_each(
            INSPECTORATES,
            group,
            KEEPS if group in WRITTEN else READS,
            scope=Scope.INSPECTED_AREA,
            basis=JOINT_INSPECTION,
        )
    ),
    *to_each((Agency.OFSTED,), Group.AREA_FINDING, READS, scope=Scope.NATIONAL, basis=JOINT_INSPECTION),
    *to_each((Agency.OFSTED,), Group.ACTION_PLAN, READS, scope=Scope.NATIONAL, basis=JOINT_INSPECTION),
    Grant(Agency.LOCAL_AUTHORITY, Group.ACTION_PLAN, KEEPS, Scope.OWN_AUTHORITY, JOINT_INSPECTION),
    *to_each(
        [agency for agency in EVERYONE if agency not in PUBLISHES],
        Group.PUBLISHED_INSPECTION,
        READS,
        scope=Scope.NATIONAL,
        basis=JOINT_INSPECTION,
    ),
    *to_each(PUBLISHES, Group.PUBLISHED_INSPECTION, KEEPS, scope=Scope.NATIONAL, basis=JOINT_INSPECTION),
    # Where inspectorates will look is theirs to know before its notice, and nobody else's.
    *to_each(
        [agency for agency in INSPECTORATES if agency not in PUBLISHES],
        Group.TARGET,
        READS,
        scope=Scope.NATIONAL,
        basis=JOINT_INSPECTION,
    ),
    *to_each(PUBLISHES, Group.TARGET, KEEPS, scope=Scope.NATIONAL, basis=JOINT_INSPECTION),
    Grant(Agency.AUDITOR, Group.AREA_INSPECTION, READS, Scope.NATIONAL, ACCOUNTABILITY),
)
