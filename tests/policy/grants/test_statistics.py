"""Published statistics: read by everyone, as they are published; what they were made of by nobody."""

from register.vocabulary import Group
from tests.support.readers import EVERYONE, NATIONAL, readers_of


def test_everyone_reads_published_statistics_and_nobody_what_they_were_made_of():
    assert readers_of(Group.STATISTICS) == {agency: {NATIONAL} for agency in EVERYONE}
    assert readers_of(Group.STATISTICS_WORKINGS) == {}
