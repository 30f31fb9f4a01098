"""Who may do what with which field group, where, and by which law. Nothing is allowed that is not written here."""

import hashlib
from dataclasses import dataclass
from datetime import date

from register.vocabulary import Agency, Basis, Group, Scope, Use

CARE_STANDARDS = Basis("csa-2000-36", "Care Standards Act 2000 s.36 with SI 2010/2130", date(2010, 10, 1))
CARE_STANDARDS_KEEPER = Basis("csa-2000-ii", "Care Standards Act 2000 Part II (register keeper)", date(2002, 4, 1))
REGULATION_7 = Basis("reg-7", "SI 2010/2130 reg 7", date(2010, 10, 1))
REGULATION_7_AMENDED = Basis("reg-7-2013", "SI 2010/2130 reg 7 as amended 1 April 2013", date(2013, 4, 1))
NOTIFICATION = Basis("csa-2000-30a", "Care Standards Act 2000 s.30A with SI 2011/552", date(2011, 4, 1))
JOINT_INSPECTION = Basis("ca-2004-20", "Children Act 2004 s.20 (joint inspection)", date(2005, 1, 1))
INSTRUCTED = Basis("gdpr-28", "UK GDPR Art 28(3)(a) (on documented instructions)", date(2018, 5, 25))
ACCOUNTABILITY = Basis("dpa-2018-62", "Data Protection Act 2018 s.62 and UK GDPR Art 5(2)", date(2018, 5, 25))

# What a scope of these needs beside the matrix: a record that is live, of a grant or of an appointment.
TIME_BOXED: frozenset[Scope] = frozenset({Scope.INSPECTED_AREA, Scope.OPENED_HOME, Scope.SUPERVISED})

READS: tuple[Use, ...] = (Use.READ, Use.MATCH, Use.COUNT)
KEEPS: tuple[Use, ...] = (*READS, Use.CHANGE)


@dataclass(frozen=True, slots=True)
class Grant:
    """One cell of the permission matrix: an agency, a group, its uses, how far they reach, and the law."""

    agency: Agency
    group: Group
    uses: tuple[Use, ...]
    scope: Scope
    basis: Basis


def _under(agency: Agency, scope: Scope, basis: Basis, *groups: Group) -> tuple[Grant, ...]:
    return tuple(Grant(agency, group, READS, scope, basis) for group in groups)


# Everyone is written by name: an agency that joins the list is granted nothing until a line here names it.
# Whom the auditor watches, and the auditor.
WATCHED: tuple[Agency, ...] = (
    Agency.POLICE,
    Agency.UKMPU,
    Agency.OFSTED,
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
    Agency.INTERVIEW_PROVIDER,
    Agency.ADMIN,
)
EVERYONE: tuple[Agency, ...] = (*WATCHED, Agency.AUDITOR)
# Public facts: not the commissioned interview providers, whose contract covers their cases alone; Ofsted keeps them.
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

