"""Inspections: their fields, and the judgements as a closed list."""

from tests.support.declared_types import lines_of, listed


def test_an_inspection_has_these_fields():
    assert lines_of("Inspection") == listed("""
        id: ID!
        number: String!
        kind: InspectionKind
        startedOn: Date
        endedOn: Date
        publishedOn: Date
        overallExperiencesAndProgress: Judgement
        helpedAndProtected: Judgement
        leadersAndManagers: Judgement
        educationAndLearning: Judgement
        health: Judgement
        home: Home
    """)


def test_inspections_answer_the_latest_first(ask):
    nodes = ask("{ inspections { nodes { number } } }", "ofsted").data["inspections"]["nodes"]

    assert [node["number"] for node in nodes] == ["INSIDE2024", "OUTSIDE2024", "INSIDE2023", "INSIDE2022"]
