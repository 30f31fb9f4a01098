"""Hold the state of an appeal against a notice as a code of a closed list, beside what was written of it in words.

The words stay as they were, and so does every sealed version in the history. Where they can mean one state only, the
row is given it; where they cannot, the state is not known, until somebody corrects the notice.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0055"
down_revision: str | None = "0054"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOMAIN = "appeal_status_code"
CODES: tuple[str, ...] = ("none", "lodged", "upheld", "varied", "dismissed", "withdrawn", "struck_out")
# Which words are read as which state: the whole text in small letters, without a full stop at its end.
READ: dict[str, str] = {
    "none": "(none|no appeal( yet| lodged| brought| made)?|not appealed|open (for|until) .*)",
    "lodged": "((an )?appeal )?(lodged|pending)",
    "upheld": "(appeal )?(upheld|allowed)",
    "dismissed": "(appeal )?dismissed",
    "withdrawn": "(appeal )?withdrawn",
    "struck_out": "(appeal )?struck out",
}
SIGN = "select set_config('register.reason', 'the state of an appeal is a code of a list', true)"
MARK = """
update register.notice_detail set appeal = '{code}'
 where rtrim(lower(trim(appeal_status)), '.') ~ '^{words}$'
"""


def upgrade() -> None:
    listed = ", ".join(f"'{code}'" for code in CODES)
    op.execute(f"create domain register.{DOMAIN} as text")
    op.execute(f"alter domain register.{DOMAIN} add constraint {DOMAIN}_known check (value in ({listed}))")
    op.execute(f"alter table register.notice_detail add column appeal register.{DOMAIN}")
    op.execute("alter table register.notice_detail_history add column appeal text")
    op.execute(SIGN)
    for code, words in READ.items():
        op.execute(MARK.format(code=code, words=words))


def downgrade() -> None:
    for table in ("notice_detail", "notice_detail_history"):
        # The wall leans on it: it is raised again by what comes after a migration.
        op.execute(f"alter table register.{table} drop column appeal cascade")
    op.execute(f"drop domain register.{DOMAIN}")