GRANTS: tuple[Grant, ...] = (
    # Reference geography is published by the Office for National Statistics.
    *(Grant(agency, Group.REFERENCE, READS, Scope.NATIONAL, CARE_STANDARDS) for agency in EVERYONE),
    *(Grant(agency, Group.HOME_PUBLIC, READS, Scope.NATIONAL, CARE_STANDARDS) for agency in READERS_OF_PUBLIC_FACTS),
    Grant(Agency.OFSTED, Group.HOME_PUBLIC, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.HOME_LOCATION, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.HOME_PEOPLE, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.ENFORCEMENT_STATUS, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.OFSTED, Group.ENFORCEMENT_DETAIL, KEEPS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.POLICE, Group.HOME_LOCATION, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    Grant(Agency.POLICE, Group.HOME_PEOPLE, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    Grant(Agency.POLICE, Group.ENFORCEMENT_STATUS, READS, Scope.OWN_BOUNDARY, REGULATION_7_AMENDED),
    # The officials whom the change of 2013 names; their dashboards have agencies of their own.
    *_under(
        Agency.DFE,
        Scope.NATIONAL,
        REGULATION_7_AMENDED,
        Group.HOME_LOCATION,
        Group.ENFORCEMENT_STATUS,
        Group.ENFORCEMENT_DETAIL,
    ),
    Grant(Agency.COMMISSIONER, Group.HOME_LOCATION, READS, Scope.NATIONAL, REGULATION_7_AMENDED),
    Grant(Agency.COMMISSIONER, Group.ENFORCEMENT_STATUS, READS, Scope.NATIONAL, REGULATION_7_AMENDED),
    # Authorities received the national list monthly before this register; people only where they host the home.
    Grant(Agency.LOCAL_AUTHORITY, Group.HOME_LOCATION, READS, Scope.NATIONAL, REGULATION_7),
    Grant(Agency.LOCAL_AUTHORITY, Group.HOME_PEOPLE, READS, Scope.HOSTED, REGULATION_7),
    Grant(Agency.LOCAL_AUTHORITY, Group.ENFORCEMENT_STATUS, READS, Scope.NATIONAL, NOTIFICATION),
    Grant(Agency.LOCAL_AUTHORITY, Group.ENFORCEMENT_DETAIL, READS, Scope.NATIONAL, NOTIFICATION),
    # Another force's home is opened one at a time, for a named incident, with a reason, for an hour.
    *_under(
        Agency.POLICE,
        Scope.OPENED_HOME,
        REGULATION_7_AMENDED,
        Group.HOME_LOCATION,
        Group.HOME_PEOPLE,
        Group.ENFORCEMENT_STATUS,
    ),
    # Inspectorates see the area that they inspect together, for as long as the inspection lasts.
    *_under(
        Agency.OFSTED_INSPECTOR,
        Scope.INSPECTED_AREA,
        JOINT_INSPECTION,
        Group.HOME_LOCATION,
        Group.HOME_PEOPLE,
        Group.ENFORCEMENT_STATUS,
        Group.ENFORCEMENT_DETAIL,
    ),
    *_under(
        Agency.CQC,
        Scope.INSPECTED_AREA,
        JOINT_INSPECTION,
        Group.HOME_LOCATION,
        Group.ENFORCEMENT_STATUS,
        Group.ENFORCEMENT_DETAIL,
    ),
    *_under(Agency.HMICFRS, Scope.INSPECTED_AREA, JOINT_INSPECTION, Group.HOME_LOCATION),
    # Administrators keep the system running and see nothing of it, unless two people agreed on one home.
    *_under(Agency.ADMIN, Scope.OPENED_HOME, INSTRUCTED, Group.HOME_LOCATION),
    # A command is remembered for a day, for the person who sent it: sent again, it is not done again.
    *(Grant(agency, Group.CHANGE_REQUESTS, KEEPS, Scope.SELF, ACCOUNTABILITY) for agency in EVERYONE),
    # Everyone may see what they were given themselves; those appointed, what their body was given, and may end it.
    *(Grant(agency, Group.APPOINTMENTS, READS, Scope.SELF, ACCOUNTABILITY) for agency in WATCHED),
    *(
        Grant(agency, Group.LIVE_ACCESS, READS, Scope.SELF, ACCOUNTABILITY)
        for agency in WATCHED
        if agency not in (Agency.POLICE, Agency.ADMIN)
    ),
    Grant(Agency.POLICE, Group.LIVE_ACCESS, KEEPS, Scope.SELF, REGULATION_7_AMENDED),
    Grant(Agency.ADMIN, Group.LIVE_ACCESS, KEEPS, Scope.SELF, INSTRUCTED),
    *(
        Grant(agency, Group.LIVE_ACCESS, KEEPS, Scope.SUPERVISED, ACCOUNTABILITY)
        for agency in (Agency.POLICE, Agency.ADMIN, Agency.OFSTED)
    ),
    *(
        Grant(agency, Group.LIVE_ACCESS, READS, Scope.SUPERVISED, ACCOUNTABILITY)
        for agency in WATCHED
        if agency not in (Agency.POLICE, Agency.ADMIN, Agency.OFSTED)
    ),
    # That a record changed may be known wherever the record itself may be read; who changed it is the keeper's to know.
    *(Grant(agency, Group.CHANGES, READS, Scope.KNOWN, CARE_STANDARDS) for agency in EVERYONE),
    Grant(Agency.OFSTED, Group.CHANGE_AUTHORS, READS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.AUDITOR, Group.CHANGE_AUTHORS, READS, Scope.NATIONAL, ACCOUNTABILITY),
    *(Grant(agency, Group.AUDIT, READS, Scope.SUPERVISED, ACCOUNTABILITY) for agency in WATCHED),
    *(
        Grant(Agency.AUDITOR, group, READS, Scope.NATIONAL, ACCOUNTABILITY)
        for group in (Group.LIVE_ACCESS, Group.APPOINTMENTS, Group.AUDIT)
    ),
)

# A change of a home's place tells of its place.
# Decision: purpose-for-identity
PURPOSE_NEEDED: frozenset[Group] = frozenset({Group.HOME_LOCATION, Group.CHANGES})

# Access is given for a purpose, and is live for that purpose alone.
PURPOSE_NEEDED_TO_CHANGE: frozenset[Group] = frozenset({Group.LIVE_ACCESS})


def grants_of(agency: Agency) -> tuple[Grant, ...]:
    """Every grant of one kind of agency, in the order of the matrix."""
    return tuple(grant for grant in GRANTS if grant.agency is agency)


def _fingerprint() -> str:
    rows = "\n".join(
        f"{g.agency}|{g.group}|{','.join(g.uses)}|{g.scope}|{g.basis.code}|{g.basis.in_force_from}" for g in GRANTS
    )
    return hashlib.sha256(rows.encode()).hexdigest()[:12]


POLICY_VERSION = _fingerprint()
