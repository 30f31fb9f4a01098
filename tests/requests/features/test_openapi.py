"""The description in OpenAPI has a path for each collection, and the parameters by which clients push filters."""

from register.requests.features.collections import collections
from register.requests.features.links import Place
from register.requests.features.openapi import openapi
from register.requests.features.parameters import equated
from register.vocabulary import Agency

DOCUMENT = openapi(Place("https://register.example/ogc"), Agency.POLICE)


def test_every_collection_has_the_paths_of_its_features():
    for name in collections():
        assert f"/collections/{name}/items" in DOCUMENT["paths"]
        assert f"/collections/{name}/items/{{featureId}}" in DOCUMENT["paths"]
    others = openapi(Place("https://register.example/ogc"), Agency.OFSTED)["paths"]
    assert "/collections/homes-in-my-area/items" not in others


def test_every_property_that_can_be_equal_is_a_parameter():
    for name, collection in collections().items():
        parameters = DOCUMENT["paths"][f"/collections/{name}/items"]["get"]["parameters"]
        named = {each["name"] for each in parameters if "name" in each}
        assert named == {each.name for each in equated(collection)}


def test_every_reference_leads_to_a_component():
    def references(part):
        if isinstance(part, dict):
            yield from [part["$ref"]] if "$ref" in part else []
            part = list(part.values())
        if isinstance(part, list):
            for each in part:
                yield from references(each)

    for reference in set(references(DOCUMENT)):
        found = DOCUMENT
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]
        assert found


def test_operations_have_names_of_their_own():
    names = [path["get"]["operationId"] for path in DOCUMENT["paths"].values()]

    assert len(names) == len(set(names))
