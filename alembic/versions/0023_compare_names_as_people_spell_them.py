"""Compare names as people spell them: without case and accents, by an index on the folded name.

Of what Unicode takes apart, the marks are left out; letters that it does not take apart, and the typographer's
apostrophes and dashes, are written as a keyboard has them. Nearly all names are ASCII, and folded by their case only.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INDEX = "ix_home_identity_folded_name"
LETTERS, MARKS = "øłđħı", "\u2019\u2018\u02bc\u2010\u2011\u2013\u2014"
# Not leakproof: only a superuser may say so, and what a caller may not read is kept from it by a fence.
FOLD = rf"""
create function register.folded(given text) returns text
language sql immutable strict parallel safe
return case
    when octet_length(given) = length(given) then lower(given)
    else translate(
        replace(replace(replace(
            lower(regexp_replace(normalize(given, nfkd), '[\u0300-\u036f]', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
        '{LETTERS}{MARKS}', 'oldhi''''''----')
end
"""


def upgrade() -> None:
    op.execute(FOLD)
    op.execute("revoke all on function register.folded(text) from public")
    _index("register.folded(name)")


def downgrade() -> None:
    _index("lower(name)")
    op.execute("drop function register.folded(text)")


def _index(folded: str) -> None:
    op.execute(f"drop index register.{INDEX}")
    op.execute(f"create index {INDEX} on register.home_identity ({folded} text_pattern_ops)")
