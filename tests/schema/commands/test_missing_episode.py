"""The commands on missing episodes."""

from tests.support.declared_types import lines_of, listed


def test_a_child_is_reported_missing_with_when_and_where_from():
    assert lines_of("ReportMissingInput") == listed("""
        child: ID!
        kind: MissingKind!
        setting: MissingSetting!
        policeCategory: PoliceCategory
        reference: String
        lastSeenAt: DateTime
        startedAt: DateTime!
        reportedAt: DateTime
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_a_risk_is_assessed_by_a_scheme():
    assert lines_of("AssessRiskInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        scheme: RiskScheme!
        level: RiskLevel!
        assessedAt: DateTime
        reviewDueAt: DateTime
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_a_child_is_found_by_somebody():
    assert lines_of("RecordFoundInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        foundAt: DateTime!
        foundBy: FoundBy!
        harms: [Harm!]
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_a_return_closes_an_episode():
    assert lines_of("RecordReturnInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        returnedAt: DateTime!
        outcome: EpisodeOutcome!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_an_episode_is_cancelled():
    assert lines_of("CancelEpisodeInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_an_episode_becomes_one_of_kind_away():
    assert lines_of("SplitIntoAwayInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        foundAt: DateTime!
        foundBy: FoundBy!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)


def test_two_episodes_are_linked():
    assert lines_of("LinkMissingTogetherInput") == listed("""
        episode: ID!
        expectedVersion: Int!
        otherEpisode: ID!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
    """)
