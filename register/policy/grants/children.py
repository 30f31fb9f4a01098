"""Who may do what with children: who they are, where they are placed and when they were missing."""

from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.policy.grants.laws import (
    ACCOUNTABILITY,
    ACCURACY,
    CARE_STANDARDS_KEEPER,
    COMMISSIONED,
    JOINT_INSPECTION,
    LAW_ENFORCEMENT,
    LOOKED_AFTER,
    PLACED_IN_AREA,
    SAFEGUARDING,
    SUBJECT_ACCESS,
)
from register.vocabulary import Agency, Basis, Group, Scope, Use

# Of the inspectorates: who looks at children's records, and who at episodes and placements alone.
INSPECT_EPISODES: tuple[Agency, ...] = (Agency.CQC, Agency.HMICFRS, Agency.HMI_PROBATION)
# Of what: episodes and placements, and what came of them; not which child it was.
INSPECTED: tuple[Group, ...] = (
    Group.EPISODE,
    Group.RISK,
    Group.PLACEMENT,
    Group.EPISODE_HARM,
    Group.INTERVIEW,
)
OF_INTERVIEWS: tuple[Group, ...] = (Group.INTERVIEW, Group.INTERVIEW_THEMES, Group.INTERVIEW_NARRATIVE)
# What a force needs to find a child, wherever the child is placed.
TO_FIND: tuple[Group, ...] = (
    Group.CHILD,
    Group.CHILD_MINIMUM,
    Group.CHILD_IDENTITY,
    Group.CHILD_CHARACTERISTICS,
    Group.PLACEMENT,
    Group.EPISODE_CHILD,
    Group.RISK,
)
# What stays readable of a force's own record of a child, and what the area that hosts a child may know.
OF_FLAGS: tuple[Group, ...] = (Group.FLAG, Group.EXPLOITATION)
# What happened while the child was away, and what was done after.
OF_EPISODES: tuple[Group, ...] = (
    Group.EPISODE_HARM,
    Group.SIGHTING,
    Group.INTERVIEW,
    Group.PREVENTION,
    Group.TOGETHER,
)
# What the police keep of an episode, beside the episode itself and its risk.
KEPT_BY_FORCES: tuple[Group, ...] = (Group.EPISODE_HARM, Group.SIGHTING, Group.PREVENTION, Group.TOGETHER)
# Who meets children, and may ask the register whether one of them is missing.
MEETS: tuple[tuple[Agency, Basis], ...] = (
    (Agency.POLICE, LAW_ENFORCEMENT),
    (Agency.UKMPU, LAW_ENFORCEMENT),
    (Agency.HEALTH, SAFEGUARDING),
)
OWN_RECORD: tuple[Group, ...] = (Group.CHILD, Group.CHILD_MINIMUM, Group.CHILD_IDENTITY)
HOSTS: tuple[Group, ...] = (Group.CHILD, Group.CHILD_MINIMUM, Group.PLACEMENT, Group.EPISODE)


def _of_all(
    agency: Agency, groups: tuple[Group, ...], uses: tuple[Use, ...], *, scope: Scope, basis: Basis
) -> tuple[Grant, ...]:
    """The same grant of each of these groups."""
    return tuple(Grant(agency, group, uses, scope, basis) for group in groups)


