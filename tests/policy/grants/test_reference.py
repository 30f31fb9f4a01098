"""Reference data: published, and read by everyone."""

from register.vocabulary import Group
from tests.support.readers import EVERYONE, NATIONAL, readers_of


def test_everyone_reads_reference_data():
    assert readers_of(Group.REFERENCE) == {agency: {NATIONAL} for agency in EVERYONE}
