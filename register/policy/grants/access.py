"""Who may do what with access itself: access grants, appointments, and the memory of commands."""

from register.policy.grants.everyone import EVERYONE, WATCHED
from register.policy.grants.grant import KEEPS, READS, Grant, to_each
from register.policy.grants.laws import ACCOUNTABILITY, INSTRUCTED, REGULATION_7_AMENDED
from register.vocabulary import Agency, Group, Scope

# They open homes to themselves; Ofsted gives access to those who inspect. The others are given it.
OPEN_HOMES: tuple[Agency, ...] = (Agency.POLICE, Agency.ADMIN)
GIVE_ACCESS: tuple[Agency, ...] = (*OPEN_HOMES, Agency.OFSTED)

LIVE_ACCESS: tuple[Grant, ...] = (
    # Everyone may see what they were given themselves.
    *to_each(
        [agency for agency in WATCHED if agency not in OPEN_HOMES],
        Group.LIVE_ACCESS,
        READS,
        scope=Scope.SELF,
        basis=ACCOUNTABILITY,
    ),
    Grant(Agency.POLICE, Group.LIVE_ACCESS, KEEPS, Scope.SELF, REGULATION_7_AMENDED),
    Grant(Agency.ADMIN, Group.LIVE_ACCESS, KEEPS, Scope.SELF, INSTRUCTED),
    # Those appointed may see what their body was given, and end what it gave.
    *to_each(GIVE_ACCESS, Group.LIVE_ACCESS, KEEPS, scope=Scope.SUPERVISED, basis=ACCOUNTABILITY),
    *to_each(
        [agency for agency in WATCHED if agency not in GIVE_ACCESS],
        Group.LIVE_ACCESS,
        READS,
        scope=Scope.SUPERVISED,
        basis=ACCOUNTABILITY,
    ),
    Grant(Agency.AUDITOR, Group.LIVE_ACCESS, READS, Scope.NATIONAL, ACCOUNTABILITY),
)
# The force of an opened home, and Ofsted, know which body opened it. Those appointed there, and at the force that
# opened it, review it.
OPENINGS: tuple[Grant, ...] = (
    Grant(Agency.POLICE, Group.OPENINGS, READS, Scope.OWN_BOUNDARY, ACCOUNTABILITY),
    Grant(Agency.POLICE, Group.OPENINGS, KEEPS, Scope.SUPERVISED, ACCOUNTABILITY),
    Grant(Agency.OFSTED, Group.OPENINGS, READS, Scope.NATIONAL, ACCOUNTABILITY),
    Grant(Agency.OFSTED, Group.OPENINGS, KEEPS, Scope.SUPERVISED, ACCOUNTABILITY),
    Grant(Agency.AUDITOR, Group.OPENINGS, READS, Scope.NATIONAL, ACCOUNTABILITY),
)
APPOINTMENTS: tuple[Grant, ...] = (
    *to_each(WATCHED, Group.APPOINTMENTS, READS, scope=Scope.SELF, basis=ACCOUNTABILITY),
    Grant(Agency.AUDITOR, Group.APPOINTMENTS, READS, Scope.NATIONAL, ACCOUNTABILITY),
)
# A command is remembered for a day, for the person who sent it: sent again, it is not done again.
COMMANDS_REMEMBERED: tuple[Grant, ...] = to_each(
    EVERYONE, Group.CHANGE_REQUESTS, KEEPS, scope=Scope.SELF, basis=ACCOUNTABILITY
)
ACCESS_GRANTS: tuple[Grant, ...] = (*LIVE_ACCESS, *OPENINGS, *APPOINTMENTS, *COMMANDS_REMEMBERED)
