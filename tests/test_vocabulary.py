"""One word for one idea: the closed lists that code, schema, tokens and database share."""

import re
from enum import StrEnum

import pytest
import sqlalchemy as sa

from register import vocabulary
from register.schema.query import graphql_schema
from register.tables import metadata
from register.vocabulary import Agency, AreaKind, Group, Judgement, Purpose, Scope

LISTS = [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)][1:]

CODED = [
    (table, column)
    for table in metadata.sorted_tables
    for column in table.columns
    if "codes" in column.info and not table.info.get("history")
]


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


@pytest.mark.parametrize(("table", "column"), CODED, ids=[f"{t.name}.{c.name}" for t, c in CODED])
def test_the_database_holds_each_column_to_its_list(connection, table, column):
    named = f"ck_{table.name}_{column.name}_known"
    found = connection.scalar(
        sa.text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"), {"name": named}
    )

    assert found is not None, f"{table.name}.{column.name} may hold any text"
    assert set(re.findall(r"'([^']*)'", found)) == {code.value for code in column.info["codes"]}


@pytest.mark.parametrize("listed", [Agency, AreaKind, Judgement])
def test_the_schema_names_every_code(listed):
    assert set(graphql_schema().type_map[listed.__name__].values) == {code.name for code in listed}
