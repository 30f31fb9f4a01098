"""The types of a tally, made of its declaration: a field, an enum and an order for everything that it can be asked."""

import pytest
from graphql import get_named_type

from register.catalogue import TALLIES
from register.schema.assemble import graphql_schema
from register.schema.building.inputs import LEAVES_OUT
from register.schema.building.made_types import constant
from tests.support.declared_types import lines_of

NAMES = sorted(TALLIES)


@pytest.mark.parametrize("name", NAMES)
def test_every_tally_has_one_shape(name):
    title = TALLIES[name].title

    assert lines_of(title) == [f"rows: [{title}Row!]!", "hasMore: Boolean!", "narrowed: Narrowed"]
    assert lines_of(f"{title}Row")[0] == f"key: {title}Key!"


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_declared_can_be_asked_for(name):
    tally, kinds = TALLIES[name], graphql_schema().type_map
    labelled = {each.labelled for each in tally.dimensions.values() if each.label}

    assert set(kinds[f"{tally.title}Key"].fields) == {*tally.dimensions, *labelled}
    assert set(kinds[f"{tally.title}Row"].fields) == {"key", *tally.measures}
    assert set(kinds[f"{tally.title}Dimension"].values) == {constant(each) for each in tally.dimensions}
    assert set(kinds[f"{tally.title}OrderField"].values) == {constant(e) for e in (*tally.dimensions, *tally.measures)}


# The roots that list the rows of a tally. Placements are listed below their child and their home alone.
LISTS = {name: f"{name.removesuffix('Tally')}s" for name in NAMES if name != "placementTally"} | {
    "childTally": "children",
    "accessLogTally": "accessLog",
}
# What a list takes and its tally does not, or the other way round.
APART = {"accessLogTally": {"breakGlass", "orderBy"}}


@pytest.mark.parametrize("name", LISTS)
def test_a_tally_takes_what_a_list_of_its_rows_takes_but_pages(name):
    taken = graphql_schema().query_type.fields[name].args
    listed = graphql_schema().query_type.fields[LISTS[name]].args

    assert set(taken) ^ set(listed) == {"by", "after"} | APART.get(name, set())
    assert get_named_type(taken["where"].type) is get_named_type(listed["where"].type)


def test_a_field_that_can_leave_rows_out_says_so():
    fields = graphql_schema().type_map["HomeTallyKey"].fields

    assert fields["operationalStatus"].description.endswith(LEAVES_OUT)
    assert LEAVES_OUT not in fields["sector"].description
    assert graphql_schema().type_map["HomeTallyRow"].fields["securePlaces"].description.endswith(LEAVES_OUT)
