"""Who reads which group, and how far, as the grants have it; and everyone by name, as a second opinion."""

from collections.abc import Mapping

from register.policy.grants import grants_of
from register.vocabulary import Agency, Group, Scope, Use

NATIONAL, OWN, HOSTED = Scope.NATIONAL, Scope.OWN_BOUNDARY, Scope.HOSTED
INSPECTED, OPENED = Scope.INSPECTED_AREA, Scope.OPENED_HOME
SELF, SUPERVISED, KNOWN = Scope.SELF, Scope.SUPERVISED, Scope.KNOWN

# By name: a list made of the agencies would grow with them and ask nothing.
EVERYONE = frozenset({
    Agency.POLICE, Agency.UKMPU, Agency.OFSTED, Agency.OFSTED_INSPECTOR, Agency.DFE, Agency.DFE_STATISTICS,
    Agency.COMMISSIONER, Agency.COMMISSIONER_STATISTICS, Agency.LOCAL_AUTHORITY, Agency.CQC, Agency.HMICFRS,
    Agency.HMI_PROBATION, Agency.HEALTH, Agency.INTERVIEW_PROVIDER, Agency.ADMIN, Agency.AUDITOR,
})  # fmt: skip
# The auditor watches all others, and has no person or body of its own to be given access.
WATCHED = EVERYONE - {Agency.AUDITOR}
# What is held of the access to homes, and not of homes.
ABOUT_ACCESS = frozenset({Group.LIVE_ACCESS, Group.APPOINTMENTS, Group.CHANGE_REQUESTS, Group.AUDIT})
# That something changed is known where it may be read, and says nothing that is not said there.
ABOUT_CHANGES = frozenset({Group.CHANGES, Group.CORRECTIONS})


def readers_of(group: Group) -> Mapping[Agency, set[Scope]]:
    """How far each agency reads a group, of those that read it anywhere."""
    found = {
        agency: {grant.scope for grant in grants_of(agency) if grant.group is group and Use.READ in grant.uses}
        for agency in Agency
    }
    return {agency: scopes for agency, scopes in found.items() if scopes}
