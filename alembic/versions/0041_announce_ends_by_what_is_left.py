"""Find the links to announce among those that have not ended yet, however many ended before.

Every second the sealer announces the links whose end has passed. Looked for among all ended links, that costs more with
each year. A link of a child is to be announced as long as its newest version was written before its end: those have an
index of their own.

Revision ID: 0041
Revises: 0040
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0041"
down_revision: str | None = "0040"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LINKS = ("child_reach", "placement_reach", "episode_reach")
ANNOUNCE_ENDED = """
create or replace function register.announce_ended(links text) returns bigint
language plpgsql security definer set search_path = register, public, pg_temp as $$
declare
    announced bigint;
begin
    if links !~ '^[a-z]+_(reach|area)$' then
        raise exception 'not a table of links' using errcode = 'invalid_parameter_value';
    end if;
    execute format(
        'update register.%1$I l set valid_to = l.valid_to
           from register.%2$I h
          where l.valid_to <= now() and h.id = l.id and h.recorded_to is null
            and h.recorded_from < {ends} and {ends} <= now()',
        links, links || '_history');
    get diagnostics announced = row_count;
    return announced;
end $$
"""


def upgrade() -> None:
    """Index what is left to be announced, and look there."""
    for links in LINKS:
        op.execute(
            f"create index ix_{links}_history_not_ended on register.{links}_history (valid_to) "
            "where recorded_to is null and recorded_from < valid_to"
        )
    op.execute(ANNOUNCE_ENDED.format(ends="h.valid_to"))


def downgrade() -> None:
    """Look among all links again."""
    op.execute(ANNOUNCE_ENDED.format(ends="l.valid_to"))
    for links in LINKS:
        op.execute(f"drop index register.ix_{links}_history_not_ended")
