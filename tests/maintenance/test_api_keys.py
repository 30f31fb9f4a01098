"""The last use of a key is its newest entry in the access log."""

from datetime import UTC, datetime

from register.maintenance.api_keys import last_used
from register.policy.grants import POLICY_VERSION
from register.tables import access_log


def test_the_newest_consultation_of_each_is_told_and_of_others_nothing(connection):
    for subject, day in (("key:a", 1), ("key:a", 3), ("key:b", 2), ("officer", 4)):
        entry = {
            "at": datetime(2026, 3, day, tzinfo=UTC),
            "subject": subject,
            "agency": "police",
            "request": "a request",
            "document": "a document",
            "root": "homes",
            "outcome": "allowed",
            "row_count": 0,
            "policy_version": POLICY_VERSION,
        }
        connection.execute(access_log.insert().values(**entry))

    assert last_used(connection, ["key:a", "key:b", "key:c"]) == {
        "key:a": datetime(2026, 3, 3, tzinfo=UTC),
        "key:b": datetime(2026, 3, 2, tzinfo=UTC),
    }
