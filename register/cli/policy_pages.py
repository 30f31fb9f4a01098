"""Who may do what, for a reader or for a program."""

import json

from register.cli.pages import Page
from register.policy.grants import GRANTS, POLICY_VERSION, SENDERS
from register.policy.matrix import MATRIX, matrix, matrix_of
from register.vocabulary import Agency, Basis


def matrix_page() -> Page:
    """The permission matrix."""
    return Page(matrix(), MATRIX)


def policy_of(agency: Agency | None) -> str:
    """What one agency may do, or everything."""
    return matrix_of(agency) if agency else matrix()


def policy_json(agency: Agency | None) -> str:
    """The same as JSON."""
    grants = [
        {"agency": g.agency, "group": g.group, "uses": g.uses, "scope": g.scope, "law": _law(g.basis)}
        for g in GRANTS
        if agency in (None, g.agency)
    ]
    commands = [
        {"agency": each.agency, "commands": each.commands, "law": _law(each.basis)}
        for each in SENDERS
        if agency in (None, each.agency)
    ]
    return json.dumps({"version": POLICY_VERSION, "grants": grants, "commands": commands}, indent=2)


def _law(basis: Basis) -> dict[str, str]:
    return {"code": basis.code, "name": basis.name, "inForceFrom": basis.in_force_from.isoformat()}
