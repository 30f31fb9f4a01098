"""The matrix that is written by hand knows all that there is, and nothing else; what it lacks is named."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import pytest
import sqlalchemy as sa

from register.catalogue import CATALOGUE, Column, Entity, Kind
from register.tables import metadata
from register.vocabulary import Agency
from tests.hostile.matrix import HOLDINGS, MATRIX, SAY_WHAT, columns_of, kind_of
from tests.hostile.oracle import FIELDS, NOT_SEARCHED
from tests.hostile.rows import LINES
from tests.hostile.test_hidden_values import changeable
from tests.hostile.walled import ASKERS, hiding

MATRIX_PAGE, ROWS_PAGE, ORACLE_PAGE = "tests/hostile/matrix.py", "tests/hostile/rows.py", "tests/hostile/oracle.py"
SAY_WHO = f"give it a line of its own in {MATRIX_PAGE}"
ASK = "let somebody ask for it: tests/hostile/walled.py, ASKERS"
SAY_WHERE = f"say in {ROWS_PAGE} whose rows they are"
FIELD, ENTITY, BODY = (f"(docs/how-to/new-{each}.md)" for each in ("field", "entity", "body"))


def unclassified_tables(tables: Iterable[sa.Table]) -> Iterator[str]:
    """Every table and column that the matrix does not know, or knows and the register does not have."""
    found = {table.name: {column.name for column in table.columns} for table in tables}
    for name, columns in sorted(found.items()):
        if name.removesuffix("_history") not in HOLDINGS:
            yield f"table {name}: {SAY_WHAT} {ENTITY}"
            continue
        known = columns_of(name)
        yield from (f"column {name}.{each}: {SAY_WHAT} {FIELD}" for each in sorted(columns - known))
        yield from (f"column {name}.{each} is not there any more" for each in sorted(known - columns))
    yield from (f"table {name} is not there any more" for name in sorted(set(HOLDINGS) - set(found)))


def unreached_tables(tables: Iterable[sa.Table], matrix: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    """Every table that some agency reads only in part, of which no line says which part."""
    for name in sorted({table.name.removesuffix("_history") for table in tables} & set(HOLDINGS)):
        for scope in sorted({scope for line in matrix.values() for scope in line.get(kind_of(name), ())} & set(LINES)):
            if name not in LINES[scope]:
                yield f"table {name}, {scope}: {SAY_WHERE} {ENTITY}"


def unclassified_agencies(agencies: Iterable[str]) -> Iterator[str]:
    """Every agency that the matrix does not know, or that nobody asks for."""
    found = set(agencies)
    yield from (f"agency {each}: {SAY_WHO} {BODY}" for each in sorted(found - set(MATRIX)))
    yield from (f"agency {each}: {ASK} {BODY}" for each in sorted(found - _asking()))
    yield from (f"agency {each} is not there any more" for each in sorted({*MATRIX, *_asking()} - found))


def _asking() -> set[str]:
    return {asker.agency for asker in ASKERS.values()}


def unsearched_fields(home: Entity) -> Iterator[str]:
    """Every field of a home that the oracle of homes neither knows nor says why it does not."""
    parts = {name for each in home.structures.values() for name in each.columns}
    known = {*FIELDS, *NOT_SEARCHED}
    yield from (f"field Home.{name}: say in {ORACLE_PAGE} where it stands" for name in _missing(home, parts, known))
    yield from (f"field Home.{name} is not there any more" for name in sorted(known - {*home.columns, *parts}))


def _missing(home: Entity, parts: set[str], known: set[str]) -> list[str]:
    return sorted({*home.columns, *parts} - known)


def test_the_matrix_knows_every_table_and_column():
    assert list(unclassified_tables(metadata.sorted_tables)) == []


def test_where_a_table_is_read_in_part_a_line_says_which_part():
    assert list(unreached_tables(metadata.sorted_tables, MATRIX)) == []


def test_the_matrix_knows_every_agency_and_someone_asks_for_each():
    assert list(unclassified_agencies(Agency)) == []


def test_the_oracle_of_homes_knows_every_field():
    assert list(unsearched_fields(CATALOGUE["Home"])) == []


# The checks themselves: what nobody classified is found, and named.
BEFORE = {*unclassified_tables(metadata.sorted_tables)}


@pytest.fixture
def copied():
    """A copy of the tables, to be added to."""
    made = sa.MetaData(schema=metadata.schema)
    for table in metadata.sorted_tables:
        table.to_metadata(made)
    return made


def test_a_new_column_is_named(copied):
    copied.tables["register.home"].append_column(sa.Column("planted_code", sa.Text))
    copied.tables["register.premises_history"].append_column(sa.Column("planted_too", sa.Text))

    assert {*unclassified_tables(copied.sorted_tables)} - BEFORE == {
        f"column home.planted_code: {SAY_WHAT} {FIELD}",
        f"column premises_history.planted_too: {SAY_WHAT} {FIELD}",
    }


def test_a_column_that_is_gone_is_named(copied):
    home = copied.tables["register.home"]
    home._columns.remove(home.c.places)

    assert {*unclassified_tables(copied.sorted_tables)} - BEFORE == {"column home.places is not there any more"}


def test_a_new_table_is_named(copied):
    sa.Table("planted", copied, sa.Column("id", sa.Uuid, primary_key=True), sa.Column("name", sa.Text))

    assert {*unclassified_tables(copied.sorted_tables)} - BEFORE == {f"table planted: {SAY_WHAT} {ENTITY}"}


def test_a_new_table_is_no_part_of_any_test_before_somebody_says_what_it_holds(copied):
    sa.Table("planted", copied, sa.Column("id", sa.Uuid, primary_key=True))

    with pytest.raises(LookupError, match=f"table planted: {SAY_WHAT}"):
        hiding(copied.sorted_tables)


def test_a_new_column_is_changed_without_a_line_of_its_own(copied):
    identity, past = (copied.tables[f"register.home_identity{more}"] for more in ("", "_history"))
    for table in (identity, past):
        table.append_column(sa.Column("planted_code", sa.Text))

    assert "planted_code" in changeable(identity)
    assert "planted_code" in changeable(past)


def test_a_table_whose_rows_are_read_in_part_is_named_where_nothing_says_which_part():
    far = {"police": {kind_of("postcode"): ("own area",)}}
    table = metadata.tables["register.postcode"]

    assert list(unreached_tables([table], far)) == [f"table postcode, own area: {SAY_WHERE} {ENTITY}"]


def test_a_new_agency_is_named():
    grown = StrEnum("Agency", {**{each.name: each.value for each in Agency}, "PLANTED": "planted"})

    assert {*unclassified_agencies(grown)} - {*unclassified_agencies(Agency)} == {
        f"agency planted: {SAY_WHO} {BODY}",
        f"agency planted: {ASK} {BODY}",
    }


def test_a_new_field_of_a_home_is_named():
    home = CATALOGUE["Home"]
    added = {"plantedCode": Column("plantedCode", home.table.c.urn, Kind.TEXT)}

    found = list(unsearched_fields(dataclasses.replace(home, columns={**home.columns, **added})))

    assert found == [f"field Home.plantedCode: say in {ORACLE_PAGE} where it stands"]
