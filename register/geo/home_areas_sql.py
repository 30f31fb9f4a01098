"""The statements that write which areas a home is in: its reach, its public areas, its marks and its codes."""

# A record that was merged into another stands in no area: its home is found once, by the record that was kept.
WRITE_REACH = """
with chosen as materialized (
    select h.id, h.authority_code, h.registered_on, h.merged_into_id is not null as is_merged
      from register.home h
     where cast(:home_ids as uuid[]) is null or h.id = any(cast(:home_ids as uuid[]))
),
standing as materialized (
    select p.id as premises_id, p.home_id, p.is_main, p.point_27700 as point,
           coalesce(p.valid_from, c.registered_on, :on) as began_on
      from register.premises p
      join chosen c on c.id = p.home_id
     where p.point_27700 is not null
       and not c.is_merged
       and (p.valid_from is null or p.valid_from <= :on)
       and (p.valid_to is null or p.valid_to > :on)
),
held as materialized (
    select v.id, v.code, a.kind, v.outline_27700
      from register.area_version v
      join register.area a on a.code = v.code
     where v.valid_from <= :on and (v.valid_to is null or v.valid_to > :on)
),
near as materialized (
    select s.premises_id, part.version_id,
           bool_or(st_intersects(part.part_27700, s.point)
                   and not st_dwithin(st_boundary(part.part_27700), s.point, :near_an_edge_m)) as surely_inside
      from standing s
      join register.area_part part on st_dwithin(part.part_27700, s.point, :near_an_edge_m)
     group by s.premises_id, part.version_id
),
touching as materialized (
    select s.premises_id, s.home_id, h.code, h.kind,
           not n.surely_inside and not st_contains(h.outline_27700, s.point) as at_edge
      from near n
      join standing s on s.premises_id = n.premises_id
      join held h on h.id = n.version_id
     where n.surely_inside or st_covers(h.outline_27700, s.point)
),
covered as materialized (
    select premises_id, home_id, code, kind, bool_or(at_edge) as at_edge
      from (select premises_id, home_id, code, kind, at_edge
              from touching
            union all
            -- A kind without outlines, as countries are, is known through the areas that lie in it.
            select t.premises_id, t.home_id, w.within_code, w.within_kind, false
              from touching t
              join register.area_within w on w.code = t.code
             where w.within_kind not in (select h.kind from held h)) found
     group by premises_id, home_id, code, kind
),
buffered as materialized (
    select distinct s.premises_id, s.home_id, h.code, h.kind
      from standing s
      join register.area_part part on st_dwithin(part.part_27700, s.point, :buffer_m)
      join held h on h.id = part.version_id and h.kind = 'force'
     where :buffer_m > 0
       and not exists (select from covered k where k.premises_id = s.premises_id and k.code = h.code)
),
known_by_authority as materialized (
    select c.id, c.authority_code, coalesce(c.registered_on, :on) as began_on
      from chosen c
     where c.authority_code is not null
       and not c.is_merged
       and not exists (select from standing s where s.home_id = c.id and s.is_main)
),
linked as materialized (
    select home_id, premises_id, code, kind,
           -- A home on the line between two areas of a kind is in both, and marked so in both.
           case when at_edge or count(*) over (partition by premises_id, kind) > 1 then 'edge' else 'inside' end as how
      from covered
    union all
    select home_id, premises_id, code, kind, 'buffer'
      from buffered
),
wanted as materialized (
    select l.home_id, l.premises_id, l.code, l.kind, l.how, s.is_main as of_main, s.began_on
      from linked l
      join standing s on s.premises_id = l.premises_id
    union all
    select k.id, null, a.code, a.kind, 'authority', true, k.began_on
      from known_by_authority k
      join register.area a on a.code = k.authority_code
    union all
    select k.id, null, w.within_code, w.within_kind, 'authority', true, k.began_on
      from known_by_authority k
      join register.area_within w on w.code = k.authority_code
),
lost as materialized (
    select r.id, r.home_id, r.premises_id, r.area_code, r.how, r.valid_from
      from register.home_reach r
      join chosen c on c.id = r.home_id
     where r.valid_to is null
       and not exists (select from wanted w
                        where w.home_id = r.home_id and w.premises_id is not distinct from r.premises_id
                          and (w.code, w.how, w.of_main) = (r.area_code, r.how, r.of_main))
),
gained as materialized (
    select w.home_id, w.premises_id, w.code as area_code, w.how, w.of_main,
           -- The first link of its kind holds since the premises opened; a later one since the change.
           case when exists (select from register.home_reach r
                               join register.area a on a.code = r.area_code and a.kind = w.kind
                              where r.home_id = w.home_id and r.premises_id is not distinct from w.premises_id)
                then :since
                else least(w.began_on, :on) end as valid_from
      from wanted w
     where not exists (select from register.home_reach r
                        where r.home_id = w.home_id and r.premises_id is not distinct from w.premises_id
                          and (r.area_code, r.how, r.of_main) = (w.code, w.how, w.of_main) and r.valid_to is null)
),
closed as (
    update register.home_reach r set valid_to = :since
      from lost l
     where r.id = l.id and l.valid_from < :since
),
erased as (
    delete from register.home_reach r
     using lost l
     where r.id = l.id and l.valid_from >= :since
),
added as (
    insert into register.home_reach (home_id, premises_id, area_code, how, of_main, valid_from)
    select g.home_id, g.premises_id, g.area_code, g.how, g.of_main, g.valid_from
      from gained g
     order by g.home_id, g.area_code
)
select coalesce(g.home_id, l.home_id) as home_id, coalesce(g.area_code, l.area_code) as area_code,
       l.how as was, g.how as now
  from gained g
  full join lost l on (l.home_id, l.area_code) = (g.home_id, g.area_code)
       and l.premises_id is not distinct from g.premises_id
 order by 1, 2, 3, 4
"""

