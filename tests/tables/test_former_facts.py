"""Former facts lie in the field group of the fact that they are of, and each ended on a day of its own."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.tables import FORMER_OF, GROUP_OF, HISTORY_OF, THEN, area, former_fact, former_identity, home
from tests.support import factories as make

SAME = {"fact": "places", "held_until": date(2024, 3, 1), "value": "4"}


def test_what_a_fact_was_is_read_by_whoever_reads_the_fact():
    assert [
        str(column) for column, then in THEN.items() if GROUP_OF[then.value.table] is not GROUP_OF[column.table]
    ] == []
    assert [str(column) for column in FORMER_OF] == [str(column) for column in THEN if column.table is not area]
    assert {former_fact, former_identity} <= set(HISTORY_OF)


def test_a_former_fact_is_of_a_column_that_its_table_is_for(connection):
    key = make.create_home(connection, "SC100001")
    connection.execute(sa.insert(former_fact).values(home_id=key, **SAME))
    wrong = sa.insert(former_fact).values(home_id=key, **SAME | {"fact": "name"})

    with pytest.raises(sa.exc.IntegrityError, match="ck_former_fact_fact_known"):
        connection.execute(wrong)


def test_a_fact_changes_once_a_day(connection):
    key = make.create_home(connection, "SC100001")
    connection.execute(sa.insert(former_fact).values(home_id=key, **SAME))

    with pytest.raises(sa.exc.IntegrityError, match="uq_former_fact_one_a_day"):
        connection.execute(sa.insert(former_fact).values(home_id=key, **SAME | {"value": "5"}))
    assert home.c.places in FORMER_OF
