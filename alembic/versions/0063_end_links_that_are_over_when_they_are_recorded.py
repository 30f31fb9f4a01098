"""End a link at once where its end has passed when it becomes known, and never before it began.

A force records in December that a child was found in October: its interest in the child ended in November. The link was
to end then, before the force had recorded the episode at all, and the command was refused by the constraint that a link
ends after it begins. Where it had begun earlier, it ended at a time when the force still read the record.

Revision ID: 0063
Revises: 0062
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0063"
down_revision: str | None = "0062"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

KINDS = ("child", "placement", "episode")
AT_ITS_END = "set valid_to = m.ends\n"
AT_ONCE = "set valid_to = case when m.ends is not null then greatest(m.ends, now(), l.valid_from) end\n"
REPLACE = """
do $do$
declare
    body text := pg_get_functiondef('register.settle_{kind}_links(uuid[], uuid[], uuid[])'::regprocedure);
begin
    if position($before${before}$before$ in body) = 0 then
        raise exception 'settle_{kind}_links is not as it was';
    end if;
    execute replace(body, $before${before}$before$, $after${after}$after$);
end $do$
"""


def upgrade() -> None:
    """End them when that is recorded."""
    for kind in KINDS:
        op.execute(REPLACE.format(kind=kind, before=AT_ITS_END, after=AT_ONCE))


def downgrade() -> None:
    """End them at their time, past or not."""
    for kind in KINDS:
        op.execute(REPLACE.format(kind=kind, before=AT_ONCE, after=AT_ITS_END))
