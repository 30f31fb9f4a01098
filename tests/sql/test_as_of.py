"""Which version of the register is read: what holds now, on a day, or as it was recorded at an instant."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.sql.as_of import NOW, Clock, rows_of
from tests.support import factories as make
from tests.support import story

DAY = sa.bindparam("day", type_=sa.Date)
INSTANT = sa.bindparam("instant", type_=sa.DateTime(timezone=True))


@pytest.fixture
def managers(connection):
    """A home whose managers followed one another, with half a year between the second and the third."""
    home = make.create_home(connection, "SC100001")
    for name, since, until in (
        ("First", date(2020, 1, 1), date(2021, 1, 1)),
        ("Second", date(2021, 1, 1), date(2022, 1, 1)),
        ("Third", date(2022, 7, 1), None),
    ):
        make.create_person(connection, home, name, valid_from=since, valid_to=until)
    return connection


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_a_statement_has_every_column_of_a_table_by_its_name_and_type(table):
    rows = rows_of(table)

    assert [(each.name, each.type) for each in rows.c] == [(each.name, each.type) for each in table.columns]
    assert str(sa.select(rows.c[table.columns.keys()[0]])) == str(sa.select(table.alias().c[table.columns.keys()[0]]))


def current(connection, clock, **values):
    rows = clock.table(tables.home_person)
    return connection.scalars(sa.select(rows.c.name).where(clock.current(rows)), values).all()


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), ["First"]),
        (date(2020, 12, 31), ["First"]),
        (date(2021, 1, 1), ["Second"]),
        (date(2022, 3, 1), []),
        (date(2030, 1, 1), ["Third"]),
    ],
)
def test_a_row_holds_from_its_first_day_until_the_day_on_which_it_ended(managers, day, names):
    assert current(managers, Clock(valid_on=DAY), day=day) == names


def test_without_a_day_what_has_not_ended_holds(managers):
    assert current(managers, NOW) == ["Third"]


def test_a_row_without_dates_always_holds(connection):
    make.create_home(connection, "SC100001")
    rows = Clock(valid_on=DAY).table(tables.home)

    held = connection.scalars(sa.select(rows.c.urn).where(Clock(valid_on=DAY).current(rows)), {"day": date(1990, 1, 1)})

    assert held.all() == ["SC100001"]


@pytest.mark.parametrize(
    ("clock", "is_past"), [(NOW, False), (Clock(as_of=INSTANT), True), (Clock(valid_on=DAY), True)]
)
def test_the_past_is_any_time_but_now(clock, is_past):
    assert clock.is_past is is_past


def test_what_was_recorded_then_is_read_from_history_column_by_column():
    then = Clock(as_of=INSTANT).table(tables.home)

    assert list(then.c.keys()) == list(tables.home.c.keys())
    assert "register.home_history" in str(sa.select(then))


def test_a_table_that_keeps_no_history_is_read_as_it_is():
    assert "area_drawing_history" not in str(sa.select(Clock(as_of=INSTANT).table(tables.area_drawing)))


def test_an_instant_gives_what_the_register_said_then(own_server):
    def change(text, **values):
        with own_server.owner.begin() as owner:
            owner.execute(sa.text(text), values)
            owner.execute(sa.text("select pg_sleep(0.05)"))
        return datetime.now(UTC)

    first = change("update register.home_identity set name = 'Ash Lodge' where name = 'Ash House'")
    second = change("delete from register.home_identity where name = 'Ash Lodge'")

    def name_at(moment):
        text = 'query($t: DateTime) { home(urn: "SC900001", asOf: $t) { name } }'
        return own_server.ask(text, "ofsted", t=moment and moment.isoformat()).data["home"]

    assert [name_at(moment) for moment in (first, second, None)] == [
        {"name": "Ash Lodge"},
        {"name": None},
        {"name": None},
    ]
    assert name_at(datetime(2020, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(("day", "found"), [("2019-04-30", 0), ("2019-05-01", 7)])
def test_a_home_stands_on_the_register_from_the_day_of_its_registration(ask, day, found):
    answer = ask("query($d: Date) { homes(validOn: $d) { totalCount } }", "ofsted", d=day)

    assert answer.data["homes"]["totalCount"] == found


@pytest.mark.parametrize(("status", "last_day"), [("cancelled_voluntary", True), ("lapsed", False)])
def test_an_ended_home_stands_on_the_register_on_its_last_day_unless_another_took_it_over(own_server, status, last_day):
    with own_server.owner.begin() as owner:
        ended = {"ceased_on": date(2021, 3, 1), "registration_status": status}
        owner.execute(tables.home.update().where(tables.home.c.urn == story.PLAIN).values(**ended))
    text = 'query($d: Date) { home(urn: "9900007", validOn: $d) { urn } }'

    days = ("2021-02-28", "2021-03-01", "2021-03-02")
    found = [own_server.ask(text, "ofsted", d=day).data["home"] is not None for day in days]

    assert found == [True, last_day, False]


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(-1, None, True), (0, None, True), (1, None, False), (-1, 1, True), (-2, -1, False), (-2, 0, False)],
)
def test_a_link_of_instants_holds_from_its_beginning_until_its_end(connection, begins, ends, holds):
    begins_at = sa.func.now() + timedelta(minutes=begins)
    ends_at = sa.null() if ends is None else sa.func.now() + timedelta(minutes=ends)
    kind = sa.DateTime(timezone=True)
    links = sa.select(sa.cast(begins_at, kind).label("valid_from"), sa.cast(ends_at, kind).label("valid_to")).subquery()

    assert connection.scalar(sa.select(NOW.linked(links))) is holds
