"""What goes along when a home passes to another provider: every column of every table, but for those that are named."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from register.resolvers.commands.successor import LEFT, OF_THE_ROW, STAYS, goes_along
from register.tables import home, home_identity, home_person, metadata, premises
from tests.support.command_client import new_home

CARRIED = (home, home_identity, premises, home_person)
OLD, NEW = "SC980001", "SC980002"
# Values that hold together with each other; a column that is not here takes any value of its type.
HOLD_TOGETHER: dict[str, Any] = {
    "kind": "secure_childrens_home",
    "secure_approved": True,
    "secure_places": 2,
    "places": 4,
    "needs": ["mental_health"],
    "age_min": 7,
    "age_max": 16,
    "contact_telephone": "+441632960777",
    "postcode": "ZZ1 2ZZ",
    "uprn": 7,
    "usrn": 8,
    "is_main": True,
    "role": "registered_manager",
}
# Where a home is was said when it was registered; what is worked out of that must go on agreeing with it.
AS_REGISTERED = {"longitude", "latitude", "location_precision", "authority_code", "merged_into_id", "valid_to"}


def hangs_on_a_home(table: sa.Table) -> bool:
    return any(key.column is home.c.id for key in table.foreign_keys)


def test_of_every_table_of_a_home_it_is_said_whether_its_rows_go_along():
    tables = {table for table in metadata.tables.values() if hangs_on_a_home(table)} | {home}

    assert tables == {*CARRIED, *LEFT}
    assert not {*CARRIED} & {*LEFT}


def test_every_exception_is_a_column_and_has_its_reason():
    names = {column.name for table in CARRIED for column in table.columns}

    assert {column.table for column in STAYS} <= {*CARRIED}
    assert OF_THE_ROW.keys() <= names
    assert all(reason[0].islower() and len(reason) > 10 for reason in (*STAYS.values(), *OF_THE_ROW.values()))


def some_value(column: sa.Column[Any]) -> Any:
    """A value that no row has by itself."""
    if column.name in HOLD_TOGETHER:
        return HOLD_TOGETHER[column.name]
    if codes := column.info.get("codes"):
        return list(codes)[-1].value
    match column.type:
        case postgresql.ARRAY():
            return ["a_flag_of_this_test"]
        case sa.Boolean():
            return True
        case sa.Integer():
            return 11
        case sa.Date():
            return date(2024, 2, 3)
        case sa.Text():
            return f"A {column.name} of this test"
    raise AssertionError(f"{column} goes along, and this test has no value for it")


def carried_columns(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.columns if goes_along(column)]


@pytest.fixture(scope="module")
def passed_on(keeper):
    """The rows of a home that has something in every column, as they were, and those of its successor, by table."""
    keeper.do("registerHome", **new_home(OLD))
    with keeper.server.owner.begin() as owner:
        old = owner.scalar(sa.select(home.c.id).where(home.c.urn == OLD))
        for table in CARRIED:
            filled = [c for c in carried_columns(table) if c.name not in AS_REGISTERED and not is_place(c)]
            row = home.c.id if table is home else table.c.home_id
            role = table.c.role == "registered_manager" if table is home_person else sa.true()
            owner.execute(sa.update(table).where(row == old, role).values({c.name: some_value(c) for c in filled}))
        before = {table: row_of(owner, table, OLD) for table in CARRIED}
    told = keeper.do("changeProvider", OLD, newUrn=NEW, providerReference="TEST-PERSON", changedOn="2024-09-01")
    assert told.problems == []
    with keeper.server.owner.connect() as owner:
        return {table: (before[table], row_of(owner, table, NEW)) for table in CARRIED}


def is_place(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, Geometry)


def row_of(owner: sa.Connection, table: sa.Table, urn: str) -> Any:
    joined = home if table is home else table.join(home, table.c.home_id == home.c.id)
    held = table.c.role == "registered_manager" if table is home_person else sa.true()
    columns = [sa.func.st_asewkt(c).label(c.name) if is_place(c) else c for c in table.columns]
    (found,) = owner.execute(sa.select(*columns).select_from(joined).where(home.c.urn == urn, held)).mappings()
    return found


@pytest.mark.parametrize("table", CARRIED, ids=lambda table: table.name)
def test_every_column_that_is_not_named_is_the_same_under_the_next_provider(passed_on, table):
    before, after = passed_on[table]
    columns = [column.name for column in carried_columns(table)]

    assert {name: after[name] for name in columns} == {name: before[name] for name in columns}
    assert [name for name in columns if before[name] is None and name not in AS_REGISTERED] == []


def test_the_first_child_came_under_the_old_registration(passed_on, keeper):
    before, after = passed_on[home_identity]
    keeper.do("correctHome", OLD, firstAccommodatedOn="2024-06-01")
    refused = keeper.do("correctHome", NEW, firstAccommodatedOn="2024-06-01")

    assert after["first_accommodated_on"] is None
    assert after["operational_status"] == before["operational_status"] == "temporarily_closed"
    # A day before the registration began is no day of that registration.
    assert refused.problems == [("RULE_DATES_ORDER", "firstAccommodatedOn")]
