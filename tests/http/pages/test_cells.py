"""Cells: what a row says, or why it does not."""

import pytest
from graphql import GraphQLEnumType, get_named_type, is_list_type
from graphql.type import get_nullable_type

from register.http.pages.cells import Cell, Column, cell_of
from register.http.pages.home import RECORD as A_HOME
from register.http.pages.routes import LISTS, RECORDS
from register.http.pages.tallies import COUNTED
from register.http.pages.templates import shown
from register.http.pages.wording import SAID, label
from register.schema.assemble import graphql_schema
from register.vocabulary import Ethnicity

ROW = {
    "id": "a/b",
    "name": None,
    "child": {"name": "Ada", "withheld": []},
    "risk": None,
    "kind": "MISSING",
    "withheld": [{"field": "name", "reason": "NO_GRANT"}],
}


def test_a_value_is_said_in_words_and_leads_to_its_page():
    assert cell_of(ROW, Column("Kind", ("kind",), leads=("/missing/", ("id",)))) == Cell("Missing", "/missing/a%2Fb")


def test_what_is_withheld_says_why_and_leads_nowhere():
    cell = cell_of(ROW, Column("Name", ("name",), leads=("/homes/", ("id",))))

    assert cell == Cell("Withheld: your kind of body may not see this", None, is_withheld=True)


def test_what_is_withheld_below_a_row_says_why():
    row = {"child": {"name": None, "withheld": [{"field": "name", "reason": "OUTSIDE_SCOPE"}]}, "withheld": []}

    assert cell_of(row, Column("Child", ("child", "name"))).is_withheld


def test_what_is_not_there_is_said_in_the_columns_own_words():
    assert cell_of(ROW, Column("Risk", ("risk", "level"), empty="Not assessed")) == Cell("Not assessed")
    assert cell_of({"keys": []}, Column("Which", ("keys",), empty="None")) == Cell("None")
    assert cell_of(ROW, Column("Child", ("child", "name"))) == Cell("Ada")


def test_a_record_whose_name_was_not_recorded_is_reached_all_the_same():
    row, leads = {"id": "a", "reference": None}, ("/missing/", ("id",))

    said, unsaid = (cell_of(row, Column("Episode", ("reference",), empty=each, leads=leads)) for each in ("None", ""))

    assert (said, unsaid) == (Cell("None", "/missing/a"), Cell(""))


def declared_at(kind, names):
    """The type of what is below these names."""
    for name in names:
        kind = get_named_type(kind).fields[name].type
    return kind


def row_of(root):
    """The type of a row of a root field."""
    kind = get_named_type(graphql_schema().query_type.fields[root].type)
    return declared_at(kind, ("nodes",)) if "nodes" in kind.fields else kind


def columns_with_types():
    """Every column of every list and record, with where it is and the type of its value."""
    for listing in LISTS:
        yield from ((listing.path, each, row_of(listing.root)) for each in listing.columns)
    for path, record in {**RECORDS, "/homes/{urn}": A_HOME}.items():
        whole = row_of(record.question.root)
        yield from ((path, each, whole) for each in record.facts)
        for section in record.sections:
            root = section.names[0]
            kind = row_of(root) if root in record.beside else declared_at(whole, (*section.names,))
            yield from ((f"{path} {section.title}", each, kind) for each in section.columns)


COLUMNS = [
    (f"{path}: {column.title}", column, declared_at(kind, column.names)) for path, column, kind in columns_with_types()
]
CODES = [each for each in COLUMNS if isinstance(get_named_type(each[2]), GraphQLEnumType) and each[1].how != "count"]
TIMES = [each for each in COLUMNS if str(get_named_type(each[2])) in ("Date", "DateTime")]
HOW_OF = {"Date": {"day"}, "DateTime": {"moment", "clock", "due"}}


def row_with(names, value):
    """A row that holds a value below these names."""
    for name in reversed(names):
        value = {name: value}
    return value


@pytest.mark.parametrize(("where", "column", "kind"), CODES, ids=[each[0] for each in CODES])
def test_a_code_is_in_words_on_every_page(where, column, kind):
    listed = is_list_type(get_nullable_type(kind))
    said = {
        code: cell_of(row_with(column.names, [code] if listed else code), column).text
        for code in get_named_type(kind).values
    }

    assert said == {code: label(code) for code in said}
    assert [text for code, text in said.items() if text == code and code not in SAID.values()] == []


@pytest.mark.parametrize(("where", "column", "kind"), TIMES, ids=[each[0] for each in TIMES])
def test_a_day_is_shown_without_a_time_and_an_instant_with_one_or_by_the_clock(where, column, kind):
    assert column.how in HOW_OF[str(get_named_type(kind))]


def test_an_ethnicity_is_in_words_wherever_it_is_shown():
    shown_as = {
        each.value: cell_of({"ethnicity": each.value}, Column("Ethnicity", ("ethnicity",))).text for each in Ethnicity
    }
    counted = next(each for each in COUNTED if "ETHNICITY" in each.dimensions).keys("ETHNICITY")

    assert shown_as["MWBC"] == "White and Black Caribbean"
    assert not {*shown_as} & {*shown_as.values()}
    assert [shown("WROM", each) for each in counted] == ["Gypsy or Roma"]
