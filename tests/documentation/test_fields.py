"""The fields of the schema and its closed lists, as tables."""

from register.catalogue import CATALOGUE
from register.documentation.fields import closed_lists, codes_of, documented_types, fields_of
from register.vocabulary import Use


def row(name: str, field: str) -> list[str]:
    (found,) = [line for line in fields_of(name).splitlines() if line.startswith(f"| `{field}` |")]
    return found.strip("| ").split(" | ")[2:]


def test_a_field_says_its_form_its_group_and_whether_it_can_be_asked_by():
    assert row("Home", "places") == ["`Int`", "home public facts", "yes", "yes"]
    assert row("Home", "name") == ["`String`", "home identity and location", "yes", "yes"]


def test_a_field_of_a_closed_list_leads_to_the_list():
    assert row("Home", "kind")[0] == "[`HomeKind`](#homekind)"
    assert "#### HomeKind\n" in closed_lists()
    assert "| `SECURE_CHILDRENS_HOME` |" in closed_lists()


def test_a_relation_has_the_group_of_what_it_leads_to_and_orders_nothing():
    assert row("Home", "provider")[1:] == ["home public facts", "yes", "-"]


def test_a_place_is_asked_by_its_parts():
    assert row("Home", "location")[1:] == ["home identity and location", "-", "-"]


def test_a_list_that_says_how_to_ask_is_no_closed_list_of_values():
    assert "OrderField" not in closed_lists()


def test_a_list_that_is_no_part_of_the_schema_has_its_table_too():
    rows = codes_of(Use).splitlines()

    assert rows[2:] == [f"| `{use}` | {use.description} |" for use in Use]


def test_every_entity_is_documented_and_what_several_columns_make():
    assert set(documented_types()) == {*CATALOGUE, "Location", "Address", "SightingPlace", "PreventionInterview"}
