"""What the access log is told of rows that were read: those that are given, and no row beside them."""

import pytest

from register.sql.read.given import Given, add_keys, count_of
from register.sql.read.statement import BETWEEN_KEYS, COUNT


@pytest.mark.parametrize(("read", "size", "given"), [(3, None, 3), (3, 3, 3), (4, 3, 3), (0, 3, 0)])
def test_a_row_that_only_shows_that_more_follow_is_not_given(read, size, given):
    assert count_of({COUNT: read}, size) == given


def test_the_keys_of_a_node_that_is_read_more_than_once_are_all_noted():
    given = Given()
    add_keys(given, "homes", ["a", "b"], count=2)
    add_keys(given, "homes", ["c"], count=1)

    assert (given.keys["homes"].split(BETWEEN_KEYS), given.sizes["homes"]) == (["a", "b", "c"], 3)
