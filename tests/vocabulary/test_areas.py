"""Areas: how the codes of each kind begin."""

from register.vocabulary import AREA_PREFIXES, AreaKind


def test_every_kind_of_area_has_codes_and_no_two_kinds_share_any():
    prefixes = [prefix for kind in AreaKind for prefix in AREA_PREFIXES[kind]]

    assert prefixes == ["E23", "W15", "E06", "E08", "E09", "E10", "W06", "E12", "E92", "W92"]
    assert len(AREA_PREFIXES) == len(AreaKind)
