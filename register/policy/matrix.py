"""The permission matrix as a page that a lawyer can read, made from the grants and committed beside them."""

from collections.abc import Iterator
from pathlib import Path

from register.policy.grants import GRANTS, POLICY_VERSION, SENDERS, Grant, grants_of
from register.vocabulary import Agency, Basis, Group

MATRIX = Path(__file__).with_name("matrix.md")


def matrix() -> str:
    """The whole matrix: one table of who may do what, and the law behind each cell."""
    return "\n".join(_lines()) + "\n"


def matrix_of(agency: Agency) -> str:
    """What one agency may do, a line for each grant."""
    grants = grants_of(agency)
    width = max(len(grant.group) for grant in grants)
    return "\n".join(f"{g.group:<{width}}  {_cell(g)}  {_law(g.basis)}" for g in grants)


def _lines() -> Iterator[str]:
    yield "# Permission matrix"
    yield ""
    yield f"Made from `register/policy/grants/`; version `{POLICY_VERSION}`. What is not written here is not allowed."
    yield ""
    yield f"| agency | {' | '.join(Group)} |"
    yield f"| --- |{' --- |' * len(Group)}"
    for agency in Agency:
        cells = (_cells(agency, group) for group in Group)
        yield f"| {agency} | {' | '.join(cells)} |"
    yield ""
    yield "| agency | group | uses and scope | law |"
    yield "| --- | --- | --- | --- |"
    for grant in GRANTS:
        yield f"| {grant.agency} | {grant.group} | {_cell(grant)} | {_law(grant.basis)} |"
    yield ""
    yield "| agency | commands that it may send | law |"
    yield "| --- | --- | --- |"
    for sender in SENDERS:
        yield f"| {sender.agency} | {', '.join(sender.commands)} | {_law(sender.basis)} |"


def _cells(agency: Agency, group: Group) -> str:
    return "; ".join(_cell(grant) for grant in grants_of(agency) if grant.group is group) or "-"


def _cell(grant: Grant) -> str:
    return f"{', '.join(grant.uses)}: {grant.scope}"


def _law(basis: Basis) -> str:
    return f"{basis.name}, in force from {basis.in_force_from}"
