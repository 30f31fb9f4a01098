"""Order the homes of an area by their places, their day of registration and their name, from its own links."""

from collections.abc import Sequence

from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NEW = {"places": "integer", "registered_on": "date", "written_name": "text"}
FOUND_BY = ["home_id", "area_code", "how", "of_main", "valid_to", "urn", "easting", "northing", "name", "postcode"]
FILL = """
insert into register.home_finder (link_id, {columns})
select r.id, r.home_id, r.area_code, r.how, r.of_main, r.valid_to, h.urn, p.easting, p.northing,
       register.folded(i.name), lower(m.postcode){more}
  from register.home_reach r
  join register.home h on h.id = r.home_id
  left join register.home_identity i on i.home_id = r.home_id
  left join register.premises p on p.id = r.premises_id and p.valid_to is null
  left join register.premises m on m.home_id = r.home_id and m.is_main and m.valid_to is null
"""
FOLLOW = """
create or replace function register.follow_links(home_ids uuid[]) returns void
language sql security definer set search_path = register, public, pg_temp as $$
{fill} where r.home_id = any (home_ids)
    on conflict (link_id) do update
   set ({columns}) = ({excluded})
 where ({found}) is distinct from ({excluded})
$$
"""
ON_UPDATE = """
create or replace function register.find_by_home_update() returns trigger
language plpgsql security definer set search_path = register, public, pg_temp as $$
begin
    perform register.follow_links(array(
        select n.id from new_rows n join old_rows o on o.id = n.id where {changed}));
    return null;
end $$
"""
FILL_ANEW = """
update register.home_finder f
   set places = h.places, registered_on = h.registered_on, written_name = i.name
  from register.home h left join register.home_identity i on i.home_id = h.id
 where h.id = f.home_id
"""


def _follow(names: Sequence[str], more: str) -> str:
    columns, excluded, found = (", ".join(f"{of}{name}" for name in names) for of in ("", "excluded.", "home_finder."))
    return FOLLOW.format(fill=FILL.format(columns=columns, more=more), columns=columns, excluded=excluded, found=found)


def upgrade() -> None:
    for name, kind in NEW.items():
        op.execute(f"alter table register.home_finder add column {name} {kind}")
    op.execute(FILL_ANEW)
    for name in NEW:
        op.execute(
            f"create index ix_home_finder_{name} on register.home_finder (area_code, {name}, home_id)"
            " include (how, of_main, valid_to)"
        )
    op.execute(_follow([*FOUND_BY, *NEW], ", h.places, h.registered_on, i.name"))
    changed = "(n.urn, n.places, n.registered_on) is distinct from (o.urn, o.places, o.registered_on)"
    op.execute(ON_UPDATE.format(changed=changed))


def downgrade() -> None:
    op.execute(_follow(FOUND_BY, ""))
    op.execute(ON_UPDATE.format(changed="n.urn <> o.urn"))
    for name in NEW:
        op.execute(f"alter table register.home_finder drop column {name}")
