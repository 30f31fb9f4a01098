"""The overview of each theme."""

from register.schema.types.published_finding_tally import PUBLISHED_FINDING_TALLY


def test_findings_are_counted_by_theme_kind_and_body():
    assert {"theme", "kind", "body", "isAboutMissing"} <= set(PUBLISHED_FINDING_TALLY.dimensions)
    assert set(PUBLISHED_FINDING_TALLY.measures) == {"count", "inspections"}
