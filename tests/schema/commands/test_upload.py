"""What a whole file is sent with, and what is told of it."""

from register.catalogue import COMMANDS
from register.schema.assemble import graphql_schema
from register.vocabulary import Group


def test_a_file_comes_with_its_name_its_day_and_what_may_be_done_with_it():
    given = graphql_schema().type_map["ImportHomesInput"].fields

    assert {name: str(field.type) for name, field in given.items()} == {
        "name": "String!",
        "file": "String!",
        "asAt": "Date",
        "partial": "Boolean!",
        "allowLargeChange": "Boolean!",
        "idempotencyKey": "String!",
        "dryRun": "Boolean!",
    }


def test_what_is_told_of_it_is_a_report_and_the_problems():
    payload = graphql_schema().type_map["ImportHomesPayload"].fields

    assert {name: str(field.type) for name, field in payload.items()} == {
        "report": "FileReport",
        "changes": "[ChangedField!]",
        "problems": "[Problem!]!",
    }


def test_it_writes_what_ofsteds_list_holds_and_nothing_of_enforcement():
    assert COMMANDS["importHomes"].changes == {
        Group.HOME_PUBLIC,
        Group.HOME_LOCATION,
        Group.HOME_PEOPLE,
        Group.RECORD_VERSIONS,
    }
