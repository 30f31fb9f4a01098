"""A link that carries its end is over on that day by itself: in either wall, in the feed, and in nobody's answer."""

import pytest
import sqlalchemy as sa

from tests.support import story
from tests.support.copy_client import wait_until_told

POLICE = ("police", story.NORTHBY)
ENDS = """
update register.{table} set valid_to = current_date + :days, valid_from = current_date - 30
 where valid_to is null and area_code = :area and home_id = (select id from register.home where urn = :urn)
"""
# As it would be on the morning after the last day: the link was written before it, and nothing has been written since.
WRITTEN_EARLIER = """
alter table register.{table}_history disable trigger by_its_table_alone;
update register.{table}_history set recorded_from = recorded_from - interval '2 days' where recorded_to is null;
alter table register.{table}_history enable trigger by_its_table_alone
"""
NAMES = "select name from register.home_identity where home_id = (select id from register.home where urn = :urn)"
FEED = """query ($since: String) {
    changes(area: {mine: true}, since: $since, first: 1000) { token nodes { kind homeUrn left home { urn } } }
}"""
SHOWN = "query ($urn: Urn!) { home(urn: $urn) { name withheld { field } } homes(area: {mine: true}) { nodes { urn } } }"


def ends(server, days, *tables):
    with server.owner.begin() as owner:
        for table in tables:
            given = {"days": days, "area": story.NORTHBY, "urn": story.INSIDE}
            assert owner.execute(sa.text(ENDS.format(table=table)), given).rowcount == 1


def read_as_police(server, statement, **values):
    """What the second wall alone lets the role of a force read."""
    with server.owner.connect() as owner:
        owner.execute(sa.text("select set_config('register.area', :area, true)"), {"area": story.NORTHBY})
        owner.execute(sa.text("set local role register_police"))
        return owner.execute(sa.text(statement), values).scalars().all()


@pytest.mark.parametrize(("days", "shown"), [(1, True), (0, False)])
def test_a_link_reaches_a_home_until_the_day_on_which_it_ends(own_server, days, shown):
    ends(own_server, days, "home_reach", "home_area")

    answer = own_server.ask(SHOWN, *POLICE, urn=story.INSIDE).data

    assert (answer["home"]["name"] is not None, answer["home"]["withheld"] == []) == (shown, shown)
    assert (story.INSIDE in [home["urn"] for home in answer["homes"]["nodes"]]) is shown


@pytest.mark.parametrize(("days", "count"), [(1, 1), (0, 0)])
def test_the_second_wall_ends_a_link_on_its_day_too(own_server, days, count):
    ends(own_server, days, "home_reach")

    assert len(read_as_police(own_server, NAMES, urn=story.INSIDE)) == count


def test_a_copy_of_an_area_is_told_when_a_link_ends_by_itself_and_once(own_server):
    wait_until_told(own_server)
    ends(own_server, 0, "home_reach", "home_area")
    with own_server.owner.begin() as owner:
        for table in ("home_reach", "home_area"):
            owner.execute(sa.text(WRITTEN_EARLIER.format(table=table)))
    wait_until_told(own_server)
    before = own_server.ask(FEED, *POLICE).data["changes"]["token"]

    with own_server.owner.begin() as owner:
        first = [owner.scalar(sa.text(f"select register.announce_ended('{t}')")) for t in ("home_reach", "home_area")]
        second = [owner.scalar(sa.text(f"select register.announce_ended('{t}')")) for t in ("home_reach", "home_area")]
    wait_until_told(own_server)
    told = own_server.ask(FEED, *POLICE, since=before).data["changes"]["nodes"]

    assert (first, second) == ([1, 1], [0, 0])
    # The public link and the force's own.
    assert told == [{"kind": "LINK", "homeUrn": story.INSIDE, "left": True, "home": None}] * 2


def test_only_tables_of_links_are_announced(own_server):
    with own_server.owner.connect() as owner, pytest.raises(sa.exc.DBAPIError, match="not a table of links"):
        owner.execute(sa.text("select register.announce_ended('home')"))


def test_nobody_who_asks_may_announce_anything(own_server):
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        read_as_police(own_server, "select register.announce_ended('home_reach')")
