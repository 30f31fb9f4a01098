"""What the permission matrix says by scope and by purpose; the whole matrix is register/policy/matrix.md."""

from collections.abc import Collection, Iterator

from register.catalogue import COMMANDS
from register.documentation.markdown import code, table
from register.policy.grants import GRANTS, PURPOSE_NEEDED, PURPOSE_NEEDED_TO_CHANGE
from register.vocabulary import Agency, Group, Scope


def grants_by_scope() -> str:
    """For each scope and each group that is granted by it, the agencies that are."""
    return table(("scope", "group", "granted to"), _scope_rows())


def purpose_needed() -> str:
    """The groups that are shown or matched only for a purpose, and the commands that are carried out only for one."""
    rows = [
        ("showing or matching", ", ".join(sorted(PURPOSE_NEEDED))),
        (
            "sending",
            ", ".join(code(name) for name, each in COMMANDS.items() if each.changes & PURPOSE_NEEDED_TO_CHANGE),
        ),
    ]
    return table(("a purpose is needed for", ""), rows)


def _scope_rows() -> Iterator[tuple[str, str, str]]:
    for scope in Scope:
        for group in Group:
            granted = {grant.agency for grant in GRANTS if (grant.scope, grant.group) == (scope, group)}
            if granted:
                yield scope, group, _agencies(granted)


def _agencies(granted: Collection[Agency]) -> str:
    if len(granted) > len(Agency) / 2:
        left_out = [code(agency) for agency in Agency if agency not in granted]
        return f"every agency except {', '.join(left_out)}" if left_out else "every agency"
    return ", ".join(code(agency) for agency in Agency if agency in granted)
