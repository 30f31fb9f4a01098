"""Tell who consulted a record that was merged into another when the one that is kept is corrected.

Who read either of two records of one child or home holds what was corrected. The notice names the record as it was
read. What a shield of the kept record allows holds for those who read the other, too.

Revision ID: 0066
Revises: 0065
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0066"
down_revision: str | None = "0065"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TELLS = "register.tell_of_correction()"
# A part of the function as it was, and as it is.
CORRECTED = (
    "(select new.command as command, new.entity_key as key) c",
    """(select new.command as command, new.entity_key as key
             union all
            select new.command, m.id::text from child m
             where m.merged_into_id = case when new.entity_key ~ '^[0-9a-f-]{36}$' then new.entity_key::uuid end
             union all
            select new.command, d.urn from home d join home k on k.id = d.merged_into_id
             where k.urn = new.entity_key) c""",
)
SHIELDED = (
    "c.key in (s.child_id::text, e.episode_id::text)",
    "new.entity_key in (s.child_id::text, e.episode_id::text)",
)
INDEX = "create index ix_home_merged_into_id on register.home (merged_into_id) where merged_into_id is not null"
REPLACE = """
do $$
declare
    body text := pg_get_functiondef('{signature}'::regprocedure);
    before text := {before};
    after text := {after};
begin
    if position(before in body) = 0 then
        raise exception '{signature} is not as it was';
    end if;
    execute replace(body, before, after);
end $$
"""


def upgrade() -> None:
    op.execute(INDEX)
    for before, after in (CORRECTED, SHIELDED):
        _replace(before, after)


def downgrade() -> None:
    for before, after in (CORRECTED, SHIELDED):
        _replace(after, before)
    op.execute("drop index register.ix_home_merged_into_id")


def _replace(before: str, after: str) -> None:
    op.execute(REPLACE.format(signature=TELLS, before=_quoted(before), after=_quoted(after)))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
