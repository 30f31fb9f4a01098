"""The one statement that adds to the access log. The keys come as one text, and become a list in the database."""

ADD_ENTRY = r"""
insert into register.access_log (
    request, subject, agency, area, organisation, purpose, operation, document, root, outcome, refusal,
    groups, row_count, nodes, node_sizes, keys, policy_version
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, string_to_array($16, e'\x1f'), $17)
"""
