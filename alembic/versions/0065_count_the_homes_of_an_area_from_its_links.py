"""Keep beside each link how lists have its home, so that the homes of an area are counted from an index alone."""

from collections.abc import Sequence

from alembic import op

revision: str = "0065"
down_revision: str | None = "0064"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

FOUND_BY = [
    "home_id", "area_code", "how", "of_main", "valid_to", "urn", "easting", "northing", "name", "postcode", "places",
    "registered_on", "written_name",
]  # fmt: skip
LISTED_AS = "case when h.merged_into_id is null then h.registration_status end"
FOLLOW = """
create or replace function register.follow_links(home_ids uuid[]) returns void
language sql security definer set search_path = register, public, pg_temp as $$
insert into register.home_finder (link_id, {columns})
select r.id, r.home_id, r.area_code, r.how, r.of_main, r.valid_to, h.urn, p.easting, p.northing,
       register.folded(i.name), lower(m.postcode), h.places, h.registered_on, i.name{more}
  from register.home_reach r
  join register.home h on h.id = r.home_id
  left join register.home_identity i on i.home_id = r.home_id
  left join register.premises p on p.id = r.premises_id and p.valid_to is null
  left join register.premises m on m.home_id = r.home_id and m.is_main and m.valid_to is null
 where r.home_id = any (home_ids)
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
        select n.id from new_rows n join old_rows o on o.id = n.id
         where ({new}) is distinct from ({old})));
    return null;
end $$
"""
COMPARED = ["urn", "places", "registered_on"]
EASTING = (
    "create index ix_home_finder_easting on register.home_finder (area_code, easting, northing) "
    "include (home_id, how, of_main, valid_to{more})"
)


def _follow(names: Sequence[str], more: str) -> str:
    columns, excluded, found = (", ".join(f"{of}{name}" for name in names) for of in ("", "excluded.", "home_finder."))
    return FOLLOW.format(columns=columns, more=more, excluded=excluded, found=found)


def _on_update(names: Sequence[str]) -> str:
    new, old = (", ".join(f"{of}.{name}" for name in names) for of in ("n", "o"))
    return ON_UPDATE.format(new=new, old=old)


def upgrade() -> None:
    op.execute("alter table register.home_finder add column listed_as register.registration_status_code")
    op.execute(f"update register.home_finder f set listed_as = {LISTED_AS} from register.home h where h.id = f.home_id")
    op.execute(
        "create index ix_home_finder_listed_as on register.home_finder (area_code, home_id) "
        "include (how, of_main, valid_to, listed_as)"
    )
    op.execute("drop index register.ix_home_finder_easting")
    op.execute(EASTING.format(more=", listed_as"))
    op.execute(_follow([*FOUND_BY, "listed_as"], f", {LISTED_AS}"))
    op.execute(_on_update([*COMPARED, "registration_status", "merged_into_id"]))


def downgrade() -> None:
    op.execute(_follow(FOUND_BY, ""))
    op.execute(_on_update(COMPARED))
    op.execute("drop index register.ix_home_finder_easting")
    op.execute(EASTING.format(more=""))
    op.execute("alter table register.home_finder drop column listed_as")
