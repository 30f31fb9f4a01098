"""One word for one idea: the closed lists that code, schema, tokens and database share."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
import sqlalchemy as sa

from register import vocabulary
from register.schema.assemble import graphql_schema
from register.tables import metadata
from register.vocabulary import INSPECTORATES, Agency, ClosedList, Group, Judgement, Purpose, Scope

LISTS = [
    each
    for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, ClosedList) and each is not ClosedList
]

CODED = [
    (table, column)
    for table in metadata.sorted_tables
    for column in table.columns
    if "codes" in column.info and not table.info.get("history")
]


def test_every_list_is_handed_on_by_the_package():
    modules = [import_module(f"{vocabulary.__name__}.{each.name}") for each in iter_modules(vocabulary.__path__)]
    declared = {
        each for each in ClosedList.__subclasses__() if each.__module__ in {module.__name__ for module in modules}
    }

    assert len(declared) > 50
    assert set(LISTS) == declared


@pytest.mark.parametrize("listed", LISTS)
def test_every_code_says_in_a_sentence_of_its_own_what_it_means(listed):
    described = [each.description for each in listed]

    assert [text for text in described if not (text[0].isupper() and text.endswith(".") and len(text) <= 120)] == []
    assert len(set(described)) == len(described)


# What holds a column to its list: its domain, or a constraint of its own where it holds several codes.
HELD = """
select pg_get_constraintdef(c.oid)
  from pg_attribute a
  join pg_constraint c on c.contypid = a.atttypid
       or c.conrelid = a.attrelid and c.conkey = array[a.attnum] and c.conname like '%_known'
 where a.attrelid = cast(:table as regclass) and a.attname = :column
"""


def test_names_are_values_in_capitals_but_for_what_policy_says_in_words():
    differing = {each for each in LISTS if any(member.name != member.value.upper() for member in each)}

    assert differing == {Group, Scope}


def test_the_agencies_are_those_that_tokens_may_carry():
    assert set(Agency) == {
        "police", "ukmpu", "ofsted", "ofsted_inspector", "dfe", "dfe_statistics", "commissioner",
        "commissioner_statistics", "local_authority", "cqc", "hmicfrs", "hmi_probation", "health",
        "interview_provider", "admin", "auditor",
    }  # fmt: skip


def test_the_purposes_are_the_published_ones():
    assert set(Purpose) == {
        "safeguarding_child", "missing_investigation", "incident_response", "prevention_analysis",
        "inspection", "statistics", "regulation", "system_support",
    }  # fmt: skip


def test_judgements_stand_best_first():
    assert list(Judgement) == ["outstanding", "good", "requires_improvement", "inadequate", "not_judged"]


# Columns that hold some of their list alone.
NARROWER = {"area_inspection.inspectorates": INSPECTORATES}


@pytest.mark.parametrize(("table", "column"), CODED, ids=[f"{t.name}.{c.name}" for t, c in CODED])
def test_the_database_holds_each_column_to_its_list(connection, table, column):
    found = connection.scalar(sa.text(HELD), {"table": table.fullname, "column": column.name})

    assert found is not None, f"{table.name}.{column.name} may hold any text"
    wanted = NARROWER.get(f"{table.name}.{column.name}", column.info["codes"])
    assert set(re.findall(r"'([^']*)'", found)) == {code.value for code in wanted}


PUBLISHED = [each for each in LISTS if each.__name__ in graphql_schema().type_map]


def test_these_lists_are_not_in_the_schema():
    assert {each.__name__ for each in LISTS} - {each.__name__ for each in PUBLISHED} == {
        "AppointedRole", "AreaLink", "AssertionBasis", "ChildLink", "Ethnicity", "Group", "Log", "ProtectiveMarking",
        "RegistrationAct",
    }  # fmt: skip


@pytest.mark.parametrize("listed", PUBLISHED)
def test_the_schema_names_every_code_with_its_meaning_and_no_other(listed):
    values = graphql_schema().type_map[listed.__name__].values

    assert {name: value.description for name, value in values.items()} == {
        code.name: code.description for code in listed
    }
