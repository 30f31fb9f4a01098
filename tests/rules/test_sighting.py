"""Which sightings of a missing child can be."""

from datetime import UTC, datetime, timedelta

from register.rules.sighting import is_seen_before_the_report, is_while_missing
from register.vocabulary import SightingKind

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_only_where_a_child_was_last_seen_has_a_command_of_its_own():
    refused = [kind for kind in SightingKind if is_while_missing(kind) is not None]

    assert refused == [SightingKind.LAST_SEEN]


def test_a_child_is_last_seen_before_or_when_it_is_reported():
    assert is_seen_before_the_report(NOW, NOW) is None
    assert is_seen_before_the_report(NOW, None) is None
    late = is_seen_before_the_report(NOW + timedelta(minutes=1), NOW)
    assert late is not None
    assert late.code == "RULE_INSTANTS_ORDER"