POLICE: tuple[Grant, ...] = (
    *_of_all(Agency.POLICE, (*TO_FIND, Group.EPISODE), READS, scope=Scope.INTEREST, basis=SAFEGUARDING),
    *_of_all(Agency.POLICE, OWN_RECORD, READS, scope=Scope.OWNED, basis=LAW_ENFORCEMENT),
    *_of_all(Agency.POLICE, HOSTS, READS, scope=Scope.HOSTED, basis=PLACED_IN_AREA),
    *_of_all(
        Agency.POLICE, (Group.EPISODE, Group.EPISODE_CHILD, Group.RISK), KEEPS, scope=Scope.OWNED, basis=LAW_ENFORCEMENT
    ),
    *_of_all(
        Agency.POLICE,
        (*OF_EPISODES, Group.INTERVIEW_THEMES, Group.POLICE_EXTRACT),
        READS,
        scope=Scope.INTEREST,
        basis=SAFEGUARDING,
    ),
    *_of_all(Agency.POLICE, OF_FLAGS, KEEPS, scope=Scope.INTEREST, basis=SAFEGUARDING),
    *_of_all(Agency.POLICE, KEPT_BY_FORCES, KEEPS, scope=Scope.OWNED, basis=LAW_ENFORCEMENT),
    # How often a child went missing counts episodes of every force: for those who read all of them.
    Grant(Agency.POLICE, Group.REPEATS, READS, Scope.INTEREST, SAFEGUARDING),
    # The owner keeps who was told of an episode; who looks for the child reads it.
    Grant(Agency.POLICE, Group.REPORTS, KEEPS, Scope.INTEREST, SAFEGUARDING),
    # A force that is asked to take an episode over can do so.
    Grant(Agency.POLICE, Group.EPISODE, KEEPS, Scope.OFFERED, LAW_ENFORCEMENT),
    Grant(Agency.POLICE, Group.FLAG, READS, Scope.HOSTED, PLACED_IN_AREA),
    # A child who is placed in the area, or whom the force is looking for already, can be reported missing.
    Grant(Agency.POLICE, Group.EPISODE_CHILD, KEEPS, Scope.HOSTED, LAW_ENFORCEMENT),
    *_of_all(
        Agency.UKMPU,
        (*TO_FIND, Group.EPISODE, *OF_EPISODES, *OF_FLAGS),
        READS,
        scope=Scope.LONG_MISSING,
        basis=LAW_ENFORCEMENT,
    ),
)
KEPT_BY_AUTHORITIES: tuple[Group, ...] = tuple(group for group in (*TO_FIND, Group.EPISODE) if group is not Group.RISK)
AUTHORITIES: tuple[Grant, ...] = (
    *_of_all(Agency.LOCAL_AUTHORITY, KEPT_BY_AUTHORITIES, KEEPS, scope=Scope.OWN_AUTHORITY, basis=LOOKED_AFTER),
    # The police assess the risk, and look for the child.
    *_of_all(
        Agency.LOCAL_AUTHORITY,
        (Group.RISK, Group.SIGHTING, Group.PREVENTION, Group.TOGETHER, Group.REPEATS),
        READS,
        scope=Scope.OWN_AUTHORITY,
        basis=LOOKED_AFTER,
    ),
    *_of_all(
        Agency.LOCAL_AUTHORITY,
        (Group.EPISODE_HARM, *OF_FLAGS, *OF_INTERVIEWS, Group.POLICE_EXTRACT, Group.REPORTS),
        KEEPS,
        scope=Scope.OWN_AUTHORITY,
        basis=LOOKED_AFTER,
    ),
    *_of_all(
        Agency.LOCAL_AUTHORITY,
        (*HOSTS, Group.EPISODE_CHILD, Group.FLAG, Group.INTERVIEW),
        READS,
        scope=Scope.HOSTED,
        basis=PLACED_IN_AREA,
    ),
)
# An authority decides about its own children's records alone. Of another's record it is shown how alike it is, and only
# if its own is the older, or if the other has said that they are of one child.
MATCHES: tuple[Grant, ...] = (Grant(Agency.LOCAL_AUTHORITY, Group.CHILD_MATCH, KEEPS, Scope.OWN_AUTHORITY, ACCURACY),)
# Who is named in a shield learns that from the authority: the shield says why the child is in danger.
SHIELDS: tuple[Grant, ...] = (Grant(Agency.LOCAL_AUTHORITY, Group.SHIELD, KEEPS, Scope.OWN_AUTHORITY, LOOKED_AFTER),)
# The authority that is responsible for a child answers the child, and nobody else learns what it is not told.
ANSWERS: tuple[Grant, ...] = (
    Grant(Agency.LOCAL_AUTHORITY, Group.SUBJECT_ACCESS, KEEPS, Scope.OWN_AUTHORITY, SUBJECT_ACCESS),
)
# A provider holds the interviews that an authority commissions, and knows the child by no more than that needs.
PROVIDERS: tuple[Grant, ...] = (
    *_of_all(
        Agency.INTERVIEW_PROVIDER,
        (Group.CHILD, Group.CHILD_MINIMUM, Group.EPISODE, Group.EPISODE_CHILD, Group.EPISODE_HARM),
        READS,
        scope=Scope.CASE,
        basis=COMMISSIONED,
    ),
    *_of_all(Agency.INTERVIEW_PROVIDER, OF_INTERVIEWS, KEEPS, scope=Scope.CASE, basis=COMMISSIONED),
)
OVERSIGHT: tuple[Grant, ...] = (
    # By home and without a child: a pseudonym says that episodes of one home are of one child.
    Grant(Agency.OFSTED, Group.EPISODE, READS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.RISK, READS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.INTERVIEW, READS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    *_of_all(
        Agency.OFSTED_INSPECTOR,
        (*TO_FIND, Group.EPISODE, *OF_EPISODES, *OF_FLAGS, Group.INTERVIEW_THEMES),
        READS,
        scope=Scope.INSPECTED_AREA,
        basis=JOINT_INSPECTION,
    ),
    *(
        grant
        for group in INSPECTED
        for grant in to_each(INSPECT_EPISODES, group, READS, scope=Scope.INSPECTED_AREA, basis=JOINT_INSPECTION)
    ),
    Grant(Agency.CQC, Group.INTERVIEW_THEMES, READS, Scope.INSPECTED_AREA, JOINT_INSPECTION),
)
ENCOUNTERS: tuple[Grant, ...] = (
    # What it asks is written by the database; it reads nothing of that, but for its own people.
    *(Grant(agency, Group.ENCOUNTERS, (Use.CHANGE,), Scope.SELF, basis) for agency, basis in MEETS),
    Grant(Agency.POLICE, Group.ENCOUNTERS, READS, Scope.INTEREST, SAFEGUARDING),
    Grant(Agency.POLICE, Group.ENCOUNTERS, READS, Scope.SUPERVISED, ACCOUNTABILITY),
    Grant(Agency.HEALTH, Group.ENCOUNTERS, READS, Scope.SUPERVISED, ACCOUNTABILITY),
    Grant(Agency.UKMPU, Group.ENCOUNTERS, READS, Scope.LONG_MISSING, LAW_ENFORCEMENT),
    Grant(Agency.LOCAL_AUTHORITY, Group.ENCOUNTERS, READS, Scope.OWN_AUTHORITY, LOOKED_AFTER),
)
CHILDREN_GRANTS: tuple[Grant, ...] = (
    *ENCOUNTERS,
    *POLICE,
    *AUTHORITIES,
    *MATCHES,
    *SHIELDS,
    *ANSWERS,
    *PROVIDERS,
    *OVERSIGHT,
)
