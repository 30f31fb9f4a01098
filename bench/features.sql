-- What the GIS door shows of homes, as one table for a server of maps that has no rules and joins nothing.

drop schema if exists bench_features cascade;
create schema bench_features;

create table bench_features.homes as
select h.urn, h.kind, h.sector, h.registration_status, h.registered_on, h.ceased_on, h.places, h.short_breaks_only,
       h.previous_urn, i.name, i.age_min, i.age_max, i.sex_admitted, i.needs, i.contact_telephone,
       p.postcode, p.uprn, p.on_edge, p.longitude, p.latitude, p.easting, p.northing, p.location_precision,
       p.saon, p.paon, p.street, p.locality, p.town,
       a.code as authority_code, a.name as authority_name, f.code as force_code, f.name as force_name,
       r.code as region_code, r.name as region_name, v.reference as provider_reference, v.name as provider_name,
       p.point_27700
from register.home h
left join register.home_identity i on i.home_id = h.id
left join register.premises p on p.home_id = h.id and p.is_main and p.valid_to is null
left join register.area a on a.code = h.authority_code
left join register.area f on f.code = h.force_code
left join register.area r on r.code = h.region_code
left join register.provider v on v.id = h.provider_id
where h.registration_status in ('registered', 'suspended') and h.merged_into_id is null;

create unique index on bench_features.homes (urn);
create index on bench_features.homes using gist (point_27700);
analyze bench_features.homes;
