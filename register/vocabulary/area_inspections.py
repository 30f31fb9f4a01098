"""Inspections of how the bodies of an area protect its children: their kinds, and what they find."""

from collections.abc import Mapping
from datetime import date

from register.vocabulary.bodies import Agency
from register.vocabulary.closed_list import ClosedList

# Ofsted leads, and its inspectors are always there. Source: Children Act 2004 s.20.
LEAD = Agency.OFSTED_INSPECTOR
# The first joint targeted area inspections.
FIRST_JOINT_INSPECTION = date(2016, 2, 1)


class AreaInspectionKind(ClosedList):
    """Kinds of inspection of an area or of a body that serves it."""

    JOINT = "joint", "Joint targeted area inspection (Children Act 2004, section 20)."
    AUTHORITY_SERVICES = "authority_services", "Ofsted's inspection of a local authority's children's services."
    SINGLE = "single", "Ofsted's single inspection of a local authority, which came before."
    FORCE = "force", "HMICFRS's inspection of a police force's effectiveness, efficiency and legitimacy."
    CHILD_PROTECTION = "child_protection", "HMICFRS's national inspection of how a police force protects children."


class FindingKind(ClosedList):
    """What an inspection found. There is no grade."""

    IMPROVEMENT = "improvement", "An area for improvement."
    GOOD_PRACTICE = "good_practice", "Practice that others can learn from."
    PRIORITY_ACTION = "priority_action", "A serious weakness that needs action at once."


class InspectedBody(ClosedList):
    """Which body of an area a finding is about."""

    PARTNERSHIP = "partnership", "The bodies of the area together."
    AUTHORITY = "authority", "The local authority."
    POLICE = "police", "The police force."
    HEALTH = "health", "The health bodies."
    PROBATION = "probation", "Probation services."
    YOUTH_OFFENDING = "youth_offending", "The youth offending team."


# From the first day of a kind to the day after its last, as far as that is known.
AREA_INSPECTION_DAYS: Mapping[AreaInspectionKind, tuple[date, date | None]] = {
    AreaInspectionKind.JOINT: (FIRST_JOINT_INSPECTION, None),
    AreaInspectionKind.AUTHORITY_SERVICES: (date(2018, 1, 1), None),
    AreaInspectionKind.SINGLE: (date(2013, 11, 1), date(2018, 1, 1)),
    AreaInspectionKind.FORCE: (date(2014, 1, 1), None),
    AreaInspectionKind.CHILD_PROTECTION: (date(2014, 4, 1), None),
}
# Who inspects which body; all of them inspect the partnership.
INSPECTORATE_OF: Mapping[InspectedBody, Agency] = {
    InspectedBody.AUTHORITY: Agency.OFSTED_INSPECTOR,
    InspectedBody.POLICE: Agency.HMICFRS,
    InspectedBody.HEALTH: Agency.CQC,
    InspectedBody.PROBATION: Agency.HMI_PROBATION,
    InspectedBody.YOUTH_OFFENDING: Agency.HMI_PROBATION,
}
# The kinds that are recorded when they are published elsewhere, by the body whose they are.
RECORDED_BY: Mapping[AreaInspectionKind, Agency] = {
    AreaInspectionKind.AUTHORITY_SERVICES: Agency.OFSTED,
    AreaInspectionKind.SINGLE: Agency.OFSTED,
    AreaInspectionKind.FORCE: Agency.HMICFRS,
    AreaInspectionKind.CHILD_PROTECTION: Agency.HMICFRS,
}
