"""Every force that has homes keeps a copy through a year in which homes come, move, change and leave."""

import random
from datetime import date

import pytest
import sqlalchemy as sa

from register.cli.demonstration import BOUNDARIES_FROM
from register.demo.load import SEED, load_demonstration
from register.geo.home_areas import derive_links
from register.importing.geography.boundaries import import_demonstration_outlines
from tests.conftest import make_once
from tests.hostile.conftest import own_world
from tests.hostile.sizes import size
from tests.support.copy_client import Copy, wait_until_told

pytestmark = pytest.mark.long

# The others begin with what the register answers, and follow from there; some look each month, all when it is over.
FROM_THE_BEGINNING = size(2, 38)
FOLLOWING_EACH_MONTH = size(2, 12)
# Of the year; the rest with time.
MONTHS = size(6, 12)
DEMONSTRATION = "register_demonstration"
HOMES_OF = """
select l.area_code, array_agg(l.home_id::text order by h.urn) as homes
  from register.home_area l
  join register.area a on a.code = l.area_code and a.kind = 'force'
  join register.home h on h.id = l.home_id
 where l.valid_to is null and exists (select from register.premises p where p.home_id = h.id and p.is_main)
 group by l.area_code
 order by l.area_code
"""
MOVE = """
with stood as (
    select p.home_id, p.point_27700, p.longitude, p.latitude, p.postcode, p.town
      from register.premises p where p.is_main
)
update register.premises p
   set point_27700 = s.point_27700, longitude = s.longitude, latitude = s.latitude, postcode = s.postcode, town = s.town
  from unnest(cast(:movers as uuid[]), cast(:places as uuid[])) as moved (home_id, place)
  join stood s on s.home_id = moved.place
 where p.home_id = moved.home_id and p.is_main
"""
CHANGED = (
    "update register.home_identity set name = name || ' ' || :month where home_id = any(cast(:homes as uuid[]))",
    "update register.home set places = coalesce(places, 0) + 1, version = version + 1"
    " where id = any(cast(:homes as uuid[]))",
    "with closed as (update register.home set registration_status = 'cancelled_voluntary', ceased_on = '2026-01-01'"
    " where id = any(cast(:homes as uuid[])) and registration_status = 'registered' and registered_on < '2026-01-01'"
    " returning id) update register.home_identity set operational_status = null"
    " where home_id in (select id from closed)",
    "update register.home_person set valid_to = null, name = name || ' ' || :month"
    " where home_id = any(cast(:homes as uuid[])) and valid_to is null",
    "update register.provider set name = name || ' ' || :month"
    " where id in (select provider_id from register.home where id = any(cast(:homes as uuid[])))",
    "update register.inspection set health = 'good' where home_id = any(cast(:homes as uuid[]))",
    "insert into register.condition (home_id, kind, change, effective_from)"
    " select unnest(cast(:homes as uuid[])), 'other', 'imposed', date '2026-01-01'",
    "delete from register.home_person where home_id = any(cast(:homes as uuid[]))",
    "delete from register.inspection where home_id = any(cast(:homes as uuid[]))",
)


@pytest.fixture(scope="module")
def country(cluster, template, worker):
    """The demonstration, served to forces that ask for as much as they like."""

    def fill(connection):
        with connection.begin():
            import_demonstration_outlines(connection, BOUNDARIES_FROM, on=date(2026, 1, 1), progress=lambda *_: None)
            load_demonstration(connection, seed=SEED)

    make_once(cluster, DEMONSTRATION, fill, template=template)
    with own_world(cluster, DEMONSTRATION, f"country_{worker}", REGISTER_MAX_COST="10000000") as running:
        yield running


def month_passes(owner, month, chance):
    """In each force one home moves to the next force, and others change or go."""
    homes_of = {row.area_code: list(row.homes) for row in owner.execute(sa.text(HOMES_OF))}
    drawn = {code: chance.sample(homes, min(len(homes), len(CHANGED) + 1)) for code, homes in homes_of.items()}
    movers = [homes[-1] for homes in drawn.values()]
    owner.execute(sa.text(MOVE), {"movers": movers, "places": movers[1:] + movers[:1]})
    for number, change in enumerate(CHANGED):
        homes = [homes[number] for homes in drawn.values() if number < len(homes) - 1]
        given = {"homes": homes, "month": month}
        owner.execute(sa.text(change), {name: given[name] for name in given if f":{name}" in change})
    derive_links(owner, movers, on=date(2026, 1, 1), buffer_m=0)


def test_what_every_force_holds_after_a_year_of_following_is_what_the_register_answers(country):
    chance = random.Random(SEED)  # noqa: S311 - drawn the same way in each run
    wait_until_told(country)
    with country.owner.connect() as owner:
        forces = [row.area_code for row in owner.execute(sa.text(HOMES_OF))]
    copies = [Copy(country, "police", force, first=chance.choice((40, 300, 1_000))) for force in reversed(forces)]
    begun = copies[:FROM_THE_BEGINNING]
    for copy in begun:
        copy.follow()
    for copy in copies[FROM_THE_BEGINNING:]:
        copy.begin(copy.latest())

    for month in range(MONTHS):
        with country.owner.begin() as owner:
            month_passes(owner, f"{month + 1:02}", chance)
        wait_until_told(country)
        for copy in chance.sample(copies, FOLLOWING_EACH_MONTH):
            copy.follow()
    for copy in copies:
        copy.follow()

    assert len(copies) == 38
    assert [copy.area for copy in copies if copy.whole() != copy.asked()] == []
    assert all(any(change["left"] for change in copy.seen) for copy in copies)
