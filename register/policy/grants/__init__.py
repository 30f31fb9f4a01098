"""Who may do what with which field group, where, and by which law. Nothing is allowed that is not written here."""

from register.policy.grants.combined import GRANTS, POLICY_VERSION, grants_of, version_of
from register.policy.grants.commands import SENDERS, may_send
from register.policy.grants.grant import KEEPS, READS, Grant
from register.policy.grants.requirements import ABOUT_CHILDREN, PURPOSE_NEEDED, PURPOSE_NEEDED_TO_CHANGE, TIME_BOXED

__all__ = [
    "ABOUT_CHILDREN",
    "GRANTS",
    "KEEPS",
    "POLICY_VERSION",
    "PURPOSE_NEEDED",
    "PURPOSE_NEEDED_TO_CHANGE",
    "READS",
    "SENDERS",
    "TIME_BOXED",
    "Grant",
    "grants_of",
    "may_send",
    "version_of",
]
