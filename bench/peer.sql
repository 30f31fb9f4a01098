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

-- What there is about missing children, with the child named in the episode.
create table bench_peer.child as
select c.id, m.name, m.date_of_birth
from register.child c
join register.child_minimum m on m.child_id = c.id;

create table bench_peer.missing_episode as
select e.id, e.reference, e.status, e.started_at, e.last_seen_at, e.home_id, c.child_id
from register.missing_episode e
join register.episode_child c on c.episode_id = e.id;

create table bench_peer.risk_assessment as
select id, episode_id, level, scheme, assessed_at, review_due_at
from register.risk_assessment;

-- The open episodes that each force is answered.
create table bench_peer.open_episode as
select distinct r.area_code, e.id as episode_id, e.started_at
from register.episode_reach r
join register.missing_episode e on e.id = r.episode_id
join register.area a on a.code = r.area_code and a.kind = 'force'
where e.ended_at is null and r.valid_from <= now() and (r.valid_to is null or r.valid_to > now());

create table bench_peer.placement as
select id, child_id, started_on, ended_on
from register.placement;

create table bench_peer.return_interview as
select id, episode_id, status, due_at
from register.return_interview;

create table bench_peer.exploitation_flag as
select id, child_id, raised_on
from register.exploitation_flag;

-- What is counted, with what it is counted by written beside it.
create table bench_peer.counted_home as
select h.id, h.sector, h.places, l.area_code as region_code
from register.home h
left join register.home_area l on l.home_id = h.id and l.valid_to is null
     and l.area_code in (select code from register.area where kind = 'region');

create table bench_peer.counted_episode as
select distinct e.id, r.area_code, to_char(e.started_at at time zone 'Europe/London', 'YYYY-MM-01') as month
from register.missing_episode e
join register.episode_reach r on r.episode_id = e.id and r.valid_from <= now()
     and (r.valid_to is null or r.valid_to > now())
join register.area a on a.code = r.area_code and a.kind = 'force';

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
alter table bench_peer.child add primary key (id);
alter table bench_peer.counted_home add primary key (id);
alter table bench_peer.counted_episode add primary key (area_code, id);
alter table bench_peer.missing_episode
  add primary key (id),
  add foreign key (home_id) references bench_peer.home,
  add foreign key (child_id) references bench_peer.child;
alter table bench_peer.risk_assessment
  add primary key (id),
  add foreign key (episode_id) references bench_peer.missing_episode;
alter table bench_peer.open_episode
  add primary key (area_code, episode_id),
  add foreign key (episode_id) references bench_peer.missing_episode;
alter table bench_peer.placement
  add primary key (id),
  add foreign key (child_id) references bench_peer.child;
alter table bench_peer.return_interview
  add primary key (id),
  add unique (episode_id),
  add foreign key (episode_id) references bench_peer.missing_episode;
alter table bench_peer.exploitation_flag
  add primary key (id),
  add foreign key (child_id) references bench_peer.child;

create index on bench_peer.home_area (home_id);
create index on bench_peer.inspection (home_id, started_on desc, id desc);
create index on bench_peer.inspection (started_on desc, id desc);
create index on bench_peer.open_episode (area_code, started_at desc);
create index on bench_peer.risk_assessment (episode_id, assessed_at desc);
create index on bench_peer.placement (child_id, started_on desc);
create index on bench_peer.missing_episode (child_id, started_at desc);
create index on bench_peer.exploitation_flag (child_id, raised_on desc);
-- What has no index is not offered to be counted by.
create index on bench_peer.counted_home (region_code, sector);
create index on bench_peer.counted_home (sector);
create index on bench_peer.counted_episode (area_code, month);
create index on bench_peer.counted_episode (month);
create index on bench_peer.open_episode (episode_id);
create index on bench_peer.missing_episode (home_id);

analyze bench_peer.area, bench_peer.provider, bench_peer.home, bench_peer.home_identity, bench_peer.main_place,
        bench_peer.home_area, bench_peer.inspection,
        bench_peer.force, bench_peer.child, bench_peer.missing_episode, bench_peer.risk_assessment,
        bench_peer.open_episode, bench_peer.placement, bench_peer.return_interview, bench_peer.exploitation_flag,
        bench_peer.counted_home, bench_peer.counted_episode;
