"""Profiles: what is small, how a count is rounded, and which counts a published figure can be."""

import pytest

from register.policy.disclosure.profiles import PROFILES
from register.vocabulary import AreaKind, StatisticsProfile

DFE, HES, PUBLIC = (PROFILES[each] for each in (StatisticsProfile.DFE, StatisticsProfile.HES, StatisticsProfile.PUBLIC))


def test_each_profile_suppresses_its_small_counts_and_never_a_true_0():
    small = {each.code: [count for count in range(12) if each.is_small(count)] for each in PROFILES.values()}

    assert small == {"dfe": [1, 2, 3, 4, 5], "hes": [1, 2, 3, 4, 5, 6, 7], "public": []}


@pytest.mark.parametrize(
    ("profile", "kind", "count", "shown"),
    [
        (DFE, AreaKind.AUTHORITY, 17, 17),
        (DFE, AreaKind.REGION, 14, 10),
        (DFE, AreaKind.COUNTRY, 15, 20),
        (HES, AreaKind.FORCE, 8, 10),
        (HES, AreaKind.COUNTRY, 12, 10),
        (PUBLIC, AreaKind.REGION, 3, 3),
        (DFE, AreaKind.REGION, 0, 0),
    ],
)
def test_a_count_is_rounded_by_its_profile_and_the_kind_of_area(profile, kind, count, shown):
    assert profile.rounded(count, kind) == shown


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.code)
@pytest.mark.parametrize("kind", [AreaKind.AUTHORITY, AreaKind.REGION])
def test_what_a_figure_can_be_is_exactly_what_is_published_as_it(profile, kind):
    published = [count for count in range(200) if not profile.is_small(count)]

    for shown in {profile.rounded(count, kind) for count in published if count < 150}:
        least, greatest = profile.possible(shown, kind)
        assert [count for count in published if profile.rounded(count, kind) == shown] == list(
            range(least, greatest + 1)
        )
