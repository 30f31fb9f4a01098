"""One record by its key: the caller's links are asked first, and nothing else is read where they say nothing."""

import pytest

from register.vocabulary import Agency
from tests.support.query_plans import compiled

NAMED = "query($i: ID!) {{ {field}(id: $i) {{ id }} }}"
ID = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("field", "links", "table"),
    [
        ("child", "child_reach", "child"),
        ("missingEpisode", "episode_reach", "missing_episode"),
    ],
)
def test_the_key_of_one_record_is_asked_of_the_links_before_the_record_is_looked_for(field, links, table):
    """All that a body reaches would be walked through otherwise; and what it does not reach would be read."""
    statement = compiled(NAMED.format(field=field), Agency.POLICE, i=ID).rows.text

    of_links = statement.partition(f"JOIN register.{table} ")[0]
    assert "SELECT $" in of_links
    assert f"FROM register.{links} " in of_links
    assert of_links.rstrip().endswith("AS anon_2")
    assert of_links.count("OFFSET 0") == 1
    assert f"FROM register.{table} " not in statement


def test_one_of_several_keys_and_a_key_of_the_past_are_looked_for_among_all_that_is_reached():
    several = "($i: ID!) { missingEpisodes(where: {id: {in: [$i]}}) { nodes { id } } }"
    either = "($i: ID!) { missingEpisodes(where: {or: [{id: {eq: $i}}]}) { nodes { id } } }"
    past = '($i: ID!) { missingEpisode(id: $i, asOf: "2026-01-01T00:00:00Z") { id } }'

    for query in (several, either, past):
        assert "JOIN register.missing_episode" not in compiled(f"query {query}", Agency.POLICE, i=ID).rows.text
