"""A page is bounded by its keys before anything that it shows is joined; what is matched is read behind a fence."""

import re

import pytest

from register.vocabulary import Agency
from tests.support.query_plans import compiled

SHOWN = "nodes { urn name postcode provider { name } }"


def chosen(text, agency=Agency.POLICE):
    """The part of the statement of a root that chooses its rows, and the part that joins what they show."""
    statement = re.sub(r"\s+", " ", compiled(text, agency).rows.text)
    before, _, after = statement.partition(") AS chosen")
    return before, after


def test_the_limit_bounds_the_rows_before_what_they_show_is_joined():
    before, after = chosen(f"{{ homes(first: 3) {{ {SHOWN} }} }}", Agency.OFSTED)

    assert "LIMIT" in before
    assert "JOIN" not in before
    assert all(f"JOIN register.{table} " in after for table in ("home_identity", "premises", "provider"))


def test_the_rows_are_in_order_again_after_the_joins():
    _, after = chosen(f"{{ homes(orderBy: [{{field: PLACES, direction: DESC}}]) {{ {SHOWN} }} }}", Agency.OFSTED)

    assert "ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST" in after


@pytest.mark.parametrize(
    "where",
    ['postcode: {eq: "ZZ1 1ZZ"}', 'premises: {some: {uprn: {eq: "1"}}}', 'provider: {individualName: {eq: "A"}}'],
)
def test_what_a_caller_may_match_in_some_rows_only_is_read_behind_a_fence(where):
    narrowed, _ = chosen(f"{{ homes(where: {{{where}}}) {{ nodes {{ urn }} }} }}")
    everywhere, _ = chosen(f"{{ homes(where: {{{where}}}) {{ nodes {{ urn }} }} }}", Agency.OFSTED)

    assert "OFFSET 0) AS anon" in narrowed
    assert "LATERAL" in narrowed
    assert "LATERAL" not in everywhere
