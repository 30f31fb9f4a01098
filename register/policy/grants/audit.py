"""Who may read what is written down: that a record changed, who changed it, who consulted the register."""

from register.policy.grants.everyone import EVERYONE, WATCHED
from register.policy.grants.grant import READS, Grant, to_each
from register.policy.grants.laws import ACCOUNTABILITY, CARE_STANDARDS, CARE_STANDARDS_KEEPER
from register.vocabulary import Agency, Group, Scope

AUDIT_GRANTS: tuple[Grant, ...] = (
    # That a record changed may be known wherever the record itself may be read; who changed it is the keeper's to know.
    *to_each(EVERYONE, Group.CHANGES, READS, scope=Scope.KNOWN, basis=CARE_STANDARDS),
    Grant(Agency.OFSTED, Group.CHANGE_AUTHORS, READS, Scope.NATIONAL, CARE_STANDARDS_KEEPER),
    Grant(Agency.AUDITOR, Group.CHANGE_AUTHORS, READS, Scope.NATIONAL, ACCOUNTABILITY),
    *to_each(WATCHED, Group.AUDIT, READS, scope=Scope.SUPERVISED, basis=ACCOUNTABILITY),
    Grant(Agency.AUDITOR, Group.AUDIT, READS, Scope.NATIONAL, ACCOUNTABILITY),
)
