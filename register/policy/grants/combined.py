"""All grants together, in one order, and the version that they make."""

import hashlib
from collections.abc import Iterable

from register.policy.grants.access import ACCESS_GRANTS
from register.policy.grants.area_inspections import AREA_INSPECTION_GRANTS
from register.policy.grants.audit import AUDIT_GRANTS
from register.policy.grants.children import CHILDREN_GRANTS
from register.policy.grants.commands import SENDERS
from register.policy.grants.consultations import CONSULTATION_GRANTS
from register.policy.grants.corrections import CORRECTION_GRANTS
from register.policy.grants.enforcement import ENFORCEMENT_GRANTS
from register.policy.grants.grant import Grant
from register.policy.grants.homes import HOME_GRANTS
from register.policy.grants.reference import REFERENCE_GRANTS
from register.policy.grants.returns import RETURN_GRANTS
from register.policy.grants.statistics import STATISTICS_GRANTS
from register.vocabulary import Agency, Group, Scope

_GROUPS, _AGENCIES, _SCOPES = (tuple(each) for each in (Group, Agency, Scope))


def _place(grant: Grant) -> tuple[int, int, int]:
    return _GROUPS.index(grant.group), _AGENCIES.index(grant.agency), _SCOPES.index(grant.scope)


# By group, agency and scope: a grant that moves to another file leaves the matrix and its version as they were.
GRANTS: tuple[Grant, ...] = tuple(
    sorted(
        (
            *REFERENCE_GRANTS,
            *HOME_GRANTS,
            *ENFORCEMENT_GRANTS,
            *CHILDREN_GRANTS,
            *RETURN_GRANTS,
            *AREA_INSPECTION_GRANTS,
            *STATISTICS_GRANTS,
            *ACCESS_GRANTS,
            *AUDIT_GRANTS,
            *CORRECTION_GRANTS,
            *CONSULTATION_GRANTS,
        ),
        key=_place,
    )
)


def grants_of(agency: Agency) -> tuple[Grant, ...]:
    """Every grant of one kind of agency, in the order of the matrix."""
    return tuple(grant for grant in GRANTS if grant.agency is agency)


def version_of(grants: Iterable[Grant]) -> str:
    """The version of the matrix: a digest of all that its grants say, and of who may send which command."""
    rows = [f"{g.agency}|{g.group}|{','.join(g.uses)}|{g.scope}|{g.basis.code}|{g.basis.in_force_from}" for g in grants]
    rows += [f"{s.agency}|{','.join(s.commands)}|{s.basis.code}|{s.basis.in_force_from}" for s in SENDERS]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


POLICY_VERSION = version_of(GRANTS)
