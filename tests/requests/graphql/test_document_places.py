"""Where the root fields and the variables of each operation are in the text."""

from graphql import parse

from register.requests.graphql.document_places import places_of

TEXT = """query A($urn: Urn!) {
  home(urn: $urn) { urn }
  ...Roots
  ... { more: areas { totalCount } }
}
query B { __typename }
fragment Roots on Query { homes { totalCount } }"""


def test_root_fields_are_found_by_answer_key_and_variables_by_name_through_fragments():
    first, second = places_of(parse(TEXT))

    assert first == {"home": (2, 3), "homes": (7, 27), "more": (4, 9), "$urn": (1, 9)}
    assert second == {"__typename": (5 + 1, 11)}


def test_a_field_that_is_asked_for_twice_is_where_it_is_first():
    (found,) = places_of(parse("{ homes { totalCount }\n  homes { totalCount } }"))

    assert found == {"homes": (1, 3)}
