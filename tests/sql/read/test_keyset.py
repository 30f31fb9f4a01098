"""Paging by keys: through nulls, ties and mixed directions, every row is met exactly once."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.sql.read.keyset import SortKey, after, key_name, key_parameters

ROWS = sa.Table(
    "paged",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("word", sa.Text),
    prefixes=["temporary"],
)
VALUES = st.tuples(st.none() | st.integers(0, 3), st.none() | st.sampled_from(["", "a", "b", "ß"]))
ORDER = st.permutations(["number", "word"]).flatmap(
    lambda names: st.tuples(*(st.tuples(st.just(name), st.booleans()) for name in names))
)


def keys(order, nullable=True):
    named = [SortKey(ROWS.c[name], descending, nullable) for name, descending in order]
    return [*named, SortKey(ROWS.c.id, descending=False, nullable=False)]


def page(connection, order, size, *, last=None, nullable=True):
    made = keys(order, nullable)
    statement = (
        sa.select(ROWS.c.id, *(key.stored for key in made)).order_by(*(key.ordering for key in made)).limit(size)
    )
    values = {}
    if last is not None:
        statement = statement.where(after(made, key_parameters(0, made)))
        values = {key_name(0, number): value for number, value in enumerate(last[1:])}
    return connection.execute(statement, values).all()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(VALUES, max_size=12), order=ORDER, size=st.integers(1, 4))
def test_pages_of_any_order_meet_every_row_exactly_once_and_in_order(connection, rows, order, size):
    nullable = any(None in row for row in rows)
    ROWS.create(connection, checkfirst=False)
    try:
        if rows:
            connection.execute(ROWS.insert(), [{"id": n, "number": a, "word": w} for n, (a, w) in enumerate(rows)])
        whole = [row.id for row in page(connection, order, 100, nullable=nullable)]
        met, last = [], None
        while found := page(connection, order, size, last=last, nullable=nullable):
            met += [row.id for row in found]
            last = found[-1]
    finally:
        ROWS.drop(connection)

    assert met == whole
    assert sorted(met) == list(range(len(rows)))


def test_an_index_on_a_first_key_that_is_never_null_begins_where_the_page_does():
    number, last = SortKey(ROWS.c.number, False, nullable=False), SortKey(ROWS.c.id, False, nullable=False)
    falling, known_null = SortKey(ROWS.c.number, True, nullable=False), SortKey(ROWS.c.number, False, nullable=True)
    begun = {
        key: str(after([key, last], key_parameters(0, [key, last]))).startswith(f"paged.number {sign} :after_0_0 AND (")
        for key, sign in ((number, ">="), (falling, "<="), (known_null, ">="))
    }

    assert begun == {number: True, falling: True, known_null: False}
    assert str(after([last], key_parameters(0, [last]))) == "paged.id > :after_0_0"


@pytest.mark.parametrize(("descending", "order"), [(False, "ASC NULLS LAST"), (True, "DESC NULLS FIRST")])
def test_nothing_stands_last_ascending_and_first_descending(descending, order):
    assert order in str(SortKey(ROWS.c.number, descending, nullable=True).ordering)


@pytest.mark.parametrize("order", ["NAME", "POSTCODE", "AGE_MIN", "SECTOR", "PLACES"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_pages_of_a_served_order_meet_every_home_once(ask, order, direction):
    text = f"""query($after: String) {{
        homes(orderBy: [{{field: {order}, direction: {direction}}}], first: 2, after: $after) {{
            nodes {{ urn }} pageInfo {{ endCursor hasNextPage }} }} }}"""
    met, cursor, more = [], None, True

    while more:
        homes = ask(text, "ofsted", after=cursor).data["homes"]
        met += [home["urn"] for home in homes["nodes"]]
        cursor, more = homes["pageInfo"]["endCursor"], homes["pageInfo"]["hasNextPage"]

    whole = ask(text.replace("first: 2", "first: 100"), "ofsted", after=None).data["homes"]["nodes"]
    assert met == [home["urn"] for home in whole]
    assert len(set(met)) == 7
