"""Find the homes of an area by their order and their places: every link once more, in indexes that the area leads.

Whatever changes a link, a reference number or a place, the rows of its home follow in the same statement.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = """
create table register.home_finder (
    link_id uuid not null constraint pk_home_finder primary key
            constraint fk_home_finder_link_id references register.home_reach (id) on delete cascade,
    home_id uuid not null,
    area_code text not null,
    how register.area_link_code not null,
    of_main boolean not null,
    valid_to date,
    urn text not null,
    easting double precision,
    northing double precision,
    name text,
    postcode text
)
"""
INDEXES: dict[str, str] = {
    "ix_home_finder_home_id": "(home_id)",
    "ix_home_finder_name": "(area_code, name text_pattern_ops)",
    "ix_home_finder_postcode": "(area_code, postcode text_pattern_ops)",
    "ix_home_finder_urn": "(area_code, urn, home_id) include (how, of_main, valid_to)",
    "ix_home_finder_easting": "(area_code, easting, northing) include (home_id, how, of_main, valid_to)",
}
COPIED = ["home_id", "area_code", "how", "of_main", "valid_to", "urn", "easting", "northing", "name", "postcode"]
FILL = f"""
insert into register.home_finder (link_id, {", ".join(COPIED)})
select r.id, r.home_id, r.area_code, r.how, r.of_main, r.valid_to, h.urn, p.easting, p.northing,
       register.folded(i.name), lower(m.postcode)
  from register.home_reach r
  join register.home h on h.id = r.home_id
  left join register.home_identity i on i.home_id = r.home_id
  left join register.premises p on p.id = r.premises_id and p.valid_to is null
  left join register.premises m on m.home_id = r.home_id and m.is_main and m.valid_to is null
"""
FOLLOW = f"""
create function register.follow_links(home_ids uuid[]) returns void
language sql security definer set search_path = register, public, pg_temp as $$
{FILL} where r.home_id = any (home_ids)
    on conflict (link_id) do update
   set ({", ".join(COPIED)}) = ({", ".join(f"excluded.{name}" for name in COPIED)})
 where ({", ".join(f"home_finder.{name}" for name in COPIED)})
       is distinct from ({", ".join(f"excluded.{name}" for name in COPIED)})
$$
"""
OLD, NEW, BOTH = "old table as old_rows", "new table as new_rows", "old table as old_rows new table as new_rows"
# By the table and what happens to it: what the trigger sees, and the homes that it concerns.
CONCERNED: dict[tuple[str, str], tuple[str, str]] = {
    ("home_reach", "insert"): (NEW, "select home_id from new_rows"),
    ("home_reach", "update"): (NEW, "select home_id from new_rows"),
    ("home", "update"): (
        BOTH,
        "select n.id from new_rows n join old_rows o on o.id = n.id where n.urn <> o.urn",
    ),
    ("home_identity", "insert"): (NEW, "select home_id from new_rows"),
    ("home_identity", "update"): (
        BOTH,
        "select n.home_id from new_rows n join old_rows o on o.home_id = n.home_id where n.name is distinct from o.name",
    ),
    ("premises", "insert"): (NEW, "select home_id from new_rows"),
    ("premises", "update"): (
        BOTH,
        "select n.home_id from new_rows n join old_rows o on o.id = n.id"
        " where (n.easting, n.northing, n.valid_to, n.is_main, n.postcode)"
        " is distinct from (o.easting, o.northing, o.valid_to, o.is_main, o.postcode)",
    ),
    ("home_identity", "delete"): (OLD, "select home_id from old_rows"),
    ("premises", "delete"): (OLD, "select home_id from old_rows"),
}
ON_EVENT = """
create function register.find_by_{table}_{event}() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform register.follow_links(array({homes}));
    return null;
end $$
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(FILL)
    for name, of in INDEXES.items():
        op.execute(f"create index {name} on register.home_finder {of}")
    op.execute(FOLLOW)
    op.execute("revoke all on function register.follow_links(uuid[]) from public")
    for (table, event), (seen, homes) in CONCERNED.items():
        op.execute(ON_EVENT.format(table=table, event=event, homes=homes))
        op.execute(f"revoke all on function register.find_by_{table}_{event}() from public")
        op.execute(
            f"create trigger find_{event} after {event} on register.{table} referencing {seen} "
            f"for each statement execute function register.find_by_{table}_{event}()"
        )


def downgrade() -> None:
    for table, event in CONCERNED:
        op.execute(f"drop trigger find_{event} on register.{table}")
        op.execute(f"drop function register.find_by_{table}_{event}()")
    op.execute("drop function register.follow_links(uuid[])")
    op.execute("drop table register.home_finder")
