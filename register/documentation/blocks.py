"""Which part of which reference page is generated, and by what."""

from collections.abc import Callable, Mapping
from functools import partial

from register.documentation.access import grants_by_scope, purpose_needed
from register.documentation.commands import every_command, shared_problems
from register.documentation.error_codes import problems, refusals
from register.documentation.fields import closed_lists, codes_of, documented_types, fields_of
from register.documentation.likeness import likeness_weights
from register.documentation.return_rules import published_rules, return_rules
from register.documentation.settings_table import setting_rows
from register.vocabulary import Group, Purpose, Scope, Use, WithheldReason

BLOCKS: Mapping[str, Callable[[], str]] = {
    "refusals": refusals,
    "problems": problems,
    "settings": setting_rows,
    "purposes": partial(codes_of, Purpose),
    "uses": partial(codes_of, Use),
    "groups": partial(codes_of, Group),
    "meaning of scopes": partial(codes_of, Scope),
    "withheld reasons": partial(codes_of, WithheldReason),
    "scopes": grants_by_scope,
    "purpose needed": purpose_needed,
    "commands": every_command,
    "problems of every command": shared_problems,
    "closed lists": closed_lists,
    "return rules": return_rules,
    "published rules": published_rules,
    "weights of likeness": likeness_weights,
    **{f"fields of {name}": partial(fields_of, name) for name in documented_types()},
}