# The public links say less than the reach: one area of each kind, that of the main premises, and of several that meet
# there the one with the lower code; of premises in no area the nearest. A larger area is the one that the authority
# lies in, where that is one of them. Never which premises, never edge, buffer or nowhere: each tells a position.
# Decision: one-public-area
WRITE_AREAS = """
with chosen as materialized (
    select h.id, h.authority_code, p.point_27700 as point,
           least(coalesce(p.valid_from, h.registered_on, :on), :on) as began_on
      from register.home h
      left join register.premises p on p.home_id = h.id and p.is_main and h.merged_into_id is null
       and (p.valid_from is null or p.valid_from <= :on)
       and (p.valid_to is null or p.valid_to > :on)
     where cast(:home_ids as uuid[]) is null or h.id = any(cast(:home_ids as uuid[]))
),
held as materialized (
    select v.id, v.code, a.kind
      from register.area_version v
      join register.area a on a.code = v.code
     where v.valid_from <= :on and (v.valid_to is null or v.valid_to > :on)
),
touching as materialized (
    select r.home_id, a.kind, r.area_code, min(r.valid_from) as valid_from
      from register.home_reach r
      join chosen c on c.id = r.home_id
      join register.area a on a.code = r.area_code
     where r.valid_to is null and r.of_main and r.how <> 'buffer'
     group by r.home_id, a.kind, r.area_code
),
missing as materialized (
    select c.id as home_id, k.kind, c.point, c.began_on, c.authority_code
      from chosen c
     cross join (select kind from held union select within_kind from register.area_within) k
     where c.point is not null
       and not exists (select from touching t where t.home_id = c.id and t.kind = k.kind)
),
nearest as materialized (
    select m.home_id, m.kind, m.began_on, m.authority_code, n.code
      from missing m
      left join lateral (select h.code
                           from register.area_part part
                           join held h on h.id = part.version_id and h.kind = m.kind
                          order by part.part_27700 <-> m.point, h.code
                          limit 1) n on true
),
authority as materialized (
    select home_id, min(area_code) as code
      from touching
     where kind = 'authority'
     group by home_id
    union all
    select home_id, coalesce(authority_code, code)
      from nearest
     where kind = 'authority'
),
chosen_among as materialized (
    select distinct on (t.home_id, t.kind) t.home_id, t.area_code, t.valid_from
      from touching t
      left join authority a on a.home_id = t.home_id
      left join register.area_within w on w.code = a.code and w.within_code = t.area_code
     order by t.home_id, t.kind, w.code nulls last, t.area_code
),
nearby as materialized (
    select n.home_id, n.kind, n.began_on,
           case when n.kind = 'authority' then a.code
                else coalesce((select min(w.within_code)
                                 from register.area_within w
                                where w.code = a.code and w.within_kind = n.kind),
                              n.code,
                              -- A kind without outlines, as countries are, is known through the areas that lie in it.
                              (select min(w.within_code)
                                 from nearest o
                                 join register.area_within w on w.code = o.code
                                where o.home_id = n.home_id and w.within_kind = n.kind)) end as area_code
      from nearest n
      left join authority a on a.home_id = n.home_id
),
wanted as materialized (
    select home_id, area_code, valid_from
      from chosen_among
    union all
    -- The first area of its kind holds since the premises opened; a later one since the change.
    select n.home_id, n.area_code,
           case when exists (select from register.home_area h
                               join register.area a on a.code = h.area_code and a.kind = n.kind
                              where h.home_id = n.home_id)
                then :since
                else n.began_on end
      from nearby n
     where n.area_code is not null
),
lost as materialized (
    select h.id, h.valid_from
      from register.home_area h
      join chosen c on c.id = h.home_id
     where h.valid_to is null
       and not exists (select from wanted w where w.home_id = h.home_id and w.area_code = h.area_code)
),
closed as (
    update register.home_area h set valid_to = :since
      from lost l
     where h.id = l.id and l.valid_from < :since
),
erased as (
    delete from register.home_area h
     using lost l
     where h.id = l.id and l.valid_from >= :since
),
added as (
    insert into register.home_area (home_id, area_code, valid_from)
    select w.home_id, w.area_code, w.valid_from
      from wanted w
     where not exists (select from register.home_area h
                        where h.home_id = w.home_id and h.area_code = w.area_code and h.valid_to is null)
     order by w.home_id, w.area_code
    returning home_id
)
select (select count(*) from lost) as ended, (select count(*) from added) as added
"""

