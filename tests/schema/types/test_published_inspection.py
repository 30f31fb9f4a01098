"""What the types of published inspections show."""

from register.catalogue import CATALOGUE


def test_no_inspection_and_no_finding_has_a_grade():
    shown = {name for entity in ("PublishedInspection", "PublishedFinding") for name in CATALOGUE[entity].columns}

    assert "narrative" in shown
    assert not {name for name in shown if "judgement" in name.lower() or "grade" in name.lower()}
