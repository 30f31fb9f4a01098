"""The one statement that adds to the access log. The keys come as one text, and become a list in the database."""

from functools import lru_cache

from register.policy.roles import role_of
from register.sql.read.statement import spoken_by
from register.vocabulary import Agency

ADD_ENTRY = r"""
insert into register.access_log (
    request, subject, agency, area, organisation, purpose, operation, document, root, outcome, refusal,
    groups, row_count, nodes, node_sizes, keys, policy_version, live_grants, break_glass
) values (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, string_to_array($16, e'\x1f'), $17, $18, $19
)
"""


@lru_cache(maxsize=len(Agency))
def entry_of(agency: Agency) -> str:
    """The statement that adds an entry, for the role of this kind of body."""
    return spoken_by(role_of(agency), ADD_ENTRY)
