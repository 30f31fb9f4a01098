\set number random(1, :forces)
select h.urn, h.kind, h.sector, h.registration_status, h.registered_on, h.places, h.short_breaks_only,
       i.name, m.postcode, m.longitude, m.latitude, p.reference, p.name, a.code, a.name
from register.home h
left join register.home_identity i on i.home_id = h.id
left join register.premises m on m.home_id = h.id and m.is_main and m.valid_to is null
left join register.provider p on p.id = h.provider_id
left join register.area a on a.code = h.authority_code
where h.id in (select l.home_id from register.home_reach l
                where l.area_code = (select code from bench_peer.force where number = :number)
                  and l.valid_to is null and l.how <> 'buffer')
order by h.urn
limit 1000;
select l.home_id, i.number, i.kind, i.started_on, i.published_on,
       i.overall_experiences_and_progress, i.helped_and_protected, i.leaders_and_managers
from (select distinct home_id
        from register.home_reach
       where area_code = (select code from bench_peer.force where number = :number)
         and valid_to is null and how <> 'buffer') l
cross join lateral (
  select number, kind, started_on, published_on,
         overall_experiences_and_progress, helped_and_protected, leaders_and_managers
  from register.inspection
  where home_id = l.home_id
  order by started_on desc, id desc
  limit 10
) i;
