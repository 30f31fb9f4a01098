"""Text columns of limited length."""

import sqlalchemy as sa

from register.tables import home_identity, provider
from register.tables.texts import longest_of, text


def test_the_limit_is_said_once_for_the_column_and_its_constraint():
    column, held = text("wording", 2_000, nullable=False)

    assert (column.name, column.nullable, longest_of(column)) == ("wording", False, 2_000)
    assert "length(wording) between 1 and 2000" in str(held.sqltext)
    assert isinstance(column.type, sa.Text)


def test_the_rules_and_the_inputs_read_it_from_the_column():
    assert (longest_of(provider.c.reference), longest_of(home_identity.c.name)) == (60, 200)
