"""What the register tells by itself takes what changes takes, and answers what changes answers."""

from register.schema.assemble import graphql_schema


def test_there_is_one_subscription_and_it_is_nullable():
    fields = graphql_schema().subscription_type.fields

    assert {name: str(field.type) for name, field in fields.items()} == {"registerChanged": "ChangeFeed"}


def test_it_takes_what_changes_takes_of_the_same_types():
    told = graphql_schema().subscription_type.fields["registerChanged"].args
    asked = graphql_schema().query_type.fields["changes"].args

    assert {name: (str(each.type), each.default_value) for name, each in told.items()} == {
        name: (str(each.type), each.default_value)
        for name, each in asked.items()
        # A subscription begins at a token, or now.
        if name != "sinceAt"
    }
