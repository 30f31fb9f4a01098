"""Which kind of body keeps each group, and is asked for it by those who may not see it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from register.policy.grants.requirements import ABOUT_CHILDREN
from register.vocabulary import Agency, Group

OF_A_HOME: Final = (
    Group.REFERENCE, Group.HOME_PUBLIC, Group.HOME_LOCATION, Group.HOME_PEOPLE, Group.ENFORCEMENT_STATUS,
    Group.ENFORCEMENT_DETAIL, Group.RECORD_VERSIONS, Group.CHANGES, Group.CHANGE_AUTHORS, Group.CHANGE_REQUESTS,
    Group.CORRECTIONS,
)  # fmt: skip
OF_AN_AREA: Final = (
    Group.PROGRAMME, Group.AREA_INSPECTION, Group.AREA_PACK, Group.AREA_FINDING, Group.AREA_COHORT,
    Group.PUBLISHED_INSPECTION, Group.TARGET,
)  # fmt: skip
FIGURES: Final = (Group.STATISTICS, Group.STATISTICS_WORKINGS)
# What the police keep of a missing child; the rest is kept by the authority that is responsible for the child.
OF_AN_EPISODE: Final = (
    Group.EPISODE, Group.EPISODE_CHILD, Group.RISK, Group.EPISODE_HARM, Group.SIGHTING, Group.ENCOUNTERS,
    Group.PREVENTION, Group.TOGETHER, Group.REPEATS, Group.REPORTS,
)  # fmt: skip
OF_ACCESS: Final = (Group.LIVE_ACCESS, Group.OPENINGS, Group.APPOINTMENTS, Group.AUDIT)
OF_A_RETURN: Final = (
    Group.RETURN, Group.RETURN_CHECKS, Group.RETURN_BYPASSES, Group.RETURN_JUDGEMENTS, Group.RETURN_SIGN_OFFS,
    Group.RETURN_ROWS,
)  # fmt: skip

OWNERS: Final[Mapping[Group, Agency]] = MappingProxyType(
    {
        **dict.fromkeys((*OF_A_HOME, *OF_AN_AREA), Agency.OFSTED),
        **dict.fromkeys(FIGURES, Agency.DFE),
        **dict.fromkeys((*ABOUT_CHILDREN, Group.CHILD_MERGE, *OF_A_RETURN), Agency.LOCAL_AUTHORITY),
        **dict.fromkeys((Group.ACTION_PLAN, Group.HOME_CONSULTATIONS), Agency.LOCAL_AUTHORITY),
        **dict.fromkeys(OF_AN_EPISODE, Agency.POLICE),
        **dict.fromkeys(OF_ACCESS, Agency.AUDITOR),
    }
)
