"""How a row names the fields that it does not show."""

import pytest

from register.schema.assemble import graphql_schema
from tests.support.story import INSIDE, SOUTHBY

ASKED = """query ($urn: Urn!) { home(urn: $urn) { name registeredManager { name } missingEpisodes { totalCount }
  withheld { who: askBody field reason } } }"""
KEPT_BY_OFSTED = [{"who": "OFSTED", "field": name, "reason": "OUTSIDE_SCOPE"} for name in ("name", "registeredManager")]


def test_a_withheld_field_has_a_name_a_reason_and_a_body_to_ask():
    fields = graphql_schema().type_map["Withheld"].fields

    assert {name: str(field.type) for name, field in fields.items()} == {
        "field": "String!",
        "reason": "WithheldReason!",
        "askBody": "Agency!",
    }


@pytest.mark.parametrize(
    ("agency", "area", "withheld"),
    [
        ("police", SOUTHBY, KEPT_BY_OFSTED),
        (
            "dfe",
            None,
            [
                {"who": "POLICE", "field": "missingEpisodes", "reason": "NO_GRANT"},
                {"who": "OFSTED", "field": "registeredManager", "reason": "NO_GRANT"},
            ],
        ),
    ],
)
def test_whom_to_ask_is_the_kind_of_body_that_keeps_what_is_withheld(ask, agency, area, withheld):
    told = ask(ASKED, agency, area, urn=INSIDE).data["home"]["withheld"]

    assert sorted(told, key=lambda each: each["field"]) == sorted(withheld, key=lambda each: each["field"])
