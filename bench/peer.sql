-- The register's tables, copied without geometry for PostGraphile, which drops geometry columns silently.
-- Of premises the main ones alone, by their home, so that it has the same joins to make and no list to unwrap.

drop schema if exists bench_peer cascade;
create schema bench_peer;

create table bench_peer.area as
select code, kind, name
from register.area;

create table bench_peer.provider as
select id, reference, name
from register.provider;

create table bench_peer.home as
select id, urn, kind, sector, registration_status, registered_on, places, short_breaks_only, provider_id,
       authority_code
from register.home;

create table bench_peer.home_identity as
select home_id, name
from register.home_identity;

create table bench_peer.main_place as
select home_id, postcode, longitude, latitude
from register.premises
where is_main and valid_to is null;

-- The homes that each area's own force is answered: in it, on its boundary or with a building in it.
create table bench_peer.home_area as
select distinct area_code, home_id
from register.home_reach
where valid_to is null and how <> 'buffer';

create table bench_peer.inspection as
select id, home_id, number, kind, started_on, published_on,
       overall_experiences_and_progress, helped_and_protected, leaders_and_managers
from register.inspection;

-- Forces by number, so that pgbench can pick one at random. Its names are not part of the question.
create table bench_peer.force as
select row_number() over (order by l.area_code)::int as number, l.area_code as code, count(*)::int as homes
from bench_peer.home_area l
join bench_peer.area a on a.code = l.area_code
where a.kind = 'force'
group by l.area_code;

alter table bench_peer.area add primary key (code);
alter table bench_peer.provider add primary key (id);
alter table bench_peer.home
  add primary key (id),
  add foreign key (provider_id) references bench_peer.provider,
  add foreign key (authority_code) references bench_peer.area;
alter table bench_peer.home_identity
  add primary key (home_id),
  add foreign key (home_id) references bench_peer.home;
alter table bench_peer.main_place
  add primary key (home_id),
  add foreign key (home_id) references bench_peer.home;
alter table bench_peer.home_area
  add primary key (area_code, home_id),
  add foreign key (area_code) references bench_peer.area,
  add foreign key (home_id) references bench_peer.home;
alter table bench_peer.inspection
  add primary key (id),
  add foreign key (home_id) references bench_peer.home;
alter table bench_peer.force add primary key (number);

create index on bench_peer.home_area (home_id);
create index on bench_peer.inspection (home_id, started_on desc, id desc);
create index on bench_peer.inspection (started_on desc, id desc);

analyze bench_peer.area, bench_peer.provider, bench_peer.home, bench_peer.home_identity, bench_peer.main_place,
        bench_peer.home_area, bench_peer.inspection,
        bench_peer.force;
