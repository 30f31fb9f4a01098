"""Every requirement of Parts 1 to 3 has a test of its name, and the description has no fault that a validator finds.

Source: OGC 17-069r4, OGC 18-058r1 and OGC 19-079r2. A name's hyphens and capitals are written with _ in the tests.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ogcapi_registry
import pytest

from register.requests.features.documents import conformance
from register.requests.features.links import Place
from register.requests.features.openapi import openapi
from register.vocabulary import Agency

PLACE = Place("https://register.example/ogc")
REQUIREMENTS = {
    "Part 1: Core": (
        "http root-op root-success api-definition-op api-definition-success conformance-op conformance-success "
        "fc-md-op fc-md-success sfc-md-op sfc-md-success fc-op fc-limit-definition fc-limit-response "
        "fc-bbox-definition fc-bbox-response fc-time-definition fc-time-response fc-response fc-links fc-rel-type "
        "fc-timeStamp fc-numberMatched fc-numberReturned query-param-invalid query-param-unknown crs84 f-op "
        "f-success f-links"
    ),
    "Part 2: Coordinate reference systems": (
        "crs-uri fc-md-crs-list fc-md-crs-list-global fc-md-storageCrs fc-md-storageCrs-valid-value fc-crs-definition "
        "fc-crs-valid-value fc-crs-default-value crs-action ogc-crs-header ogc-crs-header-value geojson "
        "fc-bbox-crs-definition fc-bbox-crs-valid-value fc-bbox-crs-default-value bbox-crs-action"
    ),
    "Part 3: Filtering": (
        "queryables-link get-queryables-op get-queryables-response queryables-query-parameters filter-param "
        "filter-lang-param filter-crs-wgs84 filter-crs-param mixing-expressions response"
    ),
}


def named_in_tests() -> Iterator[str]:
    """What the names of the tests of this folder are made of."""
    for file in Path(__file__).parent.glob("test_*.py"):
        for each in ast.walk(ast.parse(file.read_text())):
            if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
                yield from each.name.removeprefix("test_").split("_and_")


def in_a_name(requirement: str) -> str:
    """A requirement as the name of a test has it."""
    return re.sub("([a-z])([A-Z])", r"\1_\2", requirement).replace("-", "_").lower()


@pytest.mark.parametrize("part", REQUIREMENTS)
def test_no_requirement_is_without_a_test_of_its_name(part):
    named = set(named_in_tests())

    assert [each for each in REQUIREMENTS[part].split() if in_a_name(each) not in named] == []


@pytest.mark.parametrize("agency", Agency)
def test_a_validator_finds_no_fault_in_the_description(agency):
    found = ogcapi_registry.validate_ogc_api(openapi(PLACE, agency), conformance(PLACE, html=False))

    assert found.is_valid
    assert not found.errors
    assert ogcapi_registry.validate_document(openapi(PLACE, agency)).is_valid


def test_the_validator_finds_a_fault_where_there_is_one():
    document = openapi(PLACE, Agency.POLICE)
    del document["paths"]["/conformance"]

    assert not ogcapi_registry.validate_ogc_api(document, conformance(PLACE, html=False)).is_valid
