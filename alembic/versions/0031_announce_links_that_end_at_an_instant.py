"""Announce a link that ends at an instant as soon as that has passed, and not on the day after it.

Revision ID: 0031
Revises: 0030
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

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
          where l.valid_to <= {now} and h.id = l.id and h.recorded_to is null
            and h.recorded_from < l.valid_to',
        links, links || '_history');
    get diagnostics announced = row_count;
    return announced;
end $$
"""


def upgrade() -> None:
    op.execute(ANNOUNCE_ENDED.format(now="now()"))


def downgrade() -> None:
    op.execute(ANNOUNCE_ENDED.format(now="current_date"))