# Which homes are merged is told by a column, not by a filter: before statistics are there, as after a first import, the
# planner takes almost none to pass `is null`, and walks all of them for each.
# Derived marks leave the row's version alone: a boundary that moves must not make a colleague's edit stale.
WRITE_FLAGS = """
with chosen as materialized (
    select h.id, h.merged_into_id is not null as is_merged
      from register.home h
     where cast(:home_ids as uuid[]) is null or h.id = any(cast(:home_ids as uuid[]))
),
marks as materialized (
    select p.id,
           exists (select from register.home_reach r
                    where r.premises_id = p.id and r.valid_to is null and r.how = 'edge') as on_edge,
           p.point_27700 is not null
           and exists (select from register.area_version v
                         join register.area a on a.code = v.code and a.kind = 'force'
                        where v.valid_from <= :on and (v.valid_to is null or v.valid_to > :on))
           and not exists (select from register.home_reach r
                             join register.area a on a.code = r.area_code and a.kind = 'force'
                            where r.premises_id = p.id and r.valid_to is null and r.how <> 'buffer') as in_no_force
      from register.premises p
      join chosen c on c.id = p.home_id
     where not c.is_merged
       and (p.valid_from is null or p.valid_from <= :on)
       and (p.valid_to is null or p.valid_to > :on)
),
marked as (
    update register.premises p set on_edge = m.on_edge, in_no_force = m.in_no_force
      from marks m
     where p.id = m.id and (p.on_edge, p.in_no_force) is distinct from (m.on_edge, m.in_no_force)
    returning p.id
)
select (select count(*) from marked) as marked,
       (select count(*) from marks where on_edge) as on_edge,
       (select count(*) from marks where in_no_force) as in_no_force
"""

WRITE_CODES = """
with chosen as materialized (
    select h.id, h.merged_into_id is not null as is_merged
      from register.home h
     where cast(:home_ids as uuid[]) is null or h.id = any(cast(:home_ids as uuid[]))
),
public as materialized (
    select c.id, min(a.code) filter (where a.kind = 'authority') as authority_code,
           min(a.code) filter (where a.kind = 'force') as force_code,
           min(a.code) filter (where a.kind = 'region') as region_code
      from chosen c
      left join register.home_area r on r.home_id = c.id and r.valid_to is null
      left join register.area a on a.code = r.area_code
     where not c.is_merged
     group by c.id
),
written as (
    update register.home h
       set authority_code = coalesce(n.authority_code, h.authority_code),
           force_code = n.force_code, region_code = n.region_code
      from public n
     where h.id = n.id
       and (h.authority_code, h.force_code, h.region_code)
           is distinct from (coalesce(n.authority_code, h.authority_code), n.force_code, n.region_code)
    returning h.id
)
select (select count(*) from written) as written, (select count(*) from public) as homes
"""
