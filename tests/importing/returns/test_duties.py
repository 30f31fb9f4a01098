"""Periods opened: each authority of England owes the list once."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.importing.returns.duties import open_period
from register.vocabulary import ReturnKind
from tests.importing.returns.world import OURS, THEIRS, tell

KIND, START = ReturnKind.MISSING_YEARLY, date(2024, 4, 1)


def test_every_authority_owes_the_list_once(connection):
    tell(connection)
    first = open_period(connection, KIND, START, due_on=date(2025, 6, 30))
    again = open_period(connection, KIND, START, due_on=date(2025, 7, 31))

    owed = connection.execute(sa.select(tables.return_duty.c.authority_code, tables.return_duty.c.due_on))
    assert (first, again) == (2, 0)
    assert sorted(map(tuple, owed)) == [(THEIRS, date(2025, 6, 30)), (OURS, date(2025, 6, 30))]


@pytest.mark.parametrize(("start", "due"), [(date(2024, 4, 2), date(2025, 6, 30)), (START, date(2025, 3, 31))])
def test_a_period_that_is_none_is_not_opened(connection, start, due):
    with pytest.raises(SetupError):
        open_period(connection, KIND, start, due_on=due)
