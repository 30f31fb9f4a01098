"""Settle the links of children by statements whose plans a connection keeps, and do nothing after a change of nothing.

A function in SQL is planned whenever it is called: a dozen statements of many joins, for each report. The same
statements in PL/pgSQL are planned once for each connection. Most statements that settle links change none, and
what follows a change was worked out for each of them.

Revision ID: 0057
Revises: 0056
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0057"
down_revision: str | None = "0056"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

KINDS = ("child", "placement", "episode")
ASKS = tuple(f"register.wanted_{kind}_links(uuid[], uuid[])" for kind in KINDS)
ACTS = tuple(f"register.settle_{kind}_links(uuid[], uuid[], uuid[])" for kind in KINDS)
NOTE = "register.note_reports(uuid[])"
# What stands before and after each. A wanted link's columns have the names of those that they become: wherever both are
# in sight, the column is meant.
AROUND = {
    **dict.fromkeys(ASKS, ("\n#variable_conflict use_column\nbegin return query\n", ";\nend\n")),
    **dict.fromkeys(ACTS, ("\nbegin\n", "\nend\n")),
    NOTE: ("\nbegin\n", ";\nend\n"),
}
PLANNED_ONCE = """
do $do$
declare
    body text := (select p.prosrc from pg_proc p where p.oid = '{signature}'::regprocedure);
    head text := pg_get_functiondef('{signature}'::regprocedure);
begin
    head := replace(head, 'LANGUAGE sql', 'LANGUAGE plpgsql');
    execute replace(head, body, '{begins}' || body || '{ends}');
end $do$
"""
PLANNED_EACH_TIME = """
do $do$
declare
    body text := (select p.prosrc from pg_proc p where p.oid = '{signature}'::regprocedure);
    head text := pg_get_functiondef('{signature}'::regprocedure);
begin
    head := replace(head, 'LANGUAGE plpgsql', 'LANGUAGE sql');
    execute replace(head, body, substr(body, length('{begins}') + 1, length(body) - length('{begins}{ends}')));
end $do$
"""
REPLACE = """
do $do$
declare
    body text := pg_get_functiondef('{signature}'::regprocedure);
    before text := $before${before}$before$;
    after text := $after${after}$after$;
begin
    if position(before in body) = 0 then
        raise exception '{signature} is not as it was';
    end if;
    execute replace(body, before, after);
end $do$
"""
RECORD, BEFORE_RECORD = "register.record_change()", "    taken bigint := 0;\nbegin\n"
OWE, BEFORE_OWE = "register.owe_interview()", "\nbegin\n"
# A trigger of a statement is called though no row was changed.
IF_ANY = """
    if tg_op = 'INSERT' then
        perform from new_rows limit 1;
    else
        perform from old_rows limit 1;
    end if;
    if not found then
        return null;
    end if;
"""
IF_BACK = """    perform from new_rows r where coalesce(r.found_at, r.returned_at) is not null or r.status = 'cancelled' limit 1;
    if not found then
        return null;
    end if;
"""


def upgrade() -> None:
    """Plan them once, and look first whether anything changed."""
    for signature, (begins, ends) in AROUND.items():
        op.execute(PLANNED_ONCE.format(signature=signature, begins=begins, ends=ends))
    op.execute(REPLACE.format(signature=RECORD, before=BEFORE_RECORD, after=BEFORE_RECORD + IF_ANY))
    op.execute(REPLACE.format(signature=OWE, before=BEFORE_OWE, after=BEFORE_OWE + IF_BACK))


def downgrade() -> None:
    """Plan them whenever they are called, and let each find out by itself."""
    op.execute(REPLACE.format(signature=OWE, before=BEFORE_OWE + IF_BACK, after=BEFORE_OWE))
    op.execute(REPLACE.format(signature=RECORD, before=BEFORE_RECORD + IF_ANY, after=BEFORE_RECORD))
    for signature, (begins, ends) in AROUND.items():
        op.execute(PLANNED_EACH_TIME.format(signature=signature, begins=begins, ends=ends))
