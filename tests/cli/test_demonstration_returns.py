"""Returns and figures of the demonstration: some accepted, one with mistakes, one nil, all others overdue."""

import pytest
import sqlalchemy as sa

from register.cli.demonstration_returns import PUBLISHED, closed_year, publish_some, return_some
from tests.conftest import make_once, own_copy, rolled_back
from tests.statistics.conftest import COUNTED, fill, last_year

NUMBERED = """
insert into register.child_identity (child_id, authority_reference)
select id, 'T' || row_number() over (order by id) from register.child
"""
RETURNS = """
select r.authority_code, r.status::text, r.is_nil, r.row_total > 0, r.error_total > 0, d.submitted_at is not null
  from register.authority_return r join register.return_duty d using (authority_code, period_start)
 order by r.authority_code
"""
OVERDUE = "select count(*) from register.return_duty where submitted_at is null and due_on < current_date"
SIGNED = "select count(*), count(distinct person) from register.return_sign_off"


@pytest.fixture
def returned(cluster, template, worker):
    make_once(cluster, COUNTED, fill, template=template)
    with own_copy(cluster, COUNTED, f"returned_{worker}") as engine, rolled_back(engine) as connection:
        connection.execute(sa.text(NUMBERED))
        return_some(connection)
        yield connection


def test_some_authorities_returned_one_has_nothing_to_return_and_the_others_are_overdue(returned, capfd):
    assert closed_year() == last_year()
    assert [tuple(row) for row in returned.execute(sa.text(RETURNS))] == [
        ("E06000053", "accepted", True, False, False, True),
        ("E08000003", "accepted", False, True, False, True),
        ("E08000004", "checked", False, True, True, False),
        ("E08000006", "accepted", False, True, False, True),
    ]
    assert returned.scalar(sa.text(OVERDUE)) == 4
    assert tuple(returned.execute(sa.text(SIGNED)).one()) == (6, 2)

    publish_some(returned)

    kept = sa.text("select question::text from register.statistic order by 1")
    assert list(returned.scalars(kept)) == sorted(PUBLISHED)
    # The solver prints who made it; nobody reads that before the first screen.
    assert capfd.readouterr().out == ""
