"""A visit knows the collection that its path names, and nobody else's."""

from datetime import date

import pytest
from starlette.requests import Request

from register.errors import NotFound
from register.http.features_visit import Told, Visit
from register.requests.features.links import JSON, Place
from register.schema.assemble import graphql_schema
from register.vocabulary import Agency, Caller

graphql_schema()


def visit(collection, agency=Agency.POLICE):
    scope = {"type": "http", "query_string": b"a=1&a=2", "path_params": {"collection": collection}, "headers": []}
    caller = Caller("tester", agency, None, None, None, date(2026, 3, 2))
    return Visit(Request(scope), caller, "number", Place("https://register.example/ogc"), False)


def test_the_collection_of_another_body_is_as_one_that_is_not_there():
    assert visit("homes").collection().id == "homes"
    refusals = set()
    for name, agency in (("homes-in-my-area", Agency.OFSTED), ("no-such", Agency.OFSTED)):
        with pytest.raises(NotFound) as refused:
            visit(name, agency).collection()
        refusals.add(refused.value.message)
    assert len(refusals) == 1


def test_parameters_are_kept_as_they_were_sent():
    assert visit("homes").given == [("a", "1"), ("a", "2")]
    assert Told({}).media_type == JSON
