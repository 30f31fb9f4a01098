"""Ways to say that the key of a row is among keys that are found."""

from collections.abc import Callable

import sqlalchemy as sa

from register.open_types import Expression, Select

Member = Callable[[Expression, Select], sa.ColumnElement[bool]]

# At the end of each look-up. PostgreSQL may gather all keys at once in place of looking one up for each row, and does
# so for a page whatever it holds. A statement for a small page puts a fence here, which keeps it to the look-up.
AS_PLANNED = "1 /* as planned */"
# An offset of nothing, that PostgreSQL plans a subquery behind by itself.
FENCE = sa.literal_column("0", sa.Integer)


def listed(key: Expression, found: Select) -> sa.ColumnElement[bool]:
    """True on the rows whose key was found: for choosing rows, behind a fence.

    PostgreSQL knows about how many rows links have in an area, and chooses what to do with them by it.
    """
    return key.in_(found)


def looked_up(key: Expression, found: Select) -> sa.ColumnElement[bool]:
    """True on the rows whose key would be found, by one look for each and no other way: for rows that are always few.

    PostgreSQL takes every body for one of few links, and would gather those of the largest for a dozen rows.
    """
    (named_by,) = found.selected_columns
    return sa.exists(found.where(named_by == key).offset(FENCE))


def probed(key: Expression, found: Select) -> sa.ColumnElement[bool]:
    """True on the rows whose key would be found: for rows that are chosen already, by one look in an index for each.

    What it costs follows from the rows that are looked at, and not from how many keys there are. Keys that only a join
    finds are never gathered: to do so, each record of an area would be read for whom it names.
    """
    (named_by,) = found.selected_columns
    looked_up = found.where(named_by == key)
    is_joined = any(isinstance(each, sa.Join) for each in found.get_final_froms())
    bounded = looked_up.offset(FENCE) if is_joined else looked_up.limit(sa.literal_column(AS_PLANNED, sa.Integer))
    return sa.exists(bounded)
