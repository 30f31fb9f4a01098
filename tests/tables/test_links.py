"""Links between the records of children and bodies: nobody writes them but the database."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from register.policy.roles import role_of
from register.vocabulary import Agency
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_placement


@pytest.mark.parametrize("links", ["child_reach", "placement_reach", "episode_reach"])
@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
def test_no_role_may_write_a_link(connection, links, verb):
    asked = sa.text("select has_table_privilege(:role, 'register.' || :links, :verb)")
    roles = [role_of(agency) for agency in Agency]

    held = [r for r in roles if connection.scalar(asked, {"role": r, "links": links, "verb": verb})]

    assert held == []


def test_links_are_settled_once_whatever_is_written_again(told):
    child = create_child(told, "Una", story.SOUTHBY_COUNCIL)
    create_placement(told, child, story.NORTHBY_COUNCIL, urn=story.INSIDE)
    count = sa.text("select count(*) from register.child_reach_history where child_id = :child")
    before = told.scalar(count, {"child": child})

    told.execute(
        sa.text("update register.placement set source_ref = 'again' where child_id = :child"), {"child": child}
    )

    assert told.scalar(count, {"child": child}) == before


@pytest.mark.parametrize("ended", [ago(days=40), ago(days=500)], ids=["interest is over", "record is closed"])
def test_an_end_that_is_over_when_it_is_recorded_is_the_end_of_its_links_now(told, ended):
    child = create_child(told, "Una", story.SOUTHBY_COUNCIL)
    create_placement(told, child, story.NORTHBY_COUNCIL, urn=story.INSIDE)
    episode = create_episode(told, child, story.NORTHBY, urn=story.INSIDE, started_at=ended - timedelta(days=1))
    set_end = "update register.missing_episode set found_at = :ended, ended_at = :ended, status = 'located'"

    told.execute(sa.text(f"{set_end} where id = :id"), {"ended": ended, "id": episode})

    links = "select how, valid_to <= now() from register.child_reach where child_id = :child and area_code = :force"
    held = dict(told.execute(sa.text(links), {"child": child, "force": story.NORTHBY}).all())
    assert held == {"host": None, "interest": True, "owner": ended < ago(days=365)}
