"""Providers: their fields, and an individual's name apart from an organisation's."""

from tests.support.declared_types import lines_of, listed


def test_a_provider_has_these_fields():
    assert lines_of("Provider") == listed("""
        id: ID!
        reference: String!
        version: Int!
        name: String
        legalForm: LegalForm
        sector: Sector
        companyNumber: String
        individualName: String
        address: String
        homes(first: Int = 10, after: String, status: StatusChoice! = CURRENT): HomeConnection
        withheld: [Withheld!]!
    """)


def test_the_name_of_a_person_is_not_a_public_fact(ask):
    text = "{ providers { nodes { reference name individualName withheld { field } } } }"

    nodes = {node.pop("reference"): node for node in ask(text, "dfe_statistics").data["providers"]["nodes"]}

    withheld = [{"field": "individualName"}]
    assert nodes["TEST-COMPANY"] == {"name": "Mossy Homes Ltd", "individualName": None, "withheld": withheld}
    assert nodes["TEST-PERSON"] == {"name": None, "individualName": None, "withheld": withheld}


def test_a_provider_leads_to_its_homes(ask):
    text = '{ provider(reference: "TEST-PERSON") { homes { nodes { urn } totalCount } } }'

    assert ask(text, "dfe_statistics").data["provider"]["homes"] == {"nodes": [{"urn": "SC900002"}], "totalCount": 1}
